import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Finding } from '../../generators/cli/machine/finding.ts';
import { ownProcess, root, temporaryFolder } from './command.ts';
import { FakeAws, identity, parameter, ssmError, stsError, withoutAws } from './fake-aws.ts';

jest.setTimeout(60_000);

let aws = new FakeAws();
beforeEach(async () => {
  aws.stop();
  aws = new FakeAws();
  await aws.start();
});
afterAll(() => aws.stop());

const node = [process.execPath, '--import', join(root, 'test', 'cli', 'with-aws-sdk.ts')];

async function doctor(env: NodeJS.ProcessEnv, cwd = temporaryFolder(), ...flags: string[]) {
  const { code, out, err } = await ownProcess(cwd, ['doctor', '--json', ...flags], env, node);
  expect(err).toBe('');
  const { ok, useCase, findings } = JSON.parse(out) as { ok: boolean; useCase: string | null; findings: Finding[] };
  return { code, ok, useCase, of: (what: string) => findings.find((finding) => finding.what === what)!, findings };
}

describe('AWS account', () => {
  it('is told with whose credentials they are, and the bootstrap stack with its version', async () => {
    const { code, of } = await doctor(aws.env);
    expect(code).toBe(0);
    expect(of('AWS account')).toMatchObject({
      state: 'ok',
      found: '111122223333 as arn:aws:iam::111122223333:user/ada',
    });
    expect(of('CDK bootstrap')).toMatchObject({ state: 'ok', found: 'version 28 in eu-west-1' });
    const [asked] = aws.received.ssm;
    expect(asked).toMatchObject({
      body: '{"Name":"/cdk-bootstrap/hnb659fds/version"}',
      headers: {
        'x-amz-target': 'AmazonSSM.GetParameter',
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/ssm\/aws4_request/,
        ),
      },
    });
  });

  it('that is another than --dev-account is an error', async () => {
    const { code, of } = await doctor(aws.env, temporaryFolder(), '--dev-account', '999988887777');
    expect(code).toBe(2);
    expect(of('AWS account')).toMatchObject({
      state: 'wrong',
      found: '999988887777 given, but the AWS credentials belong to 111122223333 (arn:aws:iam::111122223333:user/ada)',
      remedy: 'Change AWS_PROFILE, or the account',
    });
  });

  it('that is --dev-account is none', async () => {
    expect((await doctor(aws.env, temporaryFolder(), '--dev-account', '111122223333')).code).toBe(0);
  });

  it.each([
    ['ExpiredToken', 'The AWS credentials have expired', 'aws sso login'],
    ['InvalidClientTokenId', 'AWS rejected the credentials (InvalidClientTokenId)', 'AWS_PROFILE'],
    ['SignatureDoesNotMatch', 'AWS rejected the credentials (SignatureDoesNotMatch)', 'AWS_PROFILE'],
    ['AccessDenied', 'A policy denies sts:GetCallerIdentity (told by AWS)', 'Ask the administrator'],
    ['RequestTimeTooSkewed', 'The clock of this machine is wrong', 'Set the clock'],
    ['InternalFailure', 'AWS could not be reached (InternalFailure: told by AWS)', 'Check the network'],
  ])('that answers %s is not known, and blocks nothing', async (error, found, remedy) => {
    aws.sts = stsError(error);
    const { code, of } = await doctor(aws.env);
    expect(code).toBe(0);
    expect(of('AWS account')).toMatchObject({ state: 'not checked', found, remedy: expect.stringContaining(remedy) });
  });

  it('is not known without credentials, nor without a network', async () => {
    const none = await doctor(withoutAws());
    expect(none.of('AWS account')).toMatchObject({
      state: 'not checked',
      found: expect.stringMatching(/^No AWS credentials were found/),
      remedy: expect.stringContaining('aws sso login'),
    });
    const offline = await doctor({ ...aws.env, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' });
    expect(offline.of('AWS account')).toMatchObject({
      state: 'not checked',
      found: expect.stringMatching(/^AWS could not be reached \(ECONNREFUSED/),
    });
    expect([none.code, offline.code]).toEqual([0, 0]);
  });

  it('is given up when the service keeps silent, and when a credential process hangs', async () => {
    aws.sts = 'nothing';
    const runs = await Promise.all([
      doctor(aws.env),
      doctor({ ...withoutAws(), ...withCredentialProcess('sleep 60') }),
    ]);
    for (const { code, of } of runs) {
      expect(code).toBe(0);
      expect(of('AWS account')).toMatchObject({
        state: 'not checked',
        found: expect.stringMatching(/^AWS could not be reached \((TimeoutError|ETIMEDOUT)/),
      });
    }
  });
});

function withCredentialProcess(command: string): NodeJS.ProcessEnv {
  const file = join(temporaryFolder(), 'config');
  writeFileSync(file, `[default]\ncredential_process = ${command}\nregion = eu-west-1\n`);
  return { AWS_CONFIG_FILE: file };
}

describe('CDK bootstrap', () => {
  it.each([
    [parameter('5'), { state: 'unsuitable', found: 'version 5 in eu-west-1; version 6 or later is required' }],
    [ssmError('ParameterNotFound'), { state: 'missing', found: 'not bootstrapped in eu-west-1' }],
  ])('%j has its command as the remedy', async (answer, finding) => {
    aws.ssm = answer;
    const { code, of } = await doctor(aws.env);
    expect(code).toBe(0);
    expect(of('CDK bootstrap')).toMatchObject({ ...finding, remedy: 'npx cdk bootstrap aws://111122223333/eu-west-1' });
  });

  it('that may not be read is not checked, and the remedy is how to', async () => {
    aws.ssm = ssmError('AccessDeniedException');
    expect((await doctor(aws.env)).of('CDK bootstrap')).toMatchObject({
      state: 'not checked',
      found: 'AWS Systems Manager answered AccessDeniedException',
      remedy: 'aws ssm get-parameter --name /cdk-bootstrap/hnb659fds/version --region eu-west-1',
    });
  });

  it('is looked for in --dev-region, in that of the profile, and nowhere without one', async () => {
    const given = await doctor(aws.env, temporaryFolder(), '--dev-region', 'us-west-2');
    expect(given.of('CDK bootstrap').found).toBe('version 28 in us-west-2');
    const none = await doctor({ ...aws.env, AWS_REGION: undefined });
    expect(none.of('CDK bootstrap')).toMatchObject({ state: 'not checked', found: 'No AWS Region is set' });
  });

  it('is not asked for where the address of the service is not known', async () => {
    aws.sts = identity('111122223333', 'aws-iso');
    expect((await doctor(aws.env)).of('CDK bootstrap')).toMatchObject({ state: 'not checked' });
    expect(aws.received.ssm).toEqual([]);
  });
});

describe('programs', () => {
  /** A PATH with these programs alone. */
  function path(programs: Record<string, string>): string {
    const folder = temporaryFolder();
    for (const [name, says] of Object.entries(programs)) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${says}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    return folder;
  }

  it('are found with their versions, too old ones and missing ones with a remedy', async () => {
    const found = await doctor({ ...withoutAws(), PATH: path({ npm: 'echo 11.6.0', git: 'echo git version 2.39.5' }) });
    expect(found.of('Node.js')).toMatchObject({ state: 'ok', found: process.versions.node });
    expect(found.of('npm')).toMatchObject({ state: 'ok', found: '11.6.0' });
    expect(found.of('git')).toMatchObject({ state: 'ok', found: '2.39.5' });
    expect(found.ok).toBe(true);
    const { ok, code, of, findings } = await doctor({ ...withoutAws(), PATH: path({ npm: 'echo 9.9.4' }) });
    expect(of('npm')).toMatchObject({ state: 'unsuitable', found: '9.9.4; version 10 or later is required' });
    expect(of('git')).toMatchObject({ state: 'missing', remedy: expect.stringContaining('https://') });
    expect({ ok, code }).toEqual({ ok: false, code: 0 });
    for (const { state, remedy, neededFor } of findings) {
      expect(neededFor).not.toBe('');
      if (state !== 'ok') expect(remedy).toBeTruthy();
    }
  });

  const needed = ['Node.js', 'npm', 'git', 'AWS account', 'CDK bootstrap'];
  const whats = ({ findings }: { findings: Finding[] }) => findings.map(({ what }) => what);

  it('are only those that the use case needs', async () => {
    expect(whats(await doctor(withoutAws()))).toEqual(needed);
    expect(whats(await doctor(withoutAws(), temporaryFolder(), 'dynamodb-search'))).toEqual(needed);
  });

  it('are those of the use case in the answers of the project here', async () => {
    const cwd = temporaryFolder();
    expect((await ownProcess(cwd, ['shop', '--yes', '--no-git'], {}, node)).code).toBe(0);
    const inProject = await doctor(withoutAws(), join(cwd, 'shop'));
    expect(inProject.useCase).toBe('dynamodb-search');
    expect(whats(inProject)).toEqual(['Node.js', 'npm', 'git', 'CDK CLI', 'AWS account', 'CDK bootstrap']);
    expect((await doctor(withoutAws(), cwd)).useCase).toBeNull();
  });

  it('are not looked for when there is no such use case', async () => {
    const { code, err } = await ownProcess(temporaryFolder(), ['doctor', 'dynamo-search'], withoutAws(), node);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean dynamodb-search?');
  });
});

describe('the CDK CLI of the project in this folder', () => {
  function project(wanted: string, installed?: string): string {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ devDependencies: { 'aws-cdk': wanted } }));
    mkdirSync(join(cwd, 'node_modules', 'aws-cdk'), { recursive: true });
    if (installed)
      writeFileSync(join(cwd, 'node_modules', 'aws-cdk', 'package.json'), JSON.stringify({ version: installed }));
    return cwd;
  }
  it.each([
    [project('2.1148.1', '2.1148.1'), { state: 'ok', found: '2.1148.1' }],
    [
      project('2.1148.1', '3.0.0'),
      { state: 'unsuitable', found: '3.0.0; the project requires 2.1148.1', remedy: 'npm ci' },
    ],
    [project('2.1148.1'), { state: 'missing', found: '2.1148.1 is not installed', remedy: 'npm ci' }],
  ])('%s', async (cwd, finding) => {
    expect((await doctor(withoutAws(), cwd)).of('CDK CLI')).toMatchObject(finding);
  });
});

