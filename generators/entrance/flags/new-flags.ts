import type { Flags } from './flags.ts';
import { everyOptionFlag } from './option-flags.ts';

/** What `new` takes beside the options of the use case. */
export const ownFlags = {
  'use-case': { value: 'ID', says: 'what to generate, one of `stream-pipeline list`' },
  answers: { value: 'FILE|-', says: 'answers as JSON, or - for standard input; flags override them' },
  policy: {
    value: 'FILE',
    says: "the organisation's policy (STREAM_PIPELINE_POLICY, or stream-pipeline.policy.json in this folder or above it in the repository)",
  },
  yes: { short: 'y', says: 'use the default of every answer that is not given' },
  out: { value: 'DIR', says: 'where to write (./NAME)' },
  force: { says: 'replace generated files in a folder that is not empty, and list them; other files stay' },
  'only-new': { says: 'in a folder that is not empty, write only the files that are not there yet' },
  'dry-run': { says: 'list every file as new, same or changed, and write nothing' },
  json: { says: 'print the result, or the problems, as JSON; ask nothing' },
  git: { negatable: true, says: 'make the folder a git repository, unless it is inside one (on)' },
  install: {
    negatable: true,
    says: 'install the dependencies with npm ci (asked on a terminal, otherwise off)',
  },
  'allow-unknown-region': { says: 'take a region that this version does not know, because AWS has opened it since' },
  'check-account': { says: 'compare --dev-account with the AWS account of your credentials, before writing' },
  help: { short: 'h', says: 'show this help' },
} as const satisfies Flags;

export const newFlags = (): Flags => ({ ...everyOptionFlag(), ...ownFlags });
