import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = join(import.meta.dirname, 'frontend');
const lock = join(import.meta.dirname, '..', 'package-lock.json');

/** The folder of the built frontend. */
export const frontendFolder = join(import.meta.dirname, '..', '..', 'build', 'portal', 'frontend');

/** Builds the frontend, unless it is built from the same sources and dependencies. Takes half a minute. Vite fails within Jest. */
export async function buildFrontend(): Promise<void> {
  const hash = createHash('sha256').update(readFileSync(lock));
  for (const name of readdirSync(sources).sort()) hash.update(readFileSync(join(sources, name)));
  const state = hash.digest('hex');
  const stamp = join(frontendFolder, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  const { build } = await import('vite');
  const { NODE_ENV } = process.env;
  await build({ configFile: join(sources, 'vite.config.ts') });
  // Vite sets it to `production`, and `npm ci` in a child process would then leave out devDependencies
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  writeFileSync(stamp, state);
}
