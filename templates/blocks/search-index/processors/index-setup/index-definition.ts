import mapping from '../../contract/derived/item-mapping.json' with { type: 'json' };
import { engine } from '../lib/search/engine.ts';

/** What an index behind an alias is made of. Its hash is a property of the deployment: a change of it runs the setup again. */
export const indexDefinition = { settings: engine.indexSettings, mappings: mapping };

/** The template: it also catches an index that somebody makes by hand, or by writing to a lost alias. */
export const indexTemplate = (alias: string) => ({
  index_patterns: [alias, `${alias}-*`],
  template: indexDefinition,
});

export const firstIndex = (alias: string): string => `${alias}-000001`;
