import type { Service } from '../../contracts/service.ts';
import type { Give } from '../../contracts/template.ts';
import { arn, drawn, name, property } from '../../template/give.ts';
import { EventApis } from './event-apis.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';

const apiId = drawn(26);
const apiArn = arn('appsync', (self) => `apis/${apiId(self)}`);
const namespaceArn = arn('appsync', (self) => `apis/${property(self, 'ApiId', '')}/channelNamespace/${name(self)}`);
const domain: Give = ({ place }) => new URL(place.endpoint).host;

export const appsync = {
  id: 'appsync',
  signingNames: ['appsync'],
  kind: 'eventApi',
  resources: {
    'AWS::AppSync::Api': {
      name: { property: 'Name', most: 50 },
      ref: apiArn,
      arn: apiArn,
      attributes: { ApiArn: apiArn, ApiId: apiId, 'Dns.Http': domain, 'Dns.Realtime': domain },
      standIn:
        'AppSync Events: one API, over HTTP and WebSockets; handlers run without data sources and do not see headers; no API keys, no OpenID Connect, no cache of authorizers',
    },
    'AWS::AppSync::ChannelNamespace': {
      name: { property: 'Name', most: 50 },
      ref: namespaceArn,
      arn: namespaceArn,
      attributes: { ChannelNamespaceArn: namespaceArn },
      readBy: 'the Event API that it belongs to: who may use its channels, and its handlers',
    },
  },
  faults,
  metrics,
  start: (host) => new EventApis(host),
} satisfies Service;
