import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from '@jest/globals';
import type { ServiceApi } from '../../runtime/contracts/gateway.ts';
import { startGateway } from '../../runtime/gateway/server.ts';
import { rpcError } from '../../runtime/gateway/protocols/rpc.ts';
import { AccessKeys } from '../../runtime/local/callers.ts';
import { Traffic } from '../../runtime/local/traffic.ts';

const hour = 3_600_000;
const answersAll: ServiceApi = {
  call: () => ({
    name: 'sqs:ReceiveMessage',
    iam: [],
    dataAccess: [],
    run: async () => ({ status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' }),
  }),
  error: rpcError,
};

it('lets a function whose clock is an hour ahead sign one request after another', async () => {
  const keys = new AccessKeys({ region: 'eu-west-1', account: '111122223333' });
  const credentials = { accessKeyId: 'FUNCTION', secretAccessKey: 'secret' };
  keys.add('FUNCTION', { ...credentials, now: () => Date.now() + hour, factor: 1 }, () => ({
    component: 'Ingest',
    roleArn: 'arn:aws:iam::111122223333:role/ingest',
    within: (call) => call(),
  }));
  const traffic = new Traffic({
    graph: { resources: new Map() } as never,
    permissions: undefined as never,
    callers: keys,
    services: [],
    apiFor: () => answersAll,
    watch: { meter: { flow: () => undefined } } as never,
    refused: () => undefined,
  });
  const gateway = await startGateway((request) => traffic.answer(request));
  try {
    // the SDK corrects its time by that of an answer (AWS SDKs guide, "Clock skew"): by an hour here, without a date of the function's clock
    const client = new SQSClient({ endpoint: gateway.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
    client.config.systemClockOffset = hour;
    for (let request = 0; request < 3; request++)
      await client.send(new ReceiveMessageCommand({ QueueUrl: `${gateway.url}/111122223333/queue` }));
    client.destroy();
  } finally {
    await gateway.close();
  }
  expect(keys.now('FUNCTION') - keys.now('LOCALDEVELOPER')).toBeGreaterThan(hour - 1000);
});
