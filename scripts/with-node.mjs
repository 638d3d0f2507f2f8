// Runs a command with a Node.js that fits and with the dependencies of the lock: node scripts/with-node.mjs COMMAND …
// Plain Node.js >= 18 without dependencies: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requiredRange, satisfies } from '../bin/node-version.js';
import { installFromLock } from './install-lock.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tools = join(root, 'tools', 'node');
const env = { ...process.env };
const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';

const shell = process.platform === 'win32';

/** What npm says goes to standard error: standard output belongs to the command. */
function npmCi(folder, args) {
  console.error(`npm ci in ${folder} (only when its lock file has changed)`);
  const all = ['ci', '--include=dev', '--no-audit', '--no-fund', ...args];
  const { error, status, signal } = spawnSync('npm', all, { cwd: folder, env, stdio: ['inherit', 2, 2], shell });
  if (error) console.error(`npm: ${error.message}`);
  return signal ? 130 : (status ?? 1);
}

/**
 * Runs the command to its end and exits as it does. A terminal sends Ctrl-C to the command as well, which ends in its own way and
 * time; this process waits for it.
 */
function run(command, args) {
  const child = spawn(command, args, { env, stdio: 'inherit', shell });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`${command}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (status, signal) => process.exit(signal ? 130 : (status ?? 1)));
}

function install(folder, args) {
  const status = installFromLock(folder, () => npmCi(folder, args));
  if (status !== 0) process.exit(status);
}

if (!satisfies(process.versions.node, requiredRange())) {
  install(tools, ['--ignore-scripts']);
  const bin = join(tools, 'node_modules', '.bin');
  if (!existsSync(join(bin, process.platform === 'win32' ? 'node.cmd' : 'node'))) {
    console.error(
      `This repository needs Node.js ${requiredRange()}; this is ${process.versions.node}, and npm has no Node.js for ` +
        `${process.platform} ${process.arch}. Install Node.js 24 from https://nodejs.org and run the command again.`,
    );
    process.exit(3);
  }
  // What the system has stays reachable: tests of the too-old message need it.
  env.SYSTEM_NODE = process.execPath;
  env[pathKey] = bin + delimiter + env[pathKey];
}
install(root, ['--ignore-scripts']);
const [command, ...args] = process.argv.slice(2);
if (command) run(command, args);
