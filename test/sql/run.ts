// npm run test:sql: reads every SQL statement for Redshift, and of a lakehouse for Athena, with a parser that knows the dialects, where this machine has
// Python, and loads hours of a lakehouse into a PostgreSQL, where npm can install it.
import { installed } from '../../bench/package.ts';
import { environmentOf } from '../python/environment.ts';
import { findPython, leastPython } from '../python/find-python.ts';
import { runJest } from '../run-jest.ts';

const python = findPython();
if (python === undefined) {
  console.log(
    `skipped: no Python ${leastPython} or newer with venv and pip on the path. Install it (apt-get install python3-venv), or name one: PYTHON=/path/to/python3`,
  );
} else {
  const postgres = installed('@electric-sql/pglite', '0.5.17');
  if (postgres === undefined) console.log('skipped: npm cannot install PostgreSQL (PGlite)');
  const modules: Record<string, string> = postgres === undefined ? {} : { PGLITE_MODULES: postgres };
  runJest(import.meta.dirname, { SQL_PYTHON: environmentOf(python, import.meta.dirname), ...modules });
}
