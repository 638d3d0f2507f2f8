import { afterEach, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Callers } from '../../runtime/contracts/service.ts';
import { AccessKeys } from '../../runtime/local/callers.ts';
import { contextOf } from '../../runtime/services/lambda/context.ts';
import { currentInvocation, Invocation } from '../../runtime/kernel/invocation.ts';
import { FunctionProcesses, type FunctionSettings } from '../../runtime/services/lambda/function-processes.ts';
import { ScaledTime } from '../../runtime/kernel/scaled-clock.ts';

const running: FunctionProcesses[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

interface Wanted extends Partial<FunctionSettings> {
  readonly speed?: number;
}

const nobody: Pick<Callers, 'add' | 'remove'> = { add: () => undefined, remove: () => undefined };

/** A function with this handler body (`event`, `context`), as a bundle in a folder of its own. */
function functionOf(body: string, { speed = 1, ...settings }: Wanted = {}, callers = nobody) {
  const folder = mkdtempSync(join(tmpdir(), 'function-'));
  folders.push(folder);
  writeFileSync(
    join(folder, 'index.mjs'),
    `import { setTimeout as sleep } from 'node:timers/promises';\nexport const handler = async (event, context) => { ${body} };`,
  );
  const lines: string[] = [];
  const now = Date.now();
  const target = new FunctionProcesses(
    {
      name: 'shop-indexer',
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:shop-indexer',
      roleArn: 'arn:aws:iam::111122223333:role/indexer',
      component: 'Indexer',
      folder,
      handler: 'index.handler',
      environment: { GREETING: 'hello' },
      memory: 128,
      timeout: 60_000,
      concurrency: 1000,
      clock: new ScaledTime({ realOrigin: now, origin: now, factor: speed }),
      log: (line) => lines.push(line),
      ...settings,
    },
    callers,
  );
  running.push(target);
  const run = (event: unknown, invocation = new Invocation(undefined, () => undefined)) =>
    currentInvocation.run(invocation, () =>
      target.handler(event, contextOf(target, 'request-1', target.settings.clock)),
    );
  return { target, run, lines };
}

it('runs the bundle with its environment, its event and its context', async () => {
  const { run } = functionOf(
    'return { greeting: process.env.GREETING, memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, event, name: context.functionName, id: context.awsRequestId };',
  );
  expect(await run({ n: 1 })).toEqual({
    greeting: 'hello',
    memory: '128',
    event: { n: 1 },
    name: 'shop-indexer',
    id: 'request-1',
  });
});

it('keeps nothing of the environment of whoever started the run', async () => {
  process.env['AWS_PROFILE'] = 'production';
  const { run } = functionOf('return Object.keys(process.env);');
  const names = (await run({})) as string[];
  delete process.env['AWS_PROFILE'];
  expect(names).not.toContain('AWS_PROFILE');
  expect(names).not.toContain('HOME');
});

it('gives undefined as null, as JSON does', async () => {
  expect(await functionOf('return undefined;').run({})).toBeNull();
});

it('fails with what the handler throws, and goes on', async () => {
  const { run, target } = functionOf("if (event.bad) throw new TypeError('no'); return 'fine';");
  await expect(run({ bad: true })).rejects.toThrow('TypeError: no');
  const [pid] = target.processIds;
  expect(await run({})).toBe('fine');
  expect(target.processIds).toEqual([pid]);
});

it('gives up a bundle that never finishes loading', async () => {
  const { target } = functionOf('');
  const { folder } = target.settings;
  writeFileSync(join(folder, 'index.mjs'), 'await new Promise(() => setInterval(() => undefined, 1000));');
  const patient = new FunctionProcesses(target.settings, nobody, 500);
  running.push(patient);
  await expect(patient.warm()).rejects.toThrow('shop-indexer cannot be loaded: it was not done after 0.5 seconds');
});

it('says why a bundle cannot be loaded', async () => {
  await expect(functionOf('return 1;', { handler: 'index.other' }).run({})).rejects.toThrow('no export "other"');
});

it('runs invocations at once in processes of their own, and uses those again', async () => {
  const { run, target } = functionOf('await sleep(50); return process.pid;');
  const first = await Promise.all([run({}), run({})]);
  expect(new Set(first).size).toBe(2);
  expect(first).toContain(await run({}));
  expect(target.processIds).toHaveLength(2);
});

it('is never available where its reserved concurrency is 0, warm or not', async () => {
  const { target } = functionOf('', { concurrency: 0 });
  expect(target.available()).toBe(false);
  await target.warm();
  expect(target.available()).toBe(false);
});

it('is not available beyond its reserved concurrency', async () => {
  const { run, target } = functionOf('await sleep(20);', { concurrency: 1 });
  expect(target.available()).toBe(true);
  const running = run({});
  expect(target.available()).toBe(false);
  await running;
  expect(target.available()).toBe(true);
});

it('kills the process when Lambda stops waiting', async () => {
  const { run, target } = functionOf('await sleep(600_000);');
  const invocation = new Invocation(undefined, () => undefined);
  const running = run({}, invocation);
  await target.ready();
  invocation.end();
  await expect(running).rejects.toThrow('signal: SIGKILL');
});

it('fails the invocation whose process is killed from outside', async () => {
  const { run, target } = functionOf('await sleep(600_000);');
  await target.ready();
  const running = run({});
  process.kill(target.processIds[0]!, 'SIGKILL');
  await expect(running).rejects.toThrow('Runtime exited with error: signal: SIGKILL');
  expect(target.processIds).toEqual([]);
});

it('tells who calls by the access key of the process', async () => {
  const callers = new AccessKeys({ region: 'eu-west-1', account: '111122223333' });
  const { run } = functionOf('return process.env.AWS_ACCESS_KEY_ID;', {}, callers);
  const key = (await run({})) as string;
  expect(callers.behind(key)).toMatchObject({ component: 'Indexer' });
});

it('passes the log on', async () => {
  const { run, lines, target } = functionOf("console.log('one'); console.error('two');");
  await run({});
  await target.close();
  expect(lines.toSorted()).toEqual(['one', 'two']);
});

it('lives on the clock of the run: dates, timers, deadlines and signals', async () => {
  const { run, target } = functionOf(
    `const began = Date.now();
     const left = context.getRemainingTimeInMillis();
     await sleep(20_000);
     await new Promise((resolve) => setTimeout(resolve, 20_000));
     await new Promise((resolve) => AbortSignal.timeout(20_000).addEventListener('abort', resolve));
     return { took: new Date().getTime() - began, began, spent: left - context.getRemainingTimeInMillis(), isDate: new Date(0) instanceof Date };`,
    { speed: 1000, timeout: 900_000 },
  );
  await target.ready();
  const before = target.settings.clock.now();
  const { took, began, spent, isDate } = (await run({})) as Record<'took' | 'began' | 'spent', number> & {
    isDate: boolean;
  };
  // Node.js may fire each of the three timers up to a real millisecond early, which is a second here
  expect(took).toBeGreaterThanOrEqual(57_000);
  expect(spent).toBeGreaterThanOrEqual(57_000);
  expect(began).toBeGreaterThanOrEqual(Math.floor(before));
  expect(isDate).toBe(true);
});
