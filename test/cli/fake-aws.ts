import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a service answers; 'nothing' accepts the request and keeps silent. */
export type Answer = { status: number; body: string } | 'nothing';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

/** AWS STS and Systems Manager on the loopback interface: just what the doctor asks them. */
export class FakeAws {
  sts: Answer = identity('111122223333');
  ssm: Answer = parameter('28');
  readonly received: { sts: Received[]; ssm: Received[] } = { sts: [], ssm: [] };
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Points the SDK of a process here, with credentials, and away from everything that this machine has configured. */
  get env(): NodeJS.ProcessEnv {
    const { port } = this.#server.address() as AddressInfo;
    return {
      ...withoutAws(),
      AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}/sts`,
      AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${port}/ssm`,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_REGION: 'eu-west-1',
    };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const service = request.url?.startsWith('/sts') ? 'sts' : 'ssm';
    this.received[service].push({ headers: request.headers, body: await text(request) });
    const answer = this[service];
    if (answer === 'nothing') return;
    const type = service === 'sts' ? 'text/xml' : 'application/x-amz-json-1.1';
    response.writeHead(answer.status, { 'content-type': type }).end(answer.body);
  }
}

/** No credentials, no configuration, no metadata service. */
export function withoutAws(): NodeJS.ProcessEnv {
  const cleared = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(cleared.map((name) => [name, undefined])),
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  };
}

export const identity = (account: string, partition = 'aws'): Answer => ({
  status: 200,
  body:
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
    `<Arn>arn:${partition}:iam::${account}:user/ada</Arn><UserId>AIDA</UserId><Account>${account}</Account>` +
    '</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
});

export const stsError = (code: string): Answer => ({
  status: 403,
  body:
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
    `<Code>${code}</Code><Message>told by AWS</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

export const parameter = (value: string): Answer => ({
  status: 200,
  body: JSON.stringify({ Parameter: { Name: '/cdk-bootstrap/hnb659fds/version', Value: value } }),
});

export const ssmError = (type: string): Answer => ({ status: 400, body: JSON.stringify({ __type: type }) });
