import { afterEach, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, runningPage, runningStage } from '../../toolkit/stack/running-stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'running-'));
const file = join(folder, '.local', 'running.json');
afterEach(() => rmSync(join(folder, '.local'), { recursive: true, force: true }));

const environment = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4000',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
};
const page = 'http://127.0.0.1:4100';
const sentence = /^npm run local is not running in this folder; start it in another terminal/;
const change = (to: object) =>
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...to }));

it('finds a run for as long as it runs', () => {
  const withdraw = announce({ environment }, page, folder);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(runningStage(folder)).toEqual({
    endpoint: 'http://127.0.0.1:4000',
    region: 'eu-west-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
  expect(runningPage(folder)).toBe(page);
  withdraw();
  expect(existsSync(file)).toBe(false);
  expect(() => runningStage(folder)).toThrow(sentence);
  expect(() => runningPage(folder)).toThrow(sentence);
});

it('does not find a run that was killed', () => {
  announce({ environment }, page, folder);
  change({ pid: spawnSync(process.execPath, ['--version']).pid });
  expect(() => runningStage(folder)).toThrow(sentence);
  expect(() => runningPage(folder)).toThrow(sentence);
});

it('does not find what is not whole', () => {
  announce({ environment }, page, folder);
  writeFileSync(file, '{"pid":');
  expect(() => runningStage(folder)).toThrow(sentence);
});

it('leaves the announcement of another run alone', () => {
  const withdraw = announce({ environment }, page, folder);
  change({ pid: process.ppid });
  withdraw();
  expect(existsSync(file)).toBe(true);
});
