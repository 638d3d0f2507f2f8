/** Where a template is imagined to be deployed. */
export interface Place {
  readonly stackName: string;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** The gateway that stands for the services' endpoints: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
}

/** A resource as far as it is known before its attributes are. */
export interface Described {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

export type Give = (self: Described) => string;

/** How CloudFormation names a resource that its template does not name. */
export interface NameRule {
  /** The property with the explicit name. */
  readonly property: string;
  /** Longest name that the service takes. */
  readonly most: number;
  /** The service takes lower case only. */
  readonly lower?: true;
  /** What the name of a FIFO queue or topic must end with. */
  readonly fifo?: true;
}

/** What Ref and GetAtt give. CloudFormation template reference, "Return values" of each type; endpoints are the local gateway's. */
export interface Identity {
  readonly name?: NameRule;
  /** What Ref gives; left out: the physical name. */
  readonly ref?: Give;
  /** Left out: the ARN that most services would give it. */
  readonly arn?: Give;
  /** What GetAtt gives besides Arn. */
  readonly attributes?: Readonly<Record<string, Give>>;
}

/** A type of resources, and how a run treats it: nothing is left out in silence. */
export type ResourceType = Identity &
  (
    | {
        /** What runs instead of it, and what that leaves out, in a sentence: "S3: in memory; no versions, no lifecycle". */
        readonly standIn: string;
      }
    | {
        /** It carries no events. Where a run reads it, or why there is nothing to read. */
        readonly readBy: string;
      }
  );

/** By the type's name in CloudFormation; `Custom::*` stands for every type with that beginning. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

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
