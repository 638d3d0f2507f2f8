// Local runtime of generator-stream-pipeline 0.1.0. SPDX-License-Identifier: Apache-2.0
"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
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
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// runtime/api.ts
var api_exports = {};
__export(api_exports, {
  createClock: () => createClock,
  createFaults: () => createFaults,
  createIndex: () => createIndex,
  createLedger: () => createLedger,
  createObjects: () => createObjects,
  createStream: () => createStream,
  createTable: () => createTable,
  defaultFaults: () => defaultFaults,
  indexSettings: () => indexSettings,
  noFaults: () => noFaults,
  startStreamMapping: () => startStreamMapping
});
module.exports = __toCommonJS(api_exports);

// runtime/clock.ts
var import_promises = require("node:timers/promises");
var graceInRealMs = 50;
var VirtualTime = class {
  #now;
  /** Sorted by due time; timers due together fire in the order in which they were set. */
  #timers = [];
  #driving = false;
  constructor(startsAt) {
    this.#now = startsAt;
  }
  now() {
    return this.#now;
  }
  timer(ms, callback) {
    if (!(ms >= 0)) throw new RangeError(`A timer needs a duration of 0 ms or more, not ${ms}.`);
    const timer = { due: this.#now + ms, callback };
    this.#timers.splice(this.#firstAfter(timer.due), 0, timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) this.#timers.splice(at, 1);
    };
  }
  sleep(ms, signal) {
    return sleepOn(this, ms, signal);
  }
  timeout(ms) {
    const controller = new AbortController();
    this.timer(
      ms,
      () => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"))
    );
    return controller.signal;
  }
  async run(work) {
    if (this.#driving) throw new Error("This clock already drives a promise. Await the work inside that promise.");
    this.#driving = true;
    let settled = false;
    const settle = () => settled = true;
    work.then(settle, settle);
    try {
      for (; ; ) {
        await (0, import_promises.setImmediate)();
        if (settled) return await work;
        if (!this.#fireNext()) await this.#waitForRealWork(() => settled);
      }
    } finally {
      this.#driving = false;
    }
  }
  advance(ms) {
    return this.run(this.sleep(ms));
  }
  #fireNext() {
    const timer = this.#timers.shift();
    if (timer === void 0) return false;
    this.#now = timer.due;
    timer.callback();
    return true;
  }
  async #waitForRealWork(settled) {
    for (let waited = 0; waited < graceInRealMs; waited++) {
      if (settled() || this.#timers.length > 0) return;
      await (0, import_promises.setTimeout)(1);
    }
    throw new Error(
      `At ${new Date(this.#now).toISOString()} the promise still waits, but no timer of this clock is set, so nothing will ever happen. Look for an answer that is never given, or for real timers and sockets, which do not count here.`
    );
  }
  #firstAfter(due) {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (this.#timers[middle].due <= due) low = middle + 1;
      else high = middle;
    }
    return low;
  }
};
function sleepOn(clock, ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.timer(ms, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}

// runtime/faults.ts
var import_node_crypto = require("node:crypto");
var documentedRules = {
  // DynamoDB guide, kds: "might contain duplicate records", "records may appear in a different order".
  "stream.duplicate": { rate: 0.1, sightings: 2 },
  "stream.reorder": { rate: 0.1, sightings: 1 },
  "stream.delay": { rate: 0.03, sightings: 1 },
  // Lambda guide, kinesis-on-failure-destination: throttled before the invocation, or failed during it.
  "function.throttled": { rate: 0.03, sightings: 2 },
  "function.killed-at-start": { rate: 0.02, sightings: 1 },
  "function.killed": { rate: 0.03, sightings: 1 },
  "function.timeout": { rate: 0.03, sightings: 1 },
  // Lambda guide, invocation-eventsourcemapping: "processes each event at least once".
  "function.result-lost": { rate: 0.03, sightings: 1 },
  // OpenSearch guide, handling-errors: 429 and 503 per item and per request; 413 above the instance's request limit.
  "index.item-429": { rate: 0.1, sightings: 3 },
  "index.item-503": { rate: 0.05, sightings: 3 },
  "index.request-413": { rate: 0.02, sightings: 1 },
  "index.request-429": { rate: 0.03, sightings: 2 },
  "index.request-503": { rate: 0.03, sightings: 2 },
  // Any network: the connection breaks before the request has its effect, or after.
  "index.reset-before": { rate: 0.02, sightings: 2 },
  "index.reset-after": { rate: 0.03, sightings: 2 },
  // S3 guide, ErrorBestPractices: 503 Slow Down.
  "objects.put-failed": { rate: 0.03, sightings: 2 },
  // DynamoDB guide, Programming.Errors: ProvisionedThroughputExceededException.
  "table.read-throttled": { rate: 0.05, sightings: 2 },
  // DynamoDB guide, kds: the creation time is approximate; two changes of one item can carry the same.
  "table.same-time": { rate: 0.2, sightings: Infinity }
};
var silentRules = Object.fromEntries(
  Object.keys(documentedRules).map((point) => [point, { rate: 0, sightings: 0 }])
);
var SeededFaults = class {
  #seed;
  #clock;
  #rules;
  #outages;
  #sightings = /* @__PURE__ */ new Map();
  #injected = [];
  constructor({ seed, clock, rules, outages }) {
    this.#seed = seed;
    this.#clock = clock;
    this.#rules = rules;
    this.#outages = outages;
  }
  strike(point, identity) {
    const { rate, sightings } = this.#rules[point];
    const at = this.#clock.now();
    const outage = this.#outages.some((one) => one.point === point && one.from <= at && at < one.to);
    if (rate === 0 && !outage) return void 0;
    const key = `${point}|${identity}`;
    const sighting = (this.#sightings.get(key) ?? 0) + 1;
    this.#sightings.set(key, sighting);
    const draw = (0, import_node_crypto.hash)("sha256", `${this.#seed}|${key}|${sighting}`, "buffer");
    if (!outage && (sighting > sightings || fraction(draw, 0) >= rate)) return void 0;
    const strike = { point, identity, sighting, at, severity: fraction(draw, 6) };
    this.#injected.push(strike);
    return strike;
  }
  injected() {
    return this.#injected;
  }
};
var fraction = (bytes, from) => bytes.readUIntBE(from, 6) / 2 ** 48;

// runtime/ledger.ts
var namedAtMost = 20;
var AccountLedger = class {
  #sinks = /* @__PURE__ */ new Map();
  accept(id, sinks) {
    for (const sink of sinks) this.#evidence(id, sink).accepted = true;
  }
  delivered(id, sink) {
    this.#evidence(id, sink).deliveries++;
  }
  superseded(id, sink) {
    this.#evidence(id, sink).superseded = true;
  }
  parked(id, sink, where, why) {
    this.#evidence(id, sink).parked ??= { where, why };
  }
  dropped(id, sink, rule) {
    this.#evidence(id, sink).droppedBy ??= rule;
  }
  fate(id, sink) {
    const evidence = this.#sinks.get(sink)?.get(id);
    if (!evidence?.accepted) {
      throw new Error(
        `"${id}" was never accepted for "${sink}", so it has no fate there. Call accept() when its source answers.`
      );
    }
    return fateOf(evidence);
  }
  summary() {
    return [...this.#sinks].map(([sink, evidence]) => summaryOf(sink, evidence));
  }
  print() {
    return this.summary().map(({ sink, lostIds, ...counts }) => {
      const line = Object.entries(counts).filter(([name, count2]) => count2 > 0 || name === "lost").map(([name, count2]) => `${count2} ${words[name]}`);
      const more = lostIds.length > namedAtMost ? `, and ${lostIds.length - namedAtMost} more` : "";
      const names = lostIds.length > 0 ? `
  lost: ${lostIds.slice(0, namedAtMost).join(", ")}${more}` : "";
      return `${sink}: ${line.join(", ")}${names}`;
    }).join("\n");
  }
  #evidence(id, sink) {
    let ids2 = this.#sinks.get(sink);
    if (ids2 === void 0) this.#sinks.set(sink, ids2 = /* @__PURE__ */ new Map());
    let evidence = ids2.get(id);
    if (evidence === void 0) ids2.set(id, evidence = { accepted: false, deliveries: 0, superseded: false });
    return evidence;
  }
};
var words = {
  delivered: "delivered",
  superseded: "superseded",
  parked: "parked",
  dropped: "dropped",
  lost: "LOST",
  duplicates: "duplicates",
  deliveredAndParked: "delivered and parked"
};
function fateOf({ deliveries, superseded, parked, droppedBy }) {
  if (deliveries > 0) return { fate: "delivered", times: deliveries };
  if (superseded) return { fate: "superseded" };
  if (parked) return { fate: "parked", ...parked };
  if (droppedBy !== void 0) return { fate: "dropped", rule: droppedBy };
  return { fate: "lost" };
}
function summaryOf(sink, evidence) {
  const counts = { delivered: 0, superseded: 0, parked: 0, dropped: 0, lost: 0, duplicates: 0, deliveredAndParked: 0 };
  const lostIds = [];
  for (const [id, one] of evidence) {
    if (!one.accepted) continue;
    const { fate } = fateOf(one);
    counts[fate]++;
    if (fate === "lost") lostIds.push(id);
    counts.duplicates += Math.max(0, one.deliveries - 1);
    if (one.deliveries > 0 && one.parked) counts.deliveredAndParked++;
  }
  return { sink, ...counts, lostIds };
}

// runtime/mappings/stream-driver.ts
var import_node_crypto3 = require("node:crypto");

// runtime/functions/invocation.ts
var import_node_async_hooks = require("node:async_hooks");
var Invocation = class {
  #doom;
  #onKilled;
  #calls = 0;
  #over = false;
  constructor(doom, onKilled) {
    this.#doom = doom;
    this.#onKilled = onKilled;
  }
  /** The doom that a function with few calls never met. */
  get unmetDoom() {
    return this.#doom !== void 0 && this.#calls < this.#doom.call ? this.#doom : void 0;
  }
  /** Lambda has stopped waiting: nothing that the function still tries reaches a service. */
  end() {
    this.#over = true;
  }
  async pass(call, signal) {
    if (this.#over) return await silence();
    this.#calls++;
    const doom = this.#doom;
    if (doom === void 0 || this.#calls < doom.call) return await this.#answer(call());
    if (doom.applied && this.#calls === doom.call) await call().catch(() => void 0);
    if (doom.kind === "stalled") return await silence(signal);
    this.#onKilled();
    return await silence();
  }
  async #answer(answer) {
    try {
      return await answer;
    } finally {
      if (this.#over) await silence();
    }
  }
};
var currentInvocation = new import_node_async_hooks.AsyncLocalStorage();
function callService(call, signal) {
  const invocation = currentInvocation.getStore();
  return invocation === void 0 ? call() : invocation.pass(call, signal);
}
function silence(signal) {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

// runtime/functions/invoke.ts
var latestDoomedCall = 3;
async function invoke(request) {
  const { identity, faults } = request;
  if (faults.strike("function.throttled", identity)) return { type: "throttled" };
  if (faults.strike("function.killed-at-start", identity)) return killed("before its handler began");
  const outcome = await runUntilEnd(request, doomOf(identity, faults));
  const resultLost = outcome.type === "returned" && faults.strike("function.result-lost", identity);
  return resultLost ? killed("after its work, before its result was taken") : outcome;
}
function runUntilEnd(request, doom) {
  const { clock, function: target } = request;
  return new Promise((resolve) => {
    const invocation = new Invocation(doom, () => end(killed("during a call to a service")));
    const end = (outcome) => {
      invocation.end();
      cancelTimeout();
      resolve(outcome);
    };
    const cancelTimeout = clock.timer(
      target.timeout,
      () => end({
        type: "failed",
        cause: "timeout",
        message: `Task timed out after ${(target.timeout / 1e3).toFixed(2)} seconds`
      })
    );
    void currentInvocation.run(invocation, async () => {
      const outcome = await handle(request);
      const unmet = invocation.unmetDoom;
      if (unmet === void 0) end(outcome);
      else if (unmet.kind === "killed") end(killed("before it answered"));
    });
  });
}
async function handle({ function: target, event, requestId, clock }) {
  const deadline = clock.now() + target.timeout;
  const context = {
    functionName: target.arn.split(":")[6] ?? target.arn,
    functionVersion: "$LATEST",
    invokedFunctionArn: target.arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - clock.now()
  };
  try {
    const response = await target.handler(event, context);
    return { type: "returned", response: JSON.parse(JSON.stringify(response) ?? "null") };
  } catch (error) {
    return { type: "failed", cause: "error", message: String(error) };
  }
}
function doomOf(identity, faults) {
  const kill = faults.strike("function.killed", identity);
  const strike = kill ?? faults.strike("function.timeout", identity);
  if (strike === void 0) return void 0;
  return {
    kind: kill ? "killed" : "stalled",
    call: 1 + Math.floor(strike.severity * latestDoomedCall),
    applied: strike.severity * latestDoomedCall % 1 >= 0.5
  };
}
var killed = (when) => ({
  type: "failed",
  cause: "killed",
  message: `Runtime exited ${when}`
});

// runtime/identity.ts
var import_node_crypto2 = require("node:crypto");
var digest = (text) => (0, import_node_crypto2.hash)("sha256", text, "hex").slice(0, 16);
function uuidOf(text) {
  const hex = (0, import_node_crypto2.hash)("sha256", text, "hex");
  const variant = (parseInt(hex.slice(16, 17), 16) & 3 | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32)
  ].join("-");
}

// runtime/mappings/kinesis-event.ts
function eventRecordOf(record, streamArn, roleArn) {
  return {
    kinesis: {
      kinesisSchemaVersion: "1.0",
      partitionKey: record.partitionKey,
      sequenceNumber: record.sequenceNumber,
      data: Buffer.from(record.data).toString("base64"),
      approximateArrivalTimestamp: record.arrivedAt / 1e3
    },
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    eventID: `${record.shardId}:${record.sequenceNumber}`,
    eventName: "aws:kinesis:record",
    invokeIdentityArn: roleArn,
    awsRegion: streamArn.split(":")[3],
    eventSourceARN: streamArn
  };
}
function failureObjectOf(batch) {
  const first = batch.records[0];
  const last = batch.records.at(-1);
  const identity = `${batch.mapping}|${first.shardId}|${first.sequenceNumber}|${last.sequenceNumber}`;
  const body = {
    requestContext: {
      requestId: uuidOf(`request|${identity}`),
      functionArn: batch.function.arn,
      condition: batch.condition,
      approximateInvokeCount: batch.invocations
    },
    responseContext: responseContextOf(batch.outcome),
    version: "1.0",
    timestamp: new Date(batch.at).toISOString(),
    KinesisBatchInfo: {
      shardId: first.shardId,
      startSequenceNumber: first.sequenceNumber,
      endSequenceNumber: last.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first.arrivedAt).toISOString(),
      approximateArrivalOfLastRecord: new Date(last.arrivedAt).toISOString(),
      batchSize: batch.records.length,
      streamArn: batch.streamArn
    },
    payload: batch.payload
  };
  const [day, time] = new Date(batch.at).toISOString().slice(0, 19).split("T");
  const key = [
    "aws/lambda",
    batch.mapping,
    first.shardId,
    day.replaceAll("-", "/"),
    `${day}T${time.replaceAll(":", ".")}-${uuidOf(`object|${identity}`)}`
  ].join("/");
  return { key, body: JSON.stringify(body) };
}
function responseContextOf(outcome) {
  if (outcome === void 0) return null;
  const answered = { statusCode: 200, executedVersion: "$LATEST" };
  return outcome.type === "returned" ? answered : { ...answered, functionError: "Unhandled" };
}

// runtime/mappings/properties.ts
var limits = {
  BatchSize: { least: 1, most: 1e4, default: 100 },
  MaximumBatchingWindowInSeconds: { least: 0, most: 300, default: 0 },
  ParallelizationFactor: { least: 1, most: 10, default: 1 },
  MaximumRetryAttempts: { least: 0, most: 1e4, default: -1 },
  MaximumRecordAgeInSeconds: { least: 60, most: 604800, default: -1 }
};
function rulesOf(properties, retention) {
  const value = (name) => {
    const { least: least2, most, default: otherwise } = limits[name];
    const given = properties[name] ?? otherwise;
    if (given === -1 && otherwise === -1) return Infinity;
    if (Number.isInteger(given) && given >= least2 && given <= most) return given;
    throw new RangeError(
      `${name} is ${given}; Lambda takes ${otherwise === -1 ? "-1 (infinite), or " : ""}${least2} to ${most}.`
    );
  };
  return {
    batchSize: value("BatchSize"),
    window: value("MaximumBatchingWindowInSeconds") * 1e3,
    parallelization: value("ParallelizationFactor"),
    retries: value("MaximumRetryAttempts"),
    recordAge: value("MaximumRecordAgeInSeconds") * 1e3,
    bisects: properties.BisectBatchOnFunctionError ?? false,
    readsItemFailures: properties.FunctionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    retention
  };
}

// runtime/mappings/batch-response.ts
function verdictOf(response, sequenceNumbers) {
  if (response === null) return { type: "success" };
  if (typeof response !== "object" || Array.isArray(response)) return { type: "failure" };
  const failures = "batchItemFailures" in response ? response.batchItemFailures : null;
  if (failures === null) return { type: "success" };
  if (!Array.isArray(failures)) return { type: "failure" };
  const positions = failures.map((failure) => positionOf(failure, sequenceNumbers));
  if (positions.length === 0) return { type: "success" };
  const lowest = Math.min(...positions);
  return lowest <= 0 ? { type: "failure" } : { type: "failed-from", position: lowest };
}
function positionOf(failure, sequenceNumbers) {
  if (typeof failure !== "object" || failure === null || !("itemIdentifier" in failure)) return -1;
  return sequenceNumbers.findIndex((number) => number === failure.itemIdentifier);
}

// runtime/mappings/stream.ts
var payloadLimit = 6 * 1024 * 1024;
var envelopeBytes = 14;
var emptyLane = () => ({ phase: "gathering", waiting: [], since: 0 });
function step(lane, event, rules) {
  const { at } = event;
  if (event.type === "polled") {
    const waiting = [...lane.waiting, ...event.records];
    if (lane.phase !== "gathering") return { lane: { ...lane, waiting }, actions: [] };
    return gather(waiting, lane.waiting.length === 0 ? at : lane.since, at, rules);
  }
  if (event.type === "woken") {
    if (lane.phase === "gathering") return gather(lane.waiting, lane.since, at, rules);
    if (lane.phase === "pausing" && at >= lane.until) return begin(lane, at, rules);
    return { lane, actions: [] };
  }
  if (lane.phase !== "invoking") throw new Error(`An invocation ended while its lane was ${lane.phase}.`);
  return judge(lane, event.outcome, at, rules);
}
function gather(waiting, since, at, rules) {
  if (waiting.length === 0) return { lane: emptyLane(), actions: [] };
  const size = batchSizeOf(waiting, rules.batchSize);
  const full = size === rules.batchSize || size < waiting.length;
  const due = since + rules.window;
  if (!full && at < due) {
    return { lane: { phase: "gathering", waiting, since }, actions: at === since ? [{ type: "wake", at: due }] : [] };
  }
  const piece = { records: waiting.slice(0, size), retries: 0, invocations: 0, outcome: void 0 };
  return begin({ piece, next: [], waiting: waiting.slice(size) }, at, rules);
}
function batchSizeOf(waiting, batchSize) {
  let bytes = envelopeBytes;
  let size = 0;
  while (size < waiting.length && size < batchSize) {
    bytes += waiting[size].eventBytes + 1;
    if (bytes > payloadLimit && size > 0) break;
    size++;
  }
  return size;
}
function begin({ piece, next, waiting }, at, rules) {
  const { invocations, outcome } = piece;
  const olderThan = (age) => (record) => at - record.arrivedAt > age;
  const forgotten = piece.records.filter(olderThan(rules.retention));
  const kept = piece.records.slice(forgotten.length);
  const expired = kept.filter(olderThan(rules.recordAge));
  const records = kept.slice(expired.length);
  const actions = [];
  if (forgotten.length > 0) {
    actions.push({ type: "discard", records: forgotten, condition: "RetentionExceeded", invocations, outcome });
  }
  if (expired.length > 0) {
    actions.push({ type: "discard", records: expired, condition: "RecordAgeExceeded", invocations, outcome });
  }
  if (records.length === 0) return after(next, waiting, at, rules, actions);
  actions.push({ type: "invoke", records });
  const lane = { phase: "invoking", piece: { ...piece, records }, next, waiting };
  return { lane, actions };
}
function after(next, waiting, at, rules, actions) {
  const [piece, ...rest] = next;
  const following = piece ? begin({ piece, next: rest, waiting }, at, rules) : gather(waiting, at, at, rules);
  return { lane: following.lane, actions: [...actions, ...following.actions] };
}
function judge(work, outcome, at, rules) {
  const { next, waiting } = work;
  if (outcome.type === "throttled") return pause(work, at);
  const piece = { ...work.piece, invocations: work.piece.invocations + 1, outcome };
  const verdict = verdictIn(piece.records, outcome, rules);
  if (verdict.type === "success") return after(next, waiting, at, rules, []);
  if (verdict.type === "failed-from") {
    const rest = { ...piece, records: piece.records.slice(verdict.position) };
    return rules.bisects ? pause({ piece: rest, next, waiting }, at) : retry({ piece: rest, next, waiting }, at, rules);
  }
  if (rules.bisects && piece.records.length > 1) {
    const [first, second2] = halvesOf(piece);
    return pause({ piece: first, next: [second2, ...next], waiting }, at);
  }
  return retry({ piece, next, waiting }, at, rules);
}
function verdictIn(records, outcome, rules) {
  if (outcome.type !== "returned") return { type: "failure" };
  if (!rules.readsItemFailures) return { type: "success" };
  return verdictOf(
    outcome.response,
    records.map(({ sequenceNumber }) => sequenceNumber)
  );
}
function retry({ piece, next, waiting }, at, rules) {
  const { records, retries, invocations, outcome } = piece;
  if (retries < rules.retries) return pause({ piece: { ...piece, retries: retries + 1 }, next, waiting }, at);
  return after(next, waiting, at, rules, [
    { type: "discard", records, condition: "RetryAttemptsExhausted", invocations, outcome }
  ]);
}
function pause(work, at) {
  const until = at + Math.min(6e4, 1e3 * 2 ** Math.max(0, work.piece.invocations - 1));
  return { lane: { ...work, phase: "pausing", until }, actions: [{ type: "wake", at: until }] };
}
function halvesOf(piece) {
  const middle = Math.ceil(piece.records.length / 2);
  return [
    { ...piece, records: piece.records.slice(0, middle) },
    { ...piece, records: piece.records.slice(middle) }
  ];
}

// runtime/mappings/stream-driver.ts
var pollInterval = 1e3;
var KinesisMapping = class {
  #lanes = /* @__PURE__ */ new Map();
  #context;
  #invocations = 0;
  #waiting = [];
  constructor(options) {
    this.#context = {
      options,
      rules: rulesOf(options.properties, options.stream.retention),
      discarded: [],
      idled: () => this.#idled(),
      nextRequestId: () => uuidOf(`${options.uuid}|${++this.#invocations}`)
    };
    if (options.properties.StartingPosition === "TRIM_HORIZON") {
      for (const record of options.stream.records()) this.#route(record);
    }
    options.stream.onPut((record) => this.#route(record));
  }
  async idle() {
    while (!this.#isIdle()) await new Promise((resolve) => this.#waiting.push(resolve));
  }
  discarded() {
    return this.#context.discarded;
  }
  invocations() {
    return this.#invocations;
  }
  #route(record) {
    const part = partOf(record.partitionKey, this.#context.rules.parallelization);
    const name = `${record.shardId}/${part}`;
    let lane = this.#lanes.get(name);
    if (lane === void 0) this.#lanes.set(name, lane = new LaneRunner(this.#context));
    lane.enqueue(record);
  }
  #isIdle() {
    return [...this.#lanes.values()].every((lane) => lane.idle);
  }
  #idled() {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
};
function partOf(partitionKey, parts) {
  return parts === 1 ? 0 : (0, import_node_crypto3.createHash)("md5").update(partitionKey).digest().readUInt32BE(12) % parts;
}
var LaneRunner = class {
  #context;
  #queue = [];
  #lane = emptyLane();
  #polls = false;
  constructor(context) {
    this.#context = context;
  }
  get idle() {
    return this.#queue.length === 0 && this.#lane.phase === "gathering" && this.#lane.waiting.length === 0;
  }
  enqueue(record) {
    const { stream, function: target, clock } = this.#context.options;
    const text = JSON.stringify(eventRecordOf(record, stream.arn, target.roleArn));
    const { sequenceNumber, arrivedAt } = record;
    this.#queue.push({ record, text, sequenceNumber, arrivedAt, eventBytes: Buffer.byteLength(text) });
    if (this.#polls) return;
    this.#polls = true;
    const untilNextPoll = pollInterval - clock.now() % pollInterval;
    clock.timer(untilNextPoll, () => {
      this.#polls = false;
      this.#poll();
    });
  }
  #poll() {
    while (this.#lane.phase === "gathering" && this.#queue.length > 0) {
      const wanted = this.#context.rules.batchSize - this.#lane.waiting.length;
      this.#dispatch({ type: "polled", at: this.#context.options.clock.now(), records: this.#queue.splice(0, wanted) });
    }
  }
  #dispatch(event) {
    const { lane, actions } = step(this.#lane, event, this.#context.rules);
    this.#lane = lane;
    for (const action of actions) this.#perform(action);
    if (this.idle) this.#context.idled();
  }
  #perform(action) {
    const { clock } = this.#context.options;
    if (action.type === "wake") {
      clock.timer(action.at - clock.now(), () => {
        this.#dispatch({ type: "woken", at: clock.now() });
        this.#poll();
      });
    } else if (action.type === "invoke") {
      void this.#invoke(action.records);
    } else {
      this.#discard(action);
    }
  }
  async #invoke(records) {
    const { options, nextRequestId } = this.#context;
    const { clock, faults, function: target } = options;
    const first = records[0].record;
    const outcome = await invoke({
      function: target,
      // A fresh copy: what a function does to its event must not show in the next try.
      event: JSON.parse(eventText(records)),
      requestId: nextRequestId(),
      identity: `${first.partitionKey}#${digest(first.data)}`,
      clock,
      faults
    });
    this.#dispatch({ type: "invoked", at: clock.now(), outcome });
    this.#poll();
  }
  #discard({ records, condition, invocations, outcome }) {
    const { options, discarded } = this.#context;
    const { onFailure } = options;
    const discard = { records: records.map(({ record }) => record), condition };
    if (onFailure === "none" || condition === "RetentionExceeded") {
      discarded.push({ ...discard, objectKey: void 0 });
      return;
    }
    const { key, body } = failureObjectOf({
      ...discard,
      mapping: options.uuid,
      function: options.function,
      streamArn: options.stream.arn,
      invocations,
      outcome,
      at: options.clock.now(),
      payload: eventText(records)
    });
    onFailure.write(key, body);
    discarded.push({ ...discard, objectKey: key });
  }
};
var eventText = (records) => `{"Records":[${records.map(({ text }) => text).join(",")}]}`;

// runtime/services/index/exact-json.ts
var json = JSON;
function parseExact(text) {
  return json.parse(
    text,
    (_, value, context) => typeof value === "number" && String(value) !== context.source ? json.rawJSON(context.source) : value
  );
}
var printedAs = (integer) => json.rawJSON(integer.toString());
var isWrittenNumber = (value) => typeof value === "object" && value !== null && "rawJSON" in value;
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !isWrittenNumber(value);
var textOfScalar = (value) => typeof value === "string" ? value : JSON.stringify(value) ?? "undefined";
function wholeNumber(value) {
  const text = textOfScalar(value);
  return /^-?\d+$/.test(text) ? BigInt(text) : void 0;
}

// runtime/services/index/problem.ts
var Problem = class extends Error {
  status;
  type;
  causedBy;
  constructor(status, type, reason, causedBy) {
    super(reason);
    this.status = status;
    this.type = type;
    this.causedBy = causedBy;
  }
  toJSON() {
    const { type, message: reason, causedBy } = this;
    return causedBy ? { type, reason, caused_by: causedBy } : { type, reason };
  }
};
var illegalArgument = (reason) => new Problem(400, "illegal_argument_exception", reason);
var parsing = (reason) => new Problem(400, "parsing_exception", reason);
var notModelled = (what) => new Problem(501, "not_modelled", `${what} is not modelled by the local index. A real OpenSearch may answer.`);
function onlyKnown(where, given, known) {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== void 0) throw notModelled(`[${unknown}] in ${where}`);
}

// runtime/services/index/aliases.ts
function aliasOptionsOf(given) {
  if (!isObject(given)) throw illegalArgument("The options of an alias must be an object.");
  onlyKnown("an alias", given, ["is_write_index"]);
  return given;
}
var Aliases = class {
  #indices = /* @__PURE__ */ new Map();
  has(alias) {
    return this.#indices.has(alias);
  }
  names() {
    return [...this.#indices.keys()];
  }
  indicesOf(alias) {
    return [...this.#indices.get(alias)?.keys() ?? []];
  }
  /** The only index of the alias that takes writes, or undefined. */
  writeIndexOf(alias) {
    const entries = [...this.#indices.get(alias) ?? []];
    const chosen = entries.find(([, options]) => options.is_write_index === true);
    if (chosen) return chosen[0];
    const [only, ...others] = entries;
    return only && others.length === 0 && only[1].is_write_index !== false ? only[0] : void 0;
  }
  /** The aliases of an index, as `GET _alias` shows them. */
  of(index) {
    const named = [...this.#indices].filter(([, indices]) => indices.has(index));
    return Object.fromEntries(named.map(([alias, indices]) => [alias, indices.get(index)]));
  }
  add(alias, index, options) {
    const indices = this.#indices.get(alias) ?? /* @__PURE__ */ new Map();
    const other = [...indices].find(([name, existing]) => name !== index && existing.is_write_index === true);
    if (options.is_write_index === true && other) {
      throw new Problem(
        500,
        "illegal_state_exception",
        `alias [${alias}] has more than one write index [${other[0]},${index}]`
      );
    }
    this.#indices.set(alias, indices.set(index, options));
  }
  remove(alias, index) {
    const indices = this.#indices.get(alias);
    if (!indices?.delete(index)) throw new Problem(404, "aliases_not_found_exception", `aliases [${alias}] missing`);
    if (indices.size === 0) this.#indices.delete(alias);
  }
  removeIndex(index) {
    for (const alias of Object.keys(this.of(index))) this.remove(alias, index);
  }
  /** All of the changes, or none of them. */
  atomically(changes) {
    const before = new Map([...this.#indices].map(([alias, indices]) => [alias, new Map(indices)]));
    try {
      changes();
    } catch (error) {
      this.#indices = before;
      throw error;
    }
  }
};

// runtime/services/index/documents/field.ts
var fieldTypes = [
  "text",
  "keyword",
  "date",
  "long",
  "integer",
  "double",
  "float",
  "boolean",
  "binary"
];
var numberRanges = {
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n]
};
function convert(type, raw) {
  if (isObject(raw)) throw new Error(`Can't get text on a START_OBJECT`);
  const text = textOfScalar(raw);
  switch (type) {
    case "text":
    case "keyword":
    case "binary":
      return text;
    case "boolean":
      if (text === "true") return true;
      if (text === "false" || text === "") return false;
      throw new Error(`Failed to parse value [${text}] as only [true] or [false] are allowed.`);
    case "date":
      return dateOf(raw, text);
    default:
      return numberOf(type, raw, text);
  }
}
function numberOf(type, raw, text) {
  const number = Number(text);
  if (typeof raw === "boolean" || text.trim() === "" || !Number.isFinite(number)) {
    throw new Error(`For input string: "${text}"`);
  }
  const range2 = numberRanges[type];
  if (range2 === void 0) return number;
  const whole = /^-?\d+$/.test(text) ? BigInt(text) : BigInt(Math.trunc(number));
  if (whole < range2[0] || whole > range2[1]) {
    throw new Error(`Value [${text}] is out of range for a${type === "integer" ? "n" : ""} ${type}`);
  }
  return Number(whole);
}
var isoDate = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(Z|[+-]\d\d:?\d\d)?$/;
function dateOf(raw, text) {
  if (typeof raw !== "boolean" && /^-?\d{5,}$/.test(text)) return Number(text);
  const parts = isoDate.exec(text);
  const time = parts ? Date.parse(`${parts[1]}${parts[2] ?? "T00:00"}${parts[3] ?? "Z"}`) : NaN;
  if (Number.isNaN(time)) {
    throw new Error(`failed to parse date field [${text}] with format [strict_date_optional_time||epoch_millis]`);
  }
  return time;
}
var looksLikeDate = (text) => isoDate.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)));
function mappingConflict(field, id, raw, cause) {
  const preview = isObject(raw) ? JSON.stringify(raw) : textOfScalar(raw);
  return new Problem(
    400,
    "mapper_parsing_exception",
    `failed to parse field [${field.path}] of type [${field.type}] in document with id '${id}'. Preview of field's value: '${preview}'`,
    { type: "illegal_argument_exception", reason: cause instanceof Error ? cause.message : String(cause) }
  );
}

// runtime/services/index/documents/mapping.ts
var leafParameters = ["type", "fields", "ignore_above", "index", "doc_values", "format", "norms", "analyzer"];
var objectParameters = ["type", "properties", "dynamic", "enabled"];
var dateFormats = ["strict_date_optional_time", "epoch_millis", "strict_date_time"];
var Mapping = class _Mapping {
  definition;
  #fields = /* @__PURE__ */ new Map();
  #bySource = /* @__PURE__ */ new Map();
  #objects = /* @__PURE__ */ new Map();
  constructor(definition) {
    this.definition = definition;
    this.#objects.set("", { dynamic: dynamicOf(definition), enabled: true });
    this.#collect("", definition.properties ?? {});
  }
  /** Adds fields and settings. Throws where a field would change its type, as OpenSearch does. */
  extended(addition) {
    const properties = mergedProperties("", this.definition.properties ?? {}, addition.properties ?? {});
    return new _Mapping({ ...this.definition, ...addition, properties });
  }
  field(path) {
    return this.#fields.get(path);
  }
  /** The field itself and its multi-fields. */
  fieldsFrom(source) {
    return this.#bySource.get(source) ?? [];
  }
  object(path) {
    return this.#objects.get(path);
  }
  #collect(prefix, properties) {
    for (const [name, definition] of Object.entries(properties)) {
      const path = prefix + name;
      if (isObjectDefinition(definition)) {
        onlyKnown(`the mapping of [${path}]`, definition, objectParameters);
        this.#objects.set(path, { dynamic: dynamicOf(definition), enabled: definition.enabled ?? true });
        this.#collect(`${path}.`, definition.properties ?? {});
      } else {
        this.#add(path, path, definition);
        for (const [sub, inner] of Object.entries(definition.fields ?? {})) this.#add(`${path}.${sub}`, path, inner);
      }
    }
  }
  #add(path, source, definition) {
    checkLeaf(path, definition);
    const field = {
      path,
      type: definition.type,
      source,
      indexed: definition.index ?? true,
      ignoreAbove: definition.ignore_above ?? Infinity
    };
    this.#fields.set(path, field);
    const siblings = this.#bySource.get(source);
    if (siblings) siblings.push(field);
    else this.#bySource.set(source, [field]);
  }
};
function mappingDefinitionOf(body) {
  if (!isObject(body)) throw new Problem(400, "mapper_parsing_exception", "A mapping must be a JSON object.");
  onlyKnown("a mapping", body, ["dynamic", "properties", "_meta"]);
  return body;
}
var isObjectDefinition = ({ type, properties }) => type === "object" || type === void 0 && properties !== void 0;
var dynamicOf = ({ dynamic }) => dynamic === void 0 ? void 0 : String(dynamic);
function checkLeaf(path, definition) {
  if (definition.type === void 0) {
    throw new Problem(400, "mapper_parsing_exception", `No type specified for field [${path}]`);
  }
  if (!fieldTypes.includes(definition.type)) {
    throw notModelled(`field type [${definition.type}] of [${path}]`);
  }
  onlyKnown(`the mapping of [${path}]`, definition, leafParameters);
  const format = definition.format?.split("||").find((one) => !dateFormats.includes(one));
  if (format !== void 0) throw notModelled(`date format [${format}] of [${path}]`);
  if (definition.analyzer !== void 0 && definition.analyzer !== "standard") {
    throw notModelled(`analyzer [${definition.analyzer}] of [${path}]`);
  }
}
function mergedProperties(prefix, before, addition) {
  const merged = { ...before };
  for (const [name, added] of Object.entries(addition)) {
    const existing = before[name];
    merged[name] = existing ? mergedField(prefix + name, existing, added) : added;
  }
  return merged;
}
function mergedField(path, before, addition) {
  if (isObjectDefinition(before) !== isObjectDefinition(addition)) {
    throw illegalArgument(`can't merge a non object mapping [${path}] with an object mapping`);
  }
  if (isObjectDefinition(before)) {
    const properties = mergedProperties(`${path}.`, before.properties ?? {}, addition.properties ?? {});
    return { ...before, ...addition, properties };
  }
  if (before.type !== addition.type) {
    throw illegalArgument(`mapper [${path}] cannot be changed from type [${before.type}] to [${addition.type}]`);
  }
  if ((before.index ?? true) !== (addition.index ?? true)) {
    throw illegalArgument(`Mapper for [${path}] conflicts with existing mapper: Cannot update parameter [index]`);
  }
  const fields = { ...before.fields, ...addition.fields };
  return { ...before, ...addition, ...Object.keys(fields).length > 0 && { fields } };
}

// runtime/services/index/search/analysis.ts
var word = /[\p{L}\p{N}\p{M}]+/gu;
var wordsOf = (text) => text.toLowerCase().match(word) ?? [];
function* placedWords(text) {
  for (const match2 of text.matchAll(word)) {
    yield { word: match2[0].toLowerCase(), start: match2.index, end: match2.index + match2[0].length };
  }
}
function editDistance(from, to, most) {
  if (Math.abs(from.length - to.length) > most) return Infinity;
  let beforeLast = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2] + 1);
      current.push(cost);
    }
    if (Math.min(...current) > most) return Infinity;
    [beforeLast, last] = [last, current];
  }
  const distance = last[to.length];
  return distance <= most ? distance : Infinity;
}

