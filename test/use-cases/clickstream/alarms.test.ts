import { afterAll, it, jest } from '@jest/globals';
import { LocalProject } from '../../local/local-project.ts';
import { everyAlarmOf } from '../every-alarm.ts';

/** A failure for each alarm, a quarter of an hour each on the clock of the runs. */
jest.setTimeout(2_400_000);

const project = LocalProject.with('clickstream-alarms', { useCase: 'clickstream' });
afterAll(() => project.killAll());

it('has a failure for each alarm, which follows within a quarter of an hour, and none follows where nothing fails', async () => {
  await everyAlarmOf(project);
});
