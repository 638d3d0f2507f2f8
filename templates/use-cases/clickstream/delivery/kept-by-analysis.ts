import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { givenUp, parkedObject, rejected, type Shape } from './parked-records.ts';
import { lineEvent, type TopicEvent } from './topic-event.ts';

/** The batches that Lambda gave up on for the analysis have a folder of their mapping (Lambda guide, "Retaining discarded records for a Kinesis event source"). */
export const analysisGivenUp = (outputs: Readonly<Record<string, string>>): string =>
  `${givenUp.prefix}${output(outputs, 'AnalysisMappingId')}/`;

/**
 * Records that the analysis could not read, and batches that Lambda gave up on for it. Nothing is given back: the events would be late
 * (docs/runbook/analysis-given-up.md).
 */
export function keptByAnalysis(place: Place): FailureStore<TopicEvent>[] {
  const bucket = place.find('bucket', output(place.outputs, 'FailureBucketName'));
  const store = (kind: string, shape: Shape): FailureStore<TopicEvent> => ({
    sinks: ['sessions', 'offers'],
    objects: () =>
      bucket.contents(shape.prefix).map(({ key, body, storedAt }) => {
        const { records, ...object } = parkedObject(
          { key, at: new Date(storedAt) },
          Buffer.from(body).toString(),
          shape,
        );
        return {
          ...object,
          kind,
          events: records.flatMap(({ data, reason }) => eventsOf(data).map((event) => ({ event, reason }))),
        };
      }),
    giveBack: async () => undefined,
  });
  return [
    store('unanalysed', { ...rejected, prefix: `${rejected.prefix}analysis/` }),
    store('unanalysed-batches', { ...givenUp, prefix: analysisGivenUp(place.outputs) }),
  ];
}

const eventsOf = (data: string): TopicEvent[] =>
  Buffer.from(data, 'base64')
    .toString()
    .split('\n')
    .flatMap((line) => lineEvent(line) ?? []);
