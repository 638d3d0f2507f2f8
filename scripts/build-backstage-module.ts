// npm pack of the scaffolder backend module runs this (its prepack): one CommonJS file, because a portal's tests load it in Jest.
import { join } from 'node:path';
import { build } from 'esbuild';

const module = join(import.meta.dirname, '..', 'backstage-templates', 'scaffolder-backend-module-stream-pipeline');

await build({
  absWorkingDir: module,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.cjs',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  packages: 'external',
  tsconfigRaw: {},
  logLevel: 'warning',
});
