import { App } from 'aws-cdk-lib';
import { stages } from '../../infra/config.ts';
import { bundleFunctions } from '../../infra/functions.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import type { Resources } from './components.ts';
import { draw } from './draw.ts';

/** The drawing of the stack as it would be deployed. The stages differ in sizes only. */
export function drawnStack(): string {
  process.env['CDK_VALIDATION'] = 'false';
  bundleFunctions();
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
  const { stackName } = new PipelineStack(app, 'architecture', { stage: stages[0]! });
  const { Resources } = app.synth().getStackByName(stackName).template as { Resources: Resources };
  return draw(Resources);
}
