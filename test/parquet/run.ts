// npm run test:parquet: the tests of this folder, where npm can install DuckDB: a reader of Parquet that shares no code with the writer.
import { installed } from '../../bench/package.ts';
import { runJest } from '../run-jest.ts';

const modules = installed('@duckdb/node-api', '1.5.6-r.1');
if (modules === undefined) console.log('skipped: npm cannot install DuckDB');
else runJest(import.meta.dirname, { DUCKDB_MODULES: modules });
