import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What a parser makes of SQL: its statements, or its error, or what it keeps as text because it does not know it. */
export type Read = { statements: string[] } | { error: string } | { opaque: string[] };

export const read = (dialect: 'redshift' | 'athena', ...texts: string[]): Read[] =>
  JSON.parse(
    execFileSync(process.env['SQL_PYTHON']!, [join(import.meta.dirname, 'parse.py'), dialect], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
    }),
  ) as Read[];
