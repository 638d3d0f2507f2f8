import { combinations } from '../core/combinations.ts';
import { covering } from '../core/covering.ts';
import { testedUseCases, type TestedProject } from '../use-cases/tested.ts';

/** So many combinations of a use case are compiled and synthesized as they are; of more, those with every two choices together. */
const few = 16;

/** Every combination, and the further projects of every use case: what is rendered, parsed and looked at. */
export const projects = (): TestedProject[] => [
  ...combinations(),
  ...testedUseCases.flatMap((each) => each.projects()),
];

/** What is compiled and synthesized as well, which takes seconds for each. */
export const builtProjects = (): TestedProject[] =>
  testedUseCases.flatMap(({ id, projects: further }) => {
    const own = combinations().filter(({ answers }) => answers.useCase === id);
    return [...(own.length > few ? covering(own, 2) : own), ...further()];
  });
