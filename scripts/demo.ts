// npm run demo: the whole way of a user without an AWS account, into ./demo.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const demo = join(root, 'demo');
const name = 'product-search';

if (existsSync(demo) && !existsSync(join(demo, '.stream-pipeline'))) {
  console.error(`${demo} is there and was not made by this command: move it away first.`);
  process.exit(2);
}
rmSync(demo, { recursive: true, force: true });

const begun = Date.now();
step('Generate a project', root, 'node', [
  'bin/stream-pipeline.js',
  name,
  '--use-case',
  'dynamodb-search',
  '--yes',
  '--no-install',
  '--out',
  'demo',
]);
// as outside this repository, which ignores the folder: linters leave out what git ignores
step('Make it a repository of its own', demo, 'git', ['init', '--quiet']);
step('Install what it needs', demo, 'npm', ['ci', '--no-audit', '--no-fund']);
step('Run its tests', demo, 'npm', ['test']);
step('Synthesize its infrastructure, with every rule', demo, 'npm', ['run', 'synth']);
step('Run what was synthesized on this machine, under faults, and keep account of every event', demo, 'npm', [
  'run',
  'local',
  '--',
  '--check',
  '--events',
  '1000',
]);

const files = readdirSync(demo, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .filter(({ parentPath }) => !/^(node_modules|cdk\.out|dist|\.git)(\/|$)/.test(relative(demo, parentPath)));
const { Resources } = JSON.parse(readFileSync(join(demo, 'cdk.out', `${name}-dev.template.json`), 'utf8')) as {
  Resources: object;
};
console.log(`
Done in ${Math.round((Date.now() - begun) / 1000)} s: ./demo is a project of ${files.length} files that its owner can deploy as it is.
  DynamoDB -> Kinesis -> indexer (Lambda) -> OpenSearch -> search API, ${Object.keys(Resources).length} AWS resources a stage.
  Its tests, and the run above of what would be deployed, went through seeded faults: nothing is lost.
Look first at:
  cd demo && npm run local                   the pipeline live on this machine: a page, a search box, faults to switch on
  demo/docs/workshop.md                      an hour: break it, plant a mistake and see it caught, add a field
  demo/README.md                             what it is, what it costs, how to deploy it
  demo/infra/pipeline-stack.ts               the diagram of the README, as code
  demo/processors/indexer/indexer.ts         where each change ends in exactly one way
  demo/contract/product.schema.json          change the event here: npm run contract derives the rest`);

/** Runs a step to its end; the first that fails ends the demo. */
function step(what: string, cwd: string, command: string, args: readonly string[]): void {
  console.log(`\n== ${what}: ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
