import type { Clock } from '../../../contracts/clock.ts';
import type { IndexSettings } from '../types.ts';
import { uuidOf } from '../../../kernel/identity.ts';
import { Aliases, aliasOptionsOf } from './aliases.ts';
import { BadMapping, mappingDefinitionOf } from './documents/mapping.ts';
import { SearchableIndex } from './documents/search-index.ts';
import { isObject } from './exact-json.ts';
import { IngestPipelines } from './ingest-pipelines.ts';
import { PointsInTime } from './points-in-time.ts';
import { illegalArgument, onlyKnown, Problem } from './problem.ts';
import { settingsOf } from './settings.ts';
import { fits, Templates } from './templates.ts';

/** All indices, and what their names stand for. */
export class Cluster {
  readonly clock: Clock;
  readonly aliases = new Aliases();
  readonly templates = new Templates();
  readonly pipelines = new IngestPipelines();
  readonly pointsInTime: PointsInTime;
  readonly #indices = new Map<string, SearchableIndex>();
  readonly #settings: IndexSettings;
  #idsGiven = 0;

  constructor(clock: Clock, settings: IndexSettings) {
    this.clock = clock;
    this.#settings = settings;
    this.pointsInTime = new PointsInTime(clock);
  }

  /** An id for a document that comes without one. */
  newDocumentId(): string {
    return uuidOf(`document|${++this.#idsGiven}`).replaceAll('-', '').slice(0, 20);
  }

  has(index: string): boolean {
    return this.#indices.has(index);
  }

  create(name: string, body: Record<string, unknown>): SearchableIndex {
    checkIndexName(name);
    onlyKnown(`creating index [${name}]`, body, ['settings', 'mappings', 'aliases']);
    if (this.has(name)) throw new Problem(400, 'resource_already_exists_exception', `index [${name}] already exists`);
    if (this.aliases.has(name)) {
      throw new Problem(400, 'invalid_index_name_exception', `Invalid index name [${name}], already exists as alias`);
    }
    const template = this.templates.for(name);
    const settings = { ...settingsOf(template.settings), ...settingsOf(body.settings) };
    const index = new SearchableIndex(
      name,
      settings,
      mappingDefinitionOf(template.mappings ?? {}),
      this.clock,
      this.#settings,
    );
    mapped(index, body.mappings);
    this.#indices.set(name, index);
    for (const aliases of [template.aliases, body.aliases].filter(isObject)) {
      for (const [alias, options] of Object.entries(aliases)) this.aliases.add(alias, name, aliasOptionsOf(options));
    }
    return index;
  }

  remove(name: string): void {
    this.#indices.delete(name);
    this.aliases.removeIndex(name);
  }

  /** The indices that an expression names: names, aliases and `*` patterns, separated by commas. Throws 404 for an unknown name. */
  resolve(expression: string): readonly SearchableIndex[] {
    const names = expression.split(',').flatMap((part) => {
      if (part === '_all') return [...this.#indices.keys()];
      if (!part.includes('*')) return this.#indicesNamed(part);
      const known = [...this.#indices.keys(), ...this.aliases.names()];
      return known.filter((name) => fits(part, name)).flatMap((name) => this.#indicesNamed(name));
    });
    return [...new Set(names)].map((name) => this.#indices.get(name)!);
  }

  /** The one index that a write goes to; created, from a template where one fits, when there is none of that name. */
  writeTarget(name: string): SearchableIndex {
    const index = this.#indices.get(name);
    if (index) return index;
    if (!this.aliases.has(name)) return this.create(name, {});
    const target = this.aliases.writeIndexOf(name);
    if (target !== undefined) return this.#indices.get(target)!;
    throw illegalArgument(
      `no write index is defined for alias [${name}]. The write index may be explicitly disabled using is_write_index=false or ` +
        'the alias points to multiple indices without one being designated as a write index',
    );
  }

  /** The pipeline that a document goes through before it is written, by the name that it is sent to (guide, dynamic-index-settings). */
  pipelineOf(name: string): string | undefined {
    const existing = this.has(name) ? name : this.aliases.has(name) ? this.aliases.writeIndexOf(name) : undefined;
    const settings =
      existing === undefined ? settingsOf(this.templates.for(name).settings) : this.#indices.get(existing)!.settings;
    return settings['index.default_pipeline'];
  }

  #indicesNamed(name: string): readonly string[] {
    if (this.has(name)) return [name];
    if (this.aliases.has(name)) return this.aliases.indicesOf(name);
    throw new Problem(404, 'index_not_found_exception', `no such index [${name}]`);
  }
}

function mapped(index: SearchableIndex, mappings: unknown): void {
  try {
    index.extendMapping(mappingDefinitionOf(mappings ?? {}));
  } catch (error) {
    if (!(error instanceof BadMapping)) throw error;
    const { type, message: reason } = error;
    throw new Problem(400, 'mapper_parsing_exception', `Failed to parse mapping [_doc]: ${reason}`, { type, reason });
  }
}

/** OpenSearch guide, create-index, "Index naming restrictions". */
const namingRules: readonly { readonly broken: (name: string) => boolean; readonly rule: string }[] = [
  { broken: (name) => name !== name.toLowerCase(), rule: 'must be lowercase' },
  { broken: (name) => /^[_\-+]/.test(name), rule: "must not start with '_', '-', or '+'" },
  {
    broken: (name) => /[\s"*\\<|,>/?#:]/.test(name),
    rule: 'must not contain the following characters [ , ", *, \\, <, |, ,, >, /, ?, #, :]',
  },
  { broken: (name) => name === '' || Buffer.byteLength(name) > 255, rule: 'must have 1 to 255 bytes' },
];

function checkIndexName(name: string): void {
  const problem = namingRules.find(({ broken }) => broken(name));
  if (problem) throw new Problem(400, 'invalid_index_name_exception', `Invalid index name [${name}], ${problem.rule}`);
}
