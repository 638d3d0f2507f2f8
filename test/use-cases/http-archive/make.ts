// node make.ts FOLDER: assembles a project of each combination of the use case in FOLDER, with its runtime, and prints their ids.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeFolder, runtimes as bundledRuntimes, writeVendored } from '../../../scripts/vendor-runtime.ts';
import { combinationsOf } from '../../core/combinations.ts';
import { assemble } from '../../matrix/assemble.ts';
import { httpArchive, offerHttpArchive, runtimes } from './use-case.ts';

offerHttpArchive();
writeVendored(runtimeFolder(httpArchive.id, runtimes), (await bundledRuntimes()).get(httpArchive.id)!);
const projects = combinationsOf(httpArchive);
const folder = process.argv[2]!;
assemble(folder, projects);
// nobody installs these projects: a local run looks only at when its packages have changed
for (const { id } of projects) writeFileSync(join(folder, id, 'package-lock.json'), '{}');
console.log(JSON.stringify(projects.map(({ id }) => id)));
