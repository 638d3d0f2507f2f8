import { isObject, isWrittenNumber, textOfScalar } from '../exact-json.ts';
import { notModelled, Problem } from '../problem.ts';

/** Fields that every document has, and that none may bring in its body (seen on OpenSearch 3.8, with its ordinary modules). */
const fields = new Set([
  '_data_stream_timestamp',
  '_doc_count',
  '_feature',
  '_field_names',
  '_id',
  '_ignored',
  '_index',
  '_nested_path',
  '_routing',
  '_seq_no',
  '_source',
  '_version',
]);

export const isMetadata = (path: string): boolean => fields.has(path);

/** What becomes of a document with a value of a metadata field. `_doc_count` is one that clients may set, which nothing here counts. */
export function metadataProblem(path: string, value: unknown): Problem {
  if (path === '_doc_count' && (typeof value === 'number' || isWrittenNumber(value)))
    return notModelled('field [_doc_count]');
  const [type, reason] =
    path === '_doc_count'
      ? [
          'parsing_exception',
          `Failed to parse object: expecting token of type [VALUE_NUMBER] but found [${tokenOf(value)}]`,
        ]
      : [
          'mapper_parsing_exception',
          `Field [${path}] is a metadata field and cannot be added inside a document. Use the index API request parameters.`,
        ];
  return new Problem(400, 'mapper_parsing_exception', `failed to parse field [${path}] of type [${path}]`, {
    type,
    reason,
  } as never);
}

function tokenOf(value: unknown): string {
  if (isObject(value)) return 'START_OBJECT';
  if (value === null) return 'VALUE_NULL';
  return typeof value === 'boolean' ? 'VALUE_BOOLEAN' : `VALUE_STRING: ${textOfScalar(value)}`;
}
