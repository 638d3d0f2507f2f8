import type { Caller, GatewayReply, GatewayRequest, ServiceCall, UpgradeOutcome } from '../../contracts/gateway.ts';
import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { asServiceError } from '../../gateway/service-error.ts';
import { Authorization, permissionFor, type EventOperation } from './authorization.ts';
import { channelOf, patternOf } from './channel.ts';
import { EventConnection } from './connection.ts';
import { errorsOf, unauthorized } from './errors.ts';
import { ErrorLog } from './error-log.ts';
import { LocalEventApi } from './event-api.ts';
import { iamCaller } from './identity.ts';
import { reportRequest } from './metrics.ts';
import { connectionHeaders, protocolName, protocolsOf } from './protocols.ts';
import { settingsOf, type EventApiSettings } from './settings.ts';
import type { EventCaller, RunningEventApi } from './types.ts';

/** The Event API of a stack, behind the gateway of its run. */
export class GatewayEventApi extends LocalEventApi implements RunningEventApi {
  readonly url: string;
  readonly realtimeUrl: string;
  readonly #host: Host;
  readonly #api: Resource;
  readonly #settings: EventApiSettings;
  readonly #authorization: Authorization;
  readonly #log: ErrorLog;

  constructor(api: Resource, namespaces: readonly Resource[], host: Host) {
    const settings = settingsOf(api, namespaces);
    const component = api.component ?? api.id;
    super({
      namespaces: settings.namespaces,
      clock: host.clock,
      faults: host.faults,
      log: (line) => (line.startsWith('ERROR') ? host.error(component, line) : host.log(component, line)),
    });
    this.#host = host;
    this.#api = api;
    this.#settings = settings;
    this.#authorization = new Authorization({ arn: api.arn, component }, settings.providers, host);
    this.#log = new ErrorLog(api, settings.log, host);
    this.url = `${host.endpoint}/event`;
    this.realtimeUrl = `${host.endpoint.replace(/^http/, 'ws')}/event/realtime`;
  }

  authorization(user: string): string {
    return this.#authorization.tokenOf(user);
  }

  /** A signed publication, before IAM is asked. */
  call(request: GatewayRequest, { accessKeyId }: Caller): ServiceCall {
    const { channel, count } = publicationIn(request.body.toString());
    const iam = namespaceIn(channel).map((namespace) =>
      permissionFor(this.#api.arn, { operation: 'EVENT_PUBLISH', namespace }),
    );
    return {
      name: 'appsync:EventPublish',
      iam,
      dataAccess: [],
      passage: { to: this.#api.arn, count, as: 'delivered' },
      run: () => this.#answered(request, iamCaller(this.#host.callers.principal(accessKeyId), accessKeyId)),
    };
  }

  /** A publication with a token. */
  async answer(request: GatewayRequest): Promise<GatewayReply> {
    try {
      const body = request.body.toString();
      const { channel } = publicationIn(body);
      const caller = await this.#callerOf('EVENT_PUBLISH', { channel, headers: request.headers, body });
      return await this.#answered(request, caller);
    } catch (error) {
      return this.refusal(error);
    }
  }

  refusal(error: unknown): GatewayReply {
    const failure = asServiceError(error, 'BadRequestException');
    const status = failure.$metadata.httpStatusCode;
    this.#report(status, 0);
    return { status, headers: json, body: JSON.stringify(errorsOf(failure)) };
  }

  /**
   * AppSync Events guide, event-api-websocket-protocol: the client names the protocol, and says in a second one who it is. Whom AppSync
   * does not know, it tells so, and ends the connection.
   */
  async upgrade(request: GatewayRequest): Promise<UpgradeOutcome> {
    const protocols = protocolsOf(request);
    if (!protocols.includes(protocolName)) return { status: 400, headers: json, body: '{}' };
    const refused = await this.#connected(connectionHeaders(protocols)).then(
      () => undefined,
      (error: unknown) => asServiceError(error, 'BadRequestException'),
    );
    return {
      protocol: protocolName,
      open: (socket) => {
        if (refused) {
          socket.send(JSON.stringify({ type: 'connection_error', ...errorsOf(refused) }));
          socket.close(1000, refused.name);
          return { text: () => undefined, closed: () => undefined };
        }
        return new EventConnection(socket, {
          api: this,
          clock: this.#host.clock,
          authorize: (operation, { authorization, channel, events }) => {
            const body = JSON.stringify(operation === 'EVENT_SUBSCRIBE' ? { channel } : { channel, events });
            return this.#callerOf(operation, { channel, headers: textsIn(authorization), body });
          },
        });
      },
    };
  }

  #report(status: number, duration: number): void {
    reportRequest(this.#host.metrics, this.#api.arn.split('/').at(-1)!, status, duration);
    if (status >= 400) this.#log.write();
  }

  async #connected(headers: Readonly<Record<string, string>>): Promise<void> {
    if (headers['host'] !== new URL(this.url).host) throw unauthorized();
    const caller = await this.#callerOf('EVENT_CONNECT', { channel: undefined, headers, body: '{}' });
    if (!this.#settings.connect.includes(caller.mode)) throw unauthorized();
  }

  async #callerOf(
    operation: EventOperation,
    {
      channel: given,
      ...request
    }: { readonly channel: unknown; readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<EventCaller> {
    const read = { EVENT_CONNECT: () => undefined, EVENT_PUBLISH: channelOf, EVENT_SUBSCRIBE: patternOf }[operation];
    const channel = read(given);
    return await this.#authorization.callerOf({
      ...request,
      operation,
      channel: channel?.path,
      namespace: channel?.namespace,
    });
  }

  async #answered(request: GatewayRequest, caller: EventCaller): Promise<GatewayReply> {
    const { clock } = this.#host;
    const begun = clock.now();
    const { status, body } = await this.post(request.body.toString(), caller);
    this.#report(status, clock.now() - begun);
    return { status, headers: json, body };
  }
}

const json = { 'content-type': 'application/json' };

/** What a body asks for. One that is wrong is refused once it is known who sends it. */
function publicationIn(body: string): { readonly channel: unknown; readonly count: number } {
  try {
    const { channel, events } = JSON.parse(body) as { channel?: unknown; events?: unknown };
    return { channel, count: Array.isArray(events) ? events.length : 0 };
  } catch {
    return { channel: undefined, count: 0 };
  }
}

/** The namespace that a permission is for; none where the channel is wrong. */
function namespaceIn(channel: unknown): string[] {
  try {
    return [channelOf(channel).namespace];
  } catch {
    return [];
  }
}

/** Headers that a message carries, by their names in lower case. */
function textsIn(headers: unknown): Readonly<Record<string, string>> {
  const entries = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
