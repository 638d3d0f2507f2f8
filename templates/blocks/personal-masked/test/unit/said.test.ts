import { expect, it } from '@jest/globals';
import samples from '../../contract/derived/click-event-samples.json' with { type: 'json' };
import { hiddenMembers } from '../../delivery/hidden-members.ts';
import { saidOf } from '../../processors/bridge/said.ts';

const said = (text: string): unknown => JSON.parse(saidOf(text)) as unknown;

it('leaves out every field that the contract marks, and keeps the user', () => {
  for (const event of samples) {
    const kept = Object.fromEntries(Object.entries(event).filter(([name]) => !hiddenMembers.includes(name)));
    expect(said(JSON.stringify(event))).toEqual(kept);
    expect(kept).toHaveProperty('user_id');
  }
});

it('leaves a field out however it is written', () => {
  const [name] = hiddenMembers;
  const code = `\\u${name!.charCodeAt(0).toString(16).padStart(4, '0')}${name!.slice(1)}`;
  for (const written of [
    `{"${code}":"secret","a":1}`,
    `{"${name}":1,"a":1,"${name}":"secret"}`,
    `{ "a" : 1,\n"${name}" : {"secret":[]} }`,
  ])
    expect(saidOf(written)).toBe('{"a":1}');
});

it('keeps the digits of numbers, and a value without marked fields as it is written', () => {
  expect(saidOf(`{"${hiddenMembers[0]}":1,"n":1.00,"id":12345678901234567890}`)).toBe(
    '{"n":1.00,"id":12345678901234567890}',
  );
  expect(saidOf('{ "n":1.00 }')).toBe('{ "n":1.00 }');
});
