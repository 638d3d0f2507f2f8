import type { GatewayReply, GatewayRequest, ServiceApi, UpgradeOutcome } from '../../contracts/gateway.ts';
import type { Host, RunningService } from '../../contracts/service.ts';
import { callerOf } from '../../gateway/caller.ts';
import { asServiceError, notModelled } from '../../gateway/service-error.ts';
import { errorsOf } from './errors.ts';
import { GatewayEventApi } from './running-event-api.ts';

/** As a list: a run may have many, and the names of fields would be written with each. The event itself is the entry's bytes. */
type Entry = readonly [id: string, channel: string, at: number, receivers: readonly string[]];

const publishing = '/event';
const realtime = '/event/realtime';

/** The Event API of a run: its domains are the gateway's address, so that there is one. */
export class EventApis implements RunningService {
  readonly api: ServiceApi;
  readonly #api: GatewayEventApi | undefined;
  readonly #name: string | undefined;

  /** Throws for a stack with more than one. */
  constructor(host: Host) {
    const [resource, ...others] = host.graph.ofType('AWS::AppSync::Api');
    if (others.length > 0) throw new Error('The local runtime has one Event API at most: they would have one address.');
    this.#name = resource?.name;
    const id = resource?.arn.split('/').at(-1);
    const namespaces = host.graph
      .ofType('AWS::AppSync::ChannelNamespace')
      .filter(({ properties }) => properties['ApiId'] === id);
    this.#api = resource && new GatewayEventApi(resource, namespaces, host);
    if (this.#api) keep(this.#api, host);
    this.api = {
      call: (request, caller) => {
        if (this.#api && isPublication(request)) return this.#api.call(request, caller);
        throw notModelled(`AppSync ${request.method} ${request.path}`);
      },
      error: (_, error) => this.#api?.refusal(error) ?? refusal(error),
    };
  }

  find(nameOrArn: string): GatewayEventApi | undefined {
    return nameOrArn === this.#name ? this.#api : undefined;
  }

  names(): readonly string[] {
    return this.#name === undefined ? [] : [this.#name];
  }

  async answer(request: GatewayRequest): Promise<GatewayReply | undefined> {
    return isPublication(request) && !callerOf(request) ? await this.#api?.answer(request) : undefined;
  }

  async upgrade(request: GatewayRequest): Promise<UpgradeOutcome | undefined> {
    return request.path === realtime ? await this.#api?.upgrade(request) : undefined;
  }
}

const isPublication = ({ method, path }: GatewayRequest): boolean => method === 'POST' && path === publishing;

/** Remembers every broadcast, so that a run can say what became of an event. A later subscriber gets none of them. */
function keep(api: GatewayEventApi, host: Host): void {
  const journal = host.journal<Entry>();
  for (const { entry, bytes } of journal.remembered()) {
    const [id, channel, at, receivers] = entry;
    api.restore({ id, channel, at, receivers, event: Buffer.from(bytes).toString() });
  }
  api.onBroadcast(({ id, channel, at, receivers, event }) =>
    journal.remember([id, channel, at, receivers], Buffer.from(event)),
  );
}

function refusal(error: unknown): GatewayReply {
  const failure = asServiceError(error, 'BadRequestException');
  return { status: failure.$metadata.httpStatusCode, body: JSON.stringify(errorsOf(failure)) };
}
