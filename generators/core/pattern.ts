import { Script } from 'node:vm';

/** Milliseconds. Far more than a sound pattern takes for the few characters that it is tried on. */
const patience = 1000;

/** Whether a text matches somebody else's pattern; undefined where that takes too long to find out. */
export function matches(pattern: string, text: string): boolean | undefined {
  const test = `new RegExp(${JSON.stringify(pattern)}, 'u').test(${JSON.stringify(text)})`;
  try {
    return new Script(test).runInThisContext({ timeout: patience }) as boolean;
  } catch {
    return undefined;
  }
}

/** What keeps a text from being a pattern, in a sentence. */
export function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
