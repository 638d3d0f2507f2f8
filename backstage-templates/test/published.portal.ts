import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../test/cli/command.ts';
import { treeIn } from '../../test/cli/tree.ts';
import { guestToken, startPortal, type Portal } from '../portal/start-portal.ts';
import { call, eventually, eventuallyInCatalog, relationsOf } from './catalog.ts';
import { follow } from './links.ts';
import { cloned, entered, generated, git, owner } from './repositories.ts';
import { Scaffolder } from './scaffolder.ts';

const root = join(import.meta.dirname, '..', '..');

/** The values of a form, and the same as an answers file of the command line. */
const projects = {
  defaults: { values: { tableChoice: { table: 'new' } }, answers: {} },
  'an existing table, a domain': {
    values: {
      tableChoice: { table: 'existing', tableName: 'products' },
      search: 'domain',
      devRegion: 'eu-west-1',
      devAccount: '123456789012',
    },
    answers: {
      table: 'existing',
      tableName: 'products',
      search: 'domain',
      devRegion: 'eu-west-1',
      devAccount: '123456789012',
    },
  },
  'signed requests, an archive': {
    values: {
      tableChoice: { table: 'new' },
      apiAuth: 'iam',
      ttlDeletes: 'keep',
      description: 'Müller’s “shop”: 100 %',
      alarmEmail: 'team@example.com',
      repoVisibility: 'public',
    },
    answers: {
      apiAuth: 'iam',
      ttlDeletes: 'keep',
      description: 'Müller’s “shop”: 100 %',
      alarmEmail: 'team@example.com',
    },
  },
  'an event of their own': {
    values: {
      tableChoice: { table: 'new' },
      contract: readFileSync(join(root, 'test/contract/order.schema.json'), 'utf8'),
    },
    answers: { contract: JSON.parse(readFileSync(join(root, 'test/contract/order.schema.json'), 'utf8')) as object },
  },
};

let portal: Portal;
let scaffolder: Scaffolder;
beforeAll(async () => {
  portal = await startPortal(temporaryFolder());
  scaffolder = new Scaffolder(portal.baseUrl, await guestToken(portal.baseUrl));
});
afterAll(() => portal?.stop());

describe.each(Object.entries(projects))('with %s', (_, { values, answers }) => {
  const name = `shop-${Object.values(projects).findIndex((each) => each.values === values)}`;
  let made: Awaited<ReturnType<Scaffolder['run']>>;
  beforeAll(async () => {
    made = await scaffolder.run('dynamodb-search', entered(portal, name, values));
  });

  it('the repository has the files of the command line, byte for byte, with their modes', async () => {
    expect([made.status, made.log.at(-1)]).toEqual(['completed', 'Run completed with status: completed']);
    expect(made.log.join('\n')).not.toContain('[object Object]');
    const clone = await cloned(portal, name);
    expect(treeIn(clone)).toEqual(treeIn(generated(name, answers)));
    expect(made.output['text'].at(-1).content).toContain(await git('-C', clone, 'rev-parse', 'HEAD^{tree}'));
  });

  it('the catalog has the component, its dependencies, and its API with the definition', async () => {
    const [component, , , api] = await eventuallyInCatalog(portal, [
      `component:default/${name}`,
      `system:default/${name}`,
      `resource:default/${name}-table`,
      `api:default/${name}-search`,
    ]);
    expect(relationsOf(component!)).toEqual(
      expect.arrayContaining([
        owner,
        `system:default/${name}`,
        `resource:default/${name}-table`,
        `api:default/${name}-search`,
      ]),
    );
    const definition = readFileSync(join(await cloned(portal, name), 'contract/derived/item-openapi.json'), 'utf8');
    expect(api!['spec'].definition).toBe(definition);
  });
});

const sources = ['vpc-flow', 'alb'];
const logs = { useCase: 'access-logs', sources, clientAddresses: 'masked' };
const chosen = { sources, logBucketChoice: { logBucket: 'new', producers: 'existing' }, clientAddresses: 'masked' };
const brokers = { kafkaSignIn: 'mtls', kafkaBrokers: 'kafka.acme.com:9094' };
it.each([
  ['access-logs', 'logs-0', chosen, logs, 'raw'],
  // the form that asks for the use case first
  ['stream-pipeline', 'logs-1', { pipeline: { useCase: 'access-logs', ...chosen } }, logs, 'raw'],
  // a choice in a branch of another one
  [
    'clickstream',
    'clicks-0',
    { ingestChoice: { ingest: 'kafka', kafkaNetworkChoice: { kafkaNetwork: 'public' }, ...brokers } },
    { useCase: 'clickstream', kafkaNetwork: 'public', ...brokers },
    'clicks',
  ],
  [
    'msk-lakehouse',
    'events-0',
    { kafkaChoice: { kafka: 'provisioned' }, networkChoice: { network: 'new', access: 'nat' } },
    { useCase: 'msk-lakehouse', access: 'nat' },
    'topic',
  ],
])(
  'the template %s makes the same files as the command line, too: %s',
  async (template, name, values, answers, resource) => {
    const made = await scaffolder.run(template, entered(portal, name, values));
    expect([made.status, made.log.at(-1)]).toEqual(['completed', 'Run completed with status: completed']);
    const scaffoldedFrom = `template:default/${template}`;
    expect(treeIn(await cloned(portal, name))).toEqual(treeIn(generated(name, { ...answers, scaffoldedFrom })));
    await eventuallyInCatalog(portal, [`component:default/${name}`, `resource:default/${name}-${resource}`]);
  },
);

