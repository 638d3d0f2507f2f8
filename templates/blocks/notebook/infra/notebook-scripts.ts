import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the notebook. */
export const notebookFolder = join(import.meta.dirname, '..', 'notebook');

/** SageMaker API reference, NotebookInstanceLifecycleHook: characters of a script in base64. */
export const mostCharacters = 16_384;

export interface StartValues {
  /** The bucket of assets, and what is in it. */
  ASSETS: string;
  IDLE: string;
  NOTEBOOK: string;
  REGION: string;
  /** Of the notebook instance. */
  NAME: string;
  /** Without work, after which it stops. */
  MINUTES: string;
}

/** What runs at every start of the notebook instance. Throws for a mark in the script that nothing is known of. */
export const onStart = (values: StartValues): string =>
  readFileSync(join(notebookFolder, 'on-start.sh'), 'utf8').replaceAll(/@([A-Z]+)@/g, (mark, name: string) => {
    const value = values[name as keyof StartValues] as string | undefined;
    if (value === undefined) throw new Error(`on-start.sh has the mark ${mark}, which has no value`);
    return value;
  });
