// As a portal would test the action: CommonJS, and Jest without flags.
const { mkdtempSync, readFileSync, rmSync, statSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { createSpecializedBackend } = require('@backstage/backend-app-api');
const { coreServices, createBackendPlugin, createServiceFactory } = require('@backstage/backend-plugin-api');
const { ConfigReader } = require('@backstage/config');
const { scaffolderActionsExtensionPoint } = require('@backstage/plugin-scaffolder-node');
const { default: streamPipelineModule } = require('backstage-plugin-scaffolder-backend-module-stream-pipeline');
const { parseAnswers, renderProject } = require('generator-stream-pipeline/core');

const silent = { error() {}, warn() {}, info() {}, debug() {}, child: () => silent };
const lifecycle = {
  addStartupHook() {},
  addShutdownHook() {},
  addBeforeShutdownHook() {},
  startup() {},
  shutdown() {},
};

/** A service that is there, and no more. */
const service = (ref, implementation) =>
  createServiceFactory({ service: ref, deps: {}, factory: () => implementation });

/** What a scaffolder gets from the module, under a policy in its configuration. */
const actionUnder = (policy) => actionIn(policy ? { streamPipeline: { policy } } : {});

/** The same, of a whole app-config. */
async function actionIn(appConfig) {
  const added = [];
  const scaffolder = createBackendPlugin({
    pluginId: 'scaffolder',
    register(registration) {
      registration.registerExtensionPoint(scaffolderActionsExtensionPoint, {
        addActions: (...actions) => added.push(...actions),
      });
      registration.registerInit({ deps: {}, async init() {} });
    },
  });
  const config = new ConfigReader(appConfig);
  const backend = createSpecializedBackend({
    defaultServiceFactories: [
      service(coreServices.rootConfig, config),
      service(coreServices.rootLogger, silent),
      service(coreServices.rootLifecycle, lifecycle),
      service(coreServices.logger, silent),
      service(coreServices.lifecycle, lifecycle),
    ],
  });
  backend.add(scaffolder);
  backend.add(streamPipelineModule);
  await backend.start();
  return added[0];
}

const answers = { useCase: 'dynamodb-search', name: 'shop', owner: 'group:default/data-platform' };

let workspacePath;
beforeEach(() => (workspacePath = mkdtempSync(join(tmpdir(), 'stream-pipeline-'))));
afterEach(() => rmSync(workspacePath, { recursive: true }));

async function run(action, given) {
  const outputs = {};
  const output = (name, value) => (outputs[name] = value);
  await action.handler({ input: { answers: given }, workspacePath, logger: silent, output });
  return outputs;
}

it('has the schemas of its input and its output', async () => {
  const { id, schema } = await actionUnder(undefined);
  expect(id).toBe('stream-pipeline:generate');
  expect(Object.keys(schema.input.properties.answers.properties)).toContain('useCase');
  expect(schema.output.required).toContain('treeHash');
});

it('writes the files of the core', async () => {
  const { fileCount } = await run(await actionUnder(undefined), answers);
  const files = renderProject(parseAnswers(answers).answers);
  expect(fileCount).toBe(files.length);
  for (const { path, contents, mode } of files) {
    expect(readFileSync(join(workspacePath, path)).equals(contents)).toBe(true);
    expect(statSync(join(workspacePath, path)).mode & 0o777).toBe(mode);
  }
});

it('passes warnings to the template', async () => {
  const properties = { id: { type: 'string' }, name: { type: 'string' }, extra: {} };
  const contract = { title: 'Order', type: 'object', 'x-stream-key': 'id', properties, required: ['id'] };
  const { warnings } = await run(await actionUnder(undefined), { ...answers, contract: JSON.stringify(contract) });
  expect(warnings).toEqual(['contract: kept as they are, but not checked and not searched: extra (takes any value)']);
});

it('refuses what the policy of the portal refuses', async () => {
  const action = await actionUnder({ locked: { apiAuth: { value: 'iam', message: 'Machines only.' } } });
  await expect(run(action, { ...answers, apiAuth: 'cognito' })).rejects.toThrow('Machines only.');
});

it.each([
  [{ streamPipeline: { policies: {} } }, 'streamPipeline: unknown key policies. The only key is policy'],
  [{ streamPipeline: { policy: {}, locked: {} } }, 'streamPipeline: unknown key locked. The only key is policy'],
  [
    { streamPipeline: { policy: { locked: { apiAuth: { value: 'password' } } } } },
    'streamPipeline.policy: locked.apiAuth',
  ],
])('keeps the portal from starting with a mistake in the policy: %j', async (appConfig, message) => {
  await expect(actionIn(appConfig)).rejects.toThrow(message);
});
