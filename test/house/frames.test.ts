import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsIn } from './imports.ts';

/** What every project gets to look ahead, replay, seed and smoke: frames around the description of its pipeline. */
const tools = join(import.meta.dirname, '..', '..', 'templates', 'project', 'tools');
const files = ['preflight', 'replay', 'seed', 'smoke'].flatMap((frame) =>
  readdirSync(join(tools, frame)).map((name): [string, string] => [
    `${frame}/${name}`,
    readFileSync(join(tools, frame, name), 'utf8'),
  ]),
);
const descriptions = [
  ...['failure-stores', 'preflight', 'seeding', 'smoke-probe'].map((name) => `../../delivery/${name}.ts`),
  ...['config', 'project', 'stage'].map((name) => `../../infra/${name}.ts`),
];

it.each(files)('%s names no service, and knows a pipeline by its description only', (_, text) => {
  expect(text).not.toMatch(/\b(dynamodb|kinesis|firehose|lambda|s3|sqs|sns|kafka|opensearch|glue|redshift)\b/i);
  const strangers = importsIn(text).filter(
    (name) =>
      name.startsWith('@aws-sdk') || /\/(contract|infra|processors)\//.test(name) || name.includes('/delivery/'),
  );
  expect(strangers.filter((name) => !descriptions.includes(name))).toEqual([]);
});
