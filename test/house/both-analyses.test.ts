import { beforeAll, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkOf } from '../../contract/check-of.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { Contract } from '../../contract/contract.ts';
import { templatesFolder } from '../../generators/core/package.ts';
import { renderLayers } from '../../generators/core/render.ts';

// The Lambda function and the Flink job refuse the same events for the same reasons, and write the same items of the same sessions and
// offers: tests of the job read the same files.

type Json = ReturnType<typeof JSON.parse>;

const folder = join(import.meta.dirname, '..', '..', 'build', 'both-analyses');
const layers = ['blocks/click-analysis', 'blocks/analysis-flink'];
const json = (path: string): Json => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const load = (path: string): Promise<Json> => import(join(folder, path));

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, contents } of renderLayers((layer) => join(templatesFolder, layer), layers, {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
});

it('expects of the Flink job the items that the Lambda function writes', async () => {
  const { Results } = await load('processors/lib/analysis/results.ts');
  const { readSettings } = await load('processors/lib/analysis/settings.ts');
  const { sessions, offers, puts } = json('analytics/core/src/test/resources/items.json');
  const written: unknown[] = [];
  const put = (input: unknown) => Promise.resolve(written.push(input));
  const results = new Results(put, 'results', readSettings(json('analytics/settings.json')));
  for (const session of sessions) await results.writeSession(session);
  for (const offer of offers) await results.writeOffer(offer);
  expect(written).toEqual(puts);
});

it('expects of the Flink job the reasons that the check of the contract gives', () => {
  const schema = JSON.parse(readFileSync(join(templatesFolder, 'contracts', 'click-event.schema.json'), 'utf8'));
  const check = checkOf(readContract(schema) as Contract);
  const event = `{"event_id":"e1","event_type":"page_view","event_time":1790000000000,"user_id":"ada","consent":["analytics"]}`;
  const wrong: { from: string; to: string; reason: string }[] = json(
    'analytics/core/src/test/resources/wrong-events.json',
  );
  expect(check(JSON.parse(event))).toEqual([]);
  for (const { from, to, reason } of wrong)
    expect([
      to,
      check(JSON.parse(event.replaceAll(from, to)))
        .slice(0, 3)
        .join('; '),
    ]).toEqual([to, reason]);
});
