// npm run test:engines: what is said of the index stand-in, said of a real OpenSearch, where this machine has Java and Maven.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findJava, hasMaven, leastJava } from './java.ts';
import { builtEngine, startEngine } from './opensearch-process.ts';

const root = join(import.meta.dirname, '..', '..');
const jest = join(root, 'node_modules/jest/bin/jest.js');

const java = findJava();
if (!java || !hasMaven()) {
  const missing = java
    ? 'no Maven (mvn) on the path'
    : `no Java ${leastJava} or newer (JAVA_HOME, /usr/lib/jvm or the path)`;
  console.log(`skipped: ${missing}. The tests of the index stand-in alone run with npm test.`);
} else {
  builtEngine(java);
  const engine = await startEngine(java);
  console.log(`OpenSearch ${engine.version} at ${engine.url}`);
  const { status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      jest,
      '--config',
      join(import.meta.dirname, 'jest.config.mjs'),
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, REAL_ENGINE: engine.url } },
  );
  await engine.stop();
  process.exitCode = status ?? 1;
}
