import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LocalProject } from '../../local/local-project.ts';

jest.setTimeout(600_000);
let project: LocalProject;

beforeAll(() => {
  project = LocalProject.with('msk-lakehouse-firehose', {
    useCase: 'msk-lakehouse',
    kafka: 'serverless',
    landing: 'firehose',
  });
});
afterAll(() => project.killAll());

describe('with Firehose as the reader of the topic, on this machine', () => {
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
      'processors/landing/rows-of-batch.ts',
      'else tombstones++;',
      'else tombstones++;\n      if (rejected.size > 0) rejected.clear();',
      () => project.run('local', ...check),
    );
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: [\d,]+ of [\d,]+ lost/m)]);
  });
});
