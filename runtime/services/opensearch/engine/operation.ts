import type { ItemFault } from './bulk.ts';
import type { Cluster } from './cluster.ts';
import { isObject, parseExact } from './exact-json.ts';
import { notModelled, parsing, Problem } from './problem.ts';

/** One call to the engine, its path taken apart. */
export interface Call {
  readonly cluster: Cluster;
  /** What stands in the path for `{index}`, `{id}` and so on. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly text: string;
  readonly itemFault: ItemFault;
}
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  /** Segments in braces stand for names. */
  readonly path: string;
  /** Parameters it understands. */
  readonly query: readonly string[];
  run(call: Call): Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** The body as an object; an empty one is an empty object. */
export function bodyOf({ text }: Call): Record<string, unknown> {
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = parseExact(text);
  } catch (error) {
    throw new Problem(400, 'json_parse_exception', (error as Error).message);
  }
  if (!isObject(body)) throw parsing('The body must be a JSON object.');
  return body;
}

/** Finds the operation for a request and runs it. */
export function route(
  operations: readonly Operation[],
  method: string,
  path: string,
  call: Omit<Call, 'path'>,
): Answer {
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  for (const operation of operations) {
    const names = operation.method === method ? matched(operation.path, segments) : undefined;
    if (names === undefined) continue;
    const unknown = Object.keys(call.query).find((parameter) => !operation.query.includes(parameter));
    if (unknown !== undefined) throw notModelled(`parameter [${unknown}] of ${method} ${operation.path}`);
    return operation.run({ ...call, path: names });
  }
  throw notModelled(`${method} ${path}`);
}

function matched(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const expected = template.split('/').slice(1);
  if (expected.length !== segments.length) return undefined;
  const names: Record<string, string> = {};
  for (const [position, part] of expected.entries()) {
    const segment = segments[position]!;
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined;
    } else if (segment === '' || (part === '{index}' && segment.startsWith('_') && segment !== '_all')) {
      return undefined;
    } else {
      names[part.slice(1, -1)] = segment;
    }
  }
  return names;
}
