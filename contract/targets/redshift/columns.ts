import type { Field, Shape } from '../../contract.ts';
import type { EventPlace } from './settings.ts';

export interface Column {
  name: string;
  /** The expression that gives it. */
  value: string;
}

/** The columns of fields, in the order of the contract. A value that is not what the contract says is null. */
export const columnsOf = (fields: readonly Field[], event: EventPlace): Column[] =>
  fields.map(({ name, shape }) => ({ name, value: valueOf(pathTo(name, event), shape, event.encoding) }));

const pathTo = (name: string, { path: [column, ...members] }: EventPlace): string =>
  [column, ...[...members, name].map((member) => `"${member.replaceAll('"', '""')}"`)].join('.');

function valueOf(path: string, shape: Shape, encoding: EventPlace['encoding']): string {
  const typed = (descriptor: string) => (encoding === 'dynamodb' ? `${path}."${descriptor}"` : path);
  switch (shape.kind) {
    case 'string':
      // r_Character_types: VARCHAR without a length would cut texts off at 256 bytes
      return `${typed(shape.base64 ? 'B' : 'S')}::VARCHAR(65535)`;
    case 'boolean':
      return `${typed('BOOL')}::BOOLEAN`;
    case 'integer':
      return encoding === 'dynamodb' ? integerOf(`${typed('N')}::VARCHAR(64)`) : `${path}::BIGINT`;
    case 'number':
      return encoding === 'dynamodb'
        ? `CAST(${typed('N')}::VARCHAR(64) AS DOUBLE PRECISION)`
        : `${path}::DOUBLE PRECISION`;
    default:
      return path;
  }
}

/** A number that is a text in the event. BIGINT has 18 digits for certain; a cast of more, or of "1.5", would fail the whole query. */
const integerOf = (text: string): string => `CASE WHEN ${text} ~ '^-?[0-9]{1,18}$' THEN CAST(${text} AS BIGINT) END`;
