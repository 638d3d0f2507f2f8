import { closure, importsOf, withoutImports, type DeclarationsOf } from './declaration-files.ts';

/** A part of this repository that projects get as one file, readable and not minified, with its declarations. */
export interface Bundle {
  /** The folder below .stream-pipeline/ of a project. */
  name: string;
  /** The name of its files, without their endings. */
  file: string;
  /** What it is, for the first line of the file. */
  title: string;
  /** The file that exports what a project may use, below the root of the repository. */
  door: string;
  /** Folders of the repository that are bundles of their own: where a project has these, seen from the folder of this one. */
  elsewhere: Readonly<Record<string, string>>;
}

/** The bundles that are the same in every project. The local runtime is not: each use case has its own. */
export const bundles: readonly Bundle[] = [
  { name: 'contract', file: 'deriver', title: 'Deriver of contracts', door: 'contract/deriver.ts', elsewhere: {} },
  {
    name: 'toolkit',
    file: 'toolkit',
    title: 'Tools',
    door: 'toolkit/door.ts',
    elsewhere: { runtime: '../runtime/runtime.cjs' },
  },
];

/** The declarations of a bundle in one file, with what it takes of the types of other bundles. */
export function declarationsOf({ door, elsewhere }: Bundle, of: DeclarationsOf): string {
  const isOutside = (path: string): boolean => Object.hasOwn(elsewhere, folderOf(path));
  const paths = closure([door], (path) => (isOutside(path) ? '' : of(path))).filter((path) => !isOutside(path));
  const taken = Map.groupBy(
    paths.flatMap((path) => importsOf(path, of(path))).filter(({ path }) => isOutside(path)),
    ({ path }) => elsewhere[folderOf(path)]!,
  );
  const imports = [...taken].map(([place, all]) => {
    const names = [...new Set(all.flatMap((each) => each.names))].toSorted();
    return `import type { ${names.join(', ')} } from '${place}';\n`;
  });
  return [...imports, ...paths.map((path) => withoutImports(of(path)))].join('\n');
}

/** The folder at the root of the repository that a file is in. */
const folderOf = (path: string): string => path.split('/')[0]!;
