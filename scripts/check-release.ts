// npm publish runs this first (prepublishOnly), in the folder of the package: it must say where its sources and issues are.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const file = resolve('package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
const unfilled = ['repository', 'homepage', 'bugs'].filter(
  (field) => manifest[field] === undefined || JSON.stringify(manifest[field]).includes('OWNER'),
);
if (unfilled.length > 0) {
  console.error(
    `${file}: ${unfilled.join(', ')} ${unfilled.length === 1 ? 'is' : 'are'} not filled in. ` +
      'Replace OWNER with the GitHub account that owns the repository, then publish again.',
  );
  process.exitCode = 1;
}
