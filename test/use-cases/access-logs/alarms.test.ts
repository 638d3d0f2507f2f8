import { afterAll, expect, it, jest } from '@jest/globals';
import { answersWith } from '../../core/answers-with.ts';
import { LocalProject } from '../../local/local-project.ts';
import { failuresOf } from '../../../toolkit/local/failures.ts';

/** A failure for each alarm, a quarter of an hour each on the clock of the runs. */
jest.setTimeout(1_500_000);

interface Rehearsed {
  failure: string;
  expected: Record<string, number | null>;
  others: string[];
}

const projects: LocalProject[] = [];
afterAll(() => projects.forEach((project) => project.killAll()));

const made = (id: string, answers: object): LocalProject => {
  const project = LocalProject.with(id, answersWith({ useCase: 'access-logs', search: 'none', ...answers }));
  projects.push(project);
  return project;
};

async function everyAlarmOf(project: LocalProject): Promise<void> {
  const { code, out, err } = await project.run('local', '--alarms', '--json');
  const [nothing, ...failures] = JSON.parse(out || '[]') as Rehearsed[];
  expect([nothing, out === '' ? err : '']).toEqual([
    { failure: 'Nothing fails', expected: {}, pages: {}, others: [] },
    '',
  ]);
  expect(failures.map(({ failure }) => failure)).toEqual(failuresOf(project.folder).map(({ failure }) => failure));
  const silent = failures.filter(({ expected }) => Object.values(expected).includes(null));
  expect({ code, silent }).toEqual({ code: 0, silent: [] });
}

it('has a failure for each alarm, which follows within a quarter of an hour, and none follows where nothing fails', async () => {
  await everyAlarmOf(made('access-logs-alarms', { sources: ['vpc-flow', 'application'], clientAddresses: 'masked' }));
});
