/** What is wrong with a template, and where in it: `Resources.Indexer.Properties.Role: …`. */
export class TemplateError extends Error {
  readonly path: string;

  constructor(path: string, what: string) {
    super(`${path}: ${what}`);
    this.name = 'TemplateError';
    this.path = path;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in an error: short enough to read. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

export function textAt(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(path, `needs a string, not ${shown(value)}.`);
}

export function listAt(value: unknown, path: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(path, `needs a list, not ${shown(value)}.`);
}

export function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (isObject(value)) return value;
  throw new TemplateError(path, `needs an object, not ${shown(value)}.`);
}

/** The arguments of a function that takes a list of so many. */
export function argumentsAt(value: unknown, path: string, ...counts: readonly number[]): unknown[] {
  const list = listAt(value, path);
  if (counts.includes(list.length)) return list;
  throw new TemplateError(path, `takes ${counts.join(' or ')} arguments, not ${list.length}.`);
}
