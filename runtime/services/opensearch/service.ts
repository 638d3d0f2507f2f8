import type { Service } from '../../contracts/service.ts';
import { arn, drawn, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { SearchEngine } from './search-engine.ts';

const collectionId = drawn(20);
const domainArn = arn('es', (self) => `domain/${name(self)}`);
const standIn =
  'OpenSearch: in memory; versions, errors and visibility as in OpenSearch; relevance scores are approximate';

export const opensearch = {
  id: 'opensearch',
  signingNames: ['es', 'aoss'],
  kind: 'index',
  resources: {
    'AWS::OpenSearchServerless::AccessPolicy': { readBy: 'every call to the collection: it decides who may make it' },
    'AWS::OpenSearchServerless::Collection': {
      ref: collectionId,
      arn: arn('aoss', (self) => `collection/${collectionId(self)}`),
      attributes: {
        Id: collectionId,
        CollectionEndpoint: ({ place }) => place.endpoint,
        DashboardEndpoint: ({ place }) => `${place.endpoint}/_dashboards`,
      },
      standIn,
    },
    'AWS::OpenSearchServerless::CollectionGroup': { readBy: 'nothing: the engine of a run has no capacity limits' },
    'AWS::OpenSearchServerless::SecurityPolicy': {
      readBy: 'nothing: there is no network here, and nothing is encrypted',
    },
    'AWS::OpenSearchService::Domain': {
      name: { property: 'DomainName', most: 28, lower: true },
      arn: domainArn,
      attributes: {
        DomainArn: domainArn,
        DomainEndpoint: ({ place }) => new URL(place.endpoint).host,
        Id: (self) => `${self.place.account}/${name(self)}`,
      },
      standIn,
    },
  },
  faults,
  metrics,
  start: (host) => new SearchEngine(host),
} satisfies Service;
