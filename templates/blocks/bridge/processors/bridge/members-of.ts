/** What follows another member of an object: its own members, and its end, in one line. In JSON, a line feed is white space: texts have it escaped. */
export function membersOf(written: string): string {
  const rest = written.slice(written.indexOf('{') + 1);
  const members = /[\r\n]/.test(rest) ? rest.replaceAll(/[\r\n]+/g, ' ').trimEnd() : rest;
  return /^\s*\}/.test(members) ? members : `,${members}`;
}
