const statement = /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm;
const expression = /\bimport\(\s*['"]([^'"]+)['"]/g;
const required = /\brequire\(\s*['"]([^'"]+)['"]/g;

/** Whether a place in a text is within a template literal: code that the module writes, not its own. */
const isQuoted = (text: string, at: number): boolean => text.slice(0, at).split('`').length % 2 === 0;

/** What the text of a TypeScript module imports, types and dynamic imports included, as written there. */
export const importsIn = (text: string): string[] =>
  [statement, expression, required].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(({ index }) => !isQuoted(text, index))
      .map(([, from, alone]) => (from ?? alone)!)
      // what a template fills in is known only once it has
      .filter((path) => !path.includes('{{')),
  );
