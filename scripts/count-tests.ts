// Prints how many tests the last run of `npm test` had, from the report that the reporter below test/ writes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const report = join(import.meta.dirname, '..', 'build', 'tests.json');
const { passed, total, suites } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
console.log(`${passed} of ${total} tests passed, in ${suites} files`);
