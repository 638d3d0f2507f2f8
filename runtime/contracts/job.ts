import type { Clock } from './clock.ts';
import type { StreamRecord } from './records.ts';

/** What a run has in the place of the program of a Flink application, which needs a JVM: code that comes to the same results. */
export interface JobStandIn {
  /** The ARN of the stream that the job reads, given the property groups of its application. */
  stream(properties: PropertyGroups): string;
  start(place: JobPlace): RunningJob;
}

/** By the id of the group. */
export type PropertyGroups = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where a job runs. */
export interface JobPlace {
  readonly properties: PropertyGroups;
  readonly clock: Pick<Clock, 'now'>;
  /** Settings for clients of the AWS SDK. Calls need the permissions of the application's role. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
}

export interface RunningJob {
  /**
   * Takes a record: those of a shard in their order, one at a time. When it rejects, nothing has happened: the job restarts, and the record
   * comes again.
   */
  take(record: StreamRecord): Promise<void>;
  /** The counters of the job, as CloudWatch gets them. They begin at 0. */
  counters(): Readonly<Record<string, number>>;
}
