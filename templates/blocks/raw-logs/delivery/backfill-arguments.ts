import { parseArgs } from 'node:util';
import { rawPrefix } from '../processors/lib/log-object.ts';
import type { WantedObjects } from './backfill.ts';

export const backfillUsage = (stages: readonly string[]): string =>
  `npm run backfill -- --stage ${stages.join('|')} [--dry-run] [--prefix ${rawPrefix}SOURCE/] [--since TIME] [--before TIME] [--rate N] [--after KEY]

Lets ingest read objects of the raw bucket that are there already.
--since, --before  when an object was written, as 2026-01-31T12:00:00Z; before now where it is left out
--rate             objects a second, 1 to 1000; 20 where it is left out
--after            the key to go on behind, as a backfill that stopped prints it
--dry-run          counts the objects, and sends none
--stage local is what npm run local runs in another terminal.`;

/** Reads the command line. Throws an error that says what was expected. */
export function backfillArguments(argv: readonly string[], stages: readonly string[], now: Date) {
  const text = { type: 'string' } as const;
  const options = { stage: text, prefix: text, since: text, before: text, rate: text, after: text };
  const { values } = parseArgs({ args: [...argv], options: { ...options, 'dry-run': { type: 'boolean' } } });
  const { stage = '', prefix = rawPrefix, since, before, rate = '20', after } = values;
  const refuse = (problem: string): never => {
    throw new Error(`${problem}\n\n${backfillUsage(stages)}`);
  };
  if (!stages.includes(stage)) refuse(`--stage: expected ${stages.join(' or ')}, not "${stage}"`);
  if (!prefix.startsWith(rawPrefix)) refuse(`--prefix: expected a prefix below ${rawPrefix}, not "${prefix}"`);
  if (!/^[1-9]\d{0,3}$/.test(rate) || Number(rate) > 1000) refuse(`--rate: expected 1 to 1000, not "${rate}"`);
  const time = (name: string, value: string): Date => {
    const at = new Date(value);
    if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) || Number.isNaN(at.getTime()))
      refuse(`--${name}: expected a time with its zone, such as 2026-01-31T12:00:00Z, not "${value}"`);
    return at;
  };
  // the clock of a local run goes faster
  const wanted: WantedObjects = {
    prefix,
    since: since === undefined ? undefined : time('since', since),
    before: before === undefined ? (stage === 'local' ? undefined : now) : time('before', before),
    after,
    rate: Number(rate),
    dryRun: values['dry-run'] ?? false,
  };
  return { stage, wanted };
}
