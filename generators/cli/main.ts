import { generatorVersion } from '../core/package.ts';
import { exitCode } from './exit-code.ts';
import { Interrupted } from './interruption.ts';
import { BadInput, reportBadInput } from './problems.ts';
import { print, processTerminal, type Terminal } from './terminal.ts';

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
    if (first === '--version') {
      print(terminal.output, generatorVersion);
      return exitCode.done;
    }
    if (['--help', '-h', 'help'].includes(first)) {
      print(terminal.output, (await import('./help.ts')).overview(terminal.width));
      return exitCode.done;
    }
    const named = Object.hasOwn(verbs, first);
    const verb = await verbs[named ? first : 'new']!();
    return await verb(named ? rest : argv, terminal);
  } catch (error) {
    return reported(error, argv.includes('--json'), terminal);
  }
}

function reported(error: unknown, json: boolean, terminal: Terminal): number {
  if (error instanceof BadInput) {
    reportBadInput(error, json, terminal);
    return exitCode.badInput;
  }
  if (error instanceof Interrupted) {
    print(terminal.errors, error.message);
    return exitCode.interrupted;
  }
  const { code, message, stack = message } = error as NodeJS.ErrnoException;
  // What the operating system refuses is the user's to solve; anything else is a bug, and its stack belongs in the report.
  print(
    terminal.errors,
    typeof code === 'string' && /^E[A-Z]+$/.test(code) ? `${message}. Nothing was written.` : stack,
  );
  return exitCode.unexpected;
}
