import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { callsOf, commandsOf, type Call } from './commands/recorded.ts';
import { changes, changesFor } from './changes.ts';
import { extremes } from './extremes.ts';
import type { Page } from './page.ts';
import { projectOf, type Project } from './project.ts';

jest.setTimeout(120_000);

/** What only looks: everything else may change something. */
const looks = [
  /^aws [\w-]+ (describe|get|list|lookup|head)-/,
  /^aws .* --(perform-check-only|dry-run)\b/,
  /^npm run (replay -- list|preflight|change-set-guard|synth|local|detector-quality)\b/,
  /^npm ci$/,
  /^(npx )?cdk (diff|drift|list)\b/,
  /^gh (api (?!.*--method)|repo view|run (list|view|watch)|variable list|issue list)/,
  /^git (status|log|diff)\b/,
];
const textOf = ({ program, words }: Call): string => [program, ...words].join(' ');
const changesOf = (page: Page, project: Project): Call[] =>
  callsOf(commandsOf(page), { REPOSITORY: 'acme/shop', PREFIX: 'repo:acme/shop' }, project.outFolder).filter(
    (call) => !looks.some((pattern) => pattern.test(textOf(call))),
  );

/** The heading that a line of a page stands below. */
const sectionOf = (text: string, line: number): string =>
  text
    .split('\n')
    .slice(0, line)
    .findLast((each) => each.startsWith('## '))
    ?.slice(3) ?? '';

describe.each(Object.entries(extremes))('whoever follows the runbook of a project: %s', (id, extreme) => {
  let project: Project;
  beforeAll(async () => {
    project = await projectOf(`changes-${id}`, extreme);
  });

  it('changes nothing before knowing what is wrong', () => {
    const early = project.pages.flatMap((page) =>
      changesOf(page, project)
        .filter(({ line }) => /^(Look first|Before)$/.test(sectionOf(project.text(page.path), line)))
        .filter((call) => !/^aws lambda invoke .*--payload \{"question":"\w+"\}| --stage dev$/.test(textOf(call)))
        .map((call) => `${page.path}:${call.line} ${textOf(call)}`),
    );
    expect(early).toEqual([]);
  });

  it('changes what is written down here, in this order', () => {
    const known = project.pages.filter(({ path }) => Object.hasOwn(changes, path));
    expect(known.length).toBeGreaterThan(5);
    const actual = project.pages.map((page) => [page.path, changesOf(page, project).map(textOf)] as const);
    const wanted = project.pages.map(({ path }) => [path, changesFor(id, path)] as const);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(wanted));
  });
});

it('is written down for no page that is not there', async () => {
  const projects = await Promise.all(
    Object.entries(extremes).map(([id, extreme]) => projectOf(`changes-of-${id}`, extreme)),
  );
  const paths = projects.flatMap(({ pages }) => pages.map(({ path }) => path));
  expect(Object.keys(changes).filter((path) => !paths.includes(path))).toEqual([]);
});
