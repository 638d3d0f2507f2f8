import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { LocalProject } from './local-project.ts';

jest.setTimeout(180_000);

let project: LocalProject;
beforeAll(() => {
  project = LocalProject.with('canary', { search: 'domain' });
});
afterAll(() => project.killAll());

const quickly = ['--check', '--events', '40', '--rate', '400', '--speed', '20'];

it('finds its change in a check, which accounts for what it made', async () => {
  const { code, out, err } = await project.run('local', ...quickly, '--json');
  expect(err.replace(/^Synthesizing.*\n/, '')).toBe('');
  const report = JSON.parse(out) as Record<'sinks' | 'afterSchedules', [Record<string, number>]> & {
    schedules: string[];
    events: number;
    unused: { component: string }[];
  };
  expect({ code, schedules: report.schedules }).toEqual({ code: 0, schedules: [] });
  const ends = ({ delivered = 0, superseded = 0, parked = 0, dropped = 0, lost = 0 }: Record<string, number>) =>
    delivered + superseded + parked + dropped + lost;
  expect(ends(report.sinks[0])).toBe(report.events);
  // the change and the removal
  expect(ends(report.afterSchedules[0])).toBe(report.events + 2);
  expect(report.unused.filter(({ component }) => component === 'Canary')).toEqual([]);
});

it('fails the check in which a rule drops its change, as no account of events can tell', async () => {
  project.change(
    'processors/indexer/drop-rules.ts',
    'readonly DropRule[] = []',
    "readonly DropRule[] = [{ name: 'Canaries', drops: ({ item }) => item !== undefined && 'streamPipelineCanary' in item }]",
  );
  const { code, err, out } = await project.run('local', ...quickly);
  expect({ code, verdict: out.split('\n')[0] }).toEqual({
    code: 1,
    verdict: expect.stringMatching(/^FAILED: 0 of \d+ lost; 1 schedules failed$/),
  });
  expect(err).toMatch(/^ {2}Canary: .*No search found the change. The last one: the index does not hold the item$/m);
});
