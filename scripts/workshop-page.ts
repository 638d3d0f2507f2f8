import { parseAnswers, renderProject } from '../generators/core/api.ts';

/** The workshop of a project as generated with the defaults, from its first step on; its links would lead nowhere here. */
export function workshopOf(useCase: string, name: string): string {
  const parsed = parseAnswers({ useCase, name });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { contents } = renderProject(parsed.answers).find(({ path }) => path === 'docs/workshop.md')!;
  const page = contents.toString();
  return page
    .slice(page.indexOf('\n## ') + 1)
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .trimEnd();
}
