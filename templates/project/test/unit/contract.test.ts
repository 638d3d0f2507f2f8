import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemProblems } from '../../contract/derived/item.ts';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { allDerivedFiles } from '../../contract/derive/all-derived-files.ts';
import { readContract } from '../../contract/derive/read-contract.ts';

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

describe('the fields of an item', () => {
  // Names of one word are too common to tell from others: "name" in a string need not be the field.
  const fields = new Set(
    Object.values(JSON.parse(read('contract/index.json')) as Record<string, string>).flatMap(fieldNames),
  );
  const distinctive = [...fields].filter((name) => /[a-z][A-Z]|[_-]/.test(name));

  it('are named in contract/ and nowhere else', () => {
    const named = sourceFiles().flatMap((file) =>
      distinctive
        .filter((field) => new RegExp(`['"\`]${field}['"\`]`).test(read(file)))
        .map((field) => `${file} names ${field}`),
    );
    expect(named).toEqual([]);
  });

  function fieldNames(schemaFile: string): string[] {
    const contract = readContract(JSON.parse(read(join('contract', schemaFile))));
    if ('problems' in contract) throw new Error(contract.problems.join('\n'));
    return contract.fields.map(({ name }) => name);
  }

  function sourceFiles(): string[] {
    return ['infra', 'processors', 'test', 'tools'].flatMap((folder) =>
      readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(folder, file)),
    );
  }
});
