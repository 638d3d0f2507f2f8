/**
 * npx tsx tools/anomaly-score.ts FILE.csv > SCORED.csv
 * Reads rows of timestamp,value with a header line, and writes them with anomaly_score, 0 to 1, as public benchmarks
 * want it. A score depends on the rows before it alone. Timestamps are ISO 8601 or "2015-09-01 13:45:00", in UTC.
 */
import { readFileSync } from 'node:fs';
import { scoredCsv } from './detector-quality/scored-csv.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npx tsx tools/anomaly-score.ts FILE.csv > SCORED.csv');
  process.exitCode = 2;
} else
  try {
    process.stdout.write(scoredCsv(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`${file}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
