import { expect, it } from '@jest/globals';
import { exampleApplication } from '../../infra/blocks/example-application.ts';
import { onlyOne, templateWithExample } from './example-template.ts';

const template = templateWithExample(exampleApplication);

it('writes below raw/application of the raw bucket, and may do nothing else there', () => {
  expect(onlyOne(template, 'AWS::Lambda::Function')).toMatchObject({
    Environment: {
      Variables: {
        LOG_BUCKET: expect.stringMatching(/-dev-raw-<AccountId>$/),
        LOG_FOLDER: 'raw/application/example/',
      },
    },
  });
  const { PolicyDocument } = onlyOne(template, 'AWS::IAM::Policy') as {
    PolicyDocument: { Statement: { Action: unknown; Resource: unknown; Condition?: unknown }[] };
  };
  expect(PolicyDocument.Statement.filter(({ Action }) => JSON.stringify(Action).includes('s3:'))).toEqual([
    {
      Action: 's3:PutObject',
      Effect: 'Allow',
      Resource: expect.stringMatching(/-dev-raw-<AccountId>\/raw\/application\/example\/\*$/),
      Condition: { StringEquals: { 's3:ResourceAccount': '<AccountId>' } },
    },
  ]);
});

it('runs every five minutes', () => {
  expect(onlyOne(template, 'AWS::Events::Rule')).toMatchObject({
    ScheduleExpression: 'rate(5 minutes)',
    State: 'ENABLED',
  });
});
