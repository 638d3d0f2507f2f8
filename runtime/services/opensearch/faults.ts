import type { FaultDefinitions } from '../../contracts/faults.ts';

const errors =
  "OpenSearch guide, handling-errors: 429 and 503 per item and per request; 413 above the instance's request limit.";
const network = 'Any network: the connection breaks before the request has its effect, or after.';

export const faults = {
  'index.item-429': { rate: 0.1, sightings: 3, source: errors },
  'index.item-503': { rate: 0.05, sightings: 3, source: errors },
  'index.request-413': { rate: 0.02, sightings: 1, source: errors },
  'index.request-429': { rate: 0.03, sightings: 2, source: errors },
  'index.request-503': { rate: 0.03, sightings: 2, source: errors },
  'index.reset-before': { rate: 0.06, sightings: 2, source: network },
  'index.reset-after': { rate: 0.03, sightings: 2, source: network },
} satisfies FaultDefinitions;
