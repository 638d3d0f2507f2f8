/** @import { ProbeAnswer, ViewProbe, ViewState } from '../state.ts' */

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
 * @param {Pick<ViewProbe, 'id' | 'acts'>} probe
 * @param {string} input
 * @returns {Promise<ProbeAnswer>}
 */
export const askProbe = ({ id, acts }, input) =>
  acts ? post('/probe', { id, input }) : ask(`/probe?${new URLSearchParams({ id, input })}`, {});

/**
 * @param {'right' | 'down' | 'compact' | 'column'} layout
 * @returns {Promise<Element>}
 */
export async function readDiagram(layout) {
  const response = await fetch(`/diagram?layout=${layout}`, { signal: AbortSignal.timeout(patience) });
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
