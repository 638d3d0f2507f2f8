import { describe, expect, it } from '@jest/globals';
import { bulkBody, bulkOutcomes } from '../../processors/lib/search/bulk-answer.ts';

const written = '{"index":{"_index":"x","_id":"a","_version":7,"_shards":{"total":2,"failed":0},"status":201}}';
const replaced = '{"index":{"_index":"x","_id":"\\"status\\":2","_version":8,"status":200}}';
const conflict = '{"index":{"_id":"b","status":409,"error":{"type":"version_conflict_engine_exception"}}}';
const notFound = '{"delete":{"_id":"c","result":"not_found","status":404}}';

const answer = (errors: boolean, ...items: string[]) => `{"took":3,"errors":${errors},"items":[${items.join(',')}]}`;
const kinds = (text: string) => bulkOutcomes(bulkBody(text)).map(({ kind }) => kind);

describe('a bulk answer', () => {
  it('without errors is as many successes as it has items', () => {
    expect(kinds(answer(false, written, replaced))).toEqual(['written', 'written']);
    expect(kinds(answer(false))).toEqual([]);
  });

  it('with errors has the outcome of each item in its place', () => {
    expect(kinds(answer(true, written, conflict, replaced))).toEqual(['written', 'conflict', 'written']);
  });

  it('counts the removal of what is not there, which is no error', () => {
    expect(kinds(answer(false, written, notFound))).toEqual(['written', 'written']);
  });

  it('goes by its items where it says nothing of errors', () => {
    expect(kinds(`{"items":[${conflict}]}`)).toEqual(['conflict']);
    expect(kinds(`{"ingest":{"errors":false,"x":1},"items":[${conflict}]}`)).toEqual(['conflict']);
  });

  it('is none where it ends too early', () => {
    expect(() => bulkBody(answer(false, written, written).slice(0, -20))).toThrow(SyntaxError);
  });

  it('has no outcome where it is something else', () => {
    expect(kinds('{"error":{}}')).toEqual([]);
    expect(bulkOutcomes(undefined)).toEqual([]);
  });
});