describe('people read', () => {
  const read = async (env: NodeJS.ProcessEnv, ...flags: string[]) =>
    (await ownProcess(temporaryFolder(), ['doctor', ...flags], env, node)).out;

  it('a mark and a line for each finding, what to do, and a verdict, without colour in a file', async () => {
    aws.ssm = ssmError('ParameterNotFound');
    const out = await read(aws.env);
    expect(out).toMatch(/^✔ Node\.js +\d+\.\d+\.\d+$/m);
    expect(out).toMatch(/^! CDK bootstrap +not bootstrapped in eu-west-1$/m);
    expect(out).toMatch(/^ {2}→ npx cdk bootstrap aws:\/\/111122223333\/eu-west-1$/m);
    expect(out).toMatch(/\n\nReady to generate, test and run projects\. To deploy: set up the CDK bootstrap\.\n$/);
    expect(out).not.toContain('\u001B');
  });

  it('a verdict on each situation', async () => {
    const verdict = async (env: NodeJS.ProcessEnv, ...flags: string[]) =>
      (await read(env, ...flags)).trimEnd().split('\n\n').at(-1)!.replace('\n', ' ');
    expect(await verdict(aws.env)).toBe('Ready to generate, test, run and deploy projects.');
    expect(await verdict(withoutAws())).toBe(
      'Ready to generate, test and run projects. To deploy: sign in to AWS, for example with aws sso login.',
    );
    expect(await verdict(aws.env, '--dev-account', '999988887777')).toContain('Do not deploy: ');
    expect(await verdict({ ...aws.env, PATH: temporaryFolder() })).toBe('Not ready. Fix first: npm, git.');
  });

  it('marks in colour where colour is wanted', async () => {
    const out = await read({ ...withoutAws(), FORCE_COLOR: '1', PATH: temporaryFolder() });
    const marks = ['\u001B[32m✔', '\u001B[31m✖', '\u001B[33m!'];
    expect(marks.filter((mark) => !out.includes(mark))).toEqual([]);
  });
});

