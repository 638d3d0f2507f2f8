import { compile } from './compile.ts';
import type { View } from './plan.ts';

const compiled = new Map<string, (view: View) => string>();

/** A template filled in from the view. Errors name the template. */
export function fill(name: string, template: string, view: View): string {
  const known = compiled.get(template) ?? compile(name, template);
  compiled.set(template, known);
  try {
    return known(view);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
