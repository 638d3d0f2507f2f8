import type { Mistake } from '../../../scripts/prove/mistake.ts';

const frame = 'processors/lib/firehose-transform.ts';
const row = 'processors/history-transform/history-row.ts';
const change = 'processors/history-transform/change-text.ts';
const bytes = 'processors/history-transform/json-bytes.ts';

/** Mistakes of the transform that makes the rows of the history. */
export const transformMistakes: readonly Mistake[] = [
  {
    mistake: 'fails a batch for one record that it cannot read',
    file: frame,
    find: 'return fail(recordId, error instanceof Untransformable ? message : `it ends with a ${name}`);',
    replace: 'throw new Error(`${name}: ${message}`);',
  },
  {
    mistake: 'drops what it cannot read',
    file: frame,
    find: "return { recordId, result: 'ProcessingFailed' };",
    replace: "return { recordId, result: 'Dropped' };",
  },
  {
    mistake: 'answers with what the stream had, where it cannot read it',
    file: frame,
    find: "return { recordId, result: 'ProcessingFailed' };",
    replace: "return { recordId, result: 'Ok', data: records.find((each) => each.recordId === recordId)!.data! };",
  },
  {
    mistake: 'leaves out what it fails',
    file: frame,
    find: 'return { answer: { records: records.map(answerTo) }, counts };',
    replace:
      "return { answer: { records: records.map(answerTo).filter(({ result }) => result !== 'ProcessingFailed') }, counts };",
  },
  {
    mistake: 'answers for the record before',
    file: frame,
    find: 'return { answer: { records: records.map(answerTo) }, counts };',
    replace:
      'return { answer: { records: records.map((record, at) => ({ ...answerTo(record), recordId: records.at(at - 1)!.recordId })) }, counts };',
  },
  {
    mistake: 'drops the third change of a batch',
    file: frame,
    find: 'counts.transformed++;',
    replace: "if (++counts.transformed === 3) return { recordId, result: 'Dropped' };",
  },
  {
    mistake: 'drops removals',
    file: frame,
    find: 'if (document === undefined) {',
    replace: 'if (document === undefined || document.includes(\'"change_type":"REMOVE"\')) {',
  },
  {
    mistake: 'gives all changes of an item one id',
    file: row,
    find: '`{"change_id":${JSON.stringify(eventID)},',
    replace: '`{"change_id":${JSON.stringify(images.Keys)},',
  },
  {
    mistake: 'has the item as it was before the change',
    file: row,
    find: 'const item = images.NewImage === undefined ? \'\' : `,"item":"${images.NewImage}"`;',
    replace: 'const item = images.NewImage === undefined ? \'\' : `,"item":"${images.OldImage ?? images.NewImage}"`;',
  },
  {
    mistake: 'leaves out what the item was before',
    file: row,
    find: 'const before = images.OldImage === undefined ? \'\' : `,"item_before":"${images.OldImage}"`;',
    replace: "const before = '';",
  },
  {
    mistake: 'takes microseconds for milliseconds',
    file: row,
    find: "return precision === 'MICROSECOND' ? time : time * 1000;",
    replace: 'return time * 1000;',
  },
  {
    mistake: 'knows the time of a change to the millisecond',
    file: row,
    find: "return precision === 'MICROSECOND' ? time : time * 1000;",
    replace: "return precision === 'MICROSECOND' ? Math.floor(time / 1000) * 1000 : time * 1000;",
  },
  {
    mistake: 'does not tell an expiry from a removal',
    file: row,
    find: "userIdentity?.type === 'Service' &&",
    replace: "userIdentity?.type === 'service' &&",
  },
  {
    mistake: 'forgets the digits behind the point',
    file: bytes,
    find: `      this.#copyByte();
      this.#copyDigits();
    }
    if (input[this.#at] === smallE`,
    replace: `      const end = this.#length;
      this.#copyByte();
      this.#copyDigits();
      this.#length = end;
    }
    if (input[this.#at] === smallE`,
  },
  {
    mistake: 'does not escape what was escaped',
    file: bytes,
    find: 'if (escaped === quote || escaped === backslash) output[to++] = backslash;',
    replace: '',
  },
  {
    mistake: 'leaves binary values encoded twice',
    file: change,
    find: "Buffer.from(twice, 'base64').toString()",
    replace: 'twice',
  },
  {
    mistake: 'has sets of one value',
    file: change,
    find: `      more = json.goesOn(mark.closeList);
      if (more) json.put(mark.comma);`,
    replace: `      more = json.goesOn(mark.closeList);
      if (more) json.copied();`,
  },
  {
    mistake: 'takes what is false for true',
    file: change,
    find: 'return json.putText(json.truth());',
    replace: "return json.truth() === 'true' ? json.putText('true') : json.putText('true');",
  },
];
