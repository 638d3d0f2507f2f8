import type { AlarmState } from '../contracts/alarms.ts';
import type { FaultRule } from '../contracts/faults.ts';
import type { LocalStack, LocalStackOptions } from '../contracts/local-stack.ts';
import type { RunningService } from '../contracts/service.ts';
import type { ResourceGraph } from '../contracts/template.ts';
import { certificateFile } from '../gateway/loopback-certificate.ts';
import { startGateway } from '../gateway/server.ts';
import { Permissions, type Refusal } from '../iam/permissions.ts';
import { DurableState } from '../kernel/durable-state.ts';
import { checkPoint } from '../kernel/fault-rules.ts';
import { SeededFaults } from '../kernel/faults.ts';
import { uuidOf } from '../kernel/identity.ts';
import { atRest, inWords, waitingAt, waitingIn } from '../kernel/quiescence.ts';
import type { Registry } from '../kernel/registry.ts';
import { RunningServices } from '../kernel/running.ts';
import { ScaledTime } from '../kernel/scaled-clock.ts';
import { readTemplate } from '../template/graph.ts';
import { readAssembly, type Assembly } from './assembly.ts';
import { AccessKeys } from './callers.ts';
import { notModelledIn, standInsOf } from './coverage.ts';
import { faultsIn } from './fault-places.ts';
import { KnownAddresses } from '../kernel/known-addresses.ts';
import { developerEnvironment } from '../kernel/developer.ts';
import { objectPlaces } from './object-places.ts';
import { withChanged } from './changed.ts';
import { Traffic } from './traffic.ts';
import { Watch } from './watch.ts';

/** What a runtime consists of. */
export interface Runtime {
  readonly registry: Registry;
  /** Services that this bundle was made without, by resource type and by the name that requests are signed for. */
  readonly leftOut: Readonly<Record<string, string>>;
}

export async function startStack(runtime: Runtime, options: LocalStackOptions): Promise<LocalStack> {
  const assembly = readAssembly(options.assembly, options.stackName);
  const state = DurableState.open(options.journal, options.resume, options.speed, {
    seed: options.seed,
    ...options.settings,
  });
  const clock = new ScaledTime(state.scale);
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async (keep: boolean): Promise<void> => {
    clock.stop();
    await Promise.all(closing.map((close) => close()));
    if (keep) state.close();
    else state.remove();
  };
  try {
    return await started(runtime, options, { assembly, state, clock, stop, closes: (close) => closing.push(close) });
  } catch (error) {
    // what was to be resumed can be resumed once that is mended
    await stop(options.resume);
    throw error;
  }
}

/** Brokers of Amazon MSK are not asked over HTTP: whoever talks to them has to trust their certificate. */
const trusting = (file: string | undefined): Record<string, string> =>
  file === undefined ? {} : { NODE_EXTRA_CA_CERTS: file };

/** What a run stands on: whatever happens, all of it is stopped. */
interface Ground {
  readonly assembly: Assembly;
  readonly state: DurableState;
  readonly clock: ScaledTime;
  stop(keep: boolean): Promise<void>;
  /** Has something closed at the stop. */
  closes(close: () => Promise<unknown>): void;
}

