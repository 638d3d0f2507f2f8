import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WiredStack } from './wired-stack.ts';

/** What a function of the deployment answers to CloudFormation. */
export async function answerTo(
  wired: Pick<WiredStack, 'invoke'>,
  processor: string,
  event: object,
  milliseconds?: number,
): Promise<Record<string, unknown>> {
  let heard: (answer: Record<string, unknown>) => void;
  const answer = new Promise<Record<string, unknown>>((resolve) => (heard = resolve));
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard(JSON.parse(body) as Record<string, unknown>);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await wired.invoke(
      processor,
      {
        ResponseURL: `http://127.0.0.1:${port}/`,
        StackId: 'stack',
        RequestId: 'request',
        LogicalResourceId: 'Step',
        ...event,
      },
      milliseconds,
    );
    return await answer;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
