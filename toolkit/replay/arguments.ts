import { oneOf, parsed } from '../command-line.ts';
import type { Selection } from './selection.ts';

export interface Arguments {
  verb: 'list' | 'run';
  stage: string;
  stores: readonly string[];
  selection: Selection;
  dryRun: boolean;
  heldBack: boolean;
  json: boolean;
}

/** What there is to choose from. */
export interface Known {
  stages: readonly string[];
  stores: readonly string[];
}

export const usage = ({ stages, stores }: Known): string =>
  `npm run replay -- list|run --stage ${stages.join('|')} [--store ${stores.join('|')}] [--reason TEXT] [--key TEXT]
                  [--since DATE] [--until DATE] [--dry-run] [--held-back] [--json]

list         shows the parked records, why they are parked, and since when
run          gives parked records back to their source and removes them from the failure store
--stage      a deployed stage, or local: what npm run local runs in another terminal
--store      one failure store; may be repeated (default: all of them)
--dry-run    shows what run would do
--held-back  also gives back the records that are held back; the list says what harm they could do`;

/** Reads the command line. Throws an error that says what was expected. */
export function readArguments(argv: string[], known: Known): Arguments {
  const help = usage(known);
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parsed(
    {
      args: argv,
      allowPositionals: true,
      options: {
        stage: text,
        store: { type: 'string', multiple: true, default: [...known.stores] },
        reason: text,
        key: text,
        since: text,
        until: text,
        'dry-run': flag,
        'held-back': flag,
        json: flag,
      },
    },
    help,
  );
  const verb = oneOf('the command', positionals.join(' ') || undefined, ['list', 'run'], help) as 'list' | 'run';
  const stores = values.store.map((store) => oneOf('--store', store, known.stores, help));
  const stage = oneOf('--stage', values.stage, known.stages, help);
  const selection: Selection = {
    ...(values.reason ? { reason: values.reason } : {}),
    ...(values.key ? { key: values.key } : {}),
    ...(values.since ? { since: date('since', values.since, help) } : {}),
    ...(values.until ? { until: date('until', values.until, help) } : {}),
  };
  const { 'dry-run': dryRun, 'held-back': heldBack, json } = values;
  return { verb, stage, stores: [...new Set(stores)], selection, dryRun, heldBack, json };
}

function date(name: string, text: string, help: string): Date {
  const value = new Date(text);
  if (Number.isNaN(value.getTime()))
    throw new Error(`--${name}: expected a date such as 2026-11-23 or 2026-11-23T10:00:00Z\n\n${help}`);
  return value;
}
