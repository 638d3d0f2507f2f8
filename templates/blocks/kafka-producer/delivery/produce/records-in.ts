import { sourceEventProblems, type SourceEvent } from '../../contract/derived/source-event.ts';

/** An event of a file. */
export interface FileRecord {
  /** Counted from 1. */
  line: number;
  /** The entity: its events stay in order. */
  key: string;
  /** The line as it is written, so that no digit of a number changes. */
  value: string;
}

/** So many are shown. */
const mostShown = 10;

/**
 * The events of a file; lines that are empty are left out. Throws an error that says what is wrong with each line. It quotes nothing of
 * a line, because an event may hold personal data.
 */
export function recordsIn(lines: readonly string[], file: string): readonly FileRecord[] {
  const records: FileRecord[] = [];
  const problems: string[] = [];
  for (const [at, value] of lines.entries()) {
    if (value.trim() === '') continue;
    const line = at + 1;
    const read = eventIn(value);
    if ('problem' in read) problems.push(`${file}, line ${line}: ${read.problem}`);
    else records.push({ line, key: read.event.entityId, value });
  }
  if (problems.length > 0) throw new Error(wrong(problems));
  if (records.length === 0) throw new Error(`${file} has no event. Write one JSON object a line.`);
  return records;
}

function eventIn(text: string): { event: SourceEvent } | { problem: string } {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    const isPart = /^\s*[[\]{},]+\s*$/.test(text);
    return { problem: isPart ? 'part of a JSON text: each line has to be a whole JSON object' : 'no JSON' };
  }
  const [problem] = sourceEventProblems(event);
  return problem === undefined ? { event: event as SourceEvent } : { problem };
}

function wrong(problems: readonly string[]): string {
  const shown = problems.slice(0, mostShown);
  const left = problems.length - shown.length;
  return [
    ...shown,
    ...(left > 0 ? [`and ${left} more`] : []),
    `Nothing was written: ${problems.length} ${problems.length === 1 ? 'line is' : 'lines are'} wrong.`,
  ].join('\n');
}
