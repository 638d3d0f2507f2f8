import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { Jobs } from './jobs.ts';
import { databaseName, tableName } from './tables.ts';

const longest = 255;

export const glue = {
  id: 'glue',
  signingNames: ['glue'],
  kind: 'job',
  resources: {
    'AWS::Glue::DataQualityRuleset': { readBy: 'nothing: no run evaluates rules of DQDL' },
    'AWS::Glue::Database': {
      ref: databaseName,
      arn: arn('glue', (self) => `database/${databaseName(self)}`),
      readBy: 'nothing: its tables name it',
    },
    'AWS::Glue::Job': {
      name: { property: 'Name', most: longest },
      ref: name,
      arn: arn('glue', (self) => `job/${name(self)}`),
      standIn:
        'Glue: the script of a job does not run, as it needs Spark; TypeScript of the project takes its place, with the permissions of its role, and no workers, bookmarks or capacity',
    },
    'AWS::Glue::Table': {
      ref: tableName,
      arn: arn('glue', (self) => `table/${String(self.properties['DatabaseName'])}/${tableName(self)}`),
      readBy: 'Firehose: the columns that it converts records to; nothing reads partitions',
    },
    'AWS::Glue::Trigger': {
      name: { property: 'Name', most: longest },
      ref: name,
      arn: arn('glue', (self) => `trigger/${name(self)}`),
      standIn:
        'Triggers of Glue: on a schedule, whether activated or not; a check runs each of them once, at its end, and takes the hour that goes on for over',
    },
    'AWS::Glue::Workflow': {
      name: { property: 'Name', most: longest },
      ref: name,
      arn: arn('glue', (self) => `workflow/${name(self)}`),
      readBy: 'its triggers: a run of a workflow starts what its first trigger names',
    },
  },
  faults,
  metrics: {},
  start: (host) => new Jobs(host),
} satisfies Service;
