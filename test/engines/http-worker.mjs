// The other side of sync-http.ts: makes one request after the other, and wakes the thread that waits for the answer.
import { workerData } from 'node:worker_threads';

const { base, flag, port } = workerData;

port.on('message', async ({ method, target, body }) => {
  let answer;
  try {
    const type = target.includes('_bulk') ? 'application/x-ndjson' : 'application/json';
    const response = await fetch(base + target, {
      method,
      ...(body === '' ? {} : { body, headers: { 'content-type': type } }),
    });
    answer = { status: response.status, body: await response.text() };
  } catch (error) {
    answer = { problem: `${method} ${target}: ${error.cause ?? error}` };
  }
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
