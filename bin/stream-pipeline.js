#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from './node-version.js';

const at = (path) => new URL(path, import.meta.url);
const argv = process.argv.slice(2);
const withNode = at('../scripts/with-node.mjs');
const isClone = existsSync(withNode);
const problem = nodeProblem(argv);

if (isClone && (problem || !existsSync(at('../node_modules')))) {
  // with-node.mjs brings a Node.js that fits and the dependencies, then runs this file again
  process.argv = [process.execPath, fileURLToPath(withNode), 'node', fileURLToPath(import.meta.url), ...argv];
  await import(withNode.href);
} else if (problem) {
  console.error(problem);
  process.exitCode = 3;
} else {
  // a clone runs its sources; the published package has compiled JavaScript only
  const { main } = await import(at(isClone ? '../generators/cli/main.ts' : '../dist/generators/cli/main.js').href);
  process.exitCode = await main(argv);
}
