import type { Discard, Faults, StreamMappingOptions, StreamRecord } from '../../api.ts';
import { contextOf } from './context.ts';
import { uuidOf } from '../../kernel/identity.ts';
import type { Permissions } from '../../iam/permissions.ts';
import { KinesisMapping } from '../kinesis/poller/mapping.ts';
import type { Resource, ResourceGraph } from '../../template/graph.ts';
import type { Assembly } from '../../local/assembly.ts';
import { FunctionProcesses, type CallerRegistry } from './function-processes.ts';
import { functionSettings } from './function-settings.ts';
import { requireMappingPermissions, requireNetworkPermissions } from './role-permissions.ts';
import type { Memory } from '../../kernel/durable-state.ts';
import type { ScaledTime } from '../../kernel/scaled-clock.ts';
import type { Services } from '../../local/services.ts';
import type { Watch } from '../../local/watch.ts';

export interface ProcessingOptions {
  readonly graph: ResourceGraph;
  readonly assembly: Assembly;
  readonly endpoint: string;
  readonly clock: ScaledTime;
  readonly faults: Faults;
  readonly services: Services;
  readonly memory: Memory;
  readonly watch: Watch;
  readonly callers: CallerRegistry;
  readonly permissions: Permissions;
}

interface MappingProperties {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly Enabled?: boolean;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
}

/** Once it has handed a record to its mapping, a stream needs it for readers of its API only: a run may last for days. */
const keptRecords = 5_000;

/** What works on the data of a run: the functions, and the mappings that feed them. */
export class Processing {
  readonly #options: ProcessingOptions;
  readonly #functions: readonly FunctionProcesses[];
  readonly #mappings: KinesisMapping[] = [];
  /** Where the records of a mapping wait: "Changes in Indexer". */
  readonly #places = new Map<KinesisMapping, string>();
  readonly #logging = new Set<string>();

  constructor(options: ProcessingOptions) {
    this.#options = options;
    const { graph, assembly, endpoint, clock, watch, callers, permissions } = options;
    const log = (target: Resource, line: string) => {
      this.#useLogs(target);
      watch.read(target.component ?? target.id, line);
    };
    const functions = graph.ofType('AWS::Lambda::Function');
    for (const { properties } of functions)
      if (properties['VpcConfig'] !== undefined) requireNetworkPermissions(permissions, properties['Role'] as string);
    this.#functions = functions
      .map((target) => functionSettings(target, { graph, assembly, endpoint, clock, log }))
      .map((settings) => new FunctionProcesses(settings, callers));
  }

