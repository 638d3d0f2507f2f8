import { relative, resolve } from 'node:path';
import { Interrupted } from '../interruption.ts';
import { lookAt, notEmpty } from '../writing/target.ts';
import type { Asker, Offer } from './asker.ts';
import type { CommandLine } from '../flags/flags.ts';

/** Where a project goes, and what becomes of files that are there. */
export interface Settled {
  folder: string;
  /** The folder that somebody chose in place of ./NAME or --out. */
  out: string | undefined;
  /** Whether files that are there already are kept. */
  onlyNew: boolean;
}

/** Settles where a project goes, with questions where the folder is not empty. */
export interface Place {
  cwd: string;
  settle(asker: Asker, name: string): Promise<Settled | 'another name'>;
}

/** Whether flags say what becomes of files that are in the folder already. */
export const mayHoldFiles = ({ values }: Pick<CommandLine, 'values'>): boolean =>
  ['force', 'only-new', 'dry-run'].some((flag) => values[flag] === true);

/**
 * The folder that flags name, else ./NAME. With --force, --only-new or --dry-run it may hold files. `entrance` is what the
 * entrance offers besides for a folder that is not empty: it is written to as it is.
 */
export function placeFrom(line: CommandLine, cwd: string, entrance?: Offer): Place {
  const { values } = line;
  const isTaken = mayHoldFiles(line);
  let out = typeof values['out'] === 'string' ? values['out'] : undefined;
  const settle = async (asker: Asker, name: string): Promise<Settled | 'another name'> => {
    const folder = resolve(cwd, out ?? name);
    const settled = { folder, out, onlyNew: values['only-new'] === true };
    const problem = problemOf(out ?? name, cwd, isTaken);
    if (!problem) return settled;
    asker.tell(`${problem.message}.`);
    const other = out === undefined ? 'another name' : 'another folder';
    const chosen = await asker.select({
      name: 'folder',
      message: 'Where should the project go?',
      choices: [
        { value: other, says: 'asks again' },
        ...(problem.isOccupied
          ? [
              {
                value: 'only new files',
                says: 'writes the files that are not there yet, and keeps the others (--only-new)',
              },
            ]
          : []),
        ...(problem.isOccupied && entrance ? [entrance] : []),
        { value: 'cancel', says: 'writes nothing' },
      ],
    });
    if (chosen === 'cancel') throw new Interrupted('Cancelled; nothing was written.');
    if (chosen === 'another name') return chosen;
    if (chosen === entrance?.value) return settled;
    if (chosen === 'only new files') return { ...settled, onlyNew: true };
    out = await asker.input({
      name: 'out',
      message: 'Folder',
      about: ['A new or an empty folder.'],
      default: relative(cwd, `${folder}-2`),
      check: (path) => Promise.resolve(problemOf(path, cwd, isTaken)?.message),
    });
    return { ...settled, folder: resolve(cwd, out), out };
  };
  return { cwd, settle };
}

function problemOf(out: string, cwd: string, isTaken: boolean) {
  const looked = lookAt(out, cwd);
  if ('problem' in looked) return { message: looked.problem, isOccupied: false };
  if (looked.holds.length === 0 || isTaken) return undefined;
  return { message: notEmpty(looked.target.folder, looked.holds), isOccupied: true };
}

/** The command line as if the folder had been settled on it. */
export const withPlace = (line: CommandLine, { out, onlyNew }: Pick<Settled, 'out' | 'onlyNew'>): CommandLine => ({
  ...line,
  values: { ...line.values, ...(out === undefined ? {} : { out }), ...(onlyNew ? { 'only-new': true } : {}) },
});
