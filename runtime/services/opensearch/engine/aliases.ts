import { isObject } from './exact-json.ts';
import { illegalArgument, onlyKnown, Problem } from './problem.ts';

export interface AliasOptions {
  readonly is_write_index?: boolean;
}

export function aliasOptionsOf(given: unknown): AliasOptions {
  if (!isObject(given)) throw illegalArgument('The options of an alias must be an object.');
  onlyKnown('an alias', given, ['is_write_index']);
  return given;
}

/** Which indices each alias stands for. */
export class Aliases {
  #indices = new Map<string, Map<string, AliasOptions>>();

  has(alias: string): boolean {
    return this.#indices.has(alias);
  }

  names(): readonly string[] {
    return [...this.#indices.keys()];
  }

  indicesOf(alias: string): readonly string[] {
    return [...(this.#indices.get(alias)?.keys() ?? [])];
  }

  /** The only index of the alias that takes writes, or undefined. */
  writeIndexOf(alias: string): string | undefined {
    const entries = [...(this.#indices.get(alias) ?? [])];
    const chosen = entries.find(([, options]) => options.is_write_index === true);
    if (chosen) return chosen[0];
    const [only, ...others] = entries;
    return only && others.length === 0 && only[1].is_write_index !== false ? only[0] : undefined;
  }

  /** The aliases of an index, as `GET _alias` shows them. */
  of(index: string): Record<string, AliasOptions> {
    const named = [...this.#indices].filter(([, indices]) => indices.has(index));
    return Object.fromEntries(named.map(([alias, indices]) => [alias, indices.get(index)!]));
  }

  add(alias: string, index: string, options: AliasOptions): void {
    const indices = this.#indices.get(alias) ?? new Map<string, AliasOptions>();
    const other = [...indices].find(([name, existing]) => name !== index && existing.is_write_index === true);
    if (options.is_write_index === true && other) {
      throw new Problem(
        500,
        'illegal_state_exception',
        `alias [${alias}] has more than one write index [${other[0]},${index}]`,
      );
    }
    this.#indices.set(alias, indices.set(index, options));
  }

  remove(alias: string, index: string): void {
    const indices = this.#indices.get(alias);
    if (!indices?.delete(index)) throw new Problem(404, 'aliases_not_found_exception', `aliases [${alias}] missing`);
    if (indices.size === 0) this.#indices.delete(alias);
  }

  removeIndex(index: string): void {
    for (const alias of Object.keys(this.of(index))) this.remove(alias, index);
  }

  /** All of the changes, or none of them. */
  atomically(changes: () => void): void {
    const before = new Map([...this.#indices].map(([alias, indices]) => [alias, new Map(indices)]));
    try {
      changes();
    } catch (error) {
      this.#indices = before;
      throw error;
    }
  }
}
