#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { nodeProblem } from './node-version.js';

const problem = nodeProblem(process.argv.slice(2));
if (problem) {
  console.error(problem);
  process.exit(3);
}
// A clone runs its sources; the published package holds compiled JavaScript only.
const sources = new URL('../generators/cli/main.ts', import.meta.url);
const { main } = await import(
  existsSync(sources) ? sources.href : new URL('../dist/generators/cli/main.js', import.meta.url).href
);
process.exitCode = await main(process.argv.slice(2));