// runtime/services/index/search/view.ts
var View = class {
  index;
  mapping;
  documents;
  #statistics = /* @__PURE__ */ new Map();
  constructor(index, mapping, documents) {
    this.index = index;
    this.mapping = mapping;
    this.documents = documents;
  }
  values(document, field) {
    const raw = document.leaves.get(field.source) ?? [];
    const values = raw.map((value) => convert(field.type, value));
    return field.ignoreAbove === Infinity ? values : values.filter((value) => String(value).length <= field.ignoreAbove);
  }
  /** How often each word stands in a text field. */
  words(document, field) {
    const counted = document.words.get(field.path);
    if (counted) return counted;
    const counts = /* @__PURE__ */ new Map();
    for (const value of this.values(document, field)) {
      for (const word2 of wordsOf(String(value))) counts.set(word2, (counts.get(word2) ?? 0) + 1);
    }
    document.words.set(field.path, counts);
    return counts;
  }
  statistics(field) {
    const known = this.#statistics.get(field.path);
    if (known) return known;
    const vocabulary = /* @__PURE__ */ new Set();
    let length = 0;
    for (const document of this.documents) {
      for (const [word2, count2] of this.words(document, field)) {
        vocabulary.add(word2);
        length += count2;
      }
    }
    const statistics = { vocabulary, averageLength: length / Math.max(1, this.documents.length) };
    this.#statistics.set(field.path, statistics);
    return statistics;
  }
};

