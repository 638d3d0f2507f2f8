import type { Host, Schedule, Service } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { arn, name, property } from '../../template/give.ts';

export const eventbridge = {
  id: 'eventbridge',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::Events::Rule': {
      name: { property: 'Name', most: 64 },
      arn: arn('events', (self) => {
        const bus = property(self, 'EventBusName', 'default').split('/').at(-1);
        return bus === 'default' ? `rule/${name(self)}` : `rule/${bus}/${name(self)}`;
      }),
      standIn: 'EventBridge: schedules run on request, not by the time of day',
    },
  },
  faults: {},
  metrics: {},
  start: (host) => ({ schedules: host.graph.ofType('AWS::Events::Rule').map((rule) => scheduleOf(rule, host)) }),
} satisfies Service;

/** A rule that invokes functions of the stack (EventBridge user guide, "Scheduled events"). */
const scheduleOf = (rule: Resource, { graph, clock, functions }: Host): Schedule => ({
  component: rule.component ?? rule.id,
  run: async (id) => {
    const { Targets } = rule.properties as { Targets: readonly { readonly Arn: string }[] };
    const event = {
      version: '0',
      id,
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: graph.account,
      time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: graph.region,
      resources: [rule.arn],
      detail: {},
    };
    for (const { Arn } of Targets) await functions.notify(Arn, event);
  },
});
