import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';

/** A table's Kinesis destination, as DynamoDB describes it. */
export interface Destination {
  StreamArn?: string;
  DestinationStatus?: string;
  ApproximateCreationDateTimePrecision?: string;
}

/** DynamoDB's operations on the Kinesis destinations of a table. */
export interface CaptureApi {
  describe(table: string): Promise<Destination[]>;
  enable(table: string, streamArn: string, precision: 'MICROSECOND'): Promise<void>;
  update(table: string, streamArn: string, precision: 'MICROSECOND'): Promise<void>;
  disable(table: string, streamArn: string): Promise<void>;
}

const precision = 'MICROSECOND';
const pauseMilliseconds = 3_000;

/** Switches the change capture of a table on and off. May run any number of times. */
export class ChangeCapture {
  readonly #api: CaptureApi;
  readonly #clock: Clock;

  constructor(api: CaptureApi, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** The table sends its changes to the stream, with creation times in microseconds. Throws when it sends them elsewhere. */
  async on(table: string, streamArn: string, deadline: Deadline): Promise<void> {
    const destinations = await this.#api.describe(table);
    const other = destinations.find(
      ({ StreamArn, DestinationStatus }) => StreamArn !== streamArn && DestinationStatus === 'ACTIVE',
    );
    if (other)
      throw new Error(
        `The table ${table} sends its changes to ${other.StreamArn} already, and a table has one stream only. Switch that off first: aws dynamodb disable-kinesis-streaming-destination`,
      );
    const own = destinations.find(({ StreamArn }) => StreamArn === streamArn);
    if (own?.DestinationStatus !== 'ACTIVE') await this.#api.enable(table, streamArn, precision);
    else if (own.ApproximateCreationDateTimePrecision !== precision)
      await this.#api.update(table, streamArn, precision);
    await this.#until(table, streamArn, 'ACTIVE', deadline);
  }

  async off(table: string, streamArn: string, deadline: Deadline): Promise<void> {
    const own = (await this.#api.describe(table)).find(({ StreamArn }) => StreamArn === streamArn);
    if (own?.DestinationStatus !== 'ACTIVE') return;
    await this.#api.disable(table, streamArn);
    await this.#until(table, streamArn, 'DISABLED', deadline);
  }

  async #until(table: string, streamArn: string, status: string, deadline: Deadline): Promise<void> {
    for (let seen: string | undefined; deadline.remaining() > 0; await this.#clock.sleep(pauseMilliseconds)) {
      seen = (await this.#api.describe(table)).find(({ StreamArn }) => StreamArn === streamArn)?.DestinationStatus;
      if (seen === status) return;
      if (seen === 'ENABLE_FAILED')
        throw new Error(`DynamoDB could not switch on the change capture of ${table} to ${streamArn}`);
    }
    throw new Error(`The change capture of ${table} did not become ${status} in time`);
  }
}
