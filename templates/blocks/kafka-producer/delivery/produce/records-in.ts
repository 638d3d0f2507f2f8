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
    const parsed = parsedOf(value);
    const problem = 'problem' in parsed ? parsed.problem : sourceEventProblems(parsed.event)[0];
    if (problem === undefined) records.push({ line, key: (parsed as { event: SourceEvent }).event.entityId, value });
    else problems.push(`${file}, line ${line}: ${problem}`);
  }
  if (problems.length > 0) throw new Error(wrong(problems));
  if (records.length === 0) throw new Error(`${file} has no event. Write one JSON object a line.`);
  return records;
}

function parsedOf(text: string): { event: unknown } | { problem: string } {
  try {
    return { event: JSON.parse(text) };
  } catch {
    const isPart = /^\s*[[\]{},]+\s*$/.test(text);
    return { problem: isPart ? 'part of a JSON text: each line has to be a whole JSON object' : 'no JSON' };
  }
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
