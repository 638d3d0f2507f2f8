import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { preflight } from '../../delivery/preflight.ts';
import { withAnswers } from '../aws-answers.ts';

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
    const child = spawn(process.execPath, ['--import', 'tsx', 'tools/preflight.ts', '--stage', 'dev'], {
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
