import { describe, expect, it } from '@jest/globals';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { stripTypeScriptTypes } from 'node:module';
import { parseAllDocuments } from 'yaml';
import { parseAnswers, renderProject, type ProjectFile } from '../../generators/core/api.ts';

const hostile = [
  '"',
  "'",
  '`',
  '\\',
  '${{',
  '{{',
  '}}',
  '{{{',
  '${',
  '$',
  '#',
  ': ',
  ' #',
  '- ',
  '---',
  '...',
  '../',
  '/',
  '|',
  '>',
  '&',
  '*',
  '!',
  '%',
  '@',
  '~',

  '\n',
  '\r\n',
  '\t',
  '\0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u200f',
  '\u202e',
  '\u{1f600}',
  'עברית',
  'é',
  '<script>',
  '-->',
  '*/',
  '//',
  '`);',
  '[x](y)',

  'yes',
  'null',
  '0x1',
  '1e3',
  '__proto__',
  'constructor',
  'a',
  'B',
  '7',
  ' ',
  '_',
  '.',
];

/** A seeded random number generator: a failing seed can be run again. */
function seeded(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return (state >>> 0) / 4294967296;
  };
}

function hostileText(random: () => number): string {
  if (random() < 0.02) return hostile[Math.floor(random() * hostile.length)]!.repeat(10_000);
  return Array.from(
    { length: 1 + Math.floor(random() * 12) },
    () => hostile[Math.floor(random() * hostile.length)],
  ).join('');
}

const textOf = (files: readonly ProjectFile[], path: string): string =>
  files.find((file) => file.path === path)!.contents.toString();

describe('answers made to break out of their place', () => {
  it('are refused, or carried unchanged into files that still parse', async () => {
    let taken = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const random = seeded(seed);
      const description = hostileText(random);
      const given = {
        useCase: 'dynamodb-search',
        name: random() < 0.9 ? 'sample-project' : hostileText(random),
        description,
        owner: random() < 0.9 ? 'team' : hostileText(random),
        ...(random() < 0.1 ? { repository: hostileText(random) } : {}),
        ...(random() < 0.1 ? { alarmEmail: hostileText(random) } : {}),
        ...(random() < 0.1 ? { table: 'existing', tableName: hostileText(random) } : {}),
      };
      const parsed = parseAnswers(given);
      if (!parsed.ok) continue;
      taken++;
      const files = renderProject(parsed.answers);
      expect([seed, await carried(files)]).toEqual([seed, carriedEverywhere(description)]);
      expect([seed, unparsable(files)]).toEqual([seed, []]);
      for (const { path } of files) expect(path).toMatch(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[\w@./-]+$/);
    }
    // enough of both to mean something
    expect(taken).toBeGreaterThan(60);
    expect(taken).toBeLessThan(340);
  }, 120_000);

  it('are refused as names, whatever is in them', () => {
    for (const text of hostile)
      expect(parseAnswers({ useCase: 'dynamodb-search', name: `x${text}`.repeat(2) }).ok).toBe(/^[a-z\d]+$/.test(text));
  });
});

const places = ['package.json', 'catalog-info.yaml', 'mkdocs.yml', 'infra/project.ts', 'README.md', 'docs/index.md'];
const carriedEverywhere = (text: string) => Object.fromEntries(places.map((path) => [path, text]));

/** The description as each kind of file has it, read as what the file is. */
async function carried(files: readonly ProjectFile[]): Promise<Record<string, unknown>> {
  const [component] = parseAllDocuments(textOf(files, 'catalog-info.yaml'));
  const [site] = parseAllDocuments(textOf(files, 'mkdocs.yml'));
  const source = stripTypeScriptTypes(textOf(files, 'infra/project.ts'));
  const { project } = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
    project: { description: string };
  };
  const paragraph = (path: string) => toString(fromMarkdown(textOf(files, path)).children[1]);
  return {
    'package.json': (JSON.parse(textOf(files, 'package.json')) as { description: string }).description,
    'catalog-info.yaml': (component!.toJS() as { metadata: { description: string } }).metadata.description,
    'mkdocs.yml': (site!.toJS() as { site_description: string }).site_description,
    'infra/project.ts': project.description,
    'README.md': paragraph('README.md'),
    'docs/index.md': paragraph('docs/index.md'),
  };
}

function unparsable(files: readonly ProjectFile[]): string[] {
  return files.flatMap(({ path, contents }) => {
    try {
      const text = contents.toString();
      if (path.endsWith('.json') && !path.endsWith('tsconfig.json')) JSON.parse(text);
      if (/\.ya?ml$/.test(path))
        for (const document of parseAllDocuments(text)) if (document.errors.length > 0) throw document.errors[0]!;
      // only files with something of the answers in them can differ from one seed to the next
      if (/project\.ts$|source-table\.ts$/.test(path)) stripTypeScriptTypes(text);
      return [];
    } catch (error) {
      return [`${path}: ${(error as Error).message}`];
    }
  });
}
