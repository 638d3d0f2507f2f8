import { defaultFaults, noFaults, type FaultPoint, type FaultRule } from '../api.ts';
import { SeededFaults } from '../kernel/faults.ts';
import { startGateway } from '../gateway/server.ts';
import { createTokenIssuer } from '../services/cognito/token-issuer.ts';
import { uuidOf } from '../kernel/identity.ts';
import type { LocalStack, LocalStackOptions } from '../local-api.ts';
import { readTemplate, type ResourceGraph } from '../template/graph.ts';
import { readAssembly, type Assembly } from './assembly.ts';
import { Deployment } from '../services/cloudformation/deployment.ts';
import { notModelledIn, standInsOf } from './coverage.ts';
import { Memory } from '../kernel/durable-state.ts';
import { Processing } from '../services/lambda/processing.ts';
import { ScaledTime } from '../kernel/scaled-clock.ts';
import { Services } from './services.ts';
import { Traffic } from './traffic.ts';
import { HttpApis } from '../services/apigateway/http-apis.ts';
import { developerArn, developerEnvironment } from './developer.ts';
import { Permissions, type Refusal } from '../iam/permissions.ts';
import type { CallerRegistry } from '../services/lambda/function-processes.ts';
import { Watch } from './watch.ts';

export async function startStack(options: LocalStackOptions): Promise<LocalStack> {
  const assembly = readAssembly(options.assembly, options.stackName);
  const memory = Memory.open(options.journal, options.resume, options.speed, {
    seed: options.seed,
    ...options.settings,
  });
  const clock = new ScaledTime(memory.scale);
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async (keep: boolean): Promise<void> => {
    clock.stop();
    await Promise.all(closing.map((close) => close()));
    if (keep) memory.close();
    else memory.remove();
  };
  try {
    return await started(options, { assembly, memory, clock, stop, closes: (close) => closing.push(close) });
  } catch (error) {
    // what was to be resumed can be resumed once that is mended
    await stop(options.resume);
    throw error;
  }
}

/** What a run stands on: whatever happens, all of it is stopped. */
interface Ground {
  readonly assembly: Assembly;
  readonly memory: Memory;
  readonly clock: ScaledTime;
  stop(keep: boolean): Promise<void>;
  /** Has something closed at the stop. */
  closes(close: () => Promise<unknown>): void;
}

async function started(options: LocalStackOptions, ground: Ground): Promise<LocalStack> {
  const { stackName, seed } = options;
  const { assembly, memory, clock, stop, closes } = ground;
  const rules: Record<FaultPoint, FaultRule> = { ...options.rules };
  const faults = new SeededFaults({ seed, clock, rules, outages: options.outages(memory.begun) });

  let traffic: Traffic | undefined;
  const gateway = await startGateway(async (request) => (traffic ? traffic.answer(request) : { status: 503 }));
  closes(() => gateway.close());
  const endpoint = gateway.url;
  const graph = readTemplate(assembly.template, { stackName, ...assembly.place, endpoint });
  const permissions = new Permissions(graph);
  const watch = new Watch(options.measures, clock);
  const callers: CallerRegistry = new Map();
  const services = new Services({
    graph,
    clock,
    faults,
    memory,
    existingTables: options.existingTables(graph.outputs),
    meter: watch.meter,
    principal: (accessKeyId) => callers.get(accessKeyId)?.().function.roleArn ?? developerArn(graph),
    run: (arn, event) => processing.run(arn, event),
  });
  const processing: Processing = new Processing({
    graph,
    assembly,
    endpoint,
    clock,
    faults,
    services,
    memory,
    watch,
    callers,
    permissions,
  });
  closes(() => processing.close());
  const deployment = new Deployment(graph, endpoint);
  const apis = new HttpApis({
    graph,
    permissions,
    callers,
    clock,
    tokens: await createTokenIssuer(clock),
    watch,
    run: (arn, event) => processing.run(arn, event),
  });
  traffic = new Traffic({ graph, permissions, services, callers, deployment, apis, watch, refused: options.refused });

  await processing.warm();
  // what runs in a deployment may run again: its functions are made for that
  await deployment.run((arn, event) => processing.tell(arn, event));
  services.restoreTables();
  processing.startMappings();
  memory.takenUp();
  return {
    url: endpoint,
    clock,
    faults,
    outputs: graph.outputs,
    environment: developerEnvironment(endpoint, graph.region),
    table: (name) => services.needed('table', name),
    stream: (name) => services.needed('stream', name),
    bucket: (name) => services.needed('bucket', name),
    index: services.index,
    callApi: async (url) => {
      const response = await fetch(url, { headers: apis.credentials() });
      return { status: response.status, body: await response.text() };
    },
    schedules: processing.schedules.map(({ component }) => component),
    runSchedule: (component) => processing.runSchedule(component, uuidOf(`${component}|${clock.now()}`)),
    passed: (component) => watch.meter.passed(component),
    measured: (component, metric) => watch.measured(component, metric),
    flowing: (from, to) => watch.meter.flowing(from, to),
    setFault: (point, on) => (rules[point] = (on ? defaultFaults : noFaults)[point]),
    get faultPoints() {
      return (Object.keys(rules) as FaultPoint[]).map((point) => ({
        point,
        on: rules[point].rate > 0,
        struck: faults.struck(point),
      }));
    },
    onRecord: (listener) => services.onRecord(listener),
    settled: () => processing.settled(),
    waiting: () => processing.waiting(),
    waitingFor: () => processing.waitingFor(),
    fed: (position) => memory.fed(position),
    fedBefore: memory.fedBefore,
    refused: () => permissions.refused().map((refusal) => grantOf(refusal, graph)),
    unused: () => permissions.unused(),
    errors: () => watch.errors,
    standIns: standInsOf(graph),
    notModelled: notModelledIn(graph),
    processIds: () => processing.processIds,
    stop: ({ keep = false } = {}) => stop(keep),
  };
}

const grantOf = ({ role, call, times }: Refusal, graph: ResourceGraph) => ({
  component: graph.named(role)?.component ?? role,
  action: call.action,
  resource: call.resource,
  times,
});
