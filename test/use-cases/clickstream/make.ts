// node make.ts FOLDER: assembles the projects of the use case in FOLDER, with its runtime, and prints their ids.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeFolder, runtimeOfBlocks, writeVendored } from '../../../scripts/vendor-runtime.ts';
import { assemble } from '../../matrix/assemble.ts';
import { clickstream } from '../../../generators/core/use-cases/clickstream.ts';
import { offerClickstream, projects, runtimes } from './use-case.ts';

offerClickstream();
writeVendored(runtimeFolder(clickstream.id, runtimes), await runtimeOfBlocks(clickstream.blocks({} as never)));
const folder = process.argv[2]!;
const chosen = projects();
assemble(folder, chosen);
// nobody installs these projects: a local run looks only at when its packages have changed
for (const { id } of chosen) writeFileSync(join(folder, id, 'package-lock.json'), '{}');
console.log(JSON.stringify(chosen.map(({ id }) => id)));
