import { choice } from '../option.ts';

/** Where every access event is kept beside the lake. Blocks: warehouse with access-warehouse. */
export const warehouse = choice({
  title: 'Warehouse of access events',
  choices: {
    none: 'SQL on the lake with Athena, where events are minutes later',
    streaming:
      'every event in Redshift Serverless, with a summary of each minute for reports: in prod there seconds later, which costs about 2200 USD a month where logs never stop and about 37 where there are none; a stage may have Firehose copy its rows instead',
  },
  default: 'none',
});
