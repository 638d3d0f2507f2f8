// node template-synthesize.ts PROJECT STAGE: prints the template that an assembled project synthesizes, as `cdk synth` would.
import { App } from 'aws-cdk-lib';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './without-validator.ts';

interface Stage {
  name: string;
}
type StackClass = new (scope: App, id: string, props: { stage: Stage }) => unknown;

const [project = '', stageName = ''] = process.argv.slice(2);
const load = <T>(path: string) => import(join(project, path)) as Promise<T>;
const { bundleFunctions } = await load<{ bundleFunctions(): void }>('infra/functions.ts');
const { stages } = await load<{ stages: Stage[] }>('infra/config.ts');
const { PipelineStack } = await load<{ PipelineStack: StackClass }>('infra/pipeline-stack.ts');
const { context } = JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')) as { context: object };

bundleFunctions();
const outdir = mkdtempSync(join(tmpdir(), 'template-'));
try {
  // the command line asks for the paths of constructs
  const app = new App({ context: { ...context, 'aws:cdk:enable-path-metadata': true }, outdir });
  new PipelineStack(app, 'shop-dev', { stage: stages.find(({ name }) => name === stageName)! });
  app.synth();
  process.stdout.write(readFileSync(join(outdir, 'shop-dev.template.json')));
} finally {
  rmSync(outdir, { recursive: true });
}
