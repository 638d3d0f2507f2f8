import type { StoredDocument } from '../documents/documents.ts';
import { isObject } from '../exact-json.ts';
import { notModelled, onlyKnown, parsing } from '../problem.ts';
import { placedWords } from './analysis.ts';
import type { Matcher } from './matcher.ts';
import type { View } from './view.ts';

/** Marks the sought words of one document; undefined where there is nothing to mark. */
export type Highlighter = (
  view: View,
  document: StoredDocument,
  matcher: Matcher,
) => Record<string, string[]> | undefined;

interface Style {
  readonly before: string;
  readonly after: string;
  readonly escapesHtml: boolean;
  readonly fragmentSize: number;
  /** 0: the whole value. */
  readonly fragments: number;
}

const styleOptions = ['pre_tags', 'post_tags', 'encoder', 'fragment_size', 'number_of_fragments'];

export function highlighterOf(specification: unknown): Highlighter {
  if (!isObject(specification) || !isObject(specification.fields)) {
    throw parsing('[highlight] needs an object of [fields]');
  }
  onlyKnown('[highlight]', specification, ['fields', ...styleOptions]);
  const { fields, ...general } = specification;
  const styles = Object.entries(fields as Record<string, unknown>).map(([path, own]) => {
    if (path.includes('*')) throw notModelled(`wildcard field [${path}] in [highlight]`);
    if (!isObject(own)) throw parsing(`[highlight] field [${path}] needs an object`);
    onlyKnown(`[highlight] of [${path}]`, own, styleOptions);
    return [path, styleOf({ ...general, ...own })] as const;
  });
  return (view, document, matcher) => {
    const marked = styles
      .map(([path, style]) => [path, fragmentsOf(view, document, matcher, path, style)] as const)
      .filter(([, fragments]) => fragments.length > 0);
    return marked.length > 0 ? Object.fromEntries(marked) : undefined;
  };
}

/** Defaults as in the OpenSearch guide, highlight. */
function styleOf(options: Record<string, unknown>): Style {
  const first = (tags: unknown, otherwise: string) => (Array.isArray(tags) ? String(tags[0]) : otherwise);
  return {
    before: first(options.pre_tags, '<em>'),
    after: first(options.post_tags, '</em>'),
    escapesHtml: options.encoder === 'html',
    fragmentSize: Number(options.fragment_size ?? 100),
    fragments: Number(options.number_of_fragments ?? 5),
  };
}

function fragmentsOf(view: View, document: StoredDocument, matcher: Matcher, path: string, style: Style): string[] {
  const field = view.mapping.field(path);
  const words = new Set(matcher.sought.filter((one) => one.field === path).flatMap((one) => [...one.words]));
  if (!field || words.size === 0) return [];
  const texts = view.values(document, field).map(String);
  const pieces = style.fragments === 0 ? texts : texts.flatMap((text) => piecesOf(text, style.fragmentSize));
  const marked = pieces.map((piece) => marking(piece, words, style)).filter((piece) => piece !== undefined);
  return style.fragments === 0 ? marked : marked.slice(0, style.fragments);
}

/** Cuts a long text between words. OpenSearch prefers the ends of sentences. */
function piecesOf(text: string, size: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let end = 0;
  for (const word of placedWords(text)) {
    if (word.end - start > size && end > start) {
      pieces.push(text.slice(start, word.start).trim());
      start = word.start;
    }
    end = word.end;
  }
  return [...pieces, text.slice(start).trim()];
}

function marking(text: string, words: ReadonlySet<string>, style: Style): string | undefined {
  const shown = style.escapesHtml ? escapeHtml : (part: string) => part;
  let marked = '';
  let done = 0;
  for (const { word, start, end } of placedWords(text)) {
    if (!words.has(word)) continue;
    marked += shown(text.slice(done, start)) + style.before + shown(text.slice(start, end)) + style.after;
    done = end;
  }
  return done === 0 ? undefined : marked + shown(text.slice(done));
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '/': '&#x2F;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"'/]/g, (character) => escapes[character]!);