describe('a new repository', () => {
  const recorded = (method: string, path: RegExp) =>
    portal.gitHost.requests
      .filter((request) => request.method === method && path.test(request.path))
      .map(({ body }) => body);

  it('has the visibility that the form says', () => {
    const made = recorded('POST', /^\/orgs\/acme\/repos$/);
    expect(made.map(({ name, private: isPrivate, visibility }) => [name, isPrivate, visibility])).toEqual([
      ['shop-0', true, 'private'],
      ['shop-1', true, 'private'],
      ['shop-2', false, 'public'],
      ['shop-3', true, 'private'],
      ['logs-0', true, 'private'],
      ['logs-1', true, 'private'],
      ['clicks-0', true, 'private'],
      ['events-0', true, 'private'],
    ]);
  });

  it('has a protected main branch: one review, and the check of its own workflow', () => {
    expect(recorded('PUT', /\/shop-0\/branches\/main\/protection$/)).toEqual([
      expect.objectContaining({
        required_status_checks: { strict: true, contexts: ['verify / verify'] },
        required_pull_request_reviews: expect.objectContaining({ required_approving_review_count: 1 }),
        enforce_admins: true,
      }),
    ]);
  });

  it('has the environments of its workflows, and deploys from main only', () => {
    const made = portal.gitHost.requests.filter(
      ({ method, path }) => method === 'PUT' && path.includes('/shop-1/environments/'),
    );
    expect(made.map(({ path }) => path.split('/').at(-1))).toEqual(['dev', 'prod', 'dev-lookup', 'prod-lookup']);
    expect(recorded('POST', /\/shop-1\/environments\/(dev|prod)\/deployment-branch-policies$/)).toEqual([
      { type: 'branch', name: 'main' },
      { type: 'branch', name: 'main' },
    ]);
    expect(recorded('POST', /\/shop-1\/environments\/dev\/variables$/)).toEqual([
      expect.objectContaining({ name: 'AWS_ACCOUNT_ID', value: '123456789012' }),
      expect.objectContaining({ name: 'AWS_REGION', value: 'eu-west-1' }),
    ]);
    expect(recorded('POST', /\/shop-1\/environments\/prod\/variables$/)).toEqual([]);
  });
});

it('a pull request brings the files of the command line into an existing repository', async () => {
  const values = {
    tableChoice: { table: 'new', tableName: 'left-over' },
    apiAuth: 'iam',
    branchName: 'pipeline',
    targetBranchName: 'main',
  };
  const name = 'shop-0';
  const task = await scaffolder.run('dynamodb-search-pull-request', entered(portal, name, values));
  expect([task.status, task.log.at(-1)]).toEqual(['completed', 'Run completed with status: completed']);
  expect(task.output['links'][0].url).toBe(`${portal.gitHost.origin}/acme/${name}/pull/1`);
  await follow([task.output['links'][0].url as string]);
  const opened = portal.gitHost.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/pulls'));
  expect(opened!.body).toMatchObject({
    base: 'main',
    body: expect.stringContaining('Register catalog-info.yaml of that branch in the catalog'),
  });
  const [clone, made] = [
    treeIn(await cloned(portal, name, 'pipeline')),
    treeIn(generated(name, { apiAuth: 'iam', scaffoldedFrom: 'template:default/dynamodb-search-pull-request' })),
  ];
  expect(Object.fromEntries(Object.keys(made).map((path) => [path, clone[path]]))).toEqual(made);
});

it('links a project to its template, and notifies the owner of a new version of the template', async () => {
  const template = 'template:default/dynamodb-search';
  const [component, made] = await eventually('the relations of template and project', async () => {
    const found = await eventuallyInCatalog(portal, ['component:default/shop-1', template]);
    return relationsOf(found[1]!, 'scaffolderOf').includes('component:default/shop-1') ? found : undefined;
  });
  expect(relationsOf(component!, 'scaffoldedFrom')).toEqual([template]);
  const version = made!['metadata'].annotations['backstage.io/template-version'] as string;
  expect(component!['metadata'].annotations['backstage.io/template-version']).toBe(version);

  const titles = async () => {
    const { notifications } = await call<{ notifications: { payload: { title: string } }[] }>(
      portal,
      'notifications/notifications',
    );
    return notifications.map(({ payload }) => payload.title).sort();
  };
  expect(await titles()).toEqual([]);
  await raiseTemplates(version, '00.10.00');
  await call(portal, 'catalog/refresh', { entityRef: template });
  const owned = await eventually('notifications', async () => {
    const told = await titles();
    return told.length >= 4 ? told : undefined;
  });
  expect(owned).toEqual([0, 1, 2, 3].map((nth) => `The template of shop-${nth} has a new version`));
});

/** Commits the templates in another version, as the organisation would. */
async function raiseTemplates(from: string, to: string): Promise<void> {
  const folder = join(temporaryFolder(), 'templates');
  const repository = `${portal.gitHost.origin}/platform/stream-pipeline-templates.git`;
  await git('clone', '--quiet', repository, folder);
  const file = join(folder, 'backstage-templates', 'dynamodb-search', 'template.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(`template-version: ${from}`, `template-version: ${to}`));
  const author = ['-c', 'user.name=Platform', '-c', 'user.email=platform@localhost'];
  await git('-C', folder, ...author, 'commit', '--quiet', '--all', '--message', `Templates ${to}`);
  await git('-C', folder, 'push', '--quiet', repository, 'HEAD:main');
}
