import type { TopicProducer } from '../../processors/lib/kafka/topic-producer.ts';
import type { TopicRecord } from '../../processors/lib/kafka/wire/record-batch.ts';
import type { FileRecord } from './records-in.ts';

/** Where records are written: a producer with its clock. */
export interface Writing {
  producer: Pick<TopicProducer, 'send'>;
  clock: { now(): number };
}

/** Of one call: what is not acknowledged then is known to the line. */
const atOnce = 500;
/** Milliseconds for each call. */
const patience = 30_000;

/** Writes records in the order of the file. Gives what to print; throws an error that says from which line on records may be missing. */
export async function produce(
  records: readonly FileRecord[],
  { producer, clock }: Writing,
  file: string,
): Promise<string> {
  for (let from = 0; from < records.length; from += atOnce) {
    const part = records.slice(from, from + atOnce);
    const end = clock.now() + patience;
    const sent = part.map(({ key, value }): TopicRecord => ({ key, value, timestamp: clock.now() }));
    const outcomes = await producer.send(sent, { remaining: () => Math.max(0, end - clock.now()) }, () => undefined);
    const at = outcomes.findIndex(({ kind }) => kind !== 'acknowledged');
    const outcome = outcomes[at];
    if (outcome !== undefined && outcome.kind !== 'acknowledged')
      throw new Error(
        `${file}, line ${part[at]!.line}: not written: ${outcome.reason}\n${written(from, records.length)}, and perhaps some after this line. ` +
          'Mend the cause and run the command again: the curation leaves out what is in the topic twice.',
      );
  }
  return `${written(records.length, records.length)}.`;
}

const written = (count: number, all: number): string => `Wrote ${count} of ${all} events`;
