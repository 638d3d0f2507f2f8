import { emptyRealEngine } from '../engines/real-engine.ts';
import type { World } from './world.ts';

type Json = ReturnType<typeof JSON.parse>;

/** Talks to the engine as a test reads best: `client.post('/_search', { … }).body.hits`. */
export function clientOf({ index }: Pick<World, 'index'>) {
  const real = emptyRealEngine();
  const call =
    (method: string) =>
    (target: string, body?: object | string): { status: number; body: Json; text: string } => {
      const { pathname: path, searchParams } = new URL(target, 'http://localhost');
      const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
      const query = Object.fromEntries(searchParams);
      const answer = real ? real.send(method, target, text) : index.handle({ method, path, query, body: text });
      return {
        status: answer.status,
        body: answer.body === '' ? undefined : JSON.parse(answer.body),
        text: answer.body,
      };
    };
  const post = call('POST');
  return {
    get: call('GET'),
    put: call('PUT'),
    head: call('HEAD'),
    delete: call('DELETE'),
    post,
    /** One bulk request; items without their wrapper. */
    bulk: (...lines: (object | string)[]): Json[] =>
      post('/products/_bulk', bulkBody(...lines)).body.items.map((item: object) => Object.values(item)[0]),
    /** Makes the documents visible at once. */
    fill: (documents: Record<string, object>) =>
      post(
        '/products/_bulk?refresh=true',
        bulkBody(...Object.entries(documents).flatMap(([_id, document]) => [{ index: { _id } }, document])),
      ),
    /** The ids that a search finds, in its order. */
    found: (body: object): string[] => {
      const answer = post('/products/_search', body);
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body.hits.hits.map(({ _id }: { _id: string }) => _id);
    },
  };
}

export const bulkBody = (...lines: (object | string)[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)) + '\n').join('');
