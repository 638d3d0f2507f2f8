import type { Resource, ResourceGraph } from '../../contracts/template.ts';
import { uuidOf } from '../../kernel/identity.ts';
import { isModelled } from '../../kernel/modelled-custom-resources.ts';
import type { GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import { regionalArn } from '../../template/place.ts';

/** What CloudFormation sends to the function of a custom resource (user guide, "Custom resource request objects"). */
export interface CustomResourceEvent {
  readonly RequestType: 'Create';
  readonly RequestId: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly ServiceToken: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

interface CustomResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
}

const prefix = '/_deployment/';

/** The part of a deployment that runs code: custom resources, in the order of their dependencies. */
export class Deployment {
  readonly #graph: ResourceGraph;
  readonly #endpoint: string;
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
  async run(invoke: (functionArn: string, event: CustomResourceEvent) => Promise<unknown>): Promise<void> {
    const done = new Set<string>();
    const create = async (id: string): Promise<void> => {
      if (done.has(id)) return;
      done.add(id);
      const resource = this.#graph.resources.get(id)!;
      for (const needed of resource.dependsOn) await create(needed);
      if (isCustom(resource)) await this.#create(resource, invoke);
    };
    for (const { id } of this.#graph.resources.values()) await create(id);
  }

  async #create(
    resource: Resource,
    invoke: (functionArn: string, event: CustomResourceEvent) => Promise<unknown>,
  ): Promise<void> {
    const { ServiceToken, ServiceTimeout: _, ...properties } = resource.properties;
    const path = `${prefix}${resource.id}`;
    const answered = new Promise<CustomResourceAnswer>((resolve) => this.#waiting.set(path, resolve));
    const ended = invoke(String(ServiceToken), {
      RequestType: 'Create',
      RequestId: uuidOf(`${this.#graph.stackName}|${resource.id}`),
      ResponseURL: `${this.#endpoint}${path}`,
      StackId: regionalArn('cloudformation', this.#graph, `stack/${this.#graph.stackName}/local`),
      ResourceType: resource.type,
      LogicalResourceId: resource.id,
      ServiceToken: String(ServiceToken),
      ResourceProperties: { ServiceToken, ...properties },
    }).then(
      () => ({ Status: 'FAILED', Reason: 'its function ended without an answer' }) as const,
      (error: unknown) => ({ Status: 'FAILED', Reason: `its function failed: ${(error as Error).message}` }) as const,
    );
    const { Status, Reason } = await Promise.race([answered, ended]);
    this.#waiting.delete(path);
    if (Status !== 'SUCCESS') throw new Error(`The deployment of ${resource.id} (${resource.type}) failed: ${Reason}`);
  }
}

const isCustom = ({ type }: Resource): boolean =>
  (type.startsWith('Custom::') && !isModelled(type)) || type === 'AWS::CloudFormation::CustomResource';
