// Plain Node.js >= 18 without dependencies: it runs before anything is installed.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const pauseMilliseconds = 200;

/**
 * Runs `npm ci` for a folder, unless its lock is the one that was installed last, on this platform. Gives the exit code of
 * `npmCi`; 0 where there was nothing to do.
 */
export function installFromLock(folder, npmCi) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.lock-hash');
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
  if (isInstalled()) return 0;
  return alone(folder, () => {
    // another command may have done it meanwhile
    if (isInstalled()) return 0;
    // an installation that is interrupted leaves no stamp
    rmSync(stamp, { force: true });
    const ended = npmCi();
    if (ended === 0) writeFileSync(stamp, lock);
    return ended;
  });
}

/**
 * Runs work while no other process runs work for the folder: two `npm ci` at once would delete each other's files. The lock is a
 * folder with a file that has the id of its process as its name. One whose process is gone is taken over.
 */
export function alone(folder, work) {
  const lock = join(folder, '.install-lock');
  while (isHeld(lock) || !taken(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
  try {
    return work();
  } finally {
    rmSync(join(lock, String(process.pid)), { force: true });
    removeEmpty(lock);
  }
}

/**
 * Whether a process that runs has the lock. Removes what one has left that is gone, by its name: should another one have the lock
 * meanwhile, its file and so its folder stay.
 */
function isHeld(lock) {
  for (const name of namesIn(lock)) {
    if (isRunning(Number(name))) return true;
    rmSync(join(lock, name), { force: true });
  }
  removeEmpty(lock);
  return false;
}

function namesIn(lock) {
  try {
    return readdirSync(lock);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function isRunning(pid) {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's
    return error.code !== 'ESRCH';
  }
}

/** A folder takes the place of none or of an empty one, in one step: the lock never is without the name of its process. */
function taken(lock) {
  const made = `${lock}.${process.pid}`;
  mkdirSync(made, { recursive: true });
  writeFileSync(join(made, String(process.pid)), '');
  try {
    renameSync(made, lock);
    return true;
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (isInUse(error)) return false;
    throw error;
  }
}

function removeEmpty(lock) {
  try {
    rmdirSync(lock);
  } catch (error) {
    // there is none, or somebody else has it
    if (error.code !== 'ENOENT' && !isInUse(error)) throw error;
  }
}

/** There is something in the folder; Windows says EPERM. */
const isInUse = ({ code }) => ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code);
