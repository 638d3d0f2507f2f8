import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProject } from './local-project.ts';

jest.setTimeout(180_000);

const projects: LocalProject[] = [];
afterAll(() => projects.forEach((project) => project.killAll()));

const contract = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'contract', file), 'utf8'));
const credentials = { accessKeyId: 'LOCALDEVELOPER', secretAccessKey: 'local' };
const region = 'eu-west-1';

function projectOf(id: string, answers: object): LocalProject {
  const project = LocalProject.with(`smoke-${id}`, answers);
  projects.push(project);
  return project;
}

/** Runs a project, and gives its smoke test as it would be run against AWS. */
async function deployed(project: LocalProject) {
  const run = project.start('local', ['--rate', '1']);
  const [, endpoint] = await run.says(/AWS endpoint: (http:\S+)/);
  const client = { endpoint: endpoint!, region, credentials };
  const env = {
    AWS_ENDPOINT_URL: endpoint!,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const { Stacks } = await new CloudFormationClient(client).send(
    new DescribeStacksCommand({ StackName: 'sample-project-dev' }),
  );
  const TableName = Stacks![0]!.Outputs!.find(({ OutputKey }) => OutputKey === 'TableName')!.OutputValue!;
  const dynamodb = new DynamoDBClient(client);
  return {
    smoke: (...args: string[]) => project.start('smoke', ['--stage', 'dev', ...args], env),
    /** How many marked items are in the table. */
    marked: async () => {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
      return Items.filter((item) => item['streamPipelineSmoke']).length;
    },
    stop: async () => {
      run.child.kill('SIGTERM');
      await run.ended;
    },
  };
}

describe.each([
  ['the sample event', 'sample', {}],
  [
    'a key of two fields, and an existing table',
    'order',
    { contract: contract('order.schema.json'), table: 'existing', tableName: 'existing-items', apiAuth: 'iam' },
  ],
  [
    'a key of a number and bytes, and a domain',
    'reading',
    { contract: contract('reading.schema.json'), search: 'domain' },
  ],
])('a smoke test of %s', (_, id, answers) => {
  it('accounts for every change, and leaves nothing in the table', async () => {
    const stage = await deployed(projectOf(id, answers));
    const { code, out, err } = await stage.smoke('--json').ended;
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/^(\d+ of 2[01] events accounted for.*\n)+$/),
    });
    const report = JSON.parse(out) as { events: number; sinks: Record<string, number>[] };
    expect(report).toMatchObject({ stage: 'dev', events: 21, left: [] });
    const [index] = report.sinks;
    expect(index).toMatchObject({ sink: 'index', parked: 0, dropped: 0, lost: 0, lostIds: [] });
    expect(index!['delivered']).toBeGreaterThanOrEqual(11);
    expect(await stage.marked()).toBe(0);
    await stage.stop();
  });
});

describe('a smoke test of a pipeline that does not work', () => {
  const project = projectOf('broken', {});
  project.change('infra/config.ts', 'latencyObjective: Duration.seconds(60)', 'latencyObjective: Duration.seconds(2)');
  const handler = 'processors/indexer/handler.ts';
  const ignores = /(export const handler[^=]*= async \(.*?\) => )\{/s;
  writeFileSync(
    join(project.folder, handler),
    project
      .file(handler)
      .replace(ignores, (_, begin: string) => `${begin}{\n  if (true as boolean) return { batchItemFailures: [] };`),
  );

  it('ends with 1 and names what is lost, and leaves nothing in the table', async () => {
    const stage = await deployed(project);
    const { code, out, err } = await stage.smoke().ended;
    expect(code).toBe(1);
    expect(out).toMatch(/^Ledger of 20 marked events in stage dev, run [0-9a-f]{8}, after \d+ s\n/);
    expect(out).toMatch(/^ {2}lost +20 /m);
    expect(err.match(/^lost on the way to index: smoke-[0-9a-f]{8}-\d (written|updated)$/gm)).toHaveLength(20);
    expect(await stage.marked()).toBe(0);
    await stage.stop();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing in the table when %s ends it', async (signal) => {
    const stage = await deployed(project);
    const run = stage.smoke();
    while ((await stage.marked()) < 10) await new Promise((resume) => setImmediate(resume));
    run.child.kill(signal);
    const { code, err } = await run.ended;
    expect({ code, err }).toEqual({
      code: 130,
      err: expect.stringContaining('Stopped. The marked events are removed'),
    });
    expect(await stage.marked()).toBe(0);
    await stage.stop();
  });
});