async function started(
  { registry, leftOut }: Runtime,
  options: LocalStackOptions,
  { assembly, state, clock, stop, closes }: Ground,
): Promise<LocalStack> {
  const { stackName, seed } = options;
  const points = Object.keys(registry.faults);
  const rules: Record<string, FaultRule> = { ...options.rules };
  const faults = new SeededFaults({ seed, clock, rules, outages: options.outages(state.begun) }, points);

  let traffic: Traffic | undefined;
  const gateway = await startGateway(
    async (request) => (traffic ? traffic.answer(request) : { status: 503 }),
    0,
    async (request) => (traffic ? traffic.upgrade(request) : { status: 503 }),
  );
  closes(() => gateway.close());
  const endpoint = gateway.url;
  const graph = readTemplate(
    withChanged(assembly.template, options.changed ?? {}),
    { stackName, ...assembly.place, endpoint },
    registry.resources,
  );
  const permissions = new Permissions(graph);
  const watch = new Watch(options.measures, clock);
  const callers = new AccessKeys(graph);
  const existingTables = options.existingTables(graph.outputs);
  const existingBuckets = options.existingBuckets?.(graph.outputs) ?? [];
  const existingKafka = options.existingKafka?.(graph.outputs) ?? [];
  const purposeOf = objectPlaces(options, graph);
  const addresses = new KnownAddresses();
  const running = new RunningServices(registry, (service, shared) => ({
    ...shared,
    graph,
    endpoint,
    clock,
    faults,
    permissions,
    callers,
    meter: watch.meter,
    metrics: watch.metrics,
    existingTables,
    existingBuckets,
    existingKafka,
    addresses,
    jobs: options.jobs ?? {},
    scripts: options.scripts ?? {},
    purposeOf,
    journal: () => state.of(service.id),
    assetFolder: (objectKey) => assembly.assetFolder(objectKey),
    log: (component, line) => {
      watch.read(component, line);
      options.log?.(component, line);
    },
    error: (component, text) => watch.error(component, text),
  }));
  const services = running.all();
  closes(() => Promise.all(services.map(async (service) => service.close?.())));
  traffic = new Traffic({
    graph,
    permissions,
    callers,
    services,
    apiFor: (name) => running.signedFor(name)?.api ?? { because: missing(leftOut[name]) },
    watch,
    refused: options.refused,
  });

  await begun(services);
  state.takenUp();
  const schedules = services.flatMap((service) => service.schedules ?? []);
  const outside = services.flatMap((service) => service.outside ?? []);
  const placedFaults = faultsIn(registry.services, graph, outside);
  return {
    url: endpoint,
    clock,
    faults,
    outputs: graph.outputs,
    environment: { ...developerEnvironment(endpoint, graph.region), ...trusting(certificateFile()) },
    find: (kind, nameOrArn) => running.needed(kind, nameOrArn),
    callApi: async (url, request) => {
      const about = { method: request?.method ?? 'GET', url, body: Buffer.from(request?.body ?? '') };
      const headers = services.map((service) => service.credentials?.(about)).find(Boolean) ?? {};
      const response = await fetch(url, { ...request, headers });
      return { status: response.status, body: await response.text() };
    },
    schedules: schedules.map(({ component, every }) => ({ component, every })),
    runSchedule: async (component) => {
      const found = schedules.find((schedule) => schedule.component === component);
      const known = schedules.map((schedule) => schedule.component).join(', ');
      if (!found) throw new Error(`${component} has no schedule; ${known || 'no component'} has one.`);
      await found.run(uuidOf(`${component}|${clock.now()}`));
    },
    update: async (component) => {
      for (const service of services) await service.update?.(component);
    },
    passed: (component) => ({ ...watch.meter.passed(component), waiting: waitingAt(component, services) }),
    measured: (component, metric) => watch.measured(component, metric),
    flowing: (from, to) => watch.meter.flowing(from, to),
    metrics: () => watch.metrics.all(),
    alarms: () => alarmsOf(services),
    setFault: (point, on) => {
      checkPoint(point, points);
      const { rate, sightings } = registry.faults[point]!;
      rules[point] = on ? { rate, sightings } : { rate: 0, sightings: 0 };
    },
    get faultPoints() {
      return placedFaults.map((fault) => ({
        ...fault,
        on: (rules[fault.point]?.rate ?? 0) > 0,
        struck: faults.struck(fault.point),
      }));
    },
    revoke: (component, action) => permissions.revoke(component, action),
    onRecord: (listener) => {
      for (const service of services) service.onRecord?.(listener);
    },
    settled: () => atRest(services),
    waiting: () => waitingIn(services).reduce((sum, { count }) => sum + count, 0),
    waitingFor: () => waitingIn(services).map(inWords),
    fed: (position) => state.fed(position),
    fedBefore: state.fedBefore,
    refused: () => permissions.refused().map((refusal) => grantOf(refusal, graph)),
    unused: () => permissions.unused(),
    errors: () => watch.errors,
    standIns: standInsOf(graph, outside, registry.resources),
    notModelled: [...notModelledIn(graph, registry.resources, leftOut), ...notEvaluated(alarmsOf(services))],
    processIds: () => services.flatMap((service) => service.processIds?.() ?? []),
    stop: ({ keep = false } = {}) => stop(keep),
  };
}

/** The steps of a start: each is done for all services before the next. */
async function begun(services: readonly RunningService[]): Promise<void> {
  await Promise.all(services.map(async (service) => service.listen?.()));
  await Promise.all(services.map(async (service) => service.warm?.()));
  // what runs in a deployment may run again: its functions are made for that
  for (const service of services) await service.deploy?.();
  for (const service of services) service.restore?.();
  for (const service of services) service.begin?.();
}

const alarmsOf = (services: readonly RunningService[]): readonly AlarmState[] =>
  services.flatMap((service) => service.alarms?.() ?? []);

const notEvaluated = (alarms: readonly AlarmState[]): string[] =>
  alarms.flatMap(({ id, notModelled }) => (notModelled === undefined ? [] : [`Alarm ${id}: ${notModelled}`]));

const missing = (service: string | undefined): string =>
  service === undefined ? '' : `this project's runtime was made without the service ${service}`;

const grantOf = ({ role, call, times }: Refusal, graph: ResourceGraph) => ({
  component: graph.named(role)?.component ?? role,
  action: call.action,
  resource: call.resource,
  times,
});
