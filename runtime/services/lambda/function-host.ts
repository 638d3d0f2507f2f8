import type { TimeScale } from '../../contracts/clock.ts';

/** What a function process is told on its first line of life, as JSON in the variable `LOCAL_FUNCTION`. */
export interface HostSettings {
  /** `index.mjs` of the deployed bundle. */
  readonly file: string;
  readonly handler: string;
  readonly name: string;
  readonly arn: string;
  readonly memory: number;
  readonly scale: TimeScale;
}
/** An invocation on its way to the process. */
export interface HostRequest {
  readonly requestId: string;
  /** JSON, as Lambda's runtime gets it, in pieces: memory is found faster for those of many records than for all of it. */
  readonly event: readonly string[];
  /** On the scaled clock, epoch milliseconds. */
  readonly deadline: number;
}
/** From the process: it is loaded, it could not be loaded, or an invocation has ended. */
export type HostMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'broken'; readonly message: string }
  | { readonly type: 'returned'; readonly requestId: string; readonly response: unknown }
  | { readonly type: 'failed'; readonly requestId: string; readonly message: string };

declare const require: NodeJS.Require;

/**
 * Runs inside the process of a function, as the source text of itself: it may use nothing from outside its body. Loads the
 * deployed bundle unchanged, on the clock of the run, and answers invocations one at a time as Lambda's Node.js runtime does.
 */
export function hostMain(): void {
  const settings = JSON.parse(process.env['LOCAL_FUNCTION']!) as HostSettings;
  delete process.env['LOCAL_FUNCTION'];
  const { realOrigin, origin, factor } = settings.scale;
  const RealDate = Date;
  const realNow = Date.now;
  const now = () => origin + (realNow() - realOrigin) * factor;
  if (factor !== 1 || origin !== realOrigin) runOnScaledTime();
  // The parent is gone, and with it everything this function could talk to.
  process.on('disconnect', () => process.exit(0));

  const tell = (message: HostMessage) => process.send?.(message);
  const textOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const { pathToFileURL } = require('node:url') as typeof import('node:url');
  import(pathToFileURL(settings.file).href).then(
    (bundle: Record<string, (event: unknown, context: object) => unknown>) => {
      const handler = bundle[settings.handler];
      if (handler === undefined) return tell({ type: 'broken', message: `no export "${settings.handler}"` });
      process.on('message', (request: HostRequest) => void answer(handler, request));
      return tell({ type: 'ready' });
    },
    (error: unknown) =>
      tell({ type: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );

  async function answer(
    handler: (event: unknown, context: object) => unknown,
    { requestId, event, deadline }: HostRequest,
  ): Promise<void> {
    const context = {
      functionName: settings.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: settings.arn,
      memoryLimitInMB: String(settings.memory),
      awsRequestId: requestId,
      logGroupName: `/aws/lambda/${settings.name}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: false,
      getRemainingTimeInMillis: () => Math.max(0, deadline - now()),
    };
    try {
      const response: unknown = await handler(JSON.parse(event.join('')), context);
      tell({ type: 'returned', requestId, response: JSON.parse(JSON.stringify(response) ?? 'null') });
    } catch (error) {
      logFailure(error, requestId);
      tell({ type: 'failed', requestId, message: textOf(error) });
    }
  }

  /** Lambda guide, nodejs-logging and monitoring-cloudwatchlogs-logformat: the runtime logs what a handler throws, in JSON where the function does. */
  function logFailure(error: unknown, requestId: string): void {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const failure = { errorType: name, errorMessage: message, stackTrace: stack.split('\n') };
    const timestamp = new RealDate(now()).toISOString();
    process.stderr.write(`${JSON.stringify({ timestamp, level: 'ERROR', requestId, ...failure })}\n`);
  }

  /** Every way to the time that code of a function has: dates, timers, promises of timers, and signals that time out. */
  function runOnScaledTime(): void {
    const ScaledDate = function (this: unknown, ...given: unknown[]): unknown {
      if (!new.target) return new RealDate(now()).toString();
      return Reflect.construct(RealDate, given.length === 0 ? [now()] : given, new.target);
    } as unknown as DateConstructor;
    Object.setPrototypeOf(ScaledDate, RealDate);
    Object.defineProperty(ScaledDate, 'prototype', { value: RealDate.prototype });
    ScaledDate.now = () => Math.floor(now());
    globalThis.Date = ScaledDate;

    const timers = require('node:timers') as typeof import('node:timers');
    const promises = require('node:timers/promises') as typeof import('node:timers/promises');
    const shorter = <T extends unknown[], R>(real: (first: never, ms?: number, ...rest: T) => R) =>
      ((first: never, ms?: number, ...rest: T) => real(first, (ms ?? 0) / factor, ...rest)) as typeof real;
    for (const name of ['setTimeout', 'setInterval'] as const) {
      const scaled = shorter(timers[name] as never);
      Object.assign(timers, { [name]: scaled });
      Object.assign(globalThis, { [name]: scaled });
    }
    const sleep = promises.setTimeout;
    Object.assign(promises, {
      setTimeout: (ms: number, ...rest: []) => sleep((ms ?? 0) / factor, ...rest),
    });
    (require('node:module') as typeof import('node:module')).syncBuiltinESMExports();
    AbortSignal.timeout = (ms) => {
      const controller = new AbortController();
      const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
      (globalThis.setTimeout(() => controller.abort(reason()), ms) as NodeJS.Timeout).unref();
      return controller.signal;
    };
  }
}
