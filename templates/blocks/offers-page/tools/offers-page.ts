// npm run offers-page: shows web/ for what npm run local runs in another terminal. --port N: another one than 8090.
import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askRun } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { pageAnswer } from './offers-page/page-answer.ts';
import { thisProject } from './this-project.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8090' } } });
const web = join(thisProject.root, 'web');
const script = buildSync({
  entryPoints: [join(web, 'page.js')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'browser',
  target: 'es2023',
}).outputFiles[0]!.text;
const answer = pageAnswer({
  files: {
    '/': { type: 'text/html; charset=utf-8', body: readFileSync(join(web, 'index.html'), 'utf8') },
    '/page.css': { type: 'text/css; charset=utf-8', body: readFileSync(join(web, 'page.css'), 'utf8') },
    '/page.js': { type: 'text/javascript; charset=utf-8', body: script },
  },
  ask: (probe, input) => askRun(thisProject, probe, input),
  fetch,
});
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    void answer({ method: request.method!, url: request.url!, headers: request.headers, body }).then((reply) =>
      response.writeHead(reply.status, reply.headers).end(reply.body),
    );
  });
});
server.listen(Number(values.port), '127.0.0.1', () =>
  console.log(`The page is at http://127.0.0.1:${values.port}; Ctrl+C ends it`),
);
