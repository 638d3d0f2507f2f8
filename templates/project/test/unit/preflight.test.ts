import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { preflight } from '../../delivery/preflight.ts';
import { withAnswers } from '../aws-answers.ts';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Stage } from '../../infra/stage.ts';
import type { PreflightCheck } from '../../tools/preflight/check.ts';
import { preflightOf, printed } from '../../tools/preflight/preflight.ts';

const settings: Stage = { name: 'dev', removalPolicy: RemovalPolicy.DESTROY, logRetention: RetentionDays.ONE_DAY };
const place = { settings, client: {}, outputs: {} };
const check = (title: string, ask: PreflightCheck<Stage>['ask']): PreflightCheck<Stage> => ({
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

const project = join(import.meta.dirname, '..', '..');

it('asks every question that there is', async () => {
  const files = readdirSync(join(project, 'delivery')).filter((name) => name.endsWith('-preflight.ts'));
  const questions = await Promise.all(
    files.map(async (name) => Object.values((await import(`../../delivery/${name}`)) as Record<string, unknown>)),
  );
  expect(new Set(preflight)).toEqual(new Set(questions.flat()));
});

it('ends with 1 where a stage would not deploy, or nobody knows', async () => {
  const missing =
    '<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>';
  const answer = (request: string) =>
    request.includes('Action=DescribeStacks') ? { status: 400, body: missing } : { status: 403, body: '{}' };
  const { code, printed: text } = await withAnswers(answer, async ({ endpoint, region }) => {
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
    const child = spawn(process.execPath, ['--import', 'tsx', 'tools/preflight/main.ts', '--stage', 'dev'], {
      cwd: project,
      env,
    });
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    const ended = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code: ended, printed: output };
  });
  expect(text.match(/NOT OK/g)?.length ?? 0).toBe(preflight.length);
  expect(code).toBe(preflight.length > 0 ? 1 : 0);
}, 60_000);
