import { clusterOutside, componentKinds, componentOf, references } from './components.ts';
import { withExistingTopics } from './existing-topics.ts';
import type { Edge } from './mermaid.ts';
import type { Resources } from './resources.ts';

/** The components of a stack that move data, what each is, and what goes between them. */
export interface Diagram {
  nodes: Record<string, string>;
  edges: readonly Edge[];
}

/** The architecture of a stack, from nothing but its synthesized template. */
export function architectureOf(template: Resources): Diagram {
  const resources = withExistingTopics(template);
  const topics = topicsOutside(resources);
  const kinds = {
    ...componentKinds(resources),
    ...(topics.length > 0 ? { [clusterOutside.name]: clusterOutside.kind } : {}),
  };
  const inside = [
    ...changeCapture(resources),
    ...mappings(resources),
    ...deliveries(resources),
    ...streamReaders(resources),
    ...permissions(resources),
    ...sessions(resources),
  ].map(({ from, to, label }) => ({ from: componentOf(resources, from), to: componentOf(resources, to), label }));
  const edges = [...topics, ...inside].filter(
    (edge): edge is Edge => edge.from !== edge.to && isKnown(kinds, edge.from) && isKnown(kinds, edge.to),
  );
  // the first word for a pair says most: a table whose changes are captured may write to the stream for that alone
  const distinct = edges.filter(
    ({ from, to }, at) => edges.findIndex((other) => other.from === from && other.to === to) === at,
  );
  const connected = new Set(distinct.flatMap(({ from, to }) => [from, to]));
  return {
    nodes: Object.fromEntries(Object.entries(kinds).filter(([name]) => connected.has(name))),
    edges: distinct,
  };
}

const isKnown = (kinds: Record<string, string>, component: string | undefined) =>
  component !== undefined && Object.hasOwn(kinds, component);

/** The tables whose changes go to a stream. */
function changeCapture(resources: Resources): Edge[] {
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const stream =
      Type === 'AWS::DynamoDB::GlobalTable'
        ? (Properties!['Replicas'] as { KinesisStreamSpecification?: unknown }[])[0]?.KinesisStreamSpecification
        : Type === 'Custom::ChangeCapture'
          ? Properties!['StreamArn']
          : undefined;
    return references(stream).map((to) => ({ from: id, to, label: 'every change' }));
  });
}

/** Event source mappings: from the source to the function, and on to where batches go that Lambda gives up on. */
function mappings(resources: Resources): Edge[] {
  return ofType(resources, 'AWS::Lambda::EventSourceMapping').flatMap(
    ({ EventSourceArn, FunctionName, DestinationConfig }) =>
      references(FunctionName).flatMap((to) => [
        ...references(EventSourceArn).map((from) => ({ from, to, label: 'batches' })),
        ...references(DestinationConfig).map((parked) => ({ from: to, to: parked, label: 'parks' })),
      ]),
  );
}

/** From the Kafka clusters that no resource makes to the components that read their topics. */
function topicsOutside(resources: Resources): Edge[] {
  const deliveries = Object.entries(resources).filter(([, { Properties }]) =>
    isOutside((Properties?.['MSKSourceConfiguration'] as { MSKClusterARN?: unknown } | undefined)?.MSKClusterARN),
  );
  return [
    ...functionsOnTopicsOutside(resources),
    ...deliveries.flatMap(([id]) =>
      [componentOf(resources, id) ?? []].flat().map((to) => ({ from: clusterOutside.name, to, label: 'records' })),
    ),
  ];
}

const isOutside = (arn: unknown): boolean => typeof arn === 'string' && /:kafka:/.test(arn);

