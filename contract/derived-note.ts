/** The first line of every derived TypeScript file. */
export const derivedNote = (schemaFile: string): string =>
  `// Derived from contract/${schemaFile} by \`npm run contract\`: change the contract, not this file.`;
