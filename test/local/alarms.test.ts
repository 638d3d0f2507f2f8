import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { failuresOf } from '../../toolkit/local/failures.ts';
import { LocalProject } from './local-project.ts';

/** A failure for each alarm, a quarter of an hour each on the clock of the runs. */
jest.setTimeout(1_200_000);

interface Rehearsed {
  failure: string;
  expected: Record<string, number | null>;
  others: string[];
}

const serverless = {};
const domain = { search: 'domain', apiAuth: 'iam', table: 'existing', tableName: 'products' };
const projects: LocalProject[] = [];
afterAll(() => projects.forEach((project) => project.killAll()));

const made = (id: string, answers: object): LocalProject => {
  const project = LocalProject.with(id, answers);
  projects.push(project);
  return project;
};

/** Of the others, what differs: an engine with machines of its own, and a canary. Everything else is the same code. */
describe.each([
  ['alarms-serverless', serverless, undefined],
  ['alarms-domain', domain, 'search-domain.json'],
  ['alarms-canary', { search: 'domain' }, 'canary-on.json'],
] as const)('the alarms of project %s', (id, answers, only) => {
  it('follow each of their failures within a quarter of an hour, and none follows where nothing fails', async () => {
    const project = made(id, answers);
    if (only) project.keepOnly('delivery/failures', only);
    const { code, out } = await project.run('local', '--alarms', '--json');
    const results = JSON.parse(out) as Rehearsed[];
    const [nothing, ...failures] = results;
    expect(nothing).toMatchObject({ failure: 'Nothing fails', expected: {}, others: [] });
    expect(failures.map(({ failure }) => failure)).toEqual(failuresOf(project.folder).map(({ failure }) => failure));
    const silent = failures.filter(({ expected }) => Object.values(expected).includes(null));
    expect({ code, silent }).toEqual({ code: 0, silent: [] });
  });
});

describe('an alarm that cannot fire', () => {
  let project: LocalProject;
  beforeAll(() => {
    project = made('alarms-silent', serverless);
  });

  it('is named, and fails the command', async () => {
    // one failure is enough: the others are the test above
    project.keepOnly('delivery/failures', 'search-api.json');
    await project.run('local', '--check', '--events', '20', '--rate', '1000', '--speed', '50');
    const { code, out } = await project.withChanged(
      'sample-project-dev.template.json',
      (text) => text.replace('"MetricName": "5xx"', '"MetricName": "5XX"'),
      () => project.run('local', '--alarms', '--speed', '50'),
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}Api\/Unanswered did NOT fire within 15 minutes$/m);
    expect(out).toMatch(/^FAILED: see above$/m);
  });
});
