import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import type { Give } from '../../contracts/template.ts';

/** Databases and tables stand by their names in the input that CreateDatabase and CreateTable take. */
const inputName =
  (input: 'DatabaseInput' | 'TableInput'): Give =>
  (self) =>
    String((self.properties[input] as { Name?: unknown } | undefined)?.Name ?? name(self));
const tableName = inputName('TableInput');
const databaseName = inputName('DatabaseInput');

export const glue = {
  id: 'glue',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::Glue::Database': {
      ref: databaseName,
      arn: arn('glue', (self) => `database/${databaseName(self)}`),
      readBy: 'nothing: its tables name it',
    },
    'AWS::Glue::Table': {
      ref: tableName,
      arn: arn('glue', (self) => `table/${String(self.properties['DatabaseName'])}/${tableName(self)}`),
      readBy: 'Firehose: the columns that it converts records to; nothing reads partitions',
    },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
