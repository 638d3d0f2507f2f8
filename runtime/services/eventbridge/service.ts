import type { Host, Schedule, Service } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { arn, name, property } from '../../template/give.ts';
import { DefaultBus } from './bus.ts';
import { deliver, wholeEvent } from './deliver.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';

export const eventbridge = {
  id: 'eventbridge',
  signingNames: [],
  kind: 'bus',
  resources: {
    'AWS::Events::Rule': {
      name: { property: 'Name', most: 64 },
      arn: arn('events', (self) => {
        const bus = property(self, 'EventBusName', 'default').split('/').at(-1);
        return bus === 'default' ? `rule/${name(self)}` : `rule/${bus}/${name(self)}`;
      }),
      standIn:
        'EventBridge: a rate counts on the clock of a live run; a check runs every schedule once, at its end; no time of day; events of Glue alone reach rules with a pattern',
    },
  },
  faults,
  metrics,
  start: (host) => {
    const bus = new DefaultBus(host);
    return {
      schedules: host.graph
        .ofType('AWS::Events::Rule')
        .filter(({ properties }) => properties['State'] !== 'DISABLED' && properties['EventPattern'] === undefined)
        .map((rule) => scheduleOf(rule, host)),
      find: (nameOrArn) => (nameOrArn === 'default' ? bus : undefined),
      names: () => ['default'],
      atRest: () => bus.atRest(),
      waiting: () => bus.waiting(),
      close: () => bus.close(),
    };
  },
} satisfies Service;

/** A rule that invokes functions of the stack (EventBridge user guide, "Scheduled events"). */
const scheduleOf = (rule: Resource, host: Host): Schedule => ({
  component: rule.component ?? rule.id,
  every: rateOf(String(rule.properties['ScheduleExpression'] ?? '')),
  run: async (id) => {
    const { Targets } = rule.properties as { Targets: readonly { readonly Arn: string }[] };
    const scheduled = { 'detail-type': 'Scheduled Event', source: 'aws.events', resources: [rule.arn], detail: {} };
    const event = wholeEvent(host, id, scheduled);
    for (const { Arn } of Targets) await deliver(host, rule, Arn, event);
  },
});

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** EventBridge user guide, "Rate expressions": rate(5 minutes). Milliseconds; undefined for another expression. */
function rateOf(expression: string): number | undefined {
  const [, value, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return unit === undefined ? undefined : Number(value) * units[unit as keyof typeof units];
}
