// Plain Node.js >= 18 without dependencies: it runs before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pauseMilliseconds = 200;
/** A lock whose holder did not get to write its process id. */
const namelessMilliseconds = 10_000;

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
 * Runs work while no other process runs work for the folder: two `npm ci` at once would delete each other's files. To make a
 * folder is atomic, so that is the lock; it names its process, and one whose process is gone is taken over.
 */
export function alone(folder, work) {
  const lock = join(folder, '.install-lock');
  while (!taken(lock)) {
    if (isStale(lock)) discard(lock);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

function isStale(lock) {
  try {
    const pid = holderOf(lock);
    return pid === undefined ? Date.now() - statSync(lock).mtimeMs > namelessMilliseconds : !isRunning(pid);
  } catch (error) {
    // released meanwhile
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's
    return error.code !== 'ESRCH';
  }
}

/** Of several that find the same stale lock, one gets to move it; should it have been renewed in that moment, it goes back. */
function discard(lock) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    const pid = holderOf(aside);
    if (pid !== undefined && isRunning(pid)) renameSync(aside, lock);
    else rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    // somebody else was faster
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}
