import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { eventsIn, unreadableIn, type EnteredEvent } from './entered-event.ts';
import { givenUp, parkedObject, rejected, type Shape } from './parked-records.ts';

/** The batches that Lambda gave up on for the analysis have a folder of their mapping (Lambda guide, "Retaining discarded records for a Kinesis event source"). */
export const analysisGivenUp = (outputs: Readonly<Record<string, string>>): string =>
  `${givenUp.prefix}${output(outputs, 'AnalysisMappingId')}/`;

/**
 * Records that the analysis could not read, and batches that Lambda gave up on for it. Nothing is given back: the events would be late
 * (docs/runbook/analysis-given-up.md).
 */
export function keptByAnalysis(place: Place): FailureStore<EnteredEvent>[] {
  const bucket = place.find('bucket', output(place.outputs, 'FailureBucketName'));
  const store = (kind: string, shape: Shape, read: typeof eventsIn): FailureStore<EnteredEvent> => ({
    sinks: ['sessions', 'offers'],
    objects: () =>
      bucket.contents(shape.prefix).map(({ key, body, storedAt }) => {
        const { records, ...object } = parkedObject(
          { key, at: new Date(storedAt) },
          Buffer.from(body).toString(),
          shape,
        );
        return {
          ...object,
          kind,
          events: records.flatMap(({ data, reason }) =>
            read(Buffer.from(data, 'base64')).map((event) => ({ event, reason })),
          ),
        };
      }),
    giveBack: async () => undefined,
  });
  return [
    store('unanalysed', { ...rejected, prefix: `${rejected.prefix}analysis/` }, unreadableIn),
    store('unanalysed-batches', { ...givenUp, prefix: analysisGivenUp(place.outputs) }, eventsIn),
  ];
}
