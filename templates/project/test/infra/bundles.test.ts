import { describe, expect, it } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { bundleOf, functionNames } from '../../infra/functions.ts';

/** A bundle is loaded at every cold start. */
const maxBytes = 80 * 1024;

describe.each(functionNames())('the bundle of %s', (name) => {
  it('is small enough for a quick start', () => {
    expect(statSync(bundleOf(name)).size).toBeLessThan(maxBytes);
  });

  it('imports only what the Lambda runtime has: Node.js and the AWS SDK', () => {
    const bundle = readFileSync(bundleOf(name), 'utf8');
    const imported = [...bundle.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["']([^"']+)["']/g)].map(
      ([, module]) => module!,
    );
    expect(imported.filter((module) => !/^(node:|@aws-sdk\/)/.test(module) && !isBuiltIn(module))).toEqual([]);
  });
});

const isBuiltIn = (module: string): boolean => process.getBuiltinModule(module) !== undefined;
