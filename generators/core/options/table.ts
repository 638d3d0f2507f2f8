import { choice, text } from '../option.ts';

/** The DynamoDB table that is the source. Blocks: table-new, table-existing. */
export const table = choice({
  title: 'DynamoDB table',
  choices: {
    new: 'the stack creates the table, and retains it in stage prod',
    existing: 'a table that you have: the stack only enables its Kinesis data stream',
  },
  default: 'new',
});

export const tableName = text({
  title: 'Name of the existing table',
  description: 'The same name in both stages. The key of the table must match the contract.',
  pattern: /^[A-Za-z0-9_.-]{3,255}$/,
  expected: 'the name of a DynamoDB table: letters, digits, underscores, hyphens and dots, 3 to 255 characters',
  maxLength: 255,
  answer: 'required',
  when: { table: 'existing' },
});

export const ttlDeletes = choice({
  title: 'Items that expire in the table (time to live)',
  choices: {
    remove: 'are removed from the index as well',
    keep: 'stay searchable, as an archive; the project counts each expiry as dropped on purpose',
  },
  default: 'remove',
});
