import { historyIndexes, historyName } from '../lib/history-indexes.ts';
import { engine } from '../lib/search/engine.ts';
import type { Part } from './history-setup.ts';
import { mapping } from './mapping.ts';

/** What a new index of the history begins with. Its hash is a property of the deployment: a change of it runs the setup again. */
export const definition: readonly Part[] = [
  {
    path: `/_index_template/${historyName}`,
    body: {
      index_patterns: [historyIndexes],
      // an item may be named so that its own template fits as well
      priority: 1,
      template: { settings: engine.indexSettings, mappings: mapping },
    },
  },
];
