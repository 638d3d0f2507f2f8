// Tools of generator-stream-pipeline 0.1.0. SPDX-License-Identifier: Apache-2.0
"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// toolkit/door.ts
var door_exports = {};
__export(door_exports, {
  LocalRun: () => LocalRun,
  Unreadable: () => Unreadable,
  accountOf: () => accountOf,
  answerTo: () => answerTo,
  ask: () => ask,
  askRun: () => askRun,
  diagramOf: () => diagramOf,
  draw: () => draw,
  drawArchitecture: () => drawArchitecture,
  failuresOf: () => failuresOf,
  giveBack: () => giveBack,
  guardChangeSet: () => guardChangeSet,
  openStage: () => openStage,
  output: () => output,
  pages: () => pages,
  parted: () => parted,
  replay: () => replay,
  runLocal: () => runLocal,
  runPreflight: () => runPreflight,
  runSmoke: () => runSmoke,
  seed: () => seed,
  seededRandom: () => seededRandom,
  sqlProbe: () => sqlProbe,
  stageNamesOf: () => stageNamesOf,
  synthesized: () => synthesized
});
module.exports = __toCommonJS(door_exports);

// toolkit/architecture/draw.ts
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");

// toolkit/architecture/components.ts
var kinds = [
  ["AWS::DynamoDB::GlobalTable", "DynamoDB table"],
  ["Custom::ChangeCapture", "existing DynamoDB table"],
  ["AWS::Kinesis::Stream", "Kinesis data stream"],
  ["AWS::MSK::Cluster", "topic of Amazon MSK"],
  ["AWS::MSK::ServerlessCluster", "topic of Amazon MSK"],
  ["Custom::EventsTopic", "topic of Amazon MSK"],
  ["AWS::OpenSearchServerless::Collection", "OpenSearch Serverless collection"],
  ["AWS::OpenSearchService::Domain", "OpenSearch Service domain"],
  ["AWS::KinesisFirehose::DeliveryStream", "Firehose stream"],
  ["AWS::KinesisAnalyticsV2::Application", "Managed Flink application"],
  ["AWS::Glue::Job", "Glue job"],
  ["AWS::RedshiftServerless::Workgroup", "Redshift Serverless workgroup"],
  ["AWS::S3::Bucket", "S3 bucket"],
  ["AWS::Cognito::UserPool", "Cognito user pool"],
  ["AWS::AppSync::Api", "AppSync Events"],
  ["AWS::ApiGatewayV2::Api", "HTTP API, Lambda function"],
  ["Custom::SearchIndex", "Lambda function of the deployment"],
  ["AWS::Events::Rule", "Lambda function on a schedule"],
  ["AWS::Lambda::Function", "Lambda function"],
  ["AWS::SQS::Queue", "SQS queue"]
];
function componentOf(resources, logicalId) {
  const path = resources[logicalId]?.Metadata?.["aws:cdk:path"];
  return typeof path === "string" ? path.split("/")[1] : void 0;
}
function componentKinds(resources) {
  const found = {};
  for (const [type, kind] of kinds)
    for (const [id, { Type, Properties }] of Object.entries(resources)) {
      const component = componentOf(resources, id);
      const isIt = Type === type && (type !== "AWS::Events::Rule" || Properties?.["ScheduleExpression"] !== void 0);
      if (isIt && component !== void 0) found[component] ??= kind;
    }
  const running = new Set(
    Object.entries(resources).flatMap(
      ([id, { Type }]) => Type === "AWS::Lambda::Function" ? [componentOf(resources, id)] : []
    )
  );
  for (const [component, kind] of Object.entries(found))
    if (!running.has(component)) found[component] = kind.replace(/^HTTP API, Lambda function$/, "HTTP API");
  return found;
}
var clusterOutside = { name: "Kafka", kind: "topic of your own cluster" };
function references(value) {
  if (typeof value !== "object" || value === null) return [];
  const { Ref, "Fn::GetAtt": attribute } = value;
  if (typeof Ref === "string") return [Ref];
  if (Array.isArray(attribute)) return [String(attribute[0])];
  return Object.values(value).flatMap(references);
}

// toolkit/architecture/existing-topics.ts
function withExistingTopics(resources) {
  const ids = new Map(
    Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
      const arn = Type === "Custom::EventsTopic" ? Properties?.["TopicArn"] : void 0;
      return typeof arn === "string" ? [[arn, id], [arn.replace(":topic/", ":cluster/").replace(/\/[^/]*$/, ""), id]] : [];
    })
  );
  return ids.size === 0 ? resources : referring(resources, ids);
}
function referring(value, ids) {
  if (typeof value === "string") return ids.has(value) ? { Ref: ids.get(value) } : value;
  if (Array.isArray(value)) return value.map((each) => referring(each, ids));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, referring(each, ids)]));
}

// toolkit/architecture/architecture-of.ts
function architectureOf(template) {
  const resources = withExistingTopics(template);
  const topics = topicsOutside(resources);
  const kinds2 = {
    ...componentKinds(resources),
    ...topics.length > 0 ? { [clusterOutside.name]: clusterOutside.kind } : {}
  };
  const inside = [
    ...changeCapture(resources),
    ...mappings(resources),
    ...deliveries(resources),
    ...streamReaders(resources),
    ...permissions(resources),
    ...sessions(resources)
  ].map(({ from, to, label }) => ({ from: componentOf(resources, from), to: componentOf(resources, to), label }));
  const edges = [...topics, ...inside].filter(
    (edge) => edge.from !== edge.to && isKnown(kinds2, edge.from) && isKnown(kinds2, edge.to)
  );
  const distinct2 = edges.filter(
    ({ from, to }, at) => edges.findIndex((other) => other.from === from && other.to === to) === at
  );
  const connected = new Set(distinct2.flatMap(({ from, to }) => [from, to]));
  return {
    nodes: Object.fromEntries(Object.entries(kinds2).filter(([name]) => connected.has(name))),
    edges: distinct2
  };
}
var isKnown = (kinds2, component) => component !== void 0 && Object.hasOwn(kinds2, component);
function changeCapture(resources) {
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const stream = Type === "AWS::DynamoDB::GlobalTable" ? Properties["Replicas"][0]?.KinesisStreamSpecification : Type === "Custom::ChangeCapture" ? Properties["StreamArn"] : void 0;
    return references(stream).map((to) => ({ from: id, to, label: "every change" }));
  });
}
function mappings(resources) {
  return ofType(resources, "AWS::Lambda::EventSourceMapping").flatMap(
    ({ EventSourceArn, FunctionName, DestinationConfig }) => references(FunctionName).flatMap((to) => [
      ...references(EventSourceArn).map((from) => ({ from, to, label: "batches" })),
      ...references(DestinationConfig).map((parked) => ({ from: to, to: parked, label: "parks" }))
    ])
  );
}
function topicsOutside(resources) {
  const deliveries2 = Object.entries(resources).filter(
    ([, { Properties }]) => isOutside(Properties?.["MSKSourceConfiguration"]?.MSKClusterARN)
  );
  return [
    ...functionsOnTopicsOutside(resources),
    ...deliveries2.flatMap(
      ([id]) => [componentOf(resources, id) ?? []].flat().map((to) => ({ from: clusterOutside.name, to, label: "records" }))
    )
  ];
}
var isOutside = (arn) => typeof arn === "string" && /:kafka:/.test(arn);
function functionsOnTopicsOutside(resources) {
  return ofType(resources, "AWS::Lambda::EventSourceMapping").filter(
    ({ SelfManagedEventSource, EventSourceArn }) => SelfManagedEventSource !== void 0 || isOutside(EventSourceArn)
  ).flatMap(({ FunctionName }) => references(FunctionName)).flatMap((id) => componentOf(resources, id) ?? []).map((to) => ({ from: clusterOutside.name, to, label: "batches" }));
}
function deliveries(resources) {
  return Object.entries(resources).filter(([, { Type }]) => Type === "AWS::KinesisFirehose::DeliveryStream").flatMap(([id, { Properties = {} }]) => {
    const {
      KinesisStreamSourceConfiguration: stream,
      MSKSourceConfiguration: topic,
      ExtendedS3DestinationConfiguration: bucket,
      AmazonopensearchserviceDestinationConfiguration: domain
    } = Properties;
    const { BucketARN, DomainARN, S3Configuration, ProcessingConfiguration } = { ...bucket, ...domain };
    const functions = references(ProcessingConfiguration?.Processors).filter(
      (each) => resources[each]?.Type === "AWS::Lambda::Function"
    );
    return [
      ...references(stream?.KinesisStreamARN ?? topic?.MSKClusterARN).map((from) => ({
        from,
        to: id,
        label: "records"
      })),
      ...references(BucketARN ?? DomainARN).map((to) => ({ from: id, to, label: "delivers" })),
      ...references(S3Configuration?.BucketARN).map((to) => ({ from: id, to, label: "parks" })),
      ...functions.map((to) => ({ from: id, to, label: "transforms" }))
    ];
  });
}
var rolesOfReaders = {
  "AWS::KinesisAnalyticsV2::Application": "ServiceExecutionRole",
  "AWS::RedshiftServerless::Namespace": "IamRoles"
};
function streamReaders(resources) {
  const reads = rolePolicies(resources).filter(({ grant }) => grant === "kinesis:GetRecords");
  return Object.entries(resources).filter(([, { Type }]) => Object.hasOwn(rolesOfReaders, Type)).flatMap(([to, { Type, Properties = {} }]) => {
    const roles = references(Properties[rolesOfReaders[Type]]);
    return reads.filter(({ role }) => roles.includes(role)).map(({ target: from }) => ({ from, to, label: "records" }));
  });
}
var failureStores = (resources) => new Set(
  [
    ...ofType(resources, "AWS::Lambda::EventSourceMapping").flatMap(
      ({ DestinationConfig }) => references(DestinationConfig)
    ),
    ...rolePolicies(resources).filter(({ grant }) => grant.startsWith("/rejected/")).map(({ target }) => target)
  ].map((id) => componentOf(resources, id))
);
var words = [
  [/^dynamodb:(GetItem|Query)$/, "reads"],
  [
    /^(s3:PutObject|dynamodb:PutItem|(firehose|kinesis):PutRecords?(Batch)?|kafka-cluster:WriteData|aoss:WriteDocument|.*\/_bulk)$/,
    "writes"
  ],
  [/^(aoss:CreateIndex|.*_index_template.*)$/, "defines"],
  [/^appsync:EventPublish$/, "publishes"],
  [/^redshift-data:ExecuteStatement$/, "runs SQL"],
  [/^(aoss:ReadDocument|.*\/_search)$/, "searches"]
];
function permissions(resources) {
  const edges = /* @__PURE__ */ new Map();
  const parking = failureStores(resources);
  for (const { role, target, grant } of [...rolePolicies(resources), ...dataAccessPolicies(resources)]) {
    const rank = words.findIndex(([pattern]) => pattern.test(grant));
    const [from, to] = [componentOf(resources, role), componentOf(resources, target)];
    const known = edges.get(`${from} ${to}`);
    if (rank >= 0 && (!known || rank < known.rank))
      edges.set(`${from} ${to}`, {
        from: role,
        to: target,
        label: parking.has(to) ? "parks" : words[rank][1],
        rank
      });
  }
  return [...edges.values()];
}
function rolePolicies(resources) {
  return ofType(resources, "AWS::IAM::Policy").flatMap(({ Roles, PolicyDocument }) => {
    const { Statement } = PolicyDocument;
    return Statement.flatMap(
      ({ Action, Resource }) => [Resource].flat().flatMap(
        (resource) => [...references(resource), ...existingTables(resources, resource)].flatMap(
          (target) => [...[Action].flat(), ...pathOf(resource)].flatMap(
            (grant) => references(Roles).map((role) => ({ role, target, grant }))
          )
        )
      )
    );
  });
}
function existingTables(resources, resource) {
  const [end] = pathOf(resource);
  return Object.entries(resources).filter(
    ([, { Type, Properties }]) => Type === "Custom::ChangeCapture" && end?.endsWith(`:table/${String(Properties["TableName"])}`)
  ).map(([id]) => id);
}
function pathOf(resource) {
  if (typeof resource === "string") return [resource];
  const { "Fn::Join": join7 } = resource;
  const last = join7?.[1].at(-1);
  return typeof last === "string" ? [last] : [];
}
function dataAccessPolicies(resources) {
  const collection = Object.keys(resources).find(
    (id) => resources[id].Type === "AWS::OpenSearchServerless::Collection"
  );
  return ofType(resources, "AWS::OpenSearchServerless::AccessPolicy").flatMap(({ Policy }) => {
    const { "Fn::Join": join7 } = Policy;
    const text = join7[1].map((part) => typeof part === "string" ? part : references(part)[0]).join("");
    const statements = JSON.parse(text);
    return statements.flatMap(
      ({ Principal, Rules }) => Principal.flatMap(
        (role) => Rules.flatMap(({ Permission }) => Permission.map((grant) => ({ role, target: collection, grant })))
      )
    );
  });
}
function sessions(resources) {
  const accepted = [
    ...ofType(resources, "AWS::ApiGatewayV2::Authorizer").map(({ ApiId, JwtConfiguration }) => ({
      pools: references(JwtConfiguration),
      apis: references(ApiId)
    })),
    ...Object.entries(resources).filter(([, { Type }]) => Type === "AWS::AppSync::Api").map(([id, { Properties }]) => ({
      pools: references(Properties["EventConfig"].AuthProviders).filter(
        (each) => resources[each]?.Type === "AWS::Cognito::UserPool"
      ),
      apis: [id]
    }))
  ];
  return accepted.flatMap(
    ({ pools, apis }) => pools.flatMap((from) => apis.map((to) => ({ from, to, label: "tokens" })))
  );
}
var ofType = (resources, type) => Object.values(resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties ?? {});

