import { parseArgs } from 'node:util';
import type { Selection } from './selection.ts';

export interface Arguments {
  verb: 'list' | 'run';
  stage: string;
  selection: Selection;
  dryRun: boolean;
  older: boolean;
  json: boolean;
}

export const usage = `npm run replay -- list|run --stage dev|prod [--kind given-up|rejected] [--reason TEXT] [--key TEXT]
                  [--since DATE] [--until DATE] [--dry-run] [--older] [--json]

list       shows the parked records, why they are parked, and since when
run        puts parked records back into the stream and removes them from the failure store
--dry-run  shows what run would do
--older    also replays changes that are older than the index remembers removals; they can bring back removed items`;

/** Reads the command line. Throws an error that says what was expected. */
export function readArguments(argv: string[], stages: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      stage: { type: 'string' },
      kind: { type: 'string' },
      reason: { type: 'string' },
      key: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      older: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [verb, ...rest] = positionals;
  if ((verb !== 'list' && verb !== 'run') || rest.length > 0) throw new Error(`expected list or run\n\n${usage}`);
  if (!values.stage || !stages.includes(values.stage)) throw new Error(`--stage: expected ${stages.join(' or ')}`);
  if (values.kind !== undefined && values.kind !== 'given-up' && values.kind !== 'rejected')
    throw new Error('--kind: expected given-up or rejected');
  const selection: Selection = {
    ...(values.kind ? { kind: values.kind } : {}),
    ...(values.reason ? { reason: values.reason } : {}),
    ...(values.key ? { key: values.key } : {}),
    ...(values.since ? { since: date('since', values.since) } : {}),
    ...(values.until ? { until: date('until', values.until) } : {}),
  };
  return { verb, stage: values.stage, selection, dryRun: values['dry-run'], older: values.older, json: values.json };
}

function date(name: string, text: string): Date {
  const value = new Date(text);
  if (Number.isNaN(value.getTime()))
    throw new Error(`--${name}: expected a date such as 2026-11-23 or 2026-11-23T10:00:00Z`);
  return value;
}