// runtime/services/index/settings.ts
var knownSettings = [
  "refresh_interval",
  "gc_deletes",
  "number_of_shards",
  "number_of_replicas",
  "auto_expand_replicas",
  "codec"
];
function settingsOf(body) {
  const flat = {};
  const collect = (prefix, value) => {
    if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) collect(prefix ? `${prefix}.${name}` : name, inner);
    } else {
      flat[prefix.startsWith("index.") ? prefix : `index.${prefix}`] = String(value);
    }
  };
  collect("", body ?? {});
  const unknown = Object.keys(flat).find((name) => !knownSettings.includes(name.slice("index.".length)));
  if (unknown !== void 0) throw notModelled(`index setting [${unknown}]`);
  return flat;
}
var shownSettings = (settings) => ({
  index: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name.slice("index.".length), value]))
});
function documentSettingsOf(settings, defaults) {
  const { "index.refresh_interval": refresh, "index.gc_deletes": gcDeletes } = settings;
  return {
    refreshInterval: refresh === void 0 ? defaults.refreshInterval : refresh === "-1" ? Infinity : durationOf(refresh),
    gcDeletes: gcDeletes === void 0 ? defaults.gcDeletes : durationOf(gcDeletes)
  };
}
var units = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
function durationOf(text) {
  const match2 = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  if (!match2) throw illegalArgument(`failed to parse [${text}] as a time value: unit is missing or unrecognized`);
  return Number(match2[1]) * units[match2[2]];
}

// runtime/services/index/documents/document-parser.ts
function parseDocument(id, body, mapping) {
  const leaves = /* @__PURE__ */ new Map();
  const discovered = /* @__PURE__ */ new Map();
  const visitObject = (prefix, object, dynamic) => {
    for (const [name, value] of Object.entries(object)) visit(prefix + name, value, dynamic);
  };
  const visit = (path, value, dynamic) => {
    if (value === null) return;
    if (Array.isArray(value)) return value.forEach((element) => visit(path, element, dynamic));
    const object = mapping.object(path);
    if (object?.enabled === false) return;
    if (isObject(value) && mapping.field(path) === void 0) {
      if (object === void 0 && !mayIntroduce(path, dynamic)) return;
      return visitObject(`${path}.`, value, object?.dynamic ?? dynamic);
    }
    if (object !== void 0) throw concreteValue(path);
    visitScalar(path, value, dynamic);
  };
  const visitScalar = (path, value, dynamic) => {
    const fields = mapping.fieldsFrom(path);
    for (const field of fields) {
      try {
        convert(field.type, value);
      } catch (error) {
        throw mappingConflict(field, id, value, error);
      }
    }
    if (fields.length === 0) {
      if (!mayIntroduce(path, dynamic)) return;
      if (!discovered.has(path)) discovered.set(path, definitionFor(value));
    }
    const siblings = leaves.get(path);
    if (siblings) siblings.push(value);
    else leaves.set(path, [value]);
  };
  visitObject("", body, mapping.object("")?.dynamic ?? "true");
  return { leaves, discovered: discovered.size > 0 ? nested(discovered) : void 0 };
}
function mayIntroduce(path, dynamic) {
  if (dynamic !== "strict") return dynamic === "true";
  const dot = path.lastIndexOf(".");
  const [parent, name] = dot < 0 ? ["_doc", path] : [path.slice(0, dot), path.slice(dot + 1)];
  throw new Problem(
    400,
    "strict_dynamic_mapping_exception",
    `mapping set to strict, dynamic introduction of [${name}] within [${parent}] is not allowed`
  );
}
var concreteValue = (path) => new Problem(
  400,
  "mapper_parsing_exception",
  `object mapping for [${path}] tried to parse field [${path}] as object, but found a concrete value`
);
function definitionFor(value) {
  if (typeof value === "boolean") return { type: "boolean" };
  if (isWrittenNumber(value)) return { type: /^-?\d+$/.test(value.rawJSON) ? "long" : "float" };
  if (typeof value === "number") return { type: Number.isInteger(value) ? "long" : "float" };
  if (looksLikeDate(String(value))) return { type: "date" };
  return { type: "text", fields: { keyword: { type: "keyword", ignore_above: 256 } } };
}
function nested(fields) {
  const root = { properties: {} };
  for (const [path, definition] of fields) {
    const names = path.split(".");
    let { properties } = root;
    for (const name of names.slice(0, -1)) {
      const parent = properties[name] ??= { properties: {} };
      properties = parent.properties ??= {};
    }
    properties[names.at(-1)] = definition;
  }
  return root;
}

