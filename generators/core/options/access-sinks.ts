import { choice } from '../option.ts';

/** Where access events of the last days can be searched. Blocks: access-search with access-search-serverless or access-search-domain. */
export const search = choice({
  title: 'Search over access events',
  choices: {
    serverless:
      'every event in an OpenSearch Serverless collection with a dashboard, found about 20 s after its line was read: about 2 USD a month where there are no logs, about 530 where they never stop; the first request after 10 idle minutes waits 10 to 30 s',
    domain:
      'every event in an OpenSearch Service domain with a dashboard, found about 11 s after its line was read: about 34 USD a month in dev and 646 in prod; its dashboards are reached from within its VPC only',
    none: 'no search: SQL on the lake with Athena, where events are minutes later',
  },
  default: 'serverless',
});

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
