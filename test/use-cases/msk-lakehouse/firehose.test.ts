import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LocalProject } from '../../local/local-project.ts';
import { expectNothingLost, landingCheck } from './landing-check.ts';

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
  it('accounts for every record, and uses every permission of the landing', async () => {
    await expectNothingLost(project);
  });

  it('finds what a landing has left out', async () => {
    const { code, out } = await project.withSource(
      'processors/landing/rows-of-batch.ts',
      'else tombstones++;',
      'else tombstones++;\n      if (rejected.size > 0) rejected.clear();',
      () => project.run(...landingCheck),
    );
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: [\d,]+ of [\d,]+ lost/m)]);
  });
});
