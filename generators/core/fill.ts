import Handlebars from 'handlebars';
import { escapes } from './escape.ts';
import type { View } from './plan.ts';

const handlebars = Handlebars.create();
handlebars.registerHelper(escapes);

/** How templates are compiled: an unknown name or helper is an error, and nothing is escaped for HTML. */
export const compileOptions: CompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(escapes).map((name) => [name, true])),
};

/** `${{` is never Handlebars (GitHub Actions, template literals); `{{name}}` inside still is. */
export const handlebarsSource = (template: string): string => template.replaceAll('${{', '$\\{{');

const compiled = new Map<string, HandlebarsTemplateDelegate<View>>();

/** A template filled in from the view. Errors name the template. */
export function fill(name: string, template: string, view: View): string {
  const known = compiled.get(template) ?? handlebars.compile<View>(handlebarsSource(template), compileOptions);
  compiled.set(template, known);
  try {
    return known(view);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
