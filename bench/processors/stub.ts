import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts a stub of this folder in a process of its own: what it costs is not what is measured. */
export async function startStub(file: string): Promise<{ url: string; process: ChildProcess }> {
  const stub = spawn(process.execPath, [join(import.meta.dirname, file)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [url] = (await once(createInterface(stub.stdout!), 'line')) as [string];
  return { url, process: stub };
}
