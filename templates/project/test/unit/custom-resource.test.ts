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

async function answerTo(run: () => Promise<void>): Promise<Record<string, unknown>> {
  const sent: { url: string; type: string | null; body: string }[] = [];
  const fetch = async (url: string, init?: RequestInit) => {
    const request = new Request(url, init);
    sent.push({ url: request.url, type: request.headers.get('content-type'), body: await request.text() });
    return new Response();
  };
  await respond(event, { id: 'thing', run }, fetch as typeof globalThis.fetch);
  expect(sent).toMatchObject([{ url: event.ResponseURL, type: '' }]);
  return JSON.parse(sent[0]!.body) as Record<string, unknown>;
}

it('tells CloudFormation that a step is done', async () => {
  expect(await answerTo(async () => {})).toEqual({
    Status: 'SUCCESS',
    PhysicalResourceId: 'thing',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Thing',
  });
});

it('tells CloudFormation why a step failed, in a message that is short enough', async () => {
  const answer = await answerTo(() => Promise.reject(new Error(`no ${'x'.repeat(9000)}`)));
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^no x+$/) });
  expect(JSON.stringify(answer).length).toBeLessThan(4096);
});

it('fails when CloudFormation does not take the answer', async () => {
  const refusing = (async () => new Response(null, { status: 403 })) as typeof fetch;
  await expect(respond(event, { id: 'thing', run: async () => {} }, refusing)).rejects.toThrow('403');
});