// runtime/services/index/documents/documents.ts
var Documents = class {
  #clock;
  #settings;
  #newest = /* @__PURE__ */ new Map();
  #tombstones = /* @__PURE__ */ new Map();
  #refreshed = /* @__PURE__ */ new Map();
  /** Writes since the last refresh, in order. */
  #unrefreshed = [];
  #sequence = 0;
  constructor(clock, settings) {
    this.#clock = clock;
    this.#settings = settings;
  }
  get(id) {
    return this.#newest.get(id);
  }
  /** What a search sees now. The map changes with the next refresh. */
  searchable() {
    this.#refreshIfDue();
    return this.#refreshed;
  }
  refresh() {
    this.#show(this.#unrefreshed.splice(0));
  }
  write(id, source, leaves, versioning) {
    const version = this.#nextVersion(id, versioning);
    const document = { id, version, sequence: this.#sequence++, source, leaves, words: /* @__PURE__ */ new Map() };
    this.#newest.set(id, document);
    this.#tombstones.delete(id);
    this.#noteWrite(id, document);
    return document;
  }
  /** Deleting what does not exist leaves a tombstone too, which then rejects older writes (seen on OpenSearch 3.8). */
  delete(id, versioning) {
    const version = this.#nextVersion(id, versioning);
    const found = this.#newest.delete(id);
    this.#tombstones.set(id, { version, deletedAt: this.#clock.now() });
    this.#noteWrite(id, void 0);
    return { found, version, sequence: this.#sequence++ };
  }
  /** OpenSearch forgets a deleted document's version after `index.gc_deletes`; from then on older writes are accepted. */
  #currentVersion(id) {
    const tombstone = this.#tombstones.get(id);
    if (tombstone && this.#clock.now() - tombstone.deletedAt > this.#settings.gcDeletes) this.#tombstones.delete(id);
    return this.#newest.get(id)?.version ?? this.#tombstones.get(id)?.version;
  }
  #nextVersion(id, versioning) {
    const current = this.#currentVersion(id);
    if (versioning.type === "internal") return (current ?? 0n) + 1n;
    const { type, version } = versioning;
    if (current === void 0 || version > current || type === "external_gte" && version === current) return version;
    const relation = type === "external" ? "higher or equal to" : "higher than";
    throw versionConflict(id, `current version [${current}] is ${relation} the one provided [${version}]`);
  }
  #noteWrite(id, document) {
    this.#refreshIfDue();
    this.#unrefreshed.push({ id, document, at: this.#clock.now() });
  }
  #refreshIfDue() {
    const { refreshInterval } = this.#settings;
    if (this.#unrefreshed.length === 0 || refreshInterval === Infinity) return;
    const lastRefresh = refreshInterval === 0 ? Infinity : Math.floor(this.#clock.now() / refreshInterval) * refreshInterval;
    const firstAfter2 = this.#unrefreshed.findIndex(({ at }) => at >= lastRefresh);
    this.#show(this.#unrefreshed.splice(0, firstAfter2 < 0 ? this.#unrefreshed.length : firstAfter2));
  }
  #show(writes) {
    for (const { id, document } of writes) {
      if (document) this.#refreshed.set(id, document);
      else this.#refreshed.delete(id);
    }
  }
};
var versionConflict = (id, why) => new Problem(409, "version_conflict_engine_exception", `[${id}]: version conflict, ${why}`);

