import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

const namespace = 'AWS/KinesisAnalytics';
const period = Duration.minutes(5);

/** Counters of the job: analytics/README.md says what each of them counts. */
type JobCounter =
  | 'EventsTaken'
  | 'EventsLate'
  | 'EventsAhead'
  | 'EventsOfAFlood'
  | 'RecordsUnreadable'
  | 'SessionsClosed'
  | 'OffersMade';

/**
 * What CloudWatch gets of an application, and of the job itself. Counters begin at 0 when the job starts and only grow: how much they have
 * grown in five minutes is what counts, and a restart of the job counts as nothing.
 */
export class FlinkMetrics {
  readonly #application: string;

  /** @param application - its name */
  constructor(application: string) {
    this.#application = application;
  }

  /** Milliseconds since the job runs without interruption; no data while it does not run. */
  running(): IMetric {
    return new MathExpression({
      expression: 'FILL(running, 0)',
      usingMetrics: { running: this.#metric('runningTime', Stats.MAXIMUM) },
      label: 'time that the job runs (ms)',
      period,
    });
  }

  /** How often the job has restarted. */
  restarts(): IMetric {
    return this.#growth('restarts', this.#metric('numRestarts', Stats.MAXIMUM), 'restarts of the job');
  }

  failedCheckpoints(): IMetric {
    const failed = this.#metric('numberOfFailedCheckpoints', Stats.MAXIMUM);
    return this.#growth('failed', failed, 'checkpoints that failed');
  }

  /** Milliseconds. */
  checkpointDuration(): Metric {
    return this.#metric('lastCheckpointDuration', Stats.MAXIMUM, 'last checkpoint (ms)');
  }

  /** Milliseconds. Depending on the connector, it has more dimensions than the application: the query takes all of them. */
  behind(): IMetric {
    return new MathExpression({
      expression: `SELECT MAX(millisBehindLatest) FROM "${namespace}" WHERE Application = '${this.#application}'`,
      usingMetrics: {},
      label: 'behind the stream (ms)',
      period,
    });
  }

  /** Percent of what the containers of the application have. */
  used(what: 'CPU' | 'Memory' | 'Disk'): Metric {
    return this.#metric(`container${what}Utilization`, Stats.MAXIMUM, `${what} (%)`);
  }

  /** How much a counter has grown. */
  counted(counter: JobCounter, label: string): IMetric {
    const id = `${counter[0]!.toLowerCase()}${counter.slice(1)}`;
    return this.#growth(id, this.#metric(counter, Stats.MAXIMUM), label);
  }

  /** Late events, where they are more than one in twenty. */
  late(): IMetric {
    return new MathExpression({
      expression: 'IF(DIFF(late) > 0.05 * (DIFF(late) + DIFF(taken)), DIFF(late), 0)',
      usingMetrics: {
        late: this.#metric('EventsLate', Stats.MAXIMUM),
        taken: this.#metric('EventsTaken', Stats.MAXIMUM),
      },
      label: 'late events, where they are many',
      period,
    });
  }

  #growth(id: string, counter: Metric, label: string): IMetric {
    return new MathExpression({ expression: `DIFF(${id})`, usingMetrics: { [id]: counter }, label, period });
  }

  #metric(metricName: string, statistic: string, label?: string): Metric {
    return new Metric({
      namespace,
      metricName,
      dimensionsMap: { Application: this.#application },
      statistic,
      period,
      ...(label === undefined ? {} : { label }),
    });
  }
}
