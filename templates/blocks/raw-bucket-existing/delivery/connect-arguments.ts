import { parseArgs } from 'node:util';

export const connectUsage = (stages: readonly string[]): string =>
  `npm run connect -- --stage ${stages.join('|')} [--dry-run] [--remove] [--queue-arn ARN] [--skip-validation]

Has the existing log bucket tell the queue of a stage of new objects. All other notifications of the bucket stay.
--remove           takes the entries of the stage out again
--queue-arn        the output IngestQueueArn of the stack: only the bucket is asked then, with credentials of its account
--skip-validation  has S3 not try the other destinations of the bucket, where one of them is gone
--dry-run          says what it would do, and does nothing
--stage local is what npm run local runs in another terminal.`;

export interface Wanted {
  remove: boolean;
  dryRun: boolean;
  skipValidation: boolean;
}

/** Reads the command line. Throws an error that says what was expected. */
export function connectArguments(argv: readonly string[], stages: readonly string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const options = { stage: text, 'queue-arn': text, remove: flag, 'dry-run': flag, 'skip-validation': flag };
  const refuse = (problem: string): never => {
    throw new Error(`${problem}\n\n${connectUsage(stages)}`);
  };
  const { values } = parseArgs({ args: [...argv], options });
  const { stage = '', remove = false } = values;
  const queueArn = values['queue-arn'];
  if (!stages.includes(stage)) refuse(`--stage: expected ${stages.join(' or ')}, not "${stage}"`);
  if (queueArn !== undefined && !/^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]+$/.test(queueArn))
    refuse(`--queue-arn: expected the ARN of a queue, not "${queueArn}"`);
  if (queueArn !== undefined && stage === 'local') refuse('--queue-arn: a local run has its queue itself');
  const wanted: Wanted = {
    remove,
    dryRun: values['dry-run'] ?? false,
    skipValidation: values['skip-validation'] ?? false,
  };
  return { stage, queueArn, wanted };
}
