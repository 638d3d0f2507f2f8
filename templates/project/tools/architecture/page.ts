const fence = /```mermaid\n[^`]*```/;

/** The diagram on a page; undefined when it has none. */
export const diagramOf = (page: string): string | undefined =>
  fence.exec(page)?.[0].slice('```mermaid\n'.length, -'\n```'.length);

/** A page with another diagram in the place of its own. */
export function withDiagram(page: string, diagram: string): string {
  if (!fence.test(page)) throw new Error('docs/architecture.md has no block that begins with ```mermaid');
  return page.replace(fence, () => `\`\`\`mermaid\n${diagram}\n\`\`\``);
}