function functionsOnTopicsOutside(resources: Resources): Edge[] {
  return ofType(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(
      ({ SelfManagedEventSource, EventSourceArn }) => SelfManagedEventSource !== undefined || isOutside(EventSourceArn),
    )
    .flatMap(({ FunctionName }) => references(FunctionName))
    .flatMap((id) => componentOf(resources, id) ?? [])
    .map((to) => ({ from: clusterOutside.name, to, label: 'batches' }));
}

/** Firehose streams: from the source to the destination, to where failed documents go, and to the function that transforms records on the way. */
function deliveries(resources: Resources): Edge[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::KinesisFirehose::DeliveryStream')
    .flatMap(([id, { Properties = {} }]) => {
      const {
        KinesisStreamSourceConfiguration: stream,
        MSKSourceConfiguration: topic,
        ExtendedS3DestinationConfiguration: bucket,
        AmazonopensearchserviceDestinationConfiguration: domain,
      } = Properties as {
        KinesisStreamSourceConfiguration?: { KinesisStreamARN?: unknown };
        MSKSourceConfiguration?: { MSKClusterARN?: unknown };
        ExtendedS3DestinationConfiguration?: DeliveryTarget;
        AmazonopensearchserviceDestinationConfiguration?: DeliveryTarget;
      };
      const { BucketARN, DomainARN, S3Configuration, ProcessingConfiguration } = { ...bucket, ...domain };
      const functions = references(ProcessingConfiguration?.Processors).filter(
        (each) => resources[each]?.Type === 'AWS::Lambda::Function',
      );
      return [
        ...references(stream?.KinesisStreamARN ?? topic?.MSKClusterARN).map((from) => ({
          from,
          to: id,
          label: 'records',
        })),
        ...references(BucketARN ?? DomainARN).map((to) => ({ from: id, to, label: 'delivers' })),
        ...references(S3Configuration?.BucketARN).map((to) => ({ from: id, to, label: 'parks' })),
        ...functions.map((to) => ({ from: id, to, label: 'transforms' })),
      ];
    });
}

/** The property with the roles of what reads a stream by itself. */
const rolesOfReaders: Readonly<Record<string, string>> = {
  'AWS::KinesisAnalyticsV2::Application': 'ServiceExecutionRole',
  'AWS::RedshiftServerless::Namespace': 'IamRoles',
};

/** Warehouses and Flink applications: from the streams that their roles may read. */
function streamReaders(resources: Resources): Edge[] {
  const reads = rolePolicies(resources).filter(({ grant }) => grant === 'kinesis:GetRecords');
  return Object.entries(resources)
    .filter(([, { Type }]) => Object.hasOwn(rolesOfReaders, Type))
    .flatMap(([to, { Type, Properties = {} }]) => {
      const roles = references(Properties[rolesOfReaders[Type]!]);
      return reads
        .filter(({ role }) => roles.includes(role))
        .map(({ target: from }) => ({ from, to, label: 'records' }));
    });
}

interface DeliveryTarget {
  BucketARN?: unknown;
  DomainARN?: unknown;
  S3Configuration?: { BucketARN?: unknown };
  ProcessingConfiguration?: { Processors?: unknown };
}

/** The components that take what Lambda gives up on, or what a function has rejected. */
const failureStores = (resources: Resources): Set<string | undefined> =>
  new Set(
    [
      ...ofType(resources, 'AWS::Lambda::EventSourceMapping').flatMap(({ DestinationConfig }) =>
        references(DestinationConfig),
      ),
      ...rolePolicies(resources)
        .filter(({ grant }) => grant.startsWith('/rejected/'))
        .map(({ target }) => target),
    ].map((id) => componentOf(resources, id)),
  );

/** What the role of a function allows on a resource, in a word. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^dynamodb:(GetItem|Query)$/, 'reads'],
  [
    /^(s3:PutObject|dynamodb:PutItem|(firehose|kinesis):PutRecords?(Batch)?|kafka-cluster:WriteData|aoss:WriteDocument|.*\/_bulk)$/,
    'writes',
  ],
  [/^(aoss:CreateIndex|.*_index_template.*)$/, 'defines'],
  [/^appsync:EventPublish$/, 'publishes'],
  [/^redshift-data:ExecuteStatement$/, 'runs SQL'],
  [/^(aoss:ReadDocument|.*\/_search)$/, 'searches'],
];

/** Functions and what they use, from the policies of their roles. The strongest word for a pair is the one that counts. */
function permissions(resources: Resources): Edge[] {
  const edges = new Map<string, Edge & { rank: number }>();
  const parking = failureStores(resources);
  for (const { role, target, grant } of [...rolePolicies(resources), ...dataAccessPolicies(resources)]) {
    const rank = words.findIndex(([pattern]) => pattern.test(grant));
    const [from, to] = [componentOf(resources, role), componentOf(resources, target)];
    const known = edges.get(`${from} ${to}`);
    if (rank >= 0 && (!known || rank < known.rank))
      edges.set(`${from} ${to}`, {
        from: role,
        to: target,
        label: parking.has(to) ? 'parks' : words[rank]![1],
        rank,
      });
  }
  return [...edges.values()];
}

interface Grant {
  role: string;
  target: string;
  /** An action, or the path of a request to a search domain. */
  grant: string;
}

function rolePolicies(resources: Resources): Grant[] {
  return ofType(resources, 'AWS::IAM::Policy').flatMap(({ Roles, PolicyDocument }) => {
    const { Statement } = PolicyDocument as { Statement: { Action: string | string[]; Resource: unknown }[] };
    return Statement.flatMap(({ Action, Resource }) =>
      [Resource]
        .flat()
        .flatMap((resource) =>
          [...references(resource), ...existingTables(resources, resource)].flatMap((target) =>
            [...[Action].flat(), ...pathOf(resource)].flatMap((grant) =>
              references(Roles).map((role) => ({ role, target, grant })),
            ),
          ),
        ),
    );
  });
}

/** A table that no resource of the stack makes is known by the end of its ARN. */
function existingTables(resources: Resources, resource: unknown): string[] {
  const [end] = pathOf(resource);
  return Object.entries(resources)
    .filter(
      ([, { Type, Properties }]) =>
        Type === 'Custom::ChangeCapture' && end?.endsWith(`:table/${String(Properties!['TableName'])}`),
    )
    .map(([id]) => id);
}

/** The path at the end of {"Fn::Join": ["", [ARN, "/index/_search"]]}, or of an ARN whose account and region are known. */
function pathOf(resource: unknown): string[] {
  if (typeof resource === 'string') return [resource];
  const { 'Fn::Join': join } = resource as { 'Fn::Join'?: [string, unknown[]] };
  const last = join?.[1].at(-1);
  return typeof last === 'string' ? [last] : [];
}

/** What the access policy of a search collection allows each role. */
function dataAccessPolicies(resources: Resources): Grant[] {
  const collection = Object.keys(resources).find(
    (id) => resources[id]!.Type === 'AWS::OpenSearchServerless::Collection',
  );
  return ofType(resources, 'AWS::OpenSearchServerless::AccessPolicy').flatMap(({ Policy }) => {
    const { 'Fn::Join': join } = Policy as { 'Fn::Join': [string, unknown[]] };
    const text = join[1].map((part) => (typeof part === 'string' ? part : references(part)[0])).join('');
    const statements = JSON.parse(text) as { Principal: string[]; Rules: { Permission: string[] }[] }[];
    return statements.flatMap(({ Principal, Rules }) =>
      Principal.flatMap((role) =>
        Rules.flatMap(({ Permission }) => Permission.map((grant) => ({ role, target: collection!, grant }))),
      ),
    );
  });
}

/** User pools whose tokens an API accepts. */
function sessions(resources: Resources): Edge[] {
  const accepted = [
    ...ofType(resources, 'AWS::ApiGatewayV2::Authorizer').map(({ ApiId, JwtConfiguration }) => ({
      pools: references(JwtConfiguration),
      apis: references(ApiId),
    })),
    ...Object.entries(resources)
      .filter(([, { Type }]) => Type === 'AWS::AppSync::Api')
      .map(([id, { Properties }]) => ({
        pools: references((Properties!['EventConfig'] as { AuthProviders?: unknown }).AuthProviders).filter(
          (each) => resources[each]?.Type === 'AWS::Cognito::UserPool',
        ),
        apis: [id],
      })),
  ];
  return accepted.flatMap(({ pools, apis }) =>
    pools.flatMap((from) => apis.map((to) => ({ from, to, label: 'tokens' }))),
  );
}

const ofType = (resources: Resources, type: string): Record<string, unknown>[] =>
  Object.values(resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties ?? {});
