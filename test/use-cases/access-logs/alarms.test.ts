import { afterAll, it, jest } from '@jest/globals';
import { answersWith } from '../../core/answers-with.ts';
import { LocalProject } from '../../local/local-project.ts';
import { everyAlarmOf } from '../every-alarm.ts';

/** A failure for each alarm, a quarter of an hour each on the clock of the runs. */
jest.setTimeout(2_400_000);

const projects: LocalProject[] = [];
afterAll(() => projects.forEach((project) => project.killAll()));

const made = (id: string, answers: object): LocalProject => {
  const project = LocalProject.with(id, answersWith({ useCase: 'access-logs', search: 'none', ...answers }));
  projects.push(project);
  return project;
};

it('has a failure for each alarm, which follows within a quarter of an hour, and none follows where nothing fails', async () => {
  await everyAlarmOf(made('access-logs-alarms', { sources: ['vpc-flow', 'application'], clientAddresses: 'masked' }));
});
