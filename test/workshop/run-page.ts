import { setTimeout } from 'node:timers/promises';

import type { FaultSwitch, ProbeAnswer, ViewProbe } from '../../runtime/view/state.ts';

interface State {
  readonly parked: readonly { readonly key: string }[];
  readonly faults: readonly FaultSwitch[];
  readonly probes: readonly ViewProbe[];
}

/** Real time that a reader would wait, in milliseconds. */
const patience = 180_000;

/** The page of a live run, worked as its script works it. */
export class RunPage {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Does what a workshop says is done on the page. Throws when there is no such thing, or nothing comes of it. */
  async do(does: string): Promise<void> {
    const actions: readonly (readonly [RegExp, (...words: string[]) => Promise<void>])[] = [
      [/^Look at the \*\*(.+)\*\*$/, (heading) => this.#shows(heading!)],
      [/^Search for nothing: leave the box empty$/, () => this.#finds('')],
      [/^Search for `(.+)`$/, (query) => this.#finds(query!)],
      [
        /^Query the \*\*([\w ]+)\*\* with `(.+)`$/,
        async (title, sql) => this.#finds(sql!, (await this.#probeOf(title!)).id),
      ],
      [/^Press \*\*Replay\*\* on it$/, () => this.#replay()],
      [/^Press \*\*\w+\*\* in the box \*\*(\w+)\*\*$/, (title) => this.#press(title!)],
      [
        /^Switch (on|off) \*\*([\w ,()-]+)\*\* under \*\*(\w+)\*\*$/,
        async (on, title, node) => this.#switch(await this.#pointOf(title!, node!), on === 'on'),
      ],
    ];
    for (const [pattern, act] of actions) {
      const [match, ...words] = pattern.exec(does) ?? [];
      if (match !== undefined) return await act(...words);
    }
    throw new Error(`this test does not know how to do on the page: ${does}`);
  }

  async #shows(heading: string): Promise<void> {
    const page = await (await fetch(this.#url)).text();
    if (!new RegExp(`<h2[^>]*>${heading}\\b`).test(page)) throw new Error(`the page has no heading "${heading}"`);
  }

  /** In a box of the page. Throws when the search API does not answer; SQL has to wait for what it asks about. */
  async #finds(input: string, id = 'search'): Promise<void> {
    await until(`something to be found with "${input}"`, async () => {
      const asked = new URLSearchParams({ id, input });
      const { summary, failed, rows } = await this.#ask<ProbeAnswer>(`probe?${asked.toString()}`);
      if (failed && id === 'search') throw new Error(`the answer to "${input}": ${summary}`);
      return !failed && rows.length > 0;
    });
  }

  /** The button of a box that is left empty. */
  async #press(title: string): Promise<void> {
    const probe = await this.#probeOf(title);
    if (!probe.acts) return await this.#finds('', probe.id);
    const { failed, summary } = await this.#post<ProbeAnswer>('probe', { id: probe.id, input: '' });
    if (failed) throw new Error(`the box ${title}: ${summary}`);
  }

  async #probeOf(title: string): Promise<State['probes'][number]> {
    const found = (await this.#state()).probes.find((each) => each.title === title);
    if (!found) throw new Error(`the page has no box "${title}"`);
    return found;
  }

  async #replay(): Promise<void> {
    await until('something to be parked', async () => (await this.#state()).parked.length > 0);
    const [newest] = (await this.#state()).parked;
    await this.#post('replay', { key: newest!.key });
  }

  /** The fault whose switch has this label, among those of this node. */
  async #pointOf(title: string, node: string): Promise<string> {
    const { faults } = await this.#state();
    const found = faults.find((fault) => fault.title === title && fault.nodes.join(', ') === node);
    if (!found) throw new Error(`the page has no switch "${title}" under "${node}"`);
    return found.point;
  }

  async #switch(point: string, on: boolean): Promise<void> {
    const before = await this.#struck();
    await this.#post('faults', { point, on });
    const { faults } = await this.#state();
    if (faults.find((fault) => fault.point === point)!.on !== on) throw new Error(`${point} cannot be switched`);
    if (on) await until('a fault to strike', async () => (await this.#struck()) > before);
  }

  async #struck(): Promise<number> {
    return (await this.#state()).faults.reduce((sum, { struck }) => sum + struck, 0);
  }

  #state(): Promise<State> {
    return this.#ask<State>('state');
  }

  async #ask<T>(path: string): Promise<T> {
    return (await (await fetch(new URL(path, this.#url))).json()) as T;
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const page = await (await fetch(this.#url)).text();
    const [, token] = /name="token" content="([^"]+)"/.exec(page)!;
    const headers = { 'content-type': 'application/json', 'x-page-token': token! };
    const response = await fetch(new URL(path, this.#url), { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} ${JSON.stringify(body)}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`timed out waiting for ${what}`);
    await setTimeout(200);
  }
}
