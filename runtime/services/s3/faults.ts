import type { FaultDefinitions } from '../../contracts/faults.ts';

export const faults = {
  'objects.put-failed': {
    rate: 0.2,
    sightings: 2,
    title: 'S3 slows down (503)',
    explanation: 'S3 does not store an object and asks the caller to slow down.',
    source: 'S3 guide, ErrorBestPractices: 503 Slow Down',
  },
} satisfies FaultDefinitions;
