import { describe, expect, it } from '@jest/globals';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { stripTypeScriptTypes } from 'node:module';
import { parse as parseYaml } from 'yaml';
import { escapes } from '../../generators/core/escape.ts';

const texts = [
  'plain',
  `quotes " ' \` and \\ backslashes \\n`,
  '${{ github.token }} {{name}} ${x}',
  'a: b # c, [d], {e}, &f *g !h | > %i @j',
  '- item',
  '1. item',
  '+ item',
  '# heading',
  '=====',
  '> quote',
  '<script>alert(1)</script> &amp; <!-- x -->',
  '[link](https://example.com) ![image](x) *bold* _it_ ~~no~~ `code`',
  '| table |',
  'yes',
  'null',
  '0x10',
  '\u2028 line separator',
  'emoji \u{1f600}, עברית, ünïcödé',
  'end with backslash \\',
];

describe.each(texts)('%j', (text) => {
  it('survives JSON', () => {
    expect(JSON.parse(`{"a": ${escapes.json(text)}}`)).toEqual({ a: text });
  });

  it('survives YAML', () => {
    expect(parseYaml(`a: ${escapes.yaml(text)}\nb: [${escapes.yaml(text)}]\n`)).toEqual({ a: text, b: [text] });
  });

  it('survives TypeScript', async () => {
    const source = stripTypeScriptTypes(`export const a: string = ${escapes.ts(text)};`);
    const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { a: string };
    expect(module.a).toBe(text);
  });

  it('survives Markdown, as a paragraph and within one', () => {
    expect(toString(fromMarkdown(escapes.md(text)))).toBe(text);
    expect(fromMarkdown(escapes.md(text)).children.map(({ type }) => type)).toEqual(['paragraph']);
    expect(toString(fromMarkdown(`# The ${escapes.md(text)}.`))).toBe(`The ${text}.`);
  });
});

it('writes objects in TypeScript as Prettier would', () => {
  expect(escapes.ts({ a: 'it', 'b-c': { d: "don't", e: 'say "hi"' }, f: {} })).toBe(
    `{\n  a: 'it',\n  'b-c': {\n    d: "don't",\n    e: 'say "hi"',\n  },\n  f: {},\n}`,
  );
});
