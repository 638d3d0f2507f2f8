import { optionsOf, type Takes } from './options.ts';

/** A workflow that somebody can run by hand, with what it asks for. */
export interface Workflow {
  file: string;
  name: string;
  inputs: Readonly<Record<string, { required?: boolean; options?: readonly string[] }>> | undefined;
}

/** GitHub CLI manual (https://cli.github.com/manual/): the commands that pages use, with their options. */
const commands: Readonly<Record<string, Readonly<Record<string, Takes>>>> = {
  api: { method: 'one', jq: 'one', f: 'one', input: 'one' },
  'repo create': { private: 'nothing', source: 'one', push: 'nothing' },
  'repo view': { json: 'one', jq: 'one' },
  'run watch': {},
  'variable set': { body: 'one' },
  'variable delete': {},
  'workflow run': { f: 'one' },
};

/** What is wrong with a command of the GitHub command line. */
export function problemOfGh(
  words: readonly string[],
  input: string | undefined,
  workflows: readonly Workflow[],
): string | undefined {
  const name = [words.slice(0, 2).join(' '), words[0]!].find((each) => Object.hasOwn(commands, each));
  if (name === undefined) return `this test does not know gh ${words.slice(0, 2).join(' ')}`;
  const options = optionsOf(words.slice(name.split(' ').length), (option) => commands[name]![option]);
  if ('problem' in options) return options.problem;
  if (input !== undefined && !isJson(input)) return `what it is given to read is no JSON: ${input}`;
  if (name !== 'workflow run') return undefined;
  const workflow = workflows.find(({ file }) => file === options.positional[0]);
  if (!workflow?.inputs) return `no workflow ${options.positional[0]} can be run by hand`;
  const given = Object.fromEntries(
    (options.given.get('f') ?? []).map((pair) => pair.split('=', 2) as [string, string]),
  );
  for (const [key, value] of Object.entries(given)) {
    const asked = workflow.inputs[key];
    if (!asked) return `${workflow.file} does not ask for ${key}`;
    if (asked.options && !asked.options.includes(value)) return `${key}: expected ${asked.options.join(' or ')}`;
  }
  const missing = Object.entries(workflow.inputs).filter(([key, { required }]) => required && !(key in given));
  return missing.length > 0 ? `${workflow.file} requires ${missing.map(([key]) => key).join(', ')}` : undefined;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
