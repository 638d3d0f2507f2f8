// node make.ts FOLDER: assembles every project of the use case in FOLDER, and prints their ids. test/matrix/make.ts makes single ones.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../matrix/assemble.ts';
import { projects } from '../../matrix/projects.ts';

const folder = process.argv[2]!;
const chosen = projects().filter(({ answers }) => answers.useCase === 'msk-lakehouse');
assemble(folder, chosen);
// nobody installs these projects: a local run looks only at when its packages have changed
for (const { id } of chosen) writeFileSync(join(folder, id, 'package-lock.json'), '{}');
console.log(JSON.stringify(chosen.map(({ id }) => id)));
