import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

export const faults = {
  'events.not-delivered': {
    ...lasting,
    strikes: ['AWS::Events::Rule'],
    having: 'aws.glue',
    title: 'Events of Glue not delivered',
    explanation: 'Events of Glue reach no rule. What waits for them has to find out by other means.',
    source: 'EventBridge reference, page: events-ref-glue, "Delivery type: Best effort"',
  },
} satisfies FaultDefinitions;
