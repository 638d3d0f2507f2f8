import type { Answers } from '../../generators/core/api.ts';

/** A choice that answers make: `search=domain`; of a list, that it holds a member: `sources~kafka`. */
function choicesOf(answers: Answers): string[] {
  return Object.entries(answers).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${key}=${value}`];
    return Array.isArray(value) ? value.map((member) => `${key}~${String(member)}`) : [];
  });
}

/** Every group of so many choices that occur together. */
function groupsOf(choices: readonly string[], size: number): string[] {
  if (size === 0) return [''];
  return choices.flatMap((choice, at) => groupsOf(choices.slice(at + 1), size - 1).map((rest) => `${choice} ${rest}`));
}

/**
 * As few of the projects as are found by taking, again and again, the one that adds most: together they make every choice that any
 * project makes, and with `together` 2 every two choices that occur in one project.
 */
export function covering<Project extends { answers: Answers }>(
  projects: readonly Project[],
  together: 1 | 2,
): Project[] {
  const left = projects.map((project) => ({ project, groups: groupsOf(choicesOf(project.answers), together) }));
  const covered = new Set<string>();
  const chosen = new Set<Project>();
  for (;;) {
    const adds = left.map(({ groups }) => groups.filter((group) => !covered.has(group)).length);
    const most = Math.max(0, ...adds);
    if (most === 0) return projects.filter((project) => chosen.has(project));
    const { project, groups } = left[adds.indexOf(most)]!;
    chosen.add(project);
    for (const group of groups) covered.add(group);
  }
}
