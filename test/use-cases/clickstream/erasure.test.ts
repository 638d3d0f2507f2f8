import { afterAll, expect, it, jest } from '@jest/globals';
import { LocalProject } from '../../local/local-project.ts';

/** The command on a run of this machine: through the same calls as on a stage. */
jest.setTimeout(300_000);
const project = LocalProject.with('clickstream-erasure', { useCase: 'clickstream', ingest: 'http' });
afterAll(() => project.killAll());

const erased = async (user = 'ada-1', ...more: string[]) => {
  const { code, out, err } = await project.run('erase', '--stage', 'local', '--user', user, ...more);
  return { code, text: out + err };
};

it('takes one user out of tables, lake and failure stores', async () => {
  await project.start('local', ['--events', '60', '--rate', '60', '--speed', '50']).says(/runs on this machine/);
  const send = async (line: string) => {
    const { out } = await project.run('ask', 'send', line);
    expect(out).toContain('200');
  };
  const event = { event_type: 'product_view', consent: ['analytics'], product_id: 'lamp' };
  for (const [at, user_id] of ['ada-1', 'ada-12', 'ada-1', 'ada-1', 'ada-12'].entries())
    await send(JSON.stringify({ event_id: `e${at}`, event_time: Date.now(), user_id, anonymous_id: 'b-7', ...event }));
  await send('{"user_id":"ada-1","event_id":');
  // the lake gets rows a minute after events arrive
  await new Promise((resolve) => setTimeout(resolve, 5000));
  let dry = await erased();
  for (let tries = 0; tries < 60 && !/^lake: [4-9] row/m.test(dry.text); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    dry = await erased();
  }
  expect(dry).toEqual({ code: 0, text: expect.stringMatching(/^lake: 4 rows in [1-4] of \d+ files?$/m) });
  expect(dry.text).toMatch(/^failure store: [1-9] records? in [1-9] of \d+ objects?$/m);
  expect(dry.text).toContain('table of analysis: 1 item');
  expect(dry.text).toMatch(/--user "b-7"[^]*Nothing was changed. To erase, add: --yes/);
  const done = await erased('ada-1', '--yes');
  expect(done).toEqual({ code: 0, text: expect.stringContaining('lake: erased 4 rows') });
  expect((await erased()).text).toContain('There is nothing to erase.');
  expect((await erased('ada-12')).text).toMatch(/^lake: 2 rows in/m);
});
