import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { filesOf } from '../../test/cli/tree.ts';
import { Scaffolder } from './scaffolder.ts';
import { template, templateNames } from './templates.ts';

const values = {
  name: 'shop',
  owner: 'group:default/data-platform',
  tableChoice: { table: 'new' },
  repoUrl: 'github.com?owner=acme&repo=shop',
  repoVisibility: 'private',
};
const answers = {
  useCase: 'dynamodb-search',
  name: 'shop',
  owner: 'group:default/data-platform',
  repository: 'acme/shop',
  // Backstage's name for the template of a dry run
  scaffoldedFrom: 'template:default/dry-run',
};
const policy = { locked: { apiAuth: { value: 'iam', message: 'Machines only.' } } };

const whole = template('dynamodb-search');

/** A template that generates and publishes nothing. */
const justGenerates = {
  ...whole,
  metadata: { name: 'just-generates', annotations: { 'backstage.io/managed-by-location': 'file:/template.yaml' } },
  spec: {
    ...(whole['spec'] as { parameters: object[] }),
    steps: whole['spec'].steps.slice(0, 1) as object[],
    output: { text: [{ title: 'Tree', content: '${{ steps.generate.output.treeHash }}' }] },
  },
};

async function backend(config: object) {
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: config as never }),
      catalogServiceMock.factory({ entities: [justGenerates as never] }),
      import('@backstage/plugin-scaffolder-backend'),
      import('@backstage/plugin-scaffolder-backend-module-github'),
      import('backstage-plugin-scaffolder-backend-module-stream-pipeline'),
    ],
  });
  // it is stopped when the tests of the file have ended
  return new Scaffolder(`http://127.0.0.1:${server.port()}`);
}

let plain: Scaffolder;
let governed: Scaffolder;
beforeAll(async () => {
  plain = await backend({});
  governed = await backend({ streamPipeline: { policy } });
});

describe('the scaffolder', () => {
  it('lists the action with its input, its output and examples', async () => {
    const actions = await plain.actions();
    const generate = actions.find(({ id }) => id === 'stream-pipeline:generate')!;
    expect(Object.keys(generate.schema['input'].properties.answers.properties)).toEqual(
      expect.arrayContaining(['useCase', 'name', 'search', 'tableName']),
    );
    expect(generate.schema['output'].required).toEqual(
      expect.arrayContaining(['fileCount', 'treeHash', 'nextSteps', 'warnings']),
    );
    expect(generate.examples.length).toBeGreaterThan(1);
  });

  it.each(templateNames)('%s is a valid template, and its steps give what their actions take', async (name) => {
    const entity = template(name);
    await expect(templateEntityV1beta3Validator.check(entity as never)).resolves.toBe(true);
    const actions = new Map((await plain.actions()).map((action) => [action.id, action]));
    for (const { action, input } of entity['spec'].steps) {
      const schema = actions.get(action)!.schema['input'];
      const shapes = (schema.anyOf ?? schema.oneOf ?? [schema]) as { properties: object; required?: string[] }[];
      const given = Object.keys(input);
      const fits = shapes.some(
        ({ properties, required = [] }) =>
          given.every((key) => key in properties) && required.every((key) => given.includes(key)),
      );
      expect([action, fits]).toEqual([action, true]);
    }
  });

  it('dry-runs the template: the files of the core, byte for byte, with their modes', async () => {
    const { status, body } = await plain.dryRun(template('dynamodb-search'), values);
    expect([status, body['error']]).toEqual([200, undefined]);
    const described = (path: string, contents: Buffer, executable: boolean) =>
      `${path} ${executable} ${createHash('sha256').update(contents).digest('hex')}`;
    const dry = (body['directoryContents'] as any[]).map(({ path, base64Content, executable }) =>
      described(path, Buffer.from(base64Content, 'base64'), executable),
    );
    const core = filesOf(answers).map(({ path, contents, mode }) => described(path, contents, mode === 0o755));
    expect(dry.sort()).toEqual(core.sort());
  });

  it('refuses a region that it does not know before it starts a task', async () => {
    await expect(plain.run('just-generates', { ...values, devRegion: 'eu-moon-1' })).rejects.toThrow(
      /^400: .*devRegion is not one of enum values: af-south-1,/,
    );
  });

  it('runs a task to its end', async () => {
    const task = await plain.run('just-generates', values);
    expect(task).toMatchObject({
      status: 'completed',
      output: { text: [{ title: 'Tree', content: expect.stringMatching(/^[0-9a-f]{40}$/) }] },
    });
  });
});

describe('an answer that is wrong', () => {
  const generates = (given: object) => ({
    ...justGenerates,
    spec: {
      ...justGenerates.spec,
      parameters: [],
      steps: [{ id: 'generate', action: 'stream-pipeline:generate', input: given }],
    },
  });
  const said = async (given: object, scaffolder = plain) => {
    const { status, body } = await scaffolder.dryRun(generates(given), {});
    return [status, body['error']?.message as string];
  };

  it('is refused with the message of the command line', async () => {
    expect(
      await said({
        answers: { useCase: 'dynamodb-search', name: 'shop', search: 'serverless', devRegion: 'cn-north-1' },
      }),
    ).toEqual([
      400,
      expect.stringContaining(
        'OpenSearch Serverless is not available in that region; choose search "domain" or another region',
      ),
    ]);
  });

  it('is refused in the words of the organisation, where they come from app-config', async () => {
    const shop = { useCase: 'dynamodb-search', name: 'shop' };
    expect(await said({ answers: { ...shop, apiAuth: 'cognito' } }, governed)).toEqual([
      400,
      expect.stringContaining('Machines only.'),
    ]);
    expect((await said({ answers: shop }, governed))[0]).toBe(200);
  });

  it('does not reach outside the workspace', async () => {
    const [status, message] = await said({
      answers: { useCase: 'dynamodb-search', name: 'shop' },
      targetPath: '../../elsewhere',
    });
    expect([status, message]).toEqual([403, expect.stringContaining('Relative path is not allowed')]);
  });
});
