import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noFaults, startLocalStack } from '../../runtime/door.ts';
import type { MetricSeries } from '../../runtime/contracts/metrics.ts';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';

type Resources = Record<string, { Type: string; Properties?: object; Metadata?: object }>;

/** A resource of a component, as the CDK names it. */
export const resource = (component: string, Type: string, Properties: object = {}) => ({
  Type,
  Properties,
  Metadata: { 'aws:cdk:path': `shop/${component}/Resource` },
});

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** A role for Lambda with these statements. */
export const role = (component: string, ...statements: object[]) =>
  resource(component, 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  });

export const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

/** A stack of these resources on this machine; every function has the same handler, an ES module. */
export class StackWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'stack-'));
  readonly #running: LocalStack[] = [];

  async start(
    resources: Resources,
    handler: string,
    options: Partial<LocalStackOptions> = {},
    Outputs: Record<string, { Value: unknown }> = {},
  ): Promise<LocalStack> {
    const asset = join(this.folder, 'asset.function');
    mkdirSync(asset, { recursive: true });
    writeFileSync(join(asset, 'index.mjs'), handler);
    const write = (name: string, content: object) => writeFileSync(join(this.folder, name), JSON.stringify(content));
    write('shop.template.json', { Resources: resources, Outputs });
    write('manifest.json', { artifacts: {} });
    write('shop.assets.json', { files: { function: { source: { path: 'asset.function' } } } });
    const stack = await startLocalStack({
      assembly: this.folder,
      stackName: 'shop',
      existingTables: () => [],
      failureStores: () => [],
      sinks: () => [],
      seed: 1,
      rules: noFaults,
      outages: () => [],
      speed: 50,
      journal: join(this.folder, '.local', 'journal'),
      resume: false,
      settings: {},
      refused: ({ action }) => {
        throw new Error(`${action} is refused`);
      },
      measures: { dropped: [], lag: [] },
      ...options,
    });
    this.#running.push(stack);
    return stack;
  }

  /** What the runs have reported that have not ended. */
  metrics(): readonly MetricSeries[] {
    return this.#running.flatMap((stack) => stack.metrics());
  }

  /** Ends a run before the test does. */
  async stop(stack: LocalStack, options: { readonly keep?: boolean } = {}): Promise<void> {
    this.#running.splice(this.#running.indexOf(stack), 1);
    await stack.stop(options);
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((stack) => stack.stop()));
    rmSync(this.folder, { recursive: true });
  }
}

/** The properties of a function whose role is the resource of that name. */
export const functionOf = (component: string, roleId: string, more: object = {}) =>
  resource(component, 'AWS::Lambda::Function', {
    FunctionName: `shop-${component.toLowerCase()}`,
    Code: { S3Key: 'function.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: 60,
    Role: arnOf(roleId),
    ...more,
  });

/** A stream, and a function that writes an object for each batch: its key is the first record's data. */
export const pipeline = (mapping: object = {}) => ({
  Stream: resource('Changes', 'AWS::Kinesis::Stream', { Name: 'changes', ShardCount: 1, RetentionPeriodHours: 24 }),
  Bucket: resource('Store', 'AWS::S3::Bucket', { BucketName: 'store' }),
  Role: role(
    'Writer',
    allow(['kinesis:*'], arnOf('Stream')),
    allow(['s3:PutObject', 's3:ListBucket'], ['arn:aws:s3:::store', 'arn:aws:s3:::store/*']),
  ),
  Function: functionOf('Writer', 'Role'),
  Mapping: resource('Writer', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('Stream'),
    FunctionName: { Ref: 'Function' },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 10,
    ...mapping,
  }),
});

/** Writes with the client of the AWS SDK, which it takes from this repository. */
export const writer = `
import { createRequire } from 'node:module';
const { PutObjectCommand, S3Client } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-s3');
const objects = new S3Client({ forcePathStyle: true });
export const handler = async ({ Records }) => {
  const texts = Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString());
  if (texts.includes('broken')) throw new Error('broken');
  await objects.send(new PutObjectCommand({ Bucket: 'store', Key: texts[0], Body: texts.join('\\n') }));
  console.log(JSON.stringify({
    _aws: { CloudWatchMetrics: [{ Namespace: 'shop', Dimensions: [['service']], Metrics: [{ Name: 'Written' }] }] },
    service: 'writer',
    Written: texts.length,
  }));
};`;

export const put = (stack: LocalStack, ...texts: string[]) => {
  for (const text of texts) stack.find('stream', 'changes').put('key', text);
};

/** The settings of an AWS SDK client that calls the stack as its developer, who may do everything. It does not try again. */
export const developerOf = ({ url, environment }: LocalStack) => ({
  endpoint: url,
  region: environment['AWS_REGION']!,
  credentials: {
    accessKeyId: environment['AWS_ACCESS_KEY_ID']!,
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']!,
  },
  maxAttempts: 1,
});
