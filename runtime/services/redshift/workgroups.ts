import type { ServiceApi } from '../../contracts/gateway.ts';
import type { Host, RunningService, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { redshiftDataApi } from './api.ts';
import type { Entry } from './entry.ts';
import { namespaceOf } from './namespace.ts';
import { redshiftServerlessApi } from './serverless-api.ts';
import { UsageLimits } from './usage-limits.ts';
import { Workgroup } from './workgroup.ts';
import { regionalArn } from '../../template/place.ts';

interface Properties {
  readonly BaseCapacity?: number;
  readonly NamespaceName?: string;
  readonly ConfigParameters?: readonly { readonly ParameterKey?: string; readonly ParameterValue?: string }[];
}

/** Redshift management guide, serverless-capacity: the default base capacity. */
const capacityUnlessSaid = 128;

/** The workgroups of a run. */
export class Workgroups implements RunningService {
  readonly api: ServiceApi;
  readonly #workgroups: ReadonlyMap<string, Workgroup>;

  constructor(host: Host) {
    const { graph, clock, callers } = host;
    const journal = host.journal<Entry>();
    this.#workgroups = new Map(
      graph.ofType('AWS::RedshiftServerless::Workgroup').map((resource) => {
        const { name, arn, component = resource.id } = resource;
        const { namespaceName, ...settings } = settingsOf(resource);
        const namespace = namespaceOf(graph.named(namespaceName, 'AWS::RedshiftServerless::Namespace')!, graph);
        return [name, new Workgroup(host, journal, { name, arn, component, namespace, ...settings })];
      }),
    );
    const data = redshiftDataApi({
      account: graph.account,
      region: graph.region,
      now: () => clock.now(),
      workgroups: () => [...this.#workgroups.values()],
      principal: (accessKeyId) => callers.principal(accessKeyId),
    });
    const serverless = redshiftServerlessApi({
      limits: new UsageLimits((id) => regionalArn('redshift-serverless', graph, `usagelimit/${id}`)),
      hasWorkgroup: (arn) => this.find(arn) !== undefined,
      namespace: (name) =>
        [...this.#workgroups.values()].map(({ namespace }) => namespace).find((each) => each.name === name),
      arnOfNamespace: (name) => regionalArn('redshift-serverless', graph, `namespace/${name}`),
    });
    this.api = {
      call: (request, caller) => (caller.service === 'redshift-data' ? data : serverless).call(request, caller),
      error: data.error,
    };
  }

  find(nameOrArn: string): Workgroup | undefined {
    return [...this.#workgroups.values()].find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
  }

  names(): readonly string[] {
    return [...this.#workgroups.keys()];
  }

  async warm(): Promise<void> {
    for (const workgroup of this.#workgroups.values()) await workgroup.open();
  }

  begin(): void {
    for (const workgroup of this.#workgroups.values()) workgroup.begin();
  }

  async atRest(): Promise<void> {
    await Promise.all([...this.#workgroups.values()].map((workgroup) => workgroup.idle()));
  }

  waiting(): readonly Waiting[] {
    return [...this.#workgroups.values()].flatMap((workgroup) => workgroup.waiting());
  }

  async close(): Promise<void> {
    for (const workgroup of this.#workgroups.values()) workgroup.close();
  }
}

/** CloudFormation, AWS::RedshiftServerless::Workgroup: ConfigParameters are what every session begins with. */
function settingsOf({ properties }: Resource) {
  const { NamespaceName: namespaceName = '', ConfigParameters = [], BaseCapacity } = properties as Properties;
  const setting = ConfigParameters.find(({ ParameterKey }) => ParameterKey === 'enable_case_sensitive_identifier');
  return {
    namespaceName,
    caseSensitive: setting?.ParameterValue === 'true',
    capacity: Number(BaseCapacity ?? capacityUnlessSaid),
  };
}
