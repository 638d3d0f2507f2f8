import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

/** What only machines of its own have. */
const domain = ['AWS::OpenSearchService::Domain'];

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
  'index.request-502': {
    rate: 0.02,
    sightings: 2,
    title: 'Bad gateway (502)',
    explanation: 'The front end of the engine loses its node before a request takes effect.',
    source: 'Any network: a gateway hears nothing valid from the server behind it (RFC 9110, 502)',
  },
  'index.request-503': {
    rate: 0.03,
    sightings: 2,
    title: 'Engine unavailable (503)',
    explanation: 'The engine does not process a request at all.',
    source: 'OpenSearch guide, handling-errors: 503 for a request',
  },
  'index.request-504': {
    rate: 0.02,
    sightings: 2,
    title: 'Written, but no answer (504)',
    explanation: 'A request takes effect, but its front end stops waiting for the node that does it.',
    source: 'Any network: a gateway hears nothing in time from the server behind it (RFC 9110, 504)',
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
  'index.slow': {
    ...lasting,
    title: 'Engine slow',
    explanation: 'The engine takes 5 seconds for every request, and 15 for a bulk request.',
    source: 'OpenSearch Service guide, handling-errors: an overloaded engine first answers slowly',
  },
  'index.disk-full': {
    ...lasting,
    title: 'Disk full',
    explanation: 'A disk is nearly full, and the domain refuses to write.',
    source:
      'OpenSearch Service guide, handling-errors-block: ClusterBlockException for lack of available storage space',
    strikes: domain,
  },
  'index.memory-full': {
    ...lasting,
    title: 'Memory used up',
    explanation: 'The memory of a node is used up, and the domain rejects requests (429).',
    source: 'OpenSearch Service guide, handling-errors: circuit breakers and high JVM memory pressure',
    strikes: domain,
  },
  'index.shard-missing': {
    ...lasting,
    title: 'Primary shard missing',
    explanation: 'A primary shard is not assigned: nothing can be written, and searches fail.',
    source: 'OpenSearch Service guide, handling-errors-red-cluster-status: a primary shard is not allocated to a node',
    strikes: domain,
  },
} satisfies FaultDefinitions;
