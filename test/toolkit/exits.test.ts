import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalProject } from '../local/local-project.ts';

jest.setTimeout(60_000);

let project: LocalProject;
beforeAll(() => {
  project = LocalProject.with('exits', { table: 'existing', tableName: 'items' });
});
afterAll(() => project.killAll());

describe('a command that refuses ends with 1, says why and asks AWS nothing', () => {
  /** Nothing answers there: a command that asks would say so. */
  const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_REGION: 'eu-west-1' };

  it.each([
    ['replay', ['list', '--stage', 'nowhere'], /--stage: expected dev or prod or local, not "nowhere"/],
    ['replay', ['delete', '--stage', 'dev'], /expected list or run, not "delete"/],
    ['replay', ['run', '--stage', 'local'], /npm run local is not running/],
    ['seed', ['--stage', 'dev'], /--existing is missing/],
    ['seed', ['--stage', 'local'], /npm run local is not running/],
    ['smoke', ['--stage', 'nowhere'], /--stage: expected/],
    ['smoke', ['--stage', 'local'], /npm run local is not running/],
    ['preflight', ['--stage', 'nowhere'], /--stage: expected/],
    ['change-set-guard', ['--stack', 'sample-project-dev'], /--change-set are required/],
    ['change-set-guard', ['--stack', 'a', '--change-set', 'b', '--alow', 'c'], /Unknown option '--alow'/],
    ['local', ['--chek'], /Unknown option '--chek'/],
  ])('%s %j', async (tool, args, problem) => {
    const { code, out, err } = await project.start(tool, args, nowhere).ended;
    expect({ code, said: out + err }).toEqual({ code: 1, said: expect.stringMatching(problem) });
    expect(out + err).not.toMatch(/ECONNREFUSED|cannot reach AWS/);
  });
});

describe('a command that AWS does not answer ends with 1', () => {
  const nowhere = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'A',
    AWS_SECRET_ACCESS_KEY: 'B',
    AWS_MAX_ATTEMPTS: '1',
  };

  it.each([
    ['replay', ['list', '--stage', 'dev']],
    ['replay', ['run', '--stage', 'dev', '--dry-run']],
    ['seed', ['--stage', 'dev', '--existing']],
    ['smoke', ['--stage', 'dev']],
    ['preflight', ['--stage', 'dev']],
    ['change-set-guard', ['--stack', 'sample-project-dev', '--change-set', 'run']],
  ])('%s %j', async (tool, args) => {
    const { code, out, err } = await project.start(tool, args, nowhere).ended;
    expect({ code, said: out + err }).toEqual({ code: 1, said: expect.stringMatching(/\S/) });
  });
});

describe('the guard of change sets', () => {
  let server: Server;
  let change: string;
  const member = (action: string) => `<member><ResourceChange><Action>${action}</Action>
<LogicalResourceId>Failures</LogicalResourceId><ResourceType>AWS::S3::Bucket</ResourceType>
<PolicyAction>Delete</PolicyAction></ResourceChange></member>`;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      request.on('end', () =>
        response.end(`<DescribeChangeSetResponse><DescribeChangeSetResult><StackName>sample-project-dev</StackName>
<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus><Changes>${change}</Changes>
</DescribeChangeSetResult></DescribeChangeSetResponse>`),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it.each([
    ['refuses a loss with 1', member('Remove'), [], 1],
    ['lets a loss pass that is agreed to', member('Remove'), ['--allow', 'sample-project-dev/Failures'], 0],
    ['lets everything else pass', member('Add'), [], 0],
  ])('%s', async (_, changes, allow, expected) => {
    change = changes;
    const { port } = server.address() as AddressInfo;
    const { code, out } = await project.start(
      'change-set-guard',
      ['--stack', 'sample-project-dev', '--change-set', 'run', ...allow],
      {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'A',
        AWS_SECRET_ACCESS_KEY: 'B',
      },
    ).ended;
    expect({ code, out }).toEqual({ code: expected, out: expect.stringContaining('sample-project-dev') });
  });
});
