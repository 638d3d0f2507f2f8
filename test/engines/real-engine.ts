import { SyncHttp } from './sync-http.ts';

/** Where a real OpenSearch listens, in `npm run test:engines`; the tests run against the stand-in where it is not set. */
export const address = process.env['REAL_ENGINE'];
const http = address === undefined ? undefined : new SyncHttp(address);

/** The real engine without an index, a template or a point in time; undefined where the tests are to run against the stand-in. */
export function emptyRealEngine(): SyncHttp | undefined {
  if (!http) return undefined;
  for (const target of ['/_search/point_in_time/_all', '/_index_template/*', '/*']) http.send('DELETE', target, '');
  return http;
}
