import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** This package's own folder: two levels up from generators/core in a clone, one more from the compiled copy in dist. */
const root = [dirname(dirname(import.meta.dirname)), dirname(dirname(dirname(import.meta.dirname)))].find((at) =>
  existsSync(join(at, 'package.json')),
)!;

export const templatesFolder = join(root, 'templates');

const templateFolders = [templatesFolder];

/** Adds a folder that is laid out as templates/ is: for use cases that exist only in tests. */
export const addTemplates = (folder: string): void => void templateFolders.push(folder);

/** Where a path below templates/ lies: in the first of the folders that has it. */
export const templatePath = (path: string): string =>
  join(templateFolders.find((folder) => existsSync(join(folder, path))) ?? templatesFolder, path);

export const generatorVersion = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
  .version;

/** A version as Backstage compares versions of templates, which is as text: each number has two digits. */
export const templateVersionOf = (version: string): string => version.replace(/-.*/, '').replace(/\b\d\b/g, '0$&');
