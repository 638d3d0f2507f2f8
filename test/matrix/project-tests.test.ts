import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { combinations } from '../core/combinations.ts';
import { testedUseCases } from '../use-cases/tested.ts';
import { assemble, buildFolder } from './assemble.ts';
import { projects } from './projects.ts';

const jest = join(import.meta.dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');
/** A little less than a test may take, which a machine that is slow or busy needs: what runs does not go on after it. */
const timeout = 1_190_000;
const allPassed = /^Tests: +(\d{2,}) passed, \1 total$/m;

/** The matrix asks all rules of these projects, in one process: their own test of it would set them up once more. */
const withoutRules = ['--testPathIgnorePatterns', 'test/infra/validation'];
const ownTests = testedUseCases.flatMap((useCase) => useCase.ownTests);

it.each(ownTests.map(({ about, project, jest: options }) => [about, project, options] as const))(
  'a project passes its own tests %s: %s',
  async (_, id, options) => {
    expect(await testsOf(assembled(id, 'project-tests'), ...options, ...withoutRules)).toMatch(allPassed);
  },
  1_200_000,
);

it.each(testedUseCases.map(({ id }) => id))(
  'a project passes its tests with resources in its stack that its owner has added: %s',
  async (useCase) => {
    const folder = assembled(combinations().find(({ answers }) => answers.useCase === useCase)!.id, 'extended');
    const stack = join(folder, 'infra', 'pipeline-stack.ts');
    const [before, call, after] = readFileSync(stack, 'utf8').split(/^( +super\(.*\);\n)/m);
    writeFileSync(stack, `${addedImports}${before}${call}${addedResources}${after}`);
    expect(await testsOf(folder, 'test/infra')).toMatch(allPassed);
  },
  1_200_000,
);

/** The folder of one project, below the repository, where it finds its dependencies. */
function assembled(id: string, purpose: string): string {
  const folder = join(buildFolder, purpose, id);
  const chosenProject = projects().filter((project) => project.id === id);
  if (chosenProject.length === 0) throw new Error(`no project is called ${id}`);
  assemble(folder, chosenProject);
  return join(folder, id);
}

/** What the project's own test command says in the end. */
async function testsOf(folder: string, ...args: string[]): Promise<string> {
  // projects of the defaults try all seeds, where they are installed
  const env = { ...process.env, NODE_OPTIONS: '', SEEDS: '3' };
  const options = { cwd: folder, env, timeout };
  const run = promisify(execFile)(process.execPath, [jest, '--ci', '--silent', ...args], options);
  const { stderr } = await run.catch((error: { stderr: string }) => error);
  return stderr;
}

const addedImports = `import { Duration } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
`;
const addedResources = `
    const dead = new Queue(this, 'Dead', { enforceSSL: true });
    const jobs = new Queue(this, 'Jobs', {
      enforceSSL: true,
      visibilityTimeout: Duration.minutes(5),
      deadLetterQueue: { queue: dead, maxReceiveCount: 5 },
    });
    new StringParameter(this, 'Motto', { stringValue: 'unrelated' });
    const waiting = new Alarm(this, 'JobsWait', {
      metric: jobs.metricApproximateAgeOfOldestMessage(),
      threshold: 600,
      evaluationPeriods: 1,
      alarmDescription: 'Jobs wait for ten minutes.',
    });
    waiting.addAlarmAction(new SnsAction(new Topic(this, 'Jobbers', { enforceSSL: true })));
`;
