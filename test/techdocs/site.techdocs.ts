import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { answersWith } from '../core/answers-with.ts';
import { combinations } from '../core/combinations.ts';
import { covering } from '../core/covering.ts';
import { testedUseCases, type TestedProject } from '../use-cases/tested.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';

const folder = join(buildFolder, 'techdocs');
/** Each option changes pages: here is each choice of each, and every further project. */
const chosen: TestedProject[] = testedUseCases.flatMap(({ id, projects }) => [
  ...covering(
    combinations().filter(({ answers }) => answers.useCase === id),
    1,
  ),
  ...projects(),
  {
    id: `${id}-awkward-description`,
    answers: answersWith({
      useCase: id,
      description: 'Finds <b>products</b>: "the right ones" | 24/7, *really* [x](y.md) # 1.',
      owner: 'group:default/search',
      repository: 'acme/sample-project',
    }),
  },
]);
beforeAll(() => {
  assemble(folder, chosen);
});

/** Beside what `--strict` takes for a warning: what MkDocs only mentions unless a site asks for more. */
const strictest = stringify({
  INHERIT: './mkdocs.yml',
  validation: {
    nav: { omitted_files: 'warn', not_found: 'warn', absolute_links: 'warn' },
    links: { not_found: 'warn', anchors: 'warn', absolute_links: 'warn', unrecognized_links: 'warn' },
  },
});

describe.each(chosen.map(({ id }) => id))('the documentation of %s', (id) => {
  const project = join(folder, id);
  const site = join(project, 'site');

  it('is built without a warning', () => {
    writeFileSync(join(project, 'mkdocs-strictest.yml'), strictest);
    const { status, stdout, stderr } = spawnSync(
      process.env['TECHDOCS_PYTHON']!,
      ['-m', 'mkdocs', 'build', '--strict', '--config-file', 'mkdocs-strictest.yml', '--site-dir', site],
      { cwd: project, encoding: 'utf8', env: { ...process.env, NO_MKDOCS_2_WARNING: 'true' } },
    );
    const told = `${stdout}${stderr}`.split('\n').filter((line) => line && !line.startsWith('INFO '));
    expect([status, told]).toEqual([0, []]);
  });

  it('is rendered page by page: every table, every block of code and its title', () => {
    const pages = readdirSync(join(project, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.md'),
    );
    expect(pages.length).toBeGreaterThan(20);
    for (const page of pages) {
      const html = readFileSync(join(site, page.replace(/(index)?\.md$/, ''), 'index.html'), 'utf8');
      expect([page, partsOfHtml(html)]).toEqual([
        page,
        partsOfMarkdown(readFileSync(join(project, 'docs', page), 'utf8')),
      ]);
    }
  });
});

const count = (text: string, part: RegExp): number => text.match(part)?.length ?? 0;

function partsOfMarkdown(page: string): object {
  const block = /^ *```\w+(?: title="(.*)")?\n[^]*?^ *```$/gm;
  const prose = page.replace(block, '');
  return {
    headings: count(prose, /^#+ /gm),
    tables: count(prose, /^\|(?=.*-)[ :|-]+\|$/gm),
    rows: count(prose, /^\|(?![ :|-]+\|$)/gm),
    items: count(prose, /^ *(-|\d+\.) /gm),
    links: count(prose, /(?<!\\)\]\(/g),
    blocks: count(page, block),
    titles: [...page.matchAll(block)].flatMap(([, title]) => title ?? []),
  };
}

function partsOfHtml(html: string): object {
  const [, article = ''] = /<article[^>]*>([^]*)<\/article>/.exec(html) ?? [];
  return {
    headings: count(article, /<h\d/g),
    // a block of code is a table as well, in one line
    tables: count(article, /<table>\n/g),
    rows: count(article, /<tr>\n/g),
    items: count(article, /<li>/g),
    links: count(article, /<a href/g),
    blocks: count(article, /<td class="code">/g),
    titles: [...article.matchAll(/<span class="filename">(.*?)<\/span>/g)].map(([, title]) => title),
  };
}
