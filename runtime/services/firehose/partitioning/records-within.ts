import { positionOf, type SourceRecord } from '../record.ts';

/** Firehose guide, dynamic-partitioning-multirecord-deaggergation: "capped at 500 per record". */
const most = 500;

export interface Within {
  readonly records: readonly SourceRecord[];
  /** How many there are beyond the cap. The guide does not say what becomes of them; here, nobody sees them again. */
  readonly beyond: number;
}

/**
 * Takes a record of a stream apart. The last part has the position of the record itself, and all others come before it: a record is
 * done with when all of its parts are.
 */
export function recordsWithin(record: SourceRecord, delimiter: Buffer | undefined): Within {
  if (!delimiter) return { records: [record], beyond: 0 };
  const parts = partsOf(Buffer.from(record.data), delimiter);
  const taken = parts.slice(0, most);
  const before = positionOf(String(BigInt(record.position) - 1n));
  return {
    records: taken.map((data, at) => ({
      ...record,
      data,
      position: at === taken.length - 1 ? record.position : `${before}.${String(at).padStart(3, '0')}`,
    })),
    beyond: parts.length - taken.length,
  };
}

/** Nothing between two delimiters, or after the last one, is no record. */
function partsOf(data: Buffer, delimiter: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let begin = 0; begin <= data.length;) {
    const found = data.indexOf(delimiter, begin);
    const end = found < 0 ? data.length : found;
    if (end > begin) parts.push(data.subarray(begin, end));
    begin = end + delimiter.length;
  }
  return parts;
}
