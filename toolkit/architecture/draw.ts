import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { architectureOf } from './architecture-of.ts';
import { mermaid } from './mermaid.ts';
import type { Resources } from './resources.ts';

/** The pages of a project that show its diagram. */
export const pages = ['README.md', 'docs/architecture.md'];

/** The architecture of a stack as a Mermaid flowchart. */
export function draw(resources: Resources): string {
  const { nodes, edges } = architectureOf(resources);
  return mermaid(nodes, edges);
}

const fence = /```mermaid\n[^`]*```/;

/** The diagram on a page; undefined when it has none. */
export const diagramOf = (page: string): string | undefined =>
  fence.exec(page)?.[0].slice('```mermaid\n'.length, -'\n```'.length);

/**
 * `npm run docs`: draws the architecture of a stack into the pages that show it.
 *
 * @param root - the folder of the project
 */
export function drawArchitecture(resources: Resources, root: string): void {
  const diagram = `\`\`\`mermaid\n${draw(resources)}\n\`\`\``;
  for (const name of pages) {
    const page = readFileSync(join(root, name), 'utf8');
    if (!fence.test(page)) throw new Error(`${name} has no \`\`\`mermaid block to draw the diagram into`);
    writeFileSync(
      join(root, name),
      page.replace(fence, () => diagram),
    );
    console.log(`written ${name}`);
  }
}
