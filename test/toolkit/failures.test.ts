import { afterAll, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failuresOf } from '../../toolkit/local/failures.ts';

const project = mkdtempSync(join(tmpdir(), 'failures-'));
const folder = join(project, 'delivery', 'failures');
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(project, { recursive: true }));

const write = (name: string, failures: object[]): void => writeFileSync(join(folder, name), JSON.stringify(failures));

it('reads the failures of a project in the order of their files', () => {
  write('b.json', [{ failure: 'second', alarms: {} }]);
  write('a.json', [{ failure: 'first', alarms: {}, faults: ['stream.write-throttled'] }]);
  expect(failuresOf(project).map(({ failure }) => failure)).toEqual(['first', 'second']);
});

it('refuses a fault that no service has, before anything runs', () => {
  write('b.json', [{ failure: 'A typo', alarms: {}, faults: ['stream.write-throtled'] }]);
  expect(() => failuresOf(project)).toThrow(
    'delivery/failures/b.json: "A typo": no service has a fault "stream.write-throtled"',
  );
});
