import { hash } from 'node:crypto';
import { functionSigner } from '../function-signer.ts';
import type { EngineFetch } from './search-client.ts';

/** `fetch` with requests that are signed with Signature Version 4 and the credentials of the function. */
export function signedFetch(service: string, fetch: EngineFetch): EngineFetch {
  const signer = functionSigner(service);
  return async (input, request) => {
    const url = new URL(input);
    const body = Buffer.from(request.body ?? '');
    const { headers } = await signer.sign({
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: {
        ...request.headers,
        host: url.host,
        // the signer takes it for the hash of the body; OpenSearch Serverless refuses requests without it
        'x-amz-content-sha256': hash('sha256', body),
      },
    });
    return fetch(input, { ...request, headers, ...(request.body === undefined ? {} : { body }) });
  };
}
