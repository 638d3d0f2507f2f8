import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { optionsOf, type Takes } from './options.ts';

const cdk = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'aws-cdk', 'bin', 'cdk');

interface Option {
  takes: Takes;
  choices: readonly string[];
}
const helps = new Map<string, Promise<Map<string, Option>>>();

/** What is wrong with a command of the CDK, by the help of the CDK command line that projects have. */
export async function problemOfCdk(
  [verb = '', ...words]: readonly string[],
  stacks: readonly string[],
): Promise<string | undefined> {
  const known = await optionsFor(verb);
  if (!known) return `cdk has no command ${verb}`;
  const takes = (option: string): Takes => known.get(option)?.takes ?? known.get(option.replace(/^no-/, ''))?.takes;
  const options = optionsOf(words, takes);
  if ('problem' in options) return options.problem;
  for (const [option, values] of options.given) {
    const { choices = [] } = known.get(option) ?? {};
    const wrong = choices.length === 0 ? undefined : values.find((value) => !choices.includes(value));
    if (wrong !== undefined) return `--${option} ${wrong}: expected one of ${choices.join(', ')}`;
  }
  const places = verb === 'bootstrap' ? /^aws:\/\/\d+\// : undefined;
  const unknown = options.positional.find((word) => (places ? !places.test(word) : !stacks.includes(word)));
  return unknown === undefined ? undefined : `there is no stack ${unknown}; there are ${stacks.join(', ')}`;
}

/** Whether a command of the CDK that pages use has an option. */
export async function isOptionOfCdk(option: string): Promise<boolean> {
  const all = await Promise.all(['bootstrap', 'deploy', 'drift', 'destroy'].map(optionsFor));
  return all.some((options) => options?.has(option));
}

async function optionsFor(verb: string): Promise<Map<string, Option> | undefined> {
  if (!/^[a-z-]+$/.test(verb)) return undefined;
  if (!helps.has(verb)) helps.set(verb, helpOf(verb));
  const help = await helps.get(verb)!;
  return help.size === 0 ? undefined : help;
}

async function helpOf(verb: string): Promise<Map<string, Option>> {
  const env = { ...process.env, NODE_OPTIONS: '', COLUMNS: '200', CDK_DISABLE_CLI_TELEMETRY: 'true' };
  const { stdout } = await promisify(execFile)(process.execPath, [cdk, verb, '--help'], { env });
  if (!new RegExp(`^cdk ${verb}\\b`).test(stdout.trim())) return new Map();
  // an option begins a line; what follows it until the next one describes it
  return new Map(
    stdout.split(/\n(?= +--?[a-z])/).flatMap((text) => {
      const names = [...(/^ +((?:--?[\w-]+(?:, )?)+)/.exec(text)?.[1]?.matchAll(/--?([\w-]+)/g) ?? [])];
      const [, choices = ''] = /\[choices: ([^\]]+)\]/s.exec(text) ?? [];
      const option: Option = {
        takes: /\[(boolean|count)\]/.test(text) ? 'nothing' : text.includes('[array]') ? 'several' : 'one',
        choices: [...choices.matchAll(/"([^"]+)"/g)].map(([, choice]) => choice!),
      };
      return names.map(([, name]) => [name!, option] as const);
    }),
  );
}
