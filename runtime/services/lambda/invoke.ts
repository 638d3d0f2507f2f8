import type { Clock } from '../../contracts/clock.ts';
import type { Faults } from '../../contracts/faults.ts';
import type { InvokedFunction, Outcome } from '../../contracts/function.ts';
import { contextOf } from './context.ts';
import { currentInvocation, Invocation, type Doom } from '../../kernel/invocation.ts';

export interface InvocationRequest {
  readonly function: InvokedFunction;
  /** Writes the event as JSON: what a function does to its event must not show in the next try. */
  event(): readonly string[];
  readonly requestId: string;
  /** Names the batch to the oracle. */
  readonly identity: string;
  readonly clock: Clock;
  readonly faults: Faults;
}

/** A doomed function dies at one of its first calls; one that makes fewer calls dies at its end. */
const latestDoomedCall = 3;

/** Runs a function once, within its timeout and with the faults that strike its batch. */
export async function invoke(request: InvocationRequest): Promise<Outcome> {
  const { identity, faults } = request;
  const busy = request.function.available?.() === false;
  if (busy || faults.strike('function.throttled', identity)) return { type: 'throttled' };
  if (faults.strike('function.killed-at-start', identity)) return killed('before its handler began');
  if (request.function.ready) await request.function.ready();
  const outcome = await runUntilEnd(request, doomOf(identity, faults));
  const resultLost = outcome.type === 'returned' && faults.strike('function.result-lost', identity);
  return resultLost ? killed('after its work, before Lambda received the result') : outcome;
}

function runUntilEnd(request: InvocationRequest, doom: Doom | undefined): Promise<Outcome> {
  const { clock, function: target } = request;
  return new Promise((resolve) => {
    const invocation = new Invocation(doom, () => end(killed('during a call to a service')));
    const end = (outcome: Outcome) => {
      invocation.end();
      cancelTimeout();
      resolve(outcome);
    };
    const cancelTimeout = clock.timer(target.timeout, () =>
      end({
        type: 'failed',
        cause: 'timeout',
        message: `Task timed out after ${(target.timeout / 1000).toFixed(2)} seconds`,
      }),
    );
    void currentInvocation.run(invocation, async () => {
      const outcome = await handle(request);
      const unmet = invocation.unmetDoom;
      if (unmet === undefined) end(outcome);
      else if (unmet.kind === 'killed') end(killed('before it returned'));
      // else it hangs here until its timeout
    });
  });
}

async function handle({ function: target, event, requestId, clock }: InvocationRequest): Promise<Outcome> {
  const context = contextOf(target, requestId, clock);
  try {
    const response: unknown = await (target.textHandler?.(event, context) ??
      target.handler(JSON.parse(event().join('')) as never, context));
    // What Lambda's Node.js runtime sends back is JSON: undefined becomes null, and what has no JSON is an error.
    return { type: 'returned', response: JSON.parse(JSON.stringify(response) ?? 'null') };
  } catch (error) {
    return { type: 'failed', cause: 'error', message: String(error) };
  }
}

function doomOf(identity: string, faults: Faults): Doom | undefined {
  const kill = faults.strike('function.killed', identity);
  const strike = kill ?? faults.strike('function.timeout', identity);
  if (strike === undefined) return undefined;
  return {
    kind: kill ? 'killed' : 'stalled',
    call: 1 + Math.floor(strike.severity * latestDoomedCall),
    applied: (strike.severity * latestDoomedCall) % 1 >= 0.5,
  };
}

const killed = (when: string): Outcome => ({
  type: 'failed',
  cause: 'killed',
  message: `Runtime exited ${when}`,
});
