import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../runtime/world.ts';
import { comparable } from './comparable.ts';
import { GeneratedRequests } from './generated-requests.ts';
import { emptyRealEngine } from './real-engine.ts';
import { seededRandom } from '../../toolkit/seeded-random.ts';

const first = Number(process.env['SEED'] ?? 1);
const seeds = Array.from({ length: process.env['SEED'] === undefined ? 40 : 1 }, (_, nth) => first + nth);

describe('the stand-in and OpenSearch', () => {
  it.each(seeds)('give the same answers to the generated requests of seed %d', (seed) => {
    const { index } = createWorld({});
    const real = emptyRealEngine()!;
    for (const request of new GeneratedRequests(seededRandom(seed)).requests()) {
      const { method, target, body } = request;
      const { pathname: path, searchParams } = new URL(target, 'http://localhost');
      const answer = index.handle({ method, path, query: Object.fromEntries(searchParams), body });
      expect({ request, ...comparable(answer) }).toEqual({ request, ...comparable(real.send(method, target, body)) });
    }
  });
});
