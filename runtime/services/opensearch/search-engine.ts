import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { searchApi, type SearchService } from './api.ts';
import { offerCharts } from './engine/search/chart-aggregations.ts';
import { faults as states } from './faults.ts';
import { reportHealth, reportIndexing } from './metrics.ts';
import { knownSettings, OpenSearchIndex, type AppliedRequest } from './network.ts';
import type { SearchIndex } from './types.ts';

const minute = 60_000;
/** GiB: OpenSearch Service guide, limits, the smallest EBS volume of a node. */
const smallestVolume = 10;

/** The one search engine of a run, where the stack has a collection or a domain. */
export class SearchEngine implements RunningService {
  readonly api;
  readonly #host: Host;
  readonly #search: SearchService | undefined;
  readonly #isDomain: boolean;

  constructor(host: Host) {
    this.#host = host;
    // people look at dashboards, as on AWS
    offerCharts();
    const [collection] = host.graph.ofType('AWS::OpenSearchServerless::Collection');
    const [domain] = host.graph.ofType('AWS::OpenSearchService::Domain');
    this.#isDomain = collection === undefined;
    const engine = collection ?? domain;
    this.#search = engine && this.#started(engine);
    this.api = searchApi(() => this.#search);
  }

  find(nameOrArn: string): SearchIndex | undefined {
    return this.names().includes(nameOrArn) || this.#search?.arn === nameOrArn ? this.#search?.index : undefined;
  }

  names(): readonly string[] {
    return this.#search ? [this.#search.name] : [];
  }

  begin(): void {
    const [domain] = this.#host.graph.ofType('AWS::OpenSearchService::Domain');
    if (this.#search && this.#isDomain && domain) this.#report(domain);
  }

  /** Every minute. */
  #report(domain: Resource): void {
    const { clock, faults, metrics, graph } = this.#host;
    const { EBSOptions } = domain.properties as { EBSOptions?: { VolumeSize?: number } };
    const is = (point: keyof typeof states) => faults.strike(point, domain.name) !== undefined;
    reportHealth(
      metrics,
      { ClientId: graph.account, DomainName: domain.name },
      {
        diskFull: is('index.disk-full'),
        memoryFull: is('index.memory-full'),
        shardMissing: is('index.shard-missing'),
        volume: Number(EBSOptions?.VolumeSize ?? smallestVolume) * 1024,
      },
    );
    clock.timer(minute, () => this.#report(domain));
  }

  #started({ arn, name, ref }: Resource): SearchService {
    const { clock, faults, metrics, graph } = this.#host;
    const journal = this.#host.journal<AppliedRequest>();
    const settings = knownSettings[this.#isDomain ? 'domain' : 'serverless'];
    const index = new OpenSearchIndex({ clock, faults, settings }, (applied) => journal.remember(applied));
    for (const { entry } of journal.remembered()) index.restore(entry);
    const collection = { ClientId: graph.account, CollectionId: ref, CollectionName: name };
    const indexed = this.#isDomain ? undefined : (succeeded: boolean) => reportIndexing(metrics, collection, succeeded);
    return { index, arn, name, ...(indexed ? { indexed } : {}) };
  }
}
