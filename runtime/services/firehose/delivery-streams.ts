import type { Host, RunningService, Waiting } from '../../contracts/service.ts';
import { firehoseApi } from './api.ts';
import { RunningDeliveryStream, type Entry } from './delivery-stream.ts';

const minute = 60_000;

/** The Firehose streams of a run. */
export class DeliveryStreams implements RunningService {
  readonly api;
  readonly #host: Host;
  readonly #streams: ReadonlyMap<string, RunningDeliveryStream>;

  constructor(host: Host) {
    this.#host = host;
    const { graph } = host;
    const journal = host.journal<Entry>();
    this.#streams = new Map(
      graph
        .ofType('AWS::KinesisFirehose::DeliveryStream')
        .map((resource) => [resource.name, new RunningDeliveryStream(resource, host, journal)]),
    );
    this.api = firehoseApi({ account: graph.account, region: graph.region, stream: (name) => this.find(name) });
  }

  find(nameOrArn: string): RunningDeliveryStream | undefined {
    return this.#streams.get(nameOrArn.replace(/^arn:.*:deliverystream\//, ''));
  }

  names(): readonly string[] {
    return [...this.#streams.keys()];
  }

  restore(): void {
    for (const stream of this.#streams.values()) stream.restore();
  }

  begin(): void {
    for (const stream of this.#streams.values()) stream.begin();
    this.#report();
  }

  async atRest(): Promise<void> {
    await Promise.all([...this.#streams.values()].map((stream) => stream.idle()));
  }

  waiting(): readonly Waiting[] {
    return [...this.#streams.values()].flatMap((stream) => stream.waiting());
  }

  async close(): Promise<void> {
    for (const stream of this.#streams.values()) stream.close();
  }

  /** Every minute. */
  #report(): void {
    for (const stream of this.#streams.values()) stream.report();
    this.#host.clock.timer(minute, () => this.#report());
  }
}
