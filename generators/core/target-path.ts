import type { View } from './plan.ts';

/** The names that begin with a dot in a project. npm would drop some of them from a package, so templates have an underscore. */
const dotNames = new Set([
  '_editorconfig',
  '_gitattributes',
  '_github',
  '_gitignore',
  '_npmrc',
  '_nvmrc',
  '_oxlintrc.json',
  '_prettierignore',
  '_prettierrc.json',
  '_stream-pipeline',
]);

/** Where a template goes: without .hbs, with its dot names, and with `__field__` filled in from the view. */
export function targetPath(template: string, name: string, view: View): string {
  const parts = name
    .replace(/\.hbs$/, '')
    .split('/')
    .map((part) =>
      dotNames.has(part)
        ? `.${part.slice(1)}`
        : part.replace(/^__([a-z]\w*?)__(?=\.|$)/i, (token, field) => filled(template, token, field, view)),
    );
  for (const part of parts)
    if (part === '' || part === '.' || part === '..' || /[\\/:\0]/.test(part))
      throw new Error(`${template}: "${parts.join('/')}" would lie outside the project`);
  return parts.join('/');
}

function filled(template: string, token: string, field: string, view: View): string {
  if (field === 'init') return token; // Python's __init__.py
  const value = view[field];
  if (typeof value !== 'string') throw new Error(`${template}: no text named ${field} to put in place of ${token}`);
  return value;
}
