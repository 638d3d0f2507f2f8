// npm run lock: brings every lock file of the repository in step with what declares its packages: its own, and the one that
// generated projects of each use case bring with them.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAnswers, renderProject, useCases } from '../generators/core/api.ts';
import { writeLock } from './npm-lock.ts';

const root = join(import.meta.dirname, '..');
writeLock(root);
for (const { id } of useCases) writeTemplateLock(id);

/** Options change no dependency, so one lock serves every project of a use case; only the name is filled in. */
function writeTemplateLock(useCase: string): void {
  const template = join(root, 'templates', 'use-cases', useCase, 'package-lock.json.hbs');
  const sample = 'lock-sample';
  const parsed = parseAnswers({ useCase, name: sample });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  try {
    for (const { path, contents } of renderProject(parsed.answers))
      if (path === 'package.json' || path === '.npmrc') writeFileSync(join(folder, path), contents);
    const lock = join(folder, 'package-lock.json');
    // seeded with the old one, so that nothing moves that does not have to
    if (existsSync(template))
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
