import Handlebars from 'handlebars';
import { escapes } from './escape.ts';
import type { View } from './plan.ts';

/** How templates are compiled: an unknown name or helper is an error, and nothing is escaped for HTML. */
export const compileOptions: CompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(escapes).map((name) => [name, true])),
};

/** `${{` is never Handlebars (GitHub Actions, template literals); `{{name}}` inside still is. */
export const handlebarsSource = (template: string): string => template.replaceAll('${{', '$\\{{');

const handlebars = Handlebars.create();
handlebars.registerHelper(escapes);

/** A template as a function of the view. In the published package scripts/build.ts has compiled all of them ahead. */
export function compile(_name: string, template: string): (view: View) => string {
  return handlebars.compile<View>(handlebarsSource(template), compileOptions);
}
