import { expect, it } from '@jest/globals';
import { verdictOf } from '../../runtime/kernel/lanes/batch-response.ts';

/** Numbers beyond 2^53 that gain a digit: as text, or as JavaScript numbers, their order is another one. */
const batch = ['99999999999999999998', '99999999999999999999', '100000000000000000000', '100000000000000000001'];
const [first, second, third, fourth] = batch;
const failures = (...identifiers: unknown[]) => ({
  batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
});
const success = { type: 'success' };
const failure = { type: 'failure' };
const from = (position: number) => ({ type: 'failed-from', position });

/** Each row quotes the Lambda guide, services-kinesis-batchfailurereporting, or says that it does not. */
const rows: [rule: string, response: unknown, verdict: object][] = [
  ['complete success: "An empty batchItemFailure list"', { batchItemFailures: [] }, success],
  ['complete success: "A null batchItemFailure list"', { batchItemFailures: null }, success],
  ['complete success: "An empty EventResponse"', {}, success],
  ['complete success: "A null EventResponse"', null, success],
  ['a misspelt list is a null list: success', { BatchItemFailures: [{ itemIdentifier: first }] }, success],
  ['complete failure: "An empty string itemIdentifier"', failures(''), failure],
  ['complete failure: "A null itemIdentifier"', failures(null), failure],
  ['complete failure: "An itemIdentifier with a bad key name"', { batchItemFailures: [{ id: third }] }, failure],
  ['one bad identifier among good ones: complete failure', failures(third, ''), failure],
  ['"uses the record with the lowest sequence number as the checkpoint"', failures(fourth, second, third), from(1)],
  ['the lowest as a number, not as text', failures(third, second), from(1)],
  ['the first record failed: all is retried', failures(first), failure],
  ['the last record failed', failures(fourth), from(3)],
  ['a number that is not in the batch: documented for Kafka only, taken as complete failure', failures('7'), failure],
  ['a sequence number that was rounded to a JavaScript number is not in the batch', failures(Number(second)), failure],
  ['not documented: a list that is none', { batchItemFailures: 'all' }, failure],
  ['not documented: a text', 'OK', failure],
  ['recorded on AWS, `[empty_list_success]`: an empty list', [], success],
  ['recorded on AWS, `[empty_string_success]`: an empty text', '', success],
  ['not documented: a list that is not empty', [null], failure],
  ['recorded on AWS, `[item_identifier_not_present]`: an entry without its key', { batchItemFailures: [{}] }, failure],
];

it.each(rows)('%s', (_rule, response, verdict) => {
  expect(verdictOf(response, batch)).toEqual(verdict);
});
