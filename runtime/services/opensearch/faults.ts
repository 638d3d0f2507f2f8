import type { FaultDefinitions } from '../../contracts/faults.ts';

export const faults = {
  'index.item-429': {
    rate: 0.1,
    sightings: 3,
    title: 'Documents rejected (429)',
    explanation: 'The engine has no capacity for some documents of a bulk request.',
    source: 'OpenSearch guide, handling-errors: 429 for each item',
  },
  'index.item-503': {
    rate: 0.05,
    sightings: 3,
    title: 'Documents unavailable (503)',
    explanation: 'The engine cannot reach the shards of some documents of a bulk request.',
    source: 'OpenSearch guide, handling-errors: 503 for each item',
  },
  'index.request-413': {
    rate: 0.02,
    sightings: 1,
    title: 'Request too large (413)',
    explanation: 'The engine rejects a bulk request for its size and accepts smaller ones.',
    source: 'OpenSearch guide, handling-errors: 413 above the request limit of the instance',
  },
  'index.request-429': {
    rate: 0.03,
    sightings: 2,
    title: 'Request rejected (429)',
    explanation: 'The engine has no capacity for a whole request.',
    source: 'OpenSearch guide, handling-errors: 429 for a request',
  },
  'index.request-503': {
    rate: 0.03,
    sightings: 2,
    title: 'Engine unavailable (503)',
    explanation: 'The engine does not process a request at all.',
    source: 'OpenSearch guide, handling-errors: 503 for a request',
  },
  'index.reset-before': {
    rate: 0.06,
    sightings: 2,
    title: 'Connection reset, not written',
    explanation: 'The connection breaks before a request takes effect.',
    source: 'Any network: a connection breaks before the request takes effect',
  },
  'index.reset-after': {
    rate: 0.03,
    sightings: 2,
    title: 'Connection reset, but written',
    explanation: 'A request takes effect, but the connection breaks before the response arrives.',
    source: 'Any network: a connection breaks after the request took effect',
  },
} satisfies FaultDefinitions;
