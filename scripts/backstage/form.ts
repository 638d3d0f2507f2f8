import { isDeepStrictEqual } from 'node:util';
import { lockedValues } from '../../generators/core/policy/rule.ts';
import type { JsonSchema } from '../../generators/core/json-schema.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';
import type { Options } from '../../generators/core/option.ts';
import { projectOptions } from '../../generators/core/options/project.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { branch, choiceOfBranches, fieldsOf, messagesOf, type Fields } from './fields.ts';
import { eventPage, optionsPage, useCasePage, type Publication } from './publication.ts';
import { forbidding, impossible } from './refused.ts';

/** The pages of a wizard, and for each answer the expression that passes it to the action. */
export interface Form {
  pages: JsonSchema[];
  answers: Record<string, string>;
}

/** Answered on the last page of every template. */
const elsewhere = 'repository';

/** Options of a stage are on the page of the use case: refusals combine both, and a form validates one page at a time. */
const isOfStage = (key: string) => /^(dev|prod)[A-Z]/.test(key);

const asked = (useCase: AnyUseCase, isWanted: (key: string) => boolean): Options =>
  Object.fromEntries(Object.entries(optionsOf(useCase)).filter(([key]) => key !== elsewhere && isWanted(key)));

/** A use case under a policy also has the options of every project. */
const ownOptions = (useCase: AnyUseCase) => asked(useCase, (key) => !isProjects(key));

const isProjects = (key: string) => key in projectOptions;
const settledBy = (useCase: AnyUseCase) => lockedValues(optionsOf(useCase));

/** What every project is asked. The owner is required: the catalog refuses a component without one. */
function aboutProject(useCase: AnyUseCase): Fields {
  const fields = fieldsOf(
    useCase,
    asked(useCase, (key) => isProjects(key) && !isOfStage(key)),
  );
  const owner = 'owner' in fields.properties ? ['owner'] : [];
  return { ...fields, required: [...new Set([...fields.required, ...owner])] };
}

/** The wizard of one use case. */
export function formOf(useCase: AnyUseCase, publication: Publication): Form {
  const about = aboutProject(useCase);
  const choices = fieldsOf(useCase, { ...ownOptions(useCase), ...asked(useCase, isOfStage) }, settledBy(useCase));
  const pages = [
    page('Project', guides([useCase], publication), about),
    { ...page('Pipeline', helpWith(publication), choices), ...forbidding(impossible(useCase, choices.paths)) },
  ];
  return { pages, answers: { useCase: useCase.id, ...expressions(about), ...expressions(choices) } };
}

/** The wizard that asks for the use case first, then for its options. */
export function chooserForm(useCases: readonly AnyUseCase[], publication: Publication): Form {
  const about = alike(useCases, aboutProject);
  const stages = alike(useCases, (useCase) => fieldsOf(useCase, asked(useCase, isOfStage)));
  const inside = useCases.map((useCase) => ({
    useCase,
    fields: fieldsOf(useCase, ownOptions(useCase), settledBy(useCase)),
  }));
  const paths = (fields: Fields) => new Map([...fields.paths].map(([key, path]) => [key, ['pipeline', ...path]]));
  const pipeline = choiceOfBranches(
    'Use case',
    inside.map(({ useCase, fields }) =>
      branch('useCase', useCase.id, { title: useCase.title, of: 'Use case' }, fields),
    ),
  );
  const choices: Fields = {
    properties: { pipeline, ...stages.properties },
    required: ['pipeline', ...stages.required],
    messages: stages.messages,
    paths: new Map([...stages.paths, ['useCase', ['pipeline', 'useCase']]]),
  };
  const combinations = inside.flatMap(({ useCase, fields }) =>
    impossible(useCase, new Map([...choices.paths, ...paths(fields)]), { useCase: useCase.id }),
  );
  return {
    pages: [
      page('Project', guides(useCases, publication), about),
      { ...page('Use case', helpWith(publication), choices), ...forbidding(combinations) },
    ],
    answers: {
      ...expressions(choices),
      ...oneOf(inside.map(({ fields }) => paths(fields))),
      ...expressions(about),
    },
  };
}

/** What every use case has alike: under a policy, too, the options of every project. */
function alike<T>(useCases: readonly AnyUseCase[], of: (useCase: AnyUseCase) => T): T {
  const [first, ...others] = useCases.map(of);
  if (first === undefined || others.some((other) => !isDeepStrictEqual(other, first)))
    throw new Error('The use cases differ in an option that every project has');
  return first;
}

const guides = (useCases: readonly AnyUseCase[], publication: Publication): string =>
  useCases.map((useCase) => `[Guide: ${useCase.title}](${useCasePage(publication, useCase)})`).join(' · ');

const helpWith = (publication: Publication): string =>
  `[All options](${optionsPage(publication)}) · [Your own event](${eventPage(publication)})`;

/** The description is Markdown. */
const page = (title: string, description: string, fields: Fields): JsonSchema => ({
  title,
  description,
  ...(fields.required.length > 0 ? { required: fields.required } : {}),
  properties: fields.properties,
  ...messagesOf(fields),
});

/** The answers of one of several use cases: under each key, the value on the path that the chosen one has for it. */
function oneOf(each: readonly ReadonlyMap<string, string[]>[]): Record<string, string> {
  const keys = new Set(each.flatMap((paths) => [...paths.keys()]));
  const waysTo = (key: string) => new Set(each.flatMap((paths) => paths.get(key)?.join('.') ?? []));
  const expression = (key: string) => [...waysTo(key)].map((path) => `parameters.${path}`).join(' or ');
  return Object.fromEntries([...keys].map((key) => [key, `\${{ ${expression(key)} }}`]));
}

const expressions = ({ paths }: Fields): Record<string, string> =>
  Object.fromEntries([...paths].map(([key, path]) => [key, `\${{ parameters.${path.join('.')} }}`]));
