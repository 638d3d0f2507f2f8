/** What is wrong with one answer, or what is worth knowing about it. */
export interface Problem {
  /** The key of the option, or of several, separated by a comma; '' when the answers as a whole are meant. */
  option: string;
  /** Says what was seen, what is allowed and what to do. */
  message: string;
}

/** An answer in a line of text: a list with commas between its values. */
export const written = (value: unknown): string => (Array.isArray(value) ? value.join(',') || 'none' : String(value));

/** A value as it is repeated in a message: short enough for a line, and harmless on a terminal. */
export function seen(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
  return visible.length > 80 ? `${[...visible].slice(0, 60).join('')}… (${text.length} characters)` : visible;
}
