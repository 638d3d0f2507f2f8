import { describe, expect, it } from '@jest/globals';
import { deriveItem, derivedText, tryItem } from './derive-item.ts';

const key = {
  title: 'Thing',
  type: 'object',
  'x-stream-key': 'id',
  properties: { id: { type: 'string' }, note: { type: 'string' } },
  required: ['id'],
};

describe('an index of many fields', () => {
  const wide = (count: number, field: object = { type: 'string' }) => ({
    ...key,
    properties: {
      ...key.properties,
      ...Object.fromEntries(Array.from({ length: count }, (_, nth) => [`text${nth}`, field])),
    },
  });
  const mappingOf = (schema: unknown) =>
    JSON.parse(derivedText(deriveItem(schema), '-mapping.json')) as { properties: Record<string, unknown> };

  it('has each text in two forms, as long as there is room', () => {
    // id, note in two forms, stream with four fields
    expect(mappingOf(wide(496)).properties['text0']).toHaveProperty('fields');
    expect(deriveItem(wide(496)).notes).toEqual([]);
  });

  it('has the words of texts alone where there is not, and says so', () => {
    const counted = { ...wide(497).properties, shop: { type: 'string', 'x-stream-search': ['text', 'facet'] } };
    const { properties } = mappingOf({ ...wide(497), properties: counted });
    expect(properties['text0']).toEqual({ type: 'text' });
    expect(properties['shop']).toHaveProperty('fields');
    expect(deriveItem(wide(497)).notes.join()).toContain(
      'an OpenSearch index has at most 1000 fields: texts are found by',
    );
    expect(derivedText(deriveItem(wide(497)), '-search.ts')).not.toContain('text0.keyword');
  });

  it('is refused where an index cannot have them all', () => {
    expect(tryItem(wide(993))).not.toHaveProperty('problems');
    const refused = tryItem(wide(994));
    expect('problems' in refused && refused.problems.join()).toContain(
      'its index would have 1001 fields, and an OpenSearch index has at most',
    );
  });
});
