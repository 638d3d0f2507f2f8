// node make.ts FOLDER [ID]: assembles projects of the use case in FOLDER, with its runtime, and prints their ids. Without an ID all of them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeFolder, runtimes as bundledRuntimes, writeVendored } from '../../../scripts/vendor-runtime.ts';
import { mskLakehouse } from '../../../generators/core/use-cases/msk-lakehouse.ts';
import { assemble } from '../../matrix/assemble.ts';
import { offerMskLakehouse, projects, runtimes } from './use-case.ts';

offerMskLakehouse();
writeVendored(runtimeFolder(mskLakehouse.id, runtimes), (await bundledRuntimes()).get(mskLakehouse.id)!);
const [folder = '', id] = process.argv.slice(2);
const chosen = projects().filter((each) => id === undefined || each.id === id);
assemble(folder, chosen);
// nobody installs these projects: a local run looks only at when its packages have changed
for (const { id: made } of chosen) writeFileSync(join(folder, made, 'package-lock.json'), '{}');
console.log(JSON.stringify(chosen.map(({ id: made }) => made)));
