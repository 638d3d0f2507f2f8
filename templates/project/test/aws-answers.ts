import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of AWS, as its protocol has it. */
export interface AwsAnswer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** Runs something while AWS answers as told; a request is its method, path and body in one text. */
export async function withAnswers<T>(
  answer: (request: string) => AwsAnswer,
  run: (client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  }) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const { status, headers, body: text } = answer(`${request.method} ${request.url} ${body}`);
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await run({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-west-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
