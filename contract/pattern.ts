/** A pattern of JSON Schema as a regular expression: with Unicode where it can be read so, as the standard wants. */
export function compiledPattern(pattern: unknown): RegExp | undefined {
  for (const flags of ['u', ''])
    try {
      return new RegExp(String(pattern), flags);
    } catch {
      // many patterns escape signs that Unicode patterns may not escape
    }
  return undefined;
}
