import { randomBytes } from 'node:crypto';
import type { GatewayReply, GatewayRequest } from '../contracts/gateway.ts';
import { drawDiagram } from './diagram/draw.ts';
import { isLayout, layouts } from './diagram/layout.ts';
import { pageFiles } from './page-files.ts';
import { refusal } from './page-guard.ts';
import type { ViewSource, ViewState } from './state.ts';

/** Nothing from elsewhere is loaded, framed or sent to. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** Bytes. Keys of objects have at most 1,024 (S3 guide, object-keys). */
const longestBody = 16 * 1024;

/**
 * Answers for the local page of a run: `/`, its script and style, `/state`, `/diagram?layout=…`,
 * `/probe?id=…&input=…`, `/runbook?page=…`, and, for those who have the token of the page, POST `/replay`, `/faults`, and
 * `/probe` for what changes something. It must be served on a loopback address.
 */
export function pageAnswer(source: ViewSource): (request: GatewayRequest) => Promise<GatewayReply> {
  const token = randomBytes(24).toString('base64url');
  return async (request) => {
    const refused = refusal(request, token);
    if (refused !== undefined) return problem(403, refused);
    const { method, path } = request;
    const routes = method === 'POST' ? posts : method === 'GET' || method === 'HEAD' ? gets : undefined;
    if (routes === undefined) return problem(405, `${method} is not supported here.`);
    try {
      const route = routes[path];
      if (route) return await route(source, request);
    } catch (error) {
      return problem(502, error instanceof Error ? error.message : String(error));
    }
    if (method === 'POST') return problem(404, `Nothing is served at ${path}.`);
    return file(path === '/' ? 'index.html' : path.slice(1), token);
  };
}

/** The answer before the pipeline runs; a browser asks again. */
export const notYet: GatewayReply = {
  status: 503,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', refresh: '1' },
  body: 'The pipeline is starting.',
};

type Route = (source: ViewSource, request: GatewayRequest) => GatewayReply | Promise<GatewayReply>;

const gets: Readonly<Record<string, Route>> = {
  '/state': (source) => {
    const state = source.state();
    return json(200, { ...state, shape: shapeOf(state) });
  },
  '/diagram': (source, { query }) => {
    const layout = query.get('layout') ?? 'right';
    if (!isLayout(layout)) return problem(400, `Layouts of the diagram: ${layouts.join(', ')}.`);
    return reply(200, 'svg', drawDiagram(source.state(), layout));
  },
  '/runbook': (source, { query }) => {
    const page = query.get('page') ?? '';
    if (!source.state().alarms.some((one) => one.page === page)) return problem(404, `No alarm names "${page}".`);
    return reply(200, 'txt', source.runbook(page));
  },
  '/probe': async (source, { query }) => {
    const id = query.get('id') ?? '';
    const probe = source.state().probes.find((one) => one.id === id);
    if (!probe) return problem(404, `No probe is called "${id}".`);
    if (probe.acts) return problem(405, `"${id}" changes something: it takes POST, with the token of the page.`);
    return json(200, await source.probe(id, (query.get('input') ?? '').trim()));
  },
};

const posts: Readonly<Record<string, Route>> = {
  '/probe': async (source, request) => {
    const { id, input } = fields(request);
    if (typeof id !== 'string' || typeof input !== 'string') return problem(400, 'Expected {"id": "…", "input": "…"}.');
    if (!source.state().probes.some((one) => one.id === id)) return problem(404, `No probe is called "${id}".`);
    return json(200, await source.probe(id, input.trim()));
  },
  '/replay': async (source, request) => {
    const { key } = fields(request);
    if (typeof key !== 'string' || !source.state().parked.some((one) => one.key === key))
      return problem(404, 'This object is no longer in the failure store.');
    await source.replay(key);
    return json(200, {});
  },
  '/faults': (source, request) => {
    const { point, on } = fields(request);
    if (typeof point !== 'string' || typeof on !== 'boolean')
      return problem(400, 'Expected {"point": "…", "on": true or false}.');
    if (!source.state().faults.some((one) => one.point === point))
      return problem(404, `No fault is called "${point}".`);
    source.setFault(point, on);
    return json(200, {});
  },
};

/** What the diagram depends on: a page whose own is another asks for it again. */
const shapeOf = ({ nodes, edges }: ViewState): string =>
  JSON.stringify([nodes.map(({ name, kind }) => [name, kind]), edges.map(({ from, to, label }) => [from, to, label])]);

function fields({ body }: GatewayRequest): Record<string, unknown> {
  if (body.length > longestBody) return {};
  try {
    const read: unknown = JSON.parse(body.toString());
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}

function file(name: string, token: string): GatewayReply {
  if (!Object.hasOwn(pageFiles, name)) return problem(404, `Nothing is served at /${name}.`);
  return reply(200, name.slice(name.lastIndexOf('.') + 1), pageFiles[name]!.replace('{{token}}', token));
}

const problem = (status: number, message: string): GatewayReply => json(status, { problem: message });

const json = (status: number, value: unknown): GatewayReply => reply(status, 'json', JSON.stringify(value));

const reply = (status: number, type: string, body: string): GatewayReply => ({
  status,
  headers: {
    'content-type': types[type]!,
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  },
  body,
});
