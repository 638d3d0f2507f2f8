import { compile } from './compile.ts';
import { withKnownNames } from './known-names.ts';
import type { View } from './plan.ts';

const compiled = new Map<string, (view: View) => string>();

/** A template filled in from the view. A name that the view does not have is an error; errors name the template. */
export function fill(name: string, template: string, view: View): string {
  const known = compiled.get(template) ?? compile(name, template);
  compiled.set(template, known);
  try {
    return known(withKnownNames(view));
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
