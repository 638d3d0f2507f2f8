import { accessIndexes } from '../lib/access-indexes.ts';
import { engine } from '../lib/search/engine.ts';
import { mapping } from './mapping.ts';

/** What a new index of access events begins with. It is a property of the deployment: a change of it runs the setup again. */
export const indexTemplate = {
  index_patterns: [accessIndexes],
  priority: 1,
  template: { settings: engine.indexSettings, mappings: mapping },
} as const;
