import { lockedValues } from '../../generators/cli/input/questions.ts';
import type { JsonSchema } from '../../generators/core/json-schema.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';
import type { Options } from '../../generators/core/option.ts';
import { projectOptions } from '../../generators/core/options/project.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { branch, choiceOfBranches, fieldsOf, messagesOf, type Fields } from './fields.ts';
import { forbidding, impossible } from './refused.ts';

/** The pages of a wizard, and the expression that gives each answer to the action. */
export interface Form {
  pages: JsonSchema[];
  answers: Record<string, string>;
}

/** Answered on the repository's page of every template. */
const elsewhere = 'repository';

/** What is asked for each stage stands beside the choices of the use case: refusals speak of both, and a page is judged as a whole. */
const isOfStage = (key: string) => /^(dev|prod)[A-Z]/.test(key);

const asked = (useCase: AnyUseCase, isWanted: (key: string) => boolean): Options =>
  Object.fromEntries(Object.entries(optionsOf(useCase)).filter(([key]) => key !== elsewhere && isWanted(key)));

/** A use case under a policy has the options of every project among its own. */
const ownOptions = (useCase: AnyUseCase) => asked(useCase, (key) => !isProjects(key));

const isProjects = (key: string) => key in projectOptions;
const settledBy = (useCase: AnyUseCase) => lockedValues(optionsOf(useCase));

/** What every project is asked. A portal's catalog takes no component without an owner. */
function aboutProject(useCase: AnyUseCase): Fields {
  const fields = fieldsOf(
    useCase,
    asked(useCase, (key) => isProjects(key) && !isOfStage(key)),
  );
  const owner = 'owner' in fields.properties ? ['owner'] : [];
  return { ...fields, required: [...new Set([...fields.required, ...owner])] };
}

/** The wizard of one use case. */
export function formOf(useCase: AnyUseCase): Form {
  const about = aboutProject(useCase);
  const choices = fieldsOf(useCase, { ...ownOptions(useCase), ...asked(useCase, isOfStage) }, settledBy(useCase));
  const pages = [
    page('Project', about),
    { ...page('Pipeline', choices), ...forbidding(impossible(useCase, choices.paths)) },
  ];
  return { pages, answers: { useCase: useCase.id, ...expressions(about), ...expressions(choices) } };
}

/** The wizard that asks for the use case first, then what it asks. */
export function chooserForm(useCases: readonly AnyUseCase[]): Form {
  const about = aboutProject(useCases[0]!);
  const stages = fieldsOf(useCases[0]!, asked(useCases[0]!, isOfStage));
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
    paths: new Map([
      ...stages.paths,
      ...inside.flatMap(({ fields }) => [...paths(fields)]),
      ['useCase', ['pipeline', 'useCase']],
    ]),
  };
  const combinations = inside.flatMap(({ useCase, fields }) =>
    impossible(useCase, new Map([...choices.paths, ...paths(fields)]), { useCase: useCase.id }),
  );
  return {
    pages: [page('Project', about), { ...page('Use case', choices), ...forbidding(combinations) }],
    answers: { ...expressions(choices), ...expressions(about) },
  };
}

const page = (title: string, fields: Fields): JsonSchema => ({
  title,
  ...(fields.required.length > 0 ? { required: fields.required } : {}),
  properties: fields.properties,
  ...messagesOf(fields),
});

const expressions = ({ paths }: Fields): Record<string, string> =>
  Object.fromEntries([...paths].map(([key, path]) => [key, `\${{ parameters.${path.join('.')} }}`]));
