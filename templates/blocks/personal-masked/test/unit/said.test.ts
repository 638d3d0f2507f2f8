import { expect, it } from '@jest/globals';
import samples from '../../contract/derived/click-event-samples.json' with { type: 'json' };
import { saidMembers } from '../../delivery/said-members.ts';
import { saying } from '../../processors/bridge/said.ts';
import { changedMembers } from '../said.ts';

it('leaves out every field that the contract marks, and keeps the user', async () => {
  const said = await saying();
  for (const event of samples) {
    const kept = Object.fromEntries(Object.entries(event).filter(([name]) => !changedMembers.includes(name)));
    expect(JSON.parse(said(JSON.stringify(event)))).toEqual(kept);
    expect(Object.fromEntries(saidMembers(undefined as never)(Object.entries(event)))).toEqual(kept);
    expect(kept).toHaveProperty('user_id');
  }
});
