import checkbox from '@inquirer/checkbox';
import confirm from '@inquirer/confirm';
import input from '@inquirer/input';
import select from '@inquirer/select';
import { Interrupted } from '../entrance/interruption.ts';
import { print, type Terminal } from '../entrance/terminal/terminal.ts';
import type { Asker } from '../entrance/questions/asker.ts';
import { confirmFor, inputFor, selectFor, selectSeveralFor } from '../entrance/questions/inquirer.ts';

/** Asks on a terminal. Rejects with `Interrupted` on Ctrl-C, at the end of the input, and when `signal` aborts. */
export function terminalAsker(terminal: Terminal, signal: AbortSignal): Asker {
  const asking = <Question, Answer>(prompt: Prompt<Question, Answer>, question: Question) =>
    untilInputEnds(signal, (until) =>
      prompt(question, { input: terminal.input, output: terminal.output, signal: until }),
    );
  return {
    width: terminal.width,
    tell: (text) => print(terminal.output, text),
    select: (question) => asking(select<string>, selectFor(question, terminal)),
    selectSeveral: (question) => asking(checkbox<string>, selectSeveralFor(question, terminal)),
    input: (question) => asking(input, inputFor(question, terminal)).then((value) => value.trim()),
    confirm: (question) => asking(confirm, confirmFor(question, terminal)),
  };
}

type Prompt<Question, Answer> = (
  question: Question,
  context: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream; signal: AbortSignal },
) => Promise<Answer>;

/** Inquirer waits for ever when its input ends (Ctrl-D); Node.js then tells, by running out of work. */
async function untilInputEnds<Answer>(signal: AbortSignal, prompt: (until: AbortSignal) => Promise<Answer>) {
  const ended = new AbortController();
  const end = () => ended.abort();
  process.once('beforeExit', end);
  try {
    return await prompt(AbortSignal.any([signal, ended.signal]));
  } catch (error) {
    if (error instanceof Error && ['AbortPromptError', 'ExitPromptError'].includes(error.name)) throw new Interrupted();
    throw error;
  } finally {
    process.off('beforeExit', end);
  }
}
