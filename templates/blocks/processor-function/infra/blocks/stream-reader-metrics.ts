import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { ProcessorFunction } from './processor-function.ts';

const period = Duration.minutes(5);

/** What the metrics of a reader are called on the dashboard. */
export interface ReaderLabels {
  /** Records that the stream takes while nobody reads. */
  idle: string;
  /** Milliseconds of the oldest record that waits. */
  age: string;
}

/** What AWS says of a function that reads a stream, in five minutes. `mappingId`: of its event source mapping, which reports event counts. */
export function readerMetrics(
  reader: ProcessorFunction,
  stream: IStream,
  mappingId: string,
  { idle, age }: ReaderLabels,
) {
  const ofMapping = (metricName: string, label: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { EventSourceMappingUUID: mappingId },
      statistic: Stats.SUM,
      period,
      label,
    });
  return {
    // a function that is not invoked reports nothing, not even an age
    idle: new MathExpression({
      expression: 'IF(written > 0 AND FILL(invoked, 0) == 0, written, 0)',
      usingMetrics: {
        written: stream.metricIncomingRecords({ statistic: Stats.SUM, period }),
        invoked: reader.function.metricInvocations({ statistic: Stats.SUM, period }),
      },
      label: idle,
      period,
    }),
    errors: reader.function.metricErrors({ statistic: Stats.SUM, period }),
    age: reader.function.metric('IteratorAge', { statistic: Stats.MAXIMUM, period, label: age }),
    givenUp: ofMapping('OnFailureDestinationDeliveredEventCount', 'given up by Lambda'),
    // Lambda does not count here what it has parked (Lambda developer guide, "Types of metrics for Lambda functions")
    lost: ofMapping('DroppedEventCount', 'lost'),
    notParked: reader.function.metric('DestinationDeliveryFailures', { statistic: Stats.SUM, period }),
  };
}
