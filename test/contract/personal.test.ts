import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveItem, derivedText, tryItem } from './derive-item.ts';

interface Schema {
  required: string[];
  properties: Record<string, Record<string, unknown>>;
}
const click = (): Schema =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../templates/contracts/click-event.schema.json'), 'utf8'),
  ) as Schema;
const leaveOut = { personal: { leaveOut: { but: ['user_id'] } } };

describe('fields with personal data', () => {
  it('are listed where they are left out, but for those that stay', () => {
    const text = derivedText(deriveItem(click(), leaveOut), '-personal.ts');
    expect(text).toContain(
      "itemLeftOut: readonly string[] = ['anonymous_id', 'session_id', 'page_url', 'referrer', 'client_address', 'user_agent', 'properties'];",
    );
  });

  it('are checked only where they stay, and are no longer said to mean nothing', () => {
    const { files, notes } = deriveItem(click(), { personal: {} });
    expect(files.map(({ path }) => path)).not.toContain('contract/derived/item-personal.ts');
    expect(notes.join(' ')).not.toContain('x-stream-personal');
    expect(deriveItem(click(), {}).notes.join(' ')).toContain('"x-stream-personal" means nothing to this event');
  });

  it('have to be marked in a way that is known', () => {
    const schema = click();
    schema.properties['page_title']!['x-stream-personal'] = 'secret';
    expect(tryItem(schema, { personal: {} })).toEqual({
      problems: ['page_title: "x-stream-personal" is "secret"; write "identifier" or "text"'],
    });
  });

  it('are listed where identifiers become a hash, if a hash fits', () => {
    const schema = click();
    Object.assign(schema.properties['client_address']!, { pattern: '^[0-9a-f.:]+$' });
    Object.assign(schema.properties['session_id']!, { maxLength: 21 });
    const text = derivedText(deriveItem(schema, { personal: { hash: { but: ['user_id'] } } }), '-personal.ts');
    expect(text).toContain(
      "itemLeftOut: readonly string[] = ['session_id', 'page_url', 'referrer', 'client_address', 'user_agent', 'properties'];",
    );
    expect(text).toContain("itemHashed: readonly string[] = ['anonymous_id'];");
  });

  it('may be hashed where every event has to have them', () => {
    const schema = click();
    schema.required.push('anonymous_id');
    expect(derivedText(deriveItem(schema, { personal: { hash: { but: [] } } }), '-personal.ts')).toContain(
      'anonymous_id',
    );
    schema.required.push('referrer');
    expect(tryItem(schema, { personal: { hash: { but: [] } } })).toEqual({
      problems: [expect.stringContaining('referrer: "x-stream-personal" marks a field that every event has to have')],
    });
  });

  it('cannot be left out where every event has to have them', () => {
    const schema = click();
    schema.required.push('page_url');
    expect(tryItem(schema, leaveOut)).toEqual({
      problems: [expect.stringContaining('page_url: "x-stream-personal" marks a field that every event has to have')],
    });
    expect(tryItem(schema, { personal: {} })).toHaveProperty('files');
  });
});
