import type { Service } from '../../contracts/service.ts';
import { faults } from './faults.ts';
import { TableStreams } from './streams.ts';

/**
 * The streams of DynamoDB tables. Their resources are the tables, which are of the service dynamodb. Requests are signed for that one
 * as well: no function of a project reads a stream itself.
 */
export const dynamodbstreams = {
  id: 'dynamodbstreams',
  signingNames: [],
  kind: 'tableStream',
  resources: {},
  faults,
  metrics: {},
  start: (host) => new TableStreams(host),
} satisfies Service;
