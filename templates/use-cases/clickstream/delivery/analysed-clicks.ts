import type { Click } from '../processors/lib/analysis/click.ts';
import { sameFields } from '../processors/lib/analysis/settings.ts';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { isEventLine } from './entered-event.ts';
import { streamLines } from './stream-sink.ts';

interface Line extends Record<string, unknown> {
  event_id: string;
  user_id: string;
  event_type: string;
  event_time: number;
  consent: readonly string[];
  stream?: { kind?: string; replayed?: number };
}

interface Occurrence {
  identity: string;
  line: string;
  click: Click;
}

/** Lines are read once: an account asks for all of them again and again. */
const read = new Map<string, Line>();

/**
 * The events of the stream that the analysis is to count, in the order of their arrival, read without any code of the analysis. What it
 * has left out and kept is not among them.
 */
export function analysedClicks(place: Place, isWanted: (identity: string) => boolean): Click[] {
  return clicksWithout(keptLines(place), place, isWanted);
}

/** The same with what was left out; undefined where nothing was. */
export const clicksWithLeftOut = (place: Place): Click[] | undefined =>
  keptLines(place).size > 0 ? clicksWithout(new Map(), place, () => true) : undefined;

/** An event that no session takes, and that is to be kept for people. */
export interface LeftOutClick {
  /** Where it came from. */
  identity: string;
  line: string;
}

/** Those of the events that came too late, or from a clock that is ahead, by the specification: each once. */
export function clicksToKeep(
  place: Place,
  isWanted: (identity: string) => boolean,
  isToKeep: (click: Click) => boolean,
): LeftOutClick[] {
  const found = [...occurrencesIn(place, isWanted)].filter(({ click }) => isToKeep(click));
  return [...new Map(found.map(({ identity, line }) => [identity, { identity, line }])).values()];
}

/** Whether a line is kept among what was left out. */
export function isKept(place: Place): (line: string) => boolean {
  const kept = keptLines(place);
  return (line) => kept.has(line);
}

function clicksWithout(
  kept: ReadonlyMap<string, number>,
  place: Place,
  isWanted: (identity: string) => boolean,
): Click[] {
  const occurrences = Map.groupBy(occurrencesIn(place, isWanted), ({ line }) => line);
  const counted = [...occurrences.values()].flatMap((all) => {
    // who comes first is counted; what is left out of a repetition comes later
    const leftOut = kept.get(all[0]!.line) ?? 0;
    return all.slice(0, Math.max(0, all.length - leftOut));
  });
  return counted.map(({ click }) => click).toSorted((one, other) => one.arrival - other.arrival);
}

function* occurrencesIn(place: Place, isWanted: (identity: string) => boolean): Generator<Occurrence> {
  for (const { identity, line, arrival } of streamLines(place)) {
    if (identity === undefined || !isEventLine(line) || !isWanted(identity)) continue;
    const said = read.get(line) ?? (JSON.parse(line) as Line);
    read.set(line, said);
    const { kind, replayed } = said.stream ?? {};
    if (kind !== 'tombstone' && replayed === undefined) yield { identity, line, click: clickOf(said, arrival) };
  }
}

const clickOf = (line: Line, arrival: number): Click => ({
  id: line.event_id,
  user: line.user_id,
  type: line.event_type,
  time: line.event_time,
  arrival,
  consent: line.consent,
  same: Object.fromEntries(
    sameFields.flatMap((field) => (line[field] === undefined ? [] : [[field, line[field] as string]])),
  ),
});

/** How often each line is kept among what was left out: late, ahead, or one of a flood. */
function keptLines({ find, outputs }: Place): Map<string, number> {
  const kept = new Map<string, number>();
  for (const { body } of find('bucket', output(outputs, 'FailureBucketName')).contents('left-out/'))
    for (const entry of Buffer.from(body).toString().split('\n').filter(Boolean)) {
      const line = entry.slice(entry.indexOf('"event":') + '"event":'.length, -1);
      kept.set(line, (kept.get(line) ?? 0) + 1);
    }
  return kept;
}
