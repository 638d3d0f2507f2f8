import { spell } from '../generators/entrance/flags/option-flags.ts';
import { consequenceOf } from '../generators/core/consequence.ts';
import type { Option, Options } from '../generators/core/option.ts';
import { inWords } from '../generators/core/where.ts';
import { projectOptions } from '../generators/core/options/project.ts';
import { written } from '../generators/core/problem.ts';
import type { AnyUseCase } from '../generators/core/use-case.ts';
import { optionsOf, useCases } from '../generators/core/use-cases.ts';

/** The reference of all options, in Markdown: nothing in it is written by hand. */
export function optionsPage(): string {
  return `# Options

Written from the schema of the answers by \`npm run reference\`. Every option is a flag of \`stream-pipeline new\` and of \`yo stream-pipeline\`, and a key of an answers file (\`--answers FILE\`). The JSON Schema of such a file: \`stream-pipeline schema\`.

## Every project

${table(undefined, projectOptions)}
${useCases.map(useCaseSection).join('\n')}`;
}

function useCaseSection(useCase: AnyUseCase): string {
  const refused = useCase.refuse.map(
    ({ where, because }) => `- \`${inWords(where, optionsOf(useCase), spell)}\`: ${because}.`,
  );
  return `## ${useCase.id}

${useCase.title}: ${useCase.flow}.

${table(useCase, useCase.options)}${refused.length > 0 ? `\nRefused:\n\n${refused.join('\n')}\n` : ''}`;
}

function table(useCase: AnyUseCase | undefined, options: Options): string {
  const rows = Object.entries(options).map(([key, option]) => {
    const what = [option.title, option.description].filter(Boolean).join('. ');
    const asked = option.when ? ` Only where ${inWords(option.when, options, spell)}.` : '';
    return `| \`${key === 'name' ? 'NAME' : spell(key)}\` | \`${key}\` | ${what}${what.endsWith('.') ? '' : '.'}${asked} | ${valuesOf(useCase, key, option)} | ${defaultOf(option)} |`;
  });
  return ['| flag | key | what | values | default |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function valuesOf(useCase: AnyUseCase | undefined, key: string, option: Option): string {
  if (!('choices' in option)) return option.expected;
  const values = Object.keys(option.choices).map((value) => `\`${value}\`: ${consequenceOf(useCase!, key, value)}`);
  return [...(option.kind === 'several' ? [`a list of at least ${option.atLeast} of:`] : []), ...values].join('<br>');
}

function defaultOf(option: Option): string {
  if ('choices' in option) return `\`${written(option.default)}\``;
  if (option.kind === 'document') return "the use case's example";
  if (typeof option.answer === 'object') return `${option.isExample ? 'an example: ' : ''}\`${option.answer.default}\``;
  return option.answer === 'required' ? 'has to be given' : 'none';
}
