import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { noFaults } from '../../runtime/door.ts';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import type { ScriptPlace, ScriptStandIn } from '../../runtime/contracts/script.ts';
import { signedHeaders } from './gateway-signing.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const job = (more: object = {}) => ({
  Bucket: resource('Lake', 'AWS::S3::Bucket', { BucketName: 'lake' }),
  JobRole: role(
    'Curation',
    allow('s3:PutObject', 'arn:aws:s3:::lake/curated/*'),
    allow('s3:GetObject', 'arn:aws:s3:::assets/job.py'),
    allow('cloudwatch:PutMetricData', '*'),
  ),
  Job: resource('Curation', 'AWS::Glue::Job', {
    Name: 'curate',
    Role: arnOf('JobRole'),
    Command: { Name: 'glueetl', ScriptLocation: 's3://assets/job.py' },
    DefaultArguments: { '--bucket': 'lake', '--lag': '20' },
    Timeout: 5,
    ...more,
  }),
});

const trigger = {
  Workflow: resource('Curation', 'AWS::Glue::Workflow', { Name: 'curation' }),
  Trigger: resource('Curation', 'AWS::Glue::Trigger', {
    Name: 'hourly',
    Type: 'SCHEDULED',
    Schedule: 'cron(25 * * * ? *)',
    WorkflowName: { Ref: 'Workflow' },
    Actions: [{ JobName: { Ref: 'Job' }, Arguments: { '--lag': '30' } }],
  }),
};

/** A function that hears of runs of the job. */
const listener = (state: string) => ({
  Role: role('Loader'),
  Function: functionOf('Loader', 'Role'),
  Rule: resource('Loader', 'AWS::Events::Rule', {
    Name: 'curated',
    EventPattern: {
      source: ['aws.glue'],
      'detail-type': ['Glue Job State Change'],
      detail: { jobName: ['curate'], state: [state] },
    },
    Targets: [{ Arn: arnOf('Function'), Id: 'Target0' }],
  }),
});
const mayInvoke = {
  Permission: resource('Loader', 'AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: arnOf('Function'),
    Principal: 'events.amazonaws.com',
    SourceArn: arnOf('Rule'),
  }),
};
const logging = 'export const handler = async (event) => console.log(JSON.stringify(event));';

const quiet: ScriptStandIn = {
  run: async () => ({ metrics: { namespace: 'shop', dimensions: {}, values: { Rows: 3 } } }),
};
const failing = (times: number): ScriptStandIn => {
  let left = times;
  return { run: async (place) => (left-- > 0 ? Promise.reject(new Error('no such hour')) : quiet.run(place)) };
};
const start = (
  resources: Parameters<StackWorld['start']>[0],
  standIn: ScriptStandIn = quiet,
  options: Partial<LocalStackOptions> = {},
) => world.start(resources, logging, { scripts: { Curation: standIn }, ...options });

const sumOf = (stack: LocalStack, metric: string): number =>
  stack
    .metrics()
    .filter(({ name }) => name === metric)
    .flatMap(({ minutes }) => minutes)
    .reduce((sum, minute) => sum + minute.sum, 0);

