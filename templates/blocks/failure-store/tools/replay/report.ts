import type { ParkedObject } from './parked.ts';

interface Report {
  verb: 'list' | 'run';
  dryRun: boolean;
  young: readonly ParkedObject[];
  tooOld: readonly ParkedObject[];
  json: boolean;
}

/** What is parked, or what became of it, for people or as JSON. Never the contents of a record. */
export function report({ verb, dryRun, young, tooOld, json }: Report): string {
  const rows = [...young, ...tooOld].map((object) => rowOf(object, tooOld.includes(object)));
  if (json) return JSON.stringify(rows, null, 2);
  const lines = rows.map(
    ({ at, kind, records, reasons, key, note }) =>
      `${at}  ${kind}  ${records}  ${reasons.join('; ')}${note}\n    ${key}`,
  );
  return [...lines, summary(verb, dryRun, young, tooOld)].join('\n');
}

function rowOf({ key, kind, at, records }: ParkedObject, tooOld: boolean) {
  return {
    at: at.toISOString(),
    kind,
    records: records.length,
    reasons: [...new Set(records.map(({ reason }) => reason))],
    key,
    note: tooOld ? '  (too old: --older)' : '',
  };
}

function summary(
  verb: Report['verb'],
  dryRun: boolean,
  young: readonly ParkedObject[],
  tooOld: readonly ParkedObject[],
): string {
  const total = count(young) + count(tooOld);
  if (total === 0) return 'Nothing is parked.';
  if (verb === 'list') return `${total} records are parked in ${young.length + tooOld.length} objects.`;
  const done = `${count(young)} records ${dryRun ? 'would go' : 'went'} back into the stream.`;
  if (tooOld.length === 0) return done;
  return `${done} ${count(tooOld)} stay parked: they are older than the index remembers removals, and could bring back removed items.`;
}

const count = (objects: readonly ParkedObject[]): number =>
  objects.reduce((sum, { records }) => sum + records.length, 0);
