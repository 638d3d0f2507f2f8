import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Clone and push: git's own `http-backend`, a CGI program (git-http-backend(1)), for the repositories of a folder. */
export function serveGit(folder: string, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const program = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'portal',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  request.pipe(program.stdin);
  const output: Buffer[] = [];
  program.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  program.stderr.pipe(process.stderr);
  program.on('close', () => {
    const all = Buffer.concat(output);
    const end = all.indexOf('\r\n\r\n');
    const headers = all
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => /^([^:]+):\s*(.*)$/.exec(line)!.slice(1) as [string, string]);
    const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
    response.writeHead(Number.parseInt(status), Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.end(all.subarray(end + 4));
  });
}
