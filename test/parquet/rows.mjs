// node test/parquet/rows.mjs MODULES FILE SQL: what DuckDB finds in a file of Parquet, as JSON; in the SQL the file is called $file.
import { join } from 'node:path';
import { createRequire } from 'node:module';

const [, , modules, file, sql] = process.argv;
const { DuckDBInstance } = createRequire(join(modules, 'x.js'))('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const reader = await connection.runAndReadAll(sql.replaceAll('$file', `'${file}'`));
console.log(JSON.stringify(reader.getRowObjectsJson()));
