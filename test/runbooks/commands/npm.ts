import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { problemOfCdk } from './cdk.ts';
import { optionsOf } from './options.ts';

export interface NpmProject {
  folder: string;
  scripts: Readonly<Record<string, string>>;
  stacks: readonly string[];
}

const helps = new Map<string, Promise<string>>();

/** What is wrong with an npm command: the script has to be there, and the tool behind it has to know the options. */
export async function problemOfNpm(words: readonly string[], project: NpmProject): Promise<string | undefined> {
  if (words.join(' ') === 'ci' || words.join(' ') === 'test') return undefined;
  const end = words.indexOf('--');
  const [verb, script = '', ...flags] = (end < 0 ? words : words.slice(0, end)).filter((word) => word !== '--silent');
  if (verb !== 'run' || flags.length > 0) return `this test does not know npm ${words.join(' ')}`;
  const body = project.scripts[script];
  if (body === undefined) return `package.json has no script ${script}`;
  const rest = end < 0 ? [] : words.slice(end + 1);
  const [program, ...given] = body
    .split(' && ')
    .at(-1)!
    .match(/'[^']*'|\S+/g)!;
  if (program === 'cdk') return problemOfCdk([...given, ...rest], project.stacks);
  const tool = given.find((word) => /^tools\/[\w-]+\.ts$/.test(word));
  if (program !== 'node' || tool === undefined) return rest.length > 0 ? `${script} takes no options` : undefined;
  // named, not called
  if (end < 0) return undefined;
  return problemOfTool(rest, await helpOf(project.folder, tool));
}

/** A tool of the project tells its commands, its options and their values with --help. */
function problemOfTool(words: readonly string[], usage: string): string | undefined {
  const lines = usage.split('\n');
  const values = new Map(
    [...usage.matchAll(/--([a-z][a-z-]*)(?: ([A-Z]+|"[^"]+"|[\w-]+(?:\|[\w-]+)+))?/g)].map(([, name, value]) => [
      name!,
      value,
    ]),
  );
  // the first mention, in the synopsis, tells the values
  for (const [, name, value] of usage.matchAll(/--([a-z][a-z-]*)(?: ([A-Z]+|"[^"]+"|[\w-]+(?:\|[\w-]+)+))/g))
    if (!values.get(name!)?.includes('|')) values.set(name!, value);
  const options = optionsOf(words, (option) =>
    values.has(option) ? (values.get(option) === undefined ? 'nothing' : 'one') : undefined,
  );
  if ('problem' in options) return options.problem;
  for (const [option, [value]] of options.given) {
    const choices = values.get(option)?.includes('|') ? values.get(option)!.split('|') : undefined;
    if (choices && !choices.includes(value!)) return `--${option} ${value}: expected one of ${choices.join(', ')}`;
  }
  const [, verbs] = /^(?:Usage: )?npm run [\w-]+ -- ([a-z]+(?:\|[a-z]+)+)/.exec(lines[0] ?? '') ?? [];
  const expected = verbs?.split('|') ?? [];
  const wrong = options.positional.find((word, at) => at > 0 || !expected.includes(word));
  if (wrong !== undefined) return `"${wrong}": expected ${expected.join(' or ') || 'options only'}`;
  return expected.length > 0 && options.positional.length === 0 ? `expected ${expected.join(' or ')}` : undefined;
}

function helpOf(folder: string, tool: string): Promise<string> {
  const name = `${folder} ${tool}`;
  if (!helps.has(name)) helps.set(name, printed(folder, tool));
  return helps.get(name)!;
}

async function printed(folder: string, tool: string): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const args = ['--import', 'tsx', tool, '--help'];
  return (await promisify(execFile)(process.execPath, args, { cwd: folder, env })).stdout;
}
