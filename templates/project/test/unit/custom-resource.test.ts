import { expect, it } from '@jest/globals';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { respond } from '../../processors/lib/custom-resource.ts';

const event = {
  RequestType: 'Create',
  ResponseURL: 'https://answers.example/1',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Thing',
} as CloudFormationCustomResourceEvent;

async function answerTo(run: () => Promise<void>) {
  const sent: { url: string; type: string | null; body: string }[] = [];
  const fetch = async (url: string, init?: RequestInit) => {
    const request = new Request(url, init);
    sent.push({ url: request.url, type: request.headers.get('content-type'), body: await request.text() });
    return new Response();
  };
  const logged: object[] = [];
  const log = (message: string, fields: object) => void logged.push({ message, ...fields });
  await respond(
    event,
    { id: 'thing', run },
    { fetch: fetch as typeof globalThis.fetch, logger: { info: log, error: log } },
  );
  expect(sent).toMatchObject([{ url: event.ResponseURL, type: '' }]);
  return { answer: JSON.parse(sent[0]!.body) as Record<string, unknown>, logged };
}

it('tells CloudFormation that a step is done', async () => {
  const { answer, logged } = await answerTo(async () => {});
  expect(answer).toEqual({
    Status: 'SUCCESS',
    PhysicalResourceId: 'thing',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Thing',
  });
  expect(logged).toEqual([{ message: 'deployment step done', requestType: 'Create', resource: 'Thing' }]);
});

it('tells CloudFormation why a step failed, in a message that is short enough', async () => {
  const { answer, logged } = await answerTo(() => Promise.reject(new Error(`no ${'x'.repeat(9000)}`)));
  expect(logged).toMatchObject([{ message: 'deployment step failed', reason: expect.stringMatching(/^no x+$/) }]);
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^no x+$/) });
  expect(JSON.stringify(answer).length).toBeLessThan(4096);
});

it('fails when CloudFormation does not take the answer', async () => {
  const refusing = (async () => new Response(null, { status: 403 })) as typeof fetch;
  const logger = { info: () => {}, error: () => {} };
  const step = { id: 'thing', run: async () => {} };
  await expect(respond(event, step, { fetch: refusing, logger })).rejects.toThrow('403');
});
