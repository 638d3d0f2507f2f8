import type { Service } from '../../contracts/service.ts';
import type { Give } from '../../contracts/template.ts';
import { arn, drawnUuid, name, property } from '../../template/give.ts';
import { faults } from './faults.ts';
import { LambdaFunctions } from './functions.ts';
import { metrics } from './metrics.ts';

const mappingArn = arn('lambda', (self) => `event-source-mapping:${drawnUuid(self)}`);
const versionArn: Give = (self) => `${property(self, 'FunctionName', name(self))}:1`;

export const lambda = {
  id: 'lambda',
  signingNames: ['lambda'],
  kind: 'function',
  resources: {
    'AWS::Lambda::EventInvokeConfig': {
      readBy: 'Lambda: how often it repeats an invocation that nobody waits for; not how old an event may get',
    },
    'AWS::Lambda::EventSourceMapping': {
      ref: drawnUuid,
      arn: mappingArn,
      attributes: { Id: drawnUuid, EventSourceMappingArn: mappingArn },
      standIn:
        'Lambda event source mapping: as the Lambda guide documents it, filters included; the pauses between retries, which it does not document, fit what was recorded on AWS',
    },
    'AWS::Lambda::Function': {
      name: { property: 'FunctionName', most: 64 },
      arn: arn('lambda', (self) => `function:${name(self)}`),
      standIn:
        "Lambda: the deployed bundle in a process of this machine's Node.js; no layers, and the memory size limits only the heap",
    },
    'AWS::Lambda::Permission': { readBy: 'every service that invokes a function: it decides whether that may' },
    'AWS::Lambda::Version': {
      ref: versionArn,
      arn: versionArn,
      attributes: { FunctionArn: versionArn, Version: () => '1' },
      readBy: 'nothing: every version is the function itself',
    },
  },
  faults,
  metrics,
  start: (host) => new LambdaFunctions(host),
} satisfies Service;
