import { parsed } from '../command-line.ts';

export interface Arguments {
  stack: string;
  changeSet: string;
  /** The resources, as STACK/LOGICAL-ID, whose loss somebody has agreed to. */
  allowed: readonly string[];
}

export const usage = `npm run change-set-guard -- --stack NAME --change-set NAME [--allow "STACK/LOGICAL-ID …"]

Ends with 1 if a change set would replace or delete a resource that holds data, or if it could not be checked. Changes nothing.
--allow  resources whose loss is agreed to`;

/** Reads the command line. Throws an error that ends with the usage. */
export function readArguments(args: string[]): Arguments {
  const text = { type: 'string' } as const;
  const { values } = parsed({ args, options: { stack: text, 'change-set': text, allow: text } }, usage);
  const { stack, 'change-set': changeSet, allow = '' } = values;
  if (!stack || !changeSet)
    throw new Error(`--stack and --change-set are required: the name of a stack and of its change set\n\n${usage}`);
  return { stack, changeSet, allowed: allow.split(/[\s,]+/).filter((each) => each !== '') };
}
