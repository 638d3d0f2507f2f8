import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import * as registered from '../../runtime/services/registry.ts';
import { pageFiles } from '../../runtime/view/page-files.ts';
import { bundleOf } from './bundle.ts';
import { registryOf, withoutOthers } from './only.ts';

/** The runtime with these services, in one file: the same bytes on every machine. */
export const runtimeWith = (services: readonly string[], banner: string): Promise<string> =>
  bundleOf({
    door: 'runtime/door.ts',
    elsewhere: {},
    banner,
    inside: packages,
    plugins: [pageInside, requiredWhenUsed, only(services)],
  });

/** What the local Firehose writes and reads Parquet with. */
const packages = ['hyparquet', 'hyparquet-writer'];

/** The page's texts stand in files of their own here, and in the bundle there. */
const pageInside: Plugin = {
  name: 'page-inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]view[\\/]page-files\.ts$/ }, () => ({
      contents: `export const pageFiles = ${JSON.stringify(pageFiles)};`,
    }));
  },
};

/**
 * DuckDB is in some projects only, and is loaded when it is first used. With `require`: the tests of a project are CommonJS, where Jest
 * has no `import()`.
 */
const requiredWhenUsed: Plugin = {
  name: 'required-when-used',
  setup({ onLoad, onResolve }) {
    const namespace = 'required';
    onResolve({ filter: /^@duckdb\/node-api$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace } : { path, external: true },
    );
    onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

/** The registry and the door with the lines of these services alone. */
const only = (services: readonly string[]): Plugin => ({
  name: 'only-services',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]runtime[\\/]door\.ts$/ }, ({ path }) => ({
      contents: withoutOthers(readFileSync(path, 'utf8'), services),
      loader: 'ts',
    }));
    onLoad({ filter: /[\\/]services[\\/]registry\.ts$/ }, () => ({ contents: registryOf(services), loader: 'ts' }));
    onLoad({ filter: /[\\/]services[\\/]left-out\.ts$/ }, () => ({
      contents: `export const leftOut = ${JSON.stringify(leftOutOf(services))};`,
    }));
  },
});

/** The services that the bundle does not have, by resource type and by the name that requests are signed for. */
const leftOutOf = (services: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.values(registered)
      .filter(({ id }) => !services.includes(id))
      .flatMap(({ id, resources, signingNames }) =>
        [...Object.keys(resources), ...signingNames].map((name) => [name, id]),
      ),
  );
