import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../test/cli/command.ts';
import { treeIn } from '../../test/cli/tree.ts';
import { guestToken, startPortal, type Portal } from '../portal/start-portal.ts';
import { cloned, entered, generated, git, owner } from './repositories.ts';
import { Scaffolder } from './scaffolder.ts';

const root = join(import.meta.dirname, '..', '..');

/** What somebody enters, and the same as an answers file of the command line. */
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
    const clone = await cloned(portal, name);
    expect(treeIn(clone)).toEqual(treeIn(generated(name, answers)));
    expect(made.output['text'].at(-1).content).toContain(await git('-C', clone, 'rev-parse', 'HEAD^{tree}'));
  });

  it('the component, what it depends on, and its API with the definition come into the catalog', async () => {
    const [component, , , api] = await eventuallyInCatalog([
      `component:default/${name}`,
      `system:default/${name}`,
      `resource:default/${name}-table`,
      `api:default/${name}-search`,
    ]);
    expect(component!['relations'].map(({ targetRef }: { targetRef: string }) => targetRef)).toEqual(
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

type Entity = Record<string, any>;

/** Entities, when all of them are there and stitched together. */
async function eventuallyInCatalog(refs: string[]): Promise<Entity[]> {
  const headers = { authorization: `Bearer ${await guestToken(portal.baseUrl)}`, 'content-type': 'application/json' };
  for (let tries = 0; ; tries++) {
    const body = JSON.stringify({ entityRefs: refs });
    const response = await fetch(`${portal.baseUrl}/api/catalog/entities/by-refs`, { method: 'POST', headers, body });
    const { items } = (await response.json()) as { items: (Entity | null)[] };
    const missing = refs.filter((_, at) => !items[at]);
    if (missing.length === 0) return items as Entity[];
    if (tries > 100) throw new Error(`not in the catalog: ${missing.join(', ')}`);
    await later(300);
  }
}

describe('a new repository', () => {
  const recorded = (method: string, path: RegExp) =>
    portal.gitHost.requests
      .filter((request) => request.method === method && path.test(request.path))
      .map(({ body }) => body);

  it('is as visible as was chosen', () => {
    const made = recorded('POST', /^\/orgs\/acme\/repos$/);
    expect(made.map(({ name, private: isPrivate, visibility }) => [name, isPrivate, visibility])).toEqual([
      ['shop-0', true, 'private'],
      ['shop-1', true, 'private'],
      ['shop-2', false, 'public'],
      ['shop-3', true, 'private'],
    ]);
  });

  it('is protected: reviewed, and verified by the job that its workflow has', () => {
    expect(recorded('PUT', /\/shop-0\/branches\/main\/protection$/)).toEqual([
      expect.objectContaining({
        required_status_checks: { strict: true, contexts: ['verify / verify'] },
        required_pull_request_reviews: expect.objectContaining({ required_approving_review_count: 1 }),
        enforce_admins: true,
      }),
    ]);
  });

  it('has the environments of its workflows, those to deploy to from main only', () => {
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

it('a pull request brings the files of the command line into a repository that exists', async () => {
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
  const opened = portal.gitHost.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/pulls'));
  expect(opened!.body).toMatchObject({
    base: 'main',
    body: expect.stringContaining('Register catalog-info.yaml, from the branch that was merged into'),
  });
  const [clone, made] = [treeIn(await cloned(portal, name, 'pipeline')), treeIn(generated(name, { apiAuth: 'iam' }))];
  expect(Object.fromEntries(Object.keys(made).map((path) => [path, clone[path]]))).toEqual(made);
});
