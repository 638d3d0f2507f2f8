import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemProblems } from '../../contract/derived/item.ts';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { allDerivedFiles } from '../../contract/derive/all-derived-files.ts';

const projectFolder = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8');

describe('contract/derived', () => {
  it.each(allDerivedFiles(projectFolder).map(({ path, text }) => [path, text]))(
    '%s is what the contract gives (npm run contract writes it)',
    (path, text) => {
      expect(read(path)).toBe(text);
    },
  );

  it('has samples that keep the contract', () => {
    expect(samples.flatMap((sample) => itemProblems(sample))).toEqual([]);
  });

  it('has a check that sees an item without its required fields', () => {
    expect(itemProblems({})).not.toEqual([]);
    expect(itemProblems('text')).not.toEqual([]);
  });
});
