// node test/matrix/make.ts FOLDER [ID ...]: assembles projects of the matrix in FOLDER, all of them or those with these ids, and
// prints their ids. An id such as "access-logs+alb+new+plain+serverless+none" names the choices of the use case, in their order.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from './assemble.ts';
import { projects } from './projects.ts';

const [folder, ...wanted] = process.argv.slice(2);
const chosen = projects().filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const unknown = wanted.filter((id) => chosen.every((project) => project.id !== id));
if (folder === undefined || unknown.length > 0)
  throw new Error(`node test/matrix/make.ts FOLDER [ID ...]; unknown: ${unknown.join(' ') || 'none'}`);
assemble(folder, chosen);
// nobody installs these projects: a local run looks only at when its packages have changed
for (const { id } of chosen) writeFileSync(join(folder, id, 'package-lock.json'), '{}');
console.log(JSON.stringify(chosen.map(({ id }) => id)));