  /** One process of each function, all at once: cold starts are not what a run is about. */
  async warm(): Promise<void> {
    // a process that dies on the way is no bundle that cannot be loaded: that dies again
    await Promise.all(this.#functions.map((target) => target.warm().catch(() => target.warm())));
  }

  /** Invokes a function once, within its timeout, without faults. Throws what the function throws. */
  async run(functionArn: string, event: unknown): Promise<unknown> {
    const target = this.#function(functionArn);
    const { clock } = this.#options;
    await target.ready();
    const requestId = uuidOf(`${functionArn}|${clock.now()}|${Math.random()}`);
    const answer = target.handler(event, contextOf(target, requestId, clock));
    const late = clock.sleep(target.timeout).then(() => {
      throw new Error(`Task timed out after ${(target.timeout / 1000).toFixed(2)} seconds`);
    });
    return await Promise.race([answer, late]);
  }

  /**
   * Invokes a function as services do that wait for no answer: when it fails, twice more (Lambda guide,
   * invocation-async-error-handling), though without the minutes in between. Throws what it throws the last time.
   */
  async tell(functionArn: string, event: unknown): Promise<unknown> {
    for (let again = 2; again > 0; again--)
      try {
        return await this.run(functionArn, event);
      } catch {
        // the next try decides
      }
    return await this.run(functionArn, event);
  }

  startMappings(): void {
    for (const mapping of this.#options.graph.ofType('AWS::Lambda::EventSourceMapping'))
      this.#mappings.push(this.#mapping(mapping));
  }

  /** The rules of EventBridge that invoke a function of the stack. */
  get schedules(): readonly { readonly component: string; readonly rule: Resource }[] {
    return this.#options.graph
      .ofType('AWS::Events::Rule')
      .map((rule) => ({ component: rule.component ?? rule.id, rule }));
  }

  async runSchedule(component: string, id: string): Promise<void> {
    const { clock, graph } = this.#options;
    const found = this.schedules.find((each) => each.component === component);
    if (!found)
      throw new Error(
        `${component} has no schedule; ${this.schedules.map((each) => each.component).join(', ')} have one.`,
      );
    const { Targets } = found.rule.properties as { Targets: { Arn: string }[] };
    // EventBridge user guide, "Scheduled events"
    const event = {
      version: '0',
      id,
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: graph.account,
      time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: graph.region,
      resources: [found.rule.arn],
      detail: {},
    };
    for (const { Arn } of Targets) await this.tell(Arn, event);
  }

  /** Resolves when every accepted change is in its stream, and every record processed or discarded. */
  async settled(): Promise<void> {
    await Promise.all(this.#options.services.tables.map((table) => table.captured()));
    await Promise.all(this.#mappings.map((mapping) => mapping.idle()));
  }

  /** Records that `settled` waits for. */
  waiting(): number {
    const onTheirWay = this.#options.services.tables.reduce((sum, table) => sum + table.capturing(), 0);
    return this.#mappings.reduce((sum, mapping) => sum + mapping.waiting(), onTheirWay);
  }

  waitingFor(): readonly string[] {
    const onTheirWay = this.#options.services.tables.reduce((sum, table) => sum + table.capturing(), 0);
    return [
      ...(onTheirWay > 0 ? [`${onTheirWay} change records that are on their way to a stream`] : []),
      ...this.#mappings.flatMap((mapping) =>
        mapping.waiting() > 0
          ? [
              `${mapping.waiting()} records of ${this.#places.get(mapping)}: ${mapping.obstacle() ?? 'not processed yet'}`,
            ]
          : [],
      ),
    ];
  }

  get processIds(): readonly number[] {
    return this.#functions.flatMap(({ processIds }) => processIds);
  }

  async close(): Promise<void> {
    await Promise.all(this.#functions.map((target) => target.close()));
  }

  /** Lambda guide, monitoring-cloudwatchlogs: a function writes its log with its own role, and goes without one where that may not. */
  #useLogs({ properties, component, id }: Resource): void {
    const { graph, permissions, watch } = this.#options;
    const { Role, LoggingConfig } = properties as { Role: string; LoggingConfig?: { LogGroup?: string } };
    const group = LoggingConfig?.LogGroup && graph.named(LoggingConfig.LogGroup, 'AWS::Logs::LogGroup');
    if (!group || this.#logging.has(Role)) return;
    this.#logging.add(Role);
    const resource = `${group.arn.replace(/:\*$/, '')}:log-stream:local`;
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
      if (!permissions.allows(Role, { action, resource }))
        watch.error(component ?? id, `AccessDenied: the role does not allow ${action}, so the log is lost`);
  }

  #function(nameOrArn: string): FunctionProcesses {
    const found = this.#functions.find(({ settings }) => settings.arn === nameOrArn || settings.name === nameOrArn);
    if (!found) throw new Error(`No local engine for ${nameOrArn}: it is not a function of the stack`);
    return found;
  }

  #mapping(mapping: Resource): KinesisMapping {
    const { graph, services, memory, watch, clock, faults, permissions } = this.#options;
    const properties = mapping.properties as unknown as MappingProperties;
    const source = graph.named(properties.EventSourceArn);
    if (source?.type !== 'AWS::Kinesis::Stream')
      throw new Error(`No local engine for ${mapping.id}: its source is ${source?.type ?? properties.EventSourceArn}`);
    const target = this.#function(properties.FunctionName);
    const destination = properties.DestinationConfig?.OnFailure?.Destination;
    requireMappingPermissions(permissions, target.roleArn, source.arn, destination);

    const stream = services.stream(source.arn)!;
    const uuid = uuidOf(`${graph.stackName}|${mapping.id}`);
    const [from, to] = [source.component ?? source.id, target.settings.component];
    const store = destination && graph.named(destination);
    const progress = (lane: string, done: readonly StreamRecord[]) => {
      const next = String(BigInt(done.at(-1)!.sequenceNumber) + 1n);
      memory.checkpoint(uuid, lane, next);
      watch.meter.flow(from, to, done.length);
      for (const { arrivedAt } of done) watch.meter.lag(from, clock.now() - arrivedAt);
      stream.keepNewest(keptRecords);
    };
    const discarded = ({ records }: Discard) => {
      watch.meter.parked(to, records.length);
      if (store) watch.meter.flow(to, store.component ?? store.id, records.length);
    };
    const started = new KinesisMapping({
      clock,
      faults,
      uuid,
      stream,
      function: target,
      properties: properties as unknown as StreamMappingOptions['properties'],
      onFailure: destination === undefined ? 'none' : services.needed('bucket', destination),
      observer: { progress, discarded },
      checkpoints: memory.checkpoints(uuid),
    });
    this.#places.set(started, `${from} in ${to}`);
    return started;
  }
}
