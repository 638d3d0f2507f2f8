import { InputError } from '@backstage/errors';
import { createTemplateAction, type TemplateAction } from '@backstage/plugin-scaffolder-node';
import { parsePolicy, renderProject, useCases, type Policy } from 'generator-stream-pipeline/core';
import { examples } from './examples.ts';
import { readAnswers, sentence } from './form-answers.ts';
import { gitTree } from './git-tree.ts';
import { inputSchema } from './input-schema.ts';
import { environmentsOf, nextSteps, pullRequestSteps } from './next-steps.ts';
import { outputSchema } from './output-schema.ts';
import { writeFiles } from './write-files.ts';

export interface GenerateOptions {
  /** What the organisation allows: the contents of a stream-pipeline.policy.json. */
  policy?: unknown;
}

interface Input {
  answers: Record<string, unknown>;
  targetPath?: string;
}

/**
 * `stream-pipeline:generate`: the files that the command line writes, byte for byte, into the workspace of a template. Starts
 * no process, calls nobody, and does the same in a dry run.
 */
export function createGenerateAction(options: GenerateOptions = {}): TemplateAction {
  const policy = soundPolicy(options.policy);
  const action = createTemplateAction({
    id: 'stream-pipeline:generate',
    description:
      'Generates a complete AWS streaming project: infrastructure, processors, tests, workflows, documentation.',
    supportsDryRun: true,
    examples,
    async handler({ input, workspacePath, signal, logger, output }) {
      const { answers: given, targetPath = '.' } = input as unknown as Input;
      const read = readAnswers(given, policy);
      if ('problems' in read) throw new InputError(read.problems.join('\n'));
      for (const warning of read.warnings) logger.warn(warning);

      const files = renderProject(read.answers);
      await writeFiles(workspacePath, targetPath, files, signal);
      logger.info(`${files.length} files of ${read.answers.name} (${read.answers.useCase}) written`);

      const give = output as (name: string, value: unknown) => void;
      give('fileCount', files.length);
      give('treeHash', gitTree(files));
      give('environments', environmentsOf(read.answers, ''));
      give('lookupEnvironments', environmentsOf(read.answers, '-lookup'));
      give('warnings', read.warnings);
      give('nextSteps', nextSteps(read.answers));
      give('pullRequestSteps', pullRequestSteps(read.answers));
    },
  });
  // JSON Schema as it is: createTemplateAction itself would only take zod 3, and the answers are zod 4
  return { ...action, schema: { input: inputSchema(useCases, policy), output: outputSchema } } as TemplateAction;
}

/** A policy with a mistake in it keeps the portal from starting: without it, projects would go their own way unnoticed. */
function soundPolicy(given: unknown): Policy | undefined {
  if (given === undefined) return undefined;
  const parsed = parsePolicy(given);
  if (!parsed.ok) throw new Error(`streamPipeline.policy: ${parsed.problems.map(sentence).join('; ')}`);
  return parsed.policy;
}
