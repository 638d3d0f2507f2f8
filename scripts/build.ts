// npm pack runs this (prepack): compiles generators/, and what it imports from bin/ and templates/, to dist/.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { build } from 'esbuild';
import Handlebars from 'handlebars';
import { compileOptions, handlebarsSource } from '../generators/core/compile.ts';

const root = join(import.meta.dirname, '..');
const templates = join(root, 'templates');
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '--project', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
const core = join(root, 'dist', 'generators', 'core');
/** In place of compile.ts: a fifth of the time of a generation is loading Handlebars' compiler and compiling with it. */
const compiledAhead = `import { createRequire } from 'node:module';
import Handlebars from 'handlebars/runtime.js';
import { escapes } from './escape.js';

const handlebars = Handlebars.create();
handlebars.registerHelper(escapes);

const specs = createRequire(import.meta.dirname + '/compile.js')('./specs.cjs');

export const compile = (name) => handlebars.template(specs[name]);
`;
writeFileSync(join(core, 'specs.cjs'), `module.exports = {\n${specs().join('')}};\n`);
writeFileSync(join(core, 'compile.js'), compiledAhead);
// The core once more for those who cannot `require` an ES module: a Backstage portal's own tests run in Jest.
await build({
  entryPoints: [join(core, 'api.js')],
  outfile: join(core, 'api.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  define: { 'import.meta.dirname': '__dirname' },
});

/** The templates, compiled: megabytes, which both forms of the core load from one file. */
function specs(): string[] {
  return readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => {
      const source = handlebarsSource(readFileSync(join(templates, name), 'utf8'));
      const spec = Handlebars.precompile(source, compileOptions) as string; // JavaScript
      return `  ${JSON.stringify(name.split(sep).join('/'))}: ${spec},\n`;
    });
}
