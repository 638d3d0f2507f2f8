import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stack as `cdk synth` has left it. */
export interface Assembly {
  readonly template: unknown;
  /** Where it is deployed to. */
  readonly place: { readonly account: string; readonly region: string };
  /** The folder of an asset that a template names by its object key, `HASH.zip`. */
  assetFolder(objectKey: string): string;
}

/** What stands in for an account or a region that is not known before a deployment. */
const somewhere = { account: '111122223333', region: 'eu-west-1' };

/** Reads one stack of a cloud assembly. Throws when it is not there. */
export function readAssembly(folder: string, stackName: string): Assembly {
  const read = (name: string): unknown => {
    const file = join(folder, name);
    if (!existsSync(file)) throw new Error(`${file} does not exist. Synthesize stack ${stackName} first (cdk synth).`);
    return JSON.parse(readFileSync(file, 'utf8'));
  };
  const { files } = read(`${stackName}.assets.json`) as { files: Record<string, { source: { path: string } }> };
  const { artifacts } = read('manifest.json') as { artifacts: Record<string, { environment?: string }> };
  return {
    place: placeOf(artifacts[stackName]?.environment ?? ''),
    template: read(`${stackName}.template.json`),
    assetFolder: (objectKey) => {
      const path = files[objectKey.replace(/\.zip$/, '')]?.source.path;
      if (path === undefined)
        throw new Error(`${stackName}: no asset of the assembly has the object key ${objectKey}.`);
      return join(folder, path);
    },
  };
}

/** Of an environment as the manifest has it: aws://ACCOUNT/REGION, with `unknown-account` and `unknown-region` where it is open. */
function placeOf(environment: string): Assembly['place'] {
  const [account = '', region = ''] = environment.replace(/^aws:\/\//, '').split('/');
  return {
    account: /^\d{12}$/.test(account) ? account : somewhere.account,
    region: region === '' || region.startsWith('unknown-') ? somewhere.region : region,
  };
}
