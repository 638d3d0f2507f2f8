// npm run test:sql: reads every SQL statement for Redshift, and of a lakehouse for Athena, with a parser that knows the dialects, where this machine has Python.
import { environmentOf } from '../python/environment.ts';
import { findPython, leastPython } from '../python/find-python.ts';
import { runJest } from '../run-jest.ts';

const python = findPython();
if (python === undefined) {
  console.log(
    `skipped: no Python ${leastPython} or newer with venv and pip on the path. Install it (apt-get install python3-venv), or name one: PYTHON=/path/to/python3`,
  );
} else {
  runJest(import.meta.dirname, { SQL_PYTHON: environmentOf(python, import.meta.dirname) });
}
