import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type BuildOptions } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..');
const bundles = join(project, 'dist', 'functions');

/** Bundles each processors/NAME/handler.ts into dist/functions/NAME/. */
export function bundleFunctions(): void {
  for (const name of functionNames()) buildSync(bundleOptions(name));
}

/**
 * How a function is bundled. The AWS SDK is not part of a bundle: the Lambda runtime has it. Everything else is, @smithy
 * packages too: the runtime's own copies cannot be imported.
 */
export const bundleOptions = (name: string): BuildOptions => ({
  absWorkingDir: project,
  entryPoints: [join('processors', name, 'handler.ts')],
  outfile: bundleOf(name),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: ['@aws-sdk/*'],
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
});

/** The folders of processors/ that hold the code of a Lambda function. */
export const functionNames = (): string[] =>
  readdirSync(join(project, 'processors')).filter((name) =>
    existsSync(join(project, 'processors', name, 'handler.ts')),
  );

/** Where the bundle of a function lies. */
export const bundleOf = (name: string): string => join(bundles, name, 'index.mjs');

export const functionCode = (name: string): Code => Code.fromAsset(join(bundles, name));
