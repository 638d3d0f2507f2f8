import { afterAll, expect, it, jest } from '@jest/globals';
import { LocalProject } from './local-project.ts';

jest.setTimeout(1_200_000);

const project = LocalProject.with('alarms-silent', {});
afterAll(() => project.killAll());

it('names an alarm that cannot fire, and fails the command', async () => {
  // one failure is enough: npm run test:alarms produces the others
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
