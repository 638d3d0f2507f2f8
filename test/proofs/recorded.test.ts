import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { digestOf } from '../../scripts/prove/digest.ts';
import { recordedProof } from '../../scripts/prove/recorded.ts';
import { required } from '../../scripts/prove/score.ts';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { testedUseCases } from '../use-cases/tested.ts';

/** Bundles the functions of a project, and synthesizes it. */
jest.setTimeout(120_000);

const run = promisify(execFile);
const root = join(buildFolder, '..');
const place = join(buildFolder, 'proofs');
const all = testedUseCases.flatMap(({ id, proven }) => proven.map((project) => ({ useCase: id, ...project })));
assemble(
  place,
  all.map(({ useCase, name, answers }) => ({
    id: `${useCase}-${name}`,
    answers: answersWith({ useCase, ...answers }),
  })),
);
let digests: string[];
beforeAll(async () => {
  const { stdout } = await run(process.execPath, ['scripts/prove.ts', '--digest'], { cwd: root });
  digests = stdout.split('\n');
});

describe.each(all)('the recorded proof of $useCase, $name', ({ useCase, name, mistakes }) => {
  const folder = join(place, `${useCase}-${name}`);
  const proof = recordedProof({ useCase, project: name });

  it('is of what is here: otherwise run npm run prove, which records it anew', () => {
    expect(digests).toContain(`${useCase} ${name} ${proof?.digest}`);
  });

  it('found each planted mistake, and nothing where there was none', () => {
    expect(proof?.clean).toEqual({ seeds: expect.any(Number), found: 0 });
    expect(proof!.clean.seeds).toBeGreaterThanOrEqual(1000);
    expect(Object.keys(proof!.mistakes)).toEqual(mistakes.map(({ mistake }) => mistake));
    for (const { seeds, found } of Object.values(proof!.mistakes)) {
      expect(seeds).toBeGreaterThanOrEqual(300);
      expect(found).toBeGreaterThanOrEqual(required * seeds);
    }
  });

  it('outlives comments and formatting, and nothing else', async () => {
    const before = await digestOf(folder, [], mistakes);
    const file = join(folder, mistakes[0]!.file);
    const source = readFileSync(file, 'utf8');
    try {
      writeFileSync(file, `// a comment\n\n\n${source}`);
      expect(await digestOf(folder, [], mistakes)).toBe(before);
      writeFileSync(
        file,
        source.replace(mistakes[0]!.find, () => mistakes[0]!.replace),
      );
      expect(await digestOf(folder, [], mistakes)).not.toBe(before);
    } finally {
      writeFileSync(file, source);
    }
    expect(await digestOf(folder, [], mistakes.slice(1))).not.toBe(before);
    expect(await digestOf(folder, [{ BatchSize: 1 }], mistakes)).not.toBe(before);
  });
});
