// npm run lock: brings every lock file of the repository in step with what declares its packages: its own, and those that
// generated projects of each use case bring with them.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderProject, useCases } from '../generators/core/api.ts';
import { sampleAnswers } from './lock-sample.ts';
import { writeLock } from './npm-lock.ts';

const root = join(import.meta.dirname, '..');
const sample = 'lock-sample';
writeLock(root);
for (const useCase of useCases)
  for (const lock of useCase.locks ?? []) {
    const template = join(root, 'templates', 'locks', useCase.id, lock.name, 'package-lock.json.hbs');
    writeTemplateLock(template, () => renderProject(sampleAnswers(useCase, lock, sample)));
  }

/** One lock serves every project whose answers bring the same packages; only the name is filled in. */
function writeTemplateLock(template: string, project: () => ReturnType<typeof renderProject>): void {
  if (!existsSync(template)) {
    // a project cannot be rendered without the lock that is to be made
    mkdirSync(dirname(template), { recursive: true });
    writeFileSync(template, '{}\n');
  }
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  try {
    for (const { path, contents } of project())
      if (path === 'package.json' || path === '.npmrc') writeFileSync(join(folder, path), contents);
    const lock = join(folder, 'package-lock.json');
    // seeded with the old one, so that nothing moves that does not have to
    writeFileSync(lock, readFileSync(template, 'utf8').replaceAll('{{json name}}', JSON.stringify(sample)));
    writeLock(folder);
    const parts = readFileSync(lock, 'utf8').split(`"name": ${JSON.stringify(sample)}`);
    if (parts.length !== 3 || parts.some((part) => part.includes('{{')))
      throw new Error(`${lock}: expected the name twice and no {{`);
    writeFileSync(template, parts.join('"name": {{json name}}'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
