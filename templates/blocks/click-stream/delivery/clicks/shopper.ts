import { pick, upTo, type Random } from './draw.ts';

/** Who clicks. */
export interface Shopper {
  user_id: string;
  anonymous_id: string;
  consent: readonly string[];
  client_address: string;
  user_agent: string;
}

const consents = [['analytics', 'personalization'], ['analytics', 'personalization', 'advertising'], ['analytics'], []];
const browsers = [
  'Mozilla/5.0 (Linux; Android 16) Chrome/141.0 Mobile',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
];

/** Most have signed in, the others are known by their browser alone. */
export function shopper(random: Random, nth: number): Shopper {
  const anonymous_id = `browser-${nth}`;
  return {
    user_id: random() < 0.7 ? `user-${nth}` : anonymous_id,
    anonymous_id,
    consent: pick(random, consents),
    client_address: random() < 0.8 ? `203.0.113.${1 + upTo(random, 254)}` : `2001:db8::${nth.toString(16)}`,
    user_agent: pick(random, browsers),
  };
}

/** A program that reads one product after the other. */
export const crawler: Shopper = {
  user_id: 'crawler-1',
  anonymous_id: 'crawler-1',
  consent: [],
  client_address: '198.51.100.9',
  user_agent: 'price-crawler/1.0 (+https://prices.example/bot)',
};