// toolkit/architecture/mermaid.ts
function mermaid(nodes, edges) {
  const boxes = Object.entries(nodes).map(([name, what]) => `  ${name}["${name}<br/>${what}"]`);
  const ways = edges.map(({ from, to, label }) => `  ${from} -- ${label} --> ${to}`);
  return ["flowchart LR", ...boxes.toSorted(), ...ways.toSorted()].join("\n");
}

// toolkit/architecture/draw.ts
var pages = ["README.md", "docs/architecture.md"];
function draw(resources) {
  const { nodes, edges } = architectureOf(resources);
  return mermaid(nodes, edges);
}
var fence = /```mermaid\n[^`]*```/;
var diagramOf = (page) => fence.exec(page)?.[0].slice("```mermaid\n".length, -"\n```".length);
function drawArchitecture(resources, root) {
  const diagram = `\`\`\`mermaid
${draw(resources)}
\`\`\``;
  for (const name of pages) {
    const page = (0, import_node_fs.readFileSync)((0, import_node_path.join)(root, name), "utf8");
    if (!fence.test(page)) throw new Error(`${name} has no \`\`\`mermaid block to draw the diagram into`);
    (0, import_node_fs.writeFileSync)(
      (0, import_node_path.join)(root, name),
      page.replace(fence, () => diagram)
    );
    console.log(`written ${name}`);
  }
}

// toolkit/command-line.ts
var import_node_util = require("node:util");
var outliveReader = () => {
  process.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
};
var asksForHelp = (argv) => argv.includes("--help") || argv.includes("-h");
function parsed(config, usage7) {
  try {
    return (0, import_node_util.parseArgs)(config);
  } catch (error) {
    throw new Error(`${error.message}

${usage7}`, { cause: error });
  }
}
function oneOf(name, value, allowed, usage7) {
  if (value !== void 0 && allowed.includes(value)) return value;
  const seen = value === void 0 ? "" : `, not "${value}"`;
  throw new Error(`${name}: expected ${allowed.join(" or ")}${seen}

${usage7}`);
}
function readStage(argv, more, stages, usage7) {
  const options = { stage: { type: "string" }, ...more };
  const { values } = parsed({ args: argv, options }, usage7);
  const { stage } = values;
  return { ...values, stage: oneOf("--stage", stage, stages, usage7) };
}

// toolkit/stack/running-stage.ts
var import_node_fs2 = require("node:fs");
var import_node_path2 = require("node:path");
var announced = (root) => (0, import_node_path2.join)(root, ".local", "running.json");
var notRunning = "npm run local is not running in this folder; start it in another terminal, and wait until it prints its address";
function announce({ environment }, page, root) {
  const file = announced(root);
  (0, import_node_fs2.mkdirSync)((0, import_node_path2.dirname)(file), { recursive: true });
  (0, import_node_fs2.writeFileSync)(file, JSON.stringify({ pid: process.pid, environment, page }), { mode: 384 });
  return () => {
    if (read(file)?.pid === process.pid) (0, import_node_fs2.rmSync)(file, { force: true });
  };
}
function runningStage(root) {
  const { pid, environment } = read(announced(root)) ?? {};
  if (pid === void 0 || environment === void 0 || !isAlive(pid)) throw new Error(notRunning);
  return {
    endpoint: environment["AWS_ENDPOINT_URL"],
    region: environment["AWS_REGION"],
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"],
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"]
    }
  };
}
function runningAuthorities(root) {
  const file = read(announced(root))?.environment["NODE_EXTRA_CA_CERTS"];
  return file === void 0 ? void 0 : (0, import_node_fs2.readFileSync)(file, "utf8");
}
function runningPage(root) {
  const { pid, page } = read(announced(root)) ?? {};
  if (pid === void 0 || page === void 0 || !isAlive(pid)) throw new Error(notRunning);
  return page;
}
function read(file) {
  try {
    return JSON.parse((0, import_node_fs2.readFileSync)(file, "utf8"));
  } catch {
    return void 0;
  }
}
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

// toolkit/ask/ask.ts
var usage = `npm run ask -- PROBE "INPUT"

Asks what npm run local runs in another terminal, as the boxes on its page do, and prints the answer as JSON.
PROBE is a box of the page in small letters, such as search, lake or warehouse; the input of the last two is SQL.
A box only reads, unless it says what it does.`;
var longestQuestion = 15e3;
async function ask({ root }) {
  outliveReader();
  try {
    const argv = process.argv.slice(2);
    if (asksForHelp(argv)) return console.log(usage);
    const { summary, failed, raw } = await answerTo(argv, () => runningPage(root));
    console.error(summary);
    console.log(typeof raw === "string" ? raw : JSON.stringify(raw, null, 2));
    if (failed) process.exitCode = 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
var askRun = ({ root }, probe, input) => answerTo([probe, input], () => runningPage(root));
async function answerTo(argv, page) {
  const [id, ...words2] = argv;
  if (id === void 0 || id.startsWith("-")) throw new Error(usage);
  const query = new URLSearchParams({ id, input: words2.join(" ") });
  if (query.toString().length > longestQuestion)
    throw new Error(
      `The input is too long: ${longestQuestion.toLocaleString("en")} bytes at most, as it stands in a URL.`
    );
  const url = page();
  const { probes } = await (await fetch(new URL("/state", url))).json();
  const probe = probes.find((each) => each.id === id);
  if (!probe)
    throw new Error(
      `No probe is called "${id}". This run has: ${probes.map((each) => each.id).join(", ") || "none"}.

${usage}`
    );
  const response = probe.acts ? await acted(url, Object.fromEntries(query)) : await fetch(new URL(`/probe?${query.toString()}`, url));
  if (response.ok) return await response.json();
  const { problem } = await response.json();
  throw new Error(`${problem}

${usage}`);
}
async function acted(url, body) {
  const html = await (await fetch(url)).text();
  const [, token = ""] = /<meta name="token" content="([^"]*)"/.exec(html) ?? [];
  return await fetch(new URL("/probe", url), {
    method: "POST",
    headers: { "content-type": "application/json", "x-page-token": token },
    body: JSON.stringify(body)
  });
}

// toolkit/ask/sql-probe.ts
var sqlProbe = ({ id, title, example, query }) => ({
  id,
  title,
  label: "SQL that only reads",
  placeholder: example,
  action: "Query",
  ask: async (stack, input) => {
    if (input === "") return { summary: `Nothing was asked. For example: ${example}`, failed: true, rows: [], raw: "" };
    try {
      const rows = await query(stack, input.replace(/;\s*$/, ""));
      return {
        summary: rows.length === 1 ? "1 row" : `${rows.length.toLocaleString("en")} rows`,
        failed: false,
        rows,
        raw: rows
      };
    } catch (error) {
      return { summary: "The query was not answered", failed: true, rows: [], raw: error.message };
    }
  },
  problems: async (stack) => {
    try {
      await query(stack, example);
      return [];
    } catch (error) {
      return [`${title}: ${example}: ${error.message}`];
    }
  }
});

// toolkit/change-set-guard/guard-change-set.ts
var import_node_fs3 = require("node:fs");

// toolkit/change-set-guard/arguments.ts
var usage2 = `npm run change-set-guard -- --stack NAME --change-set NAME [--allow "STACK/LOGICAL-ID …"]

Ends with 1 if a change set would replace or delete a resource that holds data, or if it could not be checked. Changes nothing.
--allow  resources whose loss is agreed to`;
function readArguments(args) {
  const text = { type: "string" };
  const { values } = parsed({ args, options: { stack: text, "change-set": text, allow: text } }, usage2);
  const { stack, "change-set": changeSet, allow = "" } = values;
  if (!stack || !changeSet)
    throw new Error(`--stack and --change-set are required: the name of a stack and of its change set

${usage2}`);
  return { stack, changeSet, allowed: allow.split(/[\s,]+/).filter((each) => each !== "") };
}

