/** @import { ViewState } from '../state.ts' */

const token = document.querySelector('meta[name="token"]')?.getAttribute('content') ?? '';
const patience = 10_000;

/**
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<any>}
 */
async function ask(path, request) {
  const response = await fetch(path, { ...request, signal: AbortSignal.timeout(patience) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.problem ?? `The run returned status ${response.status}.`);
  return answer;
}

/**
 * `shape` changes with the diagram.
 *
 * @returns {Promise<ViewState & { shape: string }>}
 */
export const readState = () => ask('/state', {});

/**
 * @param {string} query
 * @returns {Promise<{ status: number, body: unknown }>}
 */
export const search = (query) => ask(`/search?${query}`, {});

/** @returns {Promise<Element>} */
export async function readDiagram() {
  const response = await fetch('/diagram', { signal: AbortSignal.timeout(patience) });
  return new DOMParser().parseFromString(await response.text(), 'image/svg+xml').documentElement;
}

/** @param {string} key */
export const replay = (key) => post('/replay', { key });

/**
 * @param {string} point
 * @param {boolean} on
 */
export const setFault = (point, on) => post('/faults', { point, on });

/**
 * @param {string} path
 * @param {object} body
 */
const post = (path, body) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-page-token': token },
    body: JSON.stringify(body),
  });

/**
 * Why something did not work, in a sentence.
 *
 * @param {unknown} error
 */
export const problemOf = (error) => (error instanceof Error ? error.message : String(error));
