const statement = /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm;
const expression = /\bimport\(\s*['"]([^'"]+)['"]/g;
const required = /\brequire\(\s*['"]([^'"]+)['"]/g;

/** What the text of a TypeScript module imports, types and dynamic imports included, as written there. */
export const importsIn = (text: string): string[] =>
  [statement, expression, required].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, from, alone]) => (from ?? alone)!),
  );
