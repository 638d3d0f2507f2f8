import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LocalProject } from '../../local/local-project.ts';
import { expectNothingLost, landingCheck } from './landing-check.ts';

jest.setTimeout(600_000);
let project: LocalProject;

beforeAll(() => {
  project = LocalProject.with('msk-lakehouse-live', { useCase: 'msk-lakehouse' });
});
afterAll(() => project.killAll());

describe('on this machine', () => {
  it('accounts for every record, and uses every permission of the landing', async () => {
    await expectNothingLost(project);
  });

  it('finds what a landing has left out', async () => {
    const { code, out } = await project.withSource(
      'processors/landing/delivery-writer.ts',
      'left = refused;',
      'left = [];',
      () => project.run(...landingCheck),
    );
    expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: [\d,]+ of [\d,]+ lost/m)]);
  });

  it('finds what a loader has left out, and names the warehouse as the place', async () => {
    const { code, err } = await project.withSource(
      'processors/warehouse-loader/manifest.ts',
      'entries: objects.map(',
      'entries: objects.slice(1).map(',
      () => project.run(...landingCheck),
    );
    expect([code, err]).toEqual([1, expect.stringMatching(/^ *event \S+ at any offset, on the way to warehouse$/m)]);
    expect(err).not.toMatch(/on the way to (raw|curated)$/m);
  });
});
