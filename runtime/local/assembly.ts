import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stack as `cdk synth` has left it. */
export interface Assembly {
  readonly template: unknown;
  /** The folder of an asset that a template names by its object key, `HASH.zip`. */
  assetFolder(objectKey: string): string;
}

/** Reads one stack of a cloud assembly. Throws when it is not there. */
export function readAssembly(folder: string, stackName: string): Assembly {
  const read = (name: string): unknown => {
    const file = join(folder, name);
    if (!existsSync(file))
      throw new Error(`${file} is not there: synthesize the stack ${stackName} first (cdk synth).`);
    return JSON.parse(readFileSync(file, 'utf8'));
  };
  const { files } = read(`${stackName}.assets.json`) as { files: Record<string, { source: { path: string } }> };
  return {
    template: read(`${stackName}.template.json`),
    assetFolder: (objectKey) => {
      const path = files[objectKey.replace(/\.zip$/, '')]?.source.path;
      if (path === undefined)
        throw new Error(`${stackName}: no asset of the assembly has the object key ${objectKey}.`);
      return join(folder, path);
    },
  };
}
