import { problemOfAws } from './aws.ts';
import { problemOfCdk } from './cdk.ts';
import { problemOfGh, type Workflow } from './gh.ts';
import { problemOfNpm, type NpmProject } from './npm.ts';
import type { Call } from './recorded.ts';

export interface CommandsProject extends NpmProject {
  workflows: readonly Workflow[];
}

/** What is wrong with a call, in words; a program that this does not know is a problem. */
export async function problemOf(
  { program, words, input }: Call,
  project: CommandsProject,
): Promise<string | undefined> {
  switch (program) {
    case 'aws':
      return await problemOfAws(words);
    case 'cdk':
      return await problemOfCdk(words, project.stacks);
    case 'npm':
      return await problemOfNpm(words, project);
    case 'npx':
      if (words[0] !== 'cdk') return `this test does not know npx ${words[0]}`;
      return await problemOfCdk(words.slice(1), project.stacks);
    case 'gh':
      return problemOfGh(words, input, project.workflows);
    case 'git':
      return /^(add \.|commit --message .+)$/.test(words.join(' ')) ? undefined : 'this test does not know it';
  }
  return `this test does not know ${program}`;
}
