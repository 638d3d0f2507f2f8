import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractEvents } from '../../.stream-pipeline/contract/deriver.cjs';
import type { Check } from '../../contract/check.ts';

const projectFolder = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8');
const events = contractEvents(projectFolder);

describe('contract/derived', () => {
  it.each(events.flatMap(({ files }) => files.map(({ path, text }) => [path, text])))(
    '%s is what the contract gives (npm run contract writes it)',
    (path, text) => {
      expect(read(path)).toBe(text);
    },
  );
});

describe.each(events)('the event $role', ({ role, files, required }) => {
  const types = files[0]!;
  const samples = files.find(({ path }) => path.endsWith('-samples.json'));

  it('has a check that sees what is no such event, and one without its required fields', async () => {
    const problemsOf = await derivedCheck(role, types.path);
    expect(problemsOf('text')).not.toEqual([]);
    expect(problemsOf({})).toHaveLength(required.length);
  });

  if (samples)
    it('has samples that keep the contract', async () => {
      const problemsOf = await derivedCheck(role, types.path);
      const made = JSON.parse(read(samples.path)) as unknown[];
      expect(made).not.toEqual([]);
      expect(made.flatMap((sample) => problemsOf(sample))).toEqual([]);
    });
});

async function derivedCheck(role: string, path: string): Promise<Check> {
  const derived = (await import(`../../${path}`)) as Record<string, Check>;
  return derived[`${role}Problems`]!;
}
