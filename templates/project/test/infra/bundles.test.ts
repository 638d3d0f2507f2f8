import { describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { bundleOptions, functionNames } from '../../infra/functions.ts';

/** Code is loaded at every cold start. What derives from the contract is as long as the contract. */
const maxBytesOfCode = 80 * 1024;

describe.each(functionNames())('the bundle of %s', (name) => {
  const { metafile } = buildSync({ ...bundleOptions(name), write: false, metafile: true });
  const outputs = Object.values(metafile.outputs);

  it('is small enough for a quick start', () => {
    const code = outputs
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([file]) => !file.startsWith('contract/derived/'))
      .reduce((bytes, [, { bytesInOutput }]) => bytes + bytesInOutput, 0);
    expect(code).toBeGreaterThan(0);
    expect(code).toBeLessThan(maxBytesOfCode);
  });

  it('imports only what the Lambda runtime has: Node.js and the AWS SDK', () => {
    const imported = outputs.flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(imported.filter((module) => !/^(node:|@aws-sdk\/)/.test(module) && !isBuiltIn(module))).toEqual([]);
  });
});

const isBuiltIn = (module: string): boolean => process.getBuiltinModule(module) !== undefined;
