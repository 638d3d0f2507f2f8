import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import * as registered from '../../runtime/services/registry.ts';
import { withoutOthers } from './only.ts';

const root = join(import.meta.dirname, '..', '..');

/** Where public types stand. They may name each other's, and nothing else of ours. */
const places = /^(contracts\/[\w-]+|services\/[\w-]+\/(types|door)|services\/(kinds|fault-id)|view\/state|door)\.ts$/;

/** The declarations of runtime/ by path, as the compiler writes them. */
export function emitted(): (path: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'runtime-types-'));
  try {
    const options = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: folder,
        rootDir: join(root, 'runtime'),
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: [],
      files: ['door.ts', 'view/state.ts'].map((file) => join(root, 'runtime', file)),
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' });
    const texts = new Map<string, string>();
    for (const path of reachable(folder)) texts.set(path, readFileSync(fileOf(folder, path), 'utf8'));
    return (path) => texts.get(path)!;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The types of the public door with these services, in one file that stands alone. */
export function declarations(of: (path: string) => string, services: readonly string[]): string {
  const textOf = (path: string): string => {
    if (path === 'services/kinds.ts') return kindsOf(of, services);
    if (path === 'services/fault-id.ts') return faultIdsOf(services);
    return path === 'door.ts' ? withoutOthers(of(path), services) : of(path);
  };
  const paths = closure(['view/state.ts', 'door.ts'], textOf);
  const strange = paths.find((path) => !places.test(path));
  if (strange !== undefined)
    throw new Error(
      `The door names a type of runtime/${strange}. Declare it in a contract or in the types.ts of a service.`,
    );
  return paths.map((path) => withoutImports(textOf(path))).join('\n');
}

/** The kinds of these services. */
function kindsOf(of: (path: string) => string, services: readonly string[]): string {
  const own = [...of('services/kinds.ts').matchAll(/^import type \{ (\w+) \} from '\.\/([\w-]+)\/types\.ts';$/gm)]
    .map(([, name, service]) => ({ name: name!, service: service! }))
    .filter(({ service }) => services.includes(service));
  const imports = own.map(({ name, service }) => `import type { ${name} } from './${service}/types.ts';\n`);
  const kinds = own.map(({ name }) => name).join(', ');
  return `${imports.join('')}/** What may be found in a stack, by kind. */\nexport interface Kinds extends ${kinds} {\n}\n`;
}

function faultIdsOf(services: readonly string[]): string {
  const ids = Object.values(registered)
    .filter(({ id }) => services.includes(id))
    .flatMap(({ faults }) => Object.keys(faults));
  const union = ids.map((id) => `'${id}'`).join(' | ') || 'never';
  return `/** The ids of all faults, for completion. Whatever takes an id takes a text, and checks it. */\nexport type FaultId = ${union};\n`;
}

/** Files and what they import, each once: what is imported comes first. */
function closure(paths: readonly string[], textOf: (path: string) => string): string[] {
  const found = new Set<string>();
  const visiting = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path) || visiting.has(path)) return;
    visiting.add(path);
    for (const imported of importsOf(path, textOf(path))) visit(imported);
    found.add(path);
  };
  paths.forEach(visit);
  return [...found];
}

const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(/ from '(\.[^']+\.ts)'/g)].map(([, target]) => posix.join(dirname(path), target!));

const withoutImports = (text: string): string =>
  text.replaceAll(/^(import (type )?\{[^}]*\}|export \*) from '[^']+';\n/gm, '').replaceAll(/^export \{\};\n/gm, '');

const fileOf = (folder: string, path: string): string => join(folder, path.replace(/\.ts$/, '.d.ts'));

/** Everything that the declarations of the door lead to, whichever services a bundle has. */
function reachable(folder: string): string[] {
  const textOf = (path: string): string =>
    existsSync(fileOf(folder, path)) ? readFileSync(fileOf(folder, path), 'utf8') : '';
  return closure(['view/state.ts', 'door.ts'], textOf).filter((path) => existsSync(fileOf(folder, path)));
}
