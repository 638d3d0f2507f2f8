import { expect, it } from '@jest/globals';
import { rewritten, type Change } from '../../processors/bridge/rewritten.ts';

const changes = new Map<string, Change>([
  ['note', 'left out'],
  ['device', (text) => `of ${text}`],
]);
const said = (written: string): string => rewritten(written, changes);

it.each([
  ['written with escapes', '{"\\u006eote":"secret","a":1}'],
  ['that stands twice', '{"note":1,"a":1,"note":"secret"}'],
  ['with spaces around it', '{ "a" : 1,\n"note" : {"secret":[]} }'],
])('leaves out a field %s', (_, written) => {
  expect(said(written)).toBe('{"a":1}');
});

it('puts a text in the place of a text, and leaves out what is none', () => {
  expect(said('{"device":"d-1","a":"device"}')).toBe('{"device":"of d-1","a":"device"}');
  for (const value of ['1', 'null', '["d-1"]', '{"id":"d-1"}'])
    expect(said(`{"device":${value},"a":1}`)).toBe('{"a":1}');
});

it('looks at the members of the event alone', () => {
  expect(said('{"note":1,"of":{"note":"n","device":"d"}}')).toBe('{"of":{"note":"n","device":"d"}}');
});

it('keeps the digits of numbers, and a value without such fields as it is written', () => {
  expect(said('{"note":1,"n":1.00,"id":12345678901234567890}')).toBe('{"n":1.00,"id":12345678901234567890}');
  expect(said('{ "n":1.00 }')).toBe('{ "n":1.00 }');
});
