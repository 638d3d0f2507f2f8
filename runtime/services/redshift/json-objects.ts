import { sqlError } from './dialect/sql-error.ts';

/** The JSON objects of a file, one after another, with or without white space between them. Throws for anything else. */
export function objectsIn(text: string): readonly string[] {
  const objects: string[] = [];
  let [depth, begin, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') {
      if (depth++ === 0) requireNothing(text.slice(begin, at));
      if (depth === 1) begin = at;
    } else if (character === '}' && --depth === 0) {
      objects.push(parsed(text.slice(begin, at + 1)));
      begin = at + 1;
    }
  }
  requireNothing(text.slice(begin));
  return objects;
}

function requireNothing(between: string): void {
  if (between.trim() !== '') throw sqlError('Invalid JSONPath format: a file has JSON objects only');
}

function parsed(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw sqlError('Invalid value: the file is not JSON');
  }
}
