// node make.ts FOLDER [ID ...]: assembles the projects of the use case in FOLDER, with their runtime, and prints their ids.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeFolder, runtimes as bundledRuntimes, writeVendored } from '../../../scripts/vendor-runtime.ts';
import { combinationsOf } from '../../core/combinations.ts';
import { assemble } from '../../matrix/assemble.ts';
import { accessLogs, offerAccessLogs, runtimes } from './offered.ts';

offerAccessLogs();
writeVendored(runtimeFolder(accessLogs.id, runtimes), (await bundledRuntimes()).get(accessLogs.id)!);
const [folder, ...wanted] = process.argv.slice(2);
const projects = combinationsOf(accessLogs).filter(({ id }) => wanted.length === 0 || wanted.includes(id));
assemble(folder!, projects);
// nobody installs these projects: a local run looks only at when its packages have changed
for (const { id } of projects) writeFileSync(join(folder!, id, 'package-lock.json'), '{}');
console.log(JSON.stringify(projects.map(({ id }) => id)));