describe('a run of a job', () => {
  it('gives the script the arguments of the job, and those of the run in their place', async () => {
    const seen: ScriptPlace[] = [];
    const stack = await start(job(), { run: async (place) => (seen.push(place), quiet.run(place)) });
    const { state } = await stack.find('job', 'curate').start({ '--lag': '5' }).ended;
    expect(state).toBe('SUCCEEDED');
    expect(seen.map(({ arguments: given }) => given)).toEqual([{ bucket: 'lake', lag: '5' }]);
    expect(sumOf(stack, 'Rows')).toBe(3);
  });

  it('calls services with the role of the job, and with no other', async () => {
    const refused: string[] = [];
    const writes: ScriptStandIn = {
      run: async (place) => {
        const s3 = new S3Client({ ...place.client, maxAttempts: 1, forcePathStyle: true });
        const { bucket: Bucket, key: Key } = place.arguments;
        await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'rows' }));
        return quiet.run(place);
      },
    };
    const stack = await start(job(), writes, { refused: ({ action }) => void refused.push(action) });
    const run = async (key: string) => (await stack.find('job', 'curate').start({ '--key': key }).ended).state;
    expect([await run('curated/a'), await run('raw/a')]).toEqual(['SUCCEEDED', 'FAILED']);
    const keys = stack
      .find('bucket', 'lake')
      .contents('')
      .map(({ key }) => key);
    expect([keys, refused]).toEqual([['curated/a'], ['s3:PutObject']]);
  });

  it('puts metrics with the permission for that alone', async () => {
    const { JobRole: _, ...others } = job();
    const JobRole = role('Curation', allow('s3:GetObject', 'arn:aws:s3:::assets/job.py'));
    const stack = await start({ JobRole, ...others });
    const { message } = await stack.find('job', 'curate').start({}).ended;
    expect(message).toBe('AccessDenied: the role does not allow cloudwatch:PutMetricData in shop');
  });

  it('is repeated as often as the job says', async () => {
    const stack = await start(job({ MaxRetries: 1 }), failing(1));
    const { state, attempt } = await stack.find('job', 'curate').start({}).ended;
    expect([state, attempt]).toEqual(['SUCCEEDED', 1]);
    const [second, first] = stack.find('job', 'curate').runs();
    expect([first!.state, first!.message, second!.id]).toEqual(['FAILED', 'no such hour', `${first!.id}_attempt_1`]);
  });

  it('does not overlap another one', async () => {
    const stack = await start(job());
    const { ended } = stack.find('job', 'curate').start({});
    expect(() => stack.find('job', 'curate').start({})).toThrow('Concurrent runs exceeded for curate');
    await ended;
    await stack.find('job', 'curate').start({}).ended;
  });

  it('ends at its timeout', async () => {
    const rules = { ...noFaults, 'glue.job-times-out': { rate: 1, sightings: Infinity } };
    const stack = await start(job(), quiet, { rules, speed: 1000 });
    expect((await stack.find('job', 'curate').start({}).ended).state).toBe('TIMEOUT');
  });

  it('is broken off in the middle of its calls, once', async () => {
    const rules = { ...noFaults, 'glue.run-broken-off': { rate: 1, sightings: 1 } };
    const writes: ScriptStandIn = {
      run: async (place) => {
        const s3 = new S3Client({ ...place.client, maxAttempts: 1, forcePathStyle: true });
        for (let n = 0; n < 40; n++)
          await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: `curated/${n}`, Body: 'rows' }));
        return quiet.run(place);
      },
    };
    const stack = await start(job({ MaxRetries: 1 }), writes, { rules });
    const { state, attempt } = await stack.find('job', 'curate').start({}).ended;
    expect([state, attempt]).toEqual(['SUCCEEDED', 1]);
  });

  it('is waited for', async () => {
    const stack = await start(job());
    stack.find('job', 'curate').start({});
    expect(stack.waiting()).toBe(1);
    await stack.settled();
    expect(
      stack
        .find('job', 'curate')
        .runs()
        .map(({ state }) => state),
    ).toEqual(['SUCCEEDED']);
  });
});

describe('a rule with a pattern', () => {
  it('invokes a function when a run has ended as the pattern says', async () => {
    const lines: string[] = [];
    const options = { log: (_: string, line: string) => void lines.push(line) };
    const stack = await start({ ...job(), ...listener('SUCCEEDED'), ...mayInvoke }, quiet, options);
    const { id } = await stack.find('job', 'curate').start({}).ended;
    await stack.settled();
    const event = JSON.parse(lines.find((line) => line.includes('aws.glue'))!) as Record<string, unknown>;
    expect(event).toMatchObject({
      version: '0',
      source: 'aws.glue',
      'detail-type': 'Glue Job State Change',
      detail: { jobName: 'curate', severity: 'INFO', state: 'SUCCEEDED', jobRunId: id },
    });
    expect([sumOf(stack, 'TriggeredRules'), sumOf(stack, 'FailedInvocations')]).toEqual([1, 0]);
  });

  it('invokes no function for another state', async () => {
    const stack = await start({ ...job(), ...listener('SUCCEEDED'), ...mayInvoke }, failing(1));
    await stack.find('job', 'curate').start({}).ended;
    await stack.settled();
    expect(sumOf(stack, 'TriggeredRules')).toBe(0);
  });

  it('drops the event where the function does not let it in', async () => {
    const stack = await start({ ...job(), ...listener('FAILED') }, failing(1));
    await stack.find('job', 'curate').start({}).ended;
    await stack.settled();
    expect([sumOf(stack, 'TriggeredRules'), sumOf(stack, 'FailedInvocations')]).toEqual([1, 1]);
  });

  it('gets nothing where events are not delivered', async () => {
    const rules = { ...noFaults, 'events.not-delivered': { rate: 1, sightings: Infinity } };
    const stack = await start({ ...job(), ...listener('SUCCEEDED'), ...mayInvoke }, quiet, { rules });
    await stack.find('job', 'curate').start({}).ended;
    await stack.settled();
    expect(sumOf(stack, 'TriggeredRules')).toBe(0);
  });
});

