import type { Service } from '../../contracts/service.ts';
import { drawn, globalArn, name, property } from '../../template/give.ts';

const policyArn = globalArn('iam', (self) => `policy${property(self, 'Path', '/')}${name(self)}`);
const readBy = 'every call: it decides who may make it';

export const iam = {
  id: 'iam',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::IAM::ManagedPolicy': {
      name: { property: 'ManagedPolicyName', most: 128 },
      ref: policyArn,
      arn: policyArn,
      attributes: { PolicyArn: policyArn },
      readBy,
    },
    'AWS::IAM::Policy': { name: { property: 'PolicyName', most: 128 }, readBy },
    'AWS::IAM::Role': {
      name: { property: 'RoleName', most: 64 },
      arn: globalArn('iam', (self) => `role${property(self, 'Path', '/')}${name(self)}`),
      attributes: { RoleId: (self) => `AROA${drawn(17)(self).toUpperCase()}` },
      readBy,
    },
    'AWS::IAM::RolePolicy': { readBy },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
