import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder } from '../matrix/assemble.ts';
import { complaintsOf } from '../matrix/complaints.ts';
import { problemsIn } from '../matrix/file-problems.ts';
import type { Synthesized } from '../matrix/synthesize.ts';

const node = (...args: string[]): string =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, NODE_OPTIONS: '' },
  });

/** The projects of a use case that exists in tests only, assembled by its make.ts. */
export class MadeProjects {
  readonly ids: readonly string[];
  readonly #folder: string;

  /** `useCase`: its folder below test/use-cases/. */
  constructor(useCase: string) {
    this.#folder = join(buildFolder, useCase);
    this.ids = JSON.parse(node(join(import.meta.dirname, useCase, 'make.ts'), this.#folder)) as string[];
  }

  folderOf(id: string): string {
    return join(this.#folder, id);
  }

  /** What compiler, linter and formatter say of a project, and what is wrong with its files and their links. */
  async complaints(id: string): Promise<string[]> {
    const folder = this.folderOf(id);
    const paths = pathsIn(folder);
    const code = paths.filter((path) => /\.(ts|mjs)$/.test(path) && !path.startsWith('.stream-pipeline/'));
    const written = code.filter((path) => !path.startsWith('contract/derived/'));
    const said = [
      await complaintsOf('typescript/bin/tsc', ['-p', '.'], folder),
      await complaintsOf('oxlint/bin/oxlint', ['--deny-warnings', ...written], folder),
      await complaintsOf('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', ...written], folder),
    ];
    const files = paths.map((path) => ({ path, contents: readFileSync(join(folder, path)) }));
    return [...said.filter((each) => each !== ''), ...problemsIn(files)];
  }

  /** Every project in both stages. */
  synthesized(): Synthesized[] {
    const folders = this.ids.map((id) => this.folderOf(id));
    return JSON.parse(node(join(import.meta.dirname, '..', 'matrix', 'synthesize.ts'), ...folders)) as Synthesized[];
  }
}

const pathsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !/^(dist|cdk\.out|\.local)\//.test(path));
