import { randomUUID } from 'node:crypto';
import type { Host, RunningService, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { eventPattern } from '../../kernel/event-pattern.ts';
import { deliver, wholeEvent } from './deliver.ts';
import { namespace, type metrics } from './metrics.ts';
import type { Bus, BusEvent } from './types.ts';

/** The default bus: rules with a pattern, and what they have begun. */
export class DefaultBus implements Bus, Pick<RunningService, 'atRest' | 'waiting' | 'close'> {
  readonly #host: Host;
  readonly #rules: readonly { readonly rule: Resource; readonly matches: (event: unknown) => boolean }[];
  readonly #running = new Map<Promise<void>, string>();
  #closed = false;

  constructor(host: Host) {
    this.#host = host;
    this.#rules = host.graph
      .ofType('AWS::Events::Rule')
      .filter(({ properties }) => properties['EventPattern'] !== undefined && properties['State'] !== 'DISABLED')
      .map((rule) => ({ rule, matches: eventPattern(rule.properties['EventPattern']) }));
  }

  put(event: BusEvent): void {
    const { faults } = this.#host;
    const whole = wholeEvent(this.#host, randomUUID(), event);
    for (const { rule, matches } of this.#rules) {
      if (!matches(whole)) continue;
      if (faults.strike('events.not-delivered', `${rule.name}|${JSON.stringify(event.detail)}`)) continue;
      this.#report(rule, 'TriggeredRules');
      for (const { Arn } of (rule.properties['Targets'] ?? []) as readonly { readonly Arn: string }[])
        this.#begin(rule, this.#invoke(rule, Arn, whole));
    }
  }

  async atRest(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.keys());
  }

  waiting(): readonly Waiting[] {
    return [...this.#running.values()].map((component) => ({ component, count: 1, what: 'events with a target' }));
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #begin(rule: Resource, invocation: Promise<void>): void {
    this.#running.set(invocation, rule.component ?? rule.id);
    void invocation.finally(() => this.#running.delete(invocation));
  }

  async #invoke(rule: Resource, target: string, event: object): Promise<void> {
    this.#report(rule, 'Invocations');
    try {
      await deliver(this.#host, rule, target, event);
    } catch (error) {
      if (this.#closed) return;
      this.#report(rule, 'FailedInvocations');
      this.#host.error(rule.component ?? rule.id, (error as Error).message);
    }
  }

  #report({ name }: Resource, metric: keyof (typeof metrics)[typeof namespace]): void {
    this.#host.metrics.put(namespace, metric, { RuleName: name }, 1);
  }
}
