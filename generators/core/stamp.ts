import { isUtf8 } from 'node:buffer';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { generatorVersion } from './package.ts';
import { projectFile, type ProjectFile } from './render.ts';
import type { Answers } from './use-cases.ts';

const folder = '.stream-pipeline/';
const baseFile = `${folder}base.json.br`;

/** Raised when the meaning of an answer changes; an update then knows how to read older ones. */
export const answersVersion = 1;

/** The base of an update: path -> text, or the base64 of what is not text. */
type Base = Record<string, string | { base64: string }>;

/** What does not belong to the base: it is not the user's to change, and large. */
const inBase = ({ path }: ProjectFile) => path !== 'package-lock.json' && !path.startsWith(folder);

/** Adds what a later update needs: the answers, the version that made the project, and its files as they were made. */
export function stamp(files: readonly ProjectFile[], { policy, ...answers }: Answers): ProjectFile[] {
  const origin = { generator: generatorVersion, answersVersion, answers, ...(policy ? { policy } : {}) };
  const base: Base = Object.fromEntries(
    files
      .filter(inBase)
      .map(({ path, contents }) => [
        path,
        isUtf8(contents) ? contents.toString() : { base64: contents.toString('base64') },
      ]),
  );
  return [
    ...files,
    projectFile(`${folder}answers.json`, `${JSON.stringify(origin, null, 2)}\n`),
    // quality 5: the default is 5 % smaller and takes a quarter of a second
    projectFile(
      baseFile,
      brotliCompressSync(JSON.stringify(base), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    ),
  ];
}

/** The files of a project as they were generated, from the stamp among its files. Lock file and runtime are not in it. */
export function pristine(files: readonly ProjectFile[]): ProjectFile[] {
  const stamped = files.find(({ path }) => path === baseFile);
  if (!stamped) throw new Error(`${baseFile} is missing`);
  const base = JSON.parse(brotliDecompressSync(stamped.contents).toString()) as Base;
  return Object.entries(base).map(([path, contents]) =>
    projectFile(path, typeof contents === 'string' ? contents : Buffer.from(contents.base64, 'base64')),
  );
}
