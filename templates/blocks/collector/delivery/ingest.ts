import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { collectorSource } from './collector-source.ts';
import { sendProbe } from './send-probe.ts';

export type { CollectorSample as EnteredSample } from './clicks/collector-samples.ts';

/** How events come in: browsers send them to the collector. Between it and the stream is no function that could count. */
export const ingest = {
  existingKafka: (_: unknown) => [],
  metrics: { delivered: [], lag: [] },
  outages: ['api.refusing'],
  sources: (place: Place) => ({ browsers: collectorSource(place) }),
  probes: (place: Place) => [sendProbe(place)],
} as const;
