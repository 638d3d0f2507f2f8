import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LocalProject } from '../../local/local-project.ts';
import { complaintsOf } from '../../matrix/complaints.ts';
import { MadeProjects } from '../made-projects.ts';

/** A use case that is not complete: its projects exist in tests only. */
jest.setTimeout(600_000);
let made: MadeProjects;
let project: LocalProject;

beforeAll(() => {
  made = new MadeProjects('msk-lakehouse');
  project = new LocalProject(made.folderOf('msk-lakehouse'));
});
afterAll(() => project.killAll());

it('compiles, is linted and formatted, and has links that lead somewhere', async () => {
  for (const id of made.ids) expect(await made.complaints(id)).toEqual([]);
});

it('synthesizes in both stages, and keeps every rule', () => {
  const results = made.synthesized();
  expect(results).toHaveLength(2 * made.ids.length);
  expect(results.filter(({ findings }) => findings.length > 0)).toEqual([]);
});

it('passes its own tests', async () => {
  expect(await complaintsOf('jest/bin/jest.js', ['--ci', '--silent'], project.folder)).toBe('');
});

describe('on this machine', () => {
  const check = ['--check', '--events', '800'];

  it('accounts for every record, and uses every permission of the landing', async () => {
    const { code, out } = await project.run('local', ...check, '--verbose');
    expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: [\d,]+ accepted, 0 lost$/m)]);
    expect(out).toMatch(/^ {4}planted +[1-9]/m);
    expect(out).toMatch(/^ {2}dropped +[1-9]/m);
    expect(out).not.toMatch(/^ {2}(Landing|Raw): \w+:/m);
  });

  it('finds what a landing has left out', async () => {
    const { code, out } = await project.withSource(
      'processors/landing/delivery-writer.ts',
      'left = refused;',
      'left = [];',
      () => project.run('local', ...check),
    );
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: [\d,]+ of [\d,]+ lost/m)]);
  });
});
