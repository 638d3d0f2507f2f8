import { InputError } from '@backstage/errors';
import { createTemplateAction, type TemplateAction } from '@backstage/plugin-scaffolder-node';
import { parsePolicy, renderProject, useCases, type Policy } from 'generator-stream-pipeline/core';
import { deployEnvironments, environmentVariables, lookupEnvironments } from './environments.ts';
import { examples } from './examples.ts';
import { readAnswers, sentence } from './form-answers.ts';
import { gitTree } from './git-tree.ts';
import { inputSchema } from './input-schema.ts';
import { nextSteps, pullRequestSteps } from './next-steps.ts';
import { outputSchema } from './output-schema.ts';
import { writeFiles } from './write-files.ts';

export interface GenerateOptions {
  /** The policy of the organisation: the contents of a stream-pipeline.policy.json. */
  policy?: unknown;
}

interface Input {
  answers: Record<string, unknown>;
  targetPath?: string;
}

/**
 * `stream-pipeline:generate`: writes the files that the command line writes, byte for byte, into the workspace of a template.
 * Records the template as an answer. Starts no process, makes no network call, and does the same in a dry run.
 */
export function createGenerateAction(options: GenerateOptions = {}): TemplateAction {
  const policy = soundPolicy(options.policy);
  const action = createTemplateAction({
    id: 'stream-pipeline:generate',
    description:
      'Generates a complete AWS streaming project: infrastructure, processors, tests, workflows, documentation.',
    supportsDryRun: true,
    examples,
    async handler({ input, workspacePath, templateInfo, signal, logger, output }) {
      const { answers: given, targetPath = '.' } = input as unknown as Input;
      const read = readAnswers({ scaffoldedFrom: templateInfo?.entityRef, ...given }, policy);
      if ('problems' in read) throw new InputError(read.problems.join('\n'));
      for (const warning of read.warnings) logger.warn(warning);

      const files = renderProject(read.answers);
      await writeFiles(workspacePath, targetPath, files, signal);
      logger.info(`Wrote the ${files.length} files of ${read.answers.name} (${read.answers.useCase}).`);

      const give = output as (name: string, value: unknown) => void;
      give('fileCount', files.length);
      give('treeHash', gitTree(files));
      give('environments', deployEnvironments);
      give('lookupEnvironments', lookupEnvironments);
      give('environmentVariables', environmentVariables(read.answers));
      give('warnings', read.warnings);
      give('nextSteps', nextSteps(read.answers));
      give('pullRequestSteps', pullRequestSteps(read.answers));
    },
  });
  // plain JSON Schema: createTemplateAction takes zod 3 only, and the answers are zod 4
  return { ...action, schema: { input: inputSchema(useCases, policy), output: outputSchema } } as TemplateAction;
}

/** An invalid policy keeps the portal from starting. Otherwise projects would break its rules unnoticed. */
function soundPolicy(given: unknown): Policy | undefined {
  if (given === undefined) return undefined;
  const parsed = parsePolicy(given);
  if (!parsed.ok) throw new Error(`streamPipeline.policy: ${parsed.problems.map(sentence).join('; ')}`);
  return parsed.policy;
}