it('holds account and region to the same rules as everywhere', async () => {
  const argv = ['doctor', '--dev-account', '12', '--dev-region', 'mars'];
  const { code, err } = await ownProcess(temporaryFolder(), argv, withoutAws(), [process.execPath]);
  expect(code).toBe(2);
  expect(err).toBe(
    '--dev-account: "12" given, expected the 12 digits of an AWS account\n' +
      '--dev-region: "mars" given, expected an AWS region such as eu-west-1\n',
  );
});

describe('new', () => {
  const made = (cwd: string, env: NodeJS.ProcessEnv, ...flags: string[]) =>
    ownProcess(cwd, ['shop', '--yes', '--no-git', '--dev-account', '999988887777', ...flags], env, node);

  it('asks AWS nothing unless it is told to', async () => {
    await made(temporaryFolder(), aws.env);
    expect(aws.received).toEqual({ sts: [], ssm: [] });
  });

  it('writes nothing for another account than that of the credentials, with --check-account', async () => {
    const cwd = temporaryFolder();
    const { code, err } = await made(cwd, aws.env, '--check-account');
    expect(code).toBe(2);
    expect(err).toContain('--dev-account: 999988887777 given, but the AWS credentials belong to 111122223333');
    expect(existsSync(join(cwd, 'shop'))).toBe(false);
  });

  it('says whose the credentials are where there is no --dev-account to compare', async () => {
    const argv = ['shop', '--yes', '--dry-run', '--check-account'];
    const { code, err } = await ownProcess(temporaryFolder(), argv, aws.env, node);
    expect(code).toBe(0);
    expect(err).toContain('Note: --check-account: the AWS credentials are those of 111122223333');
  });

  it('writes, with a note, where the account cannot be known', async () => {
    const cwd = temporaryFolder();
    const { code, err } = await made(cwd, withoutAws(), '--check-account');
    expect(code).toBe(0);
    expect(err).toContain('Note: --check-account: No AWS credentials were found');
    expect(existsSync(join(cwd, 'shop', 'package.json'))).toBe(true);
  });
});
