import { afterAll, expect, it, jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProject } from '../../local/local-project.ts';

jest.setTimeout(240_000);

const project = LocalProject.with('msk-lakehouse-produce', { useCase: 'msk-lakehouse' });
afterAll(() => project.killAll());
const produce = (...args: string[]) => project.run('produce', '--stage', 'local', ...args);

it('takes events of a file, signed in with IAM, and deliveries of a smoke test; a file that is wrong is refused', async () => {
  const early = await produce('--file', 'package.json');
  expect(early).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was written') });
  const live = project.start('local', ['--rate', '1', '--speed', '1', '--port', '0']);
  await live.says(/http:\/\//);
  expect((await project.run('seed', '--stage', 'local')).code).toBe(0);
  const samples = '.local/events.jsonl';
  const [first] = project.file(samples).split('\n');
  writeFileSync(join(project.folder, 'wrong.jsonl'), `${first}\n{"eventId":"e-2"}\n`);
  expect(await produce('--file', 'wrong.jsonl')).toMatchObject({ code: 1, err: expect.stringContaining('line 2: ') });
  expect(await produce('--file', samples)).toMatchObject({ code: 0, out: 'Wrote 500 of 500 events.\n' });
  // three deliveries to the webhook, which Firehose writes within the minute
  const smoke = await project.run('smoke', '--stage', 'local');
  expect(smoke).toMatchObject({ code: 0, out: expect.stringMatching(/delivered +3 .*lost +0 /s) });
  live.child.kill('SIGINT');
  const { out } = await live.ended;
  // samples of the run itself come as well
  const entered = [...out.matchAll(/([\d,]+) entered = /g)].map(([, count]) => Number(count!.replaceAll(',', '')));
  expect(entered.at(-1)).toBeGreaterThan(500);
});
