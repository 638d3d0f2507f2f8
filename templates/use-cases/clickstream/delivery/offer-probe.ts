import { randomUUID } from 'node:crypto';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';

const forms = /^(?:(?<form>old|broken) offer to )?(?<user>.{1,256})$/;
const day = 86_400_000;

/** Writes an offer into the table of results, as the analysis does: one that is pushed, one that is too old, or something that is none. */
export const offerProbe = ({ clock, find, outputs }: Place): Probe => ({
  id: 'offer',
  title: 'Offer',
  label: 'A user who gets an offer; or: old offer to USER, broken offer to USER',
  placeholder: 'user-1',
  action: 'Make an offer',
  acts: true,
  ask: async (_, input) => {
    const { form, user = 'user-1' } = forms.exec(input)?.groups ?? {};
    const happened = clock.now() - (form === 'old' ? day : 0);
    const subject = randomUUID();
    const result = `offer#by-hand#${new Date(happened).toISOString()}#${subject}`;
    const item = {
      user: { S: user },
      result: { S: result },
      rule: { S: 'by-hand' },
      window: { N: String(happened) },
      subject: { S: subject },
      because: { S: 'by-hand' },
      ...(form === 'broken' ? {} : { offer: { M: { kind: { S: 'greeting' }, text: { S: 'For you alone.' } } } }),
      happened: { N: String(happened) },
      expires: { N: String(Math.ceil((clock.now() + day) / 1000)) },
    };
    find('table', output(outputs, 'ResultsTableName')).put(item);
    const row = { user, result };
    return { summary: `${form ?? 'An'} offer to ${user}`, failed: false, rows: [row], raw: row };
  },
  problems: async () => [],
});
