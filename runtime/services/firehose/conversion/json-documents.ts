/**
 * The JSON objects of a record, one or several after another. Firehose guide, record-format-conversion: `{"a":1}{"b":1}` is right, an
 * array is not. Throws for anything else.
 */
export function documentsIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const trimmed = text.trim();
  if (trimmed === '') throw new Error('Encountered malformed JSON. The record is empty.');
  const whole = parsed(trimmed);
  const values = whole === undefined ? split(trimmed).map((part) => parsed(part)) : [whole];
  return values.map((value) => {
    if (value === undefined) throw new Error('Encountered malformed JSON.');
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error('Encountered malformed JSON. A record is an object, not an array or a value.');
    return value as Readonly<Record<string, unknown>>;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Cuts where the outermost braces close. */
function split(text: string): string[] {
  const parts: string[] = [];
  let [depth, begin, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) {
      parts.push(text.slice(begin, at + 1));
      begin = at + 1;
    }
  }
  const rest = text.slice(begin).trim();
  return rest === '' ? parts : [...parts, rest];
}