// runtime/services/index/documents/search-index.ts
var SearchableIndex = class {
  name;
  settings;
  documents;
  #mapping;
  constructor(name, settings, mapping, clock, defaults) {
    this.name = name;
    this.settings = settings;
    this.#mapping = new Mapping(mapping);
    this.documents = new Documents(clock, documentSettingsOf(settings, defaults));
  }
  get mapping() {
    return this.#mapping;
  }
  extendMapping(addition) {
    this.#mapping = this.#mapping.extended(addition);
  }
  /** Writes a document. Throws the Problem of its bulk item. */
  write(id, source, versioning, mustBeNew) {
    const before = this.documents.get(id);
    const { leaves, discovered } = parseDocument(id, documentBody(source), this.#mapping);
    if (before && mustBeNew) throw versionConflict(id, `document already exists (current version [${before.version}])`);
    if (discovered) this.extendMapping(discovered);
    return { document: this.documents.write(id, source, leaves, versioning), created: before === void 0 };
  }
  delete(id, versioning) {
    return this.documents.delete(id, versioning);
  }
  /** What a search sees now, and goes on seeing through a point in time. */
  view() {
    return new View(this.name, this.#mapping, [...this.documents.searchable().values()]);
  }
};
function documentBody(source) {
  let body;
  try {
    body = parseExact(source);
  } catch (error) {
    throw new Problem(400, "mapper_parsing_exception", "failed to parse", {
      type: "json_parse_exception",
      reason: error.message
    });
  }
  if (isObject(body)) return body;
  throw new Problem(400, "mapper_parsing_exception", "failed to parse", {
    type: "not_x_content_exception",
    reason: "Compressor detection can only be called on some xcontent bytes or compressed xcontent bytes"
  });
}

// runtime/services/index/points-in-time.ts
var PointsInTime = class {
  #clock;
  #open = /* @__PURE__ */ new Map();
  #opened = 0;
  constructor(clock) {
    this.#clock = clock;
  }
  open(views, keepAlive) {
    const id = uuidOf(`point in time|${++this.#opened}`);
    this.#open.set(id, { views, expiresAt: this.#clock.now() + keepAlive });
    return id;
  }
  /** Throws 404 for one that was closed or has expired. */
  views(id, keepAlive) {
    const point = this.#open.get(id);
    if (!point || point.expiresAt < this.#clock.now()) {
      this.#open.delete(id);
      throw new Problem(404, "search_phase_execution_exception", "all shards failed", {
        type: "search_context_missing_exception",
        reason: `No search context found for id [${id}]`
      });
    }
    if (keepAlive !== void 0) this.#open.set(id, { ...point, expiresAt: this.#clock.now() + keepAlive });
    return point.views;
  }
  close(id) {
    return this.#open.delete(id);
  }
};

// runtime/services/index/templates.ts
var Templates = class {
  #templates = /* @__PURE__ */ new Map();
  /** Checks and keeps a template. */
  put(name, body) {
    onlyKnown(`index template [${name}]`, body, ["index_patterns", "template", "priority", "version", "_meta"]);
    const { index_patterns: patterns, template = {}, priority = 0 } = body;
    if (patterns === void 0) throw illegalArgument(`index template [${name}] needs [index_patterns]`);
    if (!isObject(template)) throw illegalArgument(`[template] of index template [${name}] must be an object`);
    onlyKnown(`[template] of index template [${name}]`, template, ["settings", "mappings", "aliases"]);
    settingsOf(template.settings);
    if (template.mappings !== void 0) new Mapping(mappingDefinitionOf(template.mappings));
    this.#templates.set(name, { patterns: [patterns].flat().map(String), priority: Number(priority), template, body });
  }
  get(name) {
    const template = this.#templates.get(name);
    if (template) return template.body;
    throw new Problem(404, "resource_not_found_exception", `index template matching [${name}] not found`);
  }
  /** The matching template with the highest priority. */
  for(index) {
    const matching = [...this.#templates.values()].filter(
      ({ patterns }) => patterns.some((pattern) => fits(pattern, index))
    );
    return matching.sort((a, b2) => b2.priority - a.priority)[0]?.template ?? {};
  }
};
function fits(pattern, name) {
  const [first, ...rest] = pattern.split("*");
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop();
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length >= at + last.length && name.endsWith(last);
}

// runtime/services/index/cluster.ts
var Cluster = class {
  clock;
  aliases = new Aliases();
  templates = new Templates();
  pointsInTime;
  #indices = /* @__PURE__ */ new Map();
  #settings;
  #idsGiven = 0;
  constructor(clock, settings) {
    this.clock = clock;
    this.#settings = settings;
    this.pointsInTime = new PointsInTime(clock);
  }
  /** An id for a document that comes without one. */
  newDocumentId() {
    return uuidOf(`document|${++this.#idsGiven}`).replaceAll("-", "").slice(0, 20);
  }
  has(index) {
    return this.#indices.has(index);
  }
  create(name, body) {
    checkIndexName(name);
    onlyKnown(`creating index [${name}]`, body, ["settings", "mappings", "aliases"]);
    if (this.has(name)) throw new Problem(400, "resource_already_exists_exception", `index [${name}] already exists`);
    if (this.aliases.has(name)) {
      throw new Problem(400, "invalid_index_name_exception", `Invalid index name [${name}], already exists as alias`);
    }
    const template = this.templates.for(name);
    const settings = { ...settingsOf(template.settings), ...settingsOf(body.settings) };
    const index = new SearchableIndex(
      name,
      settings,
      mappingDefinitionOf(template.mappings ?? {}),
      this.clock,
      this.#settings
    );
    index.extendMapping(mappingDefinitionOf(body.mappings ?? {}));
    this.#indices.set(name, index);
    for (const aliases of [template.aliases, body.aliases].filter(isObject)) {
      for (const [alias, options] of Object.entries(aliases)) this.aliases.add(alias, name, aliasOptionsOf(options));
    }
    return index;
  }
  remove(name) {
    this.#indices.delete(name);
    this.aliases.removeIndex(name);
  }
  /** The indices that an expression names: names, aliases and `*` patterns, separated by commas. Throws 404 for an unknown name. */
  resolve(expression) {
    const names = expression.split(",").flatMap((part) => {
      if (part === "_all") return [...this.#indices.keys()];
      if (!part.includes("*")) return this.#indicesNamed(part);
      const known = [...this.#indices.keys(), ...this.aliases.names()];
      return known.filter((name) => fits(part, name)).flatMap((name) => this.#indicesNamed(name));
    });
    return [...new Set(names)].map((name) => this.#indices.get(name));
  }
  /** The one index that a write goes to; created, from a template where one fits, when there is none of that name. */
  writeTarget(name) {
    const index = this.#indices.get(name);
    if (index) return index;
    if (!this.aliases.has(name)) return this.create(name, {});
    const target = this.aliases.writeIndexOf(name);
    if (target !== void 0) return this.#indices.get(target);
    throw illegalArgument(
      `no write index is defined for alias [${name}]. The write index may be explicitly disabled using is_write_index=false or the alias points to multiple indices without one being designated as a write index`
    );
  }
  #indicesNamed(name) {
    if (this.has(name)) return [name];
    if (this.aliases.has(name)) return this.aliases.indicesOf(name);
    throw new Problem(404, "index_not_found_exception", `no such index [${name}]`);
  }
};
var namingRules = [
  { broken: (name) => name !== name.toLowerCase(), rule: "must be lowercase" },
  { broken: (name) => /^[_\-+]/.test(name), rule: "must not start with '_', '-', or '+'" },
  {
    broken: (name) => /[\s"*\\<|,>/?#:]/.test(name),
    rule: 'must not contain the following characters [ , ", *, \\, <, |, ,, >, /, ?, #, :]'
  },
  { broken: (name) => name === "" || Buffer.byteLength(name) > 255, rule: "must have 1 to 255 bytes" }
];
function checkIndexName(name) {
  const problem = namingRules.find(({ broken }) => broken(name));
  if (problem) throw new Problem(400, "invalid_index_name_exception", `Invalid index name [${name}], ${problem.rule}`);
}

// runtime/services/index/bulk.ts
function bulkActionsOf(body, defaultIndex) {
  if (body.trim() === "") throw new Problem(400, "parse_exception", "request body is required");
  if (!body.endsWith("\n")) throw illegalArgument("The bulk request must be terminated by a newline [\\n]");
  const lines = body.split("\n");
  const actions = [];
  for (let line = 0; line < lines.length - 1; line++) {
    if (lines[line].trim() === "") continue;
    const { operation, target } = actionLineOf(lines[line], line + 1);
    const source = operation === "delete" ? "" : lines[++line];
    if (source === void 0 || line === lines.length - 1) {
      throw illegalArgument("The bulk request must be terminated by a newline [\\n]");
    }
    actions.push(checkedAction(operation, target, source, defaultIndex));
  }
  return actions;
}
function runBulk(actions, cluster, itemFault2) {
  const results = actions.map((action) => {
    const id = action.id ?? cluster.newDocumentId();
    const fault = itemFault2(action);
    try {
      if (fault) throw fault;
      return { [action.operation]: carryOut(action, id, cluster) };
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 501) throw error;
      return {
        [action.operation]: {
          _index: action.index,
          _id: id,
          status: error.status,
          error: itemError(error, action.index)
        }
      };
    }
  });
  const failed = (item) => Object.values(item).some((result2) => "error" in result2);
  return { took: 1, errors: results.some(failed), items: results };
}
function carryOut(action, id, cluster) {
  const index = cluster.writeTarget(action.index);
  const answer = (version, sequence, result2, status) => ({
    _index: index.name,
    _id: id,
    _version: printedAs(version),
    result: result2,
    _shards: { total: 1, successful: 1, failed: 0 },
    _seq_no: sequence,
    _primary_term: 1,
    status
  });
  if (action.operation === "delete") {
    const { found, version, sequence } = index.delete(id, action.versioning);
    return answer(version, sequence, found ? "deleted" : "not_found", found ? 200 : 404);
  }
  const { document, created } = index.write(id, action.source, action.versioning, action.operation === "create");
  return answer(document.version, document.sequence, created ? "created" : "updated", created ? 201 : 200);
}
function actionLineOf(line, number) {
  const malformed = (found) => illegalArgument(
    `Malformed action/metadata line [${number}], expected START_OBJECT or END_OBJECT but found [${found}]`
  );
  let parsed;
  try {
    parsed = parseExact(line);
  } catch (error) {
    throw new Problem(400, "json_parse_exception", error.message);
  }
  if (!isObject(parsed)) throw malformed("VALUE");
  const [entry, ...more] = Object.entries(parsed);
  if (entry === void 0 || more.length > 0) throw malformed("FIELD_NAME");
  if (!isObject(entry[1])) throw malformed("VALUE");
  return { operation: entry[0], target: entry[1] };
}
function checkedAction(operation, target, source, defaultIndex) {
  if (operation === "update") {
    if ("version_type" in target || "version" in target) {
      throw validation("versioning is not supported for update requests, use if_seq_no and if_primary_term");
    }
    throw notModelled("bulk operation [update]");
  }
  if (operation !== "index" && operation !== "create" && operation !== "delete") {
    throw illegalArgument(
      `Malformed action/metadata line, expected field [create], [delete], [index] or [update] but found [${operation}]`
    );
  }
  onlyKnown(`bulk action [${operation}]`, target, ["_index", "_id", "version", "version_type"]);
  const index = target._index === void 0 ? defaultIndex : textOfScalar(target._index);
  if (index === void 0) throw validation("index is missing");
  const id = target._id === void 0 || target._id === null ? void 0 : textOfScalar(target._id);
  if (id !== void 0 && Buffer.byteLength(id) > 512) {
    throw validation(`id [${id}] is too long, must be no longer than 512 bytes but was: ${Buffer.byteLength(id)}`);
  }
  if (operation === "delete" && !id) throw validation("id is missing");
  return { operation, index, id, versioning: versioningOf(operation, id, target), source };
}
function versioningOf(operation, id, target) {
  const { version, version_type: type = "internal" } = target;
  if (type === "internal") {
    if (version === void 0) return { type };
    throw validation(
      "internal versioning can not be used for optimistic concurrency control. Please use `if_seq_no` and `if_primary_term` instead"
    );
  }
  if (type !== "external" && type !== "external_gte") {
    throw illegalArgument(`No version type match [${textOfScalar(type)}]`);
  }
  if (operation === "create") throw validation("create operations only support internal versioning. use index instead");
  if (id === void 0) throw validation("an id must be provided if version type or value are set");
  const number = wholeNumber(version);
  if (number === void 0 || number < 0n || number >= 2n ** 63n) {
    throw validation(`illegal version value [${textOfScalar(version)}] for version type [${type.toUpperCase()}]`);
  }
  return { type, version: number };
}
var validation = (reason) => new Problem(400, "action_request_validation_exception", `Validation Failed: 1: ${reason};`);
var itemError = (problem, index) => problem.status === 409 ? { ...problem.toJSON(), index, shard: "0", index_uuid: "_na_" } : problem.toJSON();

// runtime/services/index/operation.ts
var ok = (body) => ({ status: 200, body });
function bodyOf({ text }) {
  if (text.trim() === "") return {};
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new Problem(400, "json_parse_exception", error.message);
  }
  if (!isObject(body)) throw parsing("The body must be a JSON object.");
  return body;
}
function route(operations2, method, path, call) {
  const segments = path.split("/").slice(1).map(decodeURIComponent);
  for (const operation of operations2) {
    const names = operation.method === method ? matched(operation.path, segments) : void 0;
    if (names === void 0) continue;
    const unknown = Object.keys(call.query).find((parameter) => !operation.query.includes(parameter));
    if (unknown !== void 0) throw notModelled(`parameter [${unknown}] of ${method} ${operation.path}`);
    return operation.run({ ...call, path: names });
  }
  throw notModelled(`${method} ${path}`);
}
function matched(template, segments) {
  const expected = template.split("/").slice(1);
  if (expected.length !== segments.length) return void 0;
  const names = {};
  for (const [position, part] of expected.entries()) {
    const segment = segments[position];
    if (!part.startsWith("{")) {
      if (part !== segment) return void 0;
    } else if (segment === "" || part === "{index}" && segment.startsWith("_") && segment !== "_all") {
      return void 0;
    } else {
      names[part.slice(1, -1)] = segment;
    }
  }
  return names;
}

// runtime/services/index/search/source-filter.ts
function sourceFilterOf(specification) {
  if (specification === false || specification === "false") return () => void 0;
  if (specification === void 0 || specification === true || specification === "true") return parseExact;
  const { includes, excludes } = isObject(specification) ? specification : { includes: specification, excludes: [] };
  if (isObject(specification)) onlyKnown("[_source]", specification, ["includes", "excludes"]);
  const included = patternsOf(includes);
  const excluded = patternsOf(excludes);
  return (source) => filtered(parseExact(source), "", included, excluded);
}
var patternsOf = (given) => [given ?? []].flat().map((pattern) => {
  const escaped = textOfScalar(pattern).replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}(\\..*)?$`);
});
function filtered(value, path, included, excluded) {
  if (Array.isArray(value) && value.length > 0) {
    const kept = value.map((element) => filtered(element, path, included, excluded)).filter((element) => element !== void 0);
    return kept.length > 0 ? kept : void 0;
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([name, inner]) => [name, filtered(inner, path ? `${path}.${name}` : name, included, excluded)]).filter(([, inner]) => inner !== void 0);
    return entries.length > 0 || path === "" ? Object.fromEntries(entries) : void 0;
  }
  if (excluded.some((pattern) => pattern.test(path))) return void 0;
  return included.length === 0 || included.some((pattern) => pattern.test(path)) ? value : void 0;
}

// runtime/services/index/document-operations.ts
var documentOperations = [
  { method: "POST", path: "/_bulk", query: ["refresh"], run: bulk },
  { method: "POST", path: "/{index}/_bulk", query: ["refresh"], run: bulk },
  { method: "POST", path: "/_mget", query: ["_source"], run: multiGet },
  { method: "POST", path: "/{index}/_mget", query: ["_source"], run: multiGet },
  {
    method: "GET",
    path: "/{index}/_doc/{id}",
    query: ["_source"],
    run: ({ cluster, path, query }) => {
      const found = read(cluster, path.index, path.id, sourceFilterOf(query._source));
      return { status: found.found ? 200 : 404, body: found };
    }
  }
];
function bulk({ cluster, path, query, text, itemFault: itemFault2 }) {
  const actions = bulkActionsOf(text, path.index);
  const result2 = runBulk(actions, cluster, itemFault2);
  if (query.refresh !== void 0 && query.refresh !== "false") {
    for (const name of new Set(actions.map(({ index }) => index))) cluster.writeTarget(name).documents.refresh();
  }
  return ok(result2);
}
function multiGet(call) {
  const { cluster, path, query } = call;
  const body = bodyOf(call);
  onlyKnown("[_mget]", body, ["docs", "ids"]);
  const wanted = body.docs ?? (Array.isArray(body.ids) ? body.ids.map((id) => ({ _id: id })) : void 0);
  if (!Array.isArray(wanted) || wanted.length === 0) {
    throw new Problem(400, "action_request_validation_exception", "Validation Failed: 1: no documents to get;");
  }
  const docs = wanted.map((one) => {
    if (!isObject(one)) throw illegalArgument("docs array element should include an object");
    onlyKnown("a document of [_mget]", one, ["_index", "_id", "_source"]);
    const index = one._index ?? path.index;
    if (index === void 0) {
      throw new Problem(400, "action_request_validation_exception", "Validation Failed: 1: index is missing;");
    }
    return read(cluster, textOfScalar(index), textOfScalar(one._id), sourceFilterOf(one._source ?? query._source));
  });
  return ok({ docs });
}
function read(cluster, name, id, sourceOf) {
  const [index, ...others] = cluster.resolve(name);
  if (!index || others.length > 0) {
    throw illegalArgument(
      `alias [${name}] has more than one index associated with it, can't execute a single index op`
    );
  }
  const document = index.documents.get(id);
  if (!document) return { _index: index.name, _id: id, found: false };
  const source = sourceOf(document.source);
  return {
    _index: index.name,
    _id: id,
    _version: printedAs(document.version),
    _seq_no: document.sequence,
    _primary_term: 1,
    found: true,
    ...source !== void 0 && { _source: source }
  };
}

// runtime/services/index/index-operations.ts
var acknowledged = { acknowledged: true };
var resolved = ({ cluster, path }) => cluster.resolve(path.index ?? "_all");
var perIndex = (indices, show) => Object.fromEntries(indices.map((index) => [index.name, show(index)]));
var indexOperations = [
  {
    method: "PUT",
    path: "/{index}",
    query: [],
    run: (call) => {
      const index = call.cluster.create(call.path.index, bodyOf(call));
      return ok({ ...acknowledged, shards_acknowledged: true, index: index.name });
    }
  },
  {
    method: "GET",
    path: "/{index}",
    query: [],
    run: (call) => ok(
      perIndex(resolved(call), ({ name, mapping, settings }) => ({
        aliases: call.cluster.aliases.of(name),
        mappings: mapping.definition,
        settings: shownSettings(settings)
      }))
    )
  },
  {
    method: "HEAD",
    path: "/{index}",
    query: [],
    run: (call) => {
      const { cluster, path } = call;
      return { status: cluster.has(path.index) || cluster.aliases.has(path.index) ? 200 : 404, body: void 0 };
    }
  },
  {
    method: "DELETE",
    path: "/{index}",
    query: [],
    run: ({ cluster, path }) => {
      const name = path.index;
      if (cluster.aliases.has(name)) {
        throw illegalArgument(
          `The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`
        );
      }
      if (name.includes("*") || name === "_all") throw notModelled("DELETE of indices by pattern");
      for (const index of cluster.resolve(name)) cluster.remove(index.name);
      return ok(acknowledged);
    }
  },
  {
    method: "GET",
    path: "/{index}/_mapping",
    query: [],
    run: (call) => ok(perIndex(resolved(call), ({ mapping }) => ({ mappings: mapping.definition })))
  },
  {
    method: "PUT",
    path: "/{index}/_mapping",
    query: [],
    run: (call) => {
      const addition = mappingDefinitionOf(bodyOf(call));
      for (const index of resolved(call)) index.extendMapping(addition);
      return ok(acknowledged);
    }
  },
  {
    method: "PUT",
    path: "/_index_template/{name}",
    query: [],
    run: (call) => {
      call.cluster.templates.put(call.path.name, bodyOf(call));
      return ok(acknowledged);
    }
  },
  {
    method: "GET",
    path: "/_index_template/{name}",
    query: [],
    run: ({ cluster, path }) => ok({ index_templates: [{ name: path.name, index_template: cluster.templates.get(path.name) }] })
  },
  { method: "POST", path: "/_aliases", query: [], run: (call) => changeAliases(call) },
  { method: "GET", path: "/_alias", query: [], run: (call) => ok(aliasesOf(call.cluster, resolved(call))) },
  { method: "GET", path: "/{index}/_alias", query: [], run: (call) => ok(aliasesOf(call.cluster, resolved(call))) },
  {
    method: "GET",
    path: "/_alias/{alias}",
    query: [],
    run: ({ cluster, path }) => {
      const alias = path.alias;
      if (cluster.aliases.has(alias)) {
        const named = ({ name }) => ({ aliases: { [alias]: cluster.aliases.of(name)[alias] } });
        return ok(perIndex(cluster.resolve(alias), named));
      }
      return { status: 404, body: { error: `alias [${alias}] missing`, status: 404 } };
    }
  }
];
var aliasesOf = ({ aliases }, indices) => perIndex(indices, ({ name }) => ({ aliases: aliases.of(name) }));
function changeAliases(call) {
  const { cluster } = call;
  const { actions } = bodyOf(call);
  if (!Array.isArray(actions)) throw illegalArgument("No action specified");
  const removed = [];
  cluster.aliases.atomically(() => {
    for (const action of actions) changeAlias(cluster, action, removed);
  });
  for (const index of removed) cluster.remove(index);
  return ok(acknowledged);
}
function changeAlias(cluster, action, removed) {
  const [kind, target] = isObject(action) ? Object.entries(action)[0] ?? [] : [];
  if (kind === void 0 || !isObject(target)) {
    throw illegalArgument('An alias action is an object such as {"add": {"index": …}}');
  }
  const { index: expression, alias: name, ...options } = target;
  const indices = cluster.resolve(String(expression));
  const alias = String(name);
  if (kind === "remove_index") {
    for (const index of indices) {
      cluster.aliases.removeIndex(index.name);
      removed.push(index.name);
    }
  } else if (kind === "add") {
    if (cluster.has(alias) && !removed.includes(alias)) {
      const reason = `Invalid alias name [${alias}]: an index or data stream exists with the same name as the alias`;
      throw new Problem(400, "invalid_alias_name_exception", reason);
    }
    for (const index of indices) cluster.aliases.add(alias, index.name, aliasOptionsOf(options));
  } else if (kind === "remove") {
    onlyKnown("alias action [remove]", options, []);
    for (const index of indices) cluster.aliases.remove(alias, index.name);
  } else {
    throw notModelled(`alias action [${kind}]`);
  }
}

// runtime/services/index/search/clause.ts
function onlyField(clause, body) {
  if (!isObject(body)) throw parsing(`[${clause}] query malformed, no start_object after query name`);
  const entries = Object.entries(body);
  if (entries.length !== 1) throw parsing(`[${clause}] query needs exactly one field, got ${entries.length}`);
  return entries[0];
}
function optionsOf(clause, body, known) {
  if (!isObject(body)) throw parsing(`[${clause}] query malformed, no start_object after query name`);
  onlyKnown(`[${clause}]`, body, known);
  return body;
}
function searchable(view, path) {
  const field = view.mapping.field(path);
  if (field && (!field.indexed || field.type === "binary")) {
    throw new Problem(400, "query_shard_exception", `Cannot search on field [${path}] since it is not indexed.`);
  }
  return field;
}

// runtime/services/index/search/matcher.ts
var matchNone = { score: () => void 0, sought: [] };
var constant = (matches2, boost) => ({
  score: (document) => matches2(document) ? boost : void 0,
  sought: []
});
function atLeast(least2, clauses2) {
  return {
    score: (document) => {
      let matched2 = 0;
      let sum = 0;
      for (const clause of clauses2) {
        const score = clause.score(document);
        if (score === void 0) continue;
        matched2++;
        sum += score;
      }
      return matched2 >= least2 ? sum : void 0;
    },
    sought: clauses2.flatMap(({ sought }) => sought)
  };
}
function bestOf(clauses2, tieBreaker) {
  return {
    score: (document) => {
      const scores = clauses2.map((clause) => clause.score(document)).filter((score) => score !== void 0);
      if (scores.length === 0) return void 0;
      const best = Math.max(...scores);
      return best + tieBreaker * (scores.reduce((sum, score) => sum + score, 0) - best);
    },
    sought: clauses2.flatMap(({ sought }) => sought)
  };
}
var boosted = (matcher, boost) => ({
  score: (document) => {
    const score = matcher.score(document);
    return score === void 0 ? void 0 : score * boost;
  },
  sought: matcher.sought
});
function minimumOf(specification, clauses2) {
  const match2 = /^(-?\d+)(%?)$/.exec(String(specification));
  if (!match2) throw illegalArgument(`failed to parse minimum_should_match [${JSON.stringify(specification)}]`);
  const number = Number(match2[1]);
  const share = match2[2] ? Math.trunc(number / 100 * clauses2) : number;
  return Math.min(clauses2, Math.max(0, share < 0 ? clauses2 + share : share));
}

// runtime/services/index/search/relevance.ts
var k1 = 1.2;
var b = 0.75;
function wordMatcher(view, field, words2, boost) {
  const present = [...words2].filter((word2) => view.statistics(field).vocabulary.has(word2));
  if (present.length === 0) return matchNone;
  const { averageLength } = view.statistics(field);
  const matching = view.documents.filter(
    (document) => present.some((word2) => view.words(document, field).has(word2))
  ).length;
  const rarity = Math.log(1 + (view.documents.length - matching + 0.5) / (matching + 0.5));
  return {
    score: (document) => {
      const counts = view.words(document, field);
      let frequency = 0;
      for (const word2 of present) frequency += counts.get(word2) ?? 0;
      if (frequency === 0) return void 0;
      let length = 0;
      for (const count2 of counts.values()) length += count2;
      const norm = k1 * (1 - b + b * length / averageLength);
      return boost * rarity * (frequency * (k1 + 1) / (frequency + norm));
    },
    sought: [{ field: field.path, words: new Set(present) }]
  };
}

// runtime/services/index/search/exact-clauses.ts
function ids(body, _view) {
  const { values, boost } = optionsOf("ids", body, ["values", "boost"]);
  const wanted = new Set(listOf("ids", values).map(String));
  return constant(({ id }) => wanted.has(id), Number(boost ?? 1));
}
function exists(body, view) {
  const { field, boost } = optionsOf("exists", body, ["field", "boost"]);
  const path = String(field);
  const known = view.mapping.field(path);
  const has = (document) => {
    if (known) return view.values(document, known).length > 0;
    return [...document.leaves.keys()].some((leaf) => leaf.startsWith(`${path}.`));
  };
  return constant(has, Number(boost ?? 1));
}
function term(body, view) {
  const [path, given] = onlyField("term", body);
  const options = isObject(given) ? optionsOf("term", given, ["value", "boost", "case_insensitive"]) : { value: given };
  return equals(view, path, [options.value], Number(options.boost ?? 1), options.case_insensitive === true);
}
function terms(body, view) {
  const { boost, ...fields } = isObject(body) ? body : {};
  const [path, values] = onlyField("terms", fields);
  return equals(view, path, listOf("terms", values), Number(boost ?? 1), false);
}
function equals(view, path, values, boost, ignoreCase) {
  if (path === "_id") return ids({ values, boost }, view);
  const field = searchable(view, path);
  if (!field) return matchNone;
  if (field.type === "text") return wordMatcher(view, field, new Set(values.map(textOfScalar)), boost);
  const fold = (value) => ignoreCase ? String(value).toLowerCase() : value;
  const wanted = new Set(values.map((value) => fold(convertForQuery(field, value))));
  return constant((document) => view.values(document, field).some((value) => wanted.has(fold(value))), boost);
}
function range(body, view) {
  const [path, given] = onlyField("range", body);
  const options = optionsOf("range", given, ["gt", "gte", "lt", "lte", "boost"]);
  const field = searchable(view, path);
  if (!field) return matchNone;
  if (field.type === "text") throw notModelled(`[range] on text field [${path}]`);
  const bound = (name, roundsUp) => options[name] === void 0 || options[name] === null ? void 0 : boundOf(field, options[name], roundsUp);
  const [gt, gte, lt, lte] = [bound("gt", true), bound("gte", false), bound("lt", false), bound("lte", true)];
  const within = (value) => (gt === void 0 || value > gt) && (gte === void 0 || value >= gte) && (lt === void 0 || value < lt) && (lte === void 0 || value <= lte);
  return constant((document) => view.values(document, field).some(within), Number(options.boost ?? 1));
}
function boundOf(field, bound, roundsUp) {
  const text = textOfScalar(bound);
  if (field.type === "date" && /now|\|\|/.test(text)) throw notModelled(`date math [${text}]`);
  const value = convertForQuery(field, bound);
  if (field.type !== "date" || !roundsUp) return value;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Number(value) + 86399999;
  if (/T\d\d:\d\d(Z|[+-].*)?$/.test(text)) return Number(value) + 59999;
  return value;
}
function convertForQuery(field, value) {
  try {
    return convert(field.type, value);
  } catch (error) {
    throw new Problem(400, "query_shard_exception", `failed to create query: ${error.message}`);
  }
}
function listOf(clause, values) {
  if (!Array.isArray(values)) throw parsing(`[${clause}] query needs an array of values`);
  return values;
}

// runtime/services/index/search/text-clauses.ts
var textOptions = ["query", "operator", "fuzziness", "prefix_length", "minimum_should_match", "lenient", "boost"];
function match(body, view) {
  return oneField("match", body, view, false);
}
function matchBoolPrefix(body, view) {
  return oneField("match_bool_prefix", body, view, true);
}
function oneField(clause, body, view, lastIsPrefix) {
  const [path, given] = onlyField(clause, body);
  const options = optionsOf(clause, isObject(given) ? given : { query: given }, textOptions);
  return boosted(matchField(view, path, textOptionsOf(clause, options, lastIsPrefix)), Number(options.boost ?? 1));
}
function multiMatch(body, view) {
  const options = optionsOf("multi_match", body, [...textOptions, "type", "fields", "tie_breaker"]);
  const { type = "best_fields", fields, tie_breaker: tieBreaker = 0, boost = 1 } = options;
  if (type !== "best_fields" && type !== "bool_prefix") throw notModelled(`[multi_match] of type [${String(type)}]`);
  if (!Array.isArray(fields)) throw notModelled("[multi_match] without a list of [fields]");
  const text = textOptionsOf("multi_match", options, type === "bool_prefix");
  const clauses2 = fields.map((field) => {
    const [path, weight] = String(field).split("^");
    if (path.includes("*")) throw notModelled(`wildcard field [${path}] in [multi_match]`);
    return boosted(matchField(view, path, text), Number(weight ?? 1));
  });
  return boosted(type === "best_fields" ? bestOf(clauses2, Number(tieBreaker)) : atLeast(1, clauses2), Number(boost));
}
function textOptionsOf(clause, options, lastIsPrefix) {
  if (options.query === void 0 || options.query === null) {
    throw parsing(`No text specified for text query [${clause}]`);
  }
  const operator = textOfScalar(options.operator ?? "or").toLowerCase();
  if (operator !== "or" && operator !== "and") {
    throw illegalArgument(`operator needs to be either OR or AND, but not [${operator}]`);
  }
  return {
    query: options.query,
    operator,
    fuzziness: options.fuzziness ?? 0,
    prefixLength: Number(options.prefix_length ?? 0),
    minimum: options.minimum_should_match ?? 1,
    lenient: options.lenient === true,
    lastIsPrefix
  };
}
function matchField(view, path, options) {
  const field = searchable(view, path);
  if (!field) return matchNone;
  if (field.type !== "text") {
    try {
      return equals(view, path, [options.query], 1, false);
    } catch (error) {
      if (options.lenient) return matchNone;
      throw error;
    }
  }
  const words2 = wordsOf(textOfScalar(options.query));
  const clauses2 = words2.map((word2, position) => {
    const isPrefix = options.lastIsPrefix && position === words2.length - 1;
    const meant = isPrefix ? wordsBeginning(view, field, word2) : wordsLike(view, field, word2, options);
    return wordMatcher(view, field, meant, 1);
  });
  if (clauses2.length === 0) return matchNone;
  const least2 = options.operator === "and" ? clauses2.length : Math.max(1, minimumOf(options.minimum, clauses2.length));
  return atLeast(least2, clauses2);
}
var wordsBeginning = (view, field, prefix) => new Set([...view.statistics(field).vocabulary].filter((word2) => word2.startsWith(prefix)));
function wordsLike(view, field, word2, { fuzziness, prefixLength }) {
  const edits = editsOf(fuzziness, word2);
  if (edits === 0) return /* @__PURE__ */ new Set([word2]);
  const prefix = word2.slice(0, prefixLength);
  return new Set(
    [...view.statistics(field).vocabulary].filter(
      (candidate) => candidate.startsWith(prefix) && editDistance(word2, candidate, edits) <= edits
    )
  );
}
function editsOf(fuzziness, word2) {
  if (fuzziness === "AUTO" || fuzziness === "auto") return word2.length <= 2 ? 0 : word2.length <= 5 ? 1 : 2;
  const edits = Number(fuzziness);
  if (edits === 0 || edits === 1 || edits === 2) return edits;
  throw illegalArgument(`Invalid fuzziness value: ${textOfScalar(fuzziness)}. Allowed here: AUTO, 0, 1, 2`);
}

// runtime/services/index/search/query.ts
var clauses = {
  bool,
  exists,
  ids,
  match,
  match_all: (body) => constant(() => true, Number(optionsOf("match_all", body, ["boost"]).boost ?? 1)),
  match_bool_prefix: matchBoolPrefix,
  multi_match: multiMatch,
  range,
  term,
  terms
};
function compileQuery(query, view) {
  if (!isObject(query)) throw parsing("query malformed, must start with start_object");
  const [entry, ...more] = Object.entries(query);
  if (entry === void 0) throw parsing("query malformed, empty clause found");
  if (more.length > 0) throw parsing(`[${entry[0]}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]`);
  const compile = Object.hasOwn(clauses, entry[0]) ? clauses[entry[0]] : void 0;
  if (compile === void 0) throw notModelled(`query clause [${entry[0]}]`);
  return compile(entry[1], view);
}
function bool(body, view) {
  const options = optionsOf("bool", body, ["must", "filter", "should", "must_not", "minimum_should_match", "boost"]);
  const compiled = (occur) => [options[occur] ?? []].flat().map((query) => compileQuery(query, view));
  const [must, filter2, should, mustNot] = [
    compiled("must"),
    compiled("filter"),
    compiled("should"),
    compiled("must_not")
  ];
  const fallback = should.length > 0 && must.length + filter2.length === 0 ? 1 : 0;
  const least2 = minimumOf(options.minimum_should_match ?? fallback, should.length);
  const wanted = [atLeast(must.length, must), boosted(atLeast(filter2.length, filter2), 0), atLeast(least2, should)];
  const all = atLeast(wanted.length, wanted);
  const matcher = {
    score: (document) => mustNot.some((clause) => clause.score(document) !== void 0) ? void 0 : all.score(document),
    sought: all.sought
  };
  return boosted(matcher, Number(options.boost ?? 1));
}

// runtime/services/index/search/sort.ts
var byRelevance = {
  name: "_score",
  descending: true,
  missingFirst: false,
  key: ({ score }) => score
};
function criteriaOf(specification) {
  return [specification].flat().map((one) => {
    if (typeof one === "string") return criterionOf(one, {});
    if (!isObject(one) || Object.keys(one).length !== 1) {
      throw parsing("[sort] needs field names or objects with one field each");
    }
    const [name, options] = Object.entries(one)[0];
    return criterionOf(name, isObject(options) ? options : { order: options });
  });
}
function compareKeys(criteria, a, b2) {
  for (const [position, criterion] of criteria.entries()) {
    const order = compareKey(criterion, a[position], b2[position]);
    if (order !== 0) return order;
  }
  return 0;
}
function criterionOf(name, options) {
  onlyKnown(`[sort] by [${name}]`, options, ["order", "missing", "unmapped_type"]);
  const order = options.order ?? (name === "_score" ? "desc" : "asc");
  if (order !== "asc" && order !== "desc") throw illegalArgument(`Unknown SortOrder [${textOfScalar(order)}]`);
  const descending = order === "desc";
  const missingFirst = options.missing === "_first";
  return { name, descending, missingFirst, key: keyOf(name, descending, options.unmapped_type !== void 0) };
}
function keyOf(name, descending, mayBeUnmapped) {
  if (name === "_score") return ({ score }) => score;
  if (name === "_id") return ({ document }) => document.id;
  if (name === "_doc") return ({ document }) => document.sequence;
  return ({ view, document }) => {
    const field = sortable(view, name, mayBeUnmapped);
    if (!field) return null;
    const values = view.values(document, field).sort((a, b2) => a < b2 ? -1 : 1);
    return (descending ? values.at(-1) : values[0]) ?? null;
  };
}
function sortable(view, path, mayBeUnmapped) {
  const field = view.mapping.field(path);
  if (!field && !mayBeUnmapped) throw illegalArgument(`No mapping found for [${path}] in order to sort on`);
  if (field?.type === "text") {
    throw illegalArgument(
      `Text fields are not optimised for operations that require per-document field data like aggregations and sorting, so these operations are disabled by default. Please use a keyword field instead. Alternatively, set fielddata=true on [${path}]`
    );
  }
  return field;
}
function compareKey({ descending, missingFirst }, a, b2) {
  if (a === b2) return 0;
  if (a === null) return missingFirst ? -1 : 1;
  if (b2 === null) return missingFirst ? 1 : -1;
  return a < b2 === descending ? 1 : -1;
}

// runtime/services/index/search/aggregations.ts
var kinds = { terms: terms2, filter, min, max, stats };
function aggregate(specification, hits) {
  if (!isObject(specification)) throw parsing("[aggs] needs an object");
  return Object.fromEntries(Object.entries(specification).map(([name, one]) => [name, result(name, one, hits)]));
}
function result(name, specification, hits) {
  if (!isObject(specification)) throw parsing(`aggregation [${name}] needs an object`);
  const { aggs, aggregations, ...own } = specification;
  const [entry, ...more] = Object.entries(own);
  if (entry === void 0 || more.length > 0) throw parsing(`aggregation [${name}] needs exactly one type`);
  const kind = Object.hasOwn(kinds, entry[0]) ? kinds[entry[0]] : void 0;
  if (kind === void 0) throw notModelled(`aggregation [${entry[0]}]`);
  return kind(hits, entry[1], aggs ?? aggregations);
}
var bucket = (hits, nested2) => ({
  doc_count: hits.length,
  ...nested2 === void 0 ? {} : aggregate(nested2, hits)
});
function filter(hits, body, nested2) {
  const compiled = new Map(hits.map(({ view }) => [view, compileQuery(body, view)]));
  const kept = hits.filter(({ view, document }) => compiled.get(view).score(document) !== void 0);
  return bucket(kept, nested2);
}
function terms2(hits, body, nested2) {
  const {
    field,
    size = 10,
    min_doc_count: least2 = 1,
    order = { _count: "desc" }
  } = optionsOf2("terms", body, ["field", "size", "min_doc_count", "order"]);
  const buckets = /* @__PURE__ */ new Map();
  let type;
  for (const hit of hits) {
    const mapped = sortable(hit.view, String(field), true);
    if (!mapped) continue;
    type = mapped.type;
    for (const value of new Set(hit.view.values(hit.document, mapped))) {
      const inside = buckets.get(value);
      if (inside) inside.push(hit);
      else buckets.set(value, [hit]);
    }
  }
  const ordered = [...buckets].filter(([, inside]) => inside.length >= Number(least2)).sort(bucketOrder(order));
  const shown = ordered.slice(0, Number(size));
  return {
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: ordered.slice(shown.length).reduce((sum, [, inside]) => sum + inside.length, 0),
    buckets: shown.map(([value, inside]) => ({ ...bucketKey(value, type), ...bucket(inside, nested2) }))
  };
}
function bucketKey(value, type) {
  if (type === "date") return { key: value, key_as_string: new Date(Number(value)).toISOString() };
  if (typeof value === "boolean") return { key: Number(value), key_as_string: String(value) };
  return { key: value };
}
function bucketOrder(order) {
  const [criterion, direction] = (isObject(order) ? Object.entries(order)[0] : void 0) ?? [];
  if (criterion !== "_count" && criterion !== "_key" || direction !== "asc" && direction !== "desc") {
    throw notModelled(`order ${JSON.stringify(order)} of aggregation [terms]`);
  }
  const sign = direction === "asc" ? 1 : -1;
  const byKey = (a, b2) => a < b2 ? -1 : a > b2 ? 1 : 0;
  return ([keyA, hitsA], [keyB, hitsB]) => criterion === "_key" ? sign * byKey(keyA, keyB) : sign * (hitsA.length - hitsB.length) || byKey(keyA, keyB);
}
function min(hits, body) {
  const { values, shown } = numbersOf("min", hits, body);
  return shown("value", least(values));
}
function max(hits, body) {
  const { values, shown } = numbersOf("max", hits, body);
  return shown("value", greatest(values));
}
function stats(hits, body) {
  const { values, shown } = numbersOf("stats", hits, body);
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    count: values.length,
    ...shown("min", least(values)),
    ...shown("max", greatest(values)),
    ...shown("avg", values.length > 0 ? sum / values.length : null),
    ...shown("sum", sum)
  };
}
function numbersOf(name, hits, body) {
  const path = String(optionsOf2(name, body, ["field"]).field);
  const values = [];
  let isDate = false;
  for (const { view, document } of hits) {
    const field = sortable(view, path, true);
    if (!field) continue;
    if (field.type === "keyword") {
      throw illegalArgument(`Field [${path}] of type [keyword] is not supported for aggregation [${name}]`);
    }
    isDate = field.type === "date";
    values.push(...view.values(document, field).map(Number));
  }
  const shown = (key, value) => ({
    [key]: value,
    ...isDate && value !== null && { [`${key}_as_string`]: new Date(value).toISOString() }
  });
  return { values, shown };
}
var least = (values) => values.length === 0 ? null : values.reduce((a, b2) => Math.min(a, b2));
var greatest = (values) => values.length === 0 ? null : values.reduce((a, b2) => Math.max(a, b2));
function optionsOf2(name, body, known) {
  if (!isObject(body) || body.field === void 0) throw parsing(`aggregation [${name}] needs a [field]`);
  onlyKnown(`aggregation [${name}]`, body, known);
  return body;
}

// runtime/services/index/search/highlight.ts
var styleOptions = ["pre_tags", "post_tags", "encoder", "fragment_size", "number_of_fragments"];
function highlighterOf(specification) {
  if (!isObject(specification) || !isObject(specification.fields)) {
    throw parsing("[highlight] needs an object of [fields]");
  }
  onlyKnown("[highlight]", specification, ["fields", ...styleOptions]);
  const { fields, ...general } = specification;
  const styles = Object.entries(fields).map(([path, own]) => {
    if (path.includes("*")) throw notModelled(`wildcard field [${path}] in [highlight]`);
    if (!isObject(own)) throw parsing(`[highlight] field [${path}] needs an object`);
    onlyKnown(`[highlight] of [${path}]`, own, styleOptions);
    return [path, styleOf({ ...general, ...own })];
  });
  return (view, document, matcher) => {
    const marked = styles.map(([path, style]) => [path, fragmentsOf(view, document, matcher, path, style)]).filter(([, fragments]) => fragments.length > 0);
    return marked.length > 0 ? Object.fromEntries(marked) : void 0;
  };
}
function styleOf(options) {
  const first = (tags, otherwise) => Array.isArray(tags) ? String(tags[0]) : otherwise;
  return {
    before: first(options.pre_tags, "<em>"),
    after: first(options.post_tags, "</em>"),
    escapesHtml: options.encoder === "html",
    fragmentSize: Number(options.fragment_size ?? 100),
    fragments: Number(options.number_of_fragments ?? 5)
  };
}
function fragmentsOf(view, document, matcher, path, style) {
  const field = view.mapping.field(path);
  const words2 = new Set(matcher.sought.filter((one) => one.field === path).flatMap((one) => [...one.words]));
  if (!field || words2.size === 0) return [];
  const texts = view.values(document, field).map(String);
  const pieces = style.fragments === 0 ? texts : texts.flatMap((text) => piecesOf(text, style.fragmentSize));
  const marked = pieces.map((piece) => marking(piece, words2, style)).filter((piece) => piece !== void 0);
  return style.fragments === 0 ? marked : marked.slice(0, style.fragments);
}
function piecesOf(text, size) {
  const pieces = [];
  let start = 0;
  let end = 0;
  for (const word2 of placedWords(text)) {
    if (word2.end - start > size && end > start) {
      pieces.push(text.slice(start, word2.start).trim());
      start = word2.start;
    }
    end = word2.end;
  }
  return [...pieces, text.slice(start).trim()];
}
function marking(text, words2, style) {
  const shown = style.escapesHtml ? escapeHtml : (part) => part;
  let marked = "";
  let done = 0;
  for (const { word: word2, start, end } of placedWords(text)) {
    if (!words2.has(word2)) continue;
    marked += shown(text.slice(done, start)) + style.before + shown(text.slice(start, end)) + style.after;
    done = end;
  }
  return done === 0 ? void 0 : marked + shown(text.slice(done));
}
var escapes = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
  "/": "&#x2F;"
};
var escapeHtml = (text) => text.replace(/[&<>"'/]/g, (character) => escapes[character]);

// runtime/services/index/search/search.ts
var searchOptions = "query post_filter from size sort search_after _source highlight aggs aggregations track_total_hits pit version seq_no_primary_term timeout".split(" ");
var resultWindow = 1e4;
function search(body, views) {
  onlyKnown("a search", body, searchOptions);
  const { from, size } = pageOf(body);
  const criteria = body.sort === void 0 ? [byRelevance] : criteriaOf(body.sort);
  const matched2 = matches(body.query ?? { match_all: {} }, views, criteria);
  const filtered2 = body.post_filter === void 0 ? matched2 : keepMatching(body.post_filter, matched2);
  const ordered = filtered2.toSorted(
    (a, b2) => compareKeys(criteria, a.keys, b2.keys) || a.document.sequence - b2.document.sequence
  );
  const first = body.search_after === void 0 ? from : firstAfter(body.search_after, ordered, criteria);
  const scored = criteria.some(({ name }) => name === "_score");
  const aggregations = body.aggs ?? body.aggregations;
  return {
    took: 1,
    timed_out: false,
    _shards: { total: views.length, successful: views.length, skipped: 0, failed: 0 },
    hits: {
      ...totalOf(body.track_total_hits ?? resultWindow, ordered.length),
      max_score: scored && ordered.length > 0 ? ordered.reduce((best, { score }) => Math.max(best, score), 0) : null,
      hits: ordered.slice(first, first + size).map(hitPrinter(body, scored))
    },
    // Aggregations see what the query matched, not what `post_filter` left.
    ...aggregations !== void 0 && { aggregations: aggregate(aggregations, matched2) }
  };
}
function count(query, views) {
  return matches(query ?? { match_all: {} }, views, []).length;
}
function pageOf(body) {
  const from = Number(body.from ?? 0);
  const size = Number(body.size ?? 10);
  if (!(from >= 0)) throw illegalArgument(`[from] parameter cannot be negative, found [${from}]`);
  if (!(size >= 0)) throw illegalArgument(`[size] parameter cannot be negative, found [${size}]`);
  if (from + size > resultWindow) {
    throw illegalArgument(
      `Result window is too large, from + size must be less than or equal to: [${resultWindow}] but was [${from + size}].`
    );
  }
  if (body.search_after !== void 0 && from > 0) {
    throw illegalArgument("`from` parameter must be set to 0 when `search_after` is used.");
  }
  return { from, size };
}
function matches(query, views, criteria) {
  return views.flatMap((view) => {
    const matcher = compileQuery(query, view);
    const hits = [];
    for (const document of view.documents) {
      const score = matcher.score(document);
      if (score === void 0) continue;
      const scored = { view, document, score };
      hits.push({ ...scored, matcher, keys: criteria.map((criterion) => criterion.key(scored)) });
    }
    return hits;
  });
}
function keepMatching(query, hits) {
  const compiled = new Map(hits.map(({ view }) => [view, compileQuery(query, view)]));
  return hits.filter(({ view, document }) => compiled.get(view).score(document) !== void 0);
}
function firstAfter(after2, ordered, criteria) {
  if (!Array.isArray(after2) || after2.length !== criteria.length) {
    throw illegalArgument(`search_after has ${[after2].flat().length} value(s) but sort has ${criteria.length}.`);
  }
  const position = ordered.findIndex(({ keys }) => compareKeys(criteria, keys, after2) > 0);
  return position < 0 ? ordered.length : position;
}
function totalOf(tracked, hits) {
  if (tracked === false) return {};
  const limit = tracked === true ? Infinity : Number(tracked);
  return { total: hits > limit ? { value: limit, relation: "gte" } : { value: hits, relation: "eq" } };
}
function hitPrinter(body, scored) {
  const sourceOf = sourceFilterOf(body._source);
  const highlight = body.highlight === void 0 ? () => void 0 : highlighterOf(body.highlight);
  return ({ view, document, score, matcher, keys }) => {
    const source = sourceOf(document.source);
    const marked = highlight(view, document, matcher);
    return {
      _index: view.index,
      _id: document.id,
      ...body.version === true && { _version: printedAs(document.version) },
      ...body.seq_no_primary_term === true && { _seq_no: document.sequence, _primary_term: 1 },
      _score: scored ? score : null,
      ...source !== void 0 && { _source: source },
      ...marked && { highlight: marked },
      ...body.sort !== void 0 && { sort: keys }
    };
  };
}

// runtime/services/index/search-operations.ts
var searchOperations = [
  ...["GET", "POST"].flatMap((method) => [
    { method, path: "/_search", query: [], run: searchAll },
    {
      method,
      path: "/{index}/_search",
      query: [],
      run: (call) => ok(search(withoutPoint(bodyOf(call)), viewsOf(call)))
    },
    { method, path: "/_count", query: [], run: countAll },
    { method, path: "/{index}/_count", query: [], run: countAll }
  ]),
  { method: "POST", path: "/{index}/_search/point_in_time", query: ["keep_alive"], run: openPoint },
  { method: "DELETE", path: "/_search/point_in_time", query: [], run: closePoints }
];
var viewsOf = ({ cluster, path }) => cluster.resolve(path.index ?? "_all").map((index) => index.view());
function withoutPoint(body) {
  if (body.pit !== void 0) throw illegalArgument("[indices] cannot be used with point in time");
  return body;
}
function searchAll(call) {
  const body = bodyOf(call);
  if (body.pit === void 0) return ok(search(body, viewsOf(call)));
  if (!isObject(body.pit)) throw parsing("[pit] needs an object");
  onlyKnown("[pit]", body.pit, ["id", "keep_alive"]);
  const { id, keep_alive: keepAlive } = body.pit;
  const views = call.cluster.pointsInTime.views(
    textOfScalar(id),
    keepAlive === void 0 ? void 0 : durationOf(textOfScalar(keepAlive))
  );
  return ok({ pit_id: id, ...search(body, views) });
}
function countAll(call) {
  const body = bodyOf(call);
  onlyKnown("[_count]", body, ["query"]);
  const views = viewsOf(call);
  const shards = { total: views.length, successful: views.length, skipped: 0, failed: 0 };
  return ok({ count: count(body.query, views), _shards: shards });
}
function openPoint(call) {
  const { cluster, query } = call;
  if (query.keep_alive === void 0) throw illegalArgument("[keep_alive] is required to open a point in time");
  const views = viewsOf(call);
  return ok({
    pit_id: cluster.pointsInTime.open(views, durationOf(query.keep_alive)),
    _shards: { total: views.length, successful: views.length, skipped: 0, failed: 0 },
    creation_time: cluster.clock.now()
  });
}
function closePoints(call) {
  const ids2 = [bodyOf(call).pit_id ?? []].flat().map(String);
  if (ids2.length === 0) throw illegalArgument("no pit ids specified");
  return ok({ pits: ids2.map((id) => ({ pit_id: id, successful: call.cluster.pointsInTime.close(id) })) });
}

// runtime/services/index/engine.ts
var operations = [...documentOperations, ...searchOperations, ...indexOperations];
var Engine = class {
  #cluster;
  #bodyLimit;
  constructor(clock, settings) {
    this.#cluster = new Cluster(clock, settings);
    this.#bodyLimit = settings.bodyLimit;
  }
  handle({ method, path, query, body }, itemFault2) {
    if (Buffer.byteLength(body) > this.#bodyLimit) return tooLarge(this.#bodyLimit);
    try {
      return jsonResponse(route(operations, method, path, { cluster: this.#cluster, query, text: body, itemFault: itemFault2 }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const shown = error.toJSON();
      return jsonResponse({
        status: error.status,
        body: { error: { root_cause: [shown], ...shown }, status: error.status }
      });
    }
  }
};
var tooLarge = (limit) => ({
  status: 413,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ Message: `Request size exceeded ${limit} bytes` })
});
var jsonResponse = ({ status, body }) => ({
  status,
  headers: { "content-type": "application/json; charset=UTF-8" },
  body: body === void 0 ? "" : JSON.stringify(body)
});

// runtime/services/index/network.ts
var knownSettings2 = {
  domain: { refreshInterval: 1e3, gcDeletes: 6e4, bodyLimit: 10 * 1024 * 1024, latency: 10 },
  serverless: { refreshInterval: 1e4, gcDeletes: 6e4, bodyLimit: 10 * 1024 * 1024, latency: 30 }
};
var longestHang = 6e4;
var OpenSearchIndex = class {
  fetch;
  #options;
  #engine;
  constructor(options) {
    this.#options = options;
    this.#engine = new Engine(options.clock, options.settings);
    this.fetch = (input, init) => callService(() => this.#send(input, init), init?.signal ?? void 0);
  }
  handle(request) {
    return this.#engine.handle(request, () => void 0);
  }
  async #send(input, init) {
    const { clock, faults, settings } = this.#options;
    const signal = init?.signal ?? void 0;
    const request = requestOf(input, init);
    const identity = `${request.method} ${request.path} ${digest(request.body)}`;
    await clock.sleep(settings.latency, signal);
    await this.#break("index.reset-before", identity, signal);
    const answer = this.#refusal(identity, request.body) ?? this.#engine.handle(request, (action) => itemFault(faults, action));
    await this.#break("index.reset-after", identity, signal);
    return new Response(request.method === "HEAD" ? null : answer.body, answer);
  }
  /** The connection breaks, sooner or later; a client with a timeout of its own gives up before. */
  async #break(point, identity, signal) {
    const { clock, faults } = this.#options;
    const strike = faults.strike(point, identity);
    if (!strike) return;
    await clock.sleep(strike.severity < 0.5 ? 0 : strike.severity * longestHang, signal);
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
  }
  /** Answers of the front end, which are no JSON of OpenSearch's. */
  #refusal(identity, body) {
    const { faults, settings } = this.#options;
    const html = { "content-type": "text/html" };
    const divisible = body.split("\n", 4).filter(Boolean).length > 2;
    if (divisible && faults.strike("index.request-413", identity)) return tooLarge(settings.bodyLimit);
    if (faults.strike("index.request-429", identity)) {
      return { status: 429, headers: html, body: "429 Too Many Requests" };
    }
    if (faults.strike("index.request-503", identity)) {
      return { status: 503, headers: html, body: "<html><body><b>Http/1.1 Service Unavailable</b></body></html>" };
    }
    return void 0;
  }
};
function itemFault(faults, action) {
  const version = action.versioning.type === "internal" ? "" : action.versioning.version;
  const identity = `${action.operation} ${action.index}/${action.id ?? digest(action.source)} ${version}`;
  if (faults.strike("index.item-429", identity)) {
    return new Problem(
      429,
      "rejected_execution_exception",
      "rejected execution of primary operation [coordinating_and_primary_bytes]"
    );
  }
  if (faults.strike("index.item-503", identity)) {
    return new Problem(
      503,
      "unavailable_shards_exception",
      `[${action.index}][0] primary shard is not active Timeout: [1m]`
    );
  }
  return void 0;
}
function requestOf(input, init) {
  if (typeof input === "object" && "headers" in input) {
    throw new TypeError("The local index takes a URL and its options, not a Request object.");
  }
  const url = new URL(input);
  const encoding = new Headers(init?.headers).get("content-encoding");
  if (encoding) throw new TypeError(`The local index takes bodies as they are, not with content-encoding ${encoding}.`);
  return {
    method: (init?.method ?? "GET").toUpperCase(),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: textOf(init?.body ?? "")
  };
}
function textOf(body) {
  if (typeof body === "string") return body;
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  throw new TypeError("The local index takes bodies as text or bytes.");
}

// runtime/services/objects.ts
var latency = 20;
var Bucket = class {
  #options;
  #objects = /* @__PURE__ */ new Map();
  constructor(options) {
    this.#options = options;
  }
  put(key, body) {
    return this.#call(() => {
      if (this.#options.faults.strike("objects.put-failed", key)) throw slowDown();
      this.write(key, body);
    });
  }
  get(key) {
    return this.#call(() => this.#objects.get(key));
  }
  list(prefix) {
    return this.#call(() => this.contents(prefix).map(({ key }) => key));
  }
  delete(key) {
    return this.#call(() => {
      this.#objects.delete(key);
    });
  }
  write(key, body) {
    const storedAt = this.#options.clock.now();
    this.#objects.set(key, { key, body: Buffer.from(typeof body === "string" ? Buffer.from(body) : body), storedAt });
  }
  contents(prefix) {
    return [...this.#objects.values()].filter(({ key }) => key.startsWith(prefix)).sort((a, b2) => Buffer.compare(Buffer.from(a.key), Buffer.from(b2.key)));
  }
  #call(work) {
    return callService(async () => {
      await this.#options.clock.sleep(latency);
      return work();
    });
  }
};
var slowDown = () => Object.assign(new Error("Please reduce your request rate."), {
  name: "SlowDown",
  $metadata: { httpStatusCode: 503 }
});

