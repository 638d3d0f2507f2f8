import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { problemOf } from './commands/problem.ts';
import { callsOf, commandsOf } from './commands/recorded.ts';
import { extremes } from './extremes.ts';
import type { Block, Page } from './page.ts';
import { projectOf, type Project } from './project.ts';
import { isQuery, isSql, problemOfQuery, problemOfSql } from './queries.ts';
import { placeholdersOf, problemOfWord } from './words.ts';

jest.setTimeout(120_000);

describe.each(Object.entries(extremes))('whoever follows the pages of a project: %s', (id, extreme) => {
  let project: Project;
  beforeAll(async () => {
    project = await projectOf(id, extreme);
  });
  const eachPage = async (look: (page: Page) => Promise<string[]>): Promise<string[]> =>
    (
      await Promise.all(project.pages.map(async (page) => (await look(page)).map((each) => `${page.path}:${each}`)))
    ).flat();

  it('types commands that are there', async () => {
    expect(await eachPage((page) => commandProblems(page, project))).toEqual([]);
  });

  it('looks at things that are there', async () => {
    const problems = (page: Page) =>
      Promise.all(
        page.words.map(async (word) => {
          const problem = await problemOfWord(word, page, project);
          return problem === undefined ? [] : [`${word.line}: ${problem}`];
        }),
      ).then((all) => all.flat());
    expect(await eachPage(problems)).toEqual([]);
  });

  // pages of dynamodb-search may leave that to the alarm
  if (extreme.answers.useCase === 'access-logs' || extreme.answers.useCase === 'msk-lakehouse')
    it('reads on each page how to see that it is over', () => {
      const silent = project.pages.filter(
        ({ path }) =>
          /^docs\/runbook\/(?!index\.md$)/.test(path) &&
          !noIncident.includes(path) &&
          !/^## Afterwards\n\n\S/m.test(project.text(path)),
      );
      expect(silent.map(({ path }) => path)).toEqual([]);
    });

  it('knows what each block is for', async () => {
    const problemOfBlock = ({ language, text }: Block): string | undefined => {
      if (language === 'sh') return undefined;
      if (language === 'sql' && isSql(text)) return problemOfSql(text, project);
      if (language === 'text' && isQuery(text)) return problemOfQuery(text, project);
      return `a block "${language}"`;
    };
    const problems = async ({ blocks }: Page) =>
      blocks.flatMap((block) => {
        const problem = problemOfBlock(block);
        return problem === undefined ? [] : [`${block.line}: ${problem}`];
      });
    expect(await eachPage(problems)).toEqual([]);
  });
});

/** Variables that another page has told the reader to set, and which this one says. */
const setBefore: Readonly<Record<string, Record<string, string>>> = {
  'docs/teardown.md': { REPOSITORY: 'acme/shop', PREFIX: 'repo:acme/shop' },
};

/** Methods of HTTP, and what the page of a GitHub command says by itself. */
const clear = new Set(['GET', 'PUT', 'POST', 'DELETE', 'ORG', 'TEAM']);

/** Pages about a change that somebody plans. */
const noIncident: readonly string[] = ['docs/runbook/warehouse-migration.md', 'docs/runbook/webhook-secret.md'];

async function commandProblems(page: Page, project: Project): Promise<string[]> {
  const placeholders = placeholdersOf(page, project);
  // what they stand for, where that decides whether a command is right
  const examples: Readonly<Record<string, string>> = { STACK: `${project.name}-dev`, STAGE: 'dev' };
  const problems: string[] = [];
  for (const call of callsOf(commandsOf(page), setBefore[page.path] ?? {}, project.outFolder)) {
    const text = [call.program, ...call.words].join(' ');
    const unexplained = (text.match(/(?<![\w-])[A-Z]{2,}(?![\w-]|::)/g) ?? []).filter(
      (word) => !placeholders.has(word) && !clear.has(word),
    );
    const words = call.words.map((each) => each.replaceAll(/\b[A-Z]{2,}\b/g, (word) => examples[word] ?? word));
    const problem =
      unexplained.length > 0
        ? `no page explains ${unexplained.join(', ')}`
        : await problemOf({ ...call, words }, project);
    if (problem !== undefined) problems.push(`${call.line}: ${text}: ${problem}`);
  }
  return problems;
}
