import type { LocalStackOptions, ObjectPlace } from '../contracts/local-stack.ts';
import type { Passage } from '../contracts/gateway.ts';
import type { ResourceGraph } from '../contracts/template.ts';

/** What the buckets of a run are for. Throws for a bucket that the stack does not make. */
export function objectPlaces(
  { failureStores, sinks }: Pick<LocalStackOptions, 'failureStores' | 'sinks'>,
  graph: ResourceGraph,
): (bucket: string, key: string) => Passage['as'] {
  const places = [
    ...failureStores(graph.outputs).map((place) => ({ place, as: 'parked' as const })),
    ...sinks(graph.outputs).map((place) => ({ place, as: 'delivered' as const })),
  ]
    // of two that an object is in, the one with the longer prefix counts
    .toSorted((a, b) => lengthOf(b.place) - lengthOf(a.place));
  const buckets = graph.ofType('AWS::S3::Bucket').map(({ ref }) => ref);
  const unknown = places.find(({ place }) => !buckets.includes(place.bucket));
  if (unknown)
    throw new Error(
      `The stack has no bucket "${unknown.place.bucket}" that could be a ${unknown.as === 'parked' ? 'failure store' : 'sink'}, ` +
        `only ${buckets.join(', ') || 'none'}.`,
    );
  return (bucket, key) =>
    places.find(({ place }) => place.bucket === bucket && key.startsWith(place.prefix ?? ''))?.as ?? 'forwarded';
}

const lengthOf = ({ prefix = '' }: ObjectPlace): number => prefix.length;
