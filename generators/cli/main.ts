import { meant, nearest } from '../core/nearest.ts';
import { generatorVersion } from '../core/package.ts';
import { seen } from '../core/problem.ts';
import { exitCode } from '../entrance/exit-code.ts';
import { Interrupted } from '../entrance/interruption.ts';
import { BadInput, problemAt, reportBadInput, reportFailure } from '../entrance/problems.ts';
import { print, processTerminal, type Terminal } from '../entrance/terminal/terminal.ts';

type Verb = (argv: readonly string[], terminal: Terminal) => Promise<number>;

/** Loaded only when called: `list` needs neither the templates' language nor the AWS SDK. */
const verbs: Record<string, () => Promise<Verb>> = {
  new: async () => (await import('./new.ts')).newProject,
  list: async () => (await import('./list.ts')).list,
  explain: async () => (await import('./explain.ts')).explain,
  schema: async () => (await import('./schema.ts')).schema,
  update: async () => (await import('./update.ts')).update,
  doctor: async () => (await import('./doctor.ts')).doctor,
};

/** The `stream-pipeline` command. Resolves with the exit code, and never rejects. */
export async function main(argv: readonly string[]): Promise<number> {
  const code = await run(argv, processTerminal());
  // What is waited for in vain (a credential process that hangs) must not keep the command alive. Unreferenced, the timer
  // itself does not either.
  setTimeout(() => process.exit(code), 500).unref();
  return code;
}

/** The same on any terminal. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first = '', ...rest] = argv;
  try {
    if (first === '--version' || first === '-v') {
      print(terminal.output, generatorVersion);
      return exitCode.done;
    }
    if (['--help', '-h', 'help'].includes(first)) return await help(rest[0], terminal);
    const named = Object.hasOwn(verbs, first);
    if (!named) refuseMisspelt(first);
    const verb = await verbs[named ? first : 'new']!();
    return await verb(named ? rest : argv, terminal);
  } catch (error) {
    return reported(error, argv.includes('--json'), terminal);
  }
}

/** `stream-pipeline help [COMMAND]` */
async function help(name: string | undefined, terminal: Terminal): Promise<number> {
  if (name === undefined) {
    print(terminal.output, (await import('./help.ts')).overview(terminal.width));
    return exitCode.done;
  }
  if (Object.hasOwn(verbs, name)) return (await verbs[name]!())(['--help'], terminal);
  const commands = Object.keys(verbs);
  throw new BadInput([
    problemAt('COMMAND', `${seen(name)} given, expected one of ${commands.join(', ')}${meant(name, commands)}`),
  ]);
}

/** A word that is nearly a command is one, and no name of a project. `new` is too short to be told from a name. */
function refuseMisspelt(word: string): void {
  const commands = Object.keys(verbs).filter((name) => name.length > 3 || word.toLowerCase() === name);
  const best = word.startsWith('-') ? undefined : nearest(word.toLowerCase(), commands);
  if (best === undefined) return;
  throw new BadInput([
    problemAt(
      '',
      `${seen(word)} is not a command. Did you mean ${best}? To create a project of this name: stream-pipeline new ${word}`,
    ),
  ]);
}

function reported(error: unknown, json: boolean, terminal: Terminal): number {
  if (error instanceof BadInput) {
    reportBadInput(error, json, terminal);
    return exitCode.badInput;
  }
  if (error instanceof Interrupted) {
    reportFailure(error.message, json, terminal);
    return exitCode.interrupted;
  }
  const { code, message, stack = message } = error as NodeJS.ErrnoException;
  // What the operating system refuses is the user's to solve; anything else is a bug, and its stack belongs in the report.
  const isRefusal = typeof code === 'string' && /^E[A-Z]+$/.test(code);
  reportFailure(isRefusal ? `${message}. Nothing was written.` : stack, json, terminal);
  return exitCode.unexpected;
}
