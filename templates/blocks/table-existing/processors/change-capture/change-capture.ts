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
  /** Undefined when there is no such table. */
  describe(table: string): Promise<Destination[] | undefined>;
  enable(table: string, streamArn: string, precision: 'MICROSECOND'): Promise<void>;
  update(table: string, streamArn: string, precision: 'MICROSECOND'): Promise<void>;
  disable(table: string, streamArn: string): Promise<void>;
}

/** Of the creation time of a change, which is the version of its document. */
export const precision = 'MICROSECOND';
const pauseMilliseconds = 3_000;

/** A destination on its way to another status takes no orders: it is waited for. */
const passing = ['ENABLING', 'UPDATING', 'DISABLING'];

/** Switches the change capture of a table on and off. May run any number of times, also while an earlier run is under way. */
export class ChangeCapture {
  readonly #api: CaptureApi;
  readonly #clock: Clock;

  constructor(api: CaptureApi, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /**
   * The table sends its changes to the stream, with creation times in microseconds. Throws when it sends them elsewhere, and when
   * it is not there.
   */
  async on(table: string, streamArn: string, deadline: Deadline): Promise<void> {
    const destinations = await this.#settled(table, deadline);
    if (!destinations)
      throw new Error(
        `There is no table ${table} in this account and region. Make it, or name the one to use in infra/blocks/source-table.ts.`,
      );
    const other = destinations.find(
      ({ StreamArn, DestinationStatus }) => StreamArn !== streamArn && DestinationStatus === 'ACTIVE',
    );
    if (other)
      throw new Error(
        `The table ${table} sends its changes to ${other.StreamArn} already, and a table has one stream only. Switch that off first: aws dynamodb disable-kinesis-streaming-destination`,
      );
    const own = destinations.find(({ StreamArn }) => StreamArn === streamArn);
    if (isOn(own)) return;
    if (own?.DestinationStatus === 'ACTIVE') await this.#api.update(table, streamArn, precision);
    else await this.#api.enable(table, streamArn, precision);
    await this.#until(isOn, 'switch on', table, streamArn, deadline);
  }

  /** The table does not send its changes to the stream; one that is not there any more does not. */
  async off(table: string, streamArn: string, deadline: Deadline): Promise<void> {
    const own = await this.#own(table, streamArn, deadline);
    if (own?.DestinationStatus !== 'ACTIVE') return;
    await this.#api.disable(table, streamArn);
    await this.#until((now) => !now || now.DestinationStatus === 'DISABLED', 'switch off', table, streamArn, deadline);
  }

  /** Waits for what was ordered. A look right after the order could still show what was before it. */
  async #until(
    isDone: (own: Destination | undefined) => boolean,
    order: string,
    table: string,
    streamArn: string,
    deadline: Deadline,
  ): Promise<void> {
    let status = 'not there';
    while (deadline.remaining() > 0 && status !== 'ENABLE_FAILED') {
      await this.#clock.sleep(pauseMilliseconds);
      const own = await this.#own(table, streamArn, deadline);
      if (isDone(own)) return;
      status = own?.DestinationStatus ?? 'not there';
    }
    throw new Error(`DynamoDB could not ${order} the change capture of ${table} to ${streamArn}: it is ${status}`);
  }

  async #own(table: string, streamArn: string, deadline: Deadline): Promise<Destination | undefined> {
    return (await this.#settled(table, deadline))?.find(({ StreamArn }) => StreamArn === streamArn);
  }

  /** The destinations of a table, once none of them is on its way to another status. */
  async #settled(table: string, deadline: Deadline): Promise<Destination[] | undefined> {
    let moving: Destination | undefined;
    while (deadline.remaining() > 0) {
      const destinations = await this.#api.describe(table);
      moving = destinations?.find(({ DestinationStatus }) => passing.includes(DestinationStatus ?? ''));
      if (!moving) return destinations;
      await this.#clock.sleep(pauseMilliseconds);
    }
    const last = moving ? `: to ${moving.StreamArn} it is still ${moving.DestinationStatus}` : '';
    throw new Error(`The change capture of ${table} did not come to rest in time${last}`);
  }
}

const isOn = (destination: Destination | undefined): boolean =>
  destination?.DestinationStatus === 'ACTIVE' && destination.ApproximateCreationDateTimePrecision === precision;