// runtime/services/stream.ts
var import_node_crypto4 = require("node:crypto");
var recordLimit = 1024 * 1024;
var hour = 36e5;
var firstSequenceNumber = 9999999999999999999999999999999999999999999999999999900n;
var KinesisStream = class {
  arn;
  retention;
  shardIds;
  #clock;
  #listeners = [];
  #records = [];
  #sequence = firstSequenceNumber;
  constructor({ arn, shards, retention, clock }) {
    if (!/^arn:aws[\w-]*:kinesis:[\w-]+:\d{12}:stream\/[\w.-]+$/.test(arn)) {
      throw new Error(`"${arn}" is not the ARN of a Kinesis stream (arn:aws:kinesis:REGION:ACCOUNT:stream/NAME).`);
    }
    if (!Number.isInteger(shards) || shards < 1) throw new RangeError(`A stream has 1 shard or more, not ${shards}.`);
    if (retention < 24 * hour || retention > 8760 * hour) {
      throw new RangeError(`A stream keeps records for 24 to 8,760 hours, not for ${retention / hour}.`);
    }
    this.arn = arn;
    this.retention = retention;
    this.shardIds = Array.from({ length: shards }, (_, shard) => `shardId-${String(shard).padStart(12, "0")}`);
    this.#clock = clock;
  }
  put(partitionKey, data) {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    const keyBytes = Buffer.byteLength(partitionKey);
    if (partitionKey.length < 1 || partitionKey.length > 256) {
      throw new RangeError(`A partition key has 1 to 256 characters, not ${partitionKey.length}.`);
    }
    if (bytes.length + keyBytes > recordLimit) {
      throw new RangeError(`A record has at most ${recordLimit} bytes, key included, not ${bytes.length + keyBytes}.`);
    }
    const record = {
      shardId: this.#shardOf(partitionKey),
      sequenceNumber: String(++this.#sequence),
      partitionKey,
      data: bytes,
      arrivedAt: this.#clock.now()
    };
    this.#records.push(record);
    for (const listener of this.#listeners) listener(record);
    return record;
  }
  records() {
    const oldest = this.#clock.now() - this.retention;
    if (this.#records[0] && this.#records[0].arrivedAt < oldest) {
      this.#records = this.#records.filter((record) => record.arrivedAt >= oldest);
    }
    return this.#records;
  }
  onPut(listener) {
    this.#listeners.push(listener);
  }
  /** Kinesis guide, key-concepts: an MD5 hash maps the partition key to a 128-bit integer; shards own equal ranges of it. */
  #shardOf(partitionKey) {
    const hashKey = BigInt(`0x${(0, import_node_crypto4.createHash)("md5").update(partitionKey).digest("hex")}`);
    return this.shardIds[Number(hashKey * BigInt(this.shardIds.length) >> 128n)];
  }
};

// runtime/services/item.ts
function imageOf(item) {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, imageValueOf(value)]));
}
var textOf2 = (item) => JSON.stringify(sorted(imageOf(item)));
function copyOf(item) {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, copyOfValue(value)]));
}
function imageValueOf(value) {
  if ("B" in value) return { B: base64Twice(value.B) };
  if ("BS" in value) return { BS: value.BS.map(base64Twice) };
  if ("M" in value) return { M: imageOf(value.M) };
  if ("L" in value) return { L: value.L.map(imageValueOf) };
  return value;
}
var base64Twice = (bytes) => Buffer.from(Buffer.from(bytes).toString("base64")).toString("base64");
function copyOfValue(value) {
  if ("B" in value) return { B: Uint8Array.from(value.B) };
  if ("BS" in value) return { BS: value.BS.map((bytes) => Uint8Array.from(bytes)) };
  if ("M" in value) return { M: copyOf(value.M) };
  if ("L" in value) return { L: value.L.map(copyOfValue) };
  if ("SS" in value) return { SS: [...value.SS] };
  if ("NS" in value) return { NS: [...value.NS] };
  return { ...value };
}
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b2]) => a < b2 ? -1 : 1).map(([name, inner]) => [name, sorted(inner)])
  );
}

