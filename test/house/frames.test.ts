import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsIn } from './imports.ts';

/** The commands that look ahead, send, find, replay and account for events: frames around the description of a pipeline. */
const toolkit = join(import.meta.dirname, '..', '..', 'toolkit');
const files = ['ledger', 'local', 'preflight', 'replay', 'seed', 'smoke'].flatMap((frame) =>
  readdirSync(join(toolkit, frame)).map((name): [string, string] => [
    `${frame}/${name}`,
    readFileSync(join(toolkit, frame, name), 'utf8'),
  ]),
);

it.each(files)('%s names no service, and asks none', (_, text) => {
  expect(text).not.toMatch(/\b(dynamodb|kinesis|firehose|lambda|s3|sqs|sns|kafka|opensearch|glue|redshift)\b/i);
  expect(importsIn(text).filter((name) => name.startsWith('@aws-sdk'))).toEqual([]);
});
