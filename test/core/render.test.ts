import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderLayers } from '../../generators/core/render.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** Renders templates, given as LAYER/PATH -> text, all layers of them. */
function rendered(files: Record<string, string>, view: Record<string, unknown> = {}) {
  const templates = mkdtempSync(join(tmpdir(), 'templates-'));
  folders.push(templates);
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(templates, path)), { recursive: true });
    writeFileSync(join(templates, path), contents);
  }
  const layers = [...new Set(Object.keys(files).map((path) => path.split('/')[0]!))];
  return Object.fromEntries(
    renderLayers((layer) => join(templates, layer), layers, view).map(({ path, contents, mode }) => [
      path,
      [contents.toString(), mode],
    ]),
  );
}
const text = (files: Record<string, string>, view?: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(rendered(files, view)).map(([path, [contents]]) => [path, contents]));

describe('a layer', () => {
  it('is laid beside others; templates are filled in, everything else is copied byte for byte', () => {
    const files = { 'a/one.txt': '{{name}}\r\n', 'b/sub/two.txt.hbs': 'Hello {{name}}' };
    expect(text(files, { name: 'you' })).toEqual({ 'one.txt': '{{name}}\r\n', 'sub/two.txt': 'Hello you' });
  });

  it('must not bring what another brings', () => {
    expect(() => rendered({ 'a/x.ts': '', 'b/x.ts': '' })).toThrow('x.ts: both a and b bring it');
    expect(() => rendered({ 'a/x.ts': '', 'b/x.ts.hbs': '1' })).toThrow('both a and b');
  });

  it('brings no file with a template of which nothing is left, and an empty file that is none', () => {
    const files = { 'a/x.ts.hbs': '{{#if wanted}}\n1\n{{/if}}\n', 'a/y.ts': '' };
    expect(text(files, { wanted: false })).toEqual({ 'y.ts': '' });
    expect(text(files, { wanted: true })).toEqual({ 'x.ts': '1\n', 'y.ts': '' });
  });

  it('keeps its manifest, and the rendered samples beside templates, to itself', () => {
    expect(Object.keys(rendered({ 'a/block.json': '{}', 'a/x.ts': 'sample', 'a/x.ts.hbs': 'real' }))).toEqual(['x.ts']);
  });

  it('has executables where a file begins with #!, whatever the mode on disk', () => {
    const files = rendered({ 'a/run.sh': '#!/bin/sh\n', 'a/plain.sh': 'echo\n' });
    expect([files['run.sh']![1], files['plain.sh']![1]]).toEqual([0o755, 0o644]);
  });
});

describe('the name of a template', () => {
  it('loses its underscore where a dot is meant, and only there', () => {
    const names = ['_gitignore', '_github/workflows/ci.yml', '__init__.py', '_private.py', 'a/_npmrc'];
    expect(Object.keys(rendered(Object.fromEntries(names.map((name) => [`a/${name}`, ''])))).toSorted()).toEqual([
      '.github/workflows/ci.yml',
      '.gitignore',
      '__init__.py',
      '_private.py',
      'a/.npmrc',
    ]);
  });

  it('is filled in from the view', () => {
    expect(Object.keys(rendered({ 'a/docs/__event__.md': '' }, { event: 'order' }))).toEqual(['docs/order.md']);
    expect(() => rendered({ 'a/__evnt__.md': '' }, { event: 'order' })).toThrow(
      'no text named evnt to put in place of __evnt__',
    );
  });

  it.each(['../../x', '..', 'a/b', '', 'a\\b', 'C:x', 'a\0b'])('does not lead out of the project with %j', (event) => {
    expect(() => rendered({ 'a/__event__': '' }, { event })).toThrow('outside the project');
  });
});

describe('a template', () => {
  it('leaves the expressions of GitHub Actions and template literals alone, and fills in what is inside', () => {
    expect(text({ 'a/x.hbs': 'k: ${{ secrets.X }} ${{ vars.{{stage}}_ROLE }} `${y}`' }, { stage: 'DEV' })).toEqual({
      x: 'k: ${{ secrets.X }} ${{ vars.DEV_ROLE }} `${y}`',
    });
  });

  it.each([
    ['{{misspelt}}', 'misspelt'],
    ['{{yml name}}', 'yml'],
    ['{{#if}}', 'x.hbs'],
  ])('with %s is an error that names it', (template, problem) => {
    expect(() => rendered({ 'a/x.hbs': template }, { name: 'you' })).toThrow(problem);
    expect(() => rendered({ 'a/x.hbs': template }, { name: 'you' })).toThrow('a/x.hbs');
  });

  it.each([
    ['{{nmae}}', 'nmae'],
    ['{{json nmae}}', 'nmae'],
    ['{{#if nmae}}yes{{/if}}', 'nmae'],
    ['{{#unless nmae}}yes{{/unless}}', 'nmae'],
    ['{{#each nmae}}yes{{/each}}', 'nmae'],
    ['{{#if off}}{{else if nmae}}yes{{/if}}', 'nmae'],
    ['{{#if toString}}yes{{/if}}', 'toString'],
    ['{{#if entry.nmae}}yes{{/if}}', 'entry.nmae'],
    ['{{#each list}}{{#if nmae}}yes{{/if}}{{/each}}', 'list.0.nmae'],
    ['{{#each list}}{{#if @root.nmae}}yes{{/if}}{{/each}}', 'nmae'],
  ])('with a name that the view does not have is an error that names both: %s', (template, name) => {
    const view = { name: 'you', off: false, entry: { known: 1 }, list: [{ known: 1 }] };
    expect(() => rendered({ 'a/x.hbs': template }, view)).toThrow(
      `a/x.hbs: there is no "${name}" for templates to name.`,
    );
  });

  it('may name what is empty, false or undefined in the view', () => {
    const template = '{{#if off}}1{{/if}}{{#unless none}}2{{/unless}}{{#each list}}3{{else}}4{{/each}}{{json entry}}';
    expect(text({ 'a/x.hbs': template }, { off: false, none: undefined, list: [], entry: { a: [1] } })).toEqual({
      x: '24{"a":[1]}',
    });
  });

  it('escapes nothing for HTML', () => {
    expect(text({ 'a/x.hbs': '{{name}}' }, { name: `<"&'>` })).toEqual({ x: `<"&'>` });
  });
});
