import { Script } from 'node:vm';

/** What work gives; undefined where it takes longer than so many milliseconds: it is ended then, wherever it is. */
export function inTime<T>(milliseconds: number, work: () => T): { result: T } | undefined {
  try {
    return { result: new Script('work()').runInNewContext({ work }, { timeout: milliseconds }) as T };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
