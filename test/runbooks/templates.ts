// node templates.ts FOLDER: prints the templates of both stages of a project, by the names of their stacks.
import { App } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Stage {
  name: string;
}

process.env['CDK_VALIDATION'] = 'false';
const folder = process.argv[2]!;
const load = <T>(path: string) => import(join(folder, path)) as Promise<T>;
const { bundleFunctions } = await load<{ bundleFunctions(): void }>('infra/functions.ts');
const { stages } = await load<{ stages: Stage[] }>('infra/config.ts');
const { project } = await load<{ project: { name: string } }>('infra/project.ts');
const { PipelineStack } = await load<{
  PipelineStack: new (scope: App, id: string, props: { stage: Stage }) => { stackName: string };
}>('infra/pipeline-stack.ts');
const { context } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as { context: object };

bundleFunctions();
const app = new App({ context: { ...context, 'aws:cdk:enable-path-metadata': true } });
for (const stage of stages) new PipelineStack(app, `${project.name}-${stage.name}`, { stage });
const templates = app.synth().stacks.map(({ stackName, template }) => [stackName, template as object]);
console.log(JSON.stringify(Object.fromEntries(templates)));
