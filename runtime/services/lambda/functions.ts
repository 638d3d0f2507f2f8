import type { Functions, Host, RunningService, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { ServiceError } from '../../gateway/service-error.ts';
import { uuidOf } from '../../kernel/identity.ts';
import { currentInvocation } from '../../kernel/invocation.ts';
import { unneededFunctions } from '../../kernel/modelled-custom-resources.ts';
import { lambdaApi } from './api.ts';
import { contextOf } from './context.ts';
import { FunctionProcesses } from './function-processes.ts';
import { functionSettings } from './function-settings.ts';
import { broken } from './invoke.ts';
import { Mappings } from './mappings.ts';
import { reportInvocation } from './metrics.ts';
import { requireNetworkPermissions } from './role-permissions.ts';
import type { LocalFunction } from './types.ts';

/** Of an invocation that nobody waits for. */
const mostRepetitions = 2;

/** The functions of a run, and the mappings that feed them. */
export class LambdaFunctions implements RunningService {
  readonly api;
  readonly functions: Functions;
  readonly #host: Host;
  readonly #all: readonly FunctionProcesses[];
  readonly #mappings: Mappings;
  readonly #logging = new Set<string>();

  constructor(host: Host) {
    this.#host = host;
    const { graph, permissions, callers } = host;
    const unneeded = unneededFunctions(graph);
    const resources = graph.ofType('AWS::Lambda::Function').filter(({ arn }) => !unneeded.has(arn));
    for (const { properties } of resources)
      if (properties['VpcConfig'] !== undefined) requireNetworkPermissions(permissions, properties['Role'] as string);
    const log = (target: Resource, line: string) => {
      this.#useLogs(target);
      host.log(target.component ?? target.id, line);
    };
    this.#all = resources.map(
      (target) =>
        new FunctionProcesses(
          functionSettings(target, host, (line) => log(target, line)),
          callers,
        ),
    );
    this.#mappings = new Mappings(host, (nameOrArn) => this.#needed(nameOrArn));
    this.functions = {
      invoke: (arn, event) => this.#invoke(arn, event),
      notify: (arn, event) => this.#notify(arn, event),
    };
    this.api = lambdaApi({
      account: graph.account,
      region: graph.region,
      function: (name) => {
        const found = this.#find(name);
        return found && { arn: found.arn, run: (event) => this.#invoke(found.arn, event) };
      },
    });
  }

  /** One process of each function, all at once: cold starts are not what a run is about. */
  async warm(): Promise<void> {
    // a process that dies on the way is no bundle that cannot be loaded: that dies again
    await Promise.all(this.#all.map((target) => target.warm().catch(() => target.warm())));
  }

  begin(): void {
    this.#mappings.begin();
  }

  atRest(): Promise<void> {
    return this.#mappings.atRest();
  }

  waiting(): readonly Waiting[] {
    return this.#mappings.waiting();
  }

  processIds(): readonly number[] {
    return this.#all.flatMap(({ processIds }) => processIds);
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((target) => target.close()));
  }

  find(wanted: string): LocalFunction | undefined {
    const target = this.#find(wanted);
    return target && { invoke: (event, milliseconds) => this.#invoke(target.arn, event, milliseconds) };
  }

  names(): readonly string[] {
    return this.#all.map(({ settings }) => settings.name);
  }

  /**
   * Runs a function once, within its timeout or a shorter time, without faults. Throws what the function throws, or that it is
   * throttled (Lambda guide, configuration-concurrency). A service calls it, which may have heard of its work from another function: the
   * two live apart.
   */
  #invoke(functionArn: string, event: unknown, milliseconds?: number): Promise<unknown> {
    return currentInvocation.exit(() => this.#once(functionArn, event, milliseconds));
  }

  async #once(functionArn: string, event: unknown, milliseconds?: number): Promise<unknown> {
    const target = this.#needed(functionArn);
    const time = milliseconds ?? target.timeout;
    const { clock, faults, metrics } = this.#host;
    if (!target.available()) {
      reportInvocation(metrics, target.settings.name, { outcome: 'throttled', duration: 0 });
      throw new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.');
    }
    const isBroken = faults.strike('function.broken', functionArn) !== undefined;
    if (!isBroken) await target.ready();
    const begun = clock.now();
    const requestId = uuidOf(`${functionArn}|${begun}|${Math.random()}`);
    const answer = isBroken
      ? Promise.reject(new Error(broken.message))
      : target.handler(event, contextOf(target, requestId, clock, time));
    const late = clock.sleep(time).then(() => {
      throw new Error(`Task timed out after ${(time / 1000).toFixed(2)} seconds`);
    });
    const ended = (outcome: 'returned' | 'failed') =>
      reportInvocation(metrics, target.settings.name, { outcome, duration: clock.now() - begun });
    try {
      const response = await Promise.race([answer, late]);
      ended('returned');
      return response;
    } catch (error) {
      ended('failed');
      throw error;
    }
  }

  /**
   * When it fails, twice more, or as often as the template says (Lambda guide, invocation-async-error-handling), though without
   * the minutes in between. Throws what it throws the last time.
   */
  async #notify(functionArn: string, event: unknown): Promise<unknown> {
    for (let again = this.#repetitions(functionArn); again > 0; again--)
      try {
        return await this.#invoke(functionArn, event);
      } catch {
        // the next try decides
      }
    return await this.#invoke(functionArn, event);
  }

  #repetitions(functionArn: string): number {
    const { name } = this.#needed(functionArn).settings;
    const configs = this.#host.graph.ofType('AWS::Lambda::EventInvokeConfig');
    const found = configs.find(({ properties }) => properties['FunctionName'] === name);
    return Number(found?.properties['MaximumRetryAttempts'] ?? mostRepetitions);
  }

  /** Lambda guide, monitoring-cloudwatchlogs: a function writes its log with its own role, and goes without one where that may not. */
  #useLogs({ properties, component, id }: Resource): void {
    const { graph, permissions, error } = this.#host;
    const { Role, LoggingConfig } = properties as { Role: string; LoggingConfig?: { LogGroup?: string } };
    const group = LoggingConfig?.LogGroup && graph.named(LoggingConfig.LogGroup, 'AWS::Logs::LogGroup');
    if (!group || this.#logging.has(Role)) return;
    this.#logging.add(Role);
    const resource = `${group.arn.replace(/:\*$/, '')}:log-stream:local`;
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
      if (!permissions.allows(Role, { action, resource }))
        error(component ?? id, `AccessDenied: the role does not allow ${action}, so the log is lost`);
  }

  #find(wanted: string): FunctionProcesses | undefined {
    const arn = this.#host.graph.resources.get(wanted)?.arn;
    return this.#all.find(({ settings }) => settings.arn === (arn ?? wanted) || settings.name === wanted);
  }

  #needed(nameOrArn: string): FunctionProcesses {
    const found = this.#find(nameOrArn);
    if (!found) throw new Error(`No local engine for ${nameOrArn}: it is not a function of the stack`);
    return found;
  }
}
