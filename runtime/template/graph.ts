import { TemplateReader } from './reader.ts';
import type { Place } from './place.ts';

export interface Resource {
  /** Logical id. */
  readonly id: string;
  /** AWS::S3::Bucket */
  readonly type: string;
  /** Second segment of the construct's path: Indexer for shop-dev/Indexer/Function/Resource. */
  readonly component: string | undefined;
  /** The whole path, as the CDK writes it into the template's metadata. */
  readonly path: string | undefined;
  /** Intrinsic functions resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Physical name. */
  readonly name: string;
  /** What Ref gives. */
  readonly ref: string;
  /** What GetAtt Arn gives, or the ARN that IAM statements would name. */
  readonly arn: string;
  /** Logical ids, explicit and through references, each once. */
  readonly dependsOn: readonly string[];
}

export interface ResourceGraph {
  readonly stackName: string;
  readonly region: string;
  readonly account: string;
  /** In the order of the template; without resources whose condition does not hold. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: Readonly<Record<string, string>>;
  ofType(type: string): readonly Resource[];
  /**
   * By ARN, by what Ref gives, or by physical name. Names are unique per type only: throws when several resources have this
   * one and no type is given.
   */
  named(arnOrName: string, type?: string): Resource | undefined;
}

/** Reads a synthesized template as CloudFormation would deploy it there. Throws {@link TemplateError}, which names the place. */
export function readTemplate(template: unknown, place: Place): ResourceGraph {
  const { resources, outputs } = new TemplateReader(template, place).read();
  const all = [...resources.values()];
  return {
    stackName: place.stackName,
    region: place.region,
    account: place.account,
    resources,
    outputs,
    ofType: (type) => all.filter((resource) => resource.type === type),
    named: (arnOrName, type) => {
      const candidates = type === undefined ? all : all.filter((resource) => resource.type === type);
      for (const identity of ['arn', 'ref', 'name'] as const) {
        const [found, ...others] = candidates.filter((resource) => resource[identity] === arnOrName);
        if (found && others.length === 0) return found;
        if (found)
          throw new Error(
            `"${arnOrName}" is ${[found, ...others].map(({ type: of }) => of).join(' and ')}: name a type.`,
          );
      }
      return undefined;
    },
  };
}