describe('a workflow', () => {
  it('runs its job on the schedule of its trigger, at a time when the hour that goes on is over', async () => {
    const seen: ScriptPlace[] = [];
    const stack = await start({ ...job(), ...trigger }, { run: async (place) => (seen.push(place), quiet.run(place)) });
    expect(stack.schedules).toEqual([{ component: 'Curation', every: 3_600_000 }]);
    const begun = stack.clock.now();
    await stack.runSchedule('Curation');
    expect(seen[0]!.arguments).toEqual({ bucket: 'lake', lag: '30' });
    const endOfHour = Math.ceil(begun / 3_600_000) * 3_600_000;
    expect(seen[0]!.now - endOfHour).toBeGreaterThanOrEqual(25 * 60_000);
  });

  it('says that its job has failed', async () => {
    const stack = await start({ ...job(), ...trigger }, failing(1));
    await expect(stack.runSchedule('Curation')).rejects.toThrow('curate FAILED: no such hour');
  });

  it('does not run where its trigger is stopped', async () => {
    const rules = { ...noFaults, 'glue.trigger-stopped': { rate: 1, sightings: Infinity } };
    const stack = await start({ ...job(), ...trigger }, quiet, { rules });
    await expect(stack.runSchedule('Curation')).rejects.toThrow('deactivated');
    expect(stack.find('job', 'curate').runs()).toEqual([]);
  });
});

describe('the API', () => {
  const call = async (stack: LocalStack, operation: string, input: object) => {
    const url = `${stack.url}/`;
    const body = JSON.stringify(input);
    const headers = await signedHeaders(url, {
      method: 'POST',
      service: 'glue',
      body,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSGlue.${operation}` },
    });
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as any };
  };

  it('starts a run, and says what became of it', async () => {
    const stack = await start({ ...job(), ...trigger });
    const { body } = await call(stack, 'StartJobRun', {
      JobName: 'curate',
      Arguments: { '--from_hour': '2026-11-01-05' },
    });
    const again = await call(stack, 'StartJobRun', { JobName: 'curate' });
    expect([again.status, again.body.__type]).toEqual([400, 'ConcurrentRunsExceededException']);
    await stack.settled();
    const { body: run } = await call(stack, 'GetJobRun', { JobName: 'curate', RunId: body.JobRunId });
    expect(run.JobRun).toMatchObject({
      Id: body.JobRunId,
      Attempt: 0,
      JobName: 'curate',
      JobRunState: 'SUCCEEDED',
      Arguments: { '--bucket': 'lake', '--lag': '20', '--from_hour': '2026-11-01-05' },
    });
    expect((await call(stack, 'StartWorkflowRun', { Name: 'curation' })).body.RunId).toMatch(/^wr_[0-9a-f]{32}$/);
    await stack.settled();
    expect((await call(stack, 'GetJobRuns', { JobName: 'curate' })).body.JobRuns).toHaveLength(2);
  });

  it.each([
    ['StartJobRun', { JobName: 'other' }, 'Job other not found.'],
    ['GetJobRun', { JobName: 'curate', RunId: 'jr_1' }, 'Job run jr_1 not found.'],
    ['StartWorkflowRun', { Name: 'other' }, 'Workflow other not found.'],
  ])('%s of %j: %s', async (operation, input, message) => {
    const stack = await start({ ...job(), ...trigger });
    const { status, body } = await call(stack, operation, input);
    expect([status, body.__type, body.message]).toEqual([400, 'EntityNotFoundException', message]);
  });
});
