import { describe, expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { itemKey, itemTimeToLive } from '../../contract/derived/item-table.ts';
import { itemProblems } from '../../contract/derived/item.ts';
import { markAttribute, type Item, type MarkedItem } from '../../delivery/marked-items.ts';
import { markedTable } from '../../delivery/marked-table.ts';
import { searchFunction } from '../../delivery/search-function.ts';
import { seeding } from '../../delivery/seeding.ts';
import { smokeProbe } from '../../delivery/smoke-probe.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { withAnswers, type AwsAnswer } from '../aws-answers.ts';

const run = '0badcafe';
const bodyOf = (request: string) => JSON.parse(request.slice(request.indexOf('{'))) as Record<string, any>;

/** An item as it travels: binary values in base64. */
const sent = (item: Item): unknown =>
  JSON.parse(
    JSON.stringify(dynamodbItem(item), (_name, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );

/** Does something, and gives what AWS was asked for. */
async function requestsOf(
  ask: (client: Parameters<typeof markedTable>[1]) => Promise<unknown>,
  answer: AwsAnswer = { status: 200, body: '{}' },
): Promise<string[]> {
  const requests: string[] = [];
  const remember = (request: string) => {
    requests.push(request);
    return answer;
  };
  await withAnswers(remember, async (client) => ask(client));
  return requests;
}

describe('a marked item', () => {
  const [sample] = samples as Item[];
  const key = Object.fromEntries(itemKey.map(({ name }) => [name, sample![name]]));
  const item: MarkedItem = { name: 'a', key, written: { ...sample, at: 1 }, updated: { ...sample, at: 2 } };
  const condition = {
    TableName: 'items',
    ExpressionAttributeValues: { ':run': { S: run } },
  };

  it('is written where nobody has its key, and again where it is the one of this run', async () => {
    const [asked] = await requestsOf((client) => markedTable('items', client, run).write(item, 'written'));
    expect(bodyOf(asked!)).toEqual({
      ...condition,
      Item: sent(item.written),
      ConditionExpression: 'attribute_not_exists(#key) OR #mark.#run = :run',
      ExpressionAttributeNames: { '#mark': markAttribute, '#run': 'run', '#key': itemKey[0]!.name },
    });
  });

  it.each(['updated', 'removed'] as const)('is %s only where it is the one of this run', async (change) => {
    const [asked] = await requestsOf((client) => {
      const table = markedTable('items', client, run);
      return change === 'updated' ? table.write(item, 'updated') : table.remove(item);
    });
    expect(bodyOf(asked!)).toEqual({
      ...condition,
      ...(change === 'updated' ? { Item: sent(item.updated) } : { Key: sent(key) }),
      ConditionExpression: '#mark.#run = :run',
      ExpressionAttributeNames: { '#mark': markAttribute, '#run': 'run' },
    });
  });

  it('that somebody else has, is not written, and its key is left alone', async () => {
    const refused = { status: 400, body: '{"__type":"ConditionalCheckFailedException"}' };
    const table = (client: Parameters<typeof markedTable>[1]) => markedTable('items', client, run);
    await expect(requestsOf((client) => table(client).write(item, 'written'), refused)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect(await requestsOf((client) => table(client).remove(item), refused)).toHaveLength(1);
  });
});

describe('a run of marked items', () => {
  const settings = { latencyObjective: Duration.seconds(43) };
  const outputs = { TableName: 'items', SearchFunctionName: 'search' };
  const stage = (client: object) => ({ settings, outputs, client }) as unknown as Parameters<typeof smokeProbe.open>[0];

  it('is given three times as long as the stage wants a change to take', () => {
    expect(smokeProbe.patience(stage({}))).toBe(3 * 43_000);
  });

  it('writes ten items, which DynamoDB removes after a day where items expire', async () => {
    const asked = await requestsOf(async (client) => {
      const { events, run: name, sinks } = smokeProbe.open(stage(client), run);
      expect([name, Object.keys(sinks)]).toEqual([run, ['index']]);
      for (const { send } of events.slice(0, 10)) await send();
    });
    const written = asked.map(bodyOf);
    const inADay = Math.floor(Date.now() / 1000) + 86_400;
    const expires = (samples as Item[]).some(
      (each) => itemProblems({ ...each, [itemTimeToLive!]: inADay }).length === 0,
    );
    expect(written.map(({ Item }) => Item[markAttribute].M.item.N)).toEqual(Array.from('0123456789'));
    for (const { TableName, Item } of written) {
      expect(TableName).toBe('items');
      if (itemTimeToLive === undefined || !expires) continue;
      expect(Math.abs(Number(Item[itemTimeToLive].N) - inADay)).toBeLessThan(60);
    }
  });
});

describe('the search function', () => {
  const ask = (body: string, client: Parameters<typeof searchFunction>[1]) =>
    searchFunction('search', client)(new URLSearchParams([['filter.id', body]]), run, AbortSignal.timeout(10_000));

  it('is invoked as API Gateway does it', async () => {
    const answer = { status: 200, body: JSON.stringify({ statusCode: 200, body: '{"items":[]}' }) };
    const [asked] = await requestsOf(async (client) => expect(await ask('a b', client)).toEqual([]), answer);
    expect(asked).toMatch(/^POST \/2015-03-31\/functions\/search\/invocations /);
    expect(bodyOf(asked!)).toEqual({
      version: '2.0',
      routeKey: 'GET /search',
      rawPath: '/search',
      rawQueryString: 'filter.id=a+b',
      headers: {},
      requestContext: { http: { method: 'GET', path: '/search' } },
      isBase64Encoded: false,
    });
  });
});

it('a search function that ends with an error has found nothing, whatever it answers', async () => {
  const answer = {
    status: 200,
    headers: { 'X-Amz-Function-Error': 'Unhandled' },
    body: JSON.stringify({ statusCode: 200, body: '{"items":[]}' }),
  };
  await requestsOf(async (client) => {
    const found = searchFunction('search', client)(new URLSearchParams(), run, AbortSignal.timeout(10_000));
    expect(await found).toEqual({ problem: `the search function failed: ${answer.body}` });
  }, answer);
});

it('the samples of the contract are written to the table of the stage, each once', async () => {
  const stage = { outputs: { TableName: 'items' }, settings: { latencyObjective: Duration.seconds(43) } };
  const asked = await requestsOf(async (client) => {
    expect(await seeding.seed({ ...stage, client } as unknown as Parameters<typeof seeding.seed>[0])).toBe(
      `Wrote ${samples.length} items to items. Searches find them within 43 s.`,
    );
  });
  expect(asked.map(bodyOf)).toEqual(samples.map((item) => ({ TableName: 'items', Item: sent(item) })));
});
