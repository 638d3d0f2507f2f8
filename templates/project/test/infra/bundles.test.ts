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

it('is code for the runtime of the functions, whose stack traces lead to the sources', () => {
  const [name] = functionNames();
  expect(bundleOptions(name!)).toMatchObject({
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['@aws-sdk/*'],
    minify: true,
    sourcemap: true,
    // they would make every cold start read the sources
    sourcesContent: false,
  });
  const { outputFiles } = buildSync({ ...bundleOptions(name!), write: false });
  const map = outputFiles.find(({ path }) => path.endsWith('.map'))!;
  const { sources } = JSON.parse(map.text) as { sources: string[] };
  expect(sources.filter((source) => source.endsWith(`processors/${name}/handler.ts`))).toHaveLength(1);
});

const isBuiltIn = (module: string): boolean => process.getBuiltinModule(module) !== undefined;
