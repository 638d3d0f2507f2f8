/**
 * The helpers by which text reaches a file, one for each language that templates are written in. Text that a user gave goes
 * through one of them, always.
 */
export const escapes = {
  /** A JSON value, quotes included. */
  json: (value: unknown): string => JSON.stringify(value),
  /** A YAML scalar or flow collection: JSON is YAML, except for three characters that YAML takes for line ends. */
  yaml: (value: unknown): string =>
    JSON.stringify(value).replace(
      /[\u0085\u2028\u2029\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  /** A TypeScript literal in the style of the project: single quotes, one property a line. */
  ts: (value: unknown): string => literal(value, ''),
  /** Text in a Markdown paragraph, heading or table cell. */
  md: (value: unknown): string =>
    String(value)
      .replace(/[\\`*_[\]#]/g, (c) => `\\${c}`)
      .replace(/[<>&|~]/g, (c) => `&#${c.charCodeAt(0)};`)
      // at its beginning, text may look like a list, a setext underline or a definition
      .replace(/^[-+=:]|^(\d+)(?=[.)])/, (start, digits?: string) => (digits ? `${digits}\\` : `\\${start}`)),
};

function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = entries.map(
    ([key, entry]) => `${inner}${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${literal(entry, inner)},\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

/** Prettier's rule: single quotes, unless that needs more escapes than double ones. */
function quoted(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  const [single, double] = [body.split("'").length, body.split('"').length];
  const quote = single > double ? '"' : "'";
  return quote + body.replaceAll(quote, `\\${quote}`) + quote;
}
