import { setTimeout as later } from 'node:timers/promises';
import { guestToken, type Portal } from '../portal/start-portal.ts';

export type Entity = Record<string, any>;

/** Calls an API of the portal as a guest: POST if there is a body. */
export async function call<T>(portal: Portal, path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${await guestToken(portal.baseUrl)}`, 'content-type': 'application/json' };
  const posted = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${portal.baseUrl}/api/${path}`, { headers, ...posted });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Asks until there is an answer, for half a minute. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await later(300);
  }
  throw new Error(`${what}: not within half a minute`);
}

/** Entities, once the catalog has all of them with their relations. */
export const eventuallyInCatalog = (portal: Portal, entityRefs: string[]): Promise<Entity[]> =>
  eventually(`${entityRefs.join(', ')} in the catalog`, async () => {
    const { items } = await call<{ items: (Entity | null)[] }>(portal, 'catalog/entities/by-refs', { entityRefs });
    return items.every((item) => item !== null) ? items : undefined;
  });

/** The targets of the relations of an entity: all, or those of one type. */
export const relationsOf = (entity: Entity, wanted?: string): string[] =>
  (entity['relations'] as { type: string; targetRef: string }[])
    .filter(({ type }) => wanted === undefined || type === wanted)
    .map(({ targetRef }) => targetRef);
