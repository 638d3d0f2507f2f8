import { expect, it } from '@jest/globals';
import readingSamples from '../../contract/derived/reading-samples.json' with { type: 'json' };
import { takeReading } from '../../processors/intake/intake.ts';

const [reading] = readingSamples;
const taken: [string, string][] = [];
const put = async (key: string, data: string): Promise<void> => void taken.push([key, data]);

it('accepts a reading once the stream has it, as it was sent', async () => {
  const body = JSON.stringify(reading);
  expect(await takeReading(body, put)).toMatchObject({ status: 202, outcome: 'accepted' });
  expect(taken).toEqual([[reading!.sensor, body]]);
});

it.each(['', '{', '[]', '"text"', '{"sensor":1}'])('refuses what is no reading: %s', async (body) => {
  expect(await takeReading(body, put)).toMatchObject({ status: 400, outcome: 'refused' });
});

it('has the sender send again what the stream does not take', async () => {
  const refuse = () => Promise.reject(new Error('ProvisionedThroughputExceededException'));
  expect(await takeReading(JSON.stringify(reading), refuse)).toMatchObject({ status: 503, outcome: 'failed' });
});
