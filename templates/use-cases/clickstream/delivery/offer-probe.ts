import { randomUUID } from 'node:crypto';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';

const forms =
  /^(?:(?:(?<count>\d{1,3}) )?(?:(?<form>old|broken) )?(?<what>offer|click)s? (?:to|of) )?(?<user>.{1,256})$/;
const day = 86_400_000;
/** Milliseconds on the clock of the run between two of several. */
const pause = 10_000;

/**
 * Writes an offer into the table of results, as the analysis does: one that is pushed, one that is too old, or something that is none. Or
 * clicks into the stream, of which the analysis makes an offer. Several come one after the other.
 */
export const offerProbe = (place: Place): Probe => ({
  id: 'offer',
  title: 'Offer',
  label: 'A user who gets an offer. Or: old offer to USER, broken offer to USER, 20 offers to USER, 20 clicks of USER',
  placeholder: 'user-1',
  action: 'Make an offer',
  acts: true,
  ask: async (_, input) => {
    const { count = '1', form, what = 'offer', user = 'user-1' } = forms.exec(input)?.groups ?? {};
    const make = what === 'click' ? () => putViews(place, user) : () => putOffer(place, user, form);
    make();
    // goes on while somebody looks at what comes of it; the end of the run ends it
    void several(place, Number(count) - 1, make).catch(() => undefined);
    const row = { user, what, count };
    return {
      summary: `${count} ${form ?? ''} ${what} of ${user}`.replaceAll('  ', ' '),
      failed: false,
      rows: [row],
      raw: row,
    };
  },
  problems: async () => [],
});

async function several({ clock }: Place, count: number, make: () => void): Promise<void> {
  for (let left = count; left > 0; left--) {
    await clock.sleep(pause);
    make();
  }
}

function putOffer({ clock, find, outputs }: Place, user: string, form: string | undefined): void {
  const happened = clock.now() - (form === 'old' ? day : 0);
  const subject = randomUUID();
  find('table', output(outputs, 'ResultsTableName')).put({
    user: { S: user },
    result: { S: `offer#by-hand#${new Date(happened).toISOString()}#${subject}` },
    rule: { S: 'by-hand' },
    window: { N: String(happened) },
    subject: { S: subject },
    because: { S: 'by-hand' },
    ...(form === 'broken' ? {} : { offer: { M: { kind: { S: 'greeting' }, text: { S: 'For you alone.' } } } }),
    happened: { N: String(happened) },
    arrived: { N: String(happened) },
    expires: { N: String(Math.ceil((clock.now() + day) / 1000)) },
  });
}

/** As often as the rule of products asks for, of a product that nobody has looked at. */
function putViews({ clock, find, outputs }: Place, user: string): void {
  const product = randomUUID();
  const lines = Array.from({ length: 3 }, () => ({
    event_id: randomUUID(),
    event_type: 'product_view',
    event_time: Math.round(clock.now()),
    user_id: user,
    consent: ['analytics', 'personalization'],
    product_id: product,
  }));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  find('stream', output(outputs, 'ClickStreamName')).put(user, Buffer.from(text));
}
