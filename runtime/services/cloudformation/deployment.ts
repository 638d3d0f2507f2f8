import type { Resource, ResourceGraph } from '../../contracts/template.ts';
import { uuidOf } from '../../kernel/identity.ts';
import { isModelled } from '../../kernel/modelled-custom-resources.ts';
import type { GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import { regionalArn } from '../../template/place.ts';

/** What CloudFormation sends to the function of a custom resource (user guide, "Custom resource request objects"). */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update';
  readonly RequestId: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly ServiceToken: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  /** Of an update. */
  readonly PhysicalResourceId?: string;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

type Invoke = (functionArn: string, event: CustomResourceEvent) => Promise<unknown>;

interface CustomResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
}

const prefix = '/_deployment/';

/** The part of a deployment that runs code: custom resources, in the order of their dependencies. */
export class Deployment {
  readonly #graph: ResourceGraph;
  readonly #endpoint: string;
  readonly #physicalIds = new Map<string, string>();
  #sent = 0;
  readonly #waiting = new Map<string, (answer: CustomResourceAnswer) => void>();

  constructor(graph: ResourceGraph, endpoint: string) {
    this.#graph = graph;
    this.#endpoint = endpoint;
  }

  /** The answer of a function to CloudFormation, if the request is one. */
  answer({ method, path, body }: GatewayRequest): GatewayReply | undefined {
    if (!path.startsWith(prefix)) return undefined;
    const take = this.#waiting.get(path);
    if (method !== 'PUT' || !take) return { status: 404 };
    take(JSON.parse(body.toString()) as CustomResourceAnswer);
    return { status: 200 };
  }

  /** Creates every custom resource. Throws what the function says when one fails. */
  async run(invoke: Invoke): Promise<void> {
    const done = new Set<string>();
    const create = async (id: string): Promise<void> => {
      if (done.has(id)) return;
      done.add(id);
      const resource = this.#graph.resources.get(id)!;
      for (const needed of resource.dependsOn) await create(needed);
      if (isCustom(resource)) await this.#send('Create', resource, invoke);
    };
    for (const { id } of this.#graph.resources.values()) await create(id);
  }

  /** Updates the custom resources of a component, as where one of their properties has changed. Throws what the function says when one fails. */
  async update(component: string, invoke: Invoke): Promise<void> {
    const own = [...this.#graph.resources.values()].filter((each) => isCustom(each) && each.component === component);
    if (own.length === 0) throw new Error(`${component} has nothing that runs in a deployment.`);
    for (const resource of own) await this.#send('Update', resource, invoke);
  }

  async #send(RequestType: CustomResourceEvent['RequestType'], resource: Resource, invoke: Invoke): Promise<void> {
    const { ServiceToken, ServiceTimeout: _, ...properties } = resource.properties;
    const path = `${prefix}${resource.id}`;
    const answered = new Promise<CustomResourceAnswer>((resolve) => this.#waiting.set(path, resolve));
    const ended = invoke(String(ServiceToken), {
      RequestType,
      // of each deployment, another one
      RequestId: uuidOf(`${this.#graph.stackName}|${resource.id}|${this.#sent++}`),
      ResponseURL: `${this.#endpoint}${path}`,
      StackId: regionalArn('cloudformation', this.#graph, `stack/${this.#graph.stackName}/local`),
      ResourceType: resource.type,
      LogicalResourceId: resource.id,
      ServiceToken: String(ServiceToken),
      ResourceProperties: { ServiceToken, ...properties },
      ...(RequestType === 'Update' && {
        PhysicalResourceId: this.#physicalIds.get(resource.id) ?? resource.id,
        OldResourceProperties: { ServiceToken, ...properties },
      }),
    }).then(
      () => ({ Status: 'FAILED', Reason: 'its function ended without an answer' }) as const,
      (error: unknown) => ({ Status: 'FAILED', Reason: `its function failed: ${(error as Error).message}` }) as const,
    );
    const answer: CustomResourceAnswer = await Promise.race([answered, ended]);
    const { Status, Reason, PhysicalResourceId } = answer;
    this.#waiting.delete(path);
    if (PhysicalResourceId !== undefined) this.#physicalIds.set(resource.id, PhysicalResourceId);
    if (Status !== 'SUCCESS') throw new Error(`The deployment of ${resource.id} (${resource.type}) failed: ${Reason}`);
  }
}

const isCustom = ({ type }: Resource): boolean =>
  (type.startsWith('Custom::') && !isModelled(type)) || type === 'AWS::CloudFormation::CustomResource';
