import { realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { vendoredFiles } from '../core/vendored.ts';
import { exitCode } from '../entrance/exit-code.ts';
import type { CommandLine } from '../entrance/flags/flags.ts';
import { Interruption } from '../entrance/interruption.ts';
import { BadInput, problemAt } from '../entrance/problems.ts';
import { print, type Terminal } from '../entrance/terminal/terminal.ts';
import { answersFile, replacementIn, useCaseIn, type Replacement } from './vendored.ts';
import { readVerb } from './verb.ts';
import { clearAbandoned } from '../entrance/writing/staging.ts';
import { movesInto, type Target } from '../entrance/writing/target.ts';
import { write } from '../entrance/writing/write.ts';

const usage = {
  call: 'update --runtime-only',
  says:
    'Replaces the local runtime of a project and its tools by those of this version of stream-pipeline: .stream-pipeline/runtime/, ' +
    '.stream-pipeline/contract/ and .stream-pipeline/toolkit/. Nothing else in the project is touched.',
  flags: {
    'runtime-only': { says: 'needed: whole projects cannot be updated yet' },
    out: { value: 'DIR', says: 'the project (the folder the command is called in)' },
    'dry-run': { says: 'tell what would be replaced, and replace nothing' },
    force: { says: 'replace what was changed by hand, or what is newer' },
    json: { says: 'tell the result, or the problems, as JSON' },
  },
  words: 0,
};

export async function update(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = await readVerb(argv, usage, terminal);
  if (!line) return exitCode.done;
  const { values } = line;
  if (!values['runtime-only'])
    throw new BadInput([
      problemAt(
        '--runtime-only',
        'is missing. Updating a whole project comes in a later version; with --runtime-only, its local runtime and its tools are updated',
      ),
    ]);
  const interruption = new Interruption();
  try {
    const target = projectAt(values, terminal.cwd);
    const wet = !values['dry-run'];
    if (wet) clearAbandoned(target.root);
    const replacement = replacementIn(target.root, vendoredFiles(useCaseOf(target)));
    const moves = permittedMoves(replacement, target, values['force'] === true);
    if (wet && moves.length > 0) await write(target, moves, replacement.files, interruption);
    report(replacement, target.folder, values, terminal);
    return exitCode.done;
  } finally {
    interruption.stop();
  }
}

function projectAt({ out }: CommandLine['values'], cwd: string): Target {
  const at = out === undefined ? '' : '--out';
  const refuse = (problem: string) => new BadInput([problemAt(at, problem)]);
  if (out === '' || String(out).includes('\0')) throw refuse('expected the path of a folder');
  const folder = resolve(cwd, typeof out === 'string' ? out : '.');
  if (!isFolder(join(folder, '.stream-pipeline')))
    throw refuse(
      `${folder} is no generated project: it has no folder .stream-pipeline. Call update in a project, or name one with --out`,
    );
  return { folder, root: realpathSync(folder), below: '' };
}

/** The use case decides which services the runtime has. */
function useCaseOf({ folder, root }: Target): string {
  const useCase = useCaseIn(root);
  if (useCase !== undefined) return useCase;
  throw new BadInput([
    problemAt(
      '',
      `${join(folder, answersFile)} does not name a use case that this version knows, so nobody can tell which runtime the project needs. ` +
        'Restore the file from version control',
    ),
  ]);
}

const isFolder = (at: string) => statSync(at, { throwIfNoEntry: false })?.isDirectory() === true;

function permittedMoves({ files, objection }: Replacement, target: Target, force: boolean): string[] {
  if (files.length === 0) return [];
  if (objection && !force) throw new BadInput([problemAt('', `${objection}. --force replaces it all the same`)]);
  const { moves, problems } = movesInto(
    target,
    files.map(({ path }) => path),
  );
  if (problems.length > 0) throw new BadInput(problems.map((problem) => problemAt('', problem)));
  return moves;
}

function report(
  { from, to, files }: Replacement,
  folder: string,
  { json, 'dry-run': dryRun = false }: CommandLine['values'],
  { output, nodePrefix }: Terminal,
): void {
  const paths = files.map(({ path }) => path);
  if (json) {
    print(output, JSON.stringify({ ok: true, folder, from: from ?? null, to, dryRun, files: paths }, null, 2));
    return;
  }
  if (paths.length === 0) {
    print(output, `Nothing to do: the local runtime and the tools in ${folder} are those of ${to}.`);
    return;
  }
  for (const path of paths) print(output, path);
  const change = from === to ? `${to}, another build of it` : `${from ?? 'an unknown version'} -> ${to}`;
  print(
    output,
    `${dryRun ? 'Would replace the' : 'Replaced the'} local runtime and the tools in ${folder}: ${change}.`,
  );
  if (!dryRun)
    print(output, `Next:\n  ${nodePrefix}npm run contract\n  ${nodePrefix}npm test\n  ${nodePrefix}npm run local`);
}
