import type { ProbeAnswer } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { Alert } from '../processors/lib/detector/alert.ts';

/** What the topic of anomalies has published in a run, and who got it. */
export const alertsProbe = ({ find, outputs }: Place): Probe => ({
  id: 'alerts',
  title: 'Alerts',
  label: 'Words of a message',
  placeholder: 'Leave empty for all messages',
  action: 'Show',
  ask: async (_stack, input): Promise<ProbeAnswer> => {
    const topic = find('topic', output(outputs, 'AnomalyTopic'));
    const messages = topic
      .published()
      .filter(({ text }) => text.toLowerCase().includes(input.toLowerCase()))
      .toReversed();
    const sum = (of: 'delivered' | 'undelivered') => messages.reduce((all, each) => all + each[of], 0);
    const got =
      topic.subscribers() === 0
        ? 'nobody is subscribed: set analytics.anomalyEmail in infra/config.ts'
        : `${sum('delivered')} delivered to subscribers, ${sum('undelivered')} not`;
    return {
      summary: `${messages.length === 1 ? '1 message' : `${messages.length} messages`} on the topic; ${got}`,
      failed: false,
      rows: messages.map(({ subject, message, delivered, undelivered }) => {
        const { window, expected, seen, contributors, link } = JSON.parse(message) as Alert & { link: string };
        return { subject, window, expected, seen, contributors, link, delivered, undelivered };
      }),
      raw: messages,
    };
  },
  // whether something was unusual is not for a check to say
  problems: () => Promise.resolve([]),
});
