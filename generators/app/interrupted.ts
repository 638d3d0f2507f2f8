import { exitCode } from '../entrance/exit-code.ts';
import { Interrupted } from '../entrance/interruption.ts';

interface Adapter {
  signal?: AbortSignal;
  abort?(reason: unknown): void;
}

/**
 * Ends a run that the user interrupts with one sentence and exit code 130. Inquirer has its own error for Ctrl-C, which `yo`
 * would report as a failure with code 1.
 *
 * @param ownsProcess whether the run is all that the process does: it then ends at once, as Ctrl-C ends any command
 */
export function endWhenInterrupted({ signal }: Adapter, ownsProcess: boolean): void {
  const ended = () => {
    const error = signal!.reason as unknown;
    if (!isInterruption(error)) return;
    const { message } = error instanceof Interrupted ? error : new Interrupted();
    if (ownsProcess) {
      process.stderr.write(`${message}\n`);
      process.exit(exitCode.interrupted);
    }
    // Yeoman rejects with this very error.
    Object.assign(error, { message, code: exitCode.interrupted });
  };
  signal?.addEventListener('abort', ended, { once: true });
}

/** Runs a step; when it is interrupted, all of Yeoman is, before it can report the step as failed. */
export async function interruptible<T>(adapter: Adapter, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (isInterruption(error)) adapter.abort?.(error);
    throw error;
  }
}

const isInterruption = (error: unknown): error is Error =>
  error instanceof Interrupted || (error instanceof Error && error.name === 'ExitPromptError');
