import { describe, expect, it } from '@jest/globals';
import { readChange } from '../../processors/indexer/change.ts';
import { documentId } from '../../processors/indexer/document-id.ts';
import { indexDocument } from '../../processors/indexer/document.ts';
import { fromChangeStream, fromTable, tableKey } from '../../processors/indexer/dynamodb-json.ts';
import { plainItem } from '../../processors/indexer/plain-item.ts';
import { canonicalDocument, revisionOf } from '../../processors/indexer/revision.ts';
import { canonical } from '../../processors/lib/exact-json.ts';
import { keyOf, sampleItem } from '../../delivery/sample-items.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { removed, written } from '../change-records.ts';

describe('the id of a document', () => {
  it('differs for different keys, whatever characters they are made of', () => {
    const keys = [
      [{ S: 'a' }, { S: 'b' }],
      [{ S: 'a/b' }],
      [{ S: 'a%2Fb' }],
      [{ S: '' }, { S: 'a/b' }],
      [{ S: 'ä' }],
      [{ N: '1' }],
    ];
    expect(new Set(keys.map(documentId)).size).toBe(keys.length);
  });

  it('is hashed where it would be longer than OpenSearch takes', () => {
    const long = documentId([{ S: 'x'.repeat(600) }]);
    expect(long).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(documentId([{ S: 'x'.repeat(601) }])).not.toBe(long);
    expect(documentId([{ S: 'x'.repeat(512) }])).toHaveLength(512);
  });
});

it('asks the table for a binary key by its bytes, and for any other as it is', () => {
  const twice = Buffer.from(Buffer.from([0, 255]).toString('base64')).toString('base64');
  expect(tableKey({ part: { B: twice }, sort: { N: '1' } })).toEqual({
    part: { B: Buffer.from([0, 255]) },
    sort: { N: '1' },
  });
});

describe('an item as JSON', () => {
  const digits = '12345678901234567890123456789012345678';
  const base64 = 'AP8Q';
  const twice = Buffer.from(base64).toString('base64');

  it.each([
    [{ S: 'x' }, '"x"'],
    [{ N: digits }, digits],
    [{ B: twice }, `"${base64}"`],
    [{ BOOL: true }, 'true'],
    [{ BOOL: false }, 'false'],
    [{ NULL: true }, 'null'],
    [{ SS: ['x', 'y'] }, '["x","y"]'],
    [{ NS: ['2.5', digits] }, `[2.5,${digits}]`],
    [{ BS: [twice] }, `["${base64}"]`],
    [{ L: [{ N: digits }, { M: { n: { NULL: true } } }] }, `[${digits},{"n":null}]`],
    [{ M: { n: { N: digits }, l: { L: [{ S: 'x' }] } } }, `{"n":${digits},"l":["x"]}`],
  ])('has the attribute %j as %s', (attribute, json) => {
    expect(JSON.stringify(plainItem({ a: attribute }, fromChangeStream))).toBe(`{"a":${json}}`);
  });

  it('has binary values as base64 once, from a stream that encodes them twice and from a table that gives bytes', () => {
    const bytes = Buffer.from([0, 255, 16]);
    const once = bytes.toString('base64');
    expect(plainItem({ b: { B: Buffer.from(once).toString('base64') } }, fromChangeStream)).toEqual({ b: once });
    expect(plainItem({ b: { B: new Uint8Array(bytes) }, s: { BS: [new Uint8Array(bytes)] } }, fromTable)).toEqual({
      b: once,
      s: [once],
    });
  });

  it('refuses a type that DynamoDB does not have', () => {
    expect(() => plainItem({ a: { X: 1 } }, fromChangeStream)).toThrow('the type X');
  });
});

describe('a document', () => {
  const item = sampleItem(0);
  const revision = (...[record]: Parameters<typeof readChange>) => revisionOf(readChange(record)).revision;

  it('is the item with its version', () => {
    const document = JSON.parse(revision(written(item, { at: 42 })).document);
    expect(document).toEqual({ ...item, stream: { version: 42, deleted: false } });
  });

  it('of a removed item is a tombstone: the key, the version, and the mark', () => {
    const document = JSON.parse(revision(removed(item, { at: 43 })).document);
    expect(document).toEqual({ ...keyOf(item), stream: { version: 43, deleted: true } });
  });

  it('is the same text from the stream and from the table', () => {
    const ofTable = indexDocument(plainItem(dynamodbItem(item), fromTable), 42n, false);
    expect(canonical(ofTable)).toBe(canonicalDocument(revision(written(item, { at: 42 }))));
  });

  it('keeps what the contract does not name apart, whatever its name is, and whole', () => {
    const strange = { _id: 'x', _version: 3, 'a..b': { '': [{ '.': null }] }, '😀': '😀', stream: { deleted: true } };
    const document = JSON.parse(revision(written({ ...item, ...strange }, { at: 42 })).document);
    expect(document).toEqual({ ...item, stream: { version: 42, deleted: false, unindexed: strange } });
  });

  it('keeps an attribute that is named like the prototype of every object', () => {
    const image = JSON.parse('{"__proto__":{"S":"x"}}');
    const { stream } = indexDocument(plainItem(image, fromChangeStream), 1n, false);
    expect(JSON.stringify(stream.unindexed)).toBe('{"__proto__":"x"}');
  });
});
