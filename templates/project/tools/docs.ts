// npm run docs: draws the architecture of the stack, as it would be deployed, into the pages that show it.
import { App } from 'aws-cdk-lib';
import { drawArchitecture, type Resources } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { stages } from '../infra/config.ts';
import { bundleFunctions } from '../infra/functions.ts';
import { PipelineStack } from '../infra/pipeline-stack.ts';
import { thisProject } from './this-project.ts';

// the rules for templates are for npm run synth and npm test
process.env['CDK_VALIDATION'] = 'false';
bundleFunctions();
const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
const { stackName } = new PipelineStack(app, 'architecture', { stage: stages[0]! });
const { Resources } = app.synth().getStackByName(stackName).template as { Resources: Resources };
drawArchitecture(Resources, thisProject.root);
