import { historyIndexes, historyName } from '../lib/history-indexes.ts';
import { engine } from '../lib/search/engine.ts';
import type { Part } from './history-setup.ts';
import { mapping } from './mapping.ts';

/**
 * Firehose gives each record an id of its own, and a change that comes twice would be two documents. The pipeline gives a document
 * the id of its change, and the index of the month in which the change was made: whatever comes again takes the place of what is
 * there. (OpenSearch guide, "Ingest processors".)
 */
export const pipeline = {
  description: 'Names the documents of the history by their changes',
  processors: [
    { set: { field: '_id', value: '{{{change_id}}}' } },
    {
      date_index_name: {
        field: 'changed_at',
        date_formats: ['ISO8601'],
        index_name_prefix: `${historyName}-`,
        date_rounding: 'M',
        index_name_format: 'yyyy-MM',
      },
    },
    // Firehose keeps it with a document that it cannot deliver, so that the change can be replayed
    { remove: { field: 'change', ignore_missing: true } },
  ],
};

/** What the engine has to know of the history. Its hash is a property of the deployment: a change of it runs the setup again. */
export const definition: readonly Part[] = [
  { path: `/_ingest/pipeline/${historyName}`, body: pipeline },
  {
    path: `/_index_template/${historyName}`,
    body: {
      // the name itself is what Firehose writes to; there is never an index of that name
      index_patterns: [historyName, historyIndexes],
      // an item may be named so that its own template fits as well
      priority: 1,
      template: { settings: { ...engine.indexSettings, default_pipeline: historyName }, mappings: mapping },
    },
  },
];
