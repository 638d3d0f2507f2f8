import { parseSync } from '@swc/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Every import of a file of runtime/, types and re-exports included, and whether the file has code of its own. */
export interface RuntimeFile {
  /** services/s3/api.ts */
  path: string;
  /** Files of runtime/ that it names, for whatever purpose. */
  imports: string[];
  /** Kinds of statements that are neither types nor imports of types. */
  code: string[];
}

const root = join(import.meta.dirname, '..', '..', 'runtime');

export const runtimeFiles = (): RuntimeFile[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => fileOf(path, readFileSync(join(root, path), 'utf8')));

/** What a file of runtime/ with this text names, and has. */
export function fileOf(path: string, text: string): RuntimeFile {
  const { body } = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  const named = new Set<string>();
  collect(body, named);
  const imports = [...named]
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(path), name))
    .filter((target) => target.endsWith('.ts'));
  return { path, imports, code: body.filter((statement) => !isType(statement as Node)).map(({ type }) => type) };
}

interface Node {
  type?: string;
  typeOnly?: boolean;
  declaration?: Node;
  source?: { value?: string } | null;
  argument?: { value?: string };
}

const sources = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ExportNamedDeclaration']);

/** Also `import('./x.ts').Type`, which stands anywhere, and `import('./x.ts')`. */
function collect(value: unknown, named: Set<string>): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, named);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node & { callee?: Node; arguments?: { expression: { value?: unknown } }[] };
  if (sources.has(node.type ?? '') && node.source?.value !== undefined) named.add(node.source.value);
  if (node.type === 'TsImportType' && node.argument?.value !== undefined) named.add(node.argument.value);
  const dynamic = node.callee?.type === 'Import' ? node.arguments?.[0]?.expression.value : undefined;
  if (typeof dynamic === 'string') named.add(dynamic);
  for (const each of Object.values(value)) collect(each, named);
}

const isType = ({ type, typeOnly, declaration }: Node): boolean => {
  if (type === 'ExportDeclaration') return isType(declaration!);
  if (sources.has(type ?? '')) return typeOnly === true;
  return type === 'TsInterfaceDeclaration' || type === 'TsTypeAliasDeclaration';
};

/** Files that lead back to themselves, each circle once, in its order. */
export function circlesIn(files: readonly RuntimeFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const way: string[] = [];
  const circles: string[] = [];
  const visit = (path: string): void => {
    const start = way.indexOf(path);
    if (start >= 0) circles.push([...way.slice(start), path].join(' -> '));
    if (start >= 0 || done.has(path)) return;
    way.push(path);
    for (const target of byPath.get(path)?.imports ?? []) visit(target);
    way.pop();
    done.add(path);
  };
  for (const { path } of files) visit(path);
  return circles;
}
