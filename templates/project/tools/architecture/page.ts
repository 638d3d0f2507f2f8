/** The pages of the project that show its diagram. */
export const pages = ['README.md', 'docs/architecture.md'];

const fence = /```mermaid\n[^`]*```/;

/** The diagram on a page; undefined when it has none. */
export const diagramOf = (page: string): string | undefined =>
  fence.exec(page)?.[0].slice('```mermaid\n'.length, -'\n```'.length);

/** The page with this diagram instead of its own. */
export function withDiagram(page: string, diagram: string): string {
  if (!fence.test(page)) throw new Error('The page has no ```mermaid block to draw the diagram into');
  return page.replace(fence, () => `\`\`\`mermaid\n${diagram}\n\`\`\``);
}
