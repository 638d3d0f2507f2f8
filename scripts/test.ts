// npm test: checks the code and runs all tests; `npm test -- PATTERN …` runs the test files whose paths match.
import { join } from 'node:path';
import { run } from './run.ts';

const root = join(import.meta.dirname, '..');
// hundreds of processes load the same modules
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'build', 'compile-cache');
const patterns = process.argv.slice(2);
if (patterns.length === 0) console.log('All tests take about half an hour on two idle cores.\n');
process.exitCode =
  (await run(root, 'npm', ['run', 'check'])) || (await run(root, 'npm', ['run', 'jest', '--', ...patterns]));
