import type { Discard, OffsetLag, PolledEvents, PollingMapping, Progress } from '../../contracts/event-source.ts';
import type { Host, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { uuidOf } from '../../kernel/identity.ts';
import { EventSourceMapping, type MappingObserver } from './event-source-mapping.ts';
import type { FunctionProcesses } from './function-processes.ts';
import {
  reportAge,
  reportDeliveryFailure,
  reportDiscard,
  reportEvents,
  reportInvocation,
  reportLag,
  reportPolled,
} from './metrics.ts';
import { onFailureDestination } from './on-failure-destination.ts';
import { requireMappingPermissions } from './role-permissions.ts';

interface MappingProperties {
  readonly EventSourceArn?: string;
  readonly SelfManagedEventSource?: { readonly Endpoints?: { readonly KafkaBootstrapServers?: readonly string[] } };
  readonly Topics?: readonly string[];
  readonly FunctionName: string;
  readonly Enabled?: boolean;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  readonly MetricsConfig?: { readonly Metrics?: readonly string[] };
}

/** How far a mapping has come, as the journal has it. */
interface Checkpoint {
  readonly mapping: string;
  readonly lane: string;
  readonly next: string;
}

interface RunningMapping {
  readonly mapping: EventSourceMapping<never>;
  /** Whose records it takes. */
  readonly from: string;
  /** "records of Changes in function Indexer" */
  readonly what: string;
}

/** The event source mappings of a run. */
export class Mappings {
  readonly #host: Host;
  readonly #function: (nameOrArn: string) => FunctionProcesses;
  #running: readonly RunningMapping[] = [];

  constructor(host: Host, functionNamed: (nameOrArn: string) => FunctionProcesses) {
    this.#host = host;
    this.#function = functionNamed;
  }

  begin(): void {
    const all = this.#host.graph.ofType('AWS::Lambda::EventSourceMapping');
    refuseDuplicates(all);
    this.#running = all
      .filter(({ properties }) => (properties as unknown as MappingProperties).Enabled !== false)
      .map((mapping) => this.#started(mapping));
  }

  async atRest(): Promise<void> {
    await Promise.all(this.#running.map(({ mapping }) => mapping.idle()));
  }

  waiting(): readonly Waiting[] {
    return this.#running
      .map(({ mapping, from, what }) => ({
        component: from,
        count: mapping.waiting(),
        what: `${what}: ${mapping.obstacle() ?? 'not tried yet'}`,
      }))
      .filter(({ count }) => count > 0);
  }

  #started(resource: Resource): RunningMapping {
    const { graph, clock, faults, permissions, source: sourceOf } = this.#host;
    const properties = resource.properties as unknown as MappingProperties;
    const address = addressOf(properties);
    const source = sourceOf(address);
    const from = graph.named(address);
    if (!source)
      throw new Error(`No local engine for ${resource.id}: its source is ${from?.type ?? (address || 'not named')}`);
    const target = this.#function(properties.FunctionName);
    const destination = properties.DestinationConfig?.OnFailure?.Destination;
    const { arn, permissions: actions } = source;
    const calls = source.calls?.({ ...properties }) ?? [];
    requireMappingPermissions(permissions, target.roleArn, { arn, permissions: actions, calls }, destination);
    const onFailure = destination && onFailureDestination(destination, target.roleArn, this.#host);
    if (destination && !onFailure)
      throw new Error(`No local engine for the on-failure destination ${destination} of ${resource.id}`);

    const uuid = uuidOf(`${graph.stackName}|${resource.id}`);
    const fromComponent = from?.component ?? from?.id ?? source.component ?? source.arn;
    const mapping = new EventSourceMapping({
      clock,
      faults,
      uuid,
      source: source.of?.(this.#polling(resource, uuid, target.settings.name)) ?? source,
      function: target,
      properties,
      onFailure: onFailure || 'none',
      observer: this.#observer(resource, uuid, fromComponent, target),
      checkpoints: this.#checkpoints(uuid),
    });
    return {
      mapping,
      from: fromComponent,
      what: `records of ${fromComponent} in function ${target.settings.component}`,
    };
  }

  #observer(resource: Resource, uuid: string, from: string, target: FunctionProcesses): MappingObserver<never> {
    const { graph, clock, meter, metrics, error } = this.#host;
    const { name, component } = target.settings;
    const { DestinationConfig, MetricsConfig } = resource.properties as unknown as MappingProperties;
    const destination = DestinationConfig?.OnFailure?.Destination;
    const store = destination && graph.named(destination);
    const counts = MetricsConfig?.Metrics?.includes('EventCount') ?? false;
    const journal = this.#host.journal<Checkpoint>();
    return {
      invoked: ({ type: outcome }, { newestAt, size }, duration) => {
        reportInvocation(metrics, name, { outcome, duration });
        if (counts && size !== undefined) reportEvents(metrics, resource.ref, outcome, size);
        if (newestAt !== undefined && outcome !== 'throttled')
          reportAge(metrics, name, clock.now() - duration - newestAt);
      },
      progress: ({ lane, next, arrivedAt }: Progress) => {
        journal.remember({ mapping: uuid, lane, next });
        meter.flow(from, component, arrivedAt.length);
        for (const at of arrivedAt) meter.lag(from, clock.now() - at);
      },
      notDelivered: ({ message }) => {
        reportDeliveryFailure(metrics, name);
        error(component, `AccessDenied: ${message}, so what Lambda gave up is lost`);
      },
      discarded: (discard: Discard<never>) => {
        if (discard.objectKey !== undefined) meter.parked(component, discard.records.length);
        if (store && discard.objectKey !== undefined)
          meter.flow(component, store.component ?? store.id, discard.records.length);
        if (counts) reportDiscard(metrics, resource.ref, discard);
      },
    };
  }

  /** What a source tells that counts records itself. */
  #polling(resource: Resource, uuid: string, functionName: string): PollingMapping {
    const { metrics } = this.#host;
    const { MetricsConfig } = resource.properties as unknown as MappingProperties;
    const asked = MetricsConfig?.Metrics ?? [];
    return {
      uuid,
      polled: (read: PolledEvents) => {
        if (asked.includes('EventCount')) reportPolled(metrics, resource.ref, read);
      },
      lag: (lag: OffsetLag) => {
        const mapping = asked.includes('KafkaMetrics') ? resource.ref : undefined;
        reportLag(metrics, { functionName, mapping }, lag);
      },
    };
  }

  #checkpoints(uuid: string): Record<string, string> {
    const entries = this.#host.journal<Checkpoint>().remembered();
    return Object.fromEntries(
      entries.filter(({ entry }) => entry.mapping === uuid).map(({ entry: { lane, next } }) => [lane, next]),
    );
  }
}

/** Recorded on AWS (`test_duplicate_event_source_mappings`): one source and one function have one mapping, enabled or not. */
function refuseDuplicates(mappings: readonly Resource[]): void {
  const first = new Map<string, string>();
  for (const { id, properties } of mappings) {
    const given = properties as unknown as MappingProperties;
    const name = given.FunctionName.replace(/^arn:[^:]+:lambda:[^:]+:[^:]+:function:/, '');
    const key = [addressOf(given), ...(given.Topics ?? []), name].join('|');
    const other = first.get(key);
    if (other !== undefined)
      throw new Error(`ResourceConflictException: ${duplicate(addressOf(given), name)}: ${other} and ${id}`);
    first.set(key, id);
  }
}

/** The ARN of the source, or the bootstrap servers of a self-managed one. */
const addressOf = ({ EventSourceArn: arn, SelfManagedEventSource: outside }: MappingProperties): string =>
  arn ?? outside?.Endpoints?.KafkaBootstrapServers?.join(',') ?? '';

/** As Lambda words it for a queue, and for a stream. */
const duplicate = (sourceArn: string, functionName: string): string =>
  /^arn:[^:]+:sqs:/.test(sourceArn)
    ? `An event source mapping with SQS arn (" ${sourceArn} ") and function (" ${functionName} ") already exists. Please update or delete the existing mapping`
    : `The event source arn (" ${sourceArn} ") and function (" ${functionName} ") provided mapping already exists. Please update or delete the existing mapping`;
