import { Mapping, mappingDefinitionOf } from './documents/mapping.ts';
import { isObject } from './exact-json.ts';
import { illegalArgument, onlyKnown, Problem } from './problem.ts';
import { settingsOf } from './settings.ts';

/** What a new index of a matching name begins with. */
export interface IndexTemplate {
  readonly settings?: unknown;
  readonly mappings?: unknown;
  readonly aliases?: unknown;
}

interface Stored {
  readonly patterns: readonly string[];
  readonly priority: number;
  readonly template: IndexTemplate;
  readonly body: object;
}

export class Templates {
  readonly #templates = new Map<string, Stored>();

  /** Checks and keeps a template. */
  put(name: string, body: Record<string, unknown>): void {
    onlyKnown(`index template [${name}]`, body, ['index_patterns', 'template', 'priority', 'version', '_meta']);
    const { index_patterns: patterns, template = {}, priority = 0 } = body;
    if (patterns === undefined) throw illegalArgument(`index template [${name}] needs [index_patterns]`);
    if (!isObject(template)) throw illegalArgument(`[template] of index template [${name}] must be an object`);
    onlyKnown(`[template] of index template [${name}]`, template, ['settings', 'mappings', 'aliases']);
    settingsOf(template.settings);
    if (template.mappings !== undefined) new Mapping(mappingDefinitionOf(template.mappings));
    this.#templates.set(name, { patterns: [patterns].flat().map(String), priority: Number(priority), template, body });
  }

  get(name: string): object {
    const template = this.#templates.get(name);
    if (template) return template.body;
    throw new Problem(404, 'resource_not_found_exception', `index template matching [${name}] not found`);
  }

  /** The matching template with the highest priority. */
  for(index: string): IndexTemplate {
    const matching = [...this.#templates.values()].filter(({ patterns }) =>
      patterns.some((pattern) => fits(pattern, index)),
    );
    return matching.sort((a, b) => b.priority - a.priority)[0]?.template ?? {};
  }
}

/** Does a name fit a pattern, where `*` stands for anything? */
export function fits(pattern: string, name: string): boolean {
  const [first, ...rest] = pattern.split('*');
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first!)) return false;
  let at = first!.length;
  const last = rest.pop()!;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length >= at + last.length && name.endsWith(last);
}
