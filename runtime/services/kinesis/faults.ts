import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

export const faults = {
  'stream.write-throttled': {
    ...lasting,
    title: 'Writes throttled',
    explanation: 'The stream has no capacity for records. Who writes them has to try again.',
    source: 'Kinesis guide, how-do-i-size-a-stream: writes beyond the capacity are throttled',
  },
} satisfies FaultDefinitions;
