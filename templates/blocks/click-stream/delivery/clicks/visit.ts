import { heavyTailed, pick, upTo, type Random } from './draw.ts';
import type { Shopper } from './shopper.ts';

/** What happens, with the fields that belong to it. */
export type Action = Readonly<Record<string, unknown>> & { event_type: string };

const shop = 'https://shop.example';
const searches = ['tent', 'trail running shoe', 'größe 42', '防水 ジャケット', 'tent & stove', '50% off'];
const categories = ['footwear', 'clothing', 'shelter'];
/** Products that are looked at; the first ones are known to everybody. */
const products = 400;

const product = (random: Random): Action => {
  const nth = heavyTailed(random, 0.5) % products;
  return {
    event_type: 'product_view',
    page_url: `${shop}/products/${nth}`,
    product_id: `p${nth}`,
    product_category: categories[nth % categories.length],
    price: Math.round(Math.min(500, heavyTailed(random, 1.5)) * 1_990) / 100,
    currency: 'EUR',
  };
};

/** From the first page to the last: most look at a product or two, a few go on for hours, and some buy. */
export function* visit(random: Random, { user_id }: Shopper): Generator<Action, void> {
  yield { event_type: 'page_view', page_url: `${shop}/`, page_title: 'Home', referrer: 'https://search.example/' };
  for (let left = Math.min(60, heavyTailed(random, 1.1)); left > 0; left--) {
    if (random() < 0.3) {
      const query = pick(random, searches);
      yield {
        event_type: 'search',
        page_url: `${shop}/search?q=${encodeURIComponent(query)}`,
        properties: { query, results: upTo(random, 60) },
      };
    }
    const seen = product(random);
    yield seen;
    if (random() < 0.2) yield { ...seen, event_type: 'add_to_cart', quantity: heavyTailed(random, 2) };
  }
  if (random() < 0.7) return;
  yield { event_type: 'checkout', page_url: `${shop}/checkout`, page_title: 'Your cart' };
  if (random() < 0.6) yield { event_type: 'purchase', properties: { order: `${user_id}/${upTo(random, 1e6)}` } };
}

/** One product after the other, without an end. */
export function* crawl(random: Random): Generator<Action, void> {
  for (;;) yield product(random);
}
