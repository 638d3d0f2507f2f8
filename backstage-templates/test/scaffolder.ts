import { setTimeout as later } from 'node:timers/promises';

type Json = Record<string, any>;

/** A task that has ended. */
export interface Task {
  status: 'completed' | 'failed' | 'cancelled';
  /** What it said, line by line. */
  log: string[];
  output: Json;
}

/** The scaffolder's API, as the wizard uses it. */
export class Scaffolder {
  readonly #api: string;
  readonly #headers: Record<string, string>;

  constructor(baseUrl: string, token?: string) {
    this.#api = `${baseUrl}/api/scaffolder/v2`;
    this.#headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  }

  async actions(): Promise<{ id: string; schema: Json; examples: Json[] }[]> {
    return (await this.#call('GET', '/actions')).body as never;
  }

  async dryRun(template: object, values: object): Promise<{ status: number; body: Json }> {
    return this.#call('POST', '/dry-run', { template, values, secrets: {}, directoryContents: [] });
  }

  /** Runs a template to its end. Values that its pages refuse are an error. */
  async run(template: string, values: object): Promise<Task> {
    const { status, body } = await this.#call('POST', '/tasks', {
      templateRef: `template:default/${template}`,
      values,
    });
    if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
    for (;;) {
      const task = (await this.#call('GET', `/tasks/${body['id']}`)).body;
      if (['completed', 'failed', 'cancelled'].includes(task['status'] as string)) break;
      await later(200);
    }
    const events = (await this.#call('GET', `/tasks/${body['id']}/events`)).body as unknown as { body: Json }[];
    const task = (await this.#call('GET', `/tasks/${body['id']}`)).body;
    const log = events.map(({ body: said }) => String(said['message']));
    return { status: task['status'], log, output: events.at(-1)!.body['output'] ?? {} };
  }

  async #call(method: string, path: string, body?: object): Promise<{ status: number; body: Json }> {
    const response = await fetch(this.#api + path, {
      method,
      headers: this.#headers,
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as Json) : {} };
  }
}