// toolkit/change-set-guard/change-set.ts
async function changeSets(describe, input) {
  const changeSet = await describe(input);
  const changes = [...changeSet.Changes ?? []];
  for (let token = changeSet.NextToken; token; ) {
    const page = await describe({ ...input, NextToken: token });
    changes.push(...page.Changes ?? []);
    token = page.NextToken;
  }
  const nested = [];
  for (const { ResourceChange: change } of changes)
    if (change?.ResourceType === "AWS::CloudFormation::Stack" && change.ChangeSetId)
      nested.push(...await changeSets(describe, { ChangeSetName: change.ChangeSetId }));
  return [{ ...changeSet, Changes: changes }, ...nested];
}
var isEmpty = ({ Status, StatusReason = "" }) => Status === "FAILED" && /^(The submitted information didn't contain changes|No updates are to be performed)/.test(StatusReason);
var isReady = ({ Status, ExecutionStatus }) => Status === "CREATE_COMPLETE" && ExecutionStatus === "AVAILABLE";

// toolkit/change-set-guard/losses.ts
var losses = ({ StackName, Changes = [] }, { statefulTypes, changedInPlace }) => Changes.flatMap(({ ResourceChange: change }) => {
  const type = change?.ResourceType ?? "";
  const holds = statefulTypes[type];
  const fate = change && fateOf(change);
  if (!holds || !fate) return [];
  const [resource, because] = [`${StackName}/${change.LogicalResourceId}`, causesOf(change)];
  return [{ resource, type, holds, fate, because, advice: adviceFor(change, because, changedInPlace) }];
});
function fateOf({ Action, Replacement, PolicyAction }) {
  switch (Action) {
    case "Add":
    case "Import":
    case "SyncWithActual":
      return void 0;
    case "Remove":
      return PolicyAction === "Retain" ? "would stay in the account, but leave the stack" : "would be deleted";
    case "Modify":
      if (Replacement === "False") return void 0;
      if (Replacement === "True")
        return PolicyAction === "ReplaceAndRetain" ? "would be replaced by an empty one; the old one would stay in the account, but leave the stack" : "would be replaced by an empty one and deleted";
  }
  return "may be replaced by an empty one: CloudFormation decides during the deployment";
}
var causesOf = ({ Details = [] }) => [
  ...new Set(
    Details.flatMap(({ Target }) => Target?.Name && Target.RequiresRecreation !== "Never" ? [Target.Name] : [])
  )
];
function adviceFor({ ResourceType, Replacement }, because, changedInPlace) {
  const inPlace = changedInPlace[ResourceType ?? ""];
  if (!inPlace || !because.includes(inPlace.property)) return void 0;
  const { property, policy, before } = inPlace;
  return because.length === 1 && Replacement === "Conditional" ? `With the update policy ${policy}, another ${property} is an upgrade in place that keeps everything. ${before}: then agree to it.` : `Do not agree: change ${property} with the update policy ${policy}, and in a deployment of its own; then it is an upgrade in place.`;
}

// toolkit/change-set-guard/guard.ts
function judge([root, ...nested], holding, allowed) {
  if (!root) throw new Error("No change set to judge");
  const stack = root.StackName;
  if (isEmpty(root)) return { decision: "nothing to do", report: `Stack ${stack} is up to date.` };
  if (!isReady(root)) return { decision: "refuse", report: notReady(root) };
  const all = [root, ...nested].flatMap((changeSet) => losses(changeSet, holding));
  const refused = all.filter(({ resource }) => !allowed.includes(resource));
  if (refused.length > 0) return { decision: "refuse", report: refusal(refused) };
  return {
    decision: "execute",
    report: [
      `Stack ${stack}: ${root.Changes?.length} resources change.`,
      ...all.map((loss) => `${line(loss)} This loss was approved.`)
    ].join("\n")
  };
}
var notReady = ({
  StackName,
  ChangeSetName,
  Status,
  ExecutionStatus,
  StatusReason
}) => `Change set ${ChangeSetName} of stack ${StackName} cannot be executed: ${Status}, ${ExecutionStatus}. ${StatusReason ?? ""}`;
var refusal = (refused) => `**Not deployed:** this change set would destroy data that no deployment can restore.

${refused.map(line).join("\n")}

If you did not intend this, revert the change. A construct with a new id or a new parent is a new resource, and some properties
cannot be changed in place. To keep the data, add a second resource and move the contents first.

If you did intend it, back up the contents and run the workflow "deploy" by hand with this value in the field "allow-replacement":

    ${refused.map(({ resource }) => resource).join(" ")}`;
var line = ({ resource, type, holds, fate, because, advice }) => [
  `- ${resource} (${type}, with ${holds}) ${fate}.`,
  because.length > 0 ? ` Changed: ${because.join(", ")}.` : "",
  advice === void 0 ? "" : ` ${advice}`
].join("");

// toolkit/change-set-guard/guard-change-set.ts
async function guardChangeSet(holding) {
  const argv = process.argv.slice(2);
  if (asksForHelp(argv)) return console.log(usage2);
  process.exitCode = 1;
  try {
    const { decision, report } = await verdictOn(argv, holding);
    console.log(report);
    const outputs = process.env["GITHUB_OUTPUT"];
    if (outputs) (0, import_node_fs3.appendFileSync)(outputs, `execute=${decision === "execute"}
`);
    if (decision !== "refuse") process.exitCode = 0;
  } catch (error) {
    console.log(`**Not deployed:** the change set could not be checked. ${error.message}`);
  }
}
async function verdictOn(argv, holding) {
  const { stack, changeSet, allowed } = readArguments(argv);
  const { CloudFormationClient, DescribeChangeSetCommand } = await import("@aws-sdk/client-cloudformation");
  const cloudformation = new CloudFormationClient();
  const described = await changeSets((input) => cloudformation.send(new DescribeChangeSetCommand(input)), {
    StackName: stack,
    ChangeSetName: changeSet
  });
  return judge(described, holding, allowed);
}

// toolkit/ledger/account.ts
var import_door = require("../runtime/runtime.cjs");
function accountOf(pipeline) {
  const account = (0, import_door.createAccount)({
    ...pipeline,
    parked: () => pipeline.parked.flatMap(
      ({ sinks, objects }) => objects().flatMap(
        ({ key, events }) => events.map(({ event, reason }) => ({ event, sinks, where: key, why: reason }))
      )
    )
  });
  for (const source of Object.values(pipeline.sources)) source.onAccepted((event) => account.accept(event));
  return account;
}

// toolkit/local/failures.ts
var import_node_fs4 = require("node:fs");
var import_node_path3 = require("node:path");
var import_door2 = require("../runtime/runtime.cjs");
function failuresOf(projectFolder) {
  const folder = (0, import_node_path3.join)(projectFolder, "delivery", "failures");
  return (0, import_node_fs4.readdirSync)(folder).filter((name) => name.endsWith(".json")).toSorted().flatMap((name) => {
    const failures = JSON.parse((0, import_node_fs4.readFileSync)((0, import_node_path3.join)(folder, name), "utf8"));
    for (const { failure, faults = [] } of failures)
      for (const point of faults)
        if (!Object.hasOwn(import_door2.defaultFaults, point))
          throw new Error(`delivery/failures/${name}: "${failure}": no service has a fault "${point}"`);
    return failures;
  });
}

// toolkit/local/run.ts
var import_node_path4 = require("node:path");
var import_door3 = require("../runtime/runtime.cjs");

// toolkit/stack/local-stack-name.ts
var localStackName = ({ name, stages }) => `${name}-${stages[0].name}`;

// toolkit/local/run.ts
var LocalRun = class _LocalRun {
  project;
  stack;
  description;
  pipeline;
  account;
  /** How many samples have been fed, those before a resume included. */
  fed;
  #feeders;
  constructor(project, stack, description) {
    this.project = project;
    this.stack = stack;
    this.description = description;
    this.pipeline = description.at(stack);
    this.account = accountOf(this.pipeline);
    this.fed = stack.fedBefore;
    this.#feeders = new Map(
      Object.entries(this.pipeline.sources).map(([name, source]) => [name, source.feeder(stack)])
    );
  }
  static async start(project, description, { journal = "journal", changed, ...options }) {
    const {
      existingTables: existingTables2,
      existingBuckets,
      existingKafka,
      jobs,
      scripts,
      failureStores: failureStores2,
      objectSinks: sinks,
      metrics
    } = description;
    const { dropped, lag } = metrics;
    const stack = await (0, import_door3.startLocalStack)({
      ...options,
      changed: { ...description.changed, ...changed },
      stackName: localStackName(project),
      existingTables: existingTables2,
      ...existingBuckets ? { existingBuckets } : {},
      ...existingKafka ? { existingKafka } : {},
      ...jobs ? { jobs } : {},
      ...scripts ? { scripts } : {},
      failureStores: failureStores2,
      sinks,
      journal: (0, import_node_path4.join)(project.root, ".local", journal),
      measures: { dropped, lag }
    });
    const run5 = new _LocalRun(project, stack, description);
    await description.prepare?.(stack);
    return run5;
  }
  feed(source, sample) {
    return this.#feeders.get(source).feed(sample);
  }
  /** Remembers how many samples have been fed, for a resume too. */
  noteFed(position) {
    this.fed = position;
    this.stack.fed(position);
  }
  /** What became of every event so far. */
  verdict() {
    const waiting = this.stack.waiting() + (this.pipeline.scheduled?.() ?? 0);
    return (0, import_door3.verdictOf)(this.account.summary(), this.description.packed && waiting > 0 ? Infinity : waiting);
  }
  parked() {
    return this.pipeline.parked.flatMap((store) => store.objects());
  }
  /** Gives one parked object back to its source, or everything that is parked. */
  async replay(key) {
    for (const store of this.pipeline.parked)
      for (const object of store.objects())
        if (key === void 0 || object.key === key) await store.giveBack(object.key);
  }
  async stop(options = {}) {
    for (const feeder of this.#feeders.values()) feeder.close();
    await this.stack.stop(options);
  }
};

// toolkit/local/run-local.ts
var import_node_os = require("node:os");
var import_promises3 = require("node:timers/promises");

// toolkit/progress.ts
var pause = 5e3;
var Progress = class {
  #stream;
  #now;
  #shownAt = -Infinity;
  /** @param now - milliseconds of a clock that never goes back. */
  constructor(stream, now) {
    this.#stream = stream;
    this.#now = now;
  }
  tell(text) {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\x1B[K${text.slice(0, (this.#stream.columns ?? 80) - 1)}`);
      return;
    }
    if (this.#now() - this.#shownAt < pause) return;
    this.#shownAt = this.#now();
    this.#stream.write(`${text}
`);
  }
  end() {
    if (this.#stream.isTTY) this.#stream.write("\r\x1B[K");
  }
};

// toolkit/local/arguments.ts
var import_node_util2 = require("node:util");
var fastest = 50;
var largest = 999999999;
var ofLive = { events: void 0, rate: 20, speed: 1 };
var ofAlarms = { events: void 0, rate: 15, speed: 30 };
var ofCheck = { events: 2e3, rate: 200, speed: 20 };
var usage3 = `npm run local [-- OPTIONS]            runs the pipeline on this machine until you press Ctrl-C
npm run local -- --check [OPTIONS]    runs it under seeded faults and prints a ledger; exits with 1 if an event is lost
npm run local -- --alarms [OPTIONS]   produces each failure that an alarm is for; exits with 1 if one does not fire

  --seed N      selects the faults, 0 to ${largest} (default 1)
  --events N    number of samples to feed (default: no limit; ${ofCheck.events} with --check)
  --rate N      samples per second (default ${ofLive.rate}; ${ofCheck.rate} with --check, ${ofAlarms.rate} with --alarms)
  --speed N     speed of the run's clock; 1 is real time, ${fastest} the most
                (default ${ofLive.speed}; ${ofCheck.speed} with --check, ${ofAlarms.speed} with --alarms)
  --port N      port of the page (default: a free port)
  --resume      continues a run that was killed
  --verbose     also prints the stand-ins, and the permissions that a check did not use
  --json        prints everything that a check or --alarms found as JSON`;
function readArguments2(argv) {
  const { values } = parse(argv);
  const { check: check2 = false, alarms = false, resume = false, json = false, verbose = false } = values;
  if (check2 && alarms) throw new Error(`--check and --alarms are two runs: choose one of them

${usage3}`);
  if (json && !check2 && !alarms) throw new Error(`--json needs --check or --alarms

${usage3}`);
  const unasked = check2 ? ofCheck : alarms ? ofAlarms : ofLive;
  return {
    check: check2,
    alarms,
    resume,
    json,
    verbose,
    seed: whole("seed", values.seed, 0, largest) ?? 1,
    events: whole("events", values.events, 1, largest) ?? unasked.events,
    rate: positive("rate", values.rate, 1e5) ?? unasked.rate,
    speed: positive("speed", values.speed, fastest) ?? unasked.speed,
    port: whole("port", values.port, 0, 65535) ?? 0
  };
}
function commandOf({ seed: seed2, events, rate, speed }) {
  const others = Object.entries({ rate, speed }).filter(([name, value]) => value !== ofCheck[name]);
  const options = [["seed", seed2], ["events", events], ...others].map(([name, value]) => `--${name} ${value}`);
  return `npm run local -- --check ${options.join(" ")}`;
}
function parse(argv) {
  const number = { type: "string" };
  const flag = { type: "boolean" };
  try {
    return (0, import_node_util2.parseArgs)({
      args: argv,
      options: {
        seed: number,
        events: number,
        rate: number,
        speed: number,
        port: number,
        check: flag,
        alarms: flag,
        resume: flag,
        json: flag,
        verbose: flag
      }
    });
  } catch (error) {
    throw new Error(`${error.message}

${usage3}`, { cause: error });
  }
}
function whole(name, text, least, most) {
  if (text === void 0) return void 0;
  if (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most)
    throw new Error(`--${name} ${text}: expected a whole number from ${least} to ${most}

${usage3}`);
  return Number(text);
}
function positive(name, text, most) {
  if (text === void 0) return void 0;
  if (!(Number(text) > 0 && Number(text) <= most))
    throw new Error(`--${name} ${text}: expected a number above 0 and at most ${most}

${usage3}`);
  return Number(text);
}

// toolkit/local/check.ts
var import_door4 = require("../runtime/runtime.cjs");

// contract/seeded-random.ts
function numbersFrom(seed2) {
  let state = seed2;
  return () => {
    state = state + 1831565813 | 0;
    let t = Math.imul(state ^ state >>> 15, 1 | state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
}

// toolkit/seeded-random.ts
var seededRandom = (seed2) => numbersFrom(seed2);

// toolkit/local/deadline.ts
var patience = 30 * 6e4;
var pause2 = 250;
var NoProgress = class extends Error {
};
async function inTime(work, { left, waitsFor: waitsFor2 }, { clock }, signal) {
  signal.throwIfAborted();
  let least = left?.() ?? Infinity;
  let since = clock.now();
  let timer;
  let abort;
  const ended = new Promise((_, reject) => {
    signal.addEventListener("abort", abort = () => reject(signal.reason), { once: true });
    timer = setInterval(() => {
      const now = left?.() ?? Infinity;
      if (now < least) {
        least = now;
        since = clock.now();
      } else if (clock.now() - since > patience)
        reject(new NoProgress(`Waited ${patience / 6e4} minutes for ${waitsFor2()}.`));
    }, pause2);
  });
  work.catch(() => void 0);
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearInterval(timer);
    if (abort) signal.removeEventListener("abort", abort);
  }
}

// toolkit/local/feed.ts
var import_promises = require("node:timers/promises");
var concurrency = 16;
async function feed(run5, feeding2) {
  const { events, rate, signal } = feeding2;
  const samples = inTurn(run5, feeding2);
  const begun = performance.now();
  const first = run5.stack.fedBefore;
  const until = events ?? Infinity;
  let nth = 0;
  for (; nth < first; nth++) samples.next();
  while (nth < until && !signal.aborted) {
    const due = Math.min(until, first + Math.floor((performance.now() - begun) * rate / 1e3) + 1);
    if (nth >= due) await pause3(1e3 / rate, signal);
    while (nth < due && !signal.aborted) {
      const group = Array.from({ length: Math.min(concurrency, due - nth) }, () => samples.next().value);
      await inOrderByLane(run5, group);
      run5.noteFed(nth += group.length);
    }
  }
}
function* inTurn({ pipeline }, { seed: seed2, purpose }) {
  const sources2 = Object.entries(pipeline.sources).map(([name, source]) => ({
    name,
    source,
    samples: source.samples(seed2, purpose)
  }));
  for (; ; )
    for (const { name, source, samples } of sources2) {
      const sample = samples.next().value;
      yield { source: name, lane: `${name} ${source.lane(sample)}`, sample };
    }
}
async function inOrderByLane(run5, samples) {
  const lanes = Map.groupBy(samples, ({ lane }) => lane);
  await Promise.all(
    [...lanes.values()].map(async (ofOneLane) => {
      for (const { source, sample } of ofOneLane) await run5.feed(source, sample);
    })
  );
}
var pause3 = (milliseconds, signal) => (0, import_promises.setTimeout)(Math.min(milliseconds, 1e3), void 0, { signal }).catch(() => void 0);

// toolkit/local/progress.ts
var pause4 = 250;
var CheckProgress = class {
  #line;
  #tell;
  #timer;
  #step = "Feeding";
  constructor(run5, samples, outages, tell) {
    const { stack, account } = run5;
    this.#line = () => {
      const begun = outages.filter(({ from }) => from <= stack.clock.now()).length;
      const waiting = this.#step === "Waiting" ? ` for ${count(stack.waiting(), "record")}` : "";
      const figures = [
        `${run5.fed.toLocaleString("en")} of ${samples.toLocaleString("en")} fed`,
        `${count(account.size, "event")} accepted`,
        count(stack.faults.injected().length, "fault"),
        `outage ${begun} of ${outages.length}`
      ];
      return `${this.#step}${waiting}: ${figures.join(", ")}`;
    };
    this.#tell = tell;
    this.#timer = setInterval(() => tell(this.#line()), pause4);
  }
  doing(step) {
    this.#step = step;
    this.#tell(this.#line());
  }
  end() {
    clearInterval(this.#timer);
  }
};
var count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// toolkit/ledger/equation.ts
function equation({ entered, delivered, superseded, parked, dropped, inFlight, lost }) {
  const parts = { delivered, superseded, parked, dropped, "in flight": inFlight, lost };
  const sum = Object.entries(parts).map(([name, count2]) => `${figure(count2)} ${name}`);
  return `${figure(entered)} entered = ${sum.join(" + ")}`;
}
var figure = (number) => number.toLocaleString("en");

// toolkit/ledger/ledger-table.ts
var ledgerTable = (sinks) => sinks.flatMap(({ sink, delivered, superseded, parked, planted, dropped, lost, duplicates, deliveredAndParked }) => [
  `  ${sink}`,
  row("delivered", delivered, "the sink holds, or held, this version"),
  row("superseded", superseded, "the sink holds a newer version of the same key"),
  row("parked", parked, "in the failure store, complete, with a reason"),
  ...planted === void 0 ? [] : [row("  planted", planted, "of the parked: made wrong by the check itself")],
  row("dropped", dropped, "left out on purpose, by a drop rule"),
  row("lost", lost, "none of the above"),
  row("duplicates", duplicates, "deliveries beyond the first"),
  row("both", deliveredAndParked, "delivered and parked: the result of the write was lost")
]);
var row = (name, count2, meaning) => `  ${name.padEnd(26)}${String(count2).padStart(8)}   ${meaning}`;

// toolkit/local/report.ts
var lostOf = ({ sinks, afterReplay, afterSchedules }) => [
  ...new Set(
    [...sinks, ...afterReplay, ...afterSchedules].flatMap(
      ({ sink, lostIds }) => lostIds.map((id) => `${id}, on the way to ${sink}`)
    )
  )
];
function problemsOf(report, entries) {
  const { differences, validButParked, probes, metrics, schedules, waited } = report;
  const groups = [
    { title: waited === void 0 ? "Lost" : "Lost or in flight", summary: lostSummary(report), all: lostOf(report) },
    {
      title: `Wrong ${entries}`,
      summary: `${figure(differences.length)} ${entries} differ`,
      all: differences
    },
    {
      title: "Valid, but still parked after the replay",
      summary: `${figure(validButParked.length)} valid, but parked`,
      all: validButParked
    },
    { title: "Wrong answers", summary: `${figure(probes.length)} answers are wrong`, all: probes },
    { title: "Failed schedules", summary: `${figure(schedules.length)} schedules failed`, all: schedules },
    {
      title: "Metrics that contradict the ledger",
      summary: `${figure(metrics.length)} metrics are wrong`,
      all: metrics
    }
  ];
  return groups.filter(({ all }) => all.length > 0);
}
function lostSummary(report) {
  const { events, sinks, afterReplay, afterSchedules, verdict, waited } = report;
  const most = (accounts) => accounts.reduce((sum, { lost: lost2 }) => sum + lost2, 0);
  const named = lostOf(report).length;
  const lost = waited === void 0 ? Math.max(named, most(sinks), most(afterReplay), most(afterSchedules)) : verdict.lost;
  return `${figure(lost)} of ${figure(events)} lost`;
}
var hasPassed = (report) => report.waited === void 0 && problemsOf(report, "").length === 0;
function verdictLine(report, entries) {
  const { events, verdict, waited } = report;
  if (hasPassed(report)) return `PASSED: ${figure(events)} accepted, 0 lost`;
  const others = problemsOf(report, entries).filter(({ title }) => !title.startsWith("Lost")).map(({ summary }) => summary);
  const open = waited === void 0 ? [] : [`${figure(verdict.inFlight)} in flight`];
  const line2 = `FAILED: ${[lostSummary(report), ...open, ...others].join("; ")}`;
  return waited === void 0 ? line2 : `${line2}. ${waited}`;
}
var shown = 10;
var shownErrors = 5;
function complaints(report, entries) {
  if (hasPassed(report)) return [];
  const errors = report.errors.slice(-shownErrors);
  return [
    ...problemsOf(report, entries).flatMap(({ title, all }) => [
      `${title} (${figure(all.length)})`,
      ...all.slice(0, shown).map((each) => `  ${each}`),
      ...all.length > shown ? [`  and ${figure(all.length - shown)} more: --json lists all of them`] : []
    ]),
    ...errors.length > 0 ? ["Logged by functions", ...errors.map((each) => `  ${each}`)] : []
  ];
}
var refusal2 = ({ component, action, resource }) => `the role of ${component} does not allow ${action} on ${resource}. The call fails with AccessDenied, as in AWS.`;
var eventsIn = (sinks) => sinks.reduce(
  (sum, { delivered, superseded, parked, dropped, lost }) => sum + delivered + superseded + parked + dropped + lost,
  0
);
function printed(report, verbose) {
  const { seed: seed2, fed, events, verdict, sinks, afterReplay, faults, outages, alarms, unused, notModelled } = report;
  const more = eventsIn(report.afterSchedules) - eventsIn(afterReplay);
  const struck = Object.entries(faults).toSorted(([one], [other]) => one < other ? -1 : 1);
  return [
    equation(verdict),
    `Ledger of ${figure(events)} events under the faults of seed ${seed2}`,
    ...ledgerTable(sinks),
    ...afterReplay.map(
      ({ sink, parked, planted, lost }) => `After a replay of everything parked on the way to ${sink}: ${figure(parked)} parked again, ${figure(planted)} of them planted; ${figure(lost)} lost`
    ),
    ...more > 0 ? [`Schedules ran once each, and made ${figure(more)} more events`] : [],
    ...events < fed ? [`Samples fed: ${figure(fed)}; ${figure(fed - events)} of them had no effect and made no event`] : [],
    `Faults that struck: ${figure(struck.reduce((sum, [, times]) => sum + times, 0))}, in ${outages.length} outages and on their own`,
    ...struck.map(([point, times]) => `  ${point.padEnd(26)}${String(times).padStart(8)}`),
    ...alarms.length > 0 ? ["Alarms that fired because of faults and wrong samples"] : ["No alarm fired"],
    ...alarms.map(({ id, times, page }) => `  ${id}${times > 1 ? ` ${times} times` : ""}${page ? `: ${page}` : ""}`),
    ...verbose ? [
      "Permissions that this run did not use",
      ...unused.length > 0 ? unused.map(grantLine) : ["  none"],
      ...standInLines(report)
    ] : [],
    ...verbose || notModelled.length > 0 ? notModelledLines(report) : [],
    ...verbose ? [] : ["For stand-ins and permissions that were not used: --verbose"]
  ].join("\n");
}
var grantLine = ({ component, action, resource }) => `  ${component}: ${action} on ${resource}`;
var honesty = (run5) => [
  ...standInLines(run5),
  ...notModelledLines(run5)
];
var standInLines = ({ standIns }) => [
  "Stand-ins",
  ...standIns.map((each) => `  ${each}`)
];
var notModelledLines = ({ notModelled }) => [
  "Not modelled (a run fails when it uses one of these)",
  ...notModelled.length > 0 ? notModelled.map((each) => `  ${each}`) : ["  none"]
];

// toolkit/local/wrong-metrics.ts
var kept = 3 * 36e5;
var slack = 6e4;
function wrongMetrics(series, { delivered: written, superseded, dropped, lag }, sinks, length) {
  if (length > kept) return [];
  const minutesOf = (names) => series.filter(({ name }) => names.includes(name)).flatMap(({ minutes }) => minutes);
  const sumOf = (names) => minutesOf(names).reduce((total, { sum }) => total + sum, 0);
  const inSinks = (fates) => (
    // a function may count an event once, however many sinks it writes it to
    Math.max(0, ...sinks.map((sink) => fates.reduce((sum, fate) => sum + sink[fate], 0)))
  );
  const delivered = [written].flat();
  const problems = [];
  const atLeast = (names, least) => {
    const counted = sumOf(names);
    if (counted < least)
      problems.push(`${names.join(" + ")}: ${figure(counted)} counted, and the ledger has ${figure(least)}`);
  };
  if (superseded === void 0 && delivered.length > 0) atLeast(delivered, inSinks(["delivered"]));
  if (superseded !== void 0) atLeast([...delivered, superseded], inSinks(["delivered", "superseded"]));
  if (dropped.length > 0) atLeast(dropped, inSinks(["dropped"]));
  const delivering = inSinks(["delivered"]) > 0;
  for (const name of lag) {
    const minutes = minutesOf([name]);
    const [least, most] = [Math.min(...minutes.map(({ min }) => min)), Math.max(...minutes.map(({ max }) => max))];
    if (delivering && minutes.length === 0) problems.push(`${name}: nothing was reported`);
    else if (least < 0 || most > length + slack)
      problems.push(
        `${name}: from ${figure(least)} to ${figure(most)} ms, in a run of ${figure(Math.round(length))} ms`
      );
  }
  return problems;
}

// toolkit/local/check.ts
var outageLength = 7e4;
async function check(options) {
  const { project, description, wanted, assembly, signal, tell } = options;
  const { seed: seed2, speed, events, resume } = wanted;
  const outages = [];
  const ended = new AbortController();
  const refused = (grant) => ended.abort(new Error(`FAILED: ${refusal2(grant)}`));
  signal.addEventListener("abort", () => ended.abort(signal.reason));
  tell("Starting the functions");
  const run5 = await LocalRun.start(project, description, {
    assembly,
    seed: seed2,
    speed,
    rules: import_door4.defaultFaults,
    outages: () => outages,
    resume,
    settings: { check: true, events },
    refused
  });
  const progress = new CheckProgress(run5, events, outages, tell);
  try {
    return await checked(run5, { wanted, outages, progress, signal: ended.signal });
  } finally {
    progress.end();
    await run5.stop();
  }
}
async function checked(run5, check2) {
  const { wanted, outages, progress, signal } = check2;
  const { stack, account, description } = run5;
  const { seed: seed2, speed, events, rate } = wanted;
  const begun = stack.clock.now();
  const step = (name, begin, counted = {}) => {
    signal.throwIfAborted();
    progress.doing(name);
    return inTime(begin(), { waitsFor: () => `"${name}" to end`, ...counted }, stack, signal);
  };
  const settle2 = async () => {
    const left = () => stack.waiting() + (run5.pipeline.scheduled?.() ?? 0);
    await step("Waiting", () => stack.settled(), { left: () => stack.waiting(), waitsFor: () => waitsFor(run5) });
    const { finish } = run5.pipeline;
    if (finish) await step("Finishing", () => finish(() => stack.settled()), { left, waitsFor: () => waitsFor(run5) });
  };
  const report = {
    seed: seed2,
    fed: events,
    events: 0,
    verdict: run5.verdict(),
    sinks: [],
    afterReplay: [],
    newest: {},
    differences: [],
    validButParked: [],
    afterSchedules: [],
    probes: [],
    metrics: [],
    schedules: [],
    faults: {},
    outages,
    alarms: [],
    errors: [],
    unused: [],
    standIns: stack.standIns,
    notModelled: stack.notModelled
  };
  const look = () => {
    report.differences = [.../* @__PURE__ */ new Set([...report.differences, ...account.differences()])];
    return account.summary();
  };
  try {
    const feedingTime = (events - stack.fedBefore) / rate * 1e3 * speed;
    outages.push(...outagesOf(description.outages, seed2, stack.clock.now(), feedingTime));
    const left = () => events - run5.fed;
    await step("Feeding", () => feed(run5, { seed: seed2, purpose: "check", events, rate, signal }), { left });
    await settle2();
    report.events = account.size;
    report.verdict = run5.verdict();
    report.sinks = look();
    if (!wanted.resume)
      report.metrics = wrongMetrics(stack.metrics(), description.metrics, report.sinks, stack.clock.now() - begun);
    report.newest = account.newestFates();
    await step("Replaying what is parked", () => run5.replay());
    await settle2();
    report.afterReplay = look();
    for (const { component } of stack.schedules)
      await step(`Running the schedule of ${component}`, () => stack.runSchedule(component)).catch((error) => {
        if (error instanceof NoProgress || signal.aborted) throw error;
        report.schedules.push(`${component}: ${error.message}`);
      });
    await settle2();
    report.afterSchedules = look();
    report.validButParked = account.validButParked();
    for (const probe of run5.pipeline.probes)
      report.probes.push(...await step(`Trying the ${probe.id}`, () => probe.problems(stack)));
  } catch (error) {
    if (!(error instanceof NoProgress)) throw error;
    report.waited = error.message;
    report.events = account.size;
    report.verdict = run5.verdict();
    report.sinks = account.summary();
  }
  report.faults = countsOf(stack.faults.injected().map(({ point }) => point));
  report.errors = stack.errors();
  report.unused = stack.unused();
  report.alarms = stack.alarms().filter(({ fired }) => fired.length > 0).map(({ id, fired, page }) => ({ id, times: fired.length, page }));
  return report;
}
function waitsFor({ stack }) {
  const reasons = stack.waitingFor();
  return reasons.length > 0 ? reasons.join("; ") : "records that are on their way";
}
function outagesOf(points, seed2, begin, feedingTime) {
  const random = seededRandom(seed2);
  return points.map((point) => {
    const from = begin + random() * feedingTime;
    return { point, from, to: from + outageLength };
  });
}
var countsOf = (names) => Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

// toolkit/local/live.ts
var import_door5 = require("../runtime/runtime.cjs");

// toolkit/local/schedules.ts
function keepSchedules({
  schedules,
  clock,
  runSchedule
}) {
  for (const { component, every } of schedules) {
    if (every === void 0) continue;
    const due = () => {
      clock.timer(every, due);
      runSchedule(component).catch(() => void 0);
    };
    due();
  }
}

// toolkit/local/view.ts
var import_node_fs5 = require("node:fs");
var import_node_path5 = require("node:path");
var shown2 = 30;
function viewOf(run5, assembly) {
  const { stack, pipeline, description } = run5;
  const stackName = localStackName(run5.project);
  const { metrics } = description;
  const { Resources } = JSON.parse((0, import_node_fs5.readFileSync)((0, import_node_path5.join)(assembly, `${stackName}.template.json`), "utf8"));
  const { nodes, edges } = architectureOf(Resources);
  const order = sourcesFirst(Object.keys(nodes), edges);
  const startedAt = stack.clock.now();
  const newest = [];
  const listen = (event) => {
    newest.unshift({ at: stack.clock.now(), id: pipeline.name(event), what: pipeline.happened(event) });
    newest.length = Math.min(newest.length, shown2);
  };
  for (const source of Object.values(pipeline.sources)) source.onAccepted(listen);
  const verdict = seldom(() => run5.verdict());
  const state = () => ({
    title: stackName,
    startedAt,
    now: stack.clock.now(),
    verdict: verdict(),
    nodes: order.map((name) => ({
      name,
      kind: nodes[name],
      ...stack.passed(name),
      delivered: [metrics.delivered].flat().reduce((sum, metric) => sum + stack.measured(name, metric), 0),
      superseded: metrics.superseded === void 0 ? 0 : stack.measured(name, metrics.superseded)
    })),
    edges: edges.map((edge) => ({ ...edge, count: stack.flowing(edge.from, edge.to) })),
    newest,
    parked: run5.parked().map(({ key, kind, at, events }) => ({
      key,
      kind,
      at: at.getTime(),
      records: events.length,
      reason: events[0]?.reason ?? ""
    })).toSorted((one, other) => other.at - one.at),
    faults: stack.faultPoints,
    alarms: stack.alarms().filter(({ fired }) => fired.length > 0).map(({ id, state: now, fired, description: description2, page }) => {
      return { id, on: now === "ALARM", at: fired.at(-1), description: description2, page };
    }).toSorted((one, other) => Number(other.on) - Number(one.on) || other.at - one.at),
    probes: pipeline.probes,
    notes: [
      ...stack.standIns.map((each) => `Stand-in for ${each}`),
      ...stack.notModelled.map((each) => `Not modelled: ${each}`)
    ]
  });
  return {
    state,
    probe: (id, input) => pipeline.probes.find((probe) => probe.id === id).ask(stack, input),
    replay: (key) => run5.replay(key),
    setFault: (point, on) => stack.setFault(point, on),
    runbook: (page) => (0, import_node_fs5.readFileSync)((0, import_node_path5.join)(run5.project.root, page), "utf8")
  };
}
function sourcesFirst(names, ways) {
  const edges = ways.filter(({ label }) => label !== "reads");
  const depth = (name, passed) => Math.max(
    0,
    ...edges.filter(({ from, to }) => to === name && !passed.includes(from)).map(({ from }) => 1 + depth(from, [...passed, name]))
  );
  return names.toSorted((a, b) => depth(a, []) - depth(b, []));
}
function seldom(compute) {
  let last;
  return () => {
    const begun = performance.now();
    if (last && begun < last.until) return last.result;
    const result = compute();
    const ended = performance.now();
    last = { result, until: ended + 20 * (ended - begun) };
    return result;
  };
}

// toolkit/local/live.ts
async function live(project, description, wanted, synthesize, signal) {
  const page = await (0, import_door5.servePage)(wanted.port).catch((error) => {
    throw portProblem(wanted.port, error);
  });
  try {
    await runOn(page, { project, description, wanted, assembly: synthesize(), signal });
  } finally {
    await page.close();
  }
}
function portProblem(port, error) {
  const why = { EADDRINUSE: "is in use", EACCES: "needs privileges that you do not have" }[error.code ?? ""];
  if (why === void 0) return error;
  return new Error(`--port ${port}: this port ${why}. Choose another port, or omit --port to use a free one.`);
}
async function runOn(page, options) {
  const { project, description, wanted, assembly } = options;
  const { seed: seed2, speed, resume } = wanted;
  const run5 = await LocalRun.start(project, description, {
    assembly,
    seed: seed2,
    speed,
    rules: import_door5.noFaults,
    outages: () => [],
    resume,
    settings: { check: false },
    refused: (grant) => console.error(`Access denied: ${refusal2(grant)}`)
  });
  try {
    await show(run5, page, options);
    console.log(equation(run5.verdict()));
    if (wanted.verbose) console.log(honesty(run5.stack).join("\n"));
  } finally {
    await run5.stop();
  }
}
async function show(run5, page, { wanted, assembly, signal }) {
  const { seed: seed2, events, rate } = wanted;
  const view = viewOf(run5, assembly);
  page.show(view);
  const withdraw = announce(run5.stack, page.url, run5.project.root);
  console.log(
    `${localStackName(run5.project)} runs on this machine: ${page.url}
AWS endpoint: ${run5.stack.url}   Press Ctrl-C to stop.
`
  );
  keepSchedules(run5.stack);
  const terminal = (0, import_door5.showOnTerminal)(process.stdout, () => view.state());
  try {
    await feed(run5, { seed: seed2, purpose: "live", events, rate, signal });
    await new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve(), { once: true });
    });
  } finally {
    withdraw();
    terminal.close();
  }
}

// toolkit/local/rehearsal.ts
var import_promises2 = require("node:timers/promises");
var import_door6 = require("../runtime/runtime.cjs");

// toolkit/local/until-done.ts
var pause5 = 2e4;
async function untilDone(clock, act, signal) {
  while (!signal.aborted) {
    const answer = await act().catch(() => void 0);
    if (answer?.failed === false) return;
    await clock.sleep(pause5, signal).catch(() => void 0);
  }
}

// toolkit/local/rehearsal.ts
var minute = 6e4;
var patience2 = 15 * minute;
var pause6 = 100;
var questionPause = 2e4;
var slower = { again: [1, 2, 4], nothing: 3, acts: 2 };
var nothing = { failure: "Nothing fails", alarms: {} };
async function rehearse(failures, options) {
  const all = [nothing, ...failures].map((failure, at) => ({ failure, at }));
  const left = all.toSorted((a, b) => lengthOf(b.failure) - lengthOf(a.failure));
  const results = [];
  const again = [];
  const total = left.length;
  let done = 0;
  const decide = (at, result) => {
    results[at] = result;
    options.tell(`${++done} of ${total}: ${result.failure}`);
  };
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      options.signal.throwIfAborted();
      const { failure, at } = next;
      const result = await rehearsed(failure, journalOf(at), slowed(options, slownessOf(failure))).catch(
        () => void 0
      );
      if (result && (isAsWanted(result, failure) || options.signal.aborted)) decide(at, result);
      else again.push(next);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
  for (const { failure, at } of again) decide(at, await alone(failure, journalOf(at), options));
  return results;
}
async function alone(failure, journal, options, [times, ...further] = slower.again) {
  options.signal.throwIfAborted();
  const run5 = rehearsed(failure, journal, slowed(options, slownessOf(failure) * times));
  if (further.length === 0) return await run5;
  const result = await run5.catch(() => void 0);
  return result && isAsWanted(result, failure) ? result : await alone(failure, journal, options, further);
}
var journalOf = (at) => `alarms-${at}`;
var slownessOf = (failure) => failure === nothing ? slower.nothing : failure.acts ? slower.acts : 1;
var lengthOf = (failure) => slownessOf(failure) * (failure === nothing ? patience2 / minute : failure.begins ?? 0);
function slowed(options, times) {
  const { speed, rate, ...wanted } = options.wanted;
  return { ...options, wanted: { ...wanted, speed: speed / times, rate: rate / times } };
}
async function rehearsed(failure, journal, { project, description, wanted, assembly, signal }) {
  const { seed: seed2, speed } = wanted;
  const outages = [];
  const run5 = await LocalRun.start(project, description, {
    assembly,
    seed: seed2,
    speed,
    rules: import_door6.noFaults,
    outages: () => outages,
    resume: false,
    settings: { failure: failure.failure },
    // it is part of some failures
    refused: () => void 0,
    ...failure.changed ? { changed: failure.changed } : {},
    journal
  });
  const ended = new AbortController();
  signal.addEventListener("abort", () => ended.abort());
  try {
    for (const id of Object.keys(failure.acts ?? {}))
      if (!run5.pipeline.probes.some((probe) => probe.id === id && probe.acts))
        throw new Error(`"${failure.failure}": the pipeline has no probe "${id}" that acts`);
    const { clock } = run5.stack;
    const quiet = (failure.begins ?? 0) * minute;
    const begun = clock.now() + quiet;
    const ofFailure = (failure.faults ?? []).map((point) => ({
      point,
      from: begun,
      to: Infinity
    }));
    outages.push(...ofFailure);
    const fail = () => {
      for (const { component, action } of failure.revoked ?? []) run5.stack.revoke(component, action);
      void changing(run5, failure, ended.signal);
      void straying(run5, failure, ended.signal);
    };
    if (quiet === 0) fail();
    else clock.timer(quiet, fail);
    keepSchedules(run5.stack);
    void feeding(run5, failure, wanted, ended.signal);
    void asking(run5, ended.signal);
    const expected = Object.keys(failure.alarms);
    const hasFired = (id) => firstOf(run5, id, begun) !== void 0;
    const isDone = () => expected.length > 0 ? expected.every(hasFired) : run5.stack.alarms().some(({ fired }) => fired.length > 0);
    while (!signal.aborted && !isDone() && clock.now() < begun + patience2) await (0, import_promises2.setTimeout)(pause6);
    return resultOf(run5, failure, begun);
  } finally {
    ended.abort();
    await run5.stop();
  }
}
var firstOf = ({ stack }, id, begun) => stack.alarms().find((alarm) => alarm.id === id)?.fired.find((at) => at >= begun);
function resultOf(run5, failure, begun) {
  const expected = Object.keys(failure.alarms);
  const minutesTo = (id) => {
    const at = firstOf(run5, id, begun);
    return at === void 0 || at > begun + patience2 ? null : Math.ceil((at - begun) / minute);
  };
  const alarms = run5.stack.alarms();
  return {
    failure: failure.failure,
    expected: Object.fromEntries(expected.map((id) => [id, minutesTo(id)])),
    pages: Object.fromEntries(alarms.filter(({ id }) => expected.includes(id)).map(({ id, page }) => [id, page ?? ""])),
    others: alarms.filter(({ id, fired }) => fired.length > 0 && !expected.includes(id)).map(({ id }) => id)
  };
}
async function feeding(run5, { samples = "sound" }, { seed: seed2, rate }, signal) {
  while (!signal.aborted)
    try {
      await feed(run5, { seed: seed2, purpose: samples, events: void 0, rate, signal });
    } catch {
      await (0, import_promises2.setTimeout)(pause6);
    }
}
async function asking({ stack, pipeline }, signal) {
  while (!signal.aborted) {
    const reading = pipeline.probes.filter(({ acts }) => !acts);
    await Promise.all(reading.map(async (probe) => probe.ask(stack, "").catch(() => void 0)));
    await stack.clock.sleep(questionPause, signal).catch(() => void 0);
  }
}
async function straying({ stack, pipeline }, { strays = false }, signal) {
  while (strays && !signal.aborted) {
    pipeline.stray?.();
    await stack.clock.sleep(questionPause, signal).catch(() => void 0);
  }
}
async function changing({ stack, pipeline }, { acts = {}, schedules = [], updates = [] }, signal) {
  for (const probe of pipeline.probes)
    if (Object.hasOwn(acts, probe.id)) await untilDone(stack.clock, () => probe.ask(stack, acts[probe.id]), signal);
  for (const component of updates) await stack.update(component).catch(() => void 0);
  for (const component of schedules) await stack.runSchedule(component).catch(() => void 0);
}
var isRehearsed = (results, failures) => [nothing, ...failures].every((failure) => {
  const result = results.find((each) => each.failure === failure.failure);
  return result !== void 0 && isAsWanted(result, failure);
});
var isAsWanted = ({ expected, pages: pages2, others }, failure) => Object.values(expected).every((minutes) => minutes !== null) && Object.entries(failure.alarms).every(([id, page]) => pages2[id] === `docs/runbook/${page}.md`) && (failure !== nothing || others.length === 0);
function rehearsalLines(results) {
  return results.flatMap(({ failure, expected, pages: pages2, others }) => [
    failure,
    ...Object.entries(expected).map(
      ([id, minutes]) => minutes === null ? `  ${id} did NOT fire within ${patience2 / minute} minutes` : `  ${id} fired after ${minutes} min: ${pages2[id]}`
    ),
    ...others.length > 0 ? [`  also: ${others.join(", ")}`] : [],
    ...Object.keys(expected).length + others.length === 0 ? ["  no alarm fired"] : []
  ]);
}

// toolkit/local/synthesized.ts
var import_node_child_process = require("node:child_process");
var import_node_crypto = require("node:crypto");
var import_node_fs6 = require("node:fs");
var import_node_module = require("node:module");
var import_node_path6 = require("node:path");
var sources = [
  "infra",
  "processors",
  "contract",
  "policies",
  "cdk.json",
  "package-lock.json",
  // where functions are bundled with it
  "analytics/settings.json"
];
function synthesized(project, derived, tell) {
  const stale = derived().filter((file) => file.stale);
  const assembly = (0, import_node_path6.join)(project, "cdk.out");
  const stamp = (0, import_node_path6.join)(assembly, ".made-from");
  if (stale.length > 0)
    throw new Error(
      `${stale.map(({ path }) => path).join(", ")}: out of date with the contract. Run npm run contract and review what changes.`
    );
  const made = digestOf(project, sources);
  if ((0, import_node_fs6.existsSync)(stamp) && (0, import_node_fs6.readFileSync)(stamp, "utf8") === stampOf(assembly, made)) return assembly;
  tell("Synthesizing: the sources or cdk.out changed since the last run.");
  (0, import_node_fs6.rmSync)(stamp, { force: true });
  const cdk = (0, import_node_module.createRequire)((0, import_node_path6.join)(project, "package.json")).resolve("aws-cdk/bin/cdk");
  const { status, stderr } = (0, import_node_child_process.spawnSync)(process.execPath, [cdk, "synth", "--quiet", "--no-notices"], {
    cwd: project,
    env: { ...process.env, CDK_VALIDATION: "false" },
    encoding: "utf8"
  });
  if (status !== 0) throw new Error(`cdk synth failed:
${stderr}`);
  (0, import_node_fs6.writeFileSync)(stamp, stampOf(assembly, made));
  return assembly;
}
function stampOf(assembly, made) {
  const names = (0, import_node_fs6.readdirSync)(assembly).filter((name) => name === "manifest.json" || name.endsWith(".assets.json")).toSorted();
  return `${made} ${digestOf(assembly, names)}`;
}
function digestOf(folder, paths) {
  const hash = (0, import_node_crypto.createHash)("sha256");
  for (const path of paths.filter((each) => (0, import_node_fs6.existsSync)((0, import_node_path6.join)(folder, each))))
    for (const file of filesIn((0, import_node_path6.join)(folder, path)))
      hash.update((0, import_node_path6.relative)(folder, file)).update("\0").update((0, import_node_fs6.readFileSync)(file)).update("\0");
  return hash.digest("hex");
}
var filesIn = (path) => (0, import_node_fs6.statSync)(path).isFile() ? [path] : (0, import_node_fs6.readdirSync)(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => (0, import_node_path6.join)(parentPath, name)).toSorted();

// toolkit/local/run-local.ts
async function runLocal(pipeline, project, derived) {
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopped.abort());
  try {
    process.exitCode = await run({ pipeline, project, derived, signal: stopped.signal }, process.argv.slice(2));
  } catch (error) {
    await (0, import_promises3.setImmediate)();
    if (stopped.signal.aborted) process.exitCode = 130;
    else {
      console.error(error.message);
      process.exitCode = 1;
    }
  }
}
async function run(local2, argv) {
  if (asksForHelp(argv)) {
    console.log(usage3);
    return 0;
  }
  const { pipeline, project, signal } = local2;
  const wanted = readArguments2(argv);
  if (wanted.check) return await checked2(local2, wanted);
  if (wanted.alarms) return await alarmed(local2, wanted);
  await live(project, pipeline, wanted, () => assemblyOf(local2), signal);
  return 0;
}
var assemblyOf = ({ project, derived }) => synthesized(project.root, derived, console.error);
async function checked2(local2, wanted) {
  const { pipeline, project, signal } = local2;
  const assembly = assemblyOf(local2);
  const progress = new Progress(process.stderr, () => performance.now());
  const tell = wanted.json ? () => void 0 : (line2) => progress.tell(line2);
  const report = await check({
    project,
    description: pipeline,
    wanted: { ...wanted, events: wanted.events },
    assembly,
    signal,
    tell
  }).finally(() => progress.end());
  const wrong = complaints(report, pipeline.entries);
  const verdict = verdictLine(report, pipeline.entries);
  const passed = hasPassed(report);
  console.log(wanted.json ? JSON.stringify(report, null, 2) : `${verdict}
${printed(report, wanted.verbose)}`);
  for (const line2 of wrong) console.error(line2);
  if (!passed) console.error(`Repeat this run: ${commandOf(wanted)}`);
  if (!wanted.json) console.log(verdict);
  return passed ? 0 : 1;
}
async function alarmed(local2, wanted) {
  const { pipeline, project, signal } = local2;
  const failures = failuresOf(project.root);
  const assembly = assemblyOf(local2);
  const progress = new Progress(process.stderr, () => performance.now());
  const results = await rehearse(failures, {
    project,
    description: pipeline,
    wanted,
    assembly,
    signal,
    // most of the time, a run waits for its clock
    atOnce: 2 * (0, import_node_os.availableParallelism)(),
    tell: wanted.json ? () => void 0 : (line2) => progress.tell(line2)
  }).finally(() => progress.end());
  const passed = isRehearsed(results, failures);
  const lines = [...rehearsalLines(results), passed ? "PASSED: every alarm fired" : "FAILED: see above"];
  console.log(wanted.json ? JSON.stringify(results, null, 2) : lines.join("\n"));
  return passed ? 0 : 1;
}

// toolkit/stack/access-problem.ts
function accessProblem(error) {
  const advice = advices.find(([pattern]) => pattern.test(`${error.name}: ${error.message}`))?.[1];
  return advice && `${advice} (${error.message})`;
}
var signIn = 'Sign in with "aws sso login", or set AWS_PROFILE.';
var advices = [
  [
    /Region is missing/,
    "No AWS region is set. Set AWS_REGION, or set the account and region of the stage in infra/project.ts."
  ],
  [/^(CredentialsProviderError|TokenProviderError)/, `No AWS credentials found. ${signIn}`],
  [/^(ExpiredToken|RequestExpired)/, `Your AWS credentials have expired. ${signIn}`],
  [/^(UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/, `AWS rejected your credentials. ${signIn}`],
  [/ENOTFOUND|ECONNREFUSED|EAI_AGAIN/, "This machine cannot reach AWS."]
];

// toolkit/stack/deployed-stage.ts
async function deployedStage(project, stage, describe) {
  const { account, region } = project.environments[stage];
  const name = `${project.name}-${stage}`;
  const stack = await describe(name, region === void 0 ? {} : { region });
  if (!stack) {
    const where = region ?? "your default region (set AWS_REGION to use another)";
    throw new Error(`Stack ${name} does not exist in ${where}. Deploy it first: npm run deploy -- ${name}`);
  }
  const [, , , actualRegion, actualAccount] = stack.id.split(":");
  if (account !== void 0 && account !== actualAccount)
    throw new Error(
      `infra/project.ts places stage ${stage} in account ${account}, but your credentials are for account ${actualAccount}`
    );
  return { region: actualRegion, outputs: stack.outputs };
}
var describeStack = async (name, client) => {
  const { CloudFormationClient, DescribeStacksCommand } = await import("@aws-sdk/client-cloudformation");
  const cloudformation = new CloudFormationClient(client);
  try {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks ?? [];
    if (!stack) return void 0;
    const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
    return { id: stack.StackId, outputs: Object.fromEntries(outputs) };
  } catch (error) {
    if (error.name === "ValidationError" && /does not exist/.test(error.message))
      return void 0;
    const problem = accessProblem(error);
    throw problem === void 0 ? error : new Error(problem, { cause: error });
  }
};

// toolkit/preflight/preflight.ts
async function preflightOf(checks, place) {
  return await Promise.all(
    checks.map(async ({ title, permissions: permissions2, ask: ask2 }) => {
      try {
        const findings = await ask2(place);
        return { title, report: reportOf(findings), passed: findings.problems.length === 0 };
      } catch (error) {
        const needed = permissions2.flatMap(({ actions }) => actions).join(", ");
        return { title, report: unanswered(error, needed), passed: false };
      }
    })
  );
}
var reportOf = ({ problems, fine }) => problems.length === 0 ? fine : problems.map(({ seen, needed, remedy }) => `Seen: ${seen} Needed: ${needed} What to do: ${remedy}`).join("\n  ");
var unanswered = (error, needed) => `Not known: ${accessProblem(error) ?? `${error.name}: ${error.message}`} It takes ${needed}. In GitHub, repeat step 3 of docs/first-deployment.md: it gives the role what is missing.`;
var printed2 = (results) => results.map(({ title, report, passed }) => `- ${passed ? "ok" : "**NOT OK**"} ${title}. ${report}`).join("\n");

// toolkit/preflight/run-preflight.ts
async function runPreflight(checks, project) {
  try {
    await run2(checks, project, process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
async function run2(checks, project, argv) {
  const names = project.stages.map(({ name: name2 }) => name2);
  const usage7 = `Usage: npm run preflight -- --stage ${names.join("|")}

Asks the account and the region of a stage for what its deployment would fail at. Ends with 1 where there is something.`;
  if (asksForHelp(argv)) return console.log(usage7);
  const { stage: name } = readStage(argv, {}, names, usage7);
  const settings = project.stages.find((stage) => stage.name === name);
  const { region } = project.environments[name];
  const client = region === void 0 ? {} : { region };
  const stack = await describeStack(`${project.name}-${name}`, client);
  const results = await preflightOf(checks, { settings, client, outputs: stack?.outputs ?? {} });
  console.log(printed2(results) || "There is nothing to ask for this stage.");
  if (results.some(({ passed }) => !passed)) {
    console.error(`Stage ${name} would not deploy. Nothing was changed.`);
    process.exitCode = 1;
  }
}

// toolkit/replay/failure-store.ts
var Unreadable = class extends Error {
};

// toolkit/replay/give-back.ts
var attempts = 8;
function parted(object, why) {
  const asked = object.records.map((record) => ({ record, why: why(record) }));
  return {
    ...object,
    records: asked.filter((each) => each.why === void 0).map(({ record }) => record),
    heldBack: asked.filter((each) => each.why !== void 0)
  };
}
async function giveBack(object, { objects, wayBack }, sleep) {
  for (const batch of batches(object.records, wayBack)) await putAll(batch, wayBack, sleep);
  if (object.heldBack.length > 0) return "done";
  return await objects.remove(object) ? "done" : "changed";
}
async function putAll(batch, wayBack, sleep) {
  let left = [...batch];
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > attempts)
      throw new Error(`${wayBack.to} did not accept ${left.length} records; they stay parked. Try again later`);
    if (attempt > 1) await sleep(Math.random() * 100 * 2 ** attempt);
    left = await wayBack.put(left);
  }
}
function* batches(records, wayBack) {
  let batch = [];
  let bytes = 0;
  for (const record of records) {
    const size = wayBack.bytesOf(record);
    if (batch.length === wayBack.most.records || batch.length > 0 && bytes + size > wayBack.most.bytes) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

// toolkit/replay/replay.ts
var import_promises4 = require("node:timers/promises");

// toolkit/stack/local-stage.ts
var local = "local";

// toolkit/stack/open-stage.ts
var stageNamesOf = ({ stages }) => [...stages.map(({ name }) => name), local];
async function openStage(project, name) {
  if (name === local) return await openLocal(project);
  const { region, outputs } = await deployedStage(project, name, describeStack);
  return { name, settings: project.stages.find((stage) => stage.name === name), client: { region }, outputs };
}
async function openLocal(project) {
  const client = runningStage(project.root);
  const stack = await describeStack(localStackName(project), client).catch(() => void 0);
  if (!stack) throw new Error(notRunning);
  const authorities = runningAuthorities(project.root);
  return {
    name: local,
    settings: project.stages[0],
    client,
    outputs: stack.outputs,
    ...authorities === void 0 ? {} : { authorities }
  };
}

// toolkit/replay/arguments.ts
var usage4 = ({ stages, stores }) => `npm run replay -- list|run --stage ${stages.join("|")} [--store ${stores.join("|")}] [--reason TEXT] [--key TEXT]
                  [--since DATE] [--until DATE] [--dry-run] [--held-back] [--json]

list         shows the parked records, why they are parked, and since when
run          gives parked records back to their source and removes them from the failure store
--stage      a deployed stage, or local: what npm run local runs in another terminal
--store      one failure store; may be repeated (default: all of them)
--dry-run    shows what run would do
--held-back  also gives back the records that are held back; the list says what harm they could do`;
function readArguments3(argv, known) {
  const help = usage4(known);
  const text = { type: "string" };
  const flag = { type: "boolean", default: false };
  const { values, positionals } = parsed(
    {
      args: argv,
      allowPositionals: true,
      options: {
        stage: text,
        store: { type: "string", multiple: true, default: [...known.stores] },
        reason: text,
        key: text,
        since: text,
        until: text,
        "dry-run": flag,
        "held-back": flag,
        json: flag
      }
    },
    help
  );
  const verb = oneOf("the command", positionals.join(" ") || void 0, ["list", "run"], help);
  const stores = values.store.map((store) => oneOf("--store", store, known.stores, help));
  const stage = oneOf("--stage", values.stage, known.stages, help);
  const selection = {
    ...values.reason ? { reason: values.reason } : {},
    ...values.key ? { key: values.key } : {},
    ...values.since ? { since: date("since", values.since, help) } : {},
    ...values.until ? { until: date("until", values.until, help) } : {}
  };
  const { "dry-run": dryRun, "held-back": heldBack, json } = values;
  return { verb, stage, stores: [...new Set(stores)], selection, dryRun, heldBack, json };
}
function date(name, text, help) {
  const value = new Date(text);
  if (Number.isNaN(value.getTime()))
    throw new Error(`--${name}: expected a date such as 2026-11-23 or 2026-11-23T10:00:00Z

${help}`);
  return value;
}

// toolkit/replay/selection.ts
async function* selected(keys, { key, reason, since, until }, read2) {
  const fits = (parked) => (key === void 0 || parked.key.includes(key)) && (since === void 0 || parked.at >= since) && (until === void 0 || parked.at < until);
  const hasReason = ({ records }) => reason === void 0 || records.some((record) => record.reason.toLowerCase().includes(reason.toLowerCase()));
  for (const parked of keys.filter(fits).toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const object = await read2(parked);
    if (object && hasReason(object)) yield object;
  }
}

// toolkit/replay/replay-stores.ts
async function replayStores(asked, ports) {
  for (const [name, store] of ports.stores) await replayOne(name, store, asked, ports);
}
async function replayOne(name, store, asked, { report, sleep, tell }) {
  const { objects, wayBack } = store;
  const keys = [];
  for await (const key of objects.keys()) keys.push(key);
  report.begin(name, wayBack.to, keys.length);
  const read2 = (key) => objects.read(key).catch((error) => {
    if (!(error instanceof Unreadable)) throw error;
    report.unread();
    tell(error.message);
    return void 0;
  });
  const givesBack = asked.verb === "run" && !asked.dryRun;
  for await (const object of selected(keys, asked.selection, read2)) {
    const parts = parted(object, (record) => asked.heldBack ? void 0 : store.holdsBack(record));
    const outcome = givesBack ? await giveBack(parts, store, sleep) : "done";
    report.add(parts);
    if (outcome === "changed") report.changed();
  }
}

// toolkit/replay/report.ts
var Report = class {
  #asked;
  #say;
  #rows = [];
  #stores = [];
  constructor(asked, say) {
    this.#asked = asked;
    this.#say = say;
  }
  /** Begins with a store of so many objects, whose records go back `to` somewhere. */
  begin(name, to, there) {
    const counts = { there, objects: 0, records: 0, heldBack: 0, unread: 0, changed: 0 };
    this.#stores.push({ name, to, counts });
  }
  /** An object of the store that could not be read: whatever it holds is not in the report. */
  unread() {
    this.#last.counts.unread += 1;
  }
  /** An object of the store whose records went back, and which was something else by then: it was not removed. */
  changed() {
    this.#last.counts.changed += 1;
  }
  add({ key, at, records, heldBack }) {
    const { name: store, counts } = this.#last;
    counts.objects += 1;
    counts.records += records.length;
    counts.heldBack += heldBack.length;
    const total = records.length + heldBack.length;
    const reasons = distinct([...records, ...heldBack.map(({ record }) => record)].map(({ reason }) => reason));
    const time = at.toISOString();
    if (this.#asked.json) this.#rows.push({ at: time, store, records: total, heldBack: heldBack.length, reasons, key });
    else {
      const why = distinct(heldBack.map((each) => each.why)).join("; ");
      const note = heldBack.length > 0 ? `
    ${heldBack.length} of ${total} held back: ${why}` : "";
      this.#say(`${time}  ${store}  ${total}  ${reasons.join("; ")}
    ${key}${note}`);
    }
  }
  /** Gives whether the report is whole. */
  end() {
    if (this.#asked.json) this.#say(JSON.stringify(this.#rows, null, 2));
    else for (const { name, to, counts } of this.#stores) this.#say(`${name}: ${this.#summary(counts, to)}`);
    return this.#stores.every(({ counts }) => counts.unread === 0 && counts.changed === 0);
  }
  get #last() {
    return this.#stores.at(-1);
  }
  #summary(counts, to) {
    const unread = counts.unread === 0 ? "" : ` ${counts.unread} objects could not be read. They stay parked.`;
    const changed = counts.changed === 0 ? "" : ` ${counts.changed} objects changed meanwhile and were not removed. List them again.`;
    return this.#outcome(counts, to) + unread + changed;
  }
  #outcome({ there, objects, records, heldBack, unread }, to) {
    const { verb, dryRun } = this.#asked;
    if (there === 0) return "nothing is parked.";
    const readable = unread > 0 ? " that could be read" : "";
    if (objects === 0) return `no parked objects${readable} match these filters. Parked objects: ${there}.`;
    if (verb === "list") return `${records + heldBack} records are parked in ${objects} objects.`;
    const stay = heldBack === 0 ? "" : ` ${heldBack} are held back and stay parked, with their objects (--held-back).`;
    return `${records} records ${dryRun ? "would go" : "went"} back to ${to}.${stay}`;
  }
};
var distinct = (texts) => [...new Set(texts)];

// toolkit/replay/replay.ts
async function replay(stores, project) {
  outliveReader();
  try {
    if (!await run3(stores, project, process.argv.slice(2))) process.exitCode = 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
async function run3(stores, project, argv) {
  const known = { stages: stageNamesOf(project), stores: Object.keys(stores) };
  if (asksForHelp(argv)) {
    console.log(usage4(known));
    return true;
  }
  const asked = readArguments3(argv, known);
  const stage = await openStage(project, asked.stage);
  const report = new Report(asked, console.log);
  const meant = asked.stores.map((name) => [name, stores[name].open(stage)]);
  await replayStores(asked, { stores: meant, report, sleep: import_promises4.setTimeout, tell: console.error });
  return report.end();
}

// toolkit/seed/arguments.ts
var usage5 = ({ does, confirm }, stages) => `npm run seed -- --stage ${stages.join("|")}${confirm ? ` --${confirm.option}` : ""}

${does}${confirm ? ` ${confirm.because} Confirm this with --${confirm.option}.` : ""}
--stage local is what npm run local runs in another terminal${confirm ? "; it needs no confirmation" : ""}.`;
function stageToSeed(argv, seeding, stages, local2) {
  const { confirm } = seeding;
  const more = confirm ? { [confirm.option]: { type: "boolean" } } : {};
  const { stage, ...given } = readStage(argv, more, stages, usage5(seeding, stages));
  if (confirm && stage !== local2 && !(confirm.option in given))
    throw new Error(`--${confirm.option} is missing. ${confirm.because} Add --${confirm.option} to confirm this`);
  return stage;
}

// toolkit/seed/seed.ts
async function seed(seeding, project) {
  try {
    const argv = process.argv.slice(2);
    const stages = stageNamesOf(project);
    if (asksForHelp(argv)) console.log(usage5(seeding, stages));
    else console.log(await seeding.seed(await openStage(project, stageToSeed(argv, seeding, stages, local))));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

// toolkit/smoke/run-smoke.ts
var import_node_crypto2 = require("node:crypto");
var import_promises5 = require("node:timers/promises");

// toolkit/smoke/parked.ts
var clockSkew = 3e5;
var parkedSince = (begun, stores, eventOf, tell) => async () => {
  const found = [];
  for (const { objects, sinks } of stores)
    for await (const key of objects.keys()) {
      if (key.at.getTime() < begun - clockSkew) continue;
      const object = await objects.read(key).catch((error) => {
        if (!(error instanceof Unreadable)) throw error;
        tell(error.message);
        return void 0;
      });
      for (const record of object?.records ?? []) {
        const event = eventOf(record);
        if (event) found.push({ event: event.name, sinks, where: key.key, why: record.reason });
      }
    }
  return found;
};

// toolkit/smoke/report.ts
var problemsOf2 = ({ sinks, left, problems }) => [
  ...sinks.flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to ${sink}: ${id}`)),
  ...problems,
  ...left.map((name) => `could not be removed: ${name}`)
];
var printed3 = ({ run: run5, events, seconds, sinks }, stage) => [
  `Ledger of ${events} marked events in stage ${stage}, run ${run5}, after ${seconds} s`,
  ...ledgerTable(sinks),
  ...sinks.some(({ parked }) => parked > 0) ? [`Parked events stay in the failure store. To list them: npm run replay -- list --stage ${stage}`] : []
].join("\n");

// toolkit/smoke/smoke-account.ts
var import_door7 = require("../runtime/runtime.cjs");

// toolkit/smoke/seen.ts
async function seenIn(sink, sent, isDelivered, signal) {
  if (sink.kind === "state") return seenInState(sink, sent, isDelivered, signal);
  return sink.kind === "log" ? seenInLog(sink, sent, signal) : seenInTotal(sink, sent, signal);
}
async function seenInState(sink, sent, isDelivered, signal) {
  const found = await sink.find(signal);
  if ("problem" in found) return found;
  const newest = new Map(found.map(({ item, change }) => [item, change]));
  const gone = new Set(sent.filter(({ removes }) => removes).map(({ item }) => item));
  const whole2 = sent.every((event) => gone.has(event.item) || !isDelivered(event) || newest.has(event.item));
  return {
    delivered: sent.filter(
      ({ item, change, removes }) => removes ? !newest.has(item) && whole2 : newest.get(item) === change
    ),
    superseded: sent.filter(({ item, change, removes }) => !removes && (newest.get(item) ?? 0) > change)
  };
}
async function seenInLog(sink, sent, signal) {
  const found = await sink.find(signal);
  if ("problem" in found) return found;
  const has = new Set(found.map(({ item, change }) => `${item} ${change}`));
  return { delivered: sent.filter(({ item, change }) => has.has(`${item} ${change}`)), superseded: [] };
}
async function seenInTotal(sink, sent, signal) {
  const total = await sink.read(signal);
  if (typeof total === "object") return total;
  const expected = sent.reduce((sum, event) => sum + sink.adds(event), 0);
  return { delivered: total === expected ? sent : [], superseded: [] };
}

// toolkit/smoke/smoke-account.ts
var SmokeAccount = class {
  #sinks;
  #ledger = (0, import_door7.createLedger)();
  #sent = /* @__PURE__ */ new Map();
  #problems = /* @__PURE__ */ new Map();
  constructor({ sinks }) {
    this.#sinks = Object.entries(sinks);
  }
  /** How many events were sent. */
  get size() {
    return this.#sent.size;
  }
  /** How many of them are not accounted for in every sink that they are meant for. */
  get open() {
    const isOpen = (event) => this.#sinksOf(event).some((sink) => this.#fate(event.name, sink) === "lost");
    return [...this.#sent.values()].filter(isOpen).length;
  }
  /** Why sinks did not answer the last look. */
  get problems() {
    return [...this.#problems].map(([sink, problem]) => `the ${sink} did not answer: ${problem}`);
  }
  async send(event, signal) {
    signal.throwIfAborted();
    await event.send();
    this.#sent.set(event.name, event);
    this.#ledger.accept(event.name, this.#sinksOf(event));
  }
  /** Whether every sink that an event is meant for has had it. */
  isDelivered(event) {
    return this.#sinksOf(event).every((sink) => this.#fate(event.name, sink) === "delivered");
  }
  park(name, sinks, where, why) {
    if (this.#sent.has(name)) for (const sink of sinks) this.#ledger.parked(name, sink, where, why);
  }
  summary() {
    return this.#ledger.summary();
  }
  /** Asks every sink once. */
  async look(signal) {
    for (const [name, sink] of this.#sinks) {
      const sent = [...this.#sent.values()].filter((event) => this.#sinksOf(event).includes(name));
      const seen = await seenIn(sink, sent, (event) => this.#fate(event.name, name) === "delivered", signal);
      this.#problems.delete(name);
      if ("problem" in seen) this.#problems.set(name, seen.problem);
      else
        for (const fate of ["delivered", "superseded"])
          for (const event of seen[fate]) this.#is(fate, event.name, name);
    }
  }
  #sinksOf({ meantFor }) {
    return meantFor ?? this.#sinks.map(([name]) => name);
  }
  /** As long as nothing is known of an event, it is lost. */
  #fate(name, sink) {
    return this.#ledger.fate(name, sink).fate;
  }
  /** Seen once is enough: what is seen again is the same delivery. */
  #is(fate, name, sink) {
    if (this.#fate(name, sink) === "lost") this.#ledger[fate](name, sink);
  }
};

// toolkit/smoke/smoke.ts
var betweenLooks = 2e3;
async function smoke(marked, patience3, ports) {
  const account = new SmokeAccount(marked);
  const begun = ports.now();
  let seconds = 0;
  let left = [];
  try {
    for (const event of marked.events) if (!event.after) await account.send(event, ports.signal);
    await settle(account, patience3, ports);
    const later = marked.events.filter(({ after }) => after && account.isDelivered(after));
    for (const event of later) await account.send(event, ports.signal);
    if (later.length > 0) await settle(account, patience3, ports);
    seconds = Math.round((ports.now() - begun) / 1e3);
  } finally {
    left = await marked.cleanUp();
    if (left.length > 0) ports.tell(`Could not remove: ${left.join(", ")}`);
  }
  const { problems, size } = account;
  return { run: marked.run, events: size, seconds, sinks: account.summary(), problems, left };
}
async function settle(account, patience3, ports) {
  const begun = ports.now();
  for (let round = 1; ; round++) {
    await account.look(ports.signal);
    const waited = ports.now() - begun;
    if (account.open > 0 && (round % 10 === 0 || waited >= patience3))
      for (const { event, sinks, where, why: why2 } of await ports.parked()) account.park(event, sinks, where, why2);
    const why = account.problems.map((problem) => `; ${problem}`).join("");
    const done = account.size - account.open;
    ports.tell(`${done} of ${account.size} events accounted for, ${Math.round(waited / 1e3)} s${why}`);
    if (account.open === 0 || waited >= patience3) break;
    await ports.sleep(Math.min(betweenLooks, patience3 - waited));
  }
}

// toolkit/smoke/run-smoke.ts
async function runSmoke(probe, stores, project) {
  outliveReader();
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopped.abort());
  try {
    await run4({ probe, stores, project, signal: stopped.signal }, process.argv.slice(2));
  } catch (error) {
    if (!stopped.signal.aborted) console.error(error.message);
    else console.error("Stopped. The marked events are removed, except those named above.");
    process.exitCode = stopped.signal.aborted ? 130 : 1;
  }
}
var usage6 = ({ does }, stages) => `npm run smoke -- --stage ${stages.join("|")} [--json]

${does} Exits with 1 if an event is lost.
--stage local is what npm run local runs in another terminal.`;
async function run4(wanted, argv) {
  const { probe, project } = wanted;
  const stages = stageNamesOf(project);
  const help = usage6(probe, stages);
  if (asksForHelp(argv)) return console.log(help);
  const { stage: name, json } = readStage(argv, { json: { type: "boolean" } }, stages, help);
  const stage = await openStage(project, name);
  const progress = new Progress(process.stderr, Date.now);
  const report = await smokeOf(wanted, stage, progress).finally(() => progress.end());
  console.log(json ? JSON.stringify({ stage: name, ...report }, null, 2) : printed3(report, name));
  const problems = problemsOf2(report);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
function smokeOf({ probe, stores, signal }, stage, progress) {
  const marked = probe.open(stage, (0, import_node_crypto2.randomBytes)(4).toString("hex"));
  const opened = Object.values(stores).map((store) => ({ sinks: store.sinks, ...store.open(stage) }));
  const tell = (text) => progress.tell(text);
  return smoke(marked, probe.patience(stage), {
    parked: parkedSince(Date.now(), opened, (record) => marked.eventOf(record), tell),
    now: () => performance.now(),
    sleep: async (milliseconds) => {
      await (0, import_promises5.setTimeout)(milliseconds, void 0, { signal });
    },
    tell,
    signal
  });
}

// toolkit/stack/output.ts
function output(outputs, name) {
  const value = outputs[name];
  if (value === void 0) throw new Error(`The stack has no output ${name}. Deploy the current version first`);
  return value;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  LocalRun,
  Unreadable,
  accountOf,
  answerTo,
  ask,
  askRun,
  diagramOf,
  draw,
  drawArchitecture,
  failuresOf,
  giveBack,
  guardChangeSet,
  openStage,
  output,
  pages,
  parted,
  replay,
  runLocal,
  runPreflight,
  runSmoke,
  seed,
  seededRandom,
  sqlProbe,
  stageNamesOf,
  synthesized
});
