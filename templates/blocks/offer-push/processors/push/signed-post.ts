import { functionSigner } from '../lib/function-signer.ts';
import type { Post } from './events-api.ts';

/** POST of JSON to AppSync, signed with Signature Version 4 and the credentials of the function. Connections are kept. */
export function signedPost(send: typeof fetch): Post {
  const signer = functionSigner('appsync');
  return async (input, body, signal) => {
    const url = new URL(input);
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    });
    const response = await send(url, { method: 'POST', headers, body, signal });
    return { status: response.status, body: await response.text() };
  };
}
