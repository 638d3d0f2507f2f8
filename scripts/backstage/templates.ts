import { stringify } from 'yaml';
import type { JsonSchema } from '../../generators/core/json-schema.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { useCases } from '../../generators/core/use-cases.ts';
import { chooserForm, formOf, type Form } from './form.ts';
import { newRepository, pullRequest, repositorySlug, type Ending } from './repository.ts';

const folder = 'backstage-templates';

/** Every template for Backstage, and the file that registers them, by path. `host` is GitHub, or stands in for it. */
export function backstageTemplates(
  offered: readonly AnyUseCase[] = useCases,
  host = 'github.com',
): Record<string, string> {
  const entities = [...chooser(offered, host), ...offered.flatMap((useCase) => templatesOf(useCase, host))];
  const names = entities.map(({ metadata }) => metadata.name);
  return Object.fromEntries([
    [`${folder}/catalog-info.yaml`, yaml(location(names))],
    ...entities.map((entity) => [`${folder}/${entity.metadata.name}/template.yaml`, yaml(entity)]),
  ]) as Record<string, string>;
}

/** Where there is but one use case, nobody has to choose. */
function chooser(offered: readonly AnyUseCase[], host: string): Template[] {
  if (offered.length < 2) return [];
  const about = {
    name: 'stream-pipeline',
    title: 'AWS streaming pipeline',
    description: `One of: ${offered.map(({ title }) => title).join('; ')}.`,
  };
  return [template(about, ['recommended'], chooserForm(offered), newRepository(host))];
}

function templatesOf(useCase: AnyUseCase, host: string): Template[] {
  const { id, title, flow } = useCase;
  const form = formOf(useCase);
  return [
    template({ name: id, title, description: `${flow}. Makes a new repository.` }, [], form, newRepository(host)),
    template(
      {
        name: `${id}-pull-request`,
        title: `${title}, as a pull request`,
        description: `${flow}. Into a repository that exists.`,
      },
      ['pull-request'],
      form,
      pullRequest(host),
    ),
  ];
}

type Template = ReturnType<typeof template>;

const template = (
  about: { name: string; title: string; description: string },
  tags: readonly string[],
  form: Form,
  ending: Ending,
) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { ...about, tags: ['aws', 'streaming', ...tags] },
  spec: {
    type: 'service',
    lifecycle: 'experimental',
    parameters: [...form.pages, ending.page],
    steps: [
      {
        id: 'generate',
        name: 'Generate the project',
        action: 'stream-pipeline:generate',
        input: { answers: { ...form.answers, repository: repositorySlug } },
      },
      ...ending.steps,
    ],
    output: ending.output,
  },
});

const location = (names: readonly string[]): JsonSchema => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Location',
  metadata: { name: 'stream-pipeline', description: 'Templates of stream-pipeline' },
  // without a type, targets are read as the file itself was: from a repository or from a disk
  spec: { targets: names.map((name) => `./${name}/template.yaml`) },
});

const yaml = (entity: object): string =>
  `# Written by generator-stream-pipeline from the schema of its answers: to be written anew, not changed.\n${stringify(entity, { lineWidth: 120, aliasDuplicateObjects: false })}`;
