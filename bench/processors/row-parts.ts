import { bytesOfValues, type SourceBatch } from './source-batches.ts';

/** `rowOf` of the landing of a project. */
export type RowOf = (record: object, landedAt: string) => { text: string };

/** What the rows of events are made of, in bytes beside those of the values. */
export function partsOf(batches: readonly SourceBatch[], rowOf: RowOf): (readonly [what: string, part: number])[] {
  const values = batches.reduce((sum, batch) => sum + bytesOfValues(batch), 0);
  const parts = { line: 0, text: 0, columns: 0, place: 0 };
  for (const { records } of batches)
    for (const record of Object.values(records).flat()) {
      const row = JSON.parse(rowOf(record, new Date().toISOString()).text) as Record<string, unknown>;
      for (const [name, value] of Object.entries(row)) parts[partOf(name)] += Buffer.byteLength(member(name, value));
    }
  return [
    ['`line`: the value as JSON text, its quotes escaped', parts.line / values],
    ['`text`: once more, as a column', parts.text / values],
    ['the other columns of the event', parts.columns / values],
    ['topic, partition, offset, times of the record and of the landing', parts.place / values],
  ];
}

function partOf(name: string): 'line' | 'text' | 'columns' | 'place' {
  if (name === 'line' || name === 'text') return name;
  return name.startsWith('kafka_') || name === 'landed_at' ? 'place' : 'columns';
}

/** As it stands in the row, with what parts it from the next one. */
const member = (name: string, value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)},`;
