import { App } from 'aws-cdk-lib';
import { stages } from './config.ts';
import { bundleFunctions } from './functions.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { project } from './project.ts';
import { addValidation } from './validation.ts';

bundleFunctions();
const app = new App();
for (const stage of stages) new PipelineStack(app, `${project.name}-${stage.name}`, { stage });
addValidation(app);
