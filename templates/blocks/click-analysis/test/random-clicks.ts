import type { Click } from '../processors/lib/analysis/click.ts';
import type { Settings } from '../processors/lib/analysis/settings.ts';

const types = ['page_view', 'search', 'product_view', 'product_view', 'product_view', 'add_to_cart', 'purchase'];
const consents = [
  ['analytics', 'personalization'],
  ['analytics', 'personalization'],
  ['analytics'],
  ['personalization'],
  [],
];

/** Events of some users over two days, in the order of their arrival: late, ahead, out of order and repeated ones among them. */
export function clicksOf(seed: number, { lateness }: Settings): Click[] {
  const random = randomOf(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const clicks: Click[] = [];
  for (let user = 0; user < 3; user++) {
    let time = 1_790_000_000_000 + Math.floor(random() * 3_600_000);
    const count = 20 + Math.floor(random() * 60);
    for (let nth = 0; nth < count; nth++) {
      // mostly within a session, now and then after hours
      time += Math.floor(random() < 0.85 ? random() ** 3 * 1_500_000 : random() * 20_000_000);
      const delay = random() < 0.7 ? random() * 2_000 : random() ** 2 * lateness * 1.3;
      const clock = random() < 0.02 ? 600_000 + random() * 1e8 : 0;
      const click: Click = {
        id: `${user}-${nth}`,
        user: `user-${user}`,
        type: pick(types),
        time: Math.floor(time + clock),
        arrival: Math.floor(time + delay),
        consent: pick(consents),
        same: {
          ...(random() < 0.8 ? { product_id: `p${Math.floor(random() * 3)}` } : {}),
          ...(random() < 0.8 ? { product_category: `c${Math.floor(random() * 2)}` } : {}),
        },
      };
      clicks.push(click);
      if (random() < 0.1) clicks.push({ ...click, arrival: click.arrival + Math.floor(random() * 1_000_000) });
    }
  }
  return clicks.toSorted((one, other) => one.arrival - other.arrival);
}

/** Numbers from 0 to 1, the same for a seed (xorshift). */
export function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
