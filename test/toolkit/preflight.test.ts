import { expect, it } from '@jest/globals';
import type { StageSettings } from '../../toolkit/project.ts';
import type { PreflightCheck } from '../../toolkit/preflight/check.ts';
import { preflightOf, printed } from '../../toolkit/preflight/preflight.ts';

const settings: StageSettings = { name: 'dev' };
const place = { settings, client: {}, outputs: {} };
const check = (title: string, ask: PreflightCheck<StageSettings>['ask']): PreflightCheck<StageSettings> => ({
  title,
  permissions: [{ actions: ['ec2:DescribeSubnets'], resources: ['*'] }],
  ask,
});
const fine = check('Zones', async () => ({ problems: [], fine: 'In use1-az1.' }));
const problem = { seen: 'no zone.', needed: 'two zones.', remedy: 'take another region.' };
const wrong = check('Quota', async () => ({ problems: [problem], fine: '' }));
const denied = check('Role', async () => {
  throw Object.assign(new Error('You are not authorized'), { name: 'UnauthorizedOperation' });
});

it('tells of every check what was seen, what is needed and what to do', async () => {
  const results = await preflightOf([wrong, fine], place);
  expect(results.map(({ passed }) => passed)).toEqual([false, true]);
  expect(printed(results)).toBe(
    '- **NOT OK** Quota. Seen: no zone. Needed: two zones. What to do: take another region.\n- ok Zones. In use1-az1.',
  );
});

it('does not pass what AWS did not answer, and names the permissions that it takes', async () => {
  const [role, zones] = await preflightOf([denied, fine], place);
  expect(role!.passed).toBe(false);
  expect(role!.report).toMatch(/UnauthorizedOperation: You are not authorized It takes ec2:DescribeSubnets\. .*step 3/);
  expect(zones!.passed).toBe(true);
});
