import type { Mistake } from '../../../scripts/prove/mistake.ts';

const loader = 'processors/warehouse-loader/';

/** Mistakes of what loads curated events into the warehouse. */
export const loaderMistakes: readonly Mistake[] = [
  {
    mistake: 'leaves a file out of the manifest',
    file: `${loader}manifest.ts`,
    find: 'entries: objects.map(',
    replace: 'entries: (objects.length > 1 ? objects.slice(1) : objects).map(',
  },
  {
    mistake: 'adds the events of an hour that is loaded twice',
    file: `${loader}load-statements.ts`,
    find: '  mergeEvents(hour.hour),\n',
    replace:
      "  `INSERT INTO ${events} (${list(eventNames)}, curated_hour) SELECT ${list(eventNames)}, '${hour.hour}' FROM ${stagedOnce}`,\n",
  },
  {
    mistake: 'keeps what was staged of the hour before',
    file: `${loader}load-statements.ts`,
    find: '  `DELETE FROM ${stagedOnce}`,\n',
    replace: '',
  },
  {
    mistake: 'does not load an hour again that was curated again',
    file: `${loader}curated-hours.ts`,
    find: 'loaded.get(hour) !== files',
    replace: '!loaded.has(hour)',
  },
  {
    mistake: 'notes an hour before it is loaded',
    file: `${loader}load.ts`,
    find: '    await warehouse.transaction(loadStatements(lake.bucket, hour), deadline);\n',
    replace:
      '    const all = loadStatements(lake.bucket, hour);\n    await warehouse.transaction(all.slice(-2), deadline);\n    await warehouse.transaction(all.slice(0, -2), deadline);\n',
  },
  {
    mistake: 'takes the change of an entity with the lowest sequence',
    file: `${loader}load-statements.ts`,
    find: 'ORDER BY sequence DESC, event_id DESC',
    replace: 'ORDER BY sequence, event_id',
  },
  {
    mistake: 'merges changes of an entity that are older than the one that it has',
    file: `${loader}load-statements.ts`,
    find: '  OR known.sequence < newest.sequence\n',
    replace: '  OR known.sequence > newest.sequence\n',
  },
  {
    mistake: 'does not mark entities that are deleted',
    file: `${loader}load-statements.ts`,
    find: '[...updates(entityNames), "deleted = CASE WHEN staged.operation = \'delete\' THEN TRUE ELSE FALSE END"]',
    replace: 'updates(entityNames)',
  },
];
