import { scoreSeries, type Point } from '../../processors/lib/detector/scoring/series-score.ts';

/**
 * A CSV with the columns timestamp and value, with a column anomaly_score after them. Throws for a row that has
 * neither.
 */
export function scoredCsv(csv: string): string {
  const [header, ...rows] = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const columns = header?.split(',').map((column) => column.trim()) ?? [];
  const [at, of] = [columns.indexOf('timestamp'), columns.indexOf('value')];
  if (at < 0 || of < 0) throw new Error('the first line has to name the columns timestamp and value');
  const points = rows.map((row, index): Point => {
    const cells = row.split(',').map((cell) => cell.trim());
    const time = Date.parse(
      `${cells[at]?.replace(' ', 'T')}${/[zZ]|[+-]\d\d:?\d\d$/.test(cells[at] ?? '') ? '' : 'Z'}`,
    );
    const value = cells[of] === undefined || cells[of] === '' ? NaN : Number(cells[of]);
    if (Number.isNaN(time)) throw new Error(`line ${index + 2}: the timestamp is none`);
    if (!Number.isFinite(value)) throw new Error(`line ${index + 2}: the value is no number`);
    return { time, value };
  });
  const scores = scoreSeries(points);
  const lines = rows.map((row, index) => `${row},${scores[index]!.toFixed(6)}`);
  return [`${header},anomaly_score`, ...lines].join('\n') + '\n';
}
