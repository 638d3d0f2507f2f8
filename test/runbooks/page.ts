import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';

/** A page that somebody follows while something is broken. */
export interface Page {
  /** Below the folder of the project. */
  path: string;
  blocks: readonly Block[];
  words: readonly Word[];
}

/** A block of code. */
export interface Block {
  line: number;
  language: string;
  text: string;
}

/** Something that the page names: `code` or *emphasis*. */
export interface Word {
  line: number;
  kind: 'code' | 'emphasis';
  text: string;
  /** The same paragraph up to it, with `code` and *emphasis* as they are written. */
  before: string;
  after: string;
}

type Node = ReturnType<typeof fromMarkdown>['children'][number] | { type: string };
interface Parent {
  type: string;
  children?: Node[];
  value?: string;
  lang?: string | null;
  position?: { start: { line: number } };
}

/** Reads a page. */
export function pageOf(path: string, markdown: string): Page {
  const blocks: Block[] = [];
  const words: Word[] = [];
  const visit = (node: Parent): void => {
    if (node.type === 'code') blocks.push({ line: lineOf(node), language: node.lang ?? '', text: `${node.value}\n` });
    else if (node.type === 'paragraph') words.push(...wordsIn(node));
    else for (const child of node.children ?? []) visit(child);
  };
  visit(fromMarkdown(markdown) as Parent);
  return { path, blocks, words };
}

function wordsIn(paragraph: Parent): Word[] {
  const pieces = flat(paragraph).map((node) => ({ node, text: written(node) }));
  return pieces.flatMap(({ node }, at) => {
    const kind = node.type === 'inlineCode' ? 'code' : node.type === 'emphasis' ? 'emphasis' : undefined;
    if (kind === undefined) return [];
    const join = (some: typeof pieces) => some.map(({ text }) => text).join('');
    const text = kind === 'code' ? node.value! : toString(node);
    return [{ line: lineOf(node), kind, text, before: join(pieces.slice(0, at)), after: join(pieces.slice(at + 1)) }];
  });
}

/** The leaves of a paragraph; an emphasis is one of them. */
const flat = (node: Parent): Parent[] =>
  node.type === 'emphasis' || !node.children ? [node] : node.children.flatMap((child) => flat(child as Parent));

function written(node: Parent): string {
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  return node.type === 'emphasis' ? `*${toString(node)}*` : toString(node);
}

const lineOf = ({ position }: Parent): number => position?.start.line ?? 0;
