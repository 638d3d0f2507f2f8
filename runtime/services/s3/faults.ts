import type { FaultDefinitions } from '../../contracts/faults.ts';

export const faults = {
  'objects.put-failed': { rate: 0.2, sightings: 2, source: 'S3 guide, ErrorBestPractices: 503 Slow Down.' },
} satisfies FaultDefinitions;
