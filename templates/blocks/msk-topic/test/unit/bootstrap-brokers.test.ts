import { expect, it } from '@jest/globals';
import { addressesIn, giving } from '../../processors/bootstrap-brokers/addresses.ts';

it('gives the addresses for IAM in one order, whatever order AWS gives them in', () => {
  const [one, two] = [
    'b-1.shop.c2.kafka.eu-west-1.amazonaws.com:9098',
    'b-2.shop.c2.kafka.eu-west-1.amazonaws.com:9098',
  ];
  expect(addressesIn({ BootstrapBrokerStringSaslIam: `${two},${one}` })).toBe(`${one},${two}`);
});

it('fails the deployment for a cluster that does not let clients sign in with IAM', () => {
  expect(() => addressesIn({})).toThrow('The cluster has no address where clients sign in with IAM');
});

it('answers with attributes that are known when the answer is sent', async () => {
  const sent: unknown[] = [];
  const given: Record<string, string> = {};
  const send = giving(given, async (_, request) => {
    sent.push(JSON.parse(String(request?.body)));
    return new Response();
  });
  given['BootstrapServers'] = 'b-1:9098';
  await send('https://example.com', { method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS' }) });
  expect(sent).toEqual([{ Status: 'SUCCESS', Data: { BootstrapServers: 'b-1:9098' } }]);
});
