import { heavyTailed, pick, upTo, type Random } from './draw.ts';

/** What a change of an entity says, beside what every event says. */
export interface Change {
  type: string;
  operation: 'create' | 'update' | 'delete';
  amount?: string | number;
  currency?: string;
  country?: string;
  text?: string;
}

export type SourceName = 'social' | 'saas' | 'orders';

const countries = ['DE', 'FR', 'US', 'JP', 'BR'];
const currencies = ['EUR', 'USD', 'JPY'];
const posts = [
  'Great tent!',
  'Größe 42 passt 👍',
  '防水で最高',
  'It leaks. "Waterproof", they said.',
  'line one\nline two',
];

/** A decimal, as some sources write it as text and others as a number; digits that a double does not have among them. */
const amount = (random: Random): string | number => {
  const cents = Math.min(heavyTailed(random, 0.8) * 995, 1e9);
  const written = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  return pick(random, [written, written, Number(written), `${upTo(random, 9) + 1}00000000000000.10`]);
};

const money = (random: Random) => ({ amount: amount(random), currency: pick(random, currencies) });

/** The changes of an entity of each source, from the first to the last: some are deleted, and most go on for a while. */
export const changesOf: Readonly<Record<SourceName, (random: Random) => Generator<Change, void>>> = {
  *social(random) {
    yield { type: 'post.created', operation: 'create', text: pick(random, posts), country: pick(random, countries) };
    for (let left = heavyTailed(random, 1); left > 0; left--)
      yield { type: 'post.liked', operation: 'update', text: `${heavyTailed(random, 0.7)} likes` };
    if (random() < 0.2) yield { type: 'post.removed', operation: 'delete' };
  },
  *saas(random) {
    yield { type: 'invoice.issued', operation: 'create', ...money(random), country: pick(random, countries) };
    if (random() < 0.3) yield { type: 'invoice.reminded', operation: 'update' };
    yield random() < 0.9
      ? { type: 'invoice.paid', operation: 'update', ...money(random) }
      : { type: 'invoice.voided', operation: 'delete' };
  },
  *orders(random) {
    const country = pick(random, countries);
    yield { type: 'order.created', operation: 'create', ...money(random), country };
    for (let left = upTo(random, 4); left > 0; left--)
      yield { type: 'order.updated', operation: 'update', ...money(random), country };
    if (random() < 0.15) yield { type: 'order.deleted', operation: 'delete' };
  },
};
