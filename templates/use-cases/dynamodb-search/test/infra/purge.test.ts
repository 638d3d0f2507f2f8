import { expect, it } from '@jest/globals';
// before anything that synthesizes: it switches the validator off
import { context, stageNames, templateOf } from './synthesized.ts';
import { App } from 'aws-cdk-lib';
import { stages } from '../../infra/config.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';

it.each(stageNames)('runs once a day, and again where it fails (%s)', (stage) => {
  templateOf(stage).hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'cron(17 3 * * ? *)',
    State: 'ENABLED',
    Targets: [{ RetryPolicy: { MaximumRetryAttempts: 2 } }],
  });
});

it.each(stages)('has to wait longer than the stream holds a change ($name)', (stage) => {
  const forgetful = { ...stage, tombstoneRetention: stage.streamRetention };
  expect(() => new PipelineStack(new App({ context }), 'pipeline', { stage: forgetful })).toThrow(
    'tombstoneRetention must be longer than streamRetention',
  );
});
