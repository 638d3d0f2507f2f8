import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { answersWith } from '../test/core/answers-with.ts';
import { assemble } from '../test/matrix/assemble.ts';
import type { IngestReport } from './ingest-once.ts';
import { linesOf } from './ingest/log-lines.ts';
import { atLeast, atMost, type Row, type Section } from './table.ts';

/** MB of text of an object. */
const megabytes = 1000;
/** MB of text that one second of CPU reads, at least. */
const fastEnough: Readonly<Record<string, number>> = { alb: 80, 'vpc-flow': 40 };
/** MB */
const limit = 256;
/** As `npm run local` runs functions. */
const small = ['--max-semi-space-size=16'];
/** What the Node.js runtime of Lambda gives a function of 1,769 MB: a twentieth for each half of the young generation. */
const asLambda = ['--max-semi-space-size=88', '--max-old-space-size=1593'];

const folder = join(import.meta.dirname, '..', 'build', 'ingest-bench');
const project = 'access-logs';

/** Ingest of use case access-logs: an object of 1 GB of each source, from gunzip to packed records, in a process of its own. */
export function ingest(): Section {
  assemble(folder, [{ id: project, answers: answersWith({ useCase: 'access-logs' }) }]);
  return {
    title: `Ingest: an object of ${megabytes} MB of text of each source, from gunzip to packed records, with a stream that takes everything at once.`,
    unit: 'figure',
    rows: [...Object.keys(linesOf).flatMap(rowsOf), lambdaRow('alb')],
  };
}

function rowsOf(source: string): Row[] {
  const { read, seconds, out, records, peak } = reportOf(source, small);
  const speed = read / seconds;
  const wanted = fastEnough[source];
  return [
    [
      `\`${source}\`: text read in a second of CPU`,
      `${speed.toFixed(0)} MB`,
      wanted === undefined ? '' : `${atLeast(wanted, speed)}`,
    ],
    [
      `\`${source}\`: bytes out / in, in records of`,
      `${(out / read).toFixed(2)}, ${((out * 1e3) / records / 1.024).toFixed(0)} KB`,
      '',
    ],
    [`\`${source}\`: peak memory`, `${peak.toFixed(0)} MB`, atMost(limit, ' MB', peak)],
  ];
}

/** More of it is not garbage collected, as nothing asks for the room: it is what the function has anyway, for its CPU. */
function lambdaRow(source: string): Row {
  const { peak } = reportOf(source, asLambda);
  return [`\`${source}\`: peak memory with the flags of Lambda`, `${peak.toFixed(0)} MB of 1,769`, ''];
}

function reportOf(source: string, flags: readonly string[]): IngestReport {
  const once = join(import.meta.dirname, 'ingest-once.ts');
  const args = ['--disable-warning=ExperimentalWarning', ...flags, once, join(folder, project), source];
  return JSON.parse(execFileSync(process.execPath, [...args, String(megabytes)], { encoding: 'utf8' })) as IngestReport;
}
