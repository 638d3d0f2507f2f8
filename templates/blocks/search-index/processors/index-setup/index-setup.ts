import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { errorOf } from '../lib/search/engine-reason.ts';
import type { SearchClient, SearchResponse } from '../lib/search/search-client.ts';
import { reasonOf, untilAnswered } from '../lib/search/until-answered.ts';
import { firstIndex, indexDefinition, indexTemplate } from './index-definition.ts';

const pauseMilliseconds = 5_000;
const looksForAlias = 6;

/**
 * Brings template, index and alias to what the deployment wants. May run any number of times: an index that is there is kept
 * and its mapping extended. Fails where the engine cannot change the mapping in place.
 */
export class IndexSetup {
  readonly #client: SearchClient;
  readonly #alias: string;
  readonly #clock: Clock;

  constructor(client: SearchClient, alias: string, clock: Clock) {
    this.#client = client;
    this.#alias = alias;
    this.#clock = clock;
  }

  async run(deadline: Deadline): Promise<void> {
    const alias = this.#alias;
    const template = await this.#answer('PUT', `/_index_template/${alias}`, indexTemplate(alias), deadline);
    if (template.status >= 300) throw new Error(`The index template was refused: ${reasonOf(template)}`);
    const { status } = await this.#answer('GET', `/${alias}/_mapping`, undefined, deadline);
    if (status === 404) await this.#create(deadline);
    else await this.#extend(deadline);
  }

  async #create(deadline: Deadline): Promise<void> {
    const alias = this.#alias;
    const { settings, mappings } = indexDefinition;
    const body = { settings, mappings: { ...mappings, _meta: { baseTime: '0' } }, aliases: { [alias]: {} } };
    const response = await this.#answer('PUT', `/${firstIndex(alias)}`, body, deadline);
    if (response.status < 300) return;
    if (errorOf(response.body)?.type !== 'resource_already_exists_exception')
      throw new Error(`The index was refused: ${reasonOf(response)}`);
    // The answer to an earlier try may have been lost on its way: then the alias is there, made together with the index. Without
    // it, the first write would make an index of the alias's name.
    await this.#requireAlias(deadline);
    await this.#extend(deadline);
  }

  /** An engine may take a while to show what it has just made. */
  async #requireAlias(deadline: Deadline): Promise<void> {
    const alias = this.#alias;
    for (let look = 1; look <= looksForAlias; look++) {
      const { status } = await this.#answer('GET', `/${alias}/_mapping`, undefined, deadline);
      if (status !== 404) return;
      await this.#clock.sleep(Math.min(pauseMilliseconds, deadline.remaining()));
    }
    throw new Error(
      `The index ${firstIndex(alias)} exists, and the alias ${alias} names no index: add the alias to the index that holds the documents (POST /_aliases), or delete the index if nothing needs it; then deploy again.`,
    );
  }

  async #extend(deadline: Deadline): Promise<void> {
    const { dynamic, properties } = indexDefinition.mappings;
    const response = await this.#answer('PUT', `/${this.#alias}/_mapping`, { dynamic, properties }, deadline);
    if (response.status === 400)
      throw new Error(
        `The index cannot take the new mapping in place; docs/runbook/mapping-change.md says how to go on. ${reasonOf(response)}`,
      );
    if (response.status >= 300) throw new Error(`The mapping was refused: ${reasonOf(response)}`);
  }

  #answer(method: string, path: string, body: object | undefined, deadline: Deadline): Promise<SearchResponse> {
    return untilAnswered(this.#client, this.#clock, { method, path, ...(body ? { body } : {}) }, deadline);
  }
}
