/** What OpenSearch keeps about a document under names of its own, at the root. */
const metadata = (
  '_id _index _source _version _routing _type _ignored _field_names _nested_path _doc_count _size _tier _seq_no ' +
  '_primary_term _feature _data_stream_timestamp'
).split(' ');

/** Letters, marks and digits of any language, and the signs that table, engine, query and generated code all take. */
const fitting = /^[\p{L}\p{N}_@$#%&+/():'-](?:[\p{L}\p{M}\p{N}_@$#%&+/():' -]*[\p{L}\p{M}\p{N}_@$#%&+/():'-])?$/u;

const longest = 100;

/**
 * Why a field cannot have a name, in a sentence; undefined when it can. A name is kept as it is everywhere: in the table, in
 * the index, in the search API and, quoted, in TypeScript.
 */
export function nameProblem(name: string, isAtRoot: boolean): string | undefined {
  const leaveOut = 'Leave the field out of the contract: it is stored and returned all the same';
  if (name === '__proto__') return `JavaScript keeps "__proto__" for itself. ${leaveOut}`;
  if (isAtRoot && metadata.includes(name))
    return `OpenSearch keeps "${name}" for itself and refuses documents with it. ${leaveOut}`;
  if (isAtRoot && name === 'stream')
    return `"stream" is reserved: the index keeps its own data about a document there. Rename the field`;
  if (isAtRoot && name.startsWith('-'))
    return `a search sorts in descending order by a hyphen before a field. ${leaveOut}`;
  if (name.includes('.')) return `OpenSearch reads the dot as a path into an object. ${leaveOut}`;
  if ([...name].length > longest) return `a field name has at most ${longest} characters. ${leaveOut}`;
  if (!fitting.test(name))
    return (
      `a field name has letters and digits of any language, spaces in between, and the signs _ - @ $ # % & + / ( ) : '. ` +
      leaveOut
    );
  return undefined;
}