// runtime/services/change-record.ts
function changeRecordOf(change) {
  const images = {
    Keys: imageOf(change.key),
    ...change.after && { NewImage: imageOf(change.after) },
    ...change.before && { OldImage: imageOf(change.before) }
  };
  return {
    awsRegion: change.region,
    eventID: change.id,
    eventName: !change.before ? "INSERT" : change.after ? "MODIFY" : "REMOVE",
    userIdentity: change.byTimeToLive ? { type: "Service", principalId: "dynamodb.amazonaws.com" } : null,
    recordFormat: "application/json",
    tableName: change.table,
    dynamodb: {
      ApproximateCreationDateTime: change.precision === "MICROSECOND" ? change.micros : Math.floor(change.micros / 1e3),
      ...images,
      SizeBytes: Buffer.byteLength(JSON.stringify(images)),
      ApproximateCreationDateTimePrecision: change.precision
    },
    eventSource: "aws:dynamodb"
  };
}

// runtime/services/table.ts
var latency2 = 5;
var itemLimit = 400 * 1024;
var second = 1e3;
var minute = 60 * second;
var CapturedTable = class {
  #options;
  #rows = /* @__PURE__ */ new Map();
  #histories = /* @__PURE__ */ new Map();
  /** Creation time of the table's last change. */
  #lastMicros = 0;
  #underway = 0;
  #waiting = [];
  constructor(options) {
    this.#options = options;
  }
  put(item) {
    const row = { item: copyOf(item), text: textOf2(item) };
    if (Buffer.byteLength(row.text) > itemLimit) {
      throw new RangeError(`An item has at most ${itemLimit} bytes, not ${Buffer.byteLength(row.text)}.`);
    }
    const key = this.#keyOf(item);
    const before = this.#rows.get(key.text);
    if (before?.text === row.text) return;
    this.#rows.set(key.text, row);
    this.#capture(key, before, row, false);
  }
  delete(key) {
    this.#remove(key, false);
  }
  expire(key) {
    this.#remove(key, true);
  }
  read(key) {
    const { clock, faults } = this.#options;
    const { text } = this.#keyOf(key);
    return callService(async () => {
      await clock.sleep(latency2);
      if (faults.strike("table.read-throttled", text)) throw throttled();
      const row = this.#rows.get(text);
      return row && copyOf(row.item);
    });
  }
  items() {
    return [...this.#rows.values()].map(({ item }) => copyOf(item));
  }
  captured() {
    if (this.#underway === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
  #remove(keyOrItem, byTimeToLive) {
    const key = this.#keyOf(keyOrItem);
    const before = this.#rows.get(key.text);
    if (before === void 0) return;
    this.#rows.delete(key.text);
    this.#capture(key, before, void 0, byTimeToLive);
  }
  #capture(key, before, after2, byTimeToLive) {
    const { name, changes } = this.#options;
    const history = this.#histories.get(key.text);
    const nth = (history?.changes ?? 0) + 1;
    const micros = this.#creationTime(key.text, history);
    this.#histories.set(key.text, { changes: nth, lastMicros: micros });
    const change = {
      region: changes.stream.arn.split(":")[3],
      // Counted per key: concurrent writes to other items must not change what the oracle decides for this one.
      id: uuidOf(`${name}|${key.text}|${nth}`),
      table: name,
      key: key.item,
      before: before?.item,
      after: after2?.item,
      byTimeToLive,
      micros,
      precision: changes.precision
    };
    const data = JSON.stringify(changeRecordOf(change));
    for (const delay of this.#delaysOf(change.id)) this.#deliver(key.text, data, delay);
  }
  /** A time of its own, as a microsecond clock would give it, unless the oracle lets two changes of one item collide. */
  #creationTime(key, history) {
    const now = Math.floor(this.#options.clock.now() * 1e3);
    const last = history?.lastMicros ?? 0;
    if (last >= now && this.#options.faults.strike("table.same-time", key)) return last;
    this.#lastMicros = Math.max(now, this.#lastMicros + 1);
    return this.#lastMicros;
  }
  /** When the change's records arrive, from now. Seconds let others overtake; minutes outlast `index.gc_deletes`. */
  #delaysOf(change) {
    const { faults } = this.#options;
    const reorder = faults.strike("stream.reorder", change);
    const delay = faults.strike("stream.delay", change);
    const arrival = (reorder ? reorder.severity * 5 * second : 0) + (delay ? minute + delay.severity * 9 * minute : 0);
    const duplicate = faults.strike("stream.duplicate", change);
    return duplicate ? [arrival, arrival + duplicate.severity * 2 * minute] : [arrival];
  }
  #deliver(partitionKey, data, delay) {
    const { clock, changes } = this.#options;
    const key = partitionKey.length <= 256 ? partitionKey : digest(partitionKey);
    if (delay === 0) {
      changes.stream.put(key, data);
      return;
    }
    this.#underway++;
    clock.timer(delay, () => {
      changes.stream.put(key, data);
      if (--this.#underway === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }
  #keyOf(item) {
    const { key, name } = this.#options;
    const entries = key.map((attribute) => {
      const value = item[attribute];
      if (value === void 0 || !("S" in value || "N" in value || "B" in value)) {
        throw new TypeError(
          `Table ${name} needs key attribute "${attribute}" of type S, N or B; got ${JSON.stringify(value)}.`
        );
      }
      return [attribute, value];
    });
    const keyItem = Object.fromEntries(entries);
    return { item: keyItem, text: textOf2(keyItem) };
  }
};
var throttled = () => Object.assign(new Error("The level of configured provisioned throughput for the table was exceeded."), {
  name: "ProvisionedThroughputExceededException",
  $metadata: { httpStatusCode: 400 }
});

// runtime/api.ts
var createClock = (startsAt) => new VirtualTime(startsAt);
var createFaults = (options) => new SeededFaults(options);
var defaultFaults = documentedRules;
var noFaults = silentRules;
var createStream = (options) => new KinesisStream(options);
var createTable = (options) => new CapturedTable(options);
var createObjects = (options) => new Bucket(options);
var createIndex = (options) => new OpenSearchIndex(options);
var indexSettings = knownSettings2;
var startStreamMapping = (options) => new KinesisMapping(options);
var createLedger = () => new AccountLedger();
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  createClock,
  createFaults,
  createIndex,
  createLedger,
  createObjects,
  createStream,
  createTable,
  defaultFaults,
  indexSettings,
  noFaults,
  startStreamMapping
});
