/** Names that OpenSearch reserves for metadata at the root of a document. */
const metadata = (
  '_id _index _source _version _routing _type _ignored _field_names _nested_path _doc_count _size _tier _seq_no ' +
  '_primary_term _feature _data_stream_timestamp'
).split(' ');

/** Letters, marks and digits of any language, and the signs that the table, OpenSearch, queries and generated code all accept. */
const fitting = /^[\p{L}\p{N}_@$#%&+/():'-](?:[\p{L}\p{M}\p{N}_@$#%&+/():' -]*[\p{L}\p{M}\p{N}_@$#%&+/():'-])?$/u;

const longest = 100;

/**
 * Why a field name is not allowed, in a sentence; undefined if it is allowed. A name has the same spelling everywhere: in the
 * table, in the index, in the search API and, quoted, in TypeScript.
 *
 * @param isAtRoot - whether the field is at the root of the document. Some names are reserved only there.
 */
export function nameProblem(name: string, isAtRoot: boolean): string | undefined {
  const leaveOut = 'Leave the field out of the contract: it is still stored and returned';
  if (name === '__proto__') return `"__proto__" is reserved in JavaScript. ${leaveOut}`;
  if (isAtRoot && metadata.includes(name))
    return `"${name}" is reserved: OpenSearch rejects documents that contain it. ${leaveOut}`;
  if (isAtRoot && name === 'stream')
    return `"stream" is reserved: the index stores its own data about each document there. Rename the field`;
  if (isAtRoot && name.startsWith('-')) return `a search reads a leading hyphen as descending order. ${leaveOut}`;
  if (name.includes('.')) return `OpenSearch reads a dot as a path into an object. ${leaveOut}`;
  if ([...name].length > longest) return `a field name has at most ${longest} characters. ${leaveOut}`;
  if (!fitting.test(name))
    return (
      `a field name consists of letters and digits of any language, spaces between them, and the signs _ - @ $ # % & + / ( ) : '. ` +
      leaveOut
    );
  return undefined;
}
