// node bench/numenta.ts FOLDER: the score of the detector's core on the Numenta Anomaly Benchmark, a clone of github.com/numenta/NAB.
// With a second argument, the score of a detector whose results the clone has: randomCutForest gives 51.7, which checks this file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoredCsv } from '../templates/blocks/detector/tools/detector-quality/scored-csv.ts';

/** A value after the first 15 %: its score, and what an alert there is worth in the standard profile. */
interface Place {
  score: number;
  /** The labelled window that it is in; undefined: none, and an alert is false. */
  window: string | undefined;
  worth: number;
}

const costOfFalse = 0.11;
/** NAB's sigmoid: 1 well before the end of a window, 0 at it, -1 far behind it. */
const sigmoid = (position: number): number => (position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1);

const timeOf = (text: string): number => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);

function placesOf(file: string, labels: readonly (readonly [string, string])[], csv: string): Place[] {
  const rows = csv
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(','));
  const times = rows.map(([time]) => timeOf(time!));
  const windows = labels.map(([from, to]) => ({
    first: times.findIndex((time) => time >= timeOf(from)),
    last: times.findLastIndex((time) => time <= timeOf(to)),
  }));
  const learning = Math.floor(Math.min(0.15 * rows.length, 750));
  return rows.slice(learning).map((cells, index) => {
    const at = learning + index;
    const score = Number(cells[2]);
    const inside = windows.find(({ first, last }) => at >= first && at <= last);
    if (inside) {
      const position = -(inside.last - at + 1) / (inside.last - inside.first + 1);
      return { score, window: `${file} ${inside.first}`, worth: sigmoid(position) / sigmoid(-1) };
    }
    const before = windows.findLast(({ last }) => last < at);
    const worth = before ? sigmoid((at - before.last) / (before.last - before.first)) : -1;
    return { score, window: undefined, worth: costOfFalse * worth };
  });
}

/** The best score over all thresholds: 0 for a detector that never alerts, 100 for one that is always right at once. */
function bestScore(places: readonly Place[], windows: number): number {
  const sorted = places.toSorted((one, other) => other.score - one.score);
  const found = new Map<string, number>();
  let [sum, best] = [0, 0];
  sorted.forEach(({ score, window, worth }, at) => {
    const known = window === undefined ? 0 : found.get(window);
    if (window === undefined) sum += worth;
    else if (known === undefined || worth > known) {
      sum += worth - (known ?? 0);
      found.set(window, worth);
    }
    if (sorted[at + 1]?.score !== score) best = Math.max(best, sum + found.size);
  });
  return (100 * best) / (2 * windows);
}

const [folder, published] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node bench/numenta.ts FOLDER [DETECTOR]');
const labels = JSON.parse(readFileSync(join(folder, 'labels', 'combined_windows.json'), 'utf8')) as Record<
  string,
  [string, string][]
>;
const places = Object.entries(labels).flatMap(([file, windows]) => {
  const csv =
    published === undefined
      ? scoredCsv(readFileSync(join(folder, 'data', file), 'utf8'))
      : readFileSync(join(folder, 'results', published, file.replace('/', `/${published}_`)), 'utf8');
  return placesOf(file, windows, csv);
});
const count = Object.values(labels).flat().length;
console.log(`${published ?? 'this project'}: ${bestScore(places, count).toFixed(1)} of 100, standard profile`);
