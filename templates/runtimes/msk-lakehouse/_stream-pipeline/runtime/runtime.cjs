// Local runtime of generator-stream-pipeline 0.1.0: apigateway, athena, cdk, cloudformation, cloudwatch, ec2, eventbridge, firehose, glue, iam, kafka, kms, lambda, logs, quicksight, redshift, s3, sagemaker, secretsmanager, sns, ssm, sts. SPDX-License-Identifier: Apache-2.0
/* Contains hyparquet:
The MIT License (MIT)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
*/
/* Contains hyparquet-writer:
The MIT License (MIT)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
*/
"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
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

// required:@duckdb/node-api
var require_node_api = __commonJS({
  "required:@duckdb/node-api"(exports2, module2) {
    module2.exports = require("@duckdb/node-api");
  }
});

// runtime/door.ts
var door_exports = {};
__export(door_exports, {
  createAccount: () => createAccount,
  createClock: () => createClock,
  createFaults: () => createFaults,
  createKafkaTopic: () => createKafkaTopic,
  createLedger: () => createLedger,
  createObjects: () => createObjects,
  createTopic: () => createTopic,
  defaultFaults: () => defaultFaults,
  lakeRows: () => lakeRows,
  metricDefinitions: () => metricDefinitions,
  noFaults: () => noFaults,
  parquetFile: () => parquetFile,
  parquetRows: () => parquetRows2,
  servePage: () => servePage,
  showOnTerminal: () => showOnTerminal,
  startDelivery: () => startDelivery2,
  startDirectPutDelivery: () => startDirectPutDelivery,
  startFilesWarehouse: () => startFilesWarehouse2,
  startKafkaMapping: () => startKafkaMapping,
  startLocalStack: () => startLocalStack,
  startNotifications: () => startNotifications,
  startPartitionedDelivery: () => startPartitionedDelivery,
  startSplittingWarehouse: () => startSplittingWarehouse2,
  startTopicDelivery: () => startTopicDelivery2,
  startWarehouse: () => startWarehouse2,
  verdictOf: () => verdictOf3
});
module.exports = __toCommonJS(door_exports);

// runtime/kernel/clock.ts
var import_promises = require("node:timers/promises");
var graceInRealMs = 50;
var VirtualTime = class {
  #now;
  /** Sorted by due time; timers due together fire in the order in which they were set. */
  #timers = [];
  #driving = false;
  /** Work outside of this time that has not come to an end. */
  #outside = /* @__PURE__ */ new Set();
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
    return timeoutOn(this, ms);
  }
  async standStill(work2) {
    this.#outside.add(work2);
    try {
      return await work2;
    } finally {
      this.#outside.delete(work2);
    }
  }
  async run(work2) {
    if (this.#driving) throw new Error("This clock already drives a promise. Await the work inside that promise.");
    this.#driving = true;
    let settled = false;
    const settle = () => settled = true;
    work2.then(settle, settle);
    try {
      for (; ; ) {
        await (0, import_promises.setImmediate)();
        if (settled) return await work2;
        if (this.#outside.size > 0) {
          await Promise.allSettled(this.#outside);
          continue;
        }
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
      `At ${new Date(this.#now).toISOString()} the promise still waits, but no timer of this clock is set, so nothing will ever happen. Look for a promise that never resolves, or for real timers and sockets, which this clock does not drive.`
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
function timeoutOn(clock, ms) {
  const controller = new AbortController();
  clock.timer(ms, () => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")));
  return controller.signal;
}
function sleepOn(clock, ms, signal) {
  return new Promise((resolve2, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      cancel2();
      reject(signal.reason);
    };
    const cancel2 = clock.timer(ms, () => {
      signal?.removeEventListener("abort", abort);
      resolve2();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}

// runtime/kernel/nearest.ts
var suggestedAtMost = 3;
var nearest = (name2, known3) => known3.map((each2) => ({ each: each2, distance: distanceOf(name2, each2) })).filter(({ each: each2, distance }) => distance <= Math.ceil(Math.max(each2.length, name2.length) * 0.4)).toSorted((a, b) => a.distance - b.distance).slice(0, suggestedAtMost).map(({ each: each2 }) => each2);
function distanceOf(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...from].entries()) {
    const next2 = [line + 1];
    for (let at = 0; at < to.length; at++)
      next2.push(Math.min(next2[at] + 1, row[at + 1] + 1, row[at] + (to[at] === letter ? 0 : 1)));
    row = next2;
  }
  return row.at(-1);
}

// runtime/kernel/fault-rules.ts
var defaultRulesOf = (definitions) => mapped(definitions, ({ rate, sightings, lasting: isLasting }) => isLasting ? silent : { rate, sightings });
var silentRulesOf = (definitions) => mapped(definitions, () => silent);
var silent = { rate: 0, sightings: 0 };
var lasting = { rate: 1, sightings: Infinity, lasting: true };
var mapped = (definitions, ruleOf3) => Object.fromEntries(
  Object.entries(definitions).map(([point, definition]) => [point, ruleOf3(definition)])
);
function checkPoint(point, known3) {
  if (known3.includes(point)) return;
  const alike = nearest(point, known3);
  const hint = alike.length > 0 ? `Did you mean ${alike.join(" or ")}?` : `Faults are ${known3.join(", ")}.`;
  throw new Error(`No service has a fault "${point}". ${hint}`);
}

// runtime/kernel/faults.ts
var import_node_crypto = require("node:crypto");
var remembered = 1e5;
var never = { rate: 0, sightings: 0 };
var SeededFaults = class {
  #seed;
  #clock;
  #rules;
  #outages;
  #sightings = /* @__PURE__ */ new Map();
  #injected = [];
  #struck = /* @__PURE__ */ new Map();
  #known;
  #checkedOutages = 0;
  /** `known` are the faults of all services. Throws for rules of others. */
  constructor({ seed: seed2, clock, rules, outages }, known3) {
    this.#seed = seed2;
    this.#clock = clock;
    this.#rules = rules;
    this.#outages = outages;
    this.#known = known3;
    for (const point of Object.keys(rules)) checkPoint(point, known3);
    this.#checkOutages();
  }
  strike(point, identity) {
    const rule = this.#rules[point];
    if (!rule) checkPoint(point, this.#known);
    this.#checkOutages();
    const { rate, sightings } = rule ?? never;
    const at = this.#clock.now();
    const outage = this.#outages.some(
      (one) => one.point === point && one.from <= at && at < one.to && this.#isAmong(one, identity)
    );
    if (rate === 0 && !outage) return void 0;
    const key = `${point}|${identity}`;
    const sighting = (this.#sightings.get(key) ?? 0) + 1;
    this.#sightings.set(key, sighting);
    if (this.#sightings.size > remembered) this.#sightings.delete(this.#sightings.keys().next().value);
    if (!outage && sighting > sightings) return void 0;
    const draw = (0, import_node_crypto.hash)("sha256", `${this.#seed}|${key}|${sighting}`, "buffer");
    if (!outage && fraction(draw, 0) >= rate) return void 0;
    const strike = { point, identity, sighting, at, severity: fraction(draw, 6) };
    if (this.#injected.length < remembered) this.#injected.push(strike);
    this.#struck.set(point, this.struck(point) + 1);
    return strike;
  }
  injected() {
    return this.#injected;
  }
  /** How often a fault has struck, however long ago. */
  struck(point) {
    return this.#struck.get(point) ?? 0;
  }
  /** Outages may be added during a run. */
  #checkOutages() {
    for (; this.#checkedOutages < this.#outages.length; this.#checkedOutages++)
      checkPoint(this.#outages[this.#checkedOutages].point, this.#known);
  }
  /** Whether an outage strikes this identity: the same ones all through it. */
  #isAmong({ point, from, share = 1 }, identity) {
    return share >= 1 || fraction((0, import_node_crypto.hash)("sha256", `${this.#seed}|${point}|${from}|${identity}`, "buffer"), 0) < share;
  }
};
var fraction = (bytes2, from) => bytes2.readUIntBE(from, 6) / 2 ** 48;

// runtime/ledger/oracle.ts
var byIdentity = (parked) => new Map(parked.map((each2) => [each2.identity, each2]));
function plantedIn(oracle, parked) {
  const valid = new Set(oracle.valid(parked));
  return new Set(parked.filter((each2) => !valid.has(each2)).map(({ identity }) => identity));
}

// runtime/ledger/aggregate.ts
var tolerance = 1e-9;
var AggregateOracle = class {
  #name;
  #sink;
  #planted;
  #byIdentity = /* @__PURE__ */ new Map();
  constructor(name2, sink, planted) {
    this.#name = name2;
    this.#sink = sink;
    this.#planted = planted;
  }
  accept(accepted) {
    if (this.#byIdentity.has(accepted.identity)) return false;
    this.#byIdentity.set(accepted.identity, accepted);
    return true;
  }
  summary(parked) {
    const isParked = byIdentity(parked);
    const dropped = this.#accepted.filter(({ rule }) => rule !== void 0);
    const parkedHere = this.#accepted.filter(({ rule, identity }) => rule === void 0 && isParked.has(identity));
    const planted = plantedIn(this, parked);
    const { missing: missing3, beyond } = this.#counted(parked);
    const due = this.#accepted.length - dropped.length - parkedHere.length;
    const lost = Math.min(
      due,
      missing3.reduce((sum2, { events }) => sum2 + events, 0)
    );
    return {
      sink: this.#name,
      delivered: due - lost,
      superseded: 0,
      parked: parkedHere.length,
      planted: parkedHere.filter(({ identity }) => planted.has(identity)).length,
      dropped: dropped.length,
      lost,
      duplicates: beyond,
      deliveredAndParked: 0,
      lostIds: missing3.map(({ row, events, of }) => `${row}: ${events} of ${of} events`)
    };
  }
  differences(parked) {
    const { without: without2, including } = this.#references(parked);
    const held = this.#held();
    const rows = /* @__PURE__ */ new Set([...without2.keys(), ...including.keys(), ...held.keys()]);
    return [...rows].flatMap((name2) => {
      const found = held.get(name2) ?? [];
      if (found.length > 1) return [`${name2}: the ${this.#name} holds ${found.length} rows of this name`];
      const [row] = found;
      if (same(row, without2.get(name2)) || same(row, including.get(name2))) return [];
      return [`${name2}: ${this.#difference(row, without2.get(name2))}`];
    });
  }
  valid(parked) {
    return parked.filter(({ event }) => !this.#planted(event));
  }
  get #accepted() {
    return [...this.#byIdentity.values()];
  }
  /** What rows count too few and too many of, by the number in them that says how many events they count. */
  #counted(parked) {
    const { counts } = this.#sink;
    const missing3 = [];
    let beyond = 0;
    if (counts === void 0) return { missing: missing3, beyond };
    const { without: without2, including } = this.#references(parked);
    const held = this.#held();
    for (const row of /* @__PURE__ */ new Set([...including.keys(), ...held.keys()])) {
      const counted2 = (held.get(row) ?? []).reduce((sum2, each2) => sum2 + (each2[counts] ?? 0), 0);
      const least2 = without2.get(row)?.[counts] ?? 0;
      const most3 = including.get(row)?.[counts] ?? 0;
      if (counted2 < least2) missing3.push({ row, events: least2 - counted2, of: least2 });
      beyond += Math.max(0, counted2 - most3);
    }
    return { missing: missing3, beyond };
  }
  #references(parked) {
    const isParked = byIdentity(parked);
    const due = this.#accepted.filter(({ rule }) => rule === void 0);
    const eventsOf = (accepted) => accepted.map(({ event }) => event);
    const withoutParked = due.filter(({ identity }) => !isParked.has(identity));
    const without2 = this.#sink.reference(eventsOf(withoutParked));
    const countable = due.filter(({ identity, event }) => !isParked.has(identity) || !this.#planted(event));
    const including = countable.length === withoutParked.length ? without2 : this.#sink.reference(eventsOf(countable));
    return { without: without2, including };
  }
  #held() {
    const rows = /* @__PURE__ */ new Map();
    for (const [name2, row] of this.#sink.held()) rows.set(name2, [...rows.get(name2) ?? [], row]);
    return rows;
  }
  #difference(found, wanted) {
    if (!found) return `the ${this.#name} has no such row`;
    if (!wanted) return `the ${this.#name} has this row, and no accepted event asks for it`;
    return [.../* @__PURE__ */ new Set([...Object.keys(wanted), ...Object.keys(found)])].filter((name2) => !equal(found[name2], wanted[name2])).map(
      (name2) => `${name2} is ${found[name2] ?? "missing"} in the ${this.#name} but should be ${wanted[name2] ?? "missing"}`
    ).join("; ");
  }
};
var same = (one, other2) => one && other2 ? [.../* @__PURE__ */ new Set([...Object.keys(one), ...Object.keys(other2)])].every((name2) => equal(one[name2], other2[name2])) : one === other2;
var equal = (one, other2) => one === other2 || one !== void 0 && other2 !== void 0 && Math.abs(one - other2) <= tolerance * Math.max(Math.abs(one), Math.abs(other2));

// runtime/ledger/keyed.ts
var import_node_util = require("node:util");

// runtime/ledger/accepted.ts
var import_node_crypto2 = require("node:crypto");
var AcceptedEvents = class {
  #size = 0;
  #names = [];
  #rules = /* @__PURE__ */ new Map();
  #digests = new Float64Array(512);
  #figures = new Float64Array(512);
  /** Where a digest stands in the lists above, counted from 1; 0 is a free place, and half of them stay free. */
  #places = new Int32Array(1024);
  get size() {
    return this.#size;
  }
  /** Whether it was new. */
  add(identity, { name: name2, figure = NaN, rule }) {
    const digest2 = digestOf(identity);
    if (this.#places[this.#placeOf(digest2)] !== 0) return false;
    if (this.#size === this.#digests.length) this.#makeRoom();
    const nth = this.#size++;
    this.#digests[nth] = digest2;
    this.#names.push(name2);
    this.#figures[nth] = figure;
    if (rule !== void 0) this.#rules.set(nth, rule);
    this.#places[this.#placeOf(digest2)] = nth + 1;
    return true;
  }
  has(identity) {
    return this.#places[this.#placeOf(digestOf(identity))] !== 0;
  }
  /** Each event with what `evidence`, by identity, has for it. */
  *with(evidence) {
    const byDigest = new Map([...evidence].map(([identity, value2]) => [digestOf(identity), value2]));
    for (let nth = 0; nth < this.#size; nth++) {
      const figure = this.#figures[nth];
      const rule = this.#rules.get(nth);
      yield {
        name: this.#names[nth],
        ...Number.isNaN(figure) ? {} : { figure },
        ...rule === void 0 ? {} : { rule },
        found: byDigest.get(this.#digests[nth])
      };
    }
  }
  /** The place of a digest, or the free one where it belongs: the first from the one that its remainder names. */
  #placeOf(digest2) {
    let place = digest2 % this.#places.length;
    for (let nth = this.#places[place]; nth !== 0 && this.#digests[nth - 1] !== digest2; nth = this.#places[place])
      place = (place + 1) % this.#places.length;
    return place;
  }
  #makeRoom() {
    const room = 2 * this.#size;
    const larger = (list3) => {
      const copy = new Float64Array(room);
      copy.set(list3);
      return copy;
    };
    this.#digests = larger(this.#digests);
    this.#figures = larger(this.#figures);
    this.#places = new Int32Array(2 * room);
    for (let nth = 0; nth < this.#size; nth++) this.#places[this.#placeOf(this.#digests[nth])] = nth + 1;
  }
};
var digestOf = (text3) => parseInt((0, import_node_crypto2.hash)("sha256", text3).slice(0, 13), 16);

// runtime/ledger/tally.ts
function fateOf({ deliveries, superseded, parked, dropped }) {
  if (deliveries > 0) return "delivered";
  if (superseded) return "superseded";
  if (parked) return "parked";
  return dropped ? "dropped" : "lost";
}
var Tally = class {
  #counts = {
    delivered: 0,
    superseded: 0,
    parked: 0,
    planted: 0,
    dropped: 0,
    lost: 0,
    duplicates: 0,
    deliveredAndParked: 0
  };
  /** With how often each was lost: changes that share a time have one name. */
  #lost = /* @__PURE__ */ new Map();
  count(known3, name2) {
    const fate = fateOf(known3);
    this.#counts[fate]++;
    if (fate === "parked" && known3.planted) this.#counts.planted++;
    if (fate === "lost") this.#lost.set(name2(), (this.#lost.get(name2()) ?? 0) + 1);
    this.#counts.duplicates += Math.max(0, known3.deliveries - 1);
    if (known3.deliveries > 0 && known3.parked) this.#counts.deliveredAndParked++;
  }
  summary(sink) {
    const lostIds = [...this.#lost].flatMap(
      ([name2, times]) => Array.from({ length: times }, (_, nth) => nth === 0 ? name2 : `${name2} (${nth + 1})`)
    );
    return { sink, ...this.#counts, lostIds };
  }
};

// runtime/ledger/keyed.ts
var KeyedOracle = class {
  #name;
  #sink;
  #planted;
  #accepted = new AcceptedEvents();
  #newest = /* @__PURE__ */ new Map();
  constructor(name2, sink, planted) {
    this.#name = name2;
    this.#sink = sink;
    this.#planted = planted;
  }
  accept({ event, identity, name: name2, rule }) {
    const place = this.#sink.place(event);
    if (!place) return this.#accepted.add(identity, { name: name2 });
    const { key, order } = place;
    const newest = this.#newest.get(key) ?? { key, order: -Infinity, events: [], droppedAt: -Infinity };
    if (!this.#accepted.add(identity, { name: newest.key, figure: order, ...rule === void 0 ? {} : { rule } }))
      return false;
    this.#newest.set(newest.key, newest);
    if (rule !== void 0) newest.droppedAt = Math.max(newest.droppedAt, order);
    else if (order > newest.order) {
      newest.order = order;
      newest.events = [{ event, identity }];
    } else if (order === newest.order) newest.events.push({ event, identity });
    return true;
  }
  summary(parked) {
    const tally = new Tally();
    const { entries } = this.#held();
    const planted = plantedIn(this, parked);
    for (const { name: name2, figure: order, rule, found } of this.#accepted.with(this.#evidence(parked, planted, entries))) {
      const isParked = found?.parked === true;
      const beaten = found?.beaten;
      const { order: held, copies } = entries.get(name2) ?? { order: this.#absent(name2), copies: 1 };
      const superseded = order !== void 0 && rule === void 0 && (held > order || beaten === true && !isParked);
      const delivered = !superseded && rule === void 0 && held === order && beaten === void 0;
      tally.count(
        {
          deliveries: delivered ? copies : 0,
          superseded,
          parked: isParked,
          dropped: rule !== void 0,
          planted: found?.planted === true
        },
        () => order === void 0 ? name2 : `${name2} at ${this.#sink.when(order)}`
      );
    }
    return tally.summary(this.#name);
  }
  /**
   * It depends on the events alone, not on batches and faults. Left out are keys whose newest events share an order where the source
   * does not tell their order any more, because a rule drops what came last.
   */
  newestFates(parked) {
    const { entries } = this.#held();
    const isParked = byIdentity(parked);
    const truth = this.#sink.truth?.();
    return Object.fromEntries(
      [...this.#newest.values()].flatMap(({ key, order, events }) => {
        const isLast = ({ event }) => (0, import_node_util.isDeepStrictEqual)(this.#sink.state(event), truth?.(event));
        const last = events.length === 1 ? events[0] : events.find(isLast);
        if (!last) return [];
        if (events.length > 1 && isParked.has(last.identity)) return [[key, "parked"]];
        if ((entries.get(key)?.order ?? this.#absent(key)) === order) return [[key, "delivered"]];
        return [[key, isParked.has(last.identity) ? "parked" : "lost"]];
      })
    );
  }
  /**
   * A key whose newest event is parked is left out, because the summary accounts for it; but not if the source holds a state that the
   * sink takes: of events that share an order, the parked one was not the last.
   */
  differences(parked) {
    const isParked = byIdentity(parked);
    const { entries, keyless } = this.#held();
    const truth = this.#sink.truth?.();
    const wrong = [...this.#newest.values()].flatMap((newest) => {
      const { key, events, order, droppedAt } = newest;
      const last = events[0]?.event;
      const source7 = last !== void 0 && truth && droppedAt < order ? { state: truth(last) } : void 0;
      if (events.some(({ identity }) => isParked.has(identity)) && !(source7 && this.#takes(source7.state))) return [];
      const found = entries.get(key);
      if (found && found.copies > 1) return [`${key}: the ${this.#name} holds ${found.copies} entries of this key`];
      const state = found?.state();
      const wanted = source7 ? [source7.state] : events.map(({ event }) => this.#sink.state(event));
      if (wanted.length === 0 ? !found : wanted.some((each2) => (0, import_node_util.isDeepStrictEqual)(state, each2))) return [];
      return [`${key}: ${this.#difference(found, wanted, order)}`];
    });
    const unknown2 = [...entries.keys()].filter((key) => !this.#newest.has(key));
    return [
      ...wrong,
      ...unknown2.map((key) => `${key}: the ${this.#name} holds it, but no accepted event has this key`),
      ...keyless.map((id) => `the ${this.#name} holds an entry without a key: ${id}`)
    ];
  }
  /** Planted is what the run made wrong, and what is older than that in the same key: it may be parked together. */
  valid(parked) {
    const plantedAt = /* @__PURE__ */ new Map();
    for (const { event } of parked) {
      const place = this.#sink.place(event);
      if (place && this.#planted(event))
        plantedAt.set(place.key, Math.max(place.order, plantedAt.get(place.key) ?? -Infinity));
    }
    return parked.filter(({ event }) => {
      const place = this.#sink.place(event);
      return place ? place.order > (plantedAt.get(place.key) ?? -Infinity) : !this.#planted(event);
    });
  }
  /** The order that a sink without an entry stands for: where a removed key has none, that of its removal. */
  #absent(key) {
    const { order, events } = this.#newest.get(key) ?? { order: -Infinity, events: [] };
    return events.some(({ event }) => this.#sink.state(event) === void 0) ? order : -Infinity;
  }
  #takes(state) {
    return state === void 0 || this.#sink.refuses?.(state) !== true;
  }
  #held() {
    const entries = /* @__PURE__ */ new Map();
    const keyless = [];
    for (const { key, id, order, state } of this.#sink.held()) {
      if (key === void 0) {
        keyless.push(id);
        continue;
      }
      const known3 = entries.get(key);
      const newest = known3 && known3.order > order ? known3 : { order, state };
      entries.set(key, { ...newest, copies: (known3?.copies ?? 0) + 1 });
    }
    return { entries, keyless };
  }
  #evidence(parked, planted, entries) {
    const evidence = new Map(
      parked.map(({ identity }) => [identity, { parked: true, planted: planted.has(identity) }])
    );
    for (const { key, order, events } of this.#newest.values()) {
      const found = entries.get(key);
      if (events.length < 2 || (found?.order ?? this.#absent(key)) !== order) continue;
      const state = found?.state();
      const has = events.map(({ event }) => (0, import_node_util.isDeepStrictEqual)(this.#sink.state(event), state));
      events.forEach(({ identity }, nth) => {
        if (!has[nth]) evidence.set(identity, { ...evidence.get(identity), beaten: has.includes(true) });
      });
    }
    return evidence;
  }
  /** In what an entry differs from the one that should be there. */
  #difference(entry, wanted, order) {
    const sink = this.#name;
    if (wanted.length === 0) return `the ${sink} holds it, although rules drop all of its events`;
    if (!entry) return `the ${sink} does not hold it`;
    const [first] = wanted;
    if (first === void 0) return `the ${sink} holds it, although it was removed`;
    if (entry.order !== order)
      return `the ${sink} holds its state of ${this.#sink.when(entry.order)}, but its newest event is of ${this.#sink.when(order)}`;
    return fieldsThatDiffer(entry.state(), first, sink);
  }
};
function fieldsThatDiffer(found, wanted, sink) {
  const [is2, should] = [found, wanted];
  const names2 = [.../* @__PURE__ */ new Set([...Object.keys(should), ...Object.keys(is2)])].filter(
    (name2) => !(0, import_node_util.isDeepStrictEqual)(is2[name2], should[name2])
  );
  const shownNames = names2.slice(0, namedFields);
  const more = names2.length > namedFields ? [`and ${names2.length - namedFields} more`] : [];
  return [
    ...shownNames.map((name2) => `${name2} is ${shown(is2[name2])} in the ${sink} but should be ${shown(should[name2])}`),
    ...more
  ].join("; ");
}
var namedFields = 3;
var shown = (value2) => value2 === void 0 ? "missing" : JSON.stringify(value2);

// runtime/ledger/log.ts
var LogOracle = class {
  #name;
  #sink;
  #planted;
  #accepted = new AcceptedEvents();
  /** A sink may give the same entries each time that it is asked for all of them. */
  #digests = /* @__PURE__ */ new WeakMap();
  constructor(name2, sink, planted) {
    this.#name = name2;
    this.#sink = sink;
    this.#planted = planted;
  }
  accept({ event, identity, name: name2, rule }) {
    const content = this.#sink.content(event);
    return this.#accepted.add(identity, {
      name: name2,
      ...content === void 0 ? {} : { figure: digestOf(content) },
      ...rule === void 0 ? {} : { rule }
    });
  }
  summary(parked) {
    const tally = new Tally();
    for (const { name: name2, figure, rule, found } of this.#accepted.with(this.#evidence(parked)))
      tally.count(
        {
          deliveries: found?.contents.filter((content) => content === figure).length ?? 0,
          superseded: false,
          parked: found?.parked === true,
          dropped: rule !== void 0,
          planted: found?.planted === true
        },
        () => name2
      );
    return tally.summary(this.#name);
  }
  differences() {
    const strangers = [];
    for (const { identity, where } of this.#sink.held())
      if (identity === void 0) strangers.push(`${where}: the ${this.#name} holds an entry that cannot be read`);
      else if (!this.#accepted.has(identity))
        strangers.push(`${where}: the ${this.#name} holds ${identity}, which no source accepted`);
    const altered = [];
    for (const { name: name2, figure, rule, found } of this.#accepted.with(this.#evidence([]))) {
      if (found?.contents.some((content) => content !== figure))
        altered.push(`${name2}: the ${this.#name} holds it with another content`);
      if (found && rule !== void 0) altered.push(`${name2}: the ${this.#name} holds it, although ${rule} drops it`);
    }
    return [...strangers, ...altered];
  }
  valid(parked) {
    return parked.filter(({ event }) => !this.#planted(event));
  }
  #evidence(parked) {
    const planted = plantedIn(this, parked);
    const evidence = new Map(
      parked.map(({ identity }) => [identity, { contents: [], parked: true, planted: planted.has(identity) }])
    );
    for (const entry of this.#sink.held()) {
      const { identity } = entry;
      if (identity === void 0) continue;
      const digest2 = this.#digestOf(entry);
      const known3 = evidence.get(identity);
      if (known3) known3.contents.push(digest2);
      else evidence.set(identity, { contents: [digest2], parked: false, planted: false });
    }
    return evidence;
  }
  #digestOf(entry) {
    const known3 = this.#digests.get(entry);
    if (known3 !== void 0) return known3;
    const digest2 = digestOf(entry.content);
    this.#digests.set(entry, digest2);
    return digest2;
  }
};

// runtime/ledger/account.ts
var EventAccount = class {
  #options;
  #size = 0;
  #oracles;
  constructor(options) {
    this.#options = options;
    const planted = (event) => options.planted(event);
    this.#oracles = new Map(Object.entries(options.sinks).map(([name2, sink]) => [name2, oracleOf(name2, sink, planted)]));
  }
  get size() {
    return this.#size;
  }
  accept(event) {
    const { identity, name: name2, meantFor } = this.#options;
    const accepted = { event, identity: identity(event), name: name2(event) };
    const isNew = meantFor(event).map((sink) => {
      const rule = this.#ruleFor(event, sink);
      return this.#oracle(sink).accept(rule === void 0 ? accepted : { ...accepted, rule });
    });
    if (isNew.includes(true)) this.#size++;
  }
  summary() {
    const parked = this.#parked();
    return [...this.#oracles].map(([name2, oracle]) => oracle.summary(parked(name2)));
  }
  differences() {
    const parked = this.#parked();
    return [...this.#oracles].flatMap(([name2, oracle]) => oracle.differences(parked(name2)));
  }
  validButParked() {
    const parked = this.#parked();
    const { name: nameOf5 } = this.#options;
    return [...this.#oracles].flatMap(
      ([name2, oracle]) => oracle.valid(parked(name2)).map(({ event, where, why }) => `${nameOf5(event)}: valid, but parked in ${where}: ${why}`)
    );
  }
  newestFates() {
    const parked = this.#parked();
    return Object.fromEntries(
      [...this.#oracles].flatMap(([name2, oracle]) => {
        const fates = oracle.newestFates?.(parked(name2));
        return fates ? [[name2, fates]] : [];
      })
    );
  }
  /** By sink, read from the failure stores now. */
  #parked() {
    const all = [...this.#options.parked()].map((each2) => ({
      ...each2,
      identity: this.#options.identity(each2.event)
    }));
    return (sink) => all.filter(({ sinks }) => sinks.includes(sink));
  }
  #oracle(sink) {
    const oracle = this.#oracles.get(sink);
    if (oracle) return oracle;
    throw new Error(`An event is meant for "${sink}". Sinks: ${[...this.#oracles.keys()].join(", ")}.`);
  }
  /** None where a rule fails: a processor that runs into the same parks the event, and nothing else is wrong with that. */
  #ruleFor(event, sink) {
    try {
      return this.#options.dropped.find(({ sinks, drops }) => (sinks?.includes(sink) ?? true) && drops(event))?.name;
    } catch {
      return void 0;
    }
  }
};
function oracleOf(name2, sink, planted) {
  switch (sink.kind) {
    case "keyed":
      return new KeyedOracle(name2, sink, planted);
    case "log":
      return new LogOracle(name2, sink, planted);
    case "aggregate":
      return new AggregateOracle(name2, sink, planted);
  }
}

// runtime/ledger/ledger.ts
var namedAtMost = 20;
var AccountLedger = class {
  #sinks = /* @__PURE__ */ new Map();
  /** By sink, of those without a name. */
  #superseded = /* @__PURE__ */ new Map();
  accept(id, sinks) {
    for (const sink of sinks) this.#evidence(id, sink).accepted = true;
  }
  delivered(id, sink) {
    this.#evidence(id, sink).deliveries++;
  }
  superseded(id, sink) {
    this.#evidence(id, sink).superseded = true;
  }
  countSuperseded(count4, sink) {
    this.#evidenceIn(sink);
    this.#superseded.set(sink, (this.#superseded.get(sink) ?? 0) + count4);
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
    return fateOf2(evidence);
  }
  summary() {
    return [...this.#sinks].map(([sink, evidence]) => summaryOf(sink, evidence, this.#superseded.get(sink) ?? 0));
  }
  print() {
    return this.summary().map(({ sink, lostIds, ...counts }) => {
      const line = Object.entries(counts).filter(([name2, count4]) => count4 > 0 || name2 === "lost").map(([name2, count4]) => `${count4} ${words[name2]}`);
      const more = lostIds.length > namedAtMost ? `, and ${lostIds.length - namedAtMost} more` : "";
      const names2 = lostIds.length > 0 ? `
  lost: ${lostIds.slice(0, namedAtMost).join(", ")}${more}` : "";
      return `${sink}: ${line.join(", ")}${names2}`;
    }).join("\n");
  }
  #evidenceIn(sink) {
    let ids2 = this.#sinks.get(sink);
    if (ids2 === void 0) this.#sinks.set(sink, ids2 = /* @__PURE__ */ new Map());
    return ids2;
  }
  #evidence(id, sink) {
    const ids2 = this.#evidenceIn(sink);
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
function fateOf2({ deliveries, superseded, parked, droppedBy }) {
  if (deliveries > 0) return { fate: "delivered", times: deliveries };
  if (superseded) return { fate: "superseded" };
  if (parked) return { fate: "parked", ...parked };
  if (droppedBy !== void 0) return { fate: "dropped", rule: droppedBy };
  return { fate: "lost" };
}
function summaryOf(sink, evidence, superseded) {
  const counts = { delivered: 0, superseded, parked: 0, dropped: 0, lost: 0, duplicates: 0, deliveredAndParked: 0 };
  const lostIds = [];
  for (const [id, one] of evidence) {
    if (!one.accepted) continue;
    const { fate } = fateOf2(one);
    counts[fate]++;
    if (fate === "lost") lostIds.push(id);
    counts.duplicates += Math.max(0, one.deliveries - 1);
    if (one.deliveries > 0 && one.parked) counts.deliveredAndParked++;
  }
  return { sink, ...counts, lostIds };
}

// runtime/ledger/verdict.ts
function verdictOf(summaries, waiting) {
  const sinks = summaries.map((summary) => ({ sink: summary.sink, ...countsOf(summary, waiting) }));
  return { ...sumOf(sinks), sinks: sinks.length > 1 ? sinks : [] };
}
function countsOf({ delivered, superseded, parked, dropped, lost: open2 }, waiting) {
  const inFlight = Math.min(open2, waiting);
  const entered = delivered + superseded + parked + dropped + open2;
  return { entered, delivered, superseded, parked, dropped, inFlight, lost: open2 - inFlight };
}
var sumOf = (sinks) => ({
  entered: total(sinks, "entered"),
  delivered: total(sinks, "delivered"),
  superseded: total(sinks, "superseded"),
  parked: total(sinks, "parked"),
  dropped: total(sinks, "dropped"),
  inFlight: total(sinks, "inFlight"),
  lost: total(sinks, "lost")
});
var total = (sinks, name2) => sinks.reduce((sum2, counts) => sum2 + counts[name2], 0);

// runtime/gateway/loopback-certificate.ts
var import_node_crypto3 = require("node:crypto");
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var ofProcess;
function certificateOfProcess() {
  if (ofProcess) return ofProcess;
  const made = loopbackCertificate();
  const folder = (0, import_node_fs.mkdtempSync)((0, import_node_path.join)((0, import_node_os.tmpdir)(), "certificate-"));
  process.once("exit", () => (0, import_node_fs.rmSync)(folder, { recursive: true, force: true }));
  const file2 = (0, import_node_path.join)(folder, "certificate.pem");
  (0, import_node_fs.writeFileSync)(file2, made.cert);
  return ofProcess = { ...made, file: file2 };
}
var certificateFile = () => ofProcess?.file;
var address = [127, 0, 0, 1];
var day = 864e5;
function loopbackCertificate() {
  const { privateKey, publicKey } = (0, import_node_crypto3.generateKeyPairSync)("ec", { namedCurve: "prime256v1" });
  const body = signedPart(publicKey);
  const signature = (0, import_node_crypto3.createSign)("sha256").update(body).sign(privateKey);
  const bytes2 = sequence(body, sequence(ecdsaWithSha256), bits(signature));
  const lines = bytes2.toString("base64").match(/.{1,64}/g);
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n")
  };
}
function signedPart(publicKey) {
  const now = Date.now();
  const name2 = sequence(set(sequence(commonName, tagged(12, Buffer.from("local run")))));
  const serial = Buffer.concat([Buffer.from([1]), (0, import_node_crypto3.randomBytes)(15)]);
  return sequence(
    // version 3
    tagged(160, tagged(2, Buffer.from([2]))),
    tagged(2, serial),
    sequence(ecdsaWithSha256),
    name2,
    sequence(time(now - day), time(now + 30 * day)),
    name2,
    publicKey.export({ type: "spki", format: "der" }),
    // subjectAltName with an IP address (4.2.1.6), and basicConstraints: an authority for itself (4.2.1.9)
    tagged(
      163,
      sequence(
        sequence(subjectAltName, tagged(4, sequence(tagged(135, Buffer.from(address))))),
        sequence(basicConstraints, tagged(4, sequence(tagged(1, Buffer.from([255])))))
      )
    )
  );
}
function tagged(tag, content) {
  const { length } = content;
  const long = length < 256 ? [129, length] : [130, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...length < 128 ? [length] : long]), content]);
}
var sequence = (...parts) => tagged(48, Buffer.concat(parts));
var set = (part) => tagged(49, part);
var bits = (content) => tagged(3, Buffer.concat([Buffer.from([0]), content]));
var time = (at) => tagged(23, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replaceAll(/[-:T]/g, "")}Z`));
var ecdsaWithSha256 = Buffer.from("06082a8648ce3d040302", "hex");
var commonName = Buffer.from("0603550403", "hex");
var subjectAltName = Buffer.from("0603551d11", "hex");
var basicConstraints = Buffer.from("0603551d13", "hex");

// runtime/gateway/server.ts
var import_node_http2 = require("node:http");
var import_node_http22 = require("node:http2");
var import_node_net = require("node:net");

// runtime/gateway/websocket/upgrade.ts
var import_node_crypto4 = require("node:crypto");
var import_node_http = require("node:http");

// runtime/gateway/websocket/frames.ts
var opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };
var FrameError = class extends Error {
  code;
  constructor(code, message2) {
    super(message2);
    this.code = code;
  }
};
function frameOf(opcode, payload) {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65536 ? 4 : 10);
  header[0] = 128 | opcode;
  if (header.length === 2) header[1] = length;
  else if (header.length === 4) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}
var FrameReader = class {
  #most;
  #bytes = Buffer.alloc(0);
  /** `most`: bytes of a frame. */
  constructor(most3) {
    this.#most = most3;
  }
  /** Throws a {@link FrameError} for bytes that no client may send. */
  read(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const frames = [];
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame);
    return frames;
  }
  #next() {
    const bytes2 = this.#bytes;
    if (bytes2.length < 2) return void 0;
    const [first, second6] = [bytes2[0], bytes2[1]];
    if ((first & 112) !== 0) throw new FrameError(1002, "a reserved bit is set");
    if ((second6 & 128) === 0) throw new FrameError(1002, "a frame is not masked");
    const short3 = second6 & 127;
    const start = short3 === 126 ? 4 : short3 === 127 ? 10 : 2;
    if (bytes2.length < start) return void 0;
    const length = short3 === 126 ? bytes2.readUInt16BE(2) : short3 === 127 ? Number(bytes2.readBigUInt64BE(2)) : short3;
    const [final, opcode] = [(first & 128) !== 0, first & 15];
    if (opcode >= 8 && (length > 125 || !final)) throw new FrameError(1002, "a control frame is too long");
    if (length > this.#most) throw new FrameError(1009, "a message is too big");
    const end2 = start + 4 + length;
    if (bytes2.length < end2) return void 0;
    const mask = bytes2.subarray(start, start + 4);
    const payload = Buffer.from(bytes2.subarray(start + 4, end2));
    for (let at = 0; at < payload.length; at++) payload[at] ^= mask[at & 3];
    this.#bytes = bytes2.subarray(end2);
    return { final, opcode, payload };
  }
};

// runtime/gateway/websocket/connection.ts
var mostBytes = 4 * 1024 * 1024;
var utf8 = new TextDecoder("utf-8", { fatal: true });
var SocketConnection = class {
  #stream;
  #reader = new FrameReader(mostBytes);
  #listener;
  /** What has come of a message whose frames are not all here. */
  #parts = [];
  #isOpen = true;
  constructor(stream, head2, open2) {
    this.#stream = stream;
    stream.on("error", () => stream.destroy());
    stream.on("close", () => this.#ended());
    this.#listener = open2(this);
    stream.on("data", (chunk) => this.#read(chunk));
    if (head2.length > 0) this.#read(head2);
  }
  send(text3) {
    if (this.#isOpen) this.#stream.write(frameOf(opcodes.text, Buffer.from(text3)));
  }
  close(code, reason) {
    if (!this.#isOpen) return;
    const payload = Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason).subarray(0, 123)]);
    this.#stream.end(frameOf(opcodes.close, payload));
    this.#ended();
  }
  break() {
    this.#stream.destroy();
    this.#ended();
  }
  #ended() {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#listener.closed();
  }
  #read(chunk) {
    if (!this.#isOpen) return;
    try {
      for (const frame of this.#reader.read(chunk)) this.#take(frame);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.close(error.code, error.message);
    }
  }
  #take({ final, opcode, payload }) {
    if (!this.#isOpen) return;
    if (opcode === opcodes.ping) return void this.#stream.write(frameOf(opcodes.pong, payload));
    if (opcode === opcodes.pong) return;
    if (opcode === opcodes.close) return this.close(1e3, "");
    if (opcode !== opcodes.text && opcode !== opcodes.continuation) throw new FrameError(1003, "only text is taken");
    const isFirst = this.#parts.length === 0;
    if (isFirst !== (opcode === opcodes.text)) throw new FrameError(1002, "a fragment is out of order");
    this.#parts.push(payload);
    if (this.#parts.reduce((sum2, { length }) => sum2 + length, 0) > mostBytes)
      throw new FrameError(1009, "a message is too big");
    if (!final) return;
    const message2 = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#listener.text(textOf(message2));
  }
};
function textOf(message2) {
  try {
    return utf8.decode(message2);
  } catch {
    throw new FrameError(1007, "a text is not UTF-8");
  }
}

// runtime/gateway/websocket/upgrade.ts
var guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
async function upgradeTo(stream, head2, request, answer) {
  const { method, headers } = request;
  const key = headers["sec-websocket-key"] ?? "";
  const isWebSocket = method === "GET" && headers["upgrade"]?.toLowerCase() === "websocket";
  if (!isWebSocket || Buffer.from(key, "base64").length !== 16) return refuse(stream, { status: 400 });
  if (headers["sec-websocket-version"] !== "13")
    return refuse(stream, { status: 426, headers: { "sec-websocket-version": "13" } });
  const outcome = await answer(request);
  if ("status" in outcome) return refuse(stream, outcome);
  write(stream, 101, {
    upgrade: "websocket",
    connection: "Upgrade",
    "sec-websocket-accept": (0, import_node_crypto4.hash)("sha1", key + guid, "base64"),
    "sec-websocket-protocol": outcome.protocol
  });
  new SocketConnection(stream, head2, (socket) => outcome.open(socket));
}
function refuse(stream, { status, headers, body = "" }) {
  write(stream, status, { ...headers, connection: "close", "content-length": String(Buffer.byteLength(body)) });
  stream.end(body);
}
function write(stream, status, headers) {
  const lines = Object.entries(headers).map(([name2, value2]) => `${name2}: ${value2}\r
`);
  stream.write(`HTTP/1.1 ${status} ${import_node_http.STATUS_CODES[status]}\r
${lines.join("")}\r
`);
}

// runtime/gateway/server.ts
var preface = "PRI";
var keepAlive = 10 * 6e4;
async function startGateway(answer, port = 0, upgrade) {
  const sockets = /* @__PURE__ */ new Set();
  const serve = (request, response) => void respond(answer, request, response);
  const http1 = (0, import_node_http2.createServer)({ keepAliveTimeout: keepAlive, requestTimeout: 0 }, serve);
  const http2 = (0, import_node_http22.createServer)(serve);
  http2.on("sessionError", () => void 0);
  http1.on("clientError", (_, socket) => socket.destroy());
  if (upgrade)
    http1.on("upgrade", (incoming, socket, head2) => {
      const request = requestOf(incoming, Buffer.alloc(0));
      void upgradeTo(socket, head2, request, upgrade).catch(() => socket.destroy());
    });
  const listener = (0, import_node_net.createServer)({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => void 0);
    void firstBytes(socket).then((bytes2) => (bytes2 === preface ? http2 : http1).emit("connection", socket));
  });
  await new Promise((resolve2, reject) => {
    listener.once("error", reject);
    listener.listen(port, "127.0.0.1", resolve2);
  });
  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    close: () => new Promise((resolve2) => {
      listener.close(() => resolve2());
      for (const socket of sockets) socket.destroy();
    })
  };
}
function firstBytes(socket) {
  return new Promise((resolve2) => {
    const chunks = [];
    const look = () => {
      const chunk = socket.read();
      if (chunk === null) return;
      chunks.push(chunk);
      const seen = Buffer.concat(chunks);
      if (seen.length < preface.length) return;
      socket.off("readable", look);
      socket.unshift(seen);
      resolve2(seen.subarray(0, preface.length).toString("latin1"));
    };
    socket.on("readable", look);
  });
}
async function respond(answer, incoming, response) {
  try {
    const request = await read(incoming);
    const outcome = await answer(request).catch(internalFailure);
    if (outcome === "stay silent") return;
    if (outcome === "hang up") incoming.socket.destroy();
    else if (!response.destroyed) write2(response, outcome);
  } catch {
    response.destroy();
  }
}
async function read(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return requestOf(incoming, Buffer.concat(chunks));
}
function requestOf(incoming, body) {
  const { pathname, searchParams } = split(incoming.url ?? "/");
  const headers = Object.entries(incoming.headers).flatMap(([name2, value2]) => {
    const text3 = Array.isArray(value2) ? value2.join(", ") : value2;
    if (text3 === void 0) return [];
    if (name2 === ":authority") return [["host", text3]];
    return name2.startsWith(":") ? [] : [[name2, text3]];
  });
  return {
    method: incoming.method ?? "GET",
    path: pathname,
    query: searchParams,
    headers: Object.fromEntries(headers),
    body
  };
}
function split(target) {
  const mark2 = target.indexOf("?");
  return mark2 < 0 ? { pathname: target, searchParams: new URLSearchParams() } : { pathname: target.slice(0, mark2), searchParams: new URLSearchParams(target.slice(mark2 + 1)) };
}
function write2(response, { status, headers, body }) {
  const to = response;
  to.writeHead(status, headers);
  to.end(body);
}
var internalFailure = (error) => ({
  status: 500,
  headers: { "content-type": "application/json", "x-amzn-errortype": "InternalFailure" },
  body: JSON.stringify({ __type: "InternalFailure", message: error instanceof Error ? error.stack : String(error) })
});

// runtime/iam/request-context.ts
var RequestContext = class {
  #values;
  constructor(...given2) {
    const entries = given2.flatMap((each2) => Object.entries(each2));
    this.#values = new Map(entries.map(([key, value2]) => [key.toLowerCase(), [value2].flat()]));
  }
  /** Undefined when the request does not have this key. */
  values(key) {
    return this.#values.get(key.toLowerCase());
  }
};

// runtime/iam/pattern.ts
var quoted = (text3) => text3.replaceAll(/[*?]/g, "\0$&");
var unquoted = (text3) => text3.replaceAll("\0", "");
var likeText = (pattern, text3) => matches("text", pattern, text3);
var likeAction = (pattern, action) => matches("action", pattern, action);
var likeResource = (pattern, arn2) => matches("resource", pattern, arn2);
function likeArn(pattern, arn2) {
  const [patterns2, segments] = [segmentsOf(pattern), segmentsOf(arn2)];
  return patterns2.length === segments.length && patterns2.every((segment, at) => matches("text", segment, segments[at]));
}
function segmentsOf(arn2) {
  const parts = arn2.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
var anywhere = (pattern) => expressionOf(pattern, ".*", ".");
var inSegment = (pattern) => expressionOf(pattern, "[^:]*", "[^:]");
var bySegment = (pattern) => segmentsOf(pattern).map((segment, at) => {
  if (at === 5) return anywhere(segment);
  const open2 = segment.endsWith("*") && !segment.endsWith("\0*");
  return inSegment(open2 ? segment.slice(0, -1) : segment) + (open2 ? ".*" : "");
}).join(":");
var expressionOf = (pattern, many, one) => pattern.split(/(\0?[*?])/).map((part) => part === "*" ? many : part === "?" ? one : literal(unquoted(part))).join("");
var literal = (text3) => text3.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
var languages = {
  text: { flags: "s", translate: anywhere },
  action: { flags: "si", translate: anywhere },
  resource: { flags: "s", translate: bySegment }
};
var compiled = /* @__PURE__ */ new Map();
function matches(language, pattern, text3) {
  const key = `${language} ${pattern}`;
  let expression2 = compiled.get(key);
  if (!expression2) {
    const { flags, translate } = languages[language];
    expression2 = new RegExp(`^${translate(pattern)}$`, flags);
    compiled.set(key, expression2);
  }
  return expression2.test(text3);
}

// runtime/iam/variables.ts
function withVariables(pattern, context) {
  if (!pattern.includes("${")) return pattern;
  let complete = true;
  const replaced = pattern.replaceAll(/\$\{([^}]*)\}/g, (_, inside2) => {
    if (["*", "?", "$"].includes(inside2)) return quoted(inside2);
    const [, key, otherwise2] = /^\s*([^,\s]+)\s*(?:,\s*'(.*)')?\s*$/s.exec(inside2) ?? [];
    const [value2 = otherwise2] = key && context.values(key) || [];
    if (value2 === void 0) complete = false;
    return quoted(value2 ?? "");
  });
  return complete ? replaced : void 0;
}

// runtime/iam/conditions.ts
var number = (compare3) => (expected, actual) => compare3(Number(actual), Number(expected));
var instant = (text3) => /^\d+$/.test(text3) ? Number(text3) * 1e3 : Date.parse(text3);
var date = (compare3) => (expected, actual) => compare3(instant(actual), instant(expected));
var same2 = (expected, actual) => unquoted(expected) === actual;
var sameIgnoringCase = (expected, actual) => unquoted(expected).toLowerCase() === actual.toLowerCase();
var not = (compare3) => ({ compare: compare3, negated: true });
var is = (compare3) => ({ compare: compare3, negated: false });
var operators = {
  StringEquals: is(same2),
  StringNotEquals: not(same2),
  StringEqualsIgnoreCase: is(sameIgnoringCase),
  StringNotEqualsIgnoreCase: not(sameIgnoringCase),
  StringLike: is(likeText),
  StringNotLike: not(likeText),
  // "The ArnEquals and ArnLike condition operators behave identically."
  ArnEquals: is(likeArn),
  ArnLike: is(likeArn),
  ArnNotEquals: not(likeArn),
  ArnNotLike: not(likeArn),
  Bool: is(sameIgnoringCase),
  NumericEquals: is(number((actual, expected) => actual === expected)),
  NumericNotEquals: not(number((actual, expected) => actual === expected)),
  NumericLessThan: is(number((actual, expected) => actual < expected)),
  NumericLessThanEquals: is(number((actual, expected) => actual <= expected)),
  NumericGreaterThan: is(number((actual, expected) => actual > expected)),
  NumericGreaterThanEquals: is(number((actual, expected) => actual >= expected)),
  DateEquals: is(date((actual, expected) => actual === expected)),
  DateNotEquals: not(date((actual, expected) => actual === expected)),
  DateLessThan: is(date((actual, expected) => actual < expected)),
  DateLessThanEquals: is(date((actual, expected) => actual <= expected)),
  DateGreaterThan: is(date((actual, expected) => actual > expected)),
  DateGreaterThanEquals: is(date((actual, expected) => actual >= expected))
};
var form = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/;
var isModelled = ({ operator: operator2 }) => {
  const [, , name2 = ""] = form.exec(operator2);
  return name2 === "Null" || Object.hasOwn(operators, name2);
};
function holds(condition2, context, readsVariables) {
  const { operator: operator2, key, values } = condition2;
  const [, set3, name2 = "", ifExists] = form.exec(operator2);
  const actual = context.values(key);
  if (name2 === "Null") return values.some((value2) => value2.toLowerCase() === "true" === (actual === void 0));
  const known3 = isModelled(condition2) ? operators[name2] : void 0;
  if (!known3) {
    throw new Error(`The condition operator ${operator2} (of ${key}) is not modelled by the local runtime.`);
  }
  const { compare: compare3, negated } = known3;
  if (actual === void 0 || actual.length === 0) {
    if (ifExists !== void 0 || set3 === "ForAllValues") return true;
    return set3 === void 0 && negated;
  }
  const expected = readsVariables ? values.map((value2) => withVariables(value2, context)) : values;
  const fits = (value2) => expected.some((each2) => each2 !== void 0 && compare3(each2, value2)) !== negated;
  if (set3 === "ForAllValues") return actual.every(fits);
  if (set3 === "ForAnyValue") return actual.some(fits);
  return negated ? actual.every(fits) : actual.some(fits);
}

// runtime/template/problem.ts
var TemplateError = class extends Error {
  path;
  constructor(path, what) {
    super(`${path}: ${what}`);
    this.name = "TemplateError";
    this.path = path;
  }
};
var isObject = (value2) => typeof value2 === "object" && value2 !== null && !Array.isArray(value2);
function shown2(value2) {
  const text3 = JSON.stringify(value2) ?? String(value2);
  return text3.length > 80 ? `${text3.slice(0, 77)}...` : text3;
}
function textAt(value2, path) {
  if (typeof value2 === "string") return value2;
  if (typeof value2 === "number" || typeof value2 === "boolean") return String(value2);
  throw new TemplateError(path, `needs a string, not ${shown2(value2)}.`);
}
function listAt(value2, path) {
  if (Array.isArray(value2)) return value2;
  throw new TemplateError(path, `needs a list, not ${shown2(value2)}.`);
}
function objectAt(value2, path) {
  if (isObject(value2)) return value2;
  throw new TemplateError(path, `needs an object, not ${shown2(value2)}.`);
}
function argumentsAt(value2, path, ...counts) {
  const list3 = listAt(value2, path);
  if (counts.includes(list3.length)) return list3;
  throw new TemplateError(path, `takes ${counts.join(" or ")} arguments, not ${list3.length}.`);
}

// runtime/iam/principals.ts
function principalsOf(statement, at) {
  const { Principal, NotPrincipal } = statement;
  const given2 = Principal ?? NotPrincipal;
  if (given2 === void 0) return void 0;
  const negated = Principal === void 0;
  if (given2 === "*") return { negated, everyone: true, aws: [], services: [] };
  if (!isObject(given2)) throw new TemplateError(`${at}.Principal`, `takes "*" or an object, not ${shown2(given2)}.`);
  const texts = (kind) => listAt([given2[kind] ?? []].flat(), at).map((each2) => textAt(each2, `${at}.Principal.${kind}`));
  const aws = texts("AWS");
  return { negated, everyone: aws.includes("*"), aws, services: texts("Service") };
}
function names(principals, caller) {
  const named3 = plainly(principals, caller);
  if (!principals.negated) return named3;
  return named3 === void 0 ? "principal" : void 0;
}
function plainly({ everyone, aws, services }, caller) {
  if (everyone) return "principal";
  if (caller.kind === "service") return services.includes(caller.name) ? "principal" : void 0;
  if (aws.includes(caller.arn)) return "principal";
  const root = new RegExp(`^arn:[\\w-]+:iam::${caller.account}:root$`);
  return aws.some((each2) => each2 === caller.account || root.test(each2)) ? "account" : void 0;
}

// runtime/iam/statement.ts
function statementsOf(document2, at) {
  const { Version, Statement: given2 } = objectAt(typeof document2 === "string" ? parsed(document2, at) : document2, at);
  if (Version !== void 0 && Version !== "2012-10-17" && Version !== "2008-10-17") {
    throw new TemplateError(at, `has Version ${shown2(Version)}; IAM accepts 2012-10-17 and 2008-10-17.`);
  }
  const readsVariables = Version === "2012-10-17";
  return [given2].flat().map((each2, n) => statementOf(each2, `${at}.Statement.${n}`, readsVariables));
}
function statementOf(given2, at, readsVariables) {
  const statement = objectAt(given2, at);
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") {
    throw new TemplateError(at, `has Effect ${shown2(effect)}; IAM accepts Allow or Deny.`);
  }
  return {
    at,
    effect,
    principals: principalsOf(statement, at),
    actions: selectionOf(statement, "Action", at),
    resources: selectionOf(statement, "Resource", at),
    conditions: conditionsOf(statement["Condition"], `${at}.Condition`),
    readsVariables
  };
}
function selectionOf(statement, name2, at) {
  const [positive, negative] = [statement[name2], statement[`Not${name2}`]];
  if (positive === void 0 === (negative === void 0)) {
    throw new TemplateError(at, `needs ${name2} or Not${name2}, one of them.`);
  }
  return { patterns: textsAt(positive ?? negative, `${at}.${name2}`), negated: positive === void 0 };
}
function conditionsOf(given2, at) {
  if (given2 === void 0) return [];
  return Object.entries(objectAt(given2, at)).flatMap(
    ([operator2, keys]) => Object.entries(objectAt(keys, `${at}.${operator2}`)).map(([key, values]) => ({
      operator: operator2,
      key,
      values: textsAt(values, `${at}.${operator2}.${key}`)
    }))
  );
}
var textsAt = (value2, at) => listAt([value2].flat(), at).map((each2) => textAt(each2, at));
function parsed(text3, at) {
  try {
    return JSON.parse(text3);
  } catch {
    throw new TemplateError(at, `is not JSON: ${shown2(text3)}`);
  }
}
var selectsAction = ({ patterns: patterns2, negated }, action) => patterns2.some((pattern) => likeAction(pattern, action)) !== negated;
function selectsResource({ resources, readsVariables }, { call: call2, context }) {
  return resources.patterns.some((pattern) => matchesResource(pattern, readsVariables, call2, context)) !== resources.negated;
}
function matchesResource(pattern, readsVariables, { resource }, context) {
  const replaced = readsVariables ? withVariables(pattern, context) : pattern;
  return replaced === "*" || replaced !== void 0 && likeResource(replaced, resource);
}
var failedCondition = (statement, { context }) => statement.conditions.find((condition2) => !holds(condition2, context, statement.readsVariables));
var speaksOf = (statement, request) => selectsAction(statement.actions, request.call.action) && selectsResource(statement, request);

// runtime/iam/data-access.ts
var dataAccessOf = (graph) => graph.ofType("AWS::OpenSearchServerless::AccessPolicy").filter(({ properties }) => properties["Type"] === "data").flatMap(
  ({ id, properties }) => [JSON.parse(textAt(properties["Policy"], `${id}.Policy`))].flat().flatMap((given2, n) => {
    const at = `${id}.Policy.${n}`;
    const { Principal, Rules } = objectAt(given2, at);
    const rules = [Rules].flat().map((rule) => objectAt(rule, `${at}.Rules`));
    return textsAt(Principal, `${at}.Principal`).flatMap(
      (principal) => rules.flatMap(
        ({ Resource, Permission }) => textsAt(Resource, `${at}.Resource`).flatMap(
          (resource) => textsAt(Permission, `${at}.Permission`).map((permission) => ({ principal, permission, resource }))
        )
      )
    );
  })
);
var givesAccess = (access, roleArn, permission, resource) => isRole(access.principal, roleArn) && likeText(access.permission, permission) && likeText(access.resource, resource);
function isRole(principal, roleArn) {
  if (principal === roleArn) return true;
  const session = /^(arn:[\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/\*$/.exec(principal);
  return session !== null && roleArn.startsWith(`${session[1]}:iam::${session[2]}:role/`) && roleArn.endsWith(`/${session[3]}`);
}

// runtime/iam/evaluation.ts
function decide(request, caller, policies2, resourceStatements) {
  const identity = policies2 ? [...policies2.own, ...policies2.managed] : [];
  const named3 = resourceStatements.filter(({ principals }) => principals && names(principals, caller));
  const everywhere = [...identity, ...policies2?.boundary ?? [], ...named3];
  const spoken = everywhere.filter((statement) => speaksOf(statement, request));
  const failed2 = new Map(spoken.map((statement) => [statement, failedCondition(statement, request)]));
  const applies = (statement) => failed2.has(statement) && failed2.get(statement) === void 0;
  const allowing = (statements) => statements.filter((statement) => statement.effect === "Allow" && applies(statement));
  const deny = spoken.find((statement) => statement.effect === "Deny" && applies(statement));
  if (deny) return { allowed: false, because: `explicitly denied by ${deny.at}` };
  const byIdentity2 = allowing(identity);
  const bounded = policies2?.boundary !== void 0 && allowing(policies2.boundary).length === 0;
  if (byIdentity2.length > 0 && !bounded) return { allowed: true, by: byIdentity2 };
  const byResource = allowing(named3).filter(({ principals }) => names(principals, caller) === "principal");
  if (byResource.length > 0) return { allowed: true, by: byResource };
  if (byIdentity2.length > 0) return { allowed: false, because: "the permissions boundary does not allow it" };
  return { allowed: false, because: whyNot([...failed2], policies2) };
}
function whyNot(failed2, policies2) {
  const conditional = failed2.find(([statement, condition2]) => statement.effect === "Allow" && condition2);
  const reasons = conditional ? [`the condition ${conditional[1].operator} ${conditional[1].key} of ${conditional[0].at} does not hold`] : ["no statement allows it"];
  for (const policy3 of policies2?.unknown ?? []) reasons.push(`${policy3} is not modelled`);
  return reasons.join("; ");
}

// runtime/iam/function-permissions.ts
function targetOf(nameOrArn) {
  const [name2 = "", qualifier] = nameOrArn.replace(/^.*:?function:/, "").split(":");
  return { name: name2, qualifier };
}
function mayInvoke(graph, principal, source7, functionArn) {
  const target = targetOf(functionArn);
  return graph.ofType("AWS::Lambda::Permission").some(({ properties }) => {
    const text3 = (key) => properties[key] === void 0 ? void 0 : String(properties[key]);
    const given2 = targetOf(text3("FunctionName") ?? "");
    const [sourceArn, sourceAccount] = [text3("SourceArn"), text3("SourceAccount")];
    return given2.name === target.name && given2.qualifier === target.qualifier && likeAction(text3("Action") ?? "", "lambda:InvokeFunction") && [principal, "*"].includes(text3("Principal") ?? "") && (sourceArn === void 0 || likeText(sourceArn, source7.arn)) && (sourceAccount === void 0 || sourceAccount === source7.account);
  });
}

// runtime/iam/resource-policies.ts
var document = ({ properties }) => [properties["PolicyDocument"]];
var ofReplica = (replica) => isObject(replica) && isObject(replica["ResourcePolicy"]) ? [replica["ResourcePolicy"]["PolicyDocument"]] : [];
var places = {
  "AWS::DynamoDB::GlobalTable": ({ properties }) => [properties["Replicas"] ?? []].flat().flatMap(ofReplica),
  "AWS::DynamoDB::Table": ({ properties }) => ofReplica(properties),
  "AWS::Kinesis::ResourcePolicy": ({ properties }) => [properties["ResourcePolicy"]],
  "AWS::MSK::ClusterPolicy": ({ properties }) => [properties["Policy"]],
  "AWS::OpenSearchService::Domain": ({ properties }) => [properties["AccessPolicies"]],
  "AWS::S3::BucketPolicy": document,
  "AWS::SNS::TopicInlinePolicy": document,
  "AWS::SNS::TopicPolicy": document,
  "AWS::SQS::QueueInlinePolicy": document,
  "AWS::SQS::QueuePolicy": document
};
var resourceStatementsOf = (graph) => Object.entries(places).flatMap(
  ([type, documents2]) => graph.ofType(type).flatMap(
    (resource) => documents2(resource).flatMap((given2) => given2 === void 0 ? [] : statementsOf(given2, resource.id))
  )
);

// runtime/iam/managed-policies.ts
var logs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
var policies = {
  "service-role/AWSLambdaBasicExecutionRole": logs,
  "service-role/AWSLambdaDynamoDBExecutionRole": [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
    ...logs
  ],
  "service-role/AWSLambdaKinesisExecutionRole": [
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
    "kinesis:ListStreams",
    "kinesis:SubscribeToShard",
    ...logs
  ],
  "service-role/AWSLambdaSQSQueueExecutionRole": [
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    ...logs
  ],
  "service-role/AWSLambdaVPCAccessExecutionRole": [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
    ...logs
  ],
  AWSXRayDaemonWriteAccess: [
    "xray:GetSamplingRules",
    "xray:GetSamplingStatisticSummaries",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments"
  ]
};
function awsManagedPolicy(arn2) {
  const [, name2 = ""] = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn2) ?? [];
  if (!Object.hasOwn(policies, name2)) return void 0;
  return { Version: "2012-10-17", Statement: { Effect: "Allow", Action: policies[name2], Resource: "*" } };
}

// runtime/iam/role-policies.ts
function rolePoliciesOf(graph) {
  const attached = attachedStatements(graph);
  return new Map(
    graph.ofType("AWS::IAM::Role").map((role) => {
      const at = `${role.id}.ManagedPolicyArns`;
      const arns = textsAt(role.properties["ManagedPolicyArns"] ?? [], at).map((arn2) => ({
        arn: arn2,
        found: policy(graph, arn2)
      }));
      const boundary = role.properties["PermissionsBoundary"];
      const boundaryPolicy = typeof boundary === "string" ? policy(graph, boundary) : void 0;
      const unknown2 = arns.filter(({ found }) => !found).map(({ arn: arn2 }) => arn2);
      if (typeof boundary === "string" && !boundaryPolicy) unknown2.push(`${boundary} (permissions boundary)`);
      const inTemplate = arns.flatMap(({ found }) => found?.owned ? found.statements : []);
      return [
        role.arn,
        {
          role,
          own: [.../* @__PURE__ */ new Set([...inlineStatements(role), ...attached.get(role.name) ?? [], ...inTemplate])],
          managed: arns.flatMap(({ found }) => found && !found.owned ? found.statements : []),
          boundary: boundaryPolicy?.statements,
          unknown: unknown2
        }
      ];
    })
  );
}
var inlineStatements = (role) => [role.properties["Policies"] ?? []].flat().filter(isObject).flatMap(({ PolicyName, PolicyDocument }) => statementsOf(PolicyDocument, `${role.id}.${String(PolicyName)}`));
function attachedStatements(graph) {
  const attached = /* @__PURE__ */ new Map();
  for (const type of ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"])
    for (const { id, properties } of graph.ofType(type)) {
      const statements = statementsOf(properties["PolicyDocument"], id);
      for (const role of textsAt(properties["Roles"] ?? properties["RoleName"] ?? [], `${id}.Roles`))
        attached.set(role, [...attached.get(role) ?? [], ...statements]);
    }
  return attached;
}
function policy(graph, arn2) {
  const own = graph.ofType("AWS::IAM::ManagedPolicy").find((each2) => each2.arn === arn2);
  if (own) return { statements: statementsOf(own.properties["PolicyDocument"], own.id), owned: true };
  const managed = awsManagedPolicy(arn2);
  return managed && { statements: statementsOf(managed, arn2), owned: false };
}

// runtime/iam/usage.ts
var Usage = class {
  #grants = /* @__PURE__ */ new Map();
  add(grant2) {
    const key = keyOf(grant2);
    if (!this.#grants.has(key)) this.#grants.set(key, { grant: grant2, used: false });
  }
  addStatement(role, component, { actions: actions2, resources }) {
    const written4 = ({ patterns: patterns2, negated }) => negated ? [`not ${patterns2.join(", ")}`] : patterns2;
    for (const action of written4(actions2))
      for (const resource of written4(resources)) this.add({ role, component, action, resource });
  }
  use(role, action, resource) {
    const known3 = this.#grants.get(keyOf({ role, action, resource }));
    if (known3) known3.used = true;
  }
  /** Marks what in the statement covers the call. */
  useStatement(role, { actions: actions2, resources, readsVariables }, { call: call2, context }) {
    const acting = actions2.negated ? [`not ${actions2.patterns.join(", ")}`] : actions2.patterns.filter((pattern) => likeAction(pattern, call2.action));
    const reached = resources.negated ? [`not ${resources.patterns.join(", ")}`] : resources.patterns.filter((pattern) => matchesResource(pattern, readsVariables, call2, context));
    for (const action of acting) for (const resource of reached) this.use(role, action, resource);
  }
  unused() {
    return [...this.#grants.values()].filter(({ used }) => !used).map(({ grant: grant2 }) => grant2);
  }
};
var keyOf = ({ role, action, resource }) => `${role}
${action}
${resource}`;

// runtime/iam/permissions.ts
var free = /* @__PURE__ */ new Set(["sts:GetCallerIdentity"]);
var Permissions = class {
  #graph;
  #roles;
  #resourceStatements;
  #dataAccess;
  #usage = new Usage();
  #refused = /* @__PURE__ */ new Map();
  #revoked = [];
  constructor(graph) {
    this.#graph = graph;
    this.#roles = rolePoliciesOf(graph);
    this.#resourceStatements = resourceStatementsOf(graph);
    this.#dataAccess = dataAccessOf(graph);
    for (const { role, own } of this.#roles.values()) {
      const component = role.component ?? role.id;
      for (const statement of own)
        if (statement.effect === "Allow") this.#usage.addStatement(role.arn, component, statement);
      for (const access of this.#dataAccess)
        if (givesAccess(access, role.arn, access.permission, access.resource))
          this.#usage.add({ role: role.arn, component, action: access.permission, resource: access.resource });
    }
  }
  /**
   * Whether the role may make this call; remembers what was used and what was refused. Throws for a role that the template
   * does not define, and for a condition operator that is not modelled: the answer would be a guess.
   */
  allows(roleArn, call2) {
    const policies2 = this.#policies(roleArn);
    if (this.#isRevoked(policies2.role.component, call2.action)) return this.#refuse(roleArn, call2, "it was revoked");
    if (free.has(call2.action)) return true;
    const { account: account2 } = this.#graph;
    const context = this.#context(
      { "aws:PrincipalArn": roleArn, "aws:PrincipalAccount": account2, "aws:PrincipalType": "AssumedRole" },
      call2
    );
    const request = { call: call2, context };
    const caller = { kind: "role", arn: roleArn, account: account2 };
    const verdict = decide(request, caller, policies2, this.#resourceStatements);
    if (!verdict.allowed) return this.#refuse(roleArn, call2, verdict.because);
    for (const statement of verdict.by) this.#usage.useStatement(roleArn, statement, request);
    return true;
  }
  /** Whether a data access policy lets the role do this: ('aoss:WriteDocument', 'index/COLLECTION/INDEX'). */
  dataAccess(roleArn, permission, resource) {
    const { role } = this.#policies(roleArn);
    if (this.#isRevoked(role.component, permission))
      return this.#refuse(roleArn, { action: permission, resource }, "it was revoked");
    const giving = this.#dataAccess.filter((access) => givesAccess(access, roleArn, permission, resource));
    if (giving.length === 0) {
      return this.#refuse(roleArn, { action: permission, resource }, "no data access policy allows it");
    }
    for (const access of giving) this.#usage.use(roleArn, access.permission, access.resource);
    return true;
  }
  /** Whether the function's own policy lets a service invoke it: ('events.amazonaws.com', ruleArn, functionArn). */
  invokes(principalService, sourceArn, functionArn) {
    const source7 = { arn: sourceArn, account: this.#graph.account };
    if (this.#isRevoked(this.#graph.named(functionArn)?.component, "lambda:InvokeFunction")) return false;
    return mayInvoke(this.#graph, principalService, source7, functionArn);
  }
  /** Whether the policy of a bucket, queue, topic or table lets a service do this on behalf of a resource of this account. */
  serviceMay(principalService, sourceArn, call2, sourceAccount = this.#graph.account) {
    const source7 = { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceAccount };
    const request = { call: call2, context: this.#context({ ...source7, "aws:PrincipalIsAWSService": "true" }, call2) };
    return decide(request, { kind: "service", name: principalService }, void 0, this.#resourceStatements);
  }
  /** From now on, the roles of a component may not do this any more, nor services invoke its functions: `lambda:InvokeFunction`. */
  revoke(component, action) {
    this.#revoked.push({ component, action });
  }
  refused() {
    return [...this.#refused.values()];
  }
  /** Grants of the template's own policies that no call has used so far; a role without a component goes by its logical id. */
  unused() {
    return this.#usage.unused();
  }
  /** What cannot be decided here, one line each: unknown policies and condition operators. */
  notModelled() {
    const lines = /* @__PURE__ */ new Set();
    for (const { role, own, boundary, unknown: unknown2 } of this.#roles.values()) {
      for (const policy3 of unknown2) lines.add(`${role.id}: the policy ${policy3}`);
      for (const line of operatorsIn([...own, ...boundary ?? []])) lines.add(line);
    }
    for (const line of operatorsIn(this.#resourceStatements)) lines.add(line);
    return [...lines];
  }
  #isRevoked(component, action) {
    return this.#revoked.some((each2) => each2.component === component && each2.action === action);
  }
  #policies(roleArn) {
    const policies2 = this.#roles.get(roleArn);
    if (policies2) return policies2;
    throw new Error(`The template does not define the role ${roleArn}: a local run cannot check its permissions.`);
  }
  /** IAM user guide, reference_policies_condition-keys. Loopback stands for TLS. */
  #context(caller, call2) {
    const { region: region2, account: account2 } = this.#graph;
    const request = {
      "aws:RequestedRegion": region2,
      "aws:ResourceAccount": account2,
      "aws:SecureTransport": "true",
      "aws:ViaAWSService": "false",
      .../^s3:/i.test(call2.action) ? { "s3:ResourceAccount": account2 } : {}
    };
    return new RequestContext(request, caller, call2.context ?? {});
  }
  #refuse(role, call2, because2) {
    const key = `${role}
${call2.action}
${call2.resource}`;
    this.#refused.set(key, { role, call: call2, because: because2, times: (this.#refused.get(key)?.times ?? 0) + 1 });
    return false;
  }
};
var operatorsIn = (statements) => statements.flatMap(
  ({ at, conditions }) => conditions.filter((condition2) => !isModelled(condition2)).map(({ operator: operator2 }) => `${at}: the condition operator ${operator2}`)
);

// runtime/kernel/durable-state.ts
var import_node_util2 = require("node:util");

// runtime/kernel/journal-lock.ts
var import_node_fs3 = require("node:fs");
var import_node_path3 = require("node:path");

// runtime/kernel/journal.ts
var import_node_fs2 = require("node:fs");
var import_node_path2 = require("node:path");
var import_node_v8 = require("node:v8");
var headBytes = 8;
var none = new Uint8Array();
var Journal = class _Journal {
  #path;
  #file;
  #entries = [];
  /** Of each entry. */
  #bytes = [];
  #closed = false;
  /** Goes on where the file ends; `read` it first. */
  constructor(path) {
    (0, import_node_fs2.mkdirSync)((0, import_node_path2.dirname)(path), { recursive: true });
    this.#path = path;
    this.#file = (0, import_node_fs2.openSync)(path, "a");
  }
  /** Throws after `close`: the operating system may have given the file's descriptor to another file. */
  append(entry, bytes2 = none) {
    if (this.#closed)
      throw new Error("The journal is closed because the run has ended. A service must stop its work in close().");
    this.#bytes.push(bytes2);
    if (this.#entries.push(entry) === 1) queueMicrotask(() => this.#write());
  }
  close() {
    this.#write();
    this.#closed = true;
    (0, import_node_fs2.closeSync)(this.#file);
  }
  /** Nothing of the run is worth keeping. */
  remove() {
    this.close();
    _Journal.discard(this.#path);
  }
  #write() {
    if (this.#entries.length === 0) return;
    const bytes2 = this.#bytes;
    const sizes = bytes2.map(({ length }) => length);
    const written4 = (0, import_node_v8.serialize)({ entries: this.#entries, sizes });
    this.#entries = [];
    this.#bytes = [];
    const head2 = Buffer.alloc(headBytes);
    head2.writeUInt32LE(written4.length);
    head2.writeUInt32LE(
      sizes.reduce((sum2, size) => sum2 + size, 0),
      4
    );
    (0, import_node_fs2.writevSync)(this.#file, [head2, written4, ...bytes2]);
  }
  /** Removes the file, and its folder where nothing else lies there. */
  static discard(path) {
    (0, import_node_fs2.rmSync)(path, { force: true });
    const folder = (0, import_node_path2.dirname)(path);
    if ((0, import_node_fs2.existsSync)(folder) && (0, import_node_fs2.readdirSync)(folder).length === 0) (0, import_node_fs2.rmdirSync)(folder);
  }
  /**
   * Every entry of an earlier run, and when the last was written (real time). A last block that a kill has cut off was never
   * acknowledged: it is removed, so that what comes next stands where it can be read. No entries where there is no file.
   */
  static read(path) {
    if (!(0, import_node_fs2.existsSync)(path)) return { entries: [], writtenAt: 0 };
    const writtenAt = (0, import_node_fs2.statSync)(path).mtimeMs;
    const entries = [];
    let complete = 0;
    for (const { written: written4, bytes: bytes2 } of blocksOf(path)) {
      const block = (0, import_node_v8.deserialize)(written4);
      let at = 0;
      for (const [nth, entry] of block.entries.entries())
        entries.push({ entry, bytes: bytes2.subarray(at, at += block.sizes[nth]) });
      complete += headBytes + written4.length + bytes2.length;
    }
    (0, import_node_fs2.truncateSync)(path, complete);
    return { entries, writtenAt };
  }
};
function* blocksOf(path) {
  const file2 = (0, import_node_fs2.openSync)(path, "r");
  const next2 = (size) => {
    const bytes2 = Buffer.alloc(size);
    return (0, import_node_fs2.readSync)(file2, bytes2) === size ? bytes2 : void 0;
  };
  try {
    for (let head2 = next2(headBytes); head2; head2 = next2(headBytes)) {
      const written4 = next2(head2.readUInt32LE());
      const bytes2 = next2(head2.readUInt32LE(4));
      if (!written4 || !bytes2) return;
      yield { written: written4, bytes: bytes2 };
    }
  } finally {
    (0, import_node_fs2.closeSync)(file2);
  }
}

// runtime/kernel/journal-lock.ts
var JournalLock = class _JournalLock {
  #path;
  constructor(path) {
    this.#path = path;
  }
  /** Throws while another process that runs has it. */
  static take(journal) {
    const path = `${journal}.lock`;
    (0, import_node_fs3.mkdirSync)((0, import_node_path3.dirname)(path), { recursive: true });
    while (!written(path)) {
      const holder = holderOf(path);
      if (holder !== void 0 && isRunning(holder))
        throw new Error(
          `Another run of this project is in progress (process ${holder}). Stop it with Ctrl-C first. If that process is not a run of this project, remove ${path}.`
        );
      (0, import_node_fs3.rmSync)(path, { force: true });
    }
    return new _JournalLock(path);
  }
  release() {
    Journal.discard(this.#path);
  }
};
function written(path) {
  try {
    (0, import_node_fs3.writeFileSync)(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}
function holderOf(path) {
  try {
    return Number((0, import_node_fs3.readFileSync)(path, "utf8")) || void 0;
  } catch {
    return void 0;
  }
}
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== "ESRCH";
  }
}

// runtime/kernel/scaled-clock.ts
var timeOn = ({ realOrigin, origin, factor: factor2 }, real) => origin + (real - realOrigin) * factor2;
var longestTimer = 2 ** 31 - 1;
var ScaledTime = class {
  scale;
  /** What stops each timer that waits. */
  #timers = /* @__PURE__ */ new Set();
  #stopped = false;
  constructor(scale) {
    if (!(scale.factor > 0)) throw new RangeError(`The speed of a clock is above 0, not ${scale.factor}.`);
    this.scale = scale;
  }
  now() {
    return timeOn(this.scale, Date.now());
  }
  timer(ms, callback) {
    if (!(ms >= 0)) throw new RangeError(`A timer needs a duration of 0 ms or more, not ${ms}.`);
    const due = this.now() + ms;
    let stopWaiting;
    const cancel2 = () => {
      stopWaiting();
      this.#timers.delete(cancel2);
    };
    const fire = () => {
      this.#timers.delete(cancel2);
      callback();
    };
    const wait = () => {
      const left = Math.ceil((due - this.now()) / this.scale.factor);
      const waiting = setTimeout(
        () => {
          if (this.now() < due) return wait();
          const turn = setImmediate(fire);
          stopWaiting = () => clearImmediate(turn);
        },
        Math.min(Math.max(left, 0), longestTimer)
      );
      stopWaiting = () => clearTimeout(waiting);
    };
    if (this.#stopped) return () => void 0;
    this.#timers.add(cancel2);
    wait();
    return cancel2;
  }
  sleep(ms, signal) {
    return sleepOn(this, ms, signal);
  }
  timeout(ms) {
    return timeoutOn(this, ms);
  }
  /** Nothing that waits on this clock, now or later, will be called any more. */
  stop() {
    this.#stopped = true;
    for (const cancel2 of this.#timers) cancel2();
  }
};

// runtime/kernel/durable-state.ts
var begin = "(run)";
var feeding = "(fed)";
var DurableState = class _DurableState {
  scale;
  /** When the run began, on its clock, however often it was killed since. */
  begun;
  /** How far the run was fed before. */
  fedBefore;
  #journal;
  #lock;
  #before;
  constructor({ scale, settings }, path, lock, before) {
    this.scale = scale;
    this.#lock = lock;
    this.#journal = new Journal(path);
    this.#before = byOwner(before);
    this.begun = this.#of(begin)[0]?.entry?.scale.origin ?? scale.origin;
    this.fedBefore = this.#of(feeding).at(-1)?.entry ?? 0;
    this.#journal.append([begin, { scale, settings }]);
  }
  /**
   * A new state, or with `resume` that of a run that was killed; its clock stood still meanwhile, or the stream would have
   * forgotten what was not processed. Throws when there is none to resume, when that one had other settings, and while another
   * process has it.
   */
  static open(path, resume, factor2, settings) {
    const lock = JournalLock.take(path);
    try {
      const realOrigin = Date.now();
      if (!resume) {
        Journal.discard(path);
        return new _DurableState({ scale: { realOrigin, origin: realOrigin, factor: factor2 }, settings }, path, lock, []);
      }
      const { entries, writtenAt } = Journal.read(path);
      const last = entries.findLast(({ entry: [owner] }) => owner === begin)?.entry[1];
      if (!last)
        throw new Error("There is no run to resume: the last run ended normally, or there was none. Omit --resume.");
      if (!(0, import_node_util2.isDeepStrictEqual)({ ...last.settings }, { ...settings }))
        throw new Error(
          `The run to resume was started with ${listed(last.settings)}, not with ${listed(settings)}. Use the same options, or omit --resume to start a new run.`
        );
      const origin = timeOn(last.scale, Math.max(writtenAt, last.scale.realOrigin));
      return new _DurableState({ scale: { realOrigin, origin, factor: factor2 }, settings }, path, lock, entries);
    } catch (error) {
      lock.release();
      throw error;
    }
  }
  /** The part that one service has of it. */
  of(service) {
    return {
      remember: (entry, bytes2) => this.#journal.append([service, entry], bytes2),
      remembered: () => this.#of(service)
    };
  }
  /** Lets go of what the run before has left: everything has been taken up. */
  takenUp() {
    this.#before = /* @__PURE__ */ new Map();
  }
  fed(position) {
    this.#journal.append([feeding, position]);
  }
  close() {
    this.#journal.close();
    this.#lock.release();
  }
  remove() {
    this.#lock.release();
    this.#journal.remove();
  }
  #of(owner) {
    return this.#before.get(owner) ?? [];
  }
};
function byOwner(entries) {
  const owners = /* @__PURE__ */ new Map();
  for (const { entry, bytes: bytes2 } of entries) {
    const [owner, own] = entry;
    const known3 = owners.get(owner);
    if (known3) known3.push({ entry: own, bytes: bytes2 });
    else owners.set(owner, [{ entry: own, bytes: bytes2 }]);
  }
  return owners;
}
var listed = (settings) => Object.entries(settings).map(([name2, value2]) => `${name2} ${value2}`).join(", ");

// runtime/kernel/identity.ts
var import_node_crypto5 = require("node:crypto");
var digest = (text3) => (0, import_node_crypto5.hash)("sha256", text3, "hex").slice(0, 16);
function uuidOf(text3) {
  const hex = (0, import_node_crypto5.hash)("sha256", text3, "hex");
  const variant = (parseInt(hex.slice(16, 17), 16) & 3 | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32)
  ].join("-");
}

// runtime/kernel/quiescence.ts
async function atRest(services) {
  do
    await Promise.all(services.map(async (service) => service.atRest?.()));
  while (waitingIn(services).length > 0);
}
var waitingIn = (services) => services.flatMap((service) => service.waiting?.() ?? []);
var waitingAt = (component, services) => Math.max(
  0,
  ...waitingIn(services).filter((waiting) => waiting.component === component).map(({ count: count4 }) => count4)
);
var inWords = ({ count: count4, what }) => `${count4.toLocaleString("en")} ${what}`;

// runtime/kernel/running.ts
var RunningServices = class {
  #registry;
  #hostOf;
  #running = /* @__PURE__ */ new Map();
  #starting = [];
  constructor(registry2, hostOf) {
    this.#registry = registry2;
    this.#hostOf = hostOf;
  }
  /** Starts all of them, and gives them in the order of their ids. */
  all() {
    return this.#registry.services.map((service) => this.#started(service));
  }
  /** Undefined for a name that no service of this runtime answers to. */
  signedFor(name2) {
    const service = this.#registry.signedFor(name2);
    return service && this.#started(service);
  }
  /** The service that gives a kind. Throws when this runtime has none. */
  giving(kind) {
    const service = this.#registry.giving(kind);
    if (!service) throw new Error(`This local runtime has no service with a ${kind}.`);
    return this.#started(service);
  }
  /** A resource by kind, and by name where there are several. Throws where it is not there, listing what is. */
  needed(kind, nameOrArn) {
    const service = this.giving(kind);
    const names2 = service.names?.() ?? [];
    const wanted = nameOrArn ?? (names2.length === 1 ? names2[0] : void 0);
    if (wanted === void 0 && names2.length > 1)
      throw new Error(`The stack has more than one ${kind}: name one of ${names2.join(", ")}.`);
    const found = wanted === void 0 ? void 0 : service.find?.(wanted);
    if (found) return found;
    const what = nameOrArn === void 0 ? kind : `${kind} "${nameOrArn}"`;
    throw new Error(`The stack has no ${what}${names2.length > 0 ? `, only ${names2.join(", ")}` : ""}.`);
  }
  #started(service) {
    const known3 = this.#running.get(service.id);
    if (known3) return known3;
    if (this.#starting.includes(service.id))
      throw new Error(`Services need each other to start: ${[...this.#starting, service.id].join(" -> ")}.`);
    this.#starting.push(service.id);
    const running = service.start(this.#hostOf(service, this.#shared()));
    this.#starting.pop();
    this.#running.set(service.id, running);
    return running;
  }
  #shared() {
    return {
      find: (kind, nameOrArn) => this.giving(kind).find?.(nameOrArn),
      source: (arn2) => this.#first((service) => service.source?.(arn2)),
      functions: {
        invoke: (arn2, event) => this.#functions().invoke(arn2, event),
        notify: (arn2, event) => this.#functions().notify(arn2, event)
      },
      tokens: () => this.#tokens()
    };
  }
  #functions() {
    const functions2 = this.#first((service) => service.functions);
    if (functions2) return functions2;
    throw new Error("This local runtime has no service that runs functions.");
  }
  #tokens() {
    const tokens = this.#first((service) => service.tokens);
    if (tokens) return tokens();
    throw new Error("This local runtime has no service that issues tokens.");
  }
  #first(find) {
    for (const service of this.all()) {
      const found = find(service);
      if (found !== void 0) return found;
    }
    return void 0;
  }
};

// runtime/template/place.ts
var import_node_crypto6 = require("node:crypto");
function partitionOf(region2) {
  if (region2.startsWith("cn-")) return "aws-cn";
  return region2.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
var regionalArn = (service, { region: region2, account: account2 }, resource) => `arn:${partitionOf(region2)}:${service}:${region2}:${account2}:${resource}`;
function identifier(place, id, length, base) {
  const hash9 = (0, import_node_crypto6.createHash)("sha512").update(`${place.account}/${place.region}/${place.stackName}/${id}`).digest("hex");
  return BigInt(`0x1${hash9}`).toString(base).slice(1, length + 1);
}
function pseudoParameters(place) {
  const { stackName, region: region2, account: account2 } = place;
  const partition = partitionOf(region2);
  return /* @__PURE__ */ new Map([
    ["AWS::AccountId", account2],
    ["AWS::NotificationARNs", []],
    ["AWS::Partition", partition],
    ["AWS::Region", region2],
    ["AWS::StackId", regionalArn("cloudformation", place, `stack/${stackName}/${uuid(place, "")}`)],
    ["AWS::StackName", stackName],
    ["AWS::URLSuffix", partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"]
  ]);
}
function uuid(place, id) {
  const digits2 = identifier(place, id, 32, 16);
  return [digits2.slice(0, 8), digits2.slice(8, 12), digits2.slice(12, 16), digits2.slice(16, 20), digits2.slice(20)].join(
    "-"
  );
}

// runtime/template/give.ts
var name = ({ name: own }) => own;
var arn = (service, resource) => (self) => regionalArn(service, self.place, resource(self));
var globalArn = (service, resource, owner = ({ place }) => place.account) => (self) => `arn:${partitionOf(self.place.region)}:${service}::${owner(self)}:${resource(self)}`;
var drawn = (length, prefix2 = () => "") => (self) => prefix2(self) + identifier(self.place, self.id, length, 36);
var drawnUuid = ({ place, id }) => uuid(place, id);
var property = (self, key, otherwise2) => {
  const value2 = self.properties[key];
  return typeof value2 === "string" ? value2 : otherwise2;
};
var guessedArn = (self) => {
  const [vendor, ...kind] = self.type.toLowerCase().split("::");
  const [service = "", type = self.type] = vendor === "aws" ? kind : ["custom", ...kind];
  return arn(service, ({ name: own }) => `${type}/${own}`)(self);
};

// runtime/template/attributes.ts
var others = {
  "AWS::KinesisFirehose::DeliveryStream": {
    name: { property: "DeliveryStreamName", most: 64 },
    arn: arn("firehose", (self) => `deliverystream/${name(self)}`)
  },
  "AWS::SQS::Queue": {
    name: { property: "QueueName", most: 80, fifo: true },
    ref: (self) => `${self.place.endpoint}/${self.place.account}/${name(self)}`,
    arn: arn("sqs", name),
    attributes: {
      QueueUrl: (self) => `${self.place.endpoint}/${self.place.account}/${name(self)}`,
      QueueName: name
    }
  },
  "AWS::StepFunctions::StateMachine": {
    name: { property: "StateMachineName", most: 80 },
    ref: arn("states", (self) => `stateMachine:${name(self)}`),
    arn: arn("states", (self) => `stateMachine:${name(self)}`),
    attributes: { Name: name }
  }
};
var lists = /^(CidrBlockAssociations|DnsEntries|Ipv6CidrBlocks|NameServers|NetworkInterfaceIds|PrimaryPrivateIpAddresses)$/;
var Identities = class {
  #types;
  constructor(types4) {
    this.#types = types4;
  }
  of(type) {
    if (Object.hasOwn(this.#types, type)) return this.#types[type];
    return Object.hasOwn(others, type) ? others[type] : void 0;
  }
  ref(self) {
    return (this.of(self.type)?.ref ?? name)(self);
  }
  arn(self) {
    return (this.of(self.type)?.arn ?? guessedArn)(self);
  }
  attribute(self, attribute) {
    const give = this.of(self.type)?.attributes?.[attribute];
    if (give) return give(self);
    if (attribute === "Arn") return this.arn(self);
    const same5 = self.properties[attribute];
    if (typeof same5 === "string") return same5;
    if (attribute.endsWith("Arn")) return guessedArn(self);
    return lists.test(attribute) ? [`${self.id}.${attribute}`] : `${self.id}.${attribute}`;
  }
};

// runtime/template/cidr.ts
function cidrBlocks(block, count4, bits2) {
  const start = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+$/.exec(block);
  const blocks = Array.from({ length: count4 }, (_, at) => at);
  if (!start) return blocks.map((at) => `${block}#${at}`);
  const first = start.slice(1).reduce((address2, part) => address2 * 256 + Number(part), 0);
  return blocks.map((at) => `${dotted(first + at * 2 ** bits2)}/${32 - bits2}`);
}
var dotted = (address2) => [24, 16, 8, 0].map((shift) => address2 >>> shift & 255).join(".");

// runtime/template/intrinsics.ts
var noValue = /* @__PURE__ */ Symbol("AWS::NoValue");
function resolve(value2, path, scope2) {
  if (Array.isArray(value2))
    return value2.map((each2, at) => resolve(each2, `${path}.${at}`, scope2)).filter((each2) => each2 !== noValue);
  if (!isObject(value2)) return value2;
  const entries = Object.entries(value2);
  const [name2, argument] = entries.length === 1 ? entries[0] : [""];
  if (name2 === "Ref" || name2.startsWith("Fn::")) return apply(name2, argument, `${path}.${name2}`, scope2);
  return Object.fromEntries(
    entries.map(([key, each2]) => [key, resolve(each2, `${path}.${key}`, scope2)]).filter(([, each2]) => each2 !== noValue)
  );
}
function apply(name2, argument, path, scope2) {
  const intrinsic = intrinsics[name2];
  if (intrinsic) return intrinsic(argument, path, scope2);
  throw new TemplateError(
    path,
    `is not modelled by the local runtime. It knows ${Object.keys(intrinsics).join(", ")}.`
  );
}
var text = (value2, path, scope2) => textAt(resolve(value2, path, scope2), path);
var list = (value2, path, scope2) => listAt(resolve(value2, path, scope2), path);
var intrinsics = {
  Ref: (argument, path, scope2) => {
    const name2 = textAt(argument, path);
    return name2 === "AWS::NoValue" ? noValue : scope2.reference(name2, path);
  },
  // "Fn::GetAtt": [id, attribute], or "id.attribute"; the attribute's name may have dots, and may be a Ref
  "Fn::GetAtt": (argument, path, scope2) => {
    if (typeof argument !== "string") {
      const [id, attribute] = argumentsAt(argument, path, 2);
      return scope2.attribute(textAt(id, path), text(attribute, path, scope2), path);
    }
    const dot = argument.indexOf(".");
    if (dot < 1) throw new TemplateError(path, `needs "logicalId.attribute", not "${argument}".`);
    return scope2.attribute(argument.slice(0, dot), argument.slice(dot + 1), path);
  },
  "Fn::Join": (argument, path, scope2) => {
    const [delimiter, values] = argumentsAt(argument, path, 2);
    return list(values, path, scope2).map((each2) => textAt(each2, path)).join(textAt(delimiter, path));
  },
  "Fn::Sub": (argument, path, scope2) => {
    const [template, given2] = typeof argument === "string" ? [argument] : argumentsAt(argument, path, 1, 2);
    const variables = isObject(given2) ? given2 : {};
    return textAt(template, path).replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal3, inside2) => {
      if (literal3) return `\${${inside2}}`;
      const name2 = inside2.trim();
      if (Object.hasOwn(variables, name2)) return text(variables[name2], `${path}.${name2}`, scope2);
      const [id, ...attribute] = name2.split(".");
      const at = `${path}.\${${name2}}`;
      return textAt(
        attribute.length > 0 ? scope2.attribute(id, attribute.join("."), at) : scope2.reference(name2, at),
        at
      );
    });
  },
  "Fn::Select": (argument, path, scope2) => {
    const [which, from] = argumentsAt(argument, path, 2);
    const index = Number(text(which, path, scope2));
    const values = list(from, path, scope2);
    if (Number.isInteger(index) && index >= 0 && index < values.length) return values[index];
    throw new TemplateError(path, `has no value ${shown2(which)} in a list of ${values.length}.`);
  },
  "Fn::Split": (argument, path, scope2) => {
    const [delimiter, source7] = argumentsAt(argument, path, 2);
    return text(source7, path, scope2).split(textAt(delimiter, path));
  },
  "Fn::FindInMap": (argument, path, scope2) => {
    const [map, top, second6, otherwise2] = argumentsAt(argument, path, 3, 4);
    const name2 = text(map, path, scope2);
    const keys = [text(top, path, scope2), text(second6, path, scope2)];
    const row = scope2.mapping(name2, path)[keys[0]];
    const value2 = isObject(row) ? row[keys[1]] : void 0;
    if (value2 !== void 0) return value2;
    if (isObject(otherwise2) && "DefaultValue" in otherwise2) return resolve(otherwise2["DefaultValue"], path, scope2);
    throw new TemplateError(path, `does not find ${keys.join(".")} in the mapping ${name2}.`);
  },
  "Fn::If": (argument, path, scope2) => {
    const [condition2, then, otherwise2] = argumentsAt(argument, path, 3);
    return resolve(scope2.condition(textAt(condition2, path), path) ? then : otherwise2, path, scope2);
  },
  "Fn::Base64": (argument, path, scope2) => Buffer.from(text(argument, path, scope2)).toString("base64"),
  // "specifying an empty string is equivalent to specifying AWS::Region"
  "Fn::GetAZs": (argument, path, scope2) => {
    const region2 = text(argument, path, scope2) || scope2.region;
    return ["a", "b", "c"].map((zone) => region2 + zone);
  },
  "Fn::Cidr": (argument, path, scope2) => {
    const [block, count4, bits2] = argumentsAt(argument, path, 2, 3);
    const numbers = [count4, bits2 ?? 8].map((each2) => Number(text(each2, path, scope2)));
    return cidrBlocks(text(block, path, scope2), numbers[0], numbers[1]);
  },
  "Fn::Length": (argument, path, scope2) => list(argument, path, scope2).length,
  "Fn::ToJsonString": (argument, path, scope2) => JSON.stringify(resolve(argument, path, scope2)),
  "Fn::ImportValue": (argument, path, scope2) => {
    const name2 = text(argument, path, scope2);
    throw new TemplateError(
      path,
      `imports "${name2}" from another stack, which a local run of one stack does not have.`
    );
  }
};

// runtime/template/conditions.ts
var Conditions = class {
  #given;
  #scope;
  #decided = /* @__PURE__ */ new Map();
  #deciding = [];
  constructor(given2, scope2) {
    this.#given = given2;
    this.#scope = {
      region: scope2.region,
      reference: (name2, path) => scope2.reference(name2, path),
      mapping: (map, path) => scope2.mapping(map, path),
      condition: (name2, path) => this.holds(name2, path),
      attribute: (id, _attribute, path) => {
        throw new TemplateError(path, `a condition cannot refer to the resource "${id}".`);
      }
    };
  }
  holds(name2, path) {
    const known3 = this.#decided.get(name2);
    if (known3 !== void 0) return known3;
    if (!Object.hasOwn(this.#given, name2)) {
      throw new TemplateError(path, `names the condition "${name2}", which the template does not define.`);
    }
    if (this.#deciding.includes(name2)) {
      throw new TemplateError(path, `circular conditions: ${[...this.#deciding, name2].join(" -> ")}.`);
    }
    this.#deciding.push(name2);
    const result = this.#truth(this.#given[name2], `Conditions.${name2}`);
    this.#deciding.pop();
    this.#decided.set(name2, result);
    return result;
  }
  #truth(expression2, path) {
    const [name2, argument] = isObject(expression2) && Object.entries(expression2)[0] || [""];
    const at = `${path}.${name2}`;
    const operands = () => listAt(argument, at).map((each2, n) => this.#truth(each2, `${at}.${n}`));
    switch (name2) {
      case "Condition":
        return this.holds(textAt(argument, at), at);
      case "Fn::And":
        return operands().every(Boolean);
      case "Fn::Or":
        return operands().some(Boolean);
      case "Fn::Not":
        return !this.#truth(argumentsAt(argument, at, 1)[0], at);
      case "Fn::Equals": {
        const [left, right] = argumentsAt(argument, at, 2).map((each2) => comparable(resolve(each2, at, this.#scope)));
        return left === right;
      }
      default:
        throw new TemplateError(
          path,
          `needs Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition, not ${shown2(expression2)}.`
        );
    }
  }
};
var comparable = (value2) => typeof value2 === "object" ? JSON.stringify(value2) : String(value2);

// runtime/template/names.ts
function guessedRule(type, properties) {
  const own = `${type.split("::").at(-1)}Name`;
  return { property: typeof properties[own] === "string" ? own : "Name", most: 255 };
}
function physicalName(type, id, properties, place, known3) {
  const rule = known3 ?? guessedRule(type, properties);
  const given2 = properties[rule.property];
  if (typeof given2 === "string" && given2 !== "") return given2;
  const whole2 = cased(`${place.stackName}-${id}`, rule);
  const suffix = rule.fifo && isFifo(properties) ? ".fifo" : "";
  const room = rule.most - suffix.length;
  if (whole2.length <= room) return whole2 + suffix;
  const unique = `-${identifier(place, id, 8, 36)}`;
  return whole2.slice(0, room - unique.length) + unique + suffix;
}
var cased = (name2, { lower }) => lower ? name2.toLowerCase() : name2;
var isFifo = (properties) => isObject(properties) && String(properties["FifoQueue"] ?? properties["FifoTopic"]) === "true";

// runtime/template/parameters.ts
function parameterValues(given2) {
  return new Map(Object.entries(given2).map(([name2, parameter2]) => [name2, valueOf(name2, parameter2)]));
}
function valueOf(name2, parameter2) {
  const at = `Parameters.${name2}`;
  const { Type, Default } = objectAt(parameter2, at);
  if (Default === void 0) {
    throw new TemplateError(at, "has no default value, and a local run cannot ask for one. Add a default.");
  }
  const type = textAt(Type, `${at}.Type`);
  const value2 = textAt(Default, `${at}.Default`);
  if (!type.includes("List")) return value2;
  return value2.split(",").map((each2) => each2.trim());
}

// runtime/template/reader.ts
var TemplateReader = class {
  #place;
  #identities;
  #given;
  #values;
  #conditions;
  #scope;
  #built = /* @__PURE__ */ new Map();
  #building = [];
  constructor(template, place, types4) {
    this.#place = place;
    this.#identities = new Identities(types4);
    this.#given = sectionsOf(template);
    this.#values = new Map([
      ...parameterValues(this.#section("Parameters")),
      ...pseudoParameters(place)
    ]);
    this.#scope = {
      region: place.region,
      reference: (name2, path) => this.#values.has(name2) ? this.#values.get(name2) : this.#needed(name2, path).ref,
      attribute: (id, attribute, path) => this.#identities.attribute({ ...this.#needed(id, path), place }, attribute),
      condition: (name2, path) => this.#conditions.holds(name2, path),
      mapping: (map, path) => {
        const found = this.#section("Mappings")[map];
        if (isObject(found)) return found;
        throw new TemplateError(path, `names the mapping "${map}", which the template does not define.`);
      }
    };
    this.#conditions = new Conditions(this.#section("Conditions"), {
      ...this.#scope,
      reference: (name2, path) => {
        if (this.#values.has(name2)) return this.#values.get(name2);
        throw new TemplateError(path, `a condition cannot refer to "${name2}", which is not a parameter.`);
      }
    });
  }
  read() {
    const existing = Object.keys(this.#section("Resources")).filter((id) => this.#exists(id));
    const resources = new Map(existing.map((id) => [id, this.#resource(id)]));
    return { resources, outputs: this.#outputs() };
  }
  #section(name2) {
    return this.#given[name2] ?? {};
  }
  #exists(id) {
    const { Condition } = objectAt(this.#section("Resources")[id], `Resources.${id}`);
    return Condition === void 0 || this.#conditions.holds(textAt(Condition, `Resources.${id}.Condition`), `Resources.${id}`);
  }
  /** A resource that the one being built refers to. */
  #needed(id, path) {
    if (!Object.hasOwn(this.#section("Resources"), id)) {
      throw new TemplateError(path, `refers to "${id}", which the template does not define.`);
    }
    if (!this.#exists(id)) {
      throw new TemplateError(path, `refers to "${id}", whose condition is false.`);
    }
    const from = this.#building.at(-1);
    if (from) {
      from.dependsOn.add(id);
      from.at = path;
    }
    return this.#resource(id);
  }
  #resource(id) {
    const known3 = this.#built.get(id);
    if (known3) return known3;
    const start = this.#building.findIndex((each2) => each2.id === id);
    if (start >= 0) {
      const circle = this.#building.slice(start).map(({ at }) => at);
      throw new TemplateError(circle[0], `circular dependency: ${circle.join(" -> ")} -> ${id}.`);
    }
    const building = { id, dependsOn: /* @__PURE__ */ new Set(), at: "" };
    this.#building.push(building);
    const resource = this.#build(building);
    this.#building.pop();
    this.#built.set(id, resource);
    return resource;
  }
  #build({ id, dependsOn }) {
    const at = `Resources.${id}`;
    const given2 = objectAt(this.#section("Resources")[id], at);
    const type = textAt(given2["Type"], `${at}.Type`);
    for (const other2 of namesIn(given2["DependsOn"], `${at}.DependsOn`)) {
      if (!Object.hasOwn(this.#section("Resources"), other2) || this.#exists(other2))
        this.#needed(other2, `${at}.DependsOn`);
    }
    const properties = resolve(given2["Properties"] ?? {}, `${at}.Properties`, this.#scope);
    const own = { id, type, properties: objectAt(properties, `${at}.Properties`) };
    const name2 = physicalName(type, id, own.properties, this.#place, this.#identities.of(type)?.name);
    const described4 = { ...own, name: name2, place: this.#place };
    const path = isObject(given2["Metadata"]) ? given2["Metadata"]["aws:cdk:path"] : void 0;
    return {
      ...own,
      component: typeof path === "string" ? path.split("/")[1] : void 0,
      path: typeof path === "string" ? path : void 0,
      name: name2,
      ref: this.#identities.ref(described4),
      arn: this.#identities.arn(described4),
      dependsOn: [...dependsOn]
    };
  }
  #outputs() {
    const outputs = {};
    for (const [name2, given2] of Object.entries(this.#section("Outputs"))) {
      const at = `Outputs.${name2}`;
      const { Condition, Value } = objectAt(given2, at);
      if (Condition !== void 0 && !this.#conditions.holds(textAt(Condition, at), at)) continue;
      outputs[name2] = textAt(resolve(Value, `${at}.Value`, this.#scope), `${at}.Value`);
    }
    return outputs;
  }
};
function sectionsOf(template) {
  const { Transform, ...given2 } = objectAt(template, "template");
  for (const macro of namesIn(Transform, "Transform")) {
    if (macro !== "AWS::LanguageExtensions") {
      throw new TemplateError("Transform", `the macro ${macro} is not modelled by the local runtime.`);
    }
  }
  const sections = ["Parameters", "Mappings", "Conditions", "Resources", "Outputs"];
  return Object.fromEntries(sections.map((name2) => [name2, objectAt(given2[name2] ?? {}, name2)]));
}
function namesIn(value2, path) {
  if (value2 === void 0) return [];
  return typeof value2 === "string" ? [value2] : listAt(value2, path).map((each2) => textAt(each2, path));
}

// runtime/template/graph.ts
function readTemplate(template, place, types4) {
  const { resources, outputs } = new TemplateReader(template, place, types4).read();
  const all = [...resources.values()];
  return {
    stackName: place.stackName,
    region: place.region,
    account: place.account,
    resources,
    outputs,
    ofType: (type) => all.filter((resource) => resource.type === type),
    named: (arnOrName, type) => {
      const candidates = type === void 0 ? all : all.filter((resource) => resource.type === type);
      for (const identity of ["arn", "ref", "name"]) {
        const [found, ...others2] = candidates.filter((resource) => resource[identity] === arnOrName);
        if (found && others2.length === 0) return found;
        if (found)
          throw new Error(
            `"${arnOrName}" is ${[found, ...others2].map(({ type: of }) => of).join(" and ")}: name a type.`
          );
      }
      return void 0;
    }
  };
}

// runtime/local/assembly.ts
var import_node_fs4 = require("node:fs");
var import_node_path4 = require("node:path");
var somewhere = { account: "111122223333", region: "eu-west-1" };
function readAssembly(folder, stackName) {
  const read4 = (name2) => {
    const file2 = (0, import_node_path4.join)(folder, name2);
    if (!(0, import_node_fs4.existsSync)(file2)) throw new Error(`${file2} does not exist. Synthesize stack ${stackName} first (cdk synth).`);
    return JSON.parse((0, import_node_fs4.readFileSync)(file2, "utf8"));
  };
  const { files } = read4(`${stackName}.assets.json`);
  const { artifacts } = read4("manifest.json");
  return {
    place: placeOf(artifacts[stackName]?.environment ?? ""),
    template: read4(`${stackName}.template.json`),
    assetFolder: (objectKey) => {
      const path = files[objectKey.replace(/\.zip$/, "")]?.source.path;
      if (path === void 0)
        throw new Error(`${stackName}: no asset of the assembly has the object key ${objectKey}.`);
      return (0, import_node_path4.join)(folder, path);
    }
  };
}
function placeOf(environment) {
  const [account2 = "", region2 = ""] = environment.replace(/^aws:\/\//, "").split("/");
  return {
    account: /^\d{12}$/.test(account2) ? account2 : somewhere.account,
    region: region2 === "" || region2.startsWith("unknown-") ? somewhere.region : region2
  };
}

// runtime/gateway/service-error.ts
var ServiceError = class extends Error {
  $metadata;
  /** Further members of the error, by the service's model. */
  details;
  constructor(name2, status, message2, details = {}) {
    super(message2);
    this.name = name2;
    this.$metadata = { httpStatusCode: status };
    this.details = details;
  }
};
var notModelled = (what, because2 = "") => new ServiceError(
  "UnknownOperationException",
  400,
  `${what} is not modelled by the local runtime${because2 === "" ? "" : `: ${because2}`}.`
);
var accessDenied = ({ action, resource }, principal) => new ServiceError(
  "AccessDeniedException",
  403,
  `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
);
function asServiceError(error, invalidName) {
  if (error instanceof ServiceError) return error;
  if (!(error instanceof Error)) throw error;
  const status = error.$metadata?.httpStatusCode;
  if (status !== void 0) return new ServiceError(error.name, status, error.message);
  if (error instanceof RangeError) return new ServiceError(invalidName, 400, error.message);
  throw error;
}

// runtime/gateway/signature.ts
var import_node_crypto7 = require("node:crypto");
var algorithm = "AWS4-HMAC-SHA256";
function signatureOf(request, signing, secretAccessKey) {
  const { time: time2, region: region2, service } = signing;
  const day4 = time2.slice(0, 8);
  const scope2 = `${day4}/${region2}/${service}/aws4_request`;
  const text3 = [algorithm, time2, scope2, sha256(canonical(request, signing))].join("\n");
  return hmac(signingKey(secretAccessKey, day4, region2, service), text3).toString("hex");
}
var signingKeys = /* @__PURE__ */ new Map();
var keptKeys = 1e3;
function signingKey(secretAccessKey, ...scope2) {
  const name2 = JSON.stringify([secretAccessKey, ...scope2]);
  let key = signingKeys.get(name2);
  if (key === void 0) {
    key = [...scope2, "aws4_request"].reduce(hmac, Buffer.from(`AWS4${secretAccessKey}`));
    if (signingKeys.size >= keptKeys) signingKeys.clear();
    signingKeys.set(name2, key);
  }
  return key;
}
var authorizationOf = (request, signing, secretAccessKey) => {
  const { accessKeyId, time: time2, region: region2, service, signedHeaders } = signing;
  const credential = `${accessKeyId}/${time2.slice(0, 8)}/${region2}/${service}/aws4_request`;
  const signature = signatureOf(request, signing, secretAccessKey);
  return `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
};
function canonical({ method, path, query, headers }, { service, signedHeaders, payload }) {
  const parameters = [...query].filter(([name2]) => name2 !== "X-Amz-Signature").map(([name2, value2]) => [encoded(name2), encoded(value2)]).toSorted(([name2, value2], [other2, another]) => compare(name2, other2) || compare(value2, another));
  return [
    method,
    service === "s3" ? path : encodedPath(path),
    parameters.map(([name2, value2]) => `${name2}=${value2}`).join("&"),
    ...signedHeaders.map(
      (name2) => `${name2}:${(headers[name2 === overHttp2 ? "host" : name2] ?? "").trim().replaceAll(/ +/g, " ")}`
    ),
    "",
    signedHeaders.join(";"),
    payload
  ].join("\n");
}
var overHttp2 = ":authority";
function encodedPath(path) {
  const segments = [];
  for (const segment of path.split("/"))
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encoded(segment));
  const slash = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${slash}`;
}
var encoded = (text3) => encodeURIComponent(text3).replaceAll(/[!'()*]/g, (each2) => `%${each2.charCodeAt(0).toString(16).toUpperCase()}`);
var compare = (one, other2) => one < other2 ? -1 : one > other2 ? 1 : 0;
var hmac = (key, text3) => (0, import_node_crypto7.createHmac)("sha256", key).update(text3).digest();
var sha256 = (body) => (0, import_node_crypto7.hash)("sha256", body);
function signedNow({ method, url, body }, {
  accessKeyId,
  secretAccessKey,
  ...scope2
}) {
  const { host: host3, pathname: path, searchParams: query } = new URL(url);
  const time2 = (/* @__PURE__ */ new Date()).toISOString().replaceAll(/[:-]|\.\d+/g, "");
  const headers = { host: host3, "x-amz-date": time2 };
  const signing = { ...scope2, accessKeyId, time: time2, signedHeaders: Object.keys(headers), payload: sha256(body) };
  const authorization = authorizationOf({ method, path, query, headers }, signing, secretAccessKey);
  return { authorization, "x-amz-date": time2 };
}
function verifySignature(request, caller, credentials2) {
  const { secretAccessKey, sessionToken, now, factor: factor2 } = credentials2;
  const { headers, query } = request;
  const presigned = query.get("X-Amz-Signature");
  const header = headers["authorization"] ?? "";
  const part = (name2) => new RegExp(`\\b${name2}=([^,\\s]+)`).exec(header)?.[1];
  const given2 = presigned ?? part("Signature");
  const names2 = presigned === null ? part("SignedHeaders") : query.get("X-Amz-SignedHeaders");
  const time2 = presigned === null ? headers["x-amz-date"] : query.get("X-Amz-Date");
  const token2 = presigned === null ? headers["x-amz-security-token"] : query.get("X-Amz-Security-Token");
  if (!given2 || !names2 || !time2)
    throw invalid("Authorization header requires Signature, SignedHeaders and an X-Amz-Date. Check how it is signed.");
  if (sessionToken !== void 0 && token2 !== sessionToken)
    throw new ServiceError(
      "UnrecognizedClientException",
      403,
      "The security token included in the request is invalid."
    );
  const signedAt = Date.parse(time2.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  const lifetime = presigned === null ? void 0 : Number(query.get("X-Amz-Expires")) * 1e3;
  const tolerance2 = (caller.service === "s3" ? 15 : 5) * 6e4 * Math.max(1, factor2);
  const late2 = now() - signedAt;
  if (lifetime !== void 0 && late2 > lifetime)
    throw new ServiceError("AccessDeniedException", 403, "Request has expired");
  if (!(late2 <= (lifetime ?? tolerance2) && late2 >= -tolerance2))
    throw new ServiceError(
      "RequestTimeTooSkewed",
      403,
      caller.service === "s3" ? "The difference between the request time and the current time is too large." : `Signature expired: ${time2} is not within ${tolerance2 / 6e4} minutes of the service's time.`
    );
  const signedHeaders = names2.split(";");
  if (!signedHeaders.includes("host") && !signedHeaders.includes(overHttp2))
    throw invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  const payload = payloadOf(request, caller, presigned !== null);
  const { accessKeyId, region: region2, service } = caller;
  const signing = { accessKeyId, time: time2, region: region2, service, signedHeaders, payload };
  if (signatureOf(request, signing, secretAccessKey) !== given2)
    throw invalid(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method."
    );
}
function payloadOf({ headers, body }, { service }, presigned) {
  if (service !== "s3") return sha256(body);
  const said = headers["x-amz-content-sha256"] ?? (presigned ? "UNSIGNED-PAYLOAD" : sha256(body));
  if (/^[0-9a-f]{64}$/.test(said) && said !== sha256(body))
    throw new ServiceError(
      "XAmzContentSHA256Mismatch",
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed."
    );
  return said;
}
var invalid = (message2) => new ServiceError("InvalidSignatureException", 403, message2);

// runtime/kernel/developer.ts
var person = "a person";
var developerKey = "LOCALDEVELOPER";
var developerSecret = "local";
var developerArn = ({ region: region2, account: account2 }) => `arn:${partitionOf(region2)}:iam::${account2}:user/developer`;
var developerEnvironment = (endpoint, region2) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region2,
  AWS_DEFAULT_REGION: region2,
  AWS_ACCESS_KEY_ID: developerKey,
  AWS_SECRET_ACCESS_KEY: developerSecret,
  AWS_EC2_METADATA_DISABLED: "true"
});

// runtime/local/callers.ts
var AccessKeys = class {
  #functions = /* @__PURE__ */ new Map();
  #developer;
  constructor(place) {
    this.#developer = developerArn(place);
  }
  add(accessKeyId, credentials2, caller) {
    this.#functions.set(accessKeyId, { credentials: credentials2, caller });
  }
  remove(accessKeyId) {
    this.#functions.delete(accessKeyId);
  }
  known(accessKeyId) {
    return this.#functions.get(accessKeyId)?.caller();
  }
  behind(accessKeyId) {
    const known3 = this.known(accessKeyId);
    if (known3 || accessKeyId === developerKey) return known3;
    throw new ServiceError(
      "UnrecognizedClientException",
      403,
      `The security token included in the request is invalid: the access key ${accessKeyId} belongs neither to a function of this run nor to its developer.`
    );
  }
  verify(request, caller) {
    verifySignature(request, caller, this.#credentialsOf(caller.accessKeyId));
  }
  now(accessKeyId) {
    return this.#credentialsOf(accessKeyId).now();
  }
  principal(accessKeyId) {
    return this.known(accessKeyId)?.roleArn ?? this.#developer;
  }
  #credentialsOf(accessKeyId) {
    return this.#functions.get(accessKeyId)?.credentials ?? ofDeveloper;
  }
};
var ofDeveloper = { secretAccessKey: developerSecret, now: () => Date.now(), factor: 1 };

// runtime/kernel/registry.ts
var Registry = class {
  /** In the order of their ids. */
  services;
  resources;
  faults;
  /** By namespace and name. */
  metrics;
  /** Throws when two services register the same. */
  constructor(services) {
    this.services = services.toSorted((a, b) => a.id < b.id ? -1 : 1);
    this.resources = merged(this.services, "resource type", ({ resources }) => resources);
    this.metrics = merged(this.services, "namespace of metrics", ({ metrics: metrics9 }) => metrics9);
    this.faults = merged(this.services, "fault", ({ faults: faults10 }) => faults10);
    merged(
      this.services,
      "signing name",
      ({ signingNames }) => Object.fromEntries(signingNames.map((name2) => [name2, 1]))
    );
    merged(this.services, "kind", ({ kind }) => kind === void 0 ? {} : { [kind]: 1 });
  }
  /** The service whose requests are signed for this name. */
  signedFor(name2) {
    return this.services.find(({ signingNames }) => signingNames.includes(name2));
  }
  /** The service that gives a kind. */
  giving(kind) {
    return this.services.find((service) => service.kind === kind);
  }
};
function merged(services, what, part) {
  const all = {};
  const owners = /* @__PURE__ */ new Map();
  for (const service of services)
    for (const [name2, value2] of Object.entries(part(service))) {
      const owner = owners.get(name2);
      if (owner !== void 0)
        throw new Error(`The services ${owner} and ${service.id} both register the ${what} ${name2}.`);
      owners.set(name2, service.id);
      all[name2] = value2;
    }
  return all;
}
function resourceTypeOf(type, types4) {
  if (Object.hasOwn(types4, type)) return types4[type];
  const family = `${type.split("::")[0]}::*`;
  return Object.hasOwn(types4, family) ? types4[family] : void 0;
}

// runtime/local/coverage.ts
var standInsOf = (graph, outside, types4) => [
  ...new Set(
    [...graph.resources.values(), ...outside].flatMap(({ type }) => {
      const known3 = resourceTypeOf(type, types4);
      return known3 && "standIn" in known3 ? [known3.standIn] : [];
    })
  )
];
var notModelledIn = (graph, types4, leftOut2) => [...graph.resources.values()].filter(({ type }) => !resourceTypeOf(type, types4)).map(({ id, type }) => `${type} (${id})${because(leftOut2[type])}`);
var because = (service) => service === void 0 ? "" : `: the local runtime of this project was made without the service ${service}`;

// runtime/local/fault-places.ts
function faultsIn(services, graph, outside) {
  const componentsOf = (types4, having2) => {
    const inStack = types4.flatMap((type) => graph.ofType(type)).filter(({ properties }) => having2 === void 0 || [having2].flat().some((word2) => says(properties, word2))).map(({ component, id }) => component ?? id);
    const used = outside.filter(({ type }) => types4.includes(type)).map(({ component }) => component);
    return [.../* @__PURE__ */ new Set([...inStack, ...used])];
  };
  return services.flatMap(({ faults: faults10, resources }) => {
    const own = Object.keys(resources).filter((type) => "standIn" in resources[type]);
    const isGuest = own.length === 0;
    if (!isGuest && componentsOf(own).length === 0) return [];
    return Object.entries(faults10).map(([point, { title, explanation, source: source7, strikes: strikes6 = own, having: having2 }]) => {
      const isOwn = isGuest || strikes6.some((type) => Object.hasOwn(resources, type));
      const canStrike = isOwn || componentsOf(own, having2).length > 0;
      const nodes = canStrike ? componentsOf(strikes6, isOwn ? having2 : void 0) : [];
      return { point, title, explanation, source: source7, nodes };
    }).filter(({ nodes }) => nodes.length > 0);
  });
}
var says = (properties, word2) => JSON.stringify(properties).includes(JSON.stringify(word2));

// runtime/kernel/known-addresses.ts
var KnownAddresses = class {
  #known = /* @__PURE__ */ new Map();
  know(text3, address2) {
    this.#known.set(text3, address2);
  }
  in(text3) {
    return [...this.#known].reduce((all, [known3, address2]) => all.replaceAll(known3, address2), text3);
  }
};

// runtime/local/object-places.ts
function objectPlaces({ failureStores, sinks }, graph) {
  const places3 = [
    ...failureStores(graph.outputs).map((place) => ({ place, as: "parked" })),
    ...sinks(graph.outputs).map((place) => ({ place, as: "delivered" }))
  ].toSorted((a, b) => lengthOf(b.place) - lengthOf(a.place));
  const buckets = graph.ofType("AWS::S3::Bucket").map(({ ref }) => ref);
  const unknown2 = places3.find(({ place }) => !buckets.includes(place.bucket));
  if (unknown2)
    throw new Error(
      `The stack has no bucket "${unknown2.place.bucket}" that could be a ${unknown2.as === "parked" ? "failure store" : "sink"}, only ${buckets.join(", ") || "none"}.`
    );
  return (bucket, key) => places3.find(({ place }) => place.bucket === bucket && key.startsWith(place.prefix ?? ""))?.as ?? "forwarded";
}
var lengthOf = ({ prefix: prefix2 = "" }) => prefix2.length;

// runtime/local/changed.ts
function withChanged(template, changed) {
  const { Resources = {}, ...rest } = template;
  const names2 = new Set(Object.values(Resources).flatMap(namesOf));
  const unknown2 = Object.keys(changed).find((name2) => !names2.has(name2));
  if (unknown2 !== void 0) throw new Error(`The stack has no ${unknown2} whose properties could be changed.`);
  const resources = Object.entries(Resources).map(([id, resource]) => {
    const other2 = Object.assign({}, ...namesOf(resource).map((name2) => changed[name2]));
    return [id, { ...resource, Properties: over({ ...resource.Properties }, other2) }];
  });
  return { ...rest, Resources: Object.fromEntries(resources) };
}
function over(one, other2) {
  const both2 = { ...one };
  for (const [name2, value2] of Object.entries(other2))
    if (value2 === null) delete both2[name2];
    else both2[name2] = isObject(value2) && isObject(both2[name2]) ? over(both2[name2], value2) : value2;
  return both2;
}
function namesOf({ Type, Metadata }) {
  const component = Metadata?.["aws:cdk:path"]?.split("/")[1];
  return [Type, ...component === void 0 ? [] : [`${Type} of ${component}`]];
}

// runtime/gateway/caller.ts
var scope = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;
function callerOf({ headers, query }) {
  const inHeader = /^AWS4-HMAC-SHA256 .*?Credential=([^,\s]+)/.exec(headers["authorization"] ?? "")?.[1];
  const match = scope.exec(inHeader ?? query.get("X-Amz-Credential") ?? "");
  if (!match) return void 0;
  const [, accessKeyId, , region2, service] = match;
  return { service, accessKeyId, region: region2 };
}

// runtime/gateway/protocols/rpc.ts
var import_node_zlib = require("node:zlib");

// runtime/gateway/protocols/cbor-decode.ts
var endless = /* @__PURE__ */ Symbol("indefinite length");
var stop = /* @__PURE__ */ Symbol("break");
function decodeCbor(bytes2, times) {
  const reader = new Reader(Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength), times);
  const value2 = reader.value();
  if (value2 === stop || !reader.atEnd) throw malformed("something after its end");
  return value2;
}
var Reader = class {
  #bytes;
  #times;
  #at = 0;
  constructor(bytes2, times) {
    this.#bytes = bytes2;
    this.#times = times;
  }
  get atEnd() {
    return this.#at === this.#bytes.length;
  }
  value() {
    const first = this.#take(1)[0];
    const major = first >> 5;
    const info = first & 31;
    if (major === 7) return this.#simple(info);
    const argument = this.#argument(info);
    switch (major) {
      case 0:
        return short(argument === endless ? 0n : argument);
      case 1:
        return short(argument === endless ? 0n : -1n - argument);
      case 2:
        return this.#text(argument);
      case 3:
        return this.#text(argument).toString();
      case 4:
        return this.#list(argument);
      case 5:
        return this.#map(argument);
      default:
        return this.#tagged(argument);
    }
  }
  #argument(info) {
    if (info < 24) return BigInt(info);
    if (info === 31) return endless;
    const size = 2 ** (info - 24);
    if (info > 27) throw malformed(`length ${info}`);
    const bytes2 = this.#take(size);
    return size === 8 ? bytes2.readBigUInt64BE() : BigInt(bytes2.readUIntBE(0, size));
  }
  #simple(info) {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(this.#take(2).readUInt16BE());
      case 26:
        return this.#take(4).readFloatBE();
      case 27:
        return this.#take(8).readDoubleBE();
      case 31:
        return stop;
      default:
        throw malformed(`simple value ${info}`);
    }
  }
  #text(length) {
    if (length !== endless) return this.#take(Number(length));
    return Buffer.concat(
      this.#list(endless).map((chunk) => typeof chunk === "string" ? Buffer.from(chunk) : chunk)
    );
  }
  #list(length) {
    const items = [];
    while (length === endless || items.length < length) {
      const item = this.value();
      if (item === stop) {
        if (length === endless) break;
        throw malformed("a break");
      }
      items.push(item);
    }
    return items;
  }
  #map(length) {
    const flat = this.#list(length === endless ? endless : length * 2n);
    if (flat.length % 2 > 0) throw malformed("a key without a value");
    return Object.fromEntries(
      Array.from({ length: flat.length / 2 }, (_, at) => [String(flat[2 * at]), flat[2 * at + 1]])
    );
  }
  #tagged(tag) {
    const value2 = this.value();
    if (tag !== 1n) return value2;
    return new Date(Number(value2) * (this.#times === "milliseconds" && Number.isInteger(value2) ? 1 : 1e3));
  }
  #take(size) {
    if (this.#at + size > this.#bytes.length) throw malformed("its end");
    return this.#bytes.subarray(this.#at, this.#at += size);
  }
};
var short = (value2) => {
  const number2 = Number(value2);
  return Number.isSafeInteger(number2) ? number2 : value2;
};
function halfFloat(bits2) {
  const sign2 = bits2 & 32768 ? -1 : 1;
  const exponent = bits2 >> 10 & 31;
  const fraction2 = bits2 & 1023;
  if (exponent === 31) return fraction2 ? NaN : sign2 * Infinity;
  return exponent === 0 ? sign2 * fraction2 * 2 ** -24 : sign2 * (1 + fraction2 / 1024) * 2 ** (exponent - 15);
}
var malformed = (what) => new SyntaxError(`Invalid CBOR: unexpected ${what}.`);

// runtime/gateway/protocols/cbor-encode.ts
function encodeCbor(value2, time2) {
  const parts = [];
  write3(value2, time2, parts);
  return Buffer.concat(parts);
}
function write3(value2, time2, parts) {
  if (value2 === null || value2 === void 0) parts.push(Buffer.of(246));
  else if (typeof value2 === "boolean") parts.push(Buffer.of(value2 ? 245 : 244));
  else if (typeof value2 === "bigint") parts.push(integer(value2));
  else if (typeof value2 === "number") parts.push(Number.isSafeInteger(value2) ? integer(BigInt(value2)) : double(value2));
  else if (typeof value2 === "string") parts.push(head(3, BigInt(Buffer.byteLength(value2))), Buffer.from(value2));
  else if (value2 instanceof Uint8Array) parts.push(head(2, BigInt(value2.length)), Buffer.from(value2));
  else if (value2 instanceof Date) {
    parts.push(Buffer.of(193));
    write3(time2 === "milliseconds" ? value2.getTime() : value2.getTime() / 1e3, time2, parts);
  } else if (Array.isArray(value2)) {
    parts.push(head(4, BigInt(value2.length)));
    for (const inner of value2) write3(inner, time2, parts);
  } else {
    const members = Object.entries(value2).filter(([, inner]) => inner !== void 0);
    parts.push(head(5, BigInt(members.length)));
    for (const [name2, inner] of members) {
      write3(name2, time2, parts);
      write3(inner, time2, parts);
    }
  }
}
var integer = (value2) => value2 < 0n ? head(1, -1n - value2) : head(0, value2);
function double(value2) {
  const bytes2 = Buffer.alloc(9, 251);
  bytes2.writeDoubleBE(value2, 1);
  return bytes2;
}
function head(major, argument) {
  const type = major << 5;
  if (argument < 24n) return Buffer.of(type | Number(argument));
  const size = argument < 0x100n ? 1 : argument < 0x10000n ? 2 : argument < 0x100000000n ? 4 : 8;
  const bytes2 = Buffer.alloc(1 + size);
  bytes2[0] = type | 24 + Math.log2(size);
  if (size === 8) bytes2.writeBigUInt64BE(argument, 1);
  else bytes2.writeUIntBE(Number(argument), 1, size);
  return bytes2;
}

// runtime/gateway/protocols/rpc.ts
var json = (contentType) => ({
  contentType,
  decode: (body) => JSON.parse(body.toString()),
  encode: (output) => JSON.stringify(isJson(output) ? output : jsonOf(output))
});
var awsCbor = {
  contentType: "application/x-amz-cbor-1.1",
  decode: (body) => decodeCbor(body, "milliseconds"),
  encode: (output) => encodeCbor(output, "milliseconds")
};
var smithyCbor = {
  contentType: "application/cbor",
  decode: (body) => decodeCbor(body, "seconds"),
  encode: (output) => encodeCbor(output, "seconds")
};
var json10 = json("application/x-amz-json-1.0");
var json11 = json("application/x-amz-json-1.1");
function formatOf({ headers }) {
  if (headers["smithy-protocol"] === "rpc-v2-cbor") return smithyCbor;
  const contentType = headers["content-type"];
  return [json10, awsCbor].find((format) => format.contentType === contentType) ?? json11;
}
function rpcOf(request) {
  const format = formatOf(request);
  const named3 = format === smithyCbor ? request.path.split("/operation/") : request.headers["x-amz-target"]?.split(".");
  const operation = named3?.[1];
  if (!operation) throw new ServiceError("UnknownOperationException", 400, "The request names no operation.");
  try {
    const input = request.body.length === 0 ? {} : format.decode(request.body);
    return { operation, input };
  } catch (error) {
    if (error instanceof SyntaxError) throw new ServiceError("SerializationException", 400, error.message);
    throw error;
  }
}
function rpcReply(request, output) {
  return reply(formatOf(request), 200, {}, output);
}
var with400 = ["AccessDeniedException", "InvalidSignatureException", "UnrecognizedClientException"];
function rpcError(request, thrown) {
  const error = asServiceError(thrown, "ValidationException");
  const name2 = error.name === "RequestTimeTooSkewed" ? "InvalidSignatureException" : error.name;
  const status = with400.includes(name2) ? 400 : error.$metadata.httpStatusCode;
  return reply(
    formatOf(request),
    status,
    { "x-amzn-errortype": name2 },
    {
      __type: name2,
      message: error.message,
      ...error.details
    }
  );
}
function reply(format, status, headers, output) {
  const body = Buffer.from(format.encode(output));
  return {
    status,
    headers: {
      "content-type": format.contentType,
      // DynamoDB guide, Programming.LowLevelAPI: "a checksum of the entire payload"
      "x-amz-crc32": String((0, import_node_zlib.crc32)(body)),
      ...format === smithyCbor ? { "smithy-protocol": "rpc-v2-cbor" } : {},
      ...headers
    },
    body
  };
}
function blobOf(value2) {
  if (value2 instanceof Uint8Array) return value2;
  if (typeof value2 === "string") return Buffer.from(value2, "base64");
  throw new ServiceError("SerializationException", 400, "A blob is base64 text, or bytes in CBOR.");
}
function isJson(value2) {
  if (typeof value2 !== "object" || value2 === null) return true;
  if (value2 instanceof Date || value2 instanceof Uint8Array) return false;
  if (Array.isArray(value2)) return value2.every(isJson);
  for (const name2 in value2) if (!isJson(value2[name2])) return false;
  return true;
}
function jsonOf(value2) {
  if (value2 instanceof Date) return value2.getTime() / 1e3;
  if (value2 instanceof Uint8Array) return Buffer.from(value2).toString("base64");
  if (Array.isArray(value2)) return value2.map(jsonOf);
  if (typeof value2 !== "object" || value2 === null) return value2;
  return Object.fromEntries(Object.entries(value2).map(([name2, inner]) => [name2, jsonOf(inner)]));
}

// runtime/gateway/dispatch.ts
function callOf(request, caller, apiFor) {
  const api = apiFor(caller.service);
  if ("because" in api) throw notModelled(`The service ${caller.service}`, api.because);
  return api.call(request, caller);
}
function errorReply(error, request, caller, apiFor) {
  const api = apiFor(caller.service);
  return "because" in api ? rpcError(request, error) : api.error(request, error, caller);
}

// runtime/local/traffic.ts
var Traffic = class {
  #options;
  /** What `refused` has heard of. */
  #heard = /* @__PURE__ */ new Set();
  constructor(options) {
    this.#options = options;
  }
  async answer(request) {
    for (const service of this.#options.services) {
      const answer = await service.answer?.(request);
      if (answer) return answer;
    }
    return await this.#serviceAnswer(request);
  }
  /** A request for a WebSocket. */
  async upgrade(request) {
    for (const service of this.#options.services) {
      const outcome = await service.upgrade?.(request);
      if (outcome) return outcome;
    }
    return { status: 404 };
  }
  async #serviceAnswer(request) {
    const caller = callerOf(request);
    if (!caller) return unsigned;
    const reply3 = await this.#replyTo(request, caller);
    if (reply3 === "hang up" || reply3 === "stay silent") return reply3;
    const date2 = new Date(this.#options.callers.now(caller.accessKeyId)).toUTCString();
    return { ...reply3, headers: { ...reply3.headers, date: date2 } };
  }
  async #replyTo(request, caller) {
    const { apiFor } = this.#options;
    try {
      const behind = this.#behind(caller);
      this.#options.callers.verify(request, caller);
      const call2 = callOf(request, caller, apiFor);
      this.#check(behind, call2);
      const count4 = this.#countsOf(behind, call2);
      count4.begin();
      const reply3 = await (behind ? behind.within(() => call2.run()) : call2.run());
      if (reply3 !== "hang up" && reply3.status < 300) count4.succeed();
      return reply3;
    } catch (error) {
      return errorReply(error, request, caller, apiFor);
    }
  }
  /** The function that calls; undefined for a person. */
  #behind({ accessKeyId }) {
    return this.#options.callers.behind(accessKeyId);
  }
  #check(behind, { iam: iam2, dataAccess }) {
    if (!behind) return;
    const { permissions } = this.#options;
    const { roleArn, component } = behind;
    for (const call2 of iam2) if (!permissions.allows(roleArn, call2)) throw this.#refusal(component, roleArn, call2);
    for (const { permission: action, resource } of dataAccess)
      if (!permissions.dataAccess(roleArn, action, resource))
        throw this.#refusal(component, roleArn, { action, resource });
  }
  #refusal(component, roleArn, { action, resource }) {
    const { watch, refused: refused2 } = this.#options;
    watch.error(component, `AccessDenied: the role does not allow ${action} on ${resource}`);
    const kind = JSON.stringify([component, action, resource]);
    if (!this.#heard.has(kind)) refused2({ component, action, resource });
    this.#heard.add(kind);
    return accessDenied({ action, resource }, roleArn);
  }
  /** A call passes when it is made; it delivers or parks once it has succeeded. */
  #countsOf(behind, { passage, iam: [first] }) {
    const { meter } = this.#options.watch;
    const component = behind?.component ?? person;
    const { to, count: count4, as } = passage ?? { to: first?.resource, count: 1, as: "forwarded" };
    const target = to === void 0 ? void 0 : this.#componentOf(to);
    return {
      begin: () => {
        if (target !== void 0) meter.flow(component, target, count4);
      },
      succeed: () => {
        if (as === "parked") meter.parked(component, count4);
        else if (as === "delivered") meter.delivered(component, count4);
      }
    };
  }
  #componentOf(arn2) {
    for (const resource of this.#options.graph.resources.values())
      if (resource.arn === arn2 || arn2.startsWith(`${resource.arn}/`)) return resource.component;
    return void 0;
  }
};
var unsigned = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "MissingAuthenticationTokenException" },
  body: JSON.stringify({ message: "Missing Authentication Token" })
};

// runtime/kernel/steps.ts
var step = Math.log(1.02);
var steps = 1024;
var stepOf = (value2) => Math.min(steps - 1, Math.round(Math.log(Math.max(0, value2) + 1) / step));
var valueAt = (at) => Math.exp(at * step) - 1;

// runtime/kernel/metrics.ts
var minute = 6e4;
var keptMinutes = 180;
var Metrics = class {
  #clock;
  #series = /* @__PURE__ */ new Map();
  /** The same by name, for dimensions that are given as the same object again and again. */
  #known = /* @__PURE__ */ new WeakMap();
  constructor(clock) {
    this.#clock = clock;
  }
  put(namespace8, name2, dimensions4, value2) {
    let known3 = this.#known.get(dimensions4);
    if (!known3) this.#known.set(dimensions4, known3 = /* @__PURE__ */ new Map());
    const named3 = `${namespace8}/${name2}`;
    let series = known3.get(named3);
    if (!series) known3.set(named3, series = this.#seriesOf(namespace8, name2, dimensions4));
    const { minutes } = series;
    const at = Math.floor(this.#clock.now() / minute) * minute;
    const last = minutes.at(-1);
    const step3 = stepOf(value2);
    if (last?.at !== at) {
      minutes.push({ at, count: 1, sum: value2, min: value2, max: value2, steps: /* @__PURE__ */ new Map([[step3, 1]]) });
      if (minutes.length > keptMinutes) minutes.shift();
      return;
    }
    last.count++;
    last.steps.set(step3, (last.steps.get(step3) ?? 0) + 1);
    last.sum += value2;
    last.min = Math.min(last.min, value2);
    last.max = Math.max(last.max, value2);
  }
  all() {
    return [...this.#series.values()].map((series) => ({
      ...series,
      minutes: series.minutes.map(({ at, count: count4, sum: sum2, min, max }) => ({ at, count: count4, sum: sum2, min, max }))
    }));
  }
  recorded(namespace8, name2) {
    return [...this.#series.values()].filter((series) => series.namespace === namespace8 && series.name === name2);
  }
  /** CloudWatch user guide, cloudwatch_concepts: a metric is its namespace, its name and its dimensions, in any order. */
  #seriesOf(namespace8, name2, dimensions4) {
    const key = JSON.stringify([namespace8, name2, Object.entries(dimensions4).toSorted(([a], [b]) => a < b ? -1 : 1)]);
    let series = this.#series.get(key);
    if (!series) this.#series.set(key, series = { namespace: namespace8, name: name2, dimensions: dimensions4, minutes: [] });
    return series;
  }
};

// runtime/local/function-log.ts
function metricsIn(line) {
  if (!line.startsWith("{") || !line.includes('"_aws"')) return [];
  const entry = parsed2(line);
  const directives = entry?.["_aws"]?.CloudWatchMetrics;
  return (directives ?? []).flatMap(
    ({ Namespace = "", Dimensions = [[]], Metrics: Metrics2 }) => Metrics2.map(({ Name }) => ({
      namespace: Namespace,
      name: Name,
      dimensions: Dimensions.map((names2) => Object.fromEntries(names2.map((name2) => [name2, String(entry[name2])]))),
      values: [entry[Name]].flat()
    }))
  );
}
function parsed2(line) {
  try {
    return JSON.parse(line);
  } catch {
    return void 0;
  }
}

// runtime/local/lag-window.ts
var slotLength = 5e3;
var slots = 6;
var LagWindow = class {
  #counts = Array.from({ length: slots }, () => new Uint32Array(steps));
  /** Which stretch of time each slot holds. */
  #stretches = new Float64Array(slots).fill(-Infinity);
  add(milliseconds, now) {
    const stretch = Math.floor(now / slotLength);
    const slot = stretch % slots;
    if (this.#stretches[slot] !== stretch) {
      this.#counts[slot].fill(0);
      this.#stretches[slot] = stretch;
    }
    this.#counts[slot][stepOf(milliseconds)]++;
  }
  /** Null where nothing has come in the time of the window. */
  lag(now) {
    const oldest = Math.floor(now / slotLength) - slots;
    const counts = this.#counts.filter((_, slot) => this.#stretches[slot] > oldest);
    const sums = Array.from({ length: steps }, (_, at) => counts.reduce((sum2, slot) => sum2 + slot[at], 0));
    const total2 = sums.reduce((sum2, count4) => sum2 + count4, 0);
    if (total2 === 0) return null;
    const percentile2 = (part) => {
      let left = Math.floor(total2 * part);
      return lagAt(sums.findIndex((count4) => (left -= count4) < 0));
    };
    return { p50: percentile2(0.5), p99: percentile2(0.99) };
  }
};
var lagAt = (at) => Math.round(valueAt(at));

// runtime/local/meter.ts
var FlowMeter = class {
  #flows = /* @__PURE__ */ new Map();
  #delivered = /* @__PURE__ */ new Map();
  #parked = /* @__PURE__ */ new Map();
  #dropped = /* @__PURE__ */ new Map();
  #lags = /* @__PURE__ */ new Map();
  #clock;
  constructor(clock) {
    this.#clock = clock;
  }
  flow(from, to, count4) {
    const key = `${from} ${to}`;
    const flow = this.#flows.get(key);
    if (flow) flow.count += count4;
    else this.#flows.set(key, { from, to, count: count4 });
  }
  delivered(by, count4) {
    add(this.#delivered, by, count4);
  }
  parked(by, count4) {
    add(this.#parked, by, count4);
  }
  dropped(by, count4) {
    add(this.#dropped, by, count4);
  }
  lag(of, milliseconds) {
    let window = this.#lags.get(of);
    if (!window) this.#lags.set(of, window = new LagWindow());
    window.add(milliseconds, this.#clock.now());
  }
  flowing(from, to) {
    return this.#flows.get(`${from} ${to}`)?.count ?? 0;
  }
  passed(component) {
    const flows = [...this.#flows.values()];
    const sum2 = (matching) => matching.reduce((total2, { count: count4 }) => total2 + count4, 0);
    return {
      in: sum2(flows.filter(({ to }) => to === component)),
      out: sum2(flows.filter(({ from }) => from === component)),
      delivered: this.#delivered.get(component) ?? 0,
      parked: this.#parked.get(component) ?? 0,
      dropped: this.#dropped.get(component) ?? 0,
      lag: this.#lags.get(component)?.lag(this.#clock.now()) ?? null
    };
  }
};
function add(counts, key, count4) {
  counts.set(key, (counts.get(key) ?? 0) + count4);
}

// runtime/local/watch.ts
var keptErrors = 50;
var Watch = class {
  meter;
  metrics;
  #measures;
  #errors = [];
  #measured = /* @__PURE__ */ new Map();
  constructor(measures, clock) {
    this.#measures = measures;
    this.meter = new FlowMeter(clock);
    this.metrics = new Metrics(clock);
  }
  get errors() {
    return this.#errors;
  }
  /** A line of the log of a component's function. */
  read(component, line) {
    for (const { namespace: namespace8, name: name2, dimensions: dimensions4, values } of metricsIn(line)) {
      this.#measured.set(`${component} ${name2}`, this.measured(component, name2) + sum(values));
      if (this.#measures.dropped.includes(name2)) this.meter.dropped(component, sum(values));
      if (this.#measures.lag.includes(name2)) for (const value2 of values) this.meter.lag(component, value2);
      for (const set3 of dimensions4) for (const value2 of values) this.metrics.put(namespace8, name2, set3, value2);
    }
    if (/"level":"(ERROR|CRITICAL)"|^(\S*Error\b|node:)/.test(line)) this.error(component, line);
  }
  /** The sum of what a component's function has reported under a metric. */
  measured(component, metric) {
    return this.#measured.get(`${component} ${metric}`) ?? 0;
  }
  error(component, text3) {
    this.#errors.push(`${component}: ${text3}`);
    if (this.#errors.length > keptErrors) this.#errors.shift();
  }
};
var sum = (values) => values.reduce((total2, value2) => total2 + value2, 0);

// runtime/local/stack.ts
async function startStack(runtime, options) {
  const assembly = readAssembly(options.assembly, options.stackName);
  const state = DurableState.open(options.journal, options.resume, options.speed, {
    seed: options.seed,
    ...options.settings
  });
  const clock = new ScaledTime(state.scale);
  const closing = [];
  const stop2 = async (keep) => {
    clock.stop();
    await Promise.all(closing.map((close) => close()));
    if (keep) state.close();
    else state.remove();
  };
  try {
    return await started(runtime, options, { assembly, state, clock, stop: stop2, closes: (close) => closing.push(close) });
  } catch (error) {
    await stop2(options.resume);
    throw error;
  }
}
var trusting = (file2) => file2 === void 0 ? {} : { NODE_EXTRA_CA_CERTS: file2 };
async function started({ registry: registry2, leftOut: leftOut2 }, options, { assembly, state, clock, stop: stop2, closes }) {
  const { stackName, seed: seed2 } = options;
  const points = Object.keys(registry2.faults);
  const rules = { ...options.rules };
  const faults10 = new SeededFaults({ seed: seed2, clock, rules, outages: options.outages(state.begun) }, points);
  let traffic;
  const gateway = await startGateway(
    async (request) => traffic ? traffic.answer(request) : { status: 503 },
    0,
    async (request) => traffic ? traffic.upgrade(request) : { status: 503 }
  );
  closes(() => gateway.close());
  const endpoint = gateway.url;
  const graph = readTemplate(
    withChanged(assembly.template, options.changed ?? {}),
    { stackName, ...assembly.place, endpoint },
    registry2.resources
  );
  const permissions = new Permissions(graph);
  const watch = new Watch(options.measures, clock);
  const callers = new AccessKeys(graph);
  const existingTables = options.existingTables(graph.outputs);
  const existingBuckets = options.existingBuckets?.(graph.outputs) ?? [];
  const existingKafka = options.existingKafka?.(graph.outputs) ?? [];
  const purposeOf = objectPlaces(options, graph);
  const addresses = new KnownAddresses();
  const running = new RunningServices(registry2, (service, shared) => ({
    ...shared,
    graph,
    endpoint,
    clock,
    faults: faults10,
    permissions,
    callers,
    meter: watch.meter,
    metrics: watch.metrics,
    existingTables,
    existingBuckets,
    existingKafka,
    addresses,
    jobs: options.jobs ?? {},
    scripts: options.scripts ?? {},
    purposeOf,
    journal: () => state.of(service.id),
    assetFolder: (objectKey) => assembly.assetFolder(objectKey),
    log: (component, line) => {
      watch.read(component, line);
      options.log?.(component, line);
    },
    error: (component, text3) => watch.error(component, text3)
  }));
  const services = running.all();
  closes(() => Promise.all(services.map(async (service) => service.close?.())));
  traffic = new Traffic({
    graph,
    permissions,
    callers,
    services,
    apiFor: (name2) => running.signedFor(name2)?.api ?? { because: missing(leftOut2[name2]) },
    watch,
    refused: options.refused
  });
  await begun(services);
  state.takenUp();
  const schedules = services.flatMap((service) => service.schedules ?? []);
  const outside = services.flatMap((service) => service.outside ?? []);
  const placedFaults = faultsIn(registry2.services, graph, outside);
  return {
    url: endpoint,
    clock,
    faults: faults10,
    outputs: graph.outputs,
    environment: { ...developerEnvironment(endpoint, graph.region), ...trusting(certificateFile()) },
    find: (kind, nameOrArn) => running.needed(kind, nameOrArn),
    callApi: async (url, request) => {
      const about = { method: request?.method ?? "GET", url, body: Buffer.from(request?.body ?? "") };
      const headers = services.map((service) => service.credentials?.(about)).find(Boolean) ?? {};
      const response = await fetch(url, { ...request, headers });
      return { status: response.status, body: await response.text() };
    },
    schedules: schedules.map(({ component, every }) => ({ component, every })),
    runSchedule: async (component) => {
      const found = schedules.find((schedule) => schedule.component === component);
      const known3 = schedules.map((schedule) => schedule.component).join(", ");
      if (!found) throw new Error(`${component} has no schedule; ${known3 || "no component"} has one.`);
      await found.run(uuidOf(`${component}|${clock.now()}`));
    },
    update: async (component) => {
      for (const service of services) await service.update?.(component);
    },
    passed: (component) => ({ ...watch.meter.passed(component), waiting: waitingAt(component, services) }),
    measured: (component, metric) => watch.measured(component, metric),
    flowing: (from, to) => watch.meter.flowing(from, to),
    metrics: () => watch.metrics.all(),
    alarms: () => alarmsOf(services),
    setFault: (point, on) => {
      checkPoint(point, points);
      const { rate, sightings } = registry2.faults[point];
      rules[point] = on ? { rate, sightings } : { rate: 0, sightings: 0 };
    },
    get faultPoints() {
      return placedFaults.map((fault) => ({
        ...fault,
        on: (rules[fault.point]?.rate ?? 0) > 0,
        struck: faults10.struck(fault.point)
      }));
    },
    revoke: (component, action) => permissions.revoke(component, action),
    onRecord: (listener) => {
      for (const service of services) service.onRecord?.(listener);
    },
    settled: () => atRest(services),
    waiting: () => waitingIn(services).reduce((sum2, { count: count4 }) => sum2 + count4, 0),
    waitingFor: () => waitingIn(services).map(inWords),
    fed: (position) => state.fed(position),
    fedBefore: state.fedBefore,
    refused: () => permissions.refused().map((refusal2) => grantOf(refusal2, graph)),
    unused: () => permissions.unused(),
    errors: () => watch.errors,
    standIns: standInsOf(graph, outside, registry2.resources),
    notModelled: [...notModelledIn(graph, registry2.resources, leftOut2), ...notEvaluated(alarmsOf(services))],
    processIds: () => services.flatMap((service) => service.processIds?.() ?? []),
    stop: ({ keep = false } = {}) => stop2(keep)
  };
}
async function begun(services) {
  await Promise.all(services.map(async (service) => service.listen?.()));
  await Promise.all(services.map(async (service) => service.warm?.()));
  for (const service of services) await service.deploy?.();
  for (const service of services) service.restore?.();
  for (const service of services) service.begin?.();
}
var alarmsOf = (services) => services.flatMap((service) => service.alarms?.() ?? []);
var notEvaluated = (alarms) => alarms.flatMap(({ id, notModelled: notModelled3 }) => notModelled3 === void 0 ? [] : [`Alarm ${id}: ${notModelled3}`]);
var missing = (service) => service === void 0 ? "" : `this project's runtime was made without the service ${service}`;
var grantOf = ({ role, call: call2, times }, graph) => ({
  component: graph.named(role)?.component ?? role,
  action: call2.action,
  resource: call2.resource,
  times
});

// runtime/services/left-out.ts
var leftOut = { "AWS::AppSync::Api": "appsync", "AWS::AppSync::ChannelNamespace": "appsync", "appsync": "appsync", "AWS::Budgets::Budget": "budgets", "AWS::Cognito::UserPool": "cognito", "AWS::Cognito::UserPoolClient": "cognito", "AWS::Cognito::UserPoolDomain": "cognito", "AWS::Cognito::UserPoolGroup": "cognito", "AWS::Cognito::UserPoolResourceServer": "cognito", "AWS::DynamoDB::GlobalTable": "dynamodb", "AWS::DynamoDB::Table": "dynamodb", "dynamodb": "dynamodb", "AWS::Kinesis::Stream": "kinesis", "AWS::Kinesis::ResourcePolicy": "kinesis", "kinesis": "kinesis", "AWS::KinesisAnalyticsV2::Application": "kinesisanalytics", "AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption": "kinesisanalytics", "kinesisanalytics": "kinesisanalytics", "AWS::OpenSearchServerless::AccessPolicy": "opensearch", "AWS::OpenSearchServerless::Collection": "opensearch", "AWS::OpenSearchServerless::CollectionGroup": "opensearch", "AWS::OpenSearchServerless::SecurityPolicy": "opensearch", "AWS::OpenSearchService::Domain": "opensearch", "es": "opensearch", "aoss": "opensearch", "AWS::SQS::Queue": "sqs", "AWS::SQS::QueueInlinePolicy": "sqs", "AWS::SQS::QueuePolicy": "sqs", "sqs": "sqs" };

// runtime/services/registry.ts
var registry_exports = {};
__export(registry_exports, {
  apigateway: () => apigateway,
  athena: () => athena,
  cdk: () => cdk,
  cloudformation: () => cloudformation,
  cloudwatch: () => cloudwatch,
  ec2: () => ec2,
  eventbridge: () => eventbridge,
  firehose: () => firehose,
  glue: () => glue,
  iam: () => iam,
  kafka: () => kafka,
  kms: () => kms,
  lambda: () => lambda2,
  logs: () => logs2,
  quicksight: () => quicksight,
  redshift: () => redshift,
  s3: () => s3,
  sagemaker: () => sagemaker,
  secretsmanager: () => secretsmanager,
  sns: () => sns,
  ssm: () => ssm,
  sts: () => sts
});

// runtime/services/apigateway/faults.ts
var strikes = ["AWS::ApiGatewayV2::Integration"];
var having = "IntegrationSubtype";
var faults = {
  "api.throttled": {
    rate: 0.04,
    sightings: 1,
    title: "API answers 429",
    explanation: "API Gateway has more requests than it takes and refuses one. Nothing is written.",
    source: "API Gateway guide, page: http-api-throttling: limits are applied on a best-effort basis, with 429",
    strikes,
    having
  },
  "api.answer-lost": {
    rate: 0.04,
    sightings: 1,
    title: "API loses an answer",
    explanation: "The service did what it was asked, and the caller gets 503. A retry does it again.",
    source: "API Gateway guide, page: http-api-quotas: an integration that answers too late ends with 503",
    strikes,
    having
  },
  "api.refusing": {
    ...lasting,
    title: "API refuses all",
    explanation: "Every request gets 429, as when others have used up what the account may send.",
    source: "API Gateway guide, page: http-api-quotas: the rate of an account is shared by its APIs in a region",
    strikes,
    having
  },
  "api.slow-behind": {
    ...lasting,
    title: "Service answers late",
    explanation: "The service behind an integration takes two seconds to answer. Everything else works.",
    source: "API Gateway guide, page: http-api-quotas: an integration may take 30 seconds",
    strikes,
    having
  }
};

// runtime/services/apigateway/http-api.ts
var import_node_crypto8 = require("node:crypto");

// runtime/services/apigateway/authorizers.ts
function authorizeByToken(request, { issuer, audience, identitySource, scopes }, tokens, now) {
  const token2 = identitySource.map((source7) => valueAt2(source7, request)).find(Boolean);
  if (token2 === void 0) return unauthorized("Bearer");
  const claims = tokens.verify(token2.replace(/^Bearer\s+/i, ""));
  if (!claims) return invalidToken("the signature cannot be verified");
  const seconds = now / 1e3;
  const texts = (value2) => [value2 ?? []].flat().map(String);
  const checks = [
    // "iss: Must match the issuer that is configured for the authorizer"
    ["the issuer is another", claims["iss"] === issuer],
    // "API Gateway validates client_id only if aud is not present"
    ["the audience is another", texts(claims["aud"] ?? claims["client_id"]).some((each2) => audience.includes(each2))],
    ["the token has expired", Number(claims["exp"]) > seconds],
    ["the token is not valid yet", claims["nbf"] === void 0 || Number(claims["nbf"]) <= seconds],
    ["the token was issued in the future", claims["iat"] === void 0 || Number(claims["iat"]) <= seconds]
  ];
  const failed2 = checks.find(([, holds2]) => !holds2);
  if (failed2) return invalidToken(failed2[0]);
  const granted = texts(claims["scope"] ?? claims["scp"]).flatMap((each2) => each2.split(" "));
  if (scopes.length > 0 && !scopes.some((scope2) => granted.includes(scope2))) {
    return {
      refusal: forbidden({ "www-authenticate": `Bearer scope="${scopes.join(" ")}" error="insufficient_scope"` })
    };
  }
  const told2 = Object.fromEntries(Object.entries(claims).map(([name2, value2]) => [name2, textOf2(value2)]));
  return { authorizer: { jwt: { claims: told2, scopes: scopes.length > 0 ? scopes : null } } };
}
function authorizeBySignature(request, call2, principal) {
  const caller = callerOf(request);
  const known3 = caller?.service === "execute-api" ? principal(caller, request) : void 0;
  if (!caller || !known3?.allows(call2)) return { refusal: forbidden({}) };
  const [, , , , accountId = ""] = known3.arn.split(":");
  const about = { accessKey: caller.accessKeyId, accountId, callerId: caller.accessKeyId, cognitoIdentity: null };
  return { authorizer: { iam: { ...about, principalOrgId: null, userArn: known3.arn, userId: caller.accessKeyId } } };
}
function valueAt2(source7, { headers, query }) {
  const [, kind, name2 = ""] = /^\$request\.(header|querystring)\.(.+)$/.exec(source7) ?? [];
  return kind === "header" ? headers[name2.toLowerCase()] : kind ? query.get(name2) ?? void 0 : void 0;
}
function textOf2(value2) {
  if (Array.isArray(value2)) return `[${value2.map(String).join(" ")}]`;
  return typeof value2 === "object" ? JSON.stringify(value2) : String(value2);
}
var message = (status, text3, headers = {}) => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ message: text3 })
});
var unauthorized = (challenge) => ({
  refusal: message(401, "Unauthorized", { "www-authenticate": challenge })
});
var invalidToken = (why) => unauthorized(`Bearer scope="" error="invalid_token" error_description="${why}"`);
var forbidden = (headers) => message(403, "Forbidden", headers);

// runtime/services/apigateway/cors.ts
var none2 = { preflight: () => void 0, headers: () => ({}) };
function corsOf(configuration) {
  if (configuration === void 0) return none2;
  const { AllowOrigins = [], AllowMethods = [], AllowHeaders = [], ExposeHeaders = [], MaxAge } = configuration;
  if (configuration.AllowCredentials === true)
    throw new Error("The local runtime does not model CORS with credentials.");
  const originOf = ({ headers: { origin } }) => AllowOrigins.includes("*") ? "*" : AllowOrigins.find((allowed) => allowed === origin);
  const listed4 = (name2, values) => values.length === 0 ? {} : { [name2]: values.join(",") };
  const headers = (request) => {
    const origin = request.headers["origin"] === void 0 ? void 0 : originOf(request);
    if (origin === void 0) return {};
    return {
      "access-control-allow-origin": origin,
      ...origin === "*" ? {} : { vary: "origin" },
      ...listed4("access-control-expose-headers", ExposeHeaders)
    };
  };
  return {
    headers,
    preflight: (request) => {
      if (request.method !== "OPTIONS" || request.headers["access-control-request-method"] === void 0)
        return void 0;
      const allowed = headers(request);
      if (Object.keys(allowed).length === 0) return { status: 204 };
      return {
        status: 204,
        headers: {
          ...allowed,
          ...listed4("access-control-allow-methods", AllowMethods),
          ...listed4("access-control-allow-headers", AllowHeaders),
          ...MaxAge === void 0 ? {} : { "access-control-max-age": String(MaxAge) }
        }
      };
    }
  };
}

// runtime/services/apigateway/event.ts
function eventOf(request, context) {
  const { headers, query, body } = request;
  const { accountId, apiId: apiId2, region: region2, stage, routeKey, path, pathParameters, authorizer, requestId, now } = context;
  const { cookie, ...others2 } = headers;
  const text3 = isText(headers["content-type"]);
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: query.toString(),
    ...cookie === void 0 ? {} : { cookies: cookie.split("; ") },
    headers: others2,
    // "Duplicate query strings are combined with commas"
    ...query.size === 0 ? {} : {
      queryStringParameters: Object.fromEntries(
        [...query.keys()].map((name2) => [name2, query.getAll(name2).join(",")])
      )
    },
    ...Object.keys(pathParameters).length === 0 ? {} : { pathParameters },
    requestContext: {
      accountId,
      apiId: apiId2,
      ...authorizer ? { authorizer } : {},
      domainName: `${apiId2}.execute-api.${region2}.amazonaws.com`,
      domainPrefix: apiId2,
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? ""
      },
      requestId,
      routeKey,
      stage,
      time: logTime(now),
      timeEpoch: Math.floor(now)
    },
    ...body.length === 0 ? {} : { body: body.toString(text3 ? "utf8" : "base64") },
    isBase64Encoded: body.length > 0 && !text3
  };
}
var isText = (contentType = "text/plain") => /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|[\w.-]+\+(json|xml)))/.test(contentType);
function logTime(now) {
  const [, day4, month, year, time2] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(now).toUTCString());
  return `${day4}/${month}/${year}:${time2} +0000`;
}
function replyOf(response) {
  const given2 = typeof response === "object" && response !== null ? response : {};
  if (given2.statusCode === void 0) {
    const body2 = typeof response === "string" ? response : JSON.stringify(response ?? null);
    return { status: 200, headers: { "content-type": "application/json" }, body: body2 };
  }
  const status = Number(given2.statusCode);
  const { body = "" } = given2;
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== "string") return void 0;
  const headers = /* @__PURE__ */ new Map([["content-type", "text/plain;charset=utf-8"]]);
  for (const [name2, value2] of Object.entries(given2.headers ?? {})) headers.set(name2.toLowerCase(), String(value2));
  if (given2.cookies?.length) headers.set("set-cookie", given2.cookies.join(", "));
  return {
    status,
    headers: Object.fromEntries(headers),
    body: given2.isBase64Encoded === true ? Buffer.from(body, "base64") : body
  };
}

// runtime/services/apigateway/parameter-mapping.ts
var bodyLimit = 100 * 1024;
function mappedValue(expression2) {
  if (!expression2.includes("$")) return () => expression2;
  const [, place, name2 = ""] = /^\$request\.(header|querystring|body)\.([\w-]+)$/.exec(expression2) ?? [];
  switch (place) {
    case "header":
      return ({ headers }) => given(headers[name2.toLowerCase()]);
    case "querystring":
      return ({ query }) => given(query.getAll(name2).join(","));
    case "body":
      return ({ body }) => given(memberOf(body, name2));
    default:
      throw new Error(`The local runtime does not model the parameter mapping ${expression2}.`);
  }
}
var given = (value2) => value2 === "" ? void 0 : value2;
function memberOf(body, name2) {
  try {
    const value2 = JSON.parse(body.subarray(0, bodyLimit).toString())?.[name2];
    return value2 === void 0 || value2 === null ? void 0 : typeof value2 === "string" ? value2 : JSON.stringify(value2);
  } catch {
    return void 0;
  }
}

// runtime/services/apigateway/response-parameters.ts
function responseTransform(parameters) {
  const changes2 = new Map(
    Object.entries(parameters).map(([status, { ResponseParameters: all }]) => [Number(status), all.map(changeOf)])
  );
  return (reply3) => (changes2.get(reply3.status) ?? []).reduce((changed, change) => change(changed), reply3);
}
function changeOf({ Destination, Source }) {
  const [, header] = /^overwrite:header\.([\w-]+)$/.exec(Destination) ?? [];
  if (Source.includes("$")) throw new Error(`The local runtime does not model the response parameter ${Source}.`);
  if (header) return (reply3) => ({ ...reply3, headers: { ...reply3.headers, [header.toLowerCase()]: Source } });
  if (Destination === "overwrite:statuscode") return (reply3) => ({ ...reply3, status: Number(Source) });
  throw new Error(`The local runtime does not model the response parameter ${Destination}.`);
}

// runtime/services/apigateway/integrations.ts
var broken = message(500, "Internal Server Error");
var slow = 2e3;
var refused = message(400, "Bad Request");
function integrationOf({ id, properties }, backends) {
  const { IntegrationType, IntegrationSubtype, PayloadFormatVersion } = properties;
  if (IntegrationType === "AWS_PROXY" && IntegrationSubtype === "Kinesis-PutRecord")
    return kinesis(id, properties, backends);
  if (IntegrationType !== "AWS_PROXY" || IntegrationSubtype !== void 0 || PayloadFormatVersion !== "2.0")
    throw new Error(
      `${id}: the local runtime models Lambda integrations with payload format 2.0 and Kinesis-PutRecord, and no others.`
    );
  return lambda(String(properties["IntegrationUri"]), backends);
}
function lambda(uri, { invoke: invoke2, mayInvoke: mayInvoke2 }) {
  const functionArn = uri.replace(/^.*\/functions\/(.*)\/invocations$/, "$1");
  return async (request, context) => {
    if (!mayInvoke2(context.routeArn, functionArn)) return broken;
    try {
      return replyOf(await invoke2(functionArn, eventOf(request, context))) ?? broken;
    } catch {
      return broken;
    }
  };
}
var required = ["StreamName", "Data", "PartitionKey"];
function kinesis(id, properties, { faults: faults10, clock, putRecord: putRecord2 }) {
  const parameters = properties["RequestParameters"];
  const strange = Object.keys(parameters).find((name2) => !required.includes(name2));
  const missing3 = required.find((name2) => parameters[name2] === void 0);
  const role = properties["CredentialsArn"];
  if (strange !== void 0 || missing3 !== void 0 || typeof role !== "string" || properties["PayloadFormatVersion"] !== "1.0")
    throw new Error(
      `${id}: Kinesis-PutRecord has the payload format 1.0, a role, and ${required.join(", ")}; the local runtime models no other parameters.`
    );
  const [streamOf, dataOf2, keyOf3] = required.map((name2) => mappedValue(parameters[name2]));
  const transform2 = responseTransform(properties["ResponseParameters"] ?? {});
  return async (request) => {
    const [streamName, text3, partitionKey] = [streamOf(request), dataOf2(request), keyOf3(request)];
    if (streamName === void 0 || text3 === void 0 || partitionKey === void 0) return refused;
    const identity = `${partitionKey} ${text3}`;
    if (faults10.strike("api.refusing", identity) || faults10.strike("api.throttled", identity))
      return message(429, "Too Many Requests");
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text3) || text3.length % 4 !== 0) return broken;
    try {
      if (faults10.strike("api.slow-behind", identity)) await clock.sleep(slow);
      const taken2 = await putRecord2(role, { streamName, partitionKey, data: Buffer.from(text3, "base64") });
      if (faults10.strike("api.answer-lost", identity)) return message(503, "Service Unavailable");
      return transform2({
        status: 200,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify(taken2)
      });
    } catch {
      return broken;
    }
  };
}

// runtime/services/apigateway/route.ts
function routeOf(key) {
  if (key === "$default") return { key, method: "ANY", segments: ["{proxy+}"] };
  const [method = "", path = ""] = key.split(" ");
  return { key, method, segments: path.split("/").slice(1) };
}
function matchRoute(routes, method, path) {
  const given2 = path.split("/").slice(1).map(decodeURIComponent);
  const matches2 = routes.flatMap((route) => {
    if (route.method !== "ANY" && route.method !== method) return [];
    const pathParameters = parametersOf(route, given2);
    return pathParameters ? [{ route, pathParameters }] : [];
  });
  return matches2.toSorted((a, b) => compare2(rankOf(a.route), rankOf(b.route)))[0];
}
function parametersOf({ key, segments }, given2) {
  if (key === "$default") return {};
  const parameters = {};
  for (const [at, segment] of segments.entries()) {
    const [, name2, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(segment) ?? [];
    if (name2 !== void 0 && greedy) {
      if (given2.length <= at) return void 0;
      return { ...parameters, [name2]: given2.slice(at).join("/") };
    }
    if (name2 === void 0 ? given2[at] !== segment : !given2[at]) return void 0;
    if (name2 !== void 0) parameters[name2] = given2[at];
  }
  return given2.length === segments.length ? parameters : void 0;
}
function rankOf({ key, method, segments }) {
  const kinds2 = segments.map((segment) => segment.endsWith("+}") ? 2 : segment.startsWith("{") ? 1 : 0);
  return [key === "$default" ? 1 : 0, kinds2.includes(2) ? 1 : 0, ...kinds2, -segments.length, method === "ANY" ? 1 : 0];
}
function compare2(a, b) {
  const at = a.findIndex((value2, place) => value2 !== b[place]);
  return at < 0 ? 0 : a[at] - (b[at] ?? 0);
}

// runtime/services/apigateway/throttle.ts
var Throttle = class {
  #clock;
  #rate;
  #burst;
  #tokens;
  #at;
  constructor(clock, rate, burst) {
    this.#clock = clock;
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = clock.now();
  }
  admit() {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) / 1e3 * this.#rate);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
};

// runtime/services/apigateway/http-api.ts
var longestTimeout = 3e4;
var accountRate = { ThrottlingRateLimit: 1e4, ThrottlingBurstLimit: 5e3 };
var HttpApi = class {
  id;
  /** `/_api/ID`: what requests for this API begin with. */
  prefix;
  #options;
  #stage;
  #routes;
  #cors;
  /** Throws where the template holds what is not modelled. */
  constructor(options) {
    this.#options = options;
    const { graph, api } = options;
    this.id = api.ref;
    this.prefix = `/_api/${api.ref}`;
    this.#cors = corsOf(api.properties["CorsConfiguration"]);
    const stages = graph.ofType("AWS::ApiGatewayV2::Stage").filter(({ properties }) => properties["ApiId"] === api.ref);
    if (stages.length !== 1)
      throw new Error(`${api.id} has ${stages.length} stages; the local runtime serves APIs with one.`);
    const [stage] = stages;
    this.#stage = String(stage.properties["StageName"]);
    const routes = graph.ofType("AWS::ApiGatewayV2::Route").filter(({ properties }) => properties["ApiId"] === api.ref);
    this.#routes = routes.map((route) => this.#served(route, stage));
  }
  /** Whether a request is for this API. */
  serves({ path }) {
    return path === this.prefix || path.startsWith(`${this.prefix}/`);
  }
  async answer(request) {
    const { clock, answered } = this.#options;
    const requestId = (0, import_node_crypto8.randomUUID)();
    const begun2 = clock.now();
    const preflight = this.#cors.preflight(request);
    const { route, reply: reply3 } = preflight ? { route: void 0, reply: preflight } : await this.#answer(request, requestId);
    const { status } = reply3;
    answered({ stage: this.#stage, route, request, status, took: clock.now() - begun2 });
    return { ...reply3, headers: { ...reply3.headers, "apigw-requestid": requestId } };
  }
  async #answer(request, requestId) {
    const { clock, graph, api } = this.#options;
    const path = this.#pathOf(request);
    const match = path === void 0 ? void 0 : matchRoute(this.#routes, request.method, path);
    if (!match || path === void 0) return { route: void 0, reply: message(404, "Not Found") };
    const { route, pathParameters } = match;
    if (!route.throttle.admit()) return { route: route.key, reply: message(429, "Too Many Requests") };
    const authorization = route.authorize(request, path);
    if ("refusal" in authorization) return { route: route.key, reply: authorization.refusal };
    const context = {
      accountId: graph.account,
      apiId: api.ref,
      region: graph.region,
      stage: this.#stage,
      routeKey: route.key,
      // guide, arn-format-reference: STAGE/METHOD/ROUTE-PATH, and STAGE/$default
      routeArn: this.#arn(
        `${this.#stage}/${route.key === "$default" ? route.key : `${request.method}${route.key.slice(route.key.indexOf(" ") + 1)}`}`
      ),
      path: decodeURIComponent(path),
      pathParameters,
      authorizer: authorization.authorizer,
      requestId,
      now: clock.now()
    };
    const reply3 = await this.#inTime(route.timeout, route.integrate(request, context));
    return { route: route.key, reply: { ...reply3, headers: { ...reply3.headers, ...this.#cors.headers(request) } } };
  }
  /** Within the API and, unless it is the default one, within its stage. */
  #pathOf({ path }) {
    const inApi = path.slice(this.prefix.length) || "/";
    if (this.#stage === "$default") return inApi;
    const prefix2 = `/${this.#stage}`;
    return inApi === prefix2 ? "/" : inApi.startsWith(`${prefix2}/`) ? inApi.slice(prefix2.length) : void 0;
  }
  async #inTime(timeout, answered) {
    let cancel2 = () => {
    };
    const late2 = new Promise((resolve2) => {
      cancel2 = this.#options.clock.timer(timeout, () => resolve2(message(503, "Service Unavailable")));
    });
    try {
      return await Promise.race([answered, late2]);
    } finally {
      cancel2();
    }
  }
  #served({ id, properties }, stage) {
    const { clock, graph } = this.#options;
    const key = String(properties["RouteKey"]);
    const target = String(properties["Target"] ?? "").replace(/^integrations\//, "");
    const integration = graph.ofType("AWS::ApiGatewayV2::Integration").find(({ ref }) => ref === target);
    if (!integration) throw new Error(`The route ${id} has no integration.`);
    const { TimeoutInMillis } = integration.properties;
    const settings = settingsOf(stage, key);
    return {
      ...routeOf(key),
      integrate: integrationOf(integration, this.#options),
      timeout: Math.min(longestTimeout, Number(TimeoutInMillis ?? longestTimeout)),
      authorize: this.#authorizer(id, properties),
      throttle: new Throttle(clock, Number(settings.ThrottlingRateLimit), Number(settings.ThrottlingBurstLimit))
    };
  }
  #authorizer(id, properties) {
    const { graph, tokens, clock, principal } = this.#options;
    const type = properties["AuthorizationType"] ?? "NONE";
    if (type === "NONE") return () => ({ authorizer: void 0 });
    if (type === "AWS_IAM") {
      return (request, path) => {
        const resource = this.#arn(`${this.#stage}/${request.method}${path}`);
        return authorizeBySignature(request, { action: "execute-api:Invoke", resource }, principal);
      };
    }
    const authorizer = graph.ofType("AWS::ApiGatewayV2::Authorizer").find(({ ref }) => ref === properties["AuthorizerId"]);
    if (type !== "JWT" || !authorizer) throw new Error(`The authorization ${String(type)} of ${id} is not modelled.`);
    const { Issuer, Audience } = authorizer.properties["JwtConfiguration"];
    const settings = {
      issuer: Issuer,
      audience: Audience,
      identitySource: authorizer.properties["IdentitySource"],
      scopes: properties["AuthorizationScopes"] ?? []
    };
    return (request) => authorizeByToken(request, settings, tokens(), clock.now());
  }
  #arn(path) {
    const { graph, api } = this.#options;
    return regionalArn("execute-api", graph, `${api.ref}/${path}`);
  }
};
function settingsOf({ properties }, routeKey) {
  const defaults = properties["DefaultRouteSettings"] ?? {};
  const own = (properties["RouteSettings"] ?? {})[routeKey] ?? {};
  return { ...accountRate, ...defaults, ...own };
}

// runtime/services/apigateway/metrics.ts
var ofStage = {
  dimensions: { ApiId: "AWS::ApiGatewayV2::Api", Stage: "AWS::ApiGatewayV2::Stage" },
  unit: "Count",
  source: "API Gateway guide, http-api-metrics: metrics by API and stage"
};
var metrics = {
  "AWS/ApiGateway": {
    Count: ofStage,
    "4xx": ofStage,
    "5xx": ofStage,
    Latency: { ...ofStage, unit: "Milliseconds" },
    DataProcessed: { ...ofStage, unit: "Bytes" }
  }
};
function reportRequest(sink, dimensions4, {
  request,
  status,
  took
}) {
  const put = (name2, value2) => sink.put("AWS/ApiGateway", name2, dimensions4, value2);
  put("Count", 1);
  put("4xx", status >= 400 && status < 500 ? 1 : 0);
  put("5xx", status >= 500 ? 1 : 0);
  put("Latency", took);
  put("DataProcessed", request.body.length);
}

// runtime/services/apigateway/http-apis.ts
var developer = "developer";
var HttpApis = class {
  #host;
  #apis;
  #listeners = /* @__PURE__ */ new Map();
  constructor(host3) {
    this.#host = host3;
    const { graph, permissions, clock, meter, metrics: metrics9, error, functions: functions2, faults: faults10, tokens } = host3;
    this.#apis = graph.ofType("AWS::ApiGatewayV2::Api").map((api) => {
      const component = api.component ?? api.id;
      const source7 = sourceOf(api, graph);
      return new HttpApi({
        graph,
        api,
        clock,
        tokens,
        invoke: (functionArn, event) => {
          const target = graph.named(functionArn)?.component;
          meter.flow(source7, component, 1);
          if (target && target !== component) meter.flow(component, target, 1);
          return functions2.invoke(functionArn, event);
        },
        mayInvoke: (sourceArn, functionArn) => {
          const may = permissions.invokes("apigateway.amazonaws.com", sourceArn, functionArn);
          if (!may) error(component, `no AWS::Lambda::Permission lets ${sourceArn} invoke ${functionArn}`);
          return may;
        },
        faults: faults10,
        putRecord: async (roleArn, record) => this.#putRecord(roleArn, record, { source: source7, component }),
        answered: (answer) => {
          reportRequest(metrics9, { ApiId: api.ref, Stage: answer.stage }, answer);
          this.#tell(api.ref, answer);
        },
        principal: (caller, request) => this.#principal(caller, request)
      });
    });
  }
  async answer(request) {
    return await this.#apis.find((api) => api.serves(request))?.answer(request);
  }
  credentials(request) {
    const { graph, tokens } = this.#host;
    const [authorizer] = graph.ofType("AWS::ApiGatewayV2::Authorizer");
    if (!authorizer)
      return signedNow(request, {
        accessKeyId: developerKey,
        secretAccessKey: developerSecret,
        region: graph.region,
        service: "execute-api"
      });
    const { Issuer, Audience } = authorizer.properties["JwtConfiguration"];
    return {
      authorization: `Bearer ${tokens().idToken({ username: developer, clientId: Audience[0], issuer: Issuer })}`
    };
  }
  names() {
    return this.#apis.map(({ id }) => id);
  }
  find(id) {
    if (!this.names().includes(id)) return void 0;
    return { onAnswer: (listener) => this.#listeners.set(id, [...this.#listeners.get(id) ?? [], listener]) };
  }
  #tell(id, { route, request: { headers, body }, status }) {
    if (route === void 0) return;
    for (const listener of this.#listeners.get(id) ?? []) listener({ route, headers, body, status });
  }
  /** What Kinesis would check and refuse of a PutRecord (API reference, PutRecord): the permission, the key, the size, the capacity. */
  #putRecord(roleArn, { streamName, partitionKey, data }, from) {
    const { permissions, meter, graph, error } = this.#host;
    const stream = this.#host.find("stream", streamName);
    if (!stream) throw new Error(`There is no stream ${streamName}`);
    if (!permissions.allows(roleArn, { action: "kinesis:PutRecord", resource: stream.arn })) {
      error(from.component, `its role may not put records into ${streamName}`);
      throw new Error("AccessDeniedException");
    }
    if (partitionKey.length > 256) throw new Error("ValidationException");
    meter.flow(from.source, from.component, 1);
    if (!stream.admits(partitionKey)) throw new Error("ProvisionedThroughputExceededException");
    const { shardId, sequenceNumber } = stream.put(partitionKey, data);
    meter.flow(from.component, graph.named(stream.arn)?.component ?? streamName, 1);
    return { SequenceNumber: sequenceNumber, ShardId: shardId };
  }
  #principal(caller, request) {
    const { callers, graph, permissions } = this.#host;
    const { accessKeyId } = caller;
    try {
      callers.verify(request, caller);
    } catch {
      return void 0;
    }
    if (accessKeyId === developerKey) return { arn: developerArn(graph), allows: () => true };
    const known3 = callers.known(accessKeyId);
    return known3 && {
      arn: known3.roleArn,
      allows: (call2) => permissions.allows(known3.roleArn, call2)
    };
  }
};
function sourceOf({ ref }, graph) {
  const issuers = graph.ofType("AWS::ApiGatewayV2::Authorizer").filter(({ properties }) => properties["ApiId"] === ref).map(({ properties }) => properties["JwtConfiguration"].Issuer);
  const pool = graph.ofType("AWS::Cognito::UserPool").find((each2) => issuers.some((one) => one.endsWith(each2.ref)));
  return pool?.component ?? person;
}

// runtime/services/apigateway/service.ts
var apiId = drawn(10);
var readBy = "the HTTP API that it belongs to";
var apigateway = {
  id: "apigateway",
  signingNames: [],
  kind: "httpApi",
  resources: {
    "AWS::ApiGatewayV2::Api": {
      name: { property: "Name", most: 128 },
      ref: apiId,
      arn: arn("execute-api", apiId),
      attributes: { ApiId: apiId, ApiEndpoint: (self) => `${self.place.endpoint}/_api/${apiId(self)}` },
      standIn: "API Gateway: routes, authorizers, limits and CORS of an HTTP API; no custom domains"
    },
    "AWS::ApiGatewayV2::Authorizer": {
      ref: drawn(6),
      arn: drawn(6),
      attributes: { AuthorizerId: drawn(6) },
      readBy
    },
    "AWS::ApiGatewayV2::Integration": {
      ref: drawn(7),
      arn: drawn(7),
      attributes: { IntegrationId: drawn(7) },
      readBy
    },
    "AWS::ApiGatewayV2::Route": { ref: drawn(7), arn: drawn(7), attributes: { RouteId: drawn(7) }, readBy },
    "AWS::ApiGatewayV2::Stage": { name: { property: "StageName", most: 128 }, readBy }
  },
  faults,
  metrics,
  start: (host3) => new HttpApis(host3)
};

// runtime/services/athena/service.ts
var athena = {
  id: "athena",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::Athena::NamedQuery": {
      ref: drawnUuid,
      attributes: { NamedQueryId: drawnUuid },
      readBy: "nothing: a run has no engine for SQL"
    },
    "AWS::Athena::WorkGroup": {
      name: { property: "Name", most: 128 },
      arn: arn("athena", (self) => `workgroup/${name(self)}`),
      readBy: "nothing: a run has no engine for SQL"
    }
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/cdk/service.ts
var cdk = {
  id: "cdk",
  signingNames: [],
  kind: void 0,
  resources: { "AWS::CDK::Metadata": { readBy: "nothing: it counts for the authors of the CDK" } },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/gateway/protocols/query.ts
var import_node_crypto9 = require("node:crypto");

// runtime/gateway/protocols/xml.ts
function xml(name2, value2, namespace8) {
  if (value2 === void 0) return "";
  if (Array.isArray(value2)) return value2.map((item) => xml(name2, item, namespace8)).join("");
  const attribute = namespace8 === void 0 ? "" : ` xmlns="${namespace8}"`;
  const content = typeof value2 === "object" ? Object.entries(value2).map(([inner, innerValue]) => xml(inner, innerValue)).join("") : escaped(String(value2));
  return `<${name2}${attribute}>${content}</${name2}>`;
}
var xmlReply = (status, document2) => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>
${document2}`
});
var entities = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };
var escaped = (text3) => text3.replaceAll(new RegExp('[<>&"]|\\p{Cc}', "gu"), (each2) => entities[each2] ?? `&#x${each2.charCodeAt(0).toString(16)};`);

// runtime/gateway/protocols/query.ts
function queryOf(request) {
  const { Action = "", Version: _, ...input } = Object.fromEntries(new URLSearchParams(request.body.toString()));
  return { operation: Action, input };
}
function queryReply(operation, namespace8, result) {
  const document2 = { [`${operation}Result`]: result, ResponseMetadata: { RequestId: (0, import_node_crypto9.randomUUID)() } };
  return xmlReply(200, xml(`${operation}Response`, document2, namespace8));
}
function queryError(_, thrown) {
  const error = asServiceError(thrown, "ValidationError");
  const names2 = {
    AccessDeniedException: "AccessDenied",
    InvalidSignatureException: "SignatureDoesNotMatch",
    RequestTimeTooSkewed: "SignatureDoesNotMatch",
    UnrecognizedClientException: "InvalidClientTokenId",
    UnknownOperationException: "InvalidAction"
  };
  const Code = names2[error.name] ?? error.name;
  const document2 = { Error: { Type: "Sender", Code, Message: error.message }, RequestId: (0, import_node_crypto9.randomUUID)() };
  return xmlReply(error.$metadata.httpStatusCode, xml("ErrorResponse", document2));
}

// runtime/services/cloudformation/api.ts
var namespace = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
var cloudformationApi = (stack) => ({
  call: (request) => cloudformationCall(request, stack),
  error: queryError
});
function cloudformationCall(request, stack) {
  const { operation, input } = queryOf(request);
  if (operation !== "DescribeStacks") throw notModelled(`CloudFormation ${operation}`);
  const { StackName: wanted = "" } = input;
  if (wanted === "") throw notModelled("CloudFormation DescribeStacks of all stacks");
  const name2 = /^arn:[^/]*:stack\/([^/]+)/.exec(wanted)?.[1] ?? wanted;
  const arn2 = regionalArn("cloudformation", stack, `stack/${name2}/local`);
  return {
    name: `cloudformation:${operation}`,
    iam: [{ action: "cloudformation:DescribeStacks", resource: arn2 }],
    dataAccess: [],
    run: async () => {
      if (name2 !== stack.stackName)
        throw new ServiceError("ValidationError", 400, `Stack with id ${wanted} does not exist`);
      const Outputs = Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
      return queryReply(operation, namespace, {
        Stacks: {
          member: {
            StackId: arn2,
            StackName: name2,
            CreationTime: (/* @__PURE__ */ new Date(0)).toISOString(),
            StackStatus: "CREATE_COMPLETE",
            DisableRollback: false,
            Outputs: { member: Outputs }
          }
        }
      });
    }
  };
}

// runtime/kernel/modelled-custom-resources.ts
var bucketNotifications = "Custom::S3BucketNotifications";
var types = [bucketNotifications];
var isModelled2 = (type) => types.includes(type);
function unneededFunctions(graph) {
  const needs = [...graph.resources.values()].flatMap(
    ({ type, properties: { ServiceToken } }) => typeof ServiceToken === "string" ? [{ type, arn: ServiceToken }] : []
  );
  const needed = needs.filter(({ type }) => !isModelled2(type)).map(({ arn: arn2 }) => arn2);
  return new Set(needs.map(({ arn: arn2 }) => arn2).filter((arn2) => !needed.includes(arn2)));
}

// runtime/services/cloudformation/deployment.ts
var prefix = "/_deployment/";
var Deployment = class {
  #graph;
  #endpoint;
  #physicalIds = /* @__PURE__ */ new Map();
  #sent = 0;
  #waiting = /* @__PURE__ */ new Map();
  constructor(graph, endpoint) {
    this.#graph = graph;
    this.#endpoint = endpoint;
  }
  /** The answer of a function to CloudFormation, if the request is one. */
  answer({ method, path, body }) {
    if (!path.startsWith(prefix)) return void 0;
    const take = this.#waiting.get(path);
    if (method !== "PUT" || !take) return { status: 404 };
    take(JSON.parse(body.toString()));
    return { status: 200 };
  }
  /** Creates every custom resource. Throws what the function says when one fails. */
  async run(invoke2) {
    const done = /* @__PURE__ */ new Set();
    const create2 = async (id) => {
      if (done.has(id)) return;
      done.add(id);
      const resource = this.#graph.resources.get(id);
      for (const needed of resource.dependsOn) await create2(needed);
      if (isCustom(resource)) await this.#send("Create", resource, invoke2);
    };
    for (const { id } of this.#graph.resources.values()) await create2(id);
  }
  /** Updates the custom resources of a component, as where one of their properties has changed. Throws what the function says when one fails. */
  async update(component, invoke2) {
    const own = [...this.#graph.resources.values()].filter((each2) => isCustom(each2) && each2.component === component);
    if (own.length === 0) throw new Error(`${component} has nothing that runs in a deployment.`);
    for (const resource of own) await this.#send("Update", resource, invoke2);
  }
  async #send(RequestType, resource, invoke2) {
    const { ServiceToken, ServiceTimeout: _, ...properties } = resource.properties;
    const path = `${prefix}${resource.id}`;
    const answered = new Promise((resolve2) => this.#waiting.set(path, resolve2));
    const ended = invoke2(String(ServiceToken), {
      RequestType,
      // of each deployment, another one
      RequestId: uuidOf(`${this.#graph.stackName}|${resource.id}|${this.#sent++}`),
      ResponseURL: `${this.#endpoint}${path}`,
      StackId: regionalArn("cloudformation", this.#graph, `stack/${this.#graph.stackName}/local`),
      ResourceType: resource.type,
      LogicalResourceId: resource.id,
      ServiceToken: String(ServiceToken),
      ResourceProperties: { ServiceToken, ...properties },
      ...RequestType === "Update" && {
        PhysicalResourceId: this.#physicalIds.get(resource.id) ?? resource.id,
        OldResourceProperties: { ServiceToken, ...properties }
      }
    }).then(
      () => ({ Status: "FAILED", Reason: "its function ended without an answer" }),
      (error) => ({ Status: "FAILED", Reason: `its function failed: ${error.message}` })
    );
    const answer = await Promise.race([answered, ended]);
    const { Status, Reason, PhysicalResourceId } = answer;
    this.#waiting.delete(path);
    if (PhysicalResourceId !== void 0) this.#physicalIds.set(resource.id, PhysicalResourceId);
    if (Status !== "SUCCESS") throw new Error(`The deployment of ${resource.id} (${resource.type}) failed: ${Reason}`);
  }
};
var isCustom = ({ type }) => type.startsWith("Custom::") && !isModelled2(type) || type === "AWS::CloudFormation::CustomResource";

// runtime/services/cloudformation/service.ts
var readBy2 = "the start of a run: its function runs as in a deployment";
var cloudformation = {
  id: "cloudformation",
  signingNames: ["cloudformation"],
  kind: void 0,
  resources: {
    "AWS::CloudFormation::CustomResource": { readBy: readBy2 },
    "Custom::*": { readBy: readBy2 }
  },
  faults: {},
  metrics: {},
  start: ({ graph, endpoint, functions: functions2 }) => {
    const deployment = new Deployment(graph, endpoint);
    return {
      api: cloudformationApi(graph),
      answer: async (request) => deployment.answer(request),
      deploy: () => deployment.run((arn2, event) => functions2.notify(arn2, event)),
      update: (component) => deployment.update(component, (arn2, event) => functions2.notify(arn2, event))
    };
  }
};

// runtime/services/cloudwatch/alarm-definition.ts
var comparisons = {
  GreaterThanThreshold: (value2, threshold) => value2 > threshold,
  GreaterThanOrEqualToThreshold: (value2, threshold) => value2 >= threshold,
  LessThanThreshold: (value2, threshold) => value2 < threshold,
  LessThanOrEqualToThreshold: (value2, threshold) => value2 <= threshold
};
var second = 1e3;
function alarmDefinitionOf({ properties }) {
  const alarm = properties;
  const { ComparisonOperator: comparison, EvaluationPeriods: evaluationPeriods } = alarm;
  if (!isComparison(comparison) || alarm.Threshold === void 0)
    throw new Error(`the comparison ${comparison} without a fixed threshold`);
  if (alarm.EvaluationWindow?.WallClockWindow) throw new Error("an evaluation window by the wall clock");
  const queries = queriesOf(alarm);
  const returning = alarm.Metrics?.filter(({ ReturnData }) => ReturnData !== false).map(({ Id }) => Id) ?? ["m"];
  if (returning.length !== 1) throw new Error(`${returning.length} queries that return data`);
  return {
    queries,
    watched: returning[0],
    // what an expression combines has one period: PutMetricAlarm refuses others
    period: queries.find(({ id }) => id === returning[0]).period,
    evaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? evaluationPeriods,
    threshold: alarm.Threshold,
    comparison,
    missing: alarm.TreatMissingData ?? defaultOf(queries)
  };
}
var isComparison = (name2) => Object.hasOwn(comparisons, name2);
var defaultOf = (queries) => queries.some((query) => "metric" in query && query.metric.namespace === "AWS/DynamoDB") ? "ignore" : "missing";
function queriesOf(alarm) {
  if (!alarm.Metrics) {
    const statistic = alarm.ExtendedStatistic ?? alarm.Statistic ?? "Average";
    return [{ id: "m", period: (alarm.Period ?? 60) * second, metric: metricOf(alarm), statistic }];
  }
  const longest3 = Math.max(0, ...alarm.Metrics.map(({ MetricStat }) => MetricStat?.Period ?? 0));
  return alarm.Metrics.map(({ Id: id, Expression, Period, MetricStat }) => {
    if (MetricStat)
      return {
        id,
        period: MetricStat.Period * second,
        metric: metricOf(MetricStat.Metric),
        statistic: MetricStat.Stat
      };
    return { id, period: (Period ?? (longest3 || 60)) * second, expression: Expression ?? "" };
  });
}
var metricOf = ({ Namespace = "", MetricName = "", Dimensions = [] }) => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]))
});

// runtime/services/cloudwatch/datapoints.ts
var import_node_util3 = require("node:util");

// runtime/services/cloudwatch/expression.ts
var token = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z]\w*)|(<=|>=|==|!=|&&|\|\||[-+*/<>(),]))/y;
var operations = [
  { OR: (a, b) => Number(a !== 0 || b !== 0), "||": (a, b) => Number(a !== 0 || b !== 0) },
  { AND: (a, b) => Number(a !== 0 && b !== 0), "&&": (a, b) => Number(a !== 0 && b !== 0) },
  {
    "<": (a, b) => Number(a < b),
    ">": (a, b) => Number(a > b),
    "<=": (a, b) => Number(a <= b),
    ">=": (a, b) => Number(a >= b),
    "==": (a, b) => Number(a === b),
    "!=": (a, b) => Number(a !== b)
  },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => a / b }
];
function expressionOf2(text3) {
  const tokens = tokensOf(text3);
  const next2 = () => tokens[0];
  const take = (...texts) => {
    const found = next2();
    return found && found.kind !== "number" && texts.includes(found.text) ? tokens.shift().text : void 0;
  };
  const expect = (sign2) => {
    if (take(sign2) === void 0) throw notModelled2(text3);
  };
  const binary = (level) => {
    const signs = operations[level];
    if (!signs) return single();
    let left = binary(level + 1);
    for (let sign2 = take(...Object.keys(signs)); sign2 !== void 0; sign2 = take(...Object.keys(signs))) {
      const [a, b, apply2] = [left, binary(level + 1), signs[sign2]];
      left = (...values) => both(a(...values), b(...values), apply2);
    }
    return left;
  };
  const argument = (last) => {
    const value2 = binary(0);
    expect(last ? ")" : ",");
    return value2;
  };
  const single = () => {
    if (take("(") !== void 0) return argument(true);
    if (take("-") !== void 0) {
      const positive = single();
      return (...values) => both(0, positive(...values), (zero, value2) => zero - value2);
    }
    const found = tokens.shift();
    if (found?.kind === "number") return () => Number(found.text);
    if (found?.kind !== "id") throw notModelled2(text3);
    if (take("(") === void 0) return (valueOf7) => valueOf7(found.text);
    if (found.text === "FILL") {
      const [value2, filler] = [argument(false), argument(true)];
      return (...values) => value2(...values) ?? filler(...values);
    }
    if (found.text === "IF") {
      const [condition2, then, otherwise2] = [argument(false), argument(false), argument(true)];
      return (...values) => {
        const holds2 = condition2(...values);
        if (holds2 === void 0) return void 0;
        return holds2 === 0 ? otherwise2(...values) : then(...values);
      };
    }
    if (found.text === "DIFF") {
      const value2 = argument(true);
      return (now, before) => both(value2(now, before), value2(before, before), (a, b) => a - b);
    }
    throw notModelled2(text3);
  };
  const whole2 = binary(0);
  if (next2()) throw notModelled2(text3);
  return whole2;
}
function tokensOf(text3) {
  const found = [];
  for (token.lastIndex = 0; text3.slice(token.lastIndex).trim() !== ""; ) {
    const [, number2, id, sign2] = token.exec(text3) ?? [];
    if (number2 !== void 0) found.push({ kind: "number", text: number2 });
    else if (id !== void 0) found.push({ kind: "id", text: id });
    else if (sign2 !== void 0) found.push({ kind: "sign", text: sign2 });
    else throw notModelled2(text3);
  }
  return found;
}
function both(a, b, apply2) {
  const result = a === void 0 || b === void 0 ? void 0 : apply2(a, b);
  return result !== void 0 && Number.isFinite(result) ? result : void 0;
}
var notModelled2 = (text3) => new Error(`the expression ${text3}`);

// runtime/services/cloudwatch/statistic.ts
var sumOf2 = (minutes, part) => minutes.reduce((total2, minute10) => total2 + minute10[part], 0);
var known = {
  Sum: (minutes) => sumOf2(minutes, "sum"),
  SampleCount: (minutes) => sumOf2(minutes, "count"),
  Average: (minutes) => sumOf2(minutes, "sum") / sumOf2(minutes, "count"),
  Minimum: (minutes) => Math.min(...minutes.map(({ min }) => min)),
  Maximum: (minutes) => Math.max(...minutes.map(({ max }) => max))
};
function statisticNamed(name2) {
  const [, percent] = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name2) ?? [];
  const compute = percent === void 0 ? known[name2] : percentile(Number(percent) / 100);
  if (!compute) throw new Error(`the statistic ${name2}`);
  return (minutes) => minutes.length === 0 ? void 0 : compute(minutes);
}
var percentile = (part) => (minutes) => {
  const counts = /* @__PURE__ */ new Map();
  for (const { steps: steps2 } of minutes) for (const [step3, count4] of steps2) counts.set(step3, (counts.get(step3) ?? 0) + count4);
  let left = Math.max(1, Math.ceil(part * sumOf2(minutes, "count")));
  const found = [...counts].toSorted(([one], [other2]) => one - other2).find(([, count4]) => (left -= count4) <= 0);
  return valueAt(found[0]);
};

// runtime/services/cloudwatch/insights.ts
var functions = {
  AVG: "Average",
  COUNT: "SampleCount",
  MAX: "Maximum",
  MIN: "Minimum",
  SUM: "Sum"
};
var select = /^\s*SELECT\s+(\w+)\((\w+|"[^"]+")\)\s+FROM\s+(?:SCHEMA\("([^"]+)"((?:\s*,\s*\w+)*)\)|"([^"]+)")(?:\s+WHERE\s+(.+?))?\s*$/i;
var condition = /^\s*(\w+)\s*=\s*'([^']*)'\s*$/;
var isInsightsQuery = (expression2) => /^\s*SELECT\b/i.test(expression2);
function insightsQueryOf(expression2) {
  const [, how = "", name2 = "", inSchema, dimensions4 = "", alone, conditions] = select.exec(expression2) ?? [];
  const statistic = functions[how.toUpperCase()];
  const where = (conditions?.split(/\s+AND\s+/i) ?? []).map((each2) => condition.exec(each2));
  if (statistic === void 0 || where.includes(null)) throw new Error(`the query ${expression2}`);
  return {
    statistic: statisticNamed(statistic),
    name: name2.replaceAll('"', ""),
    namespace: inSchema ?? alone ?? "",
    schema: inSchema === void 0 ? void 0 : dimensions4.split(",").flatMap((each2) => each2.trim() || []),
    where: Object.fromEntries(where.map((found) => [found[1], found[2]]))
  };
}
function selectedBy(query, metrics9) {
  return metrics9.recorded(query.namespace, query.name).filter(
    ({ dimensions: dimensions4 }) => isOf(query.schema, dimensions4) && Object.entries(query.where).every(([name2, value2]) => dimensions4[name2] === value2)
  ).flatMap(({ minutes }) => minutes);
}
var isOf = (schema, dimensions4) => schema === void 0 || Object.keys(dimensions4).length === schema.length && schema.every((name2) => Object.hasOwn(dimensions4, name2));

// runtime/services/cloudwatch/datapoints.ts
function datapointOf({ queries, watched }, metrics9) {
  const all = new Map(
    queries.map((query) => [query.id, valueOf2(query, metrics9, (id) => all.get(id))])
  );
  return all.get(watched);
}
function valueOf2(query, metrics9, other2) {
  if ("metric" in query) {
    const { namespace: namespace8, name: name2, dimensions: dimensions4 } = query.metric;
    const statistic = statisticNamed(query.statistic);
    return (window) => {
      const series = metrics9.recorded(namespace8, name2).find((each2) => (0, import_node_util3.isDeepStrictEqual)(each2.dimensions, dimensions4));
      return statistic(within(window, series?.minutes ?? []));
    };
  }
  if (isInsightsQuery(query.expression)) {
    const selection = insightsQueryOf(query.expression);
    return (window) => selection.statistic(within(window, selectedBy(selection, metrics9)));
  }
  const expression2 = expressionOf2(query.expression);
  return (window) => {
    const before = { from: 2 * window.from - window.to, to: window.from };
    return expression2(
      (id) => other2(id)?.(window),
      (id) => other2(id)?.(before)
    );
  };
}
var within = ({ from, to }, minutes) => minutes.filter(({ at }) => from <= at && at < to);

// runtime/services/cloudwatch/evaluation.ts
var furtherBack = 2;
var windowsOf = ({ period, evaluationPeriods }, now) => Array.from({ length: evaluationPeriods + furtherBack }, (_, nth) => ({
  from: now - (nth + 1) * period,
  to: now - nth * period
}));
function stateAt(now, alarm, datapoint, before) {
  const { evaluationPeriods, datapointsToAlarm, threshold, comparison, missing: missing3 } = alarm;
  const values = windowsOf(alarm, now).map(datapoint);
  const real = values.filter((value2) => value2 !== void 0);
  const breaching = real.slice(0, evaluationPeriods).map((value2) => comparisons[comparison](value2, threshold));
  const filled = Math.max(0, evaluationPeriods - real.length);
  const bad = breaching.filter(Boolean).length;
  if (filled === 0) return bad >= datapointsToAlarm ? "ALARM" : "OK";
  if (missing3 === "breaching") return bad + filled >= datapointsToAlarm ? "ALARM" : "OK";
  if (missing3 === "notBreaching") return bad >= datapointsToAlarm ? "ALARM" : "OK";
  if (real.length === 0) return missing3 === "ignore" ? before : "INSUFFICIENT_DATA";
  if (bad >= datapointsToAlarm) return "ALARM";
  return missing3 === "ignore" ? before : bad === real.length ? "ALARM" : "OK";
}

// runtime/services/cloudwatch/alarms.ts
var minute2 = 6e4;
var keptFirings = 100;
var settling = 5 * minute2;
var Alarms = class {
  #host;
  #alarms;
  /** The minute at whose beginning they are evaluated next. */
  #next = Infinity;
  #settled = Infinity;
  constructor(host3) {
    this.#host = host3;
    this.#alarms = host3.graph.ofType("AWS::CloudWatch::Alarm").map((alarm) => this.#watched(alarm));
  }
  begin() {
    this.#settled = this.#host.clock.now() + settling;
    this.#next = (Math.floor(this.#host.clock.now() / minute2) + 1) * minute2;
    this.#wait();
  }
  alarms() {
    return this.#alarms.map(({ how, fired, ...alarm }) => ({
      ...alarm,
      fired: [...fired],
      notModelled: "notModelled" in how ? how.notModelled : void 0
    }));
  }
  #wait() {
    const { clock } = this.#host;
    if (this.#alarms.length > 0) clock.timer(Math.max(0, this.#next - clock.now()), () => this.#evaluate());
  }
  /** A machine that is busy wakes up late: no minute is left out. */
  #evaluate() {
    const now = this.#host.clock.now();
    for (; this.#next <= now; this.#next += minute2) this.#evaluateAt(this.#next);
    this.#wait();
  }
  #evaluateAt(now) {
    for (const watched of this.#alarms) if (now >= this.#settled || hasData(watched, now)) evaluate(watched, now);
  }
  #watched(resource) {
    const description2 = String(resource.properties["AlarmDescription"] ?? "");
    return {
      id: resource.path?.split("/").slice(1, -1).join("/") ?? resource.id,
      component: resource.component ?? resource.id,
      description: description2,
      page: /\bdocs\/runbook\/[\w-]+\.md/.exec(description2)?.[0],
      how: howOf(resource, this.#host),
      state: "INSUFFICIENT_DATA",
      since: this.#host.clock.now(),
      fired: []
    };
  }
};
function howOf(resource, { metrics: metrics9 }) {
  try {
    const alarm = alarmDefinitionOf(resource);
    return { alarm, datapoint: datapointOf(alarm, metrics9) };
  } catch (error) {
    return { notModelled: error.message };
  }
}
var hasData = ({ how }, now) => "alarm" in how && windowsOf(how.alarm, now).some((window) => how.datapoint(window) !== void 0);
function evaluate(watched, now) {
  if ("notModelled" in watched.how) return;
  const { alarm, datapoint } = watched.how;
  const state = stateAt(now, alarm, datapoint, watched.state);
  if (state === watched.state) return;
  watched.state = state;
  watched.since = now;
  if (state === "ALARM" && watched.fired.length < keptFirings) watched.fired.push(now);
}

// runtime/services/cloudwatch/service.ts
var cloudwatch = {
  id: "cloudwatch",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::CloudWatch::Alarm": {
      name: { property: "AlarmName", most: 255 },
      arn: arn("cloudwatch", (self) => `alarm:${name(self)}`),
      standIn: "CloudWatch alarms: evaluated every minute; metrics arrive at once, and nobody is notified"
    },
    "AWS::CloudWatch::CompositeAlarm": { readBy: "nothing: a run evaluates the alarms that it is made of" },
    "AWS::CloudWatch::Dashboard": { readBy: "nothing: a run has a page of its own" }
  },
  faults: {},
  metrics: {},
  start: (host3) => new Alarms(host3)
};

// runtime/services/ec2/service.ts
var readBy3 = "nothing: there is no network here, and every function reaches every service of the run";
var numbered = (prefix2, kind) => {
  const id = ({ place, id: own }) => `${prefix2}-${identifier(place, own, 17, 16)}`;
  return {
    ref: id,
    arn: arn("ec2", (self) => `${kind}/${id(self)}`),
    attributes: { GroupId: id, VpcId: id, SubnetId: id, RouteTableId: id, Id: id }
  };
};
var ec2 = {
  id: "ec2",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::EC2::EIP": { readBy: readBy3 },
    "AWS::EC2::FlowLog": { readBy: readBy3 },
    "AWS::EC2::InternetGateway": { readBy: readBy3 },
    "AWS::EC2::NatGateway": { readBy: readBy3 },
    "AWS::EC2::Route": { readBy: readBy3 },
    "AWS::EC2::RouteTable": { ...numbered("rtb", "route-table"), readBy: readBy3 },
    "AWS::EC2::SecurityGroup": { ...numbered("sg", "security-group"), readBy: readBy3 },
    "AWS::EC2::SecurityGroupEgress": { readBy: readBy3 },
    "AWS::EC2::SecurityGroupIngress": { readBy: readBy3 },
    "AWS::EC2::Subnet": { ...numbered("subnet", "subnet"), readBy: readBy3 },
    "AWS::EC2::SubnetRouteTableAssociation": { readBy: readBy3 },
    "AWS::EC2::VPC": { ...numbered("vpc", "vpc"), readBy: readBy3 },
    "AWS::EC2::VPCEndpoint": { ...numbered("vpce", "vpc-endpoint"), readBy: readBy3 },
    "AWS::EC2::VPCGatewayAttachment": { readBy: readBy3 }
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/eventbridge/bus.ts
var import_node_crypto10 = require("node:crypto");

// runtime/kernel/event-pattern.ts
var invalid2 = (why) => new Error(`Invalid filter pattern definition. ${why}`);
function eventPattern(pattern) {
  if (!isObject2(pattern) || Object.keys(pattern).length === 0) throw invalid2("A pattern is an object with a key.");
  const parts = Object.entries(pattern).map(
    ([key, rules]) => key === "$or" ? anyOf(rules) : inside(key, Array.isArray(rules) ? leaf(key, rules) : eventPattern(rules))
  );
  return (event) => parts.every((matches2) => matches2(event));
}
var isObject2 = (value2) => typeof value2 === "object" && value2 !== null && !Array.isArray(value2);
function anyOf(patterns2) {
  if (!Array.isArray(patterns2) || patterns2.length < 2) throw invalid2("[$or] needs a list of patterns.");
  const choices = patterns2.map(eventPattern);
  return (event) => choices.some((matches2) => matches2(event));
}
function inside(key, matches2) {
  return (event) => {
    if (Array.isArray(event)) return event.some((element) => isObject2(element) && matches2(element[key]));
    return matches2(isObject2(event) && Object.hasOwn(event, key) ? event[key] : void 0);
  };
}
function leaf(key, rules) {
  if (rules.length === 0) throw invalid2(`The list of [${key}] is empty.`);
  const all = rules.map((rule) => isObject2(rule) ? operator(key, rule) : exactly(key, rule));
  return (value2) => all.some((matches2) => matches2(value2));
}
function exactly(key, expected) {
  if (Array.isArray(expected)) throw invalid2(`A list stands in the list of [${key}].`);
  return each((value2) => value2 === expected);
}
var each = (holds2) => (value2) => value2 !== void 0 && [value2].flat().some((one) => !isObject2(one) && holds2(one));
var ofText = (holds2) => each((value2) => typeof value2 === "string" && holds2(value2));
function operator(key, rule) {
  const [[name2, given2] = [], ...more] = Object.entries(rule);
  if (name2 === void 0 || more.length > 0) throw invalid2(`A rule of [${key}] has exactly one operator.`);
  const text3 = () => {
    if (typeof given2 === "string") return given2;
    throw invalid2(`[${name2}] of [${key}] needs a text.`);
  };
  switch (name2) {
    case "exists":
      if (typeof given2 !== "boolean") throw invalid2(`[exists] of [${key}] needs true or false.`);
      return (value2) => (value2 !== void 0 && !isObject2(value2)) === given2;
    case "prefix":
      return startingWith(text3());
    case "suffix":
      return endingWith(text3());
    case "equals-ignore-case":
      return ignoringCase(text3());
    case "anything-but":
      return anythingBut(key, given2);
    case "numeric":
      return numeric(key, given2);
    default:
      throw invalid2(`[${name2}] of [${key}] is not an operator.`);
  }
}
var startingWith = (prefix2) => ofText((text3) => text3.startsWith(prefix2));
var endingWith = (suffix) => ofText((text3) => text3.endsWith(suffix));
var ignoringCase = (text3) => ofText((value2) => value2.toLowerCase() === text3.toLowerCase());
function anythingBut(key, given2) {
  const excluded = [given2].flat();
  const known3 = excluded.every((one) => typeof one === "string" || typeof one === "number");
  if (!known3 || excluded.length === 0) throw invalid2(`[anything-but] of [${key}] needs texts or numbers.`);
  return each((value2) => !excluded.includes(value2));
}
var comparisons2 = {
  "=": (value2, bound) => value2 === bound,
  "<": (value2, bound) => value2 < bound,
  "<=": (value2, bound) => value2 <= bound,
  ">": (value2, bound) => value2 > bound,
  ">=": (value2, bound) => value2 >= bound
};
function numeric(key, given2) {
  const list3 = Array.isArray(given2) ? given2 : [];
  if (list3.length !== 2 && list3.length !== 4) throw invalid2(`[numeric] of [${key}] needs one comparison, or two.`);
  const bounds = [0, 2].slice(0, list3.length / 2).map((at) => {
    const [sign2, bound] = [String(list3[at]), list3[at + 1]];
    const compare3 = Object.hasOwn(comparisons2, sign2) ? comparisons2[sign2] : void 0;
    if (compare3 === void 0 || typeof bound !== "number") throw invalid2(`[numeric] of [${key}] cannot be read.`);
    return (value2) => compare3(value2, bound);
  });
  return each((value2) => typeof value2 === "number" && bounds.every((holds2) => holds2(value2)));
}

// runtime/services/eventbridge/deliver.ts
var wholeEvent = ({ clock, graph }, id, event) => ({
  version: "0",
  id,
  "detail-type": event["detail-type"],
  source: event.source,
  account: graph.account,
  time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
  region: graph.region,
  resources: event.resources,
  detail: event.detail
});
async function deliver({ permissions, functions: functions2 }, rule, target, event) {
  if (!permissions.invokes("events.amazonaws.com", rule.arn, target))
    throw new Error(`AccessDenied: no policy of the function lets the rule ${rule.id} invoke it`);
  await functions2.notify(target, event);
}

// runtime/services/eventbridge/metrics.ts
var dimensions = { RuleName: "AWS::Events::Rule" };
var source = 'EventBridge user guide, eb-monitoring, "EventBridge metrics": RuleName alone is a rule of the default bus';
var namespace2 = "AWS/Events";
var metrics2 = {
  [namespace2]: {
    FailedInvocations: { dimensions, unit: "Count", source },
    Invocations: { dimensions, unit: "Count", source },
    TriggeredRules: { dimensions, unit: "Count", source }
  }
};

// runtime/services/eventbridge/bus.ts
var DefaultBus = class {
  #host;
  #rules;
  #running = /* @__PURE__ */ new Map();
  #closed = false;
  constructor(host3) {
    this.#host = host3;
    this.#rules = host3.graph.ofType("AWS::Events::Rule").filter(({ properties }) => properties["EventPattern"] !== void 0 && properties["State"] !== "DISABLED").map((rule) => ({ rule, matches: eventPattern(rule.properties["EventPattern"]) }));
  }
  put(event) {
    const { faults: faults10 } = this.#host;
    const whole2 = wholeEvent(this.#host, (0, import_node_crypto10.randomUUID)(), event);
    for (const { rule, matches: matches2 } of this.#rules) {
      if (!matches2(whole2)) continue;
      if (faults10.strike("events.not-delivered", `${rule.name}|${JSON.stringify(event.detail)}`)) continue;
      this.#report(rule, "TriggeredRules");
      for (const { Arn } of rule.properties["Targets"] ?? [])
        this.#begin(rule, this.#invoke(rule, Arn, whole2));
    }
  }
  async atRest() {
    while (this.#running.size > 0) await Promise.all(this.#running.keys());
  }
  waiting() {
    return [...this.#running.values()].map((component) => ({ component, count: 1, what: "events with a target" }));
  }
  async close() {
    this.#closed = true;
  }
  #begin(rule, invocation) {
    this.#running.set(invocation, rule.component ?? rule.id);
    void invocation.finally(() => this.#running.delete(invocation));
  }
  async #invoke(rule, target, event) {
    this.#report(rule, "Invocations");
    try {
      await deliver(this.#host, rule, target, event);
    } catch (error) {
      if (this.#closed) return;
      this.#report(rule, "FailedInvocations");
      this.#host.error(rule.component ?? rule.id, error.message);
    }
  }
  #report({ name: name2 }, metric) {
    this.#host.metrics.put(namespace2, metric, { RuleName: name2 }, 1);
  }
};

// runtime/services/eventbridge/faults.ts
var faults2 = {
  "events.not-delivered": {
    ...lasting,
    strikes: ["AWS::Events::Rule"],
    having: "aws.glue",
    title: "Events of Glue not delivered",
    explanation: "Events of Glue reach no rule. What waits for them has to find out by other means.",
    source: 'EventBridge reference, page: events-ref-glue, "Delivery type: Best effort"'
  }
};

// runtime/services/eventbridge/service.ts
var eventbridge = {
  id: "eventbridge",
  signingNames: [],
  kind: "bus",
  resources: {
    "AWS::Events::Rule": {
      name: { property: "Name", most: 64 },
      arn: arn("events", (self) => {
        const bus = property(self, "EventBusName", "default").split("/").at(-1);
        return bus === "default" ? `rule/${name(self)}` : `rule/${bus}/${name(self)}`;
      }),
      standIn: "EventBridge: a rate counts on the clock of a live run; a check runs every schedule once, at its end; no time of day; events of Glue alone reach rules with a pattern"
    }
  },
  faults: faults2,
  metrics: metrics2,
  start: (host3) => {
    const bus = new DefaultBus(host3);
    return {
      schedules: host3.graph.ofType("AWS::Events::Rule").filter(({ properties }) => properties["State"] !== "DISABLED" && properties["EventPattern"] === void 0).map((rule) => scheduleOf(rule, host3)),
      find: (nameOrArn) => nameOrArn === "default" ? bus : void 0,
      names: () => ["default"],
      atRest: () => bus.atRest(),
      waiting: () => bus.waiting(),
      close: () => bus.close()
    };
  }
};
var scheduleOf = (rule, host3) => ({
  component: rule.component ?? rule.id,
  every: rateOf(String(rule.properties["ScheduleExpression"] ?? "")),
  run: async (id) => {
    const { Targets } = rule.properties;
    const scheduled = { "detail-type": "Scheduled Event", source: "aws.events", resources: [rule.arn], detail: {} };
    const event = wholeEvent(host3, id, scheduled);
    for (const { Arn } of Targets) await deliver(host3, rule, Arn, event);
  }
});
var units = { minute: 6e4, hour: 36e5, day: 864e5 };
function rateOf(expression2) {
  const [, value2, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression2) ?? [];
  return unit === void 0 ? void 0 : Number(value2) * units[unit];
}

// runtime/services/firehose/api.ts
var import_node_crypto11 = require("node:crypto");

// runtime/kernel/invocation.ts
var import_node_async_hooks = require("node:async_hooks");
var Invocation = class {
  #doom;
  #onKilled;
  #calls = 0;
  #over = false;
  #whenOver = [];
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
    if (this.#over) return;
    this.#over = true;
    for (const tell of this.#whenOver) tell();
  }
  /** Calls back once, when Lambda stops waiting; at once where it has already. */
  whenOver(tell) {
    if (this.#over) tell();
    else this.#whenOver.push(tell);
  }
  async pass(call2, signal) {
    if (this.#over) return await silence();
    this.#calls++;
    const doom = this.#doom;
    if (doom === void 0 || this.#calls < doom.call) return await this.#answer(call2());
    if (doom.applied && this.#calls === doom.call) await call2().catch(() => void 0);
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
function callService(call2, signal) {
  const invocation = currentInvocation.getStore();
  return invocation === void 0 ? call2() : invocation.pass(call2, signal);
}
function silence(signal) {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

// runtime/services/firehose/api/describe.ts
var typeOf = (source7) => source7 === void 0 ? "DirectPut" : source7.kind === "stream" ? "KinesisStreamAsSource" : "MSKAsSource";
var description = ({ name: name2, arn: arn2, activeSince, source: source7 }) => ({
  DeliveryStreamName: name2,
  DeliveryStreamARN: arn2,
  DeliveryStreamStatus: activeSince === void 0 ? "CREATING" : "ACTIVE",
  DeliveryStreamType: typeOf(source7),
  VersionId: "1",
  ...activeSince === void 0 ? {} : { CreateTimestamp: new Date(activeSince) },
  ...source7 === void 0 ? {} : { Source: descriptionOf(source7, new Date(activeSince ?? 0)) },
  Destinations: [{ DestinationId: "destinationId-000000000001" }],
  HasMoreDestinations: false
});
var descriptionOf = (source7, DeliveryStartTimestamp) => source7.kind === "stream" ? { KinesisStreamSourceDescription: { KinesisStreamARN: source7.arn, DeliveryStartTimestamp } } : {
  MSKSourceDescription: {
    MSKClusterARN: source7.arn,
    TopicName: source7.topic,
    DeliveryStartTimestamp,
    ReadFromTimestamp: source7.from === void 0 ? DeliveryStartTimestamp : new Date(source7.from)
  }
};

// runtime/services/firehose/put-limits.ts
var limitsOfPut = {
  /** Firehose API reference, PutRecordBatch: "up to 500 records", "4 MB for the entire request". */
  records: 500,
  bytes: 4 * 1024 * 1024,
  /** Firehose API reference, Record: "The maximum size of the data blob, before base64-encoding, is 1,000 KiB." */
  bytesOfRecord: 1e3 * 1024
};

// runtime/services/firehose/api.ts
var { records: recordsLimit, bytes: requestLimit, bytesOfRecord: recordLimit } = limitsOfPut;
var slowDown = { ErrorCode: "ServiceUnavailableException", ErrorMessage: "Slow down." };
var putRecord = {
  parameters: ["DeliveryStreamName", "Record"],
  records: () => 1,
  run(input, stream) {
    const data = dataOf(input["Record"], "record");
    if (!stream.admits(digestOf2(data))) throw new ServiceError(slowDown.ErrorCode, 503, slowDown.ErrorMessage);
    return { ...taken(stream, data), Encrypted: false };
  }
};
var putRecordBatch = {
  parameters: ["DeliveryStreamName", "Records"],
  records: ({ Records }) => Array.isArray(Records) ? Records.length : 0,
  run({ Records: records }, stream) {
    if (!Array.isArray(records) || records.length === 0)
      throw invalidMember("records", "Member must have length greater than or equal to 1");
    if (records.length > recordsLimit)
      throw invalidMember("records", `Member must have length less than or equal to ${recordsLimit}`);
    const blobs = records.map((record, at) => dataOf(record, `records.${at + 1}.member`));
    if (blobs.reduce((sum2, { length }) => sum2 + length, 0) > requestLimit)
      throw new ServiceError("InvalidArgumentException", 400, "Records size exceeds 4 MB limit");
    const responses = blobs.map((data) => stream.admits(digestOf2(data)) ? taken(stream, data) : slowDown);
    return {
      FailedPutCount: responses.filter((response) => response === slowDown).length,
      Encrypted: false,
      RequestResponses: responses
    };
  }
};
var describeDeliveryStream = {
  parameters: ["DeliveryStreamName", "Limit", "ExclusiveStartDestinationId"],
  run: (_, stream) => ({ DeliveryStreamDescription: description(stream) })
};
var operations2 = {
  PutRecord: putRecord,
  PutRecordBatch: putRecordBatch,
  DescribeDeliveryStream: describeDeliveryStream
};
var firehoseApi = (streams) => ({
  call: (request) => firehoseCall(request, streams),
  error: rpcError
});
function firehoseCall(request, streams) {
  const { operation: name2, input } = rpcOf(request);
  const operation = operations2[name2];
  if (!operation) throw notModelled(`Firehose ${name2}`);
  const strange = Object.keys(input).find((parameter2) => !operation.parameters.includes(parameter2));
  if (strange !== void 0) throw notModelled(`The parameter ${strange} of Firehose ${name2}`);
  const wanted = input["DeliveryStreamName"];
  if (typeof wanted !== "string") throw invalidMember("deliveryStreamName", "Member must not be null");
  const stream = streams.stream(wanted);
  const arn2 = stream?.arn ?? regionalArn("firehose", streams, `deliverystream/${wanted}`);
  return {
    name: `firehose:${name2}`,
    iam: [{ action: `firehose:${name2}`, resource: arn2 }],
    dataAccess: [],
    ...operation.records ? { passage: { to: arn2, count: operation.records(input), as: "forwarded" } } : {},
    run: () => callService(async () => {
      if (!stream)
        throw new ServiceError(
          "ResourceNotFoundException",
          400,
          `Firehose ${wanted} under account ${streams.account} not found.`
        );
      if (operation.records && stream.source !== void 0)
        throw new ServiceError(
          "InvalidSourceException",
          400,
          `This operation is not permitted on ${typeOf(stream.source)} delivery stream type.`
        );
      return rpcReply(request, operation.run(input, stream));
    })
  };
}
function dataOf(record, member) {
  const data = record?.Data;
  if (data === void 0) throw invalidMember(`${member}.data`, "Member must not be null");
  const bytes2 = blobOf(data);
  if (bytes2.length > recordLimit)
    throw invalidMember(`${member}.data`, `Member must have length less than or equal to ${recordLimit}`);
  return bytes2;
}
var digestOf2 = (data) => (0, import_node_crypto11.hash)("sha256", data, "hex").slice(0, 24);
var ids = 0;
function taken(stream, data) {
  stream.put(data);
  return { RecordId: (0, import_node_crypto11.hash)("sha512", `${stream.arn}|${ids++}`, "base64") };
}
var invalidMember = (member, constraint) => new ServiceError(
  "ValidationException",
  400,
  `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`
);

// runtime/services/firehose/transform/event.ts
var recordIdOf = ({ origin, position }) => origin?.kind === "partition" ? `${String(origin.partition).padStart(2, "0")}${position}` : `${origin?.shardId ?? ""}${position.padStart(56, "0")}`;
function eventOf2({ arn: arn2, region: region2, source: source7 }, invocationId, batch) {
  return {
    invocationId,
    deliveryStreamArn: arn2,
    ...source7 === void 0 ? {} : source7.kind === "stream" ? { sourceKinesisStreamArn: source7.arn } : { sourceMSKArn: source7.arn },
    region: region2,
    records: batch.map(recordOf)
  };
}
function recordOf(record) {
  const { origin, arrivedAt: approximateArrivalTimestamp } = record;
  const recordId = recordIdOf(record);
  const data = Buffer.from(record.data).toString("base64");
  if (origin?.kind === "partition")
    return {
      recordId,
      approximateArrivalTimestamp,
      mskRecordMetadata: {
        offset: String(origin.offset),
        partitionId: String(origin.partition),
        approximateArrivalTimestamp
      },
      kafkaRecordValue: data
    };
  if (!origin) return { recordId, approximateArrivalTimestamp, data };
  const { shardId, partitionKey, sequenceNumber } = origin;
  return {
    recordId,
    approximateArrivalTimestamp,
    data,
    kinesisRecordMetadata: {
      shardId,
      partitionKey,
      sequenceNumber,
      approximateArrivalTimestamp,
      subsequenceNumber: ""
    }
  };
}

// runtime/services/firehose/destinations/opensearch/bulk.ts
var bulkBody = (documents2) => documents2.map(({ index, id, text: text3 }) => {
  const target = { _index: index, ...id === void 0 ? {} : { _id: id } };
  return `${JSON.stringify({ index: target })}
${text3}
`;
}).join("");
function refusedIn(answer, documents2) {
  const { items } = JSON.parse(answer);
  return new Map(
    documents2.flatMap((document2, at) => {
      const { status = 0, error } = items[at]?.index ?? {};
      if (status >= 200 && status < 300) return [];
      return [[document2, { code: String(status), message: JSON.stringify(error ?? {}) }]];
    })
  );
}

// runtime/services/firehose/destinations/opensearch/index-name.ts
var rotations = ["NoRotation", "OneHour", "OneDay", "OneWeek", "OneMonth"];
var day2 = 864e5;
function indexNameOf(name2, rotation, arrivedAt) {
  const time2 = new Date(arrivedAt).toISOString();
  switch (rotation) {
    case "NoRotation":
      return name2;
    case "OneHour":
      return `${name2}-${time2.slice(0, 10)}-${time2.slice(11, 13)}`;
    case "OneDay":
      return `${name2}-${time2.slice(0, 10)}`;
    case "OneWeek":
      return `${name2}-${weekOf(arrivedAt)}`;
    case "OneMonth":
      return `${name2}-${time2.slice(0, 7)}`;
  }
}
function weekOf(at) {
  const saturday = new Date(at + (6 - new Date(at).getUTCDay()) * day2);
  const year = saturday.getUTCFullYear();
  const dayOfYear = Math.floor((saturday.getTime() - Date.UTC(year, 0, 1)) / day2);
  return `${year}-w${String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0")}`;
}

// runtime/services/firehose/destinations/opensearch.ts
var OpenSearchDestination = class {
  size;
  interval;
  #settings;
  #bucket;
  #host;
  constructor(settings, bucket, host3) {
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host3;
    this.size = settings.size;
    this.interval = settings.interval;
  }
  deliveries(batch) {
    const documents2 = batch.flatMap((prepared2) => prepared2.result === "ok" ? [this.#documentOf(prepared2)] : []);
    const toBucket3 = this.#settings.backsUpAll ? batch : batch.filter(({ result }) => result === "failed");
    return [
      ...documents2.length > 0 ? [new BulkDelivery(documents2, this.#settings, this.#bucket, this.#host)] : [],
      ...this.#bucket.deliveries(toBucket3)
    ];
  }
  reportAge(age) {
    this.#host.report("DeliveryToAmazonOpenSearchService.DataFreshness", age / 1e3);
  }
  #documentOf(prepared2) {
    const { indexName, rotation, namesDocuments } = this.#settings;
    const { record, data } = prepared2;
    return {
      prepared: prepared2,
      index: indexNameOf(indexName, rotation, record.arrivedAt),
      // Firehose API reference, DocumentIdOptions: FIREHOSE_DEFAULT is "a unique document ID for each record", stable over retries
      id: namesDocuments ? `${recordIdOf(record)}.0` : void 0,
      text: Buffer.from(data).toString().trim()
    };
  }
};
var BulkDelivery = class {
  outage = "delivery.index-down";
  records;
  #documents;
  #settings;
  #bucket;
  #host;
  #begun;
  /** What is not indexed, and why the domain refuses it, where it has said so. */
  #left;
  #refusals = /* @__PURE__ */ new Map();
  #attempts = 0;
  #answered = false;
  constructor(documents2, settings, bucket, host3) {
    this.records = documents2.map(({ prepared: prepared2 }) => prepared2.record);
    this.#documents = documents2;
    this.#left = documents2;
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host3;
    this.#begun = host3.clock.now();
  }
  async write() {
    const { permissions, report } = this.#host;
    const { roleArn, domainArn } = this.#settings;
    const call2 = { action: "es:ESHttpPost", resource: `${domainArn}/_bulk` };
    const allowed = permissions.allows(roleArn, call2);
    report("DeliveryToAmazonOpenSearchService.AuthFailure", allowed ? 0 : 1);
    if (!allowed) throw new Refused("403", `the role does not allow ${call2.action} on ${call2.resource}`);
    const documents2 = this.#left.length > 0 ? this.#left : this.#documents;
    this.#refusals = refusedIn(await this.#answerTo(bulkBody(documents2)), documents2);
    this.#left = documents2.filter((document2) => this.#refusals.has(document2));
    this.#account(documents2);
    const [first] = this.#refusals.values();
    if (first) throw new Refused(first.code, `${this.#left.length} documents are not indexed: ${first.message}`);
  }
  async #answerTo(body) {
    const response = await this.#host.fetch("https://domain/_bulk", { method: "POST", body });
    const text3 = await response.text();
    if (!response.ok) throw new Refused(String(response.status), text3.slice(0, 500));
    return text3;
  }
  /** An answer says of each document whether it is indexed. */
  #account(documents2) {
    const { clock, report, indexed } = this.#host;
    const taken2 = documents2.filter((document2) => !this.#refusals.has(document2));
    this.#answered = true;
    report("DeliveryToAmazonOpenSearchService.Success", taken2.length / documents2.length);
    report("DeliveryToAmazonOpenSearchService.DeliveryRejected", taken2.length < documents2.length ? 1 : 0);
    if (taken2.length === 0) return;
    report("DeliveryToAmazonOpenSearchService.Records", taken2.length);
    const bytes2 = taken2.reduce((sum2, { prepared: prepared2 }) => sum2 + prepared2.data.length, 0);
    report("DeliveryToAmazonOpenSearchService.Bytes", bytes2);
    const oldest = taken2.reduce((least2, { prepared: prepared2 }) => Math.min(least2, prepared2.record.arrivedAt), Infinity);
    report("DeliveryToAmazonOpenSearchService.DataFreshness", Math.max(0, clock.now() - oldest) / 1e3);
    indexed(taken2.length);
  }
  refused(why) {
    this.#attempts++;
    if (!this.#answered) {
      const refusal2 = { code: why instanceof Refused ? why.code : "0", message: why.message };
      this.#refusals = new Map(this.#left.map((document2) => [document2, refusal2]));
      this.#host.report("DeliveryToAmazonOpenSearchService.Success", 0);
      this.#host.report("DeliveryToAmazonOpenSearchService.DeliveryRejected", 1);
    }
    this.#answered = false;
  }
  /**
   * Firehose guide, retry: "Amazon Data Firehose retries for the specified time duration and then skips that particular index
   * request. The skipped documents are delivered to your S3 bucket".
   */
  instead() {
    const now = this.#host.clock.now();
    if (now - this.#begun < this.#settings.retryDuration) return void 0;
    return this.#bucket.deliveries(this.#left.map((document2) => this.#skipped(document2, now)));
  }
  /** Firehose guide, retry: the JSON of a skipped document. */
  #skipped(skipped, now) {
    const { prepared: prepared2, index, id } = skipped;
    const { record, data } = prepared2;
    const { code, message: message2 } = this.#refusals.get(skipped);
    const document2 = {
      attemptsMade: this.#attempts,
      arrivalTimestamp: record.arrivedAt,
      errorCode: code,
      errorMessage: message2,
      attemptEndingTimestamp: now,
      esDocumentId: id ?? null,
      esIndexName: index,
      esTypeName: null,
      rawData: Buffer.from(data).toString("base64")
    };
    return { record, result: "failed", failure: { output: "AmazonOpenSearchService-failed", document: document2 } };
  }
};
var Refused = class extends Error {
  code;
  constructor(code, message2) {
    super(message2);
    this.code = code;
  }
};

// runtime/services/firehose/destinations/redshift.ts
var RedshiftDestination = class {
  size;
  interval;
  #settings;
  #bucket;
  #host;
  constructor(settings, bucket, host3) {
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host3;
    this.size = bucket.size;
    this.interval = bucket.interval;
  }
  deliveries(batch) {
    const staged = this.#bucket.staged(batch);
    return [
      ...staged ? [staged.delivery, new CopyDelivery(staged, this.#settings, this.#bucket, this.#host)] : [],
      ...this.#bucket.deliveries(batch.filter(({ result }) => result === "failed"))
    ];
  }
  reportAge(age) {
    this.#bucket.reportAge(age);
  }
};
var CopyDelivery = class {
  outage = "delivery.warehouse-down";
  records;
  #staged;
  #settings;
  #bucket;
  #host;
  #begun;
  constructor(staged, settings, bucket, host3) {
    this.records = staged.delivery.records;
    this.#staged = staged;
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host3;
    this.#begun = host3.clock.now();
  }
  async write() {
    if (!this.#staged.written()) return;
    const { report, warehouse, copied } = this.#host;
    const { table: table2, columns: columns2 } = this.#settings;
    const { body } = this.#staged;
    await warehouse.copy({ table: table2, columns: columns2, body });
    report("DeliveryToRedshift.Success", 1);
    report("DeliveryToRedshift.Records", this.records.length);
    report("DeliveryToRedshift.Bytes", body.length);
    copied(this.records.length);
  }
  refused() {
    this.#host.report("DeliveryToRedshift.Success", 0);
  }
  /**
   * Firehose guide, retry: it retries for the specified time duration and then skips that particular batch of S3 objects; their
   * information is delivered to the bucket as a manifest file in the errors/ folder.
   */
  instead() {
    if (this.#host.clock.now() - this.#begun < this.#settings.retryDuration) return void 0;
    return [this.#bucket.manifestOf(this.#staged)];
  }
};

// runtime/services/firehose/destinations/s3.ts
var import_node_zlib2 = require("node:zlib");

// runtime/services/firehose/conversion/json-documents.ts
function documentsIn(text3) {
  const trimmed = text3.trim();
  if (trimmed === "") throw new Error("Encountered malformed JSON. The record is empty.");
  const whole2 = parsed3(trimmed);
  const values = whole2 === void 0 ? split2(trimmed).map((part) => parsed3(part)) : [whole2];
  return values.map((value2) => {
    if (value2 === void 0) throw new Error("Encountered malformed JSON.");
    if (typeof value2 !== "object" || value2 === null || Array.isArray(value2))
      throw new Error("Encountered malformed JSON. A record is an object, not an array or a value.");
    return value2;
  });
}
function parsed3(text3) {
  try {
    return JSON.parse(text3);
  } catch {
    return void 0;
  }
}
function split2(text3) {
  const parts = [];
  let [depth, begin2, quoted3] = [0, 0, false];
  for (let at = 0; at < text3.length; at++) {
    const character = text3[at];
    if (quoted3) {
      if (character === "\\") at++;
      else if (character === '"') quoted3 = false;
    } else if (character === '"') quoted3 = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) {
      parts.push(text3.slice(begin2, at + 1));
      begin2 = at + 1;
    }
  }
  const rest = text3.slice(begin2).trim();
  return rest === "" ? parts : [...parts, rest];
}

// runtime/services/firehose/conversion/value.ts
function valueOf3(type, value2) {
  if (value2 === null || value2 === void 0) return null;
  switch (type.kind) {
    case "string":
      if (typeof value2 === "object") throw mismatch("a text", value2);
      return String(value2).slice(0, type.most);
    case "boolean":
      if (value2 === true || value2 === "true") return true;
      if (value2 === false || value2 === "false") return false;
      throw mismatch("a boolean", value2);
    case "int":
      return Number(integerOf(value2, 31n));
    case "bigint":
      return integerOf(value2, 63n);
    case "float":
    case "double":
      return numberOf(value2);
    case "decimal":
      return decimalOf(value2, type.precision, type.scale);
    case "timestamp":
      return timestampOf(value2);
    case "date":
      return dateOf(value2);
    case "binary":
      if (typeof value2 !== "string") throw mismatch("base64", value2);
      return new Uint8Array(Buffer.from(value2, "base64"));
    case "array":
      if (!Array.isArray(value2)) throw mismatch("an array", value2);
      return value2.map((each2) => valueOf3(type.of, each2));
  }
}
var mismatch = (wanted, value2) => new Error(`The data does not match the schema: ${typeof value2} is not ${wanted}.`);
function integerOf(value2, bits2) {
  const text3 = String(value2);
  if (typeof value2 === "object" || !/^-?\d+$/.test(text3)) throw mismatch("an integer", value2);
  const integer2 = BigInt(typeof value2 === "number" ? BigInt(value2) : text3);
  if (integer2 >= 1n << bits2 || integer2 < -(1n << bits2)) throw mismatch(`an integer of ${bits2 + 1n} bits`, value2);
  return integer2;
}
function numberOf(value2) {
  const number2 = typeof value2 === "string" && value2.trim() !== "" ? Number(value2) : value2;
  if (typeof number2 !== "number" || Number.isNaN(number2)) throw mismatch("a number", value2);
  return number2;
}
function decimalOf(value2, precision, scale) {
  const parts = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(value2));
  if (!parts || typeof value2 === "object" || `${parts[2]}${parts[3] ?? ""}` === "") throw mismatch("a decimal", value2);
  const [, sign2, whole2 = "", fraction2 = "", exponent = "0"] = parts;
  const shift = scale - fraction2.length + Number(exponent);
  if (Math.abs(shift) > 400) throw mismatch("a decimal", value2);
  const digits2 = BigInt(whole2 + fraction2);
  const unscaled = shift >= 0 ? digits2 * 10n ** BigInt(shift) : (digits2 + 5n * 10n ** BigInt(-shift - 1)) / 10n ** BigInt(-shift);
  if (unscaled >= 10n ** BigInt(precision)) throw mismatch(`a decimal of ${precision} digits`, value2);
  return sign2 === "-" ? -unscaled : unscaled;
}
var zoned = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;
var local = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?$/;
function timestampOf(value2) {
  const date2 = typeof value2 === "string" ? textTimestamp(value2) : epochTimestamp(value2);
  if (Number.isNaN(date2.getTime())) throw mismatch("a timestamp", value2);
  return date2;
}
function textTimestamp(text3) {
  const utc = zoned.exec(text3);
  if (utc) return /* @__PURE__ */ new Date(`${utc[1]}T${utc[2]}.${millisOf(utc[3])}Z`);
  const plain2 = local.exec(text3);
  if (plain2) {
    const [, year, month, day4, time2, fraction2] = plain2;
    return /* @__PURE__ */ new Date(`${year}-${month.padStart(2, "0")}-${day4.padStart(2, "0")}T${time2}.${millisOf(fraction2)}Z`);
  }
  return /^\d+(\.\d+)?$/.test(text3) ? epochTimestamp(Number(text3)) : /* @__PURE__ */ new Date(NaN);
}
var millisOf = (fraction2 = "") => fraction2.padEnd(3, "0").slice(0, 3);
function epochTimestamp(value2) {
  if (typeof value2 !== "number") return /* @__PURE__ */ new Date(NaN);
  return new Date(value2 >= 1e12 ? value2 : Math.round(value2 * 1e3));
}
function dateOf(value2) {
  const date2 = new Date(typeof value2 === "string" && /^\d{4}-\d\d-\d\d$/.test(value2) ? value2 : NaN);
  if (Number.isNaN(date2.getTime())) throw mismatch("a date", value2);
  return date2;
}

// runtime/services/firehose/conversion/row.ts
function rowsOf(data, { columns: columns2 }, deserializer) {
  return documentsIn(Buffer.from(data).toString()).map((document2) => {
    const named3 = Object.fromEntries(Object.entries(document2).map(([key, value2]) => [keyOf2(key, deserializer), value2]));
    return Object.fromEntries(columns2.map((column) => [column.name, cellOf(column, named3, deserializer)]));
  });
}
function cellOf({ name: name2, type }, document2, { keys }) {
  try {
    return valueOf3(type, document2[keys[name2] ?? name2]);
  } catch (error) {
    throw new Error(`${error.message} Column: ${name2}`, { cause: error });
  }
}
function keyOf2(key, { caseInsensitive, dotsToUnderscores }) {
  const cased2 = caseInsensitive ? key.toLowerCase() : key;
  return dotsToUnderscores ? cased2.replaceAll(".", "_") : cased2;
}

// node_modules/hyparquet-writer/src/bytewriter.js
var ByteWriter = class {
  /**
   * @param {number} [initalSize]
   */
  constructor(initalSize = 1024) {
    this.buffer = new ArrayBuffer(initalSize);
    this.view = new DataView(this.buffer);
    this.offset = 0;
    this.index = 0;
  }
  /**
   * @param {number} size
   */
  ensure(size) {
    if (this.index + size > this.buffer.byteLength) {
      const newSize = Math.max(this.buffer.byteLength * 2, this.index + size);
      const newBuffer = new ArrayBuffer(newSize);
      new Uint8Array(newBuffer).set(new Uint8Array(this.buffer));
      this.buffer = newBuffer;
      this.view = new DataView(this.buffer);
    }
  }
  finish() {
  }
  getBuffer() {
    return this.buffer.slice(0, this.index);
  }
  getBytes() {
    return new Uint8Array(this.buffer, 0, this.index);
  }
  /**
   * @param {number} value
   */
  appendUint8(value2) {
    this.ensure(1);
    this.view.setUint8(this.index, value2);
    this.offset++;
    this.index++;
  }
  /**
   * @param {number} value
   */
  appendUint32(value2) {
    this.ensure(4);
    this.view.setUint32(this.index, value2, true);
    this.offset += 4;
    this.index += 4;
  }
  /**
   * @param {number} value
   */
  appendInt32(value2) {
    this.ensure(4);
    this.view.setInt32(this.index, value2, true);
    this.offset += 4;
    this.index += 4;
  }
  /**
   * @param {bigint} value
   */
  appendInt64(value2) {
    this.ensure(8);
    this.view.setBigInt64(this.index, BigInt(value2), true);
    this.offset += 8;
    this.index += 8;
  }
  /**
   * @param {number} value
   */
  appendFloat32(value2) {
    this.ensure(4);
    this.view.setFloat32(this.index, value2, true);
    this.offset += 4;
    this.index += 4;
  }
  /**
   * @param {number} value
   */
  appendFloat64(value2) {
    this.ensure(8);
    this.view.setFloat64(this.index, value2, true);
    this.offset += 8;
    this.index += 8;
  }
  /**
   * @param {ArrayBuffer} value
   */
  appendBuffer(value2) {
    this.appendBytes(new Uint8Array(value2));
  }
  /**
   * @param {Uint8Array} value
   */
  appendBytes(value2) {
    this.ensure(value2.length);
    new Uint8Array(this.buffer, this.index, value2.length).set(value2);
    this.offset += value2.length;
    this.index += value2.length;
  }
  /**
   * Convert a 32-bit signed integer to varint (1-5 bytes).
   * Writes out groups of 7 bits at a time, setting high bit if more to come.
   *
   * @param {number} value
   */
  appendVarInt(value2) {
    while (true) {
      if ((value2 & ~127) === 0) {
        this.appendUint8(value2);
        return;
      } else {
        this.appendUint8(value2 & 127 | 128);
        value2 >>>= 7;
      }
    }
  }
  /**
   * Convert a bigint to varint (1-10 bytes for 64-bit range).
   *
   * @param {bigint} value
   */
  appendVarBigInt(value2) {
    while (true) {
      if ((value2 & ~0x7fn) === 0n) {
        this.appendUint8(Number(value2));
        return;
      } else {
        this.appendUint8(Number(value2 & 0x7fn | 0x80n));
        value2 >>= 7n;
      }
    }
  }
  /**
   * Convert number to zigzag encoding and write as varint.
   *
   * @param {number | bigint} value
   */
  appendZigZag(value2) {
    if (typeof value2 === "number") {
      this.appendVarInt(value2 << 1 ^ value2 >> 31);
    } else {
      this.appendVarBigInt(value2 << 1n ^ value2 >> 63n);
    }
  }
};

// node_modules/hyparquet/src/thrift.js
var STOP = 0;
var TRUE = 1;
var FALSE = 2;
var BYTE = 3;
var I16 = 4;
var I32 = 5;
var I64 = 6;
var DOUBLE = 7;
var BINARY = 8;
var LIST = 9;
var STRUCT = 12;
function deserializeTCompactProtocol(reader) {
  const value2 = {};
  let fid = 0;
  while (true) {
    if (reader.offset >= reader.view.byteLength) throw new Error("thrift struct ended without STOP");
    const byte = reader.view.getUint8(reader.offset++);
    const type = byte & 15;
    if (type === STOP) break;
    const delta = byte >> 4;
    fid = delta ? fid + delta : readZigZag(reader);
    value2[`field_${fid}`] = readElement(reader, type);
  }
  return value2;
}
function readElement(reader, type) {
  switch (type) {
    case TRUE:
      return true;
    case FALSE:
      return false;
    case BYTE:
      return reader.view.getInt8(reader.offset++);
    case I16:
    case I32:
      return readZigZag(reader);
    case I64:
      return readZigZagBigInt(reader);
    case DOUBLE: {
      const value2 = reader.view.getFloat64(reader.offset, true);
      reader.offset += 8;
      return value2;
    }
    case BINARY: {
      const stringLength = readVarInt(reader);
      if (reader.offset + stringLength > reader.view.byteLength) {
        throw new Error(`thrift binary length ${stringLength} exceeds remaining ${reader.view.byteLength - reader.offset} bytes`);
      }
      const strBytes = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, stringLength);
      reader.offset += stringLength;
      return strBytes;
    }
    case LIST: {
      const byte = reader.view.getUint8(reader.offset++);
      const elemType = byte & 15;
      let listSize = byte >> 4;
      if (listSize === 15) {
        listSize = readVarInt(reader);
      }
      const boolType = elemType === TRUE || elemType === FALSE;
      const values = new Array(listSize);
      for (let i = 0; i < listSize; i++) {
        values[i] = boolType ? readElement(reader, BYTE) === 1 : readElement(reader, elemType);
      }
      return values;
    }
    case STRUCT:
      return deserializeTCompactProtocol(reader);
    default:
      throw new Error(`thrift unhandled type: ${type}`);
  }
}
function readVarInt(reader) {
  let result = 0;
  let shift = 0;
  while (true) {
    const byte = reader.view.getUint8(reader.offset++);
    result |= (byte & 127) << shift;
    if (!(byte & 128)) {
      return result;
    }
    shift += 7;
  }
}
function readVarBigInt(reader) {
  let result = 0n;
  let shift = 0n;
  while (true) {
    const byte = reader.view.getUint8(reader.offset++);
    result |= BigInt(byte & 127) << shift;
    if (!(byte & 128)) {
      return result;
    }
    shift += 7n;
  }
}
function readZigZag(reader) {
  const zigzag = readVarInt(reader);
  return zigzag >>> 1 ^ -(zigzag & 1);
}
function readZigZagBigInt(reader) {
  const zigzag = readVarBigInt(reader);
  return zigzag >> 1n ^ -(zigzag & 1n);
}

// node_modules/hyparquet/src/xxhash.js
var MASK = 0xffffffffffffffffn;
var PRIME1 = 0x9e3779b185ebca87n;
var PRIME2 = 0xc2b2ae3d27d4eb4fn;
var PRIME3 = 0x165667b19e3779f9n;
var PRIME4 = 0x85ebca77c2b2ae63n;
var PRIME5 = 0x27d4eb2f165667c5n;
function rotl64(x, r) {
  return (x << r | x >> 64n - r) & MASK;
}
function round(acc, val) {
  acc = acc + val * PRIME2 & MASK;
  acc = rotl64(acc, 31n);
  return acc * PRIME1 & MASK;
}
function mergeRound(acc, val) {
  acc ^= round(0n, val);
  return acc * PRIME1 + PRIME4 & MASK;
}
function xxhash64(input, seed2 = 0n) {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const len = input.byteLength;
  let offset = 0;
  let h64;
  if (len >= 32) {
    let v1 = seed2 + PRIME1 + PRIME2 & MASK;
    let v2 = seed2 + PRIME2 & MASK;
    let v3 = seed2;
    let v4 = seed2 - PRIME1 & MASK;
    while (offset + 32 <= len) {
      v1 = round(v1, view.getBigUint64(offset, true));
      offset += 8;
      v2 = round(v2, view.getBigUint64(offset, true));
      offset += 8;
      v3 = round(v3, view.getBigUint64(offset, true));
      offset += 8;
      v4 = round(v4, view.getBigUint64(offset, true));
      offset += 8;
    }
    h64 = rotl64(v1, 1n) + rotl64(v2, 7n) + rotl64(v3, 12n) + rotl64(v4, 18n) & MASK;
    h64 = mergeRound(h64, v1);
    h64 = mergeRound(h64, v2);
    h64 = mergeRound(h64, v3);
    h64 = mergeRound(h64, v4);
  } else {
    h64 = seed2 + PRIME5 & MASK;
  }
  h64 = h64 + BigInt(len) & MASK;
  while (offset + 8 <= len) {
    h64 ^= round(0n, view.getBigUint64(offset, true));
    h64 = rotl64(h64, 27n) * PRIME1 + PRIME4 & MASK;
    offset += 8;
  }
  if (offset + 4 <= len) {
    h64 ^= BigInt(view.getUint32(offset, true)) * PRIME1 & MASK;
    h64 = rotl64(h64, 23n) * PRIME2 + PRIME3 & MASK;
    offset += 4;
  }
  while (offset < len) {
    h64 ^= BigInt(view.getUint8(offset)) * PRIME5 & MASK;
    h64 = rotl64(h64, 11n) * PRIME1 & MASK;
    offset += 1;
  }
  h64 ^= h64 >> 33n;
  h64 = h64 * PRIME2 & MASK;
  h64 ^= h64 >> 29n;
  h64 = h64 * PRIME3 & MASK;
  h64 ^= h64 >> 32n;
  return h64;
}

// node_modules/hyparquet/src/bloom.js
var textEncoder = new TextEncoder();
var SALT = new Uint32Array([
  1203114875,
  1150766481,
  2284105051,
  2729912477,
  1884591559,
  770785867,
  2667333959,
  1550580529
]);
function hashParquetValue(value2, element) {
  if (value2 === null || value2 === void 0) return void 0;
  const { type, converted_type, logical_type } = element;
  if (type === "BOOLEAN") {
    if (typeof value2 !== "boolean") return void 0;
    return xxhash64(new Uint8Array([value2 ? 1 : 0]));
  }
  if (type === "FLOAT") {
    if (typeof value2 !== "number") return void 0;
    const buf = new ArrayBuffer(4);
    new DataView(buf).setFloat32(0, value2, true);
    return xxhash64(new Uint8Array(buf));
  }
  if (type === "DOUBLE") {
    if (typeof value2 !== "number") return void 0;
    const buf = new ArrayBuffer(8);
    new DataView(buf).setFloat64(0, value2, true);
    return xxhash64(new Uint8Array(buf));
  }
  if (type === "INT32") {
    if (converted_type === "DATE" || converted_type === "DECIMAL" || converted_type === "TIME_MILLIS") return void 0;
    if (logical_type?.type === "DATE" || logical_type?.type === "TIME" || logical_type?.type === "DECIMAL") return void 0;
    if (typeof value2 !== "number" || !Number.isInteger(value2)) return void 0;
    const buf = new ArrayBuffer(4);
    new DataView(buf).setInt32(0, value2 | 0, true);
    return xxhash64(new Uint8Array(buf));
  }
  if (type === "INT64") {
    if (converted_type === "TIMESTAMP_MILLIS" || converted_type === "TIMESTAMP_MICROS") return void 0;
    if (converted_type === "TIME_MICROS" || converted_type === "DECIMAL") return void 0;
    if (logical_type?.type === "TIMESTAMP" || logical_type?.type === "TIME" || logical_type?.type === "DECIMAL") return void 0;
    let bigValue;
    if (typeof value2 === "bigint") bigValue = value2;
    else if (typeof value2 === "number" && Number.isSafeInteger(value2)) bigValue = BigInt(value2);
    else return void 0;
    const buf = new ArrayBuffer(8);
    new DataView(buf).setBigUint64(0, BigInt.asUintN(64, bigValue), true);
    return xxhash64(new Uint8Array(buf));
  }
  if (type === "BYTE_ARRAY") {
    if (converted_type === "JSON" || converted_type === "BSON" || converted_type === "DECIMAL") return void 0;
    if (logical_type?.type === "JSON" || logical_type?.type === "BSON" || logical_type?.type === "VARIANT") return void 0;
    if (logical_type?.type === "GEOMETRY" || logical_type?.type === "GEOGRAPHY") return void 0;
    if (typeof value2 === "string") return xxhash64(textEncoder.encode(value2));
    if (value2 instanceof Uint8Array) return xxhash64(value2);
    return void 0;
  }
  if (type === "FIXED_LEN_BYTE_ARRAY") {
    if (converted_type === "DECIMAL" || converted_type === "INTERVAL") return void 0;
    if (logical_type?.type === "DECIMAL" || logical_type?.type === "UUID" || logical_type?.type === "FLOAT16") return void 0;
    if (logical_type?.type === "GEOMETRY" || logical_type?.type === "GEOGRAPHY") return void 0;
    if (value2 instanceof Uint8Array) return xxhash64(value2);
    return void 0;
  }
  return void 0;
}

// node_modules/hyparquet-writer/src/thrift.js
var STOP2 = 0;
var TRUE2 = 1;
var FALSE2 = 2;
var BYTE2 = 3;
var I322 = 5;
var I642 = 6;
var DOUBLE2 = 7;
var BINARY2 = 8;
var LIST2 = 9;
var STRUCT2 = 12;
var ThriftStruct = class {
  /**
   * @param {ThriftField[]} fields
   */
  constructor(fields3) {
    this.fields = fields3;
  }
};
function serializeTCompactProtocol(writer, data) {
  writeElement(writer, STRUCT2, data);
}
function writeElement(writer, type, value2) {
  if (type === TRUE2) return;
  if (type === FALSE2) return;
  if (type === BYTE2 && typeof value2 === "number") {
    writer.appendUint8(value2);
  } else if (type === I322 && typeof value2 === "number") {
    writer.appendZigZag(value2);
  } else if (type === I642 && typeof value2 === "bigint") {
    writer.appendZigZag(value2);
  } else if (type === DOUBLE2 && typeof value2 === "number") {
    writer.appendFloat64(value2);
  } else if (type === BINARY2 && typeof value2 === "string") {
    const bytes2 = new TextEncoder().encode(value2);
    writer.appendVarInt(bytes2.length);
    writer.appendBytes(bytes2);
  } else if (type === BINARY2 && value2 instanceof Uint8Array) {
    writer.appendVarInt(value2.byteLength);
    writer.appendBytes(value2);
  } else if (type === LIST2 && Array.isArray(value2)) {
    const elemType = getCompactTypeForList(value2);
    if (value2.length > 14) {
      writer.appendUint8(15 << 4 | elemType);
      writer.appendVarInt(value2.length);
    } else {
      writer.appendUint8(value2.length << 4 | elemType);
    }
    if (elemType === FALSE2) {
      for (const v of value2) {
        writer.appendUint8(v ? 1 : 0);
      }
    } else {
      for (const v of value2) {
        writeElement(writer, elemType, v);
      }
    }
  } else if (type === STRUCT2 && value2 instanceof ThriftStruct) {
    let lastFid = 0;
    for (const [fid, fieldType, fieldValue] of value2.fields) {
      if (fieldValue === void 0) continue;
      lastFid = writeStructField(writer, lastFid, fid, fieldType, fieldValue);
    }
    writer.appendUint8(STOP2);
  } else if (type === STRUCT2 && typeof value2 === "object") {
    let lastFid = 0;
    for (const [k, v] of Object.entries(value2)) {
      if (v === void 0) continue;
      const fid = parseInt(k.replace(/^field_/, ""), 10);
      if (Number.isNaN(fid)) {
        throw new Error(`thrift invalid field name: ${k}. Expected "field_###"`);
      }
      const t = getCompactTypeForValue(v);
      lastFid = writeStructField(writer, lastFid, fid, t, v);
    }
    writer.appendUint8(STOP2);
  } else {
    throw new Error(`thrift invalid type ${type} for value ${value2}`);
  }
}
function writeStructField(writer, lastFid, fid, type, value2) {
  const delta = fid - lastFid;
  if (delta <= 0) {
    throw new Error(`thrift non-monotonic field id: fid=${fid}, lastFid=${lastFid}`);
  }
  if (delta > 15) {
    writer.appendUint8(type);
    writer.appendZigZag(fid);
  } else {
    writer.appendUint8(delta << 4 | type);
  }
  writeElement(writer, type, value2);
  return fid;
}
function getCompactTypeForValue(value2) {
  if (value2 === true) return TRUE2;
  if (value2 === false) return FALSE2;
  if (Number.isInteger(value2)) return I322;
  if (typeof value2 === "number") return DOUBLE2;
  if (typeof value2 === "bigint") return I642;
  if (typeof value2 === "string") return BINARY2;
  if (value2 instanceof Uint8Array) return BINARY2;
  if (Array.isArray(value2)) return LIST2;
  if (value2 && typeof value2 === "object") return STRUCT2;
  throw new Error(`Cannot determine thrift compact type for: ${value2}`);
}
function getCompactTypeForList(value2) {
  let elemType = 0;
  for (const v of value2) {
    let t = getCompactTypeForValue(v);
    if (t === TRUE2) t = FALSE2;
    if (!elemType) elemType = t;
    if (elemType === DOUBLE2 && t === I322) t = DOUBLE2;
    if (elemType === I322 && t === DOUBLE2) elemType = DOUBLE2;
    if (t !== elemType) {
      throw new Error(`thrift invalid type for list element: ${v} (expected type ${elemType})`);
    }
  }
  return elemType ?? BYTE2;
}

// node_modules/hyparquet-writer/src/bloom.js
var SALT2 = new Uint32Array([
  1203114875,
  1150766481,
  2284105051,
  2729912477,
  1884591559,
  770785867,
  2667333959,
  1550580529
]);
var MIN_BYTES = 32;
var MAX_BYTES = 128 * 1024 * 1024;
function blockIndex(hash9, numBlocks) {
  return Number((hash9 >> 32n) * BigInt(numBlocks) >> 32n);
}
function blockMask(hash9) {
  const m = new Uint32Array(8);
  const low = Number(hash9 & 0xffffffffn) | 0;
  for (let i = 0; i < 8; i++) {
    m[i] = 1 << (Math.imul(low, SALT2[i]) >>> 27);
  }
  return m;
}
function sbbfInsert(blocks, hash9) {
  const offset = blockIndex(hash9, blocks.length >> 3) << 3;
  const m = blockMask(hash9);
  for (let i = 0; i < 8; i++) {
    blocks[offset + i] |= m[i];
  }
}
function nextPowerOfTwo(n) {
  let p = 1;
  while (p < n) p <<= 1;
  return p;
}
function optimalNumBytes(ndv, fpp) {
  if (!(fpp > 0 && fpp < 1)) throw new Error(`bloom filter fpp must be in (0, 1), got ${fpp}`);
  if (!(ndv >= 0)) throw new Error(`bloom filter ndv must be >= 0, got ${ndv}`);
  const m = -8 * ndv / Math.log(1 - fpp ** (1 / 8));
  const numBytes = Math.ceil(m / 8);
  if (!(numBytes <= MAX_BYTES)) return MAX_BYTES;
  return nextPowerOfTwo(Math.max(numBytes, MIN_BYTES));
}
var BloomBuilder = class {
  /**
   * @param {SchemaElement} element
   * @param {{ fpp?: number, maxBytes?: number }} [options]
   */
  constructor(element, { fpp = 0.01, maxBytes = 1024 * 1024 } = {}) {
    this.element = element;
    this.fpp = fpp;
    this.maxBytes = maxBytes;
    this.hashes = /* @__PURE__ */ new Set();
    this.skipped = 0;
  }
  /** @param {any} value */
  insert(value2) {
    if (value2 === null || value2 === void 0) return;
    const h = hashParquetValue(value2, this.element);
    if (h === void 0) {
      this.skipped++;
      return;
    }
    this.hashes.add(h);
  }
  /** @returns {Uint32Array | undefined} */
  finalize() {
    if (this.skipped > 0 || this.hashes.size === 0) return void 0;
    let numBytes = optimalNumBytes(this.hashes.size, this.fpp);
    while (numBytes > this.maxBytes && numBytes > MIN_BYTES) numBytes >>= 1;
    if (numBytes > this.maxBytes) return void 0;
    const blocks = new Uint32Array(numBytes >> 2);
    for (const h of this.hashes) sbbfInsert(blocks, h);
    return blocks;
  }
};
function writeBloomFilter(writer, blocks) {
  if (blocks.length % 8 !== 0) {
    throw new Error(`bloom filter block count must be a multiple of 8 uint32 words, got ${blocks.length}`);
  }
  serializeTCompactProtocol(writer, {
    field_1: blocks.byteLength,
    // numBytes
    field_2: { field_1: {} },
    // algorithm: SplitBlockAlgorithm
    field_3: { field_1: {} },
    // hash: XxHash
    field_4: { field_1: {} }
    // compression: Uncompressed
  });
  for (let i = 0; i < blocks.length; i++) {
    writer.appendUint32(blocks[i]);
  }
}
function writeBlooms(writer, pageIndexes) {
  for (const { chunk, bloomFilter } of pageIndexes) {
    if (!bloomFilter || !chunk.meta_data) continue;
    const offset = writer.offset;
    writeBloomFilter(writer, bloomFilter);
    chunk.meta_data.bloom_filter_offset = BigInt(offset);
    chunk.meta_data.bloom_filter_length = writer.offset - offset;
  }
}

// node_modules/hyparquet/src/constants.js
var ParquetTypes = [
  "BOOLEAN",
  "INT32",
  "INT64",
  "INT96",
  // deprecated
  "FLOAT",
  "DOUBLE",
  "BYTE_ARRAY",
  "FIXED_LEN_BYTE_ARRAY"
];
var Encodings = [
  "PLAIN",
  "GROUP_VAR_INT",
  // deprecated
  "PLAIN_DICTIONARY",
  "RLE",
  "BIT_PACKED",
  // deprecated
  "DELTA_BINARY_PACKED",
  "DELTA_LENGTH_BYTE_ARRAY",
  "DELTA_BYTE_ARRAY",
  "RLE_DICTIONARY",
  "BYTE_STREAM_SPLIT"
];
var FieldRepetitionTypes = [
  "REQUIRED",
  "OPTIONAL",
  "REPEATED"
];
var ConvertedTypes = [
  "UTF8",
  "MAP",
  "MAP_KEY_VALUE",
  "LIST",
  "ENUM",
  "DECIMAL",
  "DATE",
  "TIME_MILLIS",
  "TIME_MICROS",
  "TIMESTAMP_MILLIS",
  "TIMESTAMP_MICROS",
  "UINT_8",
  "UINT_16",
  "UINT_32",
  "UINT_64",
  "INT_8",
  "INT_16",
  "INT_32",
  "INT_64",
  "JSON",
  "BSON",
  "INTERVAL"
];
var CompressionCodecs = [
  "UNCOMPRESSED",
  "SNAPPY",
  "GZIP",
  "LZO",
  "BROTLI",
  "LZ4",
  "ZSTD",
  "LZ4_RAW"
];
var PageTypes = [
  "DATA_PAGE",
  "INDEX_PAGE",
  "DICTIONARY_PAGE",
  "DATA_PAGE_V2"
];
var BoundaryOrders = [
  "UNORDERED",
  "ASCENDING",
  "DESCENDING"
];
var EdgeInterpolationAlgorithms = [
  "SPHERICAL",
  "VINCENTY",
  "THOMAS",
  "ANDOYER",
  "KARNEY"
];

// node_modules/hyparquet-writer/src/delta.js
var BLOCK_SIZE = 128;
var MINIBLOCKS_PER_BLOCK = 4;
var VALUES_PER_MINIBLOCK = BLOCK_SIZE / MINIBLOCKS_PER_BLOCK;
function deltaBinaryPack(writer, values, type) {
  if (values.length === 0) {
    writer.appendVarInt(BLOCK_SIZE);
    writer.appendVarInt(MINIBLOCKS_PER_BLOCK);
    writer.appendVarInt(0);
    writer.appendVarInt(0);
    return;
  }
  if (typeof values[0] !== "number" && typeof values[0] !== "bigint") {
    throw new Error("deltaBinaryPack only supports number or bigint arrays");
  }
  if (usesInt32NumberPath(values)) {
    deltaBinaryPackInt32(writer, values, type === "INT32");
  } else {
    deltaBinaryPackBigInt(writer, values, type === "INT32" ? 32 : 64);
  }
}
function usesInt32NumberPath(values) {
  if (values instanceof Int32Array) return true;
  for (let i = 0; i < values.length; i++) {
    const value2 = values[i];
    if (typeof value2 !== "number" || value2 !== (value2 | 0)) return false;
  }
  return true;
}
function deltaBinaryPackInt32(writer, values, wrap) {
  const count4 = values.length;
  writer.appendVarInt(BLOCK_SIZE);
  writer.appendVarInt(MINIBLOCKS_PER_BLOCK);
  writer.appendVarInt(count4);
  appendZigZagNumber(writer, values[0]);
  const packedByBitWidth = [];
  const blockDeltas = new Float64Array(BLOCK_SIZE);
  const bitWidths = new Uint8Array(MINIBLOCKS_PER_BLOCK);
  let index = 1;
  while (index < count4) {
    const blockEnd = Math.min(index + BLOCK_SIZE, count4);
    const blockSize = blockEnd - index;
    const firstDelta = wrap ? values[index] - values[index - 1] | 0 : values[index] - values[index - 1];
    let previous = values[index];
    let constantEnd = index + 1;
    while (constantEnd < blockEnd) {
      const value2 = values[constantEnd];
      if ((wrap ? value2 - previous | 0 : value2 - previous) !== firstDelta) break;
      previous = value2;
      constantEnd++;
    }
    if (constantEnd === blockEnd) {
      appendZigZagNumber(writer, firstDelta);
      writer.appendUint32(0);
      index = blockEnd;
      continue;
    }
    let minDelta = firstDelta;
    blockDeltas[0] = minDelta;
    for (let i = 1; i < blockSize; i++) {
      const delta = wrap ? values[index + i] - values[index + i - 1] | 0 : values[index + i] - values[index + i - 1];
      blockDeltas[i] = delta;
      if (delta < minDelta) minDelta = delta;
    }
    appendZigZagNumber(writer, minDelta);
    for (let mb = 0; mb < MINIBLOCKS_PER_BLOCK; mb++) {
      const mbStart = mb * VALUES_PER_MINIBLOCK;
      const mbEnd = Math.min(mbStart + VALUES_PER_MINIBLOCK, blockSize);
      let maxAdjusted = 0;
      for (let i = mbStart; i < mbEnd; i++) {
        const adjusted = blockDeltas[i] - minDelta;
        if (adjusted > maxAdjusted) maxAdjusted = adjusted;
      }
      bitWidths[mb] = bitWidthNumber(maxAdjusted);
    }
    writer.appendBytes(bitWidths);
    for (let mb = 0; mb < MINIBLOCKS_PER_BLOCK; mb++) {
      const bitWidth3 = bitWidths[mb];
      if (bitWidth3 === 0) continue;
      const mbStart = mb * VALUES_PER_MINIBLOCK;
      const mbEnd = Math.min(mbStart + VALUES_PER_MINIBLOCK, blockSize);
      const packed = packedByBitWidth[bitWidth3] ??= new Uint8Array(bitWidth3 * 4);
      let byteIndex = 0;
      let buffer = 0;
      let bitsUsed = 0;
      if (bitWidth3 <= 25) {
        for (let i = 0; i < VALUES_PER_MINIBLOCK; i++) {
          const adjusted = mbStart + i < mbEnd ? blockDeltas[mbStart + i] - minDelta : 0;
          buffer |= adjusted << bitsUsed;
          bitsUsed += bitWidth3;
          while (bitsUsed >= 8) {
            packed[byteIndex++] = buffer & 255;
            buffer >>>= 8;
            bitsUsed -= 8;
          }
        }
      } else {
        for (let i = 0; i < VALUES_PER_MINIBLOCK; i++) {
          const adjusted = mbStart + i < mbEnd ? blockDeltas[mbStart + i] - minDelta : 0;
          buffer += adjusted * 2 ** bitsUsed;
          bitsUsed += bitWidth3;
          while (bitsUsed >= 8) {
            packed[byteIndex++] = buffer % 256;
            buffer = Math.floor(buffer / 256);
            bitsUsed -= 8;
          }
        }
      }
      writer.appendBytes(packed);
    }
    index = blockEnd;
  }
}
function deltaBinaryPackBigInt(writer, values, bits2) {
  const count4 = values.length;
  writer.appendVarInt(BLOCK_SIZE);
  writer.appendVarInt(MINIBLOCKS_PER_BLOCK);
  writer.appendVarInt(count4);
  writer.appendZigZag(BigInt.asIntN(bits2, BigInt(values[0])));
  const blockDeltas = new BigInt64Array(BLOCK_SIZE);
  const bitWidths = new Uint8Array(MINIBLOCKS_PER_BLOCK);
  let index = 1;
  while (index < count4) {
    const blockEnd = Math.min(index + BLOCK_SIZE, count4);
    const blockSize = blockEnd - index;
    let minDelta = 0n;
    for (let i = 0; i < blockSize; i++) {
      blockDeltas[i] = BigInt(values[index + i]) - BigInt(values[index + i - 1]);
      if (bits2 === 32) blockDeltas[i] = BigInt.asIntN(32, blockDeltas[i]);
      const delta = blockDeltas[i];
      if (i === 0 || delta < minDelta) minDelta = delta;
    }
    writer.appendZigZag(minDelta);
    for (let mb = 0; mb < MINIBLOCKS_PER_BLOCK; mb++) {
      const mbStart = mb * VALUES_PER_MINIBLOCK;
      const mbEnd = Math.min(mbStart + VALUES_PER_MINIBLOCK, blockSize);
      let maxAdjusted = 0n;
      for (let i = mbStart; i < mbEnd; i++) {
        const adjusted = blockDeltas[i] - minDelta;
        if (adjusted > maxAdjusted) maxAdjusted = adjusted;
      }
      bitWidths[mb] = bitWidth(maxAdjusted);
    }
    writer.appendBytes(bitWidths);
    for (let mb = 0; mb < MINIBLOCKS_PER_BLOCK; mb++) {
      const bitWidth3 = bitWidths[mb];
      if (bitWidth3 === 0) continue;
      const mbStart = mb * VALUES_PER_MINIBLOCK;
      const mbEnd = Math.min(mbStart + VALUES_PER_MINIBLOCK, blockSize);
      let buffer = 0n;
      let bitsUsed = 0;
      for (let i = 0; i < VALUES_PER_MINIBLOCK; i++) {
        const adjusted = mbStart + i < mbEnd ? blockDeltas[mbStart + i] - minDelta : 0n;
        buffer |= adjusted << BigInt(bitsUsed);
        bitsUsed += bitWidth3;
        while (bitsUsed >= 8) {
          writer.appendUint8(Number(buffer & 0xffn));
          buffer >>= 8n;
          bitsUsed -= 8;
        }
      }
    }
    index = blockEnd;
  }
}
function appendZigZagNumber(writer, value2) {
  let encoded3 = value2 < 0 ? -value2 * 2 - 1 : value2 * 2;
  while (encoded3 >= 128) {
    writer.appendUint8(encoded3 % 128 + 128);
    encoded3 = Math.floor(encoded3 / 128);
  }
  writer.appendUint8(encoded3);
}
function bitWidthNumber(value2) {
  if (value2 === 0) return 0;
  return value2 > 4294967295 ? 33 : 32 - Math.clz32(value2);
}
function deltaLengthByteArray(writer, values) {
  const lengths2 = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value2 = values[i];
    if (!(value2 instanceof Uint8Array)) {
      throw new Error("deltaLengthByteArray expects Uint8Array values");
    }
    lengths2[i] = value2.length;
  }
  deltaBinaryPack(writer, lengths2, "INT32");
  for (const value2 of values) {
    writer.appendBytes(value2);
  }
}
function deltaByteArray(writer, values) {
  if (values.length === 0) {
    deltaBinaryPack(writer, [], "INT32");
    deltaBinaryPack(writer, [], "INT32");
    return;
  }
  const prefixLengths = new Int32Array(values.length);
  const suffixLengths = new Int32Array(values.length);
  const value2 = values[0];
  if (!(value2 instanceof Uint8Array)) {
    throw new Error("deltaByteArray expects Uint8Array values");
  }
  prefixLengths[0] = 0;
  suffixLengths[0] = value2.length;
  for (let i = 1; i < values.length; i++) {
    const prev = values[i - 1];
    const curr = values[i];
    let prefixLen;
    if (curr === prev) {
      prefixLen = curr.length;
    } else {
      if (!(curr instanceof Uint8Array)) {
        throw new Error("deltaByteArray expects Uint8Array values");
      }
      prefixLen = 0;
      const maxPrefix = Math.min(prev.length, curr.length);
      while (prefixLen < maxPrefix && prev[prefixLen] === curr[prefixLen]) {
        prefixLen++;
      }
    }
    prefixLengths[i] = prefixLen;
    suffixLengths[i] = curr.length - prefixLen;
  }
  deltaBinaryPack(writer, prefixLengths, "INT32");
  deltaBinaryPack(writer, suffixLengths, "INT32");
  for (let i = 0; i < values.length; i++) {
    if (suffixLengths[i] > 0) {
      writer.appendBytes(values[i].subarray(prefixLengths[i]));
    }
  }
}
function bitWidth(value2) {
  if (value2 === 0n) return 0;
  let bits2 = 0;
  while (value2 > 0n) {
    bits2++;
    value2 >>= 1n;
  }
  return bits2;
}

// node_modules/hyparquet-writer/src/encoding.js
function writeRleBitPackedHybrid(writer, values, bitWidth3) {
  const offsetStart = writer.offset;
  let pendingBitPackedGroups = 0;
  let bitPackedStart = 0;
  let i = 0;
  while (i < values.length) {
    let rleCount = 1;
    const firstVal = values[i];
    while (i + rleCount < values.length && values[i + rleCount] === firstVal) {
      rleCount++;
    }
    if (rleCount >= 8) {
      if (pendingBitPackedGroups) {
        writeBitPackedGroups(writer, values, bitPackedStart, pendingBitPackedGroups, bitWidth3);
        pendingBitPackedGroups = 0;
      }
      writeRleRun(writer, firstVal, rleCount, bitWidth3);
      i += rleCount;
    } else {
      if (pendingBitPackedGroups === 0) {
        bitPackedStart = i;
      }
      pendingBitPackedGroups++;
      i += 8;
    }
  }
  if (pendingBitPackedGroups) {
    writeBitPackedGroups(writer, values, bitPackedStart, pendingBitPackedGroups, bitWidth3);
  }
  return writer.offset - offsetStart;
}
function writeRleRun(writer, value2, count4, bitWidth3) {
  writer.appendVarInt(count4 << 1);
  const width = bitWidth3 + 7 >> 3;
  for (let j = 0; j < width; j++) {
    writer.appendUint8(value2 >> (j << 3) & 255);
  }
}
function writeBitPackedGroups(writer, values, start, numGroups, bitWidth3) {
  writer.appendVarInt(numGroups << 1 | 1);
  if (bitWidth3 === 0) return;
  const mask = (1 << bitWidth3) - 1;
  let buffer = 0;
  let bitsUsed = 0;
  const totalValues = numGroups * 8;
  for (let i = 0; i < totalValues; i++) {
    const idx = start + i;
    const v = idx < values.length ? values[idx] & mask : 0;
    buffer |= v << bitsUsed;
    bitsUsed += bitWidth3;
    while (bitsUsed >= 8) {
      writer.appendUint8(buffer & 255);
      buffer >>>= 8;
      bitsUsed -= 8;
    }
  }
  if (bitsUsed > 0) {
    writer.appendUint8(buffer & 255);
  }
}

// node_modules/hyparquet-writer/src/plain.js
function writePlain(writer, values, type, fixedLength) {
  if (type === "BOOLEAN") {
    writePlainBoolean(writer, values);
  } else if (type === "INT32") {
    writePlainInt32(writer, values);
  } else if (type === "INT64") {
    writePlainInt64(writer, values);
  } else if (type === "FLOAT") {
    writePlainFloat(writer, values);
  } else if (type === "DOUBLE") {
    writePlainDouble(writer, values);
  } else if (type === "BYTE_ARRAY") {
    writePlainByteArray(writer, values);
  } else if (type === "FIXED_LEN_BYTE_ARRAY") {
    if (!fixedLength) throw new Error("parquet FIXED_LEN_BYTE_ARRAY expected type_length");
    writePlainByteArrayFixed(writer, values, fixedLength);
  } else {
    throw new Error(`parquet unsupported type: ${type}`);
  }
}
function writePlainBoolean(writer, values) {
  let currentByte = 0;
  for (let i = 0; i < values.length; i++) {
    const value2 = values[i];
    if (typeof value2 !== "boolean") throw new Error("parquet expected boolean value, got " + value2);
    const bitOffset = i % 8;
    if (value2) {
      currentByte |= 1 << bitOffset;
    }
    if (bitOffset === 7) {
      writer.appendUint8(currentByte);
      currentByte = 0;
    }
  }
  if (values.length % 8) {
    writer.appendUint8(currentByte);
  }
}
function writePlainInt32(writer, values) {
  for (const value2 of values) {
    if (!Number.isSafeInteger(value2)) throw new Error("parquet expected integer value, got " + value2);
    if (value2 < -2147483648 || value2 > 2147483647) throw new Error("parquet expected int32 value, got " + value2);
    writer.appendInt32(value2);
  }
}
function writePlainInt64(writer, values) {
  for (const value2 of values) {
    if (typeof value2 !== "bigint") throw new Error("parquet expected bigint value, got " + value2);
    writer.appendInt64(value2);
  }
}
function writePlainFloat(writer, values) {
  for (const value2 of values) {
    if (typeof value2 !== "number") throw new Error("parquet expected number value, got " + value2);
    writer.appendFloat32(value2);
  }
}
function writePlainDouble(writer, values) {
  for (const value2 of values) {
    if (typeof value2 !== "number") throw new Error("parquet expected number value, got " + value2);
    writer.appendFloat64(value2);
  }
}
function writePlainByteArray(writer, values) {
  for (const value2 of values) {
    let bytes2 = value2;
    if (typeof bytes2 === "string") {
      bytes2 = new TextEncoder().encode(value2);
    }
    if (!(bytes2 instanceof Uint8Array)) {
      throw new Error("parquet expected Uint8Array value, got " + typeof bytes2);
    }
    writer.appendUint32(bytes2.length);
    writer.appendBytes(bytes2);
  }
}
function writePlainByteArrayFixed(writer, values, fixedLength) {
  for (const value2 of values) {
    if (!(value2 instanceof Uint8Array)) throw new Error("parquet expected Uint8Array value, got " + typeof value2);
    if (value2.length !== fixedLength) throw new Error(`parquet expected Uint8Array of length ${fixedLength}`);
    writer.appendBytes(value2);
  }
}

// node_modules/hyparquet/src/wkb.js
function wkbToGeojson(reader) {
  const flags = getFlags(reader);
  if (flags.type === 1) {
    return { type: "Point", coordinates: readPosition(reader, flags) };
  } else if (flags.type === 2) {
    return { type: "LineString", coordinates: readLine(reader, flags) };
  } else if (flags.type === 3) {
    return { type: "Polygon", coordinates: readPolygon(reader, flags) };
  } else if (flags.type === 4) {
    const points = [];
    for (let i = 0; i < flags.count; i++) {
      points.push(readPosition(reader, getFlags(reader)));
    }
    return { type: "MultiPoint", coordinates: points };
  } else if (flags.type === 5) {
    const lines = [];
    for (let i = 0; i < flags.count; i++) {
      lines.push(readLine(reader, getFlags(reader)));
    }
    return { type: "MultiLineString", coordinates: lines };
  } else if (flags.type === 6) {
    const polygons = [];
    for (let i = 0; i < flags.count; i++) {
      polygons.push(readPolygon(reader, getFlags(reader)));
    }
    return { type: "MultiPolygon", coordinates: polygons };
  } else if (flags.type === 7) {
    const geometries = [];
    for (let i = 0; i < flags.count; i++) {
      geometries.push(wkbToGeojson(reader));
    }
    return { type: "GeometryCollection", geometries };
  } else {
    throw new Error(`Unsupported geometry type: ${flags.type}`);
  }
}
function getFlags(reader) {
  const { view } = reader;
  const littleEndian = view.getUint8(reader.offset++) === 1;
  const rawType = view.getUint32(reader.offset, littleEndian);
  reader.offset += 4;
  const type = rawType % 1e3;
  const flags = Math.floor(rawType / 1e3);
  let count4 = 0;
  if (type > 1 && type <= 7) {
    count4 = view.getUint32(reader.offset, littleEndian);
    reader.offset += 4;
  }
  let dim = 2;
  if (flags) dim++;
  if (flags === 3) dim++;
  return { littleEndian, type, dim, count: count4 };
}
function readPosition(reader, flags) {
  const points = [];
  for (let i = 0; i < flags.dim; i++) {
    const coord = reader.view.getFloat64(reader.offset, flags.littleEndian);
    reader.offset += 8;
    points.push(coord);
  }
  return points;
}
function readLine(reader, flags) {
  const points = [];
  for (let i = 0; i < flags.count; i++) {
    points.push(readPosition(reader, flags));
  }
  return points;
}
function readPolygon(reader, flags) {
  const { view } = reader;
  const rings = [];
  for (let r = 0; r < flags.count; r++) {
    const count4 = view.getUint32(reader.offset, flags.littleEndian);
    reader.offset += 4;
    rings.push(readLine(reader, { ...flags, count: count4 }));
  }
  return rings;
}

// node_modules/hyparquet/src/convert.js
var decoder = new TextDecoder();
var DEFAULT_PARSERS = {
  timestampFromMilliseconds(millis) {
    return new Date(Number(millis));
  },
  timestampFromMicroseconds(micros) {
    return new Date(Number(micros / 1000n));
  },
  timestampFromNanoseconds(nanos) {
    return new Date(Number(nanos / 1000000n));
  },
  dateFromDays(days) {
    return new Date(days * 864e5);
  },
  stringFromBytes(bytes2) {
    return bytes2 && decoder.decode(bytes2);
  },
  jsonFromBytes(bytes2) {
    return bytes2 && JSON.parse(decoder.decode(bytes2));
  },
  geometryFromBytes(bytes2) {
    return bytes2 && wkbToGeojson({ view: new DataView(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength), offset: 0 });
  },
  geographyFromBytes(bytes2) {
    return bytes2 && wkbToGeojson({ view: new DataView(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength), offset: 0 });
  },
  uuidFromBytes(bytes2) {
    if (!bytes2) return void 0;
    const hex = Array.from(bytes2, (b) => b.toString(16).padStart(2, "0")).join("");
    return hex.slice(0, 8) + "-" + hex.slice(8, 12) + "-" + hex.slice(12, 16) + "-" + hex.slice(16, 20) + "-" + hex.slice(20, 32);
  }
};
function convertWithDictionary(data, dictionary, encoding, columnDecoder) {
  if (dictionary && encoding.endsWith("_DICTIONARY")) {
    let output = data;
    if (data instanceof Uint8Array && !(dictionary instanceof Uint8Array)) {
      output = new dictionary.constructor(data.length);
    }
    for (let i = 0; i < data.length; i++) {
      output[i] = dictionary[data[i]];
    }
    return output;
  } else {
    return convert(data, columnDecoder);
  }
}
function convert(data, columnDecoder) {
  const { element, parsers, utf8: utf83 = true, schemaPath } = columnDecoder;
  const { type, converted_type: ctype, logical_type: ltype } = element;
  const nullable = element.repetition_type !== "REQUIRED";
  const isVariant = schemaPath?.some((s) => s.element.logical_type?.type === "VARIANT");
  if (isVariant && type === "BYTE_ARRAY" && ctype !== "UTF8" && ltype?.type !== "STRING") {
    return data;
  }
  if (ctype === "DECIMAL") {
    const scale = element.scale || 0;
    const factor2 = 10 ** -scale;
    const arr = new Array(data.length);
    for (let i = 0; i < arr.length; i++) {
      if (data[i] instanceof Uint8Array) {
        arr[i] = parseDecimal(data[i]) * factor2;
      } else {
        arr[i] = Number(data[i]) * factor2;
      }
    }
    return arr;
  }
  if (!ctype && type === "INT96") {
    return Array.from(data).map((v) => parsers.timestampFromNanoseconds(parseInt96Nanos(v)));
  }
  if (ctype === "DATE") {
    return Array.from(data).map((v) => parsers.dateFromDays(v));
  }
  if (ctype === "TIMESTAMP_MILLIS") {
    return Array.from(data).map((v) => parsers.timestampFromMilliseconds(v));
  }
  if (ctype === "TIMESTAMP_MICROS") {
    return Array.from(data).map((v) => parsers.timestampFromMicroseconds(v));
  }
  if (ctype === "JSON") {
    return data.map((v) => parsers.jsonFromBytes(v));
  }
  if (ctype === "BSON") {
    throw new Error("parquet bson not supported");
  }
  if (ctype === "INTERVAL") {
    throw new Error("parquet interval not supported");
  }
  if (ltype?.type === "GEOMETRY") {
    return data.map((v) => parsers.geometryFromBytes(v));
  }
  if (ltype?.type === "GEOGRAPHY") {
    return data.map((v) => parsers.geographyFromBytes(v));
  }
  if (ltype?.type === "UUID") {
    return data.map((v) => parsers.uuidFromBytes(v));
  }
  if (ctype === "UTF8" || ltype?.type === "STRING" || utf83 && type === "BYTE_ARRAY") {
    return data.map((v) => parsers.stringFromBytes(v));
  }
  if (ctype === "UINT_64" || ltype?.type === "INTEGER" && ltype.bitWidth === 64 && !ltype.isSigned) {
    if (data instanceof BigInt64Array) return new BigUint64Array(data.buffer, data.byteOffset, data.length);
    const arr = nullable ? new Array(data.length) : new BigUint64Array(data.length);
    for (let i = 0; i < arr.length; i++) arr[i] = data[i];
    return arr;
  }
  if (ctype === "UINT_32" || ltype?.type === "INTEGER" && ltype.bitWidth === 32 && !ltype.isSigned) {
    if (data instanceof Int32Array) return new Uint32Array(data.buffer, data.byteOffset, data.length);
    const arr = nullable ? new Array(data.length) : new Uint32Array(data.length);
    for (let i = 0; i < arr.length; i++) {
      arr[i] = data[i] < 0 ? 4294967296 + data[i] : data[i];
    }
    return arr;
  }
  if (ltype?.type === "FLOAT16") {
    return Array.from(data).map(parseFloat16);
  }
  if (ltype?.type === "TIMESTAMP") {
    const { unit } = ltype;
    let parser = parsers.timestampFromMilliseconds;
    if (unit === "MICROS") parser = parsers.timestampFromMicroseconds;
    if (unit === "NANOS") parser = parsers.timestampFromNanoseconds;
    const arr = new Array(data.length);
    for (let i = 0; i < arr.length; i++) {
      arr[i] = parser(data[i]);
    }
    return arr;
  }
  return data;
}
function parseDecimal(bytes2) {
  if (!bytes2.length) return 0;
  let value2 = 0n;
  for (const byte of bytes2) {
    value2 = value2 * 256n + BigInt(byte);
  }
  const bits2 = bytes2.length * 8;
  if (value2 >= 2n ** BigInt(bits2 - 1)) {
    value2 -= 2n ** BigInt(bits2);
  }
  return Number(value2);
}
function parseInt96Nanos(value2) {
  const days = (value2 >> 64n) - 2440588n;
  const nano = value2 & 0xffffffffffffffffn;
  return days * 86400000000000n + nano;
}
function parseFloat16(bytes2) {
  if (!bytes2) return void 0;
  const int16 = bytes2[1] << 8 | bytes2[0];
  const sign2 = int16 >> 15 ? -1 : 1;
  const exp = int16 >> 10 & 31;
  const frac = int16 & 1023;
  if (exp === 0) return sign2 * 2 ** -14 * (frac / 1024);
  if (exp === 31) return frac ? NaN : sign2 * Infinity;
  return sign2 * 2 ** (exp - 15) * (1 + frac / 1024);
}

// node_modules/hyparquet/src/schema.js
function schemaTree(schema, rootIndex, path) {
  const element = schema[rootIndex];
  const children = [];
  let count4 = 1;
  if (element.num_children) {
    while (children.length < element.num_children) {
      const childElement = schema[rootIndex + count4];
      const child = schemaTree(schema, rootIndex + count4, [...path, childElement.name]);
      count4 += child.count;
      children.push(child);
    }
  }
  return { count: count4, element, children, path };
}
function getSchemaPath(schema, name2) {
  return getTreePath(schemaTree(schema, 0, []), name2);
}
function getTreePath(tree, name2) {
  const path = [tree];
  for (const part of name2) {
    const child = tree.children.find((child2) => child2.element.name === part);
    if (!child) throw new Error(`parquet schema element not found: ${name2}`);
    path.push(child);
    tree = child;
  }
  return path;
}
function getMaxRepetitionLevel(schemaPath) {
  let maxLevel = 0;
  for (const { element } of schemaPath) {
    if (element.repetition_type === "REPEATED") {
      maxLevel++;
    }
  }
  return maxLevel;
}
function getMaxDefinitionLevel(schemaPath) {
  let maxLevel = 0;
  for (const { element } of schemaPath.slice(1)) {
    if (element.repetition_type !== "REQUIRED") {
      maxLevel++;
    }
  }
  return maxLevel;
}
function isListLike(schema) {
  if (!schema) return false;
  if (schema.element.converted_type !== "LIST") return false;
  if (schema.children.length > 1) return false;
  const firstChild = schema.children[0];
  if (firstChild.children.length > 1) return false;
  if (firstChild.element.repetition_type !== "REPEATED") return false;
  return true;
}
function isMapLike(schema) {
  if (!schema) return false;
  if (schema.element.converted_type !== "MAP") return false;
  if (schema.children.length > 1) return false;
  const firstChild = schema.children[0];
  if (firstChild.children.length !== 2) return false;
  if (firstChild.element.repetition_type !== "REPEATED") return false;
  const keyChild = firstChild.children.find((child) => child.element.name === "key");
  if (keyChild?.element.repetition_type === "REPEATED") return false;
  const valueChild = firstChild.children.find((child) => child.element.name === "value");
  if (valueChild?.element.repetition_type === "REPEATED") return false;
  return true;
}
function isFlatColumn(schemaPath) {
  if (schemaPath.length !== 2) return false;
  const [, column] = schemaPath;
  if (column.element.repetition_type === "REPEATED") return false;
  if (column.children.length) return false;
  return true;
}

// node_modules/hyparquet/src/geoparquet.js
function markGeoColumns(schema, key_value_metadata) {
  const columns2 = /* @__PURE__ */ new Map();
  const geo = key_value_metadata?.find(({ key }) => key === "geo")?.value;
  const decodedColumns = (geo && JSON.parse(geo)?.columns) ?? {};
  for (const [name2, column] of Object.entries(decodedColumns)) {
    if (column.encoding !== "WKB") continue;
    const type = column.edges === "spherical" ? "GEOGRAPHY" : "GEOMETRY";
    const id = column.crs?.id ?? column.crs?.ids?.[0];
    const crs = id ? `${id.authority}:${id.code.toString()}` : void 0;
    columns2.set(name2, { type, crs });
  }
  for (let i = 1; i < schema.length; i++) {
    const { logical_type, name: name2, num_children, type } = schema[i];
    if (num_children) {
      i += num_children;
      continue;
    }
    if (type === "BYTE_ARRAY" && !logical_type) {
      schema[i].logical_type = columns2.get(name2);
    }
  }
}

// node_modules/hyparquet/src/metadata.js
var defaultInitialFetchSize = 1 << 19;
var decoder2 = new TextDecoder();
function decode(value2) {
  return value2 && decoder2.decode(value2);
}
function parquetMetadata(arrayBuffer, { parsers, geoparquet = true } = {}) {
  let view;
  if (arrayBuffer instanceof ArrayBuffer) {
    view = new DataView(arrayBuffer);
  } else if (arrayBuffer instanceof Uint8Array) {
    view = new DataView(arrayBuffer.buffer, arrayBuffer.byteOffset, arrayBuffer.byteLength);
  } else {
    throw new Error("parquet expected ArrayBuffer or Uint8Array");
  }
  const allParsers = { ...DEFAULT_PARSERS, ...parsers };
  if (view.byteLength < 8) {
    throw new Error("parquet file is too short");
  }
  if (view.getUint32(view.byteLength - 4, true) !== 827474256) {
    throw new Error("parquet file invalid (footer != PAR1)");
  }
  const metadataLengthOffset = view.byteLength - 8;
  const metadataLength = view.getUint32(metadataLengthOffset, true);
  if (metadataLength > view.byteLength - 8) {
    throw new Error(`parquet metadata length ${metadataLength} exceeds available buffer ${view.byteLength - 8}`);
  }
  const metadataOffset = metadataLengthOffset - metadataLength;
  const reader = { view, offset: metadataOffset };
  const metadata2 = deserializeTCompactProtocol(reader);
  const version = metadata2.field_1;
  const schema = metadata2.field_2.map((field) => ({
    type: ParquetTypes[field.field_1],
    type_length: field.field_2,
    repetition_type: FieldRepetitionTypes[field.field_3],
    name: decode(field.field_4),
    num_children: field.field_5,
    converted_type: ConvertedTypes[field.field_6],
    scale: field.field_7,
    precision: field.field_8,
    field_id: field.field_9,
    logical_type: logicalType(field.field_10)
  }));
  const columnSchema = schema.filter((e) => e.type);
  const num_rows = metadata2.field_3;
  const row_groups = metadata2.field_4.map((rowGroup) => ({
    columns: rowGroup.field_1.map((column, columnIndex) => ({
      file_path: decode(column.field_1),
      file_offset: column.field_2,
      meta_data: column.field_3 && {
        type: ParquetTypes[column.field_3.field_1],
        encodings: column.field_3.field_2?.map((e) => Encodings[e]),
        path_in_schema: column.field_3.field_3.map(decode),
        codec: CompressionCodecs[column.field_3.field_4],
        num_values: column.field_3.field_5,
        total_uncompressed_size: column.field_3.field_6,
        total_compressed_size: column.field_3.field_7,
        key_value_metadata: column.field_3.field_8?.map((kv) => ({
          key: decode(kv.field_1),
          value: decode(kv.field_2)
        })),
        data_page_offset: column.field_3.field_9,
        index_page_offset: column.field_3.field_10,
        dictionary_page_offset: column.field_3.field_11,
        statistics: convertStats(column.field_3.field_12, columnSchema[columnIndex], allParsers),
        encoding_stats: column.field_3.field_13?.map((encodingStat) => ({
          page_type: PageTypes[encodingStat.field_1],
          encoding: Encodings[encodingStat.field_2],
          count: encodingStat.field_3
        })),
        bloom_filter_offset: column.field_3.field_14,
        bloom_filter_length: column.field_3.field_15,
        size_statistics: column.field_3.field_16 && {
          unencoded_byte_array_data_bytes: column.field_3.field_16.field_1,
          repetition_level_histogram: column.field_3.field_16.field_2,
          definition_level_histogram: column.field_3.field_16.field_3
        },
        geospatial_statistics: column.field_3.field_17 && {
          bbox: column.field_3.field_17.field_1 && {
            xmin: column.field_3.field_17.field_1.field_1,
            xmax: column.field_3.field_17.field_1.field_2,
            ymin: column.field_3.field_17.field_1.field_3,
            ymax: column.field_3.field_17.field_1.field_4,
            zmin: column.field_3.field_17.field_1.field_5,
            zmax: column.field_3.field_17.field_1.field_6,
            mmin: column.field_3.field_17.field_1.field_7,
            mmax: column.field_3.field_17.field_1.field_8
          },
          geospatial_types: column.field_3.field_17.field_2
        }
      },
      offset_index_offset: column.field_4,
      offset_index_length: column.field_5,
      column_index_offset: column.field_6,
      column_index_length: column.field_7,
      crypto_metadata: column.field_8,
      encrypted_column_metadata: column.field_9
    })),
    total_byte_size: rowGroup.field_2,
    num_rows: rowGroup.field_3,
    sorting_columns: rowGroup.field_4?.map((sortingColumn) => ({
      column_idx: sortingColumn.field_1,
      descending: sortingColumn.field_2,
      nulls_first: sortingColumn.field_3
    })),
    file_offset: rowGroup.field_5,
    total_compressed_size: rowGroup.field_6,
    ordinal: rowGroup.field_7
  }));
  const key_value_metadata = metadata2.field_5?.map((kv) => ({
    key: decode(kv.field_1),
    value: decode(kv.field_2)
  }));
  const created_by = decode(metadata2.field_6);
  if (geoparquet) {
    markGeoColumns(schema, key_value_metadata);
  }
  return {
    version,
    schema,
    num_rows,
    row_groups,
    key_value_metadata,
    created_by,
    metadata_length: metadataLength
  };
}
function parquetSchema({ schema }) {
  return getSchemaPath(schema, [])[0];
}
function logicalType(logicalType3) {
  if (logicalType3?.field_1) return { type: "STRING" };
  if (logicalType3?.field_2) return { type: "MAP" };
  if (logicalType3?.field_3) return { type: "LIST" };
  if (logicalType3?.field_4) return { type: "ENUM" };
  if (logicalType3?.field_5) return {
    type: "DECIMAL",
    scale: logicalType3.field_5.field_1,
    precision: logicalType3.field_5.field_2
  };
  if (logicalType3?.field_6) return { type: "DATE" };
  if (logicalType3?.field_7) return {
    type: "TIME",
    isAdjustedToUTC: logicalType3.field_7.field_1,
    unit: timeUnit(logicalType3.field_7.field_2)
  };
  if (logicalType3?.field_8) return {
    type: "TIMESTAMP",
    isAdjustedToUTC: logicalType3.field_8.field_1,
    unit: timeUnit(logicalType3.field_8.field_2)
  };
  if (logicalType3?.field_10) return {
    type: "INTEGER",
    bitWidth: logicalType3.field_10.field_1,
    isSigned: logicalType3.field_10.field_2
  };
  if (logicalType3?.field_11) return { type: "NULL" };
  if (logicalType3?.field_12) return { type: "JSON" };
  if (logicalType3?.field_13) return { type: "BSON" };
  if (logicalType3?.field_14) return { type: "UUID" };
  if (logicalType3?.field_15) return { type: "FLOAT16" };
  if (logicalType3?.field_16) return {
    type: "VARIANT",
    specification_version: logicalType3.field_16.field_1
  };
  if (logicalType3?.field_17) return {
    type: "GEOMETRY",
    crs: decode(logicalType3.field_17.field_1)
  };
  if (logicalType3?.field_18) return {
    type: "GEOGRAPHY",
    crs: decode(logicalType3.field_18.field_1),
    algorithm: EdgeInterpolationAlgorithms[logicalType3.field_18.field_2]
  };
  return logicalType3;
}
function timeUnit(unit) {
  if (unit.field_1) return "MILLIS";
  if (unit.field_2) return "MICROS";
  if (unit.field_3) return "NANOS";
  throw new Error("parquet time unit required");
}
function convertStats(stats, schema, parsers) {
  return stats && {
    max: convertMetadata(stats.field_1, schema, parsers),
    min: convertMetadata(stats.field_2, schema, parsers),
    null_count: stats.field_3,
    distinct_count: stats.field_4,
    max_value: convertMetadata(stats.field_5, schema, parsers),
    min_value: convertMetadata(stats.field_6, schema, parsers),
    is_max_value_exact: stats.field_7,
    is_min_value_exact: stats.field_8
  };
}
function convertMetadata(value2, schema, parsers) {
  const { type, converted_type, logical_type } = schema;
  if (value2 === void 0) return value2;
  if (type === "BOOLEAN") return value2[0] === 1;
  if (type === "BYTE_ARRAY") return parsers.stringFromBytes(value2);
  const view = new DataView(value2.buffer, value2.byteOffset, value2.byteLength);
  if (type === "FLOAT" && view.byteLength === 4) return view.getFloat32(0, true);
  if (type === "DOUBLE" && view.byteLength === 8) return view.getFloat64(0, true);
  if (type === "INT32" && converted_type === "DECIMAL" && view.byteLength === 4) {
    return view.getInt32(0, true) * 10 ** -(schema.scale || 0);
  }
  if (type === "INT64" && converted_type === "DECIMAL" && view.byteLength === 8) {
    return Number(view.getBigInt64(0, true)) * 10 ** -(schema.scale || 0);
  }
  if (type === "INT32" && converted_type === "DATE") return parsers.dateFromDays(view.getInt32(0, true));
  if (type === "INT64" && converted_type === "TIMESTAMP_MILLIS") return parsers.timestampFromMilliseconds(view.getBigInt64(0, true));
  if (type === "INT64" && converted_type === "TIMESTAMP_MICROS") return parsers.timestampFromMicroseconds(view.getBigInt64(0, true));
  if (type === "INT64" && logical_type?.type === "TIMESTAMP" && logical_type?.unit === "NANOS") return parsers.timestampFromNanoseconds(view.getBigInt64(0, true));
  if (type === "INT64" && logical_type?.type === "TIMESTAMP" && logical_type?.unit === "MICROS") return parsers.timestampFromMicroseconds(view.getBigInt64(0, true));
  if (type === "INT64" && logical_type?.type === "TIMESTAMP") return parsers.timestampFromMilliseconds(view.getBigInt64(0, true));
  const unsigned2 = converted_type?.startsWith("UINT_") || logical_type?.type === "INTEGER" && !logical_type.isSigned;
  if (type === "INT32" && unsigned2 && view.byteLength === 4) return view.getUint32(0, true);
  if (type === "INT64" && unsigned2 && view.byteLength === 8) return view.getBigUint64(0, true);
  if (type === "INT32" && view.byteLength === 4) return view.getInt32(0, true);
  if (type === "INT64" && view.byteLength === 8) return view.getBigInt64(0, true);
  if (converted_type === "DECIMAL") return parseDecimal(value2) * 10 ** -(schema.scale || 0);
  if (logical_type?.type === "FLOAT16") return parseFloat16(value2);
  if (logical_type?.type === "UUID") return parsers.uuidFromBytes(value2);
  if (type === "FIXED_LEN_BYTE_ARRAY") return value2;
  return value2;
}

// node_modules/hyparquet/src/utils.js
function toJson(obj) {
  if (obj === void 0) return null;
  if (typeof obj === "bigint") return Number(obj);
  if (Object.is(obj, -0)) return 0;
  if (Array.isArray(obj)) return obj.map(toJson);
  if (obj instanceof Uint8Array) return Array.from(obj);
  if (obj instanceof Date) return obj.toISOString();
  if (obj instanceof Object) {
    const newObj = {};
    for (const key of Object.keys(obj)) {
      if (obj[key] === void 0) continue;
      newObj[key] = toJson(obj[key]);
    }
    return newObj;
  }
  return obj;
}

// node_modules/hyparquet/src/assemble.js
function assembleLists(output, definitionLevels, repetitionLevels, values, schemaPath) {
  const maxDefinitionLevel = getMaxDefinitionLevel(schemaPath);
  if (!definitionLevels?.length && !repetitionLevels.length) {
    if (!maxDefinitionLevel || !values.length) return values;
    definitionLevels = new Array(values.length).fill(maxDefinitionLevel);
  }
  const n = definitionLevels?.length || repetitionLevels.length;
  const repetitionPath = schemaPath.map(({ element }) => element.repetition_type);
  let valueIndex = 0;
  const containerStack = [output];
  let currentContainer = output;
  let currentDepth = 0;
  let currentDefLevel = 0;
  let currentRepLevel = 0;
  if (repetitionLevels[0]) {
    while (currentDepth < repetitionPath.length - 2 && currentRepLevel < repetitionLevels[0]) {
      currentDepth++;
      if (repetitionPath[currentDepth] !== "REQUIRED") {
        currentContainer = currentContainer.at(-1);
        containerStack.push(currentContainer);
        currentDefLevel++;
      }
      if (repetitionPath[currentDepth] === "REPEATED") currentRepLevel++;
    }
  }
  for (let i = 0; i < n; i++) {
    const def = definitionLevels?.length ? definitionLevels[i] : maxDefinitionLevel;
    const rep = repetitionLevels[i];
    while (currentDepth && (rep < currentRepLevel || repetitionPath[currentDepth] !== "REPEATED")) {
      if (repetitionPath[currentDepth] !== "REQUIRED") {
        containerStack.pop();
        currentDefLevel--;
      }
      if (repetitionPath[currentDepth] === "REPEATED") currentRepLevel--;
      currentDepth--;
    }
    currentContainer = containerStack.at(-1);
    while ((currentDepth < repetitionPath.length - 2 || repetitionPath[currentDepth + 1] === "REPEATED") && (currentDefLevel < def || repetitionPath[currentDepth + 1] === "REQUIRED")) {
      currentDepth++;
      if (repetitionPath[currentDepth] !== "REQUIRED") {
        const newList = [];
        currentContainer.push(newList);
        currentContainer = newList;
        containerStack.push(newList);
        currentDefLevel++;
      }
      if (repetitionPath[currentDepth] === "REPEATED") currentRepLevel++;
    }
    if (def === maxDefinitionLevel) {
      currentContainer.push(values[valueIndex++]);
    } else if (currentDepth === repetitionPath.length - 2) {
      currentContainer.push(null);
    } else {
      currentContainer.push([]);
    }
  }
  if (!output.length) {
    for (let i = 0; i < maxDefinitionLevel; i++) {
      const newList = [];
      currentContainer.push(newList);
      currentContainer = newList;
    }
  }
  return output;
}

// node_modules/hyparquet/src/delta.js
function deltaBinaryUnpack(reader, count4, output) {
  if (output instanceof Int32Array) {
    deltaBinaryUnpackInt32(reader, count4, output);
    return;
  }
  const blockSize = readVarInt(reader);
  const miniblockPerBlock = readVarInt(reader);
  readVarInt(reader);
  let value2 = readZigZagBigInt(reader);
  let outputIndex = 0;
  output[outputIndex++] = value2;
  const valuesPerMiniblock = blockSize / miniblockPerBlock;
  while (outputIndex < count4) {
    const minDelta = readZigZagBigInt(reader);
    const bitWidths = new Uint8Array(miniblockPerBlock);
    for (let i = 0; i < miniblockPerBlock; i++) {
      bitWidths[i] = reader.view.getUint8(reader.offset++);
    }
    for (let i = 0; i < miniblockPerBlock && outputIndex < count4; i++) {
      const bitWidth3 = bitWidths[i];
      if (bitWidth3) {
        let bitpackPos = 0;
        let miniblockCount = valuesPerMiniblock;
        const mask = (1n << BigInt(bitWidth3)) - 1n;
        while (miniblockCount && outputIndex < count4) {
          let bits2 = BigInt(reader.view.getUint32(reader.offset, true) >>> bitpackPos) & mask;
          bitpackPos += bitWidth3;
          while (bitpackPos >= 32) {
            bitpackPos -= 32;
            reader.offset += 4;
            if (bitpackPos) {
              bits2 |= BigInt(reader.view.getUint32(reader.offset, true)) << BigInt(bitWidth3 - bitpackPos) & mask;
            }
          }
          const delta = minDelta + bits2;
          value2 += delta;
          output[outputIndex++] = value2;
          miniblockCount--;
        }
        if (miniblockCount) {
          reader.offset += Math.ceil((miniblockCount * bitWidth3 + bitpackPos) / 8);
        }
      } else {
        for (let j = 0; j < valuesPerMiniblock && outputIndex < count4; j++) {
          value2 += minDelta;
          output[outputIndex++] = value2;
        }
      }
    }
  }
}
function deltaBinaryUnpackInt32(reader, count4, output) {
  const blockSize = readVarInt(reader);
  const miniblockPerBlock = readVarInt(reader);
  readVarInt(reader);
  let value2 = readZigZag(reader);
  let outputIndex = 0;
  output[outputIndex++] = value2;
  const valuesPerMiniblock = blockSize / miniblockPerBlock;
  const { view } = reader;
  while (outputIndex < count4) {
    const minDelta = readZigZagInt33(reader);
    const bitWidthsOffset = reader.offset;
    let offset = bitWidthsOffset + miniblockPerBlock;
    for (let i = 0; i < miniblockPerBlock && outputIndex < count4; i++) {
      const bitWidth3 = view.getUint8(bitWidthsOffset + i);
      const end2 = offset + valuesPerMiniblock * bitWidth3 / 8;
      let bitOffset = 0;
      for (let j = 0; j < valuesPerMiniblock && outputIndex < count4; j++) {
        let residual = 0;
        let bitsRead = 0;
        while (bitsRead < bitWidth3) {
          const bitsToRead = Math.min(8 - bitOffset, bitWidth3 - bitsRead);
          if (bitsRead < 32) {
            residual |= (view.getUint8(offset) >>> bitOffset & (1 << bitsToRead) - 1) << bitsRead;
          }
          bitsRead += bitsToRead;
          bitOffset += bitsToRead;
          if (bitOffset === 8) {
            bitOffset = 0;
            offset++;
          }
        }
        value2 = value2 + minDelta + residual | 0;
        output[outputIndex++] = value2;
      }
      offset = end2;
    }
    reader.offset = offset;
  }
}
function readZigZagInt33(reader) {
  const start = reader.offset;
  const low = readVarInt(reader);
  const high = reader.offset - start === 5 ? reader.view.getUint8(start + 4) >>> 4 & 1 : 0;
  return (low >>> 1 | high << 31) ^ -(low & 1);
}
function deltaLengthByteArray2(reader, count4, output) {
  const lengths2 = new Int32Array(count4);
  deltaBinaryUnpack(reader, count4, lengths2);
  for (let i = 0; i < count4; i++) {
    output[i] = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, lengths2[i]);
    reader.offset += lengths2[i];
  }
}
function deltaByteArray2(reader, count4, output) {
  const prefixData = new Int32Array(count4);
  deltaBinaryUnpack(reader, count4, prefixData);
  const suffixData = new Int32Array(count4);
  deltaBinaryUnpack(reader, count4, suffixData);
  for (let i = 0; i < count4; i++) {
    const suffix = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, suffixData[i]);
    if (prefixData[i]) {
      output[i] = new Uint8Array(prefixData[i] + suffixData[i]);
      output[i].set(output[i - 1].subarray(0, prefixData[i]));
      output[i].set(suffix, prefixData[i]);
    } else {
      output[i] = suffix;
    }
    reader.offset += suffixData[i];
  }
}

// node_modules/hyparquet/src/encoding.js
function readRleBitPackedHybrid(reader, width, output, length) {
  if (length === void 0) {
    length = reader.view.getUint32(reader.offset, true);
    reader.offset += 4;
  }
  const startOffset = reader.offset;
  let seen = 0;
  while (seen < output.length) {
    const header = readVarInt(reader);
    if (header & 1) {
      seen = readBitPacked(reader, header, width, output, seen);
    } else {
      const count4 = header >>> 1;
      readRle(reader, count4, width, output, seen);
      seen += count4;
    }
  }
  reader.offset = startOffset + length;
}
function readRle(reader, count4, bitWidth3, output, seen) {
  const width = bitWidth3 + 7 >> 3;
  let value2 = 0;
  for (let i = 0; i < width; i++) {
    value2 |= reader.view.getUint8(reader.offset++) << (i << 3);
  }
  for (let i = 0; i < count4; i++) {
    output[seen + i] = value2;
  }
}
function readBitPacked(reader, header, bitWidth3, output, seen) {
  let count4 = header >> 1 << 3;
  const mask = (1 << bitWidth3) - 1;
  let data = 0;
  if (reader.offset < reader.view.byteLength) {
    data = reader.view.getUint8(reader.offset++);
  } else if (mask) {
    throw new Error(`parquet bitpack offset ${reader.offset} out of range`);
  }
  let left = 8;
  let right = 0;
  while (count4) {
    if (right > 8) {
      right -= 8;
      left -= 8;
      data >>>= 8;
    } else if (left - right < bitWidth3) {
      data |= reader.view.getUint8(reader.offset) << left;
      reader.offset++;
      left += 8;
    } else {
      if (seen < output.length) {
        output[seen++] = data >> right & mask;
      }
      count4--;
      right += bitWidth3;
    }
  }
  return seen;
}
function byteStreamSplit(reader, count4, type, typeLength) {
  const width = byteWidth(type, typeLength);
  const bytes2 = new Uint8Array(count4 * width);
  for (let b = 0; b < width; b++) {
    for (let i = 0; i < count4; i++) {
      bytes2[i * width + b] = reader.view.getUint8(reader.offset++);
    }
  }
  if (type === "FLOAT") return new Float32Array(bytes2.buffer);
  else if (type === "DOUBLE") return new Float64Array(bytes2.buffer);
  else if (type === "INT32") return new Int32Array(bytes2.buffer);
  else if (type === "INT64") return new BigInt64Array(bytes2.buffer);
  else if (type === "FIXED_LEN_BYTE_ARRAY") {
    const split3 = new Array(count4);
    for (let i = 0; i < count4; i++) {
      split3[i] = bytes2.subarray(i * width, (i + 1) * width);
    }
    return split3;
  }
  throw new Error(`parquet byte_stream_split unsupported type: ${type}`);
}
function byteWidth(type, typeLength) {
  switch (type) {
    case "INT32":
    case "FLOAT":
      return 4;
    case "INT64":
    case "DOUBLE":
      return 8;
    case "FIXED_LEN_BYTE_ARRAY":
      if (!typeLength) throw new Error("parquet byteWidth missing type_length");
      return typeLength;
    default:
      throw new Error(`parquet unsupported type: ${type}`);
  }
}

// node_modules/hyparquet/src/plain.js
function readPlain(reader, type, count4, fixedLength) {
  if (count4 === 0) return [];
  if (type === "BOOLEAN") {
    return readPlainBoolean(reader, count4);
  } else if (type === "INT32") {
    return readPlainInt32(reader, count4);
  } else if (type === "INT64") {
    return readPlainInt64(reader, count4);
  } else if (type === "INT96") {
    return readPlainInt96(reader, count4);
  } else if (type === "FLOAT") {
    return readPlainFloat(reader, count4);
  } else if (type === "DOUBLE") {
    return readPlainDouble(reader, count4);
  } else if (type === "BYTE_ARRAY") {
    return readPlainByteArray(reader, count4);
  } else if (type === "FIXED_LEN_BYTE_ARRAY") {
    if (!fixedLength) throw new Error("parquet missing fixed length");
    return readPlainByteArrayFixed(reader, count4, fixedLength);
  } else {
    throw new Error(`parquet unhandled type: ${type}`);
  }
}
function readPlainBoolean(reader, count4) {
  const values = new Array(count4);
  for (let i = 0; i < count4; i++) {
    const byteOffset = reader.offset + (i / 8 | 0);
    const bitOffset = i % 8;
    const byte = reader.view.getUint8(byteOffset);
    values[i] = (byte & 1 << bitOffset) !== 0;
  }
  reader.offset += Math.ceil(count4 / 8);
  return values;
}
function readPlainInt32(reader, count4) {
  const values = (reader.view.byteOffset + reader.offset) % 4 ? new Int32Array(align(reader.view.buffer, reader.view.byteOffset + reader.offset, count4 * 4)) : new Int32Array(reader.view.buffer, reader.view.byteOffset + reader.offset, count4);
  reader.offset += count4 * 4;
  return values;
}
function readPlainInt64(reader, count4) {
  const values = (reader.view.byteOffset + reader.offset) % 8 ? new BigInt64Array(align(reader.view.buffer, reader.view.byteOffset + reader.offset, count4 * 8)) : new BigInt64Array(reader.view.buffer, reader.view.byteOffset + reader.offset, count4);
  reader.offset += count4 * 8;
  return values;
}
function readPlainInt96(reader, count4) {
  const values = new Array(count4);
  for (let i = 0; i < count4; i++) {
    const low = reader.view.getBigInt64(reader.offset + i * 12, true);
    const high = reader.view.getInt32(reader.offset + i * 12 + 8, true);
    values[i] = BigInt(high) << 64n | low;
  }
  reader.offset += count4 * 12;
  return values;
}
function readPlainFloat(reader, count4) {
  const values = (reader.view.byteOffset + reader.offset) % 4 ? new Float32Array(align(reader.view.buffer, reader.view.byteOffset + reader.offset, count4 * 4)) : new Float32Array(reader.view.buffer, reader.view.byteOffset + reader.offset, count4);
  reader.offset += count4 * 4;
  return values;
}
function readPlainDouble(reader, count4) {
  const values = (reader.view.byteOffset + reader.offset) % 8 ? new Float64Array(align(reader.view.buffer, reader.view.byteOffset + reader.offset, count4 * 8)) : new Float64Array(reader.view.buffer, reader.view.byteOffset + reader.offset, count4);
  reader.offset += count4 * 8;
  return values;
}
function readPlainByteArray(reader, count4) {
  const values = new Array(count4);
  for (let i = 0; i < count4; i++) {
    const length = reader.view.getUint32(reader.offset, true);
    reader.offset += 4;
    values[i] = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, length);
    reader.offset += length;
  }
  return values;
}
function readPlainByteArrayFixed(reader, count4, fixedLength) {
  const values = new Array(count4);
  for (let i = 0; i < count4; i++) {
    values[i] = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, fixedLength);
    reader.offset += fixedLength;
  }
  return values;
}
function align(buffer, offset, size) {
  const aligned = new ArrayBuffer(size);
  new Uint8Array(aligned).set(new Uint8Array(buffer, offset, size));
  return aligned;
}

// node_modules/hyparquet/src/snappy.js
var WORD_MASK = [0, 255, 65535, 16777215, 4294967295];
function copyBytes(fromArray, fromPos, toArray, toPos, length) {
  for (let i = 0; i < length; i++) {
    toArray[toPos + i] = fromArray[fromPos + i];
  }
}
function snappyUncompress(input, output) {
  const inputLength = input.byteLength;
  const outputLength = output.byteLength;
  let pos = 0;
  let outPos = 0;
  while (pos < inputLength) {
    const c = input[pos];
    pos++;
    if (c < 128) {
      break;
    }
  }
  if (outputLength && pos >= inputLength) {
    throw new Error("invalid snappy length header");
  }
  while (pos < inputLength) {
    const c = input[pos];
    let len = 0;
    pos++;
    if (pos >= inputLength) {
      throw new Error("missing eof marker");
    }
    if ((c & 3) === 0) {
      let len2 = (c >>> 2) + 1;
      if (len2 > 60) {
        if (pos + 3 >= inputLength) {
          throw new Error("snappy error literal pos + 3 >= inputLength");
        }
        const lengthSize = len2 - 60;
        len2 = input[pos] + (input[pos + 1] << 8) + (input[pos + 2] << 16) + (input[pos + 3] << 24);
        len2 = (len2 & WORD_MASK[lengthSize]) + 1;
        pos += lengthSize;
      }
      if (pos + len2 > inputLength) {
        throw new Error("snappy error literal exceeds input length");
      }
      copyBytes(input, pos, output, outPos, len2);
      pos += len2;
      outPos += len2;
    } else {
      let offset = 0;
      switch (c & 3) {
        case 1:
          len = (c >>> 2 & 7) + 4;
          offset = input[pos] + (c >>> 5 << 8);
          pos++;
          break;
        case 2:
          if (inputLength <= pos + 1) {
            throw new Error("snappy error end of input");
          }
          len = (c >>> 2) + 1;
          offset = input[pos] + (input[pos + 1] << 8);
          pos += 2;
          break;
        case 3:
          if (inputLength <= pos + 3) {
            throw new Error("snappy error end of input");
          }
          len = (c >>> 2) + 1;
          offset = input[pos] + (input[pos + 1] << 8) + (input[pos + 2] << 16) + (input[pos + 3] << 24);
          pos += 4;
          break;
        default:
          break;
      }
      if (offset === 0 || isNaN(offset)) {
        throw new Error(`invalid offset ${offset} pos ${pos} inputLength ${inputLength}`);
      }
      if (offset > outPos) {
        throw new Error("cannot copy from before start of buffer");
      }
      copyBytes(output, outPos - offset, output, outPos, len);
      outPos += len;
    }
  }
  if (outPos !== outputLength) throw new Error("premature end of input");
}

// node_modules/hyparquet/src/datapage.js
function readDataPage(bytes2, daph, { type, element, schemaPath }) {
  const view = new DataView(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength);
  const reader = { view, offset: 0 };
  let dataPage;
  const repetitionLevels = readRepetitionLevels(reader, daph, schemaPath);
  const { definitionLevels, numNulls } = readDefinitionLevels(reader, daph, schemaPath);
  const nValues = daph.num_values - numNulls;
  if (daph.encoding === "PLAIN") {
    dataPage = readPlain(reader, type, nValues, element.type_length);
  } else if (daph.encoding === "PLAIN_DICTIONARY" || daph.encoding === "RLE_DICTIONARY" || daph.encoding === "RLE") {
    const bitWidth3 = type === "BOOLEAN" ? 1 : view.getUint8(reader.offset++);
    if (bitWidth3) {
      dataPage = new Array(nValues);
      if (type === "BOOLEAN") {
        readRleBitPackedHybrid(reader, bitWidth3, dataPage);
        dataPage = dataPage.map((x) => !!x);
      } else {
        readRleBitPackedHybrid(reader, bitWidth3, dataPage, view.byteLength - reader.offset);
      }
    } else {
      dataPage = new Uint8Array(nValues);
    }
  } else if (daph.encoding === "BYTE_STREAM_SPLIT") {
    dataPage = byteStreamSplit(reader, nValues, type, element.type_length);
  } else if (daph.encoding === "DELTA_BINARY_PACKED") {
    const int32 = type === "INT32";
    dataPage = int32 ? new Int32Array(nValues) : new BigInt64Array(nValues);
    deltaBinaryUnpack(reader, nValues, dataPage);
  } else if (daph.encoding === "DELTA_LENGTH_BYTE_ARRAY") {
    dataPage = new Array(nValues);
    deltaLengthByteArray2(reader, nValues, dataPage);
  } else if (daph.encoding === "DELTA_BYTE_ARRAY") {
    dataPage = new Array(nValues);
    deltaByteArray2(reader, nValues, dataPage);
  } else {
    throw new Error(`parquet unsupported encoding: ${daph.encoding}`);
  }
  return { definitionLevels, repetitionLevels, dataPage };
}
function readRepetitionLevels(reader, daph, schemaPath) {
  if (schemaPath.length > 1) {
    const maxRepetitionLevel = getMaxRepetitionLevel(schemaPath);
    if (maxRepetitionLevel) {
      const values = new Array(daph.num_values);
      readRleBitPackedHybrid(reader, bitWidth2(maxRepetitionLevel), values);
      return values;
    }
  }
  return [];
}
function readDefinitionLevels(reader, daph, schemaPath) {
  const maxDefinitionLevel = getMaxDefinitionLevel(schemaPath);
  if (!maxDefinitionLevel) return { definitionLevels: [], numNulls: 0 };
  const definitionLevels = new Array(daph.num_values);
  readRleBitPackedHybrid(reader, bitWidth2(maxDefinitionLevel), definitionLevels);
  let numNulls = daph.num_values;
  for (const def of definitionLevels) {
    if (def === maxDefinitionLevel) numNulls--;
  }
  if (numNulls === 0) definitionLevels.length = 0;
  return { definitionLevels, numNulls };
}
function decompressPage(compressedBytes, uncompressed_page_size, codec, compressors) {
  let page;
  const customDecompressor = compressors?.[codec];
  if (codec === "UNCOMPRESSED") {
    page = compressedBytes;
  } else if (customDecompressor) {
    page = customDecompressor(compressedBytes, uncompressed_page_size);
  } else if (codec === "SNAPPY") {
    page = new Uint8Array(uncompressed_page_size);
    snappyUncompress(compressedBytes, page);
  } else {
    throw new Error(`parquet unsupported compression codec: ${codec}`);
  }
  if (page?.length !== uncompressed_page_size) {
    throw new Error(`parquet decompressed page length ${page?.length} does not match header ${uncompressed_page_size}`);
  }
  return page;
}
function readDataPageV2(compressedBytes, ph, columnDecoder) {
  const view = new DataView(compressedBytes.buffer, compressedBytes.byteOffset, compressedBytes.byteLength);
  const reader = { view, offset: 0 };
  const { type, element, schemaPath, codec, compressors } = columnDecoder;
  const daph2 = ph.data_page_header_v2;
  if (!daph2) throw new Error("parquet data page header v2 is undefined");
  const repetitionLevels = readRepetitionLevelsV2(reader, daph2, schemaPath);
  reader.offset = daph2.repetition_levels_byte_length;
  const definitionLevels = readDefinitionLevelsV2(reader, daph2, schemaPath);
  const uncompressedPageSize = ph.uncompressed_page_size - daph2.definition_levels_byte_length - daph2.repetition_levels_byte_length;
  let page = compressedBytes.subarray(reader.offset);
  if (daph2.is_compressed !== false) {
    page = decompressPage(page, uncompressedPageSize, codec, compressors);
  }
  const pageView = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const pageReader = { view: pageView, offset: 0 };
  let dataPage;
  const nValues = daph2.num_values - daph2.num_nulls;
  if (daph2.encoding === "PLAIN") {
    dataPage = readPlain(pageReader, type, nValues, element.type_length);
  } else if (daph2.encoding === "RLE") {
    dataPage = new Array(nValues);
    readRleBitPackedHybrid(pageReader, 1, dataPage);
    dataPage = dataPage.map((x) => !!x);
  } else if (daph2.encoding === "PLAIN_DICTIONARY" || daph2.encoding === "RLE_DICTIONARY") {
    const bitWidth3 = pageView.getUint8(pageReader.offset++);
    dataPage = new Array(nValues);
    readRleBitPackedHybrid(pageReader, bitWidth3, dataPage, uncompressedPageSize - 1);
  } else if (daph2.encoding === "DELTA_BINARY_PACKED") {
    const int32 = type === "INT32";
    dataPage = int32 ? new Int32Array(nValues) : new BigInt64Array(nValues);
    deltaBinaryUnpack(pageReader, nValues, dataPage);
  } else if (daph2.encoding === "DELTA_LENGTH_BYTE_ARRAY") {
    dataPage = new Array(nValues);
    deltaLengthByteArray2(pageReader, nValues, dataPage);
  } else if (daph2.encoding === "DELTA_BYTE_ARRAY") {
    dataPage = new Array(nValues);
    deltaByteArray2(pageReader, nValues, dataPage);
  } else if (daph2.encoding === "BYTE_STREAM_SPLIT") {
    dataPage = byteStreamSplit(pageReader, nValues, type, element.type_length);
  } else {
    throw new Error(`parquet unsupported encoding: ${daph2.encoding}`);
  }
  return { definitionLevels, repetitionLevels, dataPage };
}
function readRepetitionLevelsV2(reader, daph2, schemaPath) {
  const maxRepetitionLevel = getMaxRepetitionLevel(schemaPath);
  if (!maxRepetitionLevel) return [];
  const values = new Array(daph2.num_values);
  readRleBitPackedHybrid(reader, bitWidth2(maxRepetitionLevel), values, daph2.repetition_levels_byte_length);
  return values;
}
function readDefinitionLevelsV2(reader, daph2, schemaPath) {
  const maxDefinitionLevel = getMaxDefinitionLevel(schemaPath);
  if (maxDefinitionLevel) {
    const values = new Array(daph2.num_values);
    readRleBitPackedHybrid(reader, bitWidth2(maxDefinitionLevel), values, daph2.definition_levels_byte_length);
    return values;
  }
}
function bitWidth2(value2) {
  return 32 - Math.clz32(value2);
}

// node_modules/hyparquet/src/column.js
function readColumn(reader, { groupStart, selectStart, selectEnd }, columnDecoder, onPage) {
  const { pathInSchema, schemaPath } = columnDecoder;
  const isFlat = isFlatColumn(schemaPath);
  const chunks = [];
  let dictionary = void 0;
  let lastChunk = void 0;
  let rowCount = 0;
  let skipped = 0;
  const emitLastChunk = onPage && (() => {
    lastChunk && onPage({
      pathInSchema,
      columnData: lastChunk,
      rowStart: groupStart + rowCount - lastChunk.length,
      rowEnd: groupStart + rowCount
    });
  });
  while (isFlat ? rowCount < selectEnd : reader.offset < reader.view.byteLength - 1) {
    if (reader.offset >= reader.view.byteLength - 1) break;
    const header = parquetHeader(reader);
    if (header.type === "DICTIONARY_PAGE") {
      const { data } = readPage(reader, header, columnDecoder, dictionary, void 0, 0);
      if (data) dictionary = convert(data, columnDecoder);
    } else {
      const lastChunkLength = lastChunk?.length || 0;
      const result = readPage(reader, header, columnDecoder, dictionary, lastChunk, selectStart - rowCount);
      if (result.skipped) {
        if (!chunks.length) {
          skipped += result.skipped;
        }
        rowCount += result.skipped;
      } else if (result.data && lastChunk === result.data) {
        rowCount += result.data.length - lastChunkLength;
      } else if (result.data && result.data.length) {
        emitLastChunk?.();
        chunks.push(result.data);
        rowCount += result.data.length;
        lastChunk = result.data;
      }
    }
  }
  emitLastChunk?.();
  return { data: chunks, skipped };
}
function readPage(reader, header, columnDecoder, dictionary, previousChunk, pageStart) {
  const { type, element, schemaPath, codec, compressors } = columnDecoder;
  const compressedBytes = new Uint8Array(
    reader.view.buffer,
    reader.view.byteOffset + reader.offset,
    header.compressed_page_size
  );
  reader.offset += header.compressed_page_size;
  if (header.type === "DATA_PAGE") {
    const daph = header.data_page_header;
    if (!daph) throw new Error("parquet data page header is undefined");
    if (pageStart > daph.num_values && isFlatColumn(schemaPath)) {
      return { skipped: daph.num_values };
    }
    const page = decompressPage(compressedBytes, Number(header.uncompressed_page_size), codec, compressors);
    const { definitionLevels, repetitionLevels, dataPage } = readDataPage(page, daph, columnDecoder);
    const values = convertWithDictionary(dataPage, dictionary, daph.encoding, columnDecoder);
    const output = Array.isArray(previousChunk) ? previousChunk : [];
    const assembled = assembleLists(output, definitionLevels, repetitionLevels, values, schemaPath);
    return { skipped: 0, data: assembled };
  } else if (header.type === "DATA_PAGE_V2") {
    const daph2 = header.data_page_header_v2;
    if (!daph2) throw new Error("parquet data page header v2 is undefined");
    if (pageStart > daph2.num_rows) {
      return { skipped: daph2.num_rows };
    }
    const { definitionLevels, repetitionLevels, dataPage } = readDataPageV2(compressedBytes, header, columnDecoder);
    const values = convertWithDictionary(dataPage, dictionary, daph2.encoding, columnDecoder);
    const output = Array.isArray(previousChunk) ? previousChunk : [];
    const assembled = assembleLists(output, definitionLevels, repetitionLevels, values, schemaPath);
    return { skipped: 0, data: assembled };
  } else if (header.type === "DICTIONARY_PAGE") {
    const diph = header.dictionary_page_header;
    if (!diph) throw new Error("parquet dictionary page header is undefined");
    const page = decompressPage(
      compressedBytes,
      Number(header.uncompressed_page_size),
      codec,
      compressors
    );
    const reader2 = { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
    const dictArray = readPlain(reader2, type, diph.num_values, element.type_length);
    return { skipped: 0, data: dictArray };
  } else {
    throw new Error(`parquet unsupported page type: ${header.type}`);
  }
}
function parquetHeader(reader) {
  const header = deserializeTCompactProtocol(reader);
  const type = PageTypes[header.field_1];
  const uncompressed_page_size = header.field_2;
  const compressed_page_size = header.field_3;
  const crc = header.field_4;
  const data_page_header = header.field_5 && {
    num_values: header.field_5.field_1,
    encoding: Encodings[header.field_5.field_2],
    definition_level_encoding: Encodings[header.field_5.field_3],
    repetition_level_encoding: Encodings[header.field_5.field_4],
    statistics: pageStatistics(header.field_5.field_5)
  };
  const index_page_header = header.field_6;
  const dictionary_page_header = header.field_7 && {
    num_values: header.field_7.field_1,
    encoding: Encodings[header.field_7.field_2],
    is_sorted: header.field_7.field_3
  };
  const data_page_header_v2 = header.field_8 && {
    num_values: header.field_8.field_1,
    num_nulls: header.field_8.field_2,
    num_rows: header.field_8.field_3,
    encoding: Encodings[header.field_8.field_4],
    definition_levels_byte_length: header.field_8.field_5,
    repetition_levels_byte_length: header.field_8.field_6,
    is_compressed: header.field_8.field_7 === void 0 ? true : header.field_8.field_7,
    // default true
    statistics: pageStatistics(header.field_8.field_8)
  };
  return {
    type,
    uncompressed_page_size,
    compressed_page_size,
    crc,
    data_page_header,
    index_page_header,
    dictionary_page_header,
    data_page_header_v2
  };
}
function pageStatistics(stats) {
  return stats && {
    max: stats.field_1,
    min: stats.field_2,
    null_count: stats.field_3,
    distinct_count: stats.field_4,
    max_value: stats.field_5,
    min_value: stats.field_6,
    is_max_value_exact: stats.field_7,
    is_min_value_exact: stats.field_8
  };
}

// node_modules/hyparquet-writer/src/variant.js
var encoder = new TextEncoder();
var INT64_MIN = -(2n ** 63n);
var INT64_MAX = 2n ** 63n - 1n;
var VARIANT_NULL = new Uint8Array([0]);
var RESERVED_SHREDDING_FIELDS = /* @__PURE__ */ new Set(["value", "typed_value"]);
var EMPTY_KEY_INDEX = /* @__PURE__ */ new Map();
var EMPTY_METADATA = writeVariantMetadata([]);
function encodeVariantColumn(values, shredding, column) {
  if (column?.required) {
    for (let i = 0; i < values.length; i++) {
      if (values[i] === void 0) {
        throw new Error(`required variant column ${column.name} has undefined value at index ${i}`);
      }
    }
  }
  const scratchWriters = [];
  const shreddingConfig = shredding && normalizeShreddingConfig(shredding);
  if (shreddingConfig) {
    const metadataCache = /* @__PURE__ */ new Map();
    return values.map((value2) => {
      if (value2 === void 0) return null;
      const keys = /* @__PURE__ */ new Set();
      collectKeys(value2, keys);
      const { metadata: metadata3, keyIndex: keyIndex2 } = getVariantRowMetadata(keys, metadataCache);
      return { metadata: metadata3, ...encodeShredded(value2, shreddingConfig, keyIndex2, true, scratchWriters) };
    });
  }
  const dictionary = buildVariantDictionary(values);
  const metadata2 = writeVariantMetadata(dictionary);
  const keyIndex = /* @__PURE__ */ new Map();
  for (let i = 0; i < dictionary.length; i++) {
    keyIndex.set(dictionary[i], i);
  }
  return values.map((value2) => {
    if (value2 === void 0) return null;
    return { metadata: metadata2, value: writeVariantValue(value2, keyIndex, scratchWriters) };
  });
}
function encodeShredded(value2, shredType, keyIndex, allowPartialObjects, scratchWriters) {
  if (value2 === null || value2 === void 0) {
    return { value: VARIANT_NULL, typed_value: null };
  }
  if (Array.isArray(shredType)) {
    if (!Array.isArray(value2)) {
      return { value: writeVariantValue(value2, keyIndex, scratchWriters), typed_value: null };
    }
    const elemShred = shredType[0];
    return {
      value: null,
      typed_value: value2.map((el) => encodeShredded(el, elemShred, keyIndex, false, scratchWriters))
    };
  }
  if (typeof shredType === "object") {
    if (typeof value2 !== "object" || Array.isArray(value2) || value2 instanceof Date || value2 instanceof Uint8Array) {
      return { value: writeVariantValue(value2, keyIndex, scratchWriters), typed_value: null };
    }
    const remaining = {};
    let hasRemaining = false;
    for (const k of Object.keys(value2)) {
      if (k in shredType || value2[k] === void 0) continue;
      remaining[k] = value2[k];
      hasRemaining = true;
    }
    if (hasRemaining && !allowPartialObjects) {
      return { value: writeVariantValue(value2, keyIndex, scratchWriters), typed_value: null };
    }
    const fieldNames = Object.keys(shredType);
    const hasMissingFieldConflict = fieldNames.some(
      (fieldName) => (!Object.prototype.hasOwnProperty.call(value2, fieldName) || value2[fieldName] === void 0) && keyIndex.has(fieldName)
    );
    if (hasMissingFieldConflict) {
      return { value: writeVariantValue(value2, keyIndex, scratchWriters), typed_value: null };
    }
    const typedValue = {};
    for (const fieldName of fieldNames) {
      if (!Object.prototype.hasOwnProperty.call(value2, fieldName) || value2[fieldName] === void 0) {
        continue;
      }
      typedValue[fieldName] = encodeShredded(
        value2[fieldName],
        shredType[fieldName],
        keyIndex,
        false,
        scratchWriters
      );
    }
    const binaryValue = hasRemaining ? writeVariantValue(remaining, keyIndex, scratchWriters) : null;
    return { value: binaryValue, typed_value: typedValue };
  }
  if (matchesType(value2, shredType)) {
    return { value: null, typed_value: value2 };
  }
  return { value: writeVariantValue(value2, keyIndex, scratchWriters), typed_value: null };
}
function getVariantRowMetadata(keys, metadataCache) {
  if (keys.size === 0) {
    return { metadata: EMPTY_METADATA, keyIndex: EMPTY_KEY_INDEX };
  }
  const dictionary = [...keys].sort();
  const cacheKey = dictionary.join("\0");
  const cached = metadataCache.get(cacheKey);
  if (cached) {
    return cached;
  }
  const metadata2 = writeVariantMetadata(dictionary);
  const keyIndex = /* @__PURE__ */ new Map();
  for (let i = 0; i < dictionary.length; i++) keyIndex.set(dictionary[i], i);
  const rowMetadata = { metadata: metadata2, keyIndex };
  metadataCache.set(cacheKey, rowMetadata);
  return rowMetadata;
}
function matchesType(value2, type) {
  if (value2 === null || value2 === void 0) return false;
  switch (type) {
    case "BOOLEAN":
      return typeof value2 === "boolean";
    case "INT32":
      return typeof value2 === "number" && Number.isInteger(value2) && value2 >= -2147483648 && value2 <= 2147483647;
    case "INT64":
      return typeof value2 === "bigint" && value2 >= INT64_MIN && value2 <= INT64_MAX;
    case "FLOAT":
      return typeof value2 === "number";
    case "DOUBLE":
      return typeof value2 === "number";
    case "STRING":
      return typeof value2 === "string";
    case "TIMESTAMP":
      return value2 instanceof Date;
    default:
      return false;
  }
}
var MAX_SHRED_DEPTH = 3;
var MAX_SHRED_LEAVES = 256;
function autoDetectShredding(values) {
  const detected = detectShred(values, 0);
  if (detected === void 0 || typeof detected !== "object") return void 0;
  const normalized = normalizeShreddingConfig(detected);
  if (normalized === void 0 || countShredLeaves(normalized) > MAX_SHRED_LEAVES) return void 0;
  return normalized;
}
function countShredLeaves(shredType) {
  if (Array.isArray(shredType)) return shredType.length ? countShredLeaves(shredType[0]) : 0;
  if (shredType && typeof shredType === "object") {
    let leaves = 0;
    for (const key of Object.keys(shredType)) leaves += countShredLeaves(shredType[key]);
    return leaves;
  }
  return 1;
}
function detectShred(values, depth) {
  const nonNull = [];
  for (const v of values) {
    if (v !== null && v !== void 0) nonNull.push(v);
  }
  if (!nonNull.length) return void 0;
  if (nonNull.some(isPlainObject)) {
    if (depth >= MAX_SHRED_DEPTH) return void 0;
    const fieldValues = /* @__PURE__ */ new Map();
    for (const v of nonNull) {
      if (!isPlainObject(v)) continue;
      for (const [key, fieldValue] of Object.entries(v)) {
        if (fieldValue === void 0) continue;
        const arr = fieldValues.get(key);
        if (arr) arr.push(fieldValue);
        else fieldValues.set(key, [fieldValue]);
      }
    }
    const shredding = {};
    for (const [key, vals] of fieldValues) {
      const fieldShred = detectShred(vals, depth + 1);
      if (fieldShred !== void 0) shredding[key] = fieldShred;
    }
    return Object.keys(shredding).length > 0 ? shredding : void 0;
  }
  if (nonNull.every(Array.isArray)) {
    if (depth >= MAX_SHRED_DEPTH) return void 0;
    const elements = [];
    for (const arr of nonNull) for (const el of arr) elements.push(el);
    const elemShred = detectShred(elements, depth + 1);
    return elemShred === void 0 ? void 0 : [elemShred];
  }
  let jsType;
  for (const v of nonNull) {
    if (Array.isArray(v)) return void 0;
    const t = v instanceof Date ? "date" : typeof v;
    if (jsType === void 0) jsType = t;
    else if (jsType !== t) return void 0;
  }
  return jsType ? jsTypeToBasicType(jsType) : void 0;
}
function isPlainObject(v) {
  return typeof v === "object" && v !== null && !Array.isArray(v) && !(v instanceof Date) && !(v instanceof Uint8Array);
}
function normalizeShreddingConfig(shredding) {
  if (Array.isArray(shredding)) {
    const elem = shredding.length ? normalizeShreddingConfig(shredding[0]) : void 0;
    return elem === void 0 ? void 0 : [elem];
  }
  if (typeof shredding === "object") {
    const normalized = {};
    for (const [key, type] of Object.entries(shredding)) {
      if (RESERVED_SHREDDING_FIELDS.has(key)) continue;
      const norm = normalizeShreddingConfig(type);
      if (norm !== void 0) normalized[key] = norm;
    }
    return Object.keys(normalized).length > 0 ? normalized : void 0;
  }
  return shredding;
}
function jsTypeToBasicType(jsType) {
  switch (jsType) {
    case "boolean":
      return "BOOLEAN";
    case "string":
      return "STRING";
    case "number":
      return "DOUBLE";
    case "bigint":
      return "INT64";
    case "date":
      return "TIMESTAMP";
    default:
      return void 0;
  }
}
function buildVariantDictionary(values) {
  const keys = /* @__PURE__ */ new Set();
  collectKeys(values, keys);
  return [...keys].sort();
}
function collectKeys(value2, keys) {
  if (value2 === null || value2 === void 0) return;
  if (Array.isArray(value2)) {
    for (const item of value2) {
      collectKeys(item, keys);
    }
    return;
  }
  if (value2 instanceof Date || value2 instanceof Uint8Array) return;
  if (typeof value2 === "object") {
    for (const key of Object.keys(value2)) {
      keys.add(key);
      collectKeys(value2[key], keys);
    }
  }
}
function writeVariantMetadata(dictionary) {
  const n = dictionary.length;
  const encoded3 = new Array(n);
  let totalStringBytes = 0;
  for (let i = 0; i < n; i++) {
    const e = encoder.encode(dictionary[i]);
    encoded3[i] = e;
    totalStringBytes += e.length;
  }
  const offsetSize = byteWidth2(totalStringBytes);
  const header = 1 | 1 << 4 | offsetSize - 1 << 6;
  const totalSize = 1 + offsetSize + (n + 1) * offsetSize + totalStringBytes;
  const bytes2 = new Uint8Array(totalSize);
  let offset = 0;
  bytes2[offset++] = header;
  for (let j = 0; j < offsetSize; j++) bytes2[offset++] = n >> j * 8 & 255;
  let strOffset = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < offsetSize; j++) bytes2[offset++] = strOffset >> j * 8 & 255;
    strOffset += encoded3[i].length;
  }
  for (let j = 0; j < offsetSize; j++) bytes2[offset++] = strOffset >> j * 8 & 255;
  for (let i = 0; i < n; i++) {
    bytes2.set(encoded3[i], offset);
    offset += encoded3[i].length;
  }
  return bytes2;
}
function writeVariantValue(value2, keyIndex, scratchWriters) {
  const writer = new ByteWriter(8);
  writeValue(value2, writer, keyIndex, scratchWriters);
  return writer.getBytes();
}
function writeValue(val, writer, keyIndex, scratchWriters) {
  if (val === null || val === void 0) {
    writer.appendUint8(0);
    return;
  }
  if (val === true) {
    writer.appendUint8(4);
    return;
  }
  if (val === false) {
    writer.appendUint8(8);
    return;
  }
  if (typeof val === "bigint") {
    if (val < INT64_MIN || val > INT64_MAX) {
      throw new RangeError(`variant bigint out of int64 range: ${val}`);
    }
    writer.appendUint8(6 << 2);
    writer.appendInt64(val);
    return;
  }
  if (typeof val === "number") {
    if (Number.isInteger(val)) {
      if (val >= -128 && val <= 127) {
        writer.appendUint8(3 << 2);
        writer.appendUint8(val & 255);
        return;
      }
      if (val >= -32768 && val <= 32767) {
        writer.appendUint8(4 << 2);
        appendUnsignedLE(writer, val, 2);
        return;
      }
      if (val >= -2147483648 && val <= 2147483647) {
        writer.appendUint8(5 << 2);
        writer.appendInt32(val);
        return;
      }
    }
    writer.appendUint8(7 << 2);
    writer.appendFloat64(val);
    return;
  }
  if (typeof val === "string") {
    const strBytes = encoder.encode(val);
    if (strBytes.length <= 63) {
      writer.appendUint8(strBytes.length << 2 | 1);
      writer.appendBytes(strBytes);
    } else {
      writer.appendUint8(16 << 2);
      writer.appendUint32(strBytes.length);
      writer.appendBytes(strBytes);
    }
    return;
  }
  if (val instanceof Date) {
    writer.appendUint8(13 << 2);
    writer.appendInt64(BigInt(val.getTime()) * 1000n);
    return;
  }
  if (val instanceof Uint8Array) {
    writer.appendUint8(15 << 2);
    writer.appendUint32(val.length);
    writer.appendBytes(val);
    return;
  }
  if (Array.isArray(val)) {
    writeVariantArray(val, writer, keyIndex, scratchWriters);
    return;
  }
  if (typeof val === "object") {
    writeVariantObject(val, writer, keyIndex, scratchWriters);
    return;
  }
  throw new Error(`variant cannot encode value: ${val}`);
}
function writeVariantObject(obj, writer, keyIndex, scratchWriters) {
  const entries = Object.keys(obj).filter((key) => obj[key] !== void 0).map((key) => {
    const id = keyIndex.get(key);
    if (id === void 0) throw new Error(`variant key not in dictionary: ${key}`);
    return { id, key };
  });
  entries.sort((a, b) => a.id - b.id);
  const numElements = entries.length;
  const maxFieldId = numElements > 0 ? entries[numElements - 1].id : 0;
  const idWidth = byteWidth2(maxFieldId);
  const scratch = scratchWriters.pop() ?? new ByteWriter(8);
  const offsets = new Array(numElements + 1);
  offsets[0] = 0;
  for (let i = 0; i < numElements; i++) {
    writeValue(obj[entries[i].key], scratch, keyIndex, scratchWriters);
    offsets[i + 1] = scratch.index;
  }
  const offsetWidth = byteWidth2(offsets[numElements]);
  const isLarge = numElements > 255 ? 1 : 0;
  writer.appendUint8((offsetWidth - 1 | idWidth - 1 << 2 | isLarge << 4) << 2 | 2);
  if (isLarge) writer.appendUint32(numElements);
  else writer.appendUint8(numElements);
  for (const { id } of entries) appendUnsignedLE(writer, id, idWidth);
  for (const off of offsets) appendUnsignedLE(writer, off, offsetWidth);
  writer.appendBytes(scratch.getBytes());
  scratch.index = 0;
  scratch.offset = 0;
  scratchWriters.push(scratch);
}
function writeVariantArray(arr, writer, keyIndex, scratchWriters) {
  const numElements = arr.length;
  const scratch = scratchWriters.pop() ?? new ByteWriter(8);
  const offsets = new Array(numElements + 1);
  offsets[0] = 0;
  for (let i = 0; i < numElements; i++) {
    writeValue(arr[i], scratch, keyIndex, scratchWriters);
    offsets[i + 1] = scratch.index;
  }
  const offsetWidth = byteWidth2(offsets[numElements]);
  const isLarge = numElements > 255 ? 1 : 0;
  writer.appendUint8((offsetWidth - 1 | isLarge << 2) << 2 | 3);
  if (isLarge) writer.appendUint32(numElements);
  else writer.appendUint8(numElements);
  for (const off of offsets) appendUnsignedLE(writer, off, offsetWidth);
  writer.appendBytes(scratch.getBytes());
  scratch.index = 0;
  scratch.offset = 0;
  scratchWriters.push(scratch);
}
function byteWidth2(maxValue) {
  if (maxValue <= 255) return 1;
  if (maxValue <= 65535) return 2;
  if (maxValue <= 16777215) return 3;
  return 4;
}
function appendUnsignedLE(writer, value2, width) {
  for (let i = 0; i < width; i++) {
    writer.appendUint8(value2 >> i * 8 & 255);
  }
}

// node_modules/hyparquet-writer/src/schema.js
function schemaFromColumnData({ columnData, schemaOverrides }) {
  const schema = [{
    name: "root",
    num_children: columnData.length
  }];
  for (const { name: name2, data, type, nullable, shredding } of columnData) {
    if (schemaOverrides?.[name2]) {
      const override = schemaOverrides[name2];
      if (type || nullable !== void 0) {
        throw new Error(`cannot provide both type and schema override for column ${name2}`);
      }
      if (override.name !== name2) {
        throw new Error(`schema override for column ${name2} must have matching name, got ${override.name}`);
      }
      if (override.type === "FIXED_LEN_BYTE_ARRAY" && !override.type_length) {
        throw new Error("schema override for FIXED_LEN_BYTE_ARRAY must include type_length");
      }
      if (override.num_children) {
        throw new Error("schema override does not support nested types");
      }
      schema.push(override);
    } else if (type === "VARIANT") {
      const repetition_type = nullable === false ? "REQUIRED" : "OPTIONAL";
      const shreddingConfig = shredding && shredding !== true ? normalizeShreddingConfig(shredding) : void 0;
      if (shreddingConfig) {
        schema.push(
          { name: name2, repetition_type, num_children: 3, logical_type: { type: "VARIANT" } },
          { name: "metadata", type: "BYTE_ARRAY", repetition_type: "REQUIRED" },
          { name: "value", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
          ...buildVariantTypedValue(shreddingConfig)
        );
      } else {
        schema.push(
          { name: name2, repetition_type, num_children: 2, logical_type: { type: "VARIANT" } },
          { name: "metadata", type: "BYTE_ARRAY", repetition_type: "REQUIRED" },
          { name: "value", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" }
        );
      }
    } else if (type) {
      schema.push(basicTypeToSchemaElement(name2, type, nullable));
    } else {
      schema.push(autoSchemaElement(name2, data.slice(0, 1e3)));
    }
  }
  return schema;
}
function buildVariantTypedValue(shredType) {
  if (Array.isArray(shredType)) {
    return [
      { name: "typed_value", repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", repetition_type: "REQUIRED", num_children: 2 },
      { name: "value", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
      ...buildVariantTypedValue(shredType[0])
    ];
  }
  if (typeof shredType === "object") {
    const fieldNames = Object.keys(shredType);
    const elements = [
      { name: "typed_value", repetition_type: "OPTIONAL", num_children: fieldNames.length }
    ];
    for (const fieldName of fieldNames) {
      elements.push(
        { name: fieldName, repetition_type: "OPTIONAL", num_children: 2 },
        { name: "value", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
        ...buildVariantTypedValue(shredType[fieldName])
      );
    }
    return elements;
  }
  return [shreddedLeafElement(shredType)];
}
function shreddedLeafElement(type) {
  switch (type) {
    case "STRING":
      return { name: "typed_value", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" };
    case "INT32":
      return { name: "typed_value", type: "INT32", repetition_type: "OPTIONAL" };
    case "INT64":
      return { name: "typed_value", type: "INT64", repetition_type: "OPTIONAL" };
    case "DOUBLE":
      return { name: "typed_value", type: "DOUBLE", repetition_type: "OPTIONAL" };
    case "FLOAT":
      return { name: "typed_value", type: "FLOAT", repetition_type: "OPTIONAL" };
    case "BOOLEAN":
      return { name: "typed_value", type: "BOOLEAN", repetition_type: "OPTIONAL" };
    case "TIMESTAMP":
      return { name: "typed_value", type: "INT64", converted_type: "TIMESTAMP_MICROS", repetition_type: "OPTIONAL" };
    default:
      throw new Error(`unsupported shredded field type: ${type}`);
  }
}
function basicTypeToSchemaElement(name2, type, nullable) {
  const repetition_type = nullable === false ? "REQUIRED" : "OPTIONAL";
  if (type === "STRING") {
    return { name: name2, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type };
  }
  if (type === "JSON") {
    return { name: name2, type: "BYTE_ARRAY", converted_type: "JSON", repetition_type };
  }
  if (type === "TIMESTAMP") {
    return { name: name2, type: "INT64", converted_type: "TIMESTAMP_MILLIS", repetition_type };
  }
  if (type === "UUID") {
    return { name: name2, type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, logical_type: { type: "UUID" }, repetition_type };
  }
  if (type === "FLOAT16") {
    return { name: name2, type: "FIXED_LEN_BYTE_ARRAY", type_length: 2, logical_type: { type: "FLOAT16" }, repetition_type };
  }
  if (type === "GEOMETRY") {
    return { name: name2, type: "BYTE_ARRAY", logical_type: { type: "GEOMETRY" }, repetition_type };
  }
  if (type === "GEOGRAPHY") {
    return { name: name2, type: "BYTE_ARRAY", logical_type: { type: "GEOGRAPHY" }, repetition_type };
  }
  return { name: name2, type, repetition_type };
}
function autoSchemaElement(name2, values) {
  let type;
  let repetition_type = "REQUIRED";
  let converted_type;
  if (values instanceof Int32Array) return { name: name2, type: "INT32", repetition_type };
  if (values instanceof BigInt64Array) return { name: name2, type: "INT64", repetition_type };
  if (values instanceof Float32Array) return { name: name2, type: "FLOAT", repetition_type };
  if (values instanceof Float64Array) return { name: name2, type: "DOUBLE", repetition_type };
  for (const value2 of values) {
    if (value2 === null || value2 === void 0) {
      repetition_type = "OPTIONAL";
    } else {
      let valueType;
      let valueConvertedType;
      if (typeof value2 === "boolean") valueType = "BOOLEAN";
      else if (typeof value2 === "bigint") valueType = "INT64";
      else if (Number.isInteger(value2)) valueType = "INT32";
      else if (typeof value2 === "number") valueType = "DOUBLE";
      else if (value2 instanceof Uint8Array) valueType = "BYTE_ARRAY";
      else if (typeof value2 === "string") {
        valueType = "BYTE_ARRAY";
        valueConvertedType = "UTF8";
      } else if (value2 instanceof Date) {
        valueType = "INT64";
        valueConvertedType = "TIMESTAMP_MILLIS";
      } else if (typeof value2 === "object") {
        valueType = "BYTE_ARRAY";
        valueConvertedType = "JSON";
      } else throw new Error(`cannot determine parquet type for: ${value2}`);
      if (type === void 0) {
        type = valueType;
        converted_type = valueConvertedType;
      } else if (type === "INT32" && valueType === "DOUBLE") {
        type = "DOUBLE";
      } else if (type === "DOUBLE" && valueType === "INT32") {
        continue;
      } else if (type !== valueType || converted_type !== valueConvertedType) {
        throw new Error(`parquet cannot write mixed types: ${converted_type ?? type} and ${valueConvertedType ?? valueType}`);
      }
    }
  }
  if (!type) {
    type = "BYTE_ARRAY";
    repetition_type = "OPTIONAL";
  }
  return { name: name2, type, repetition_type, converted_type };
}
function getMaxRepetitionLevel2(schemaPath) {
  let maxLevel = 0;
  for (const element of schemaPath) {
    if (element.repetition_type === "REPEATED") {
      maxLevel++;
    }
  }
  return maxLevel;
}
function schemaPathResolver(schema) {
  const root = parquetSchema({ schema });
  const childrenByName = /* @__PURE__ */ new Map();
  return (path) => {
    let tree = root;
    const schemaPath = [tree];
    for (const part of path) {
      let children = childrenByName.get(tree);
      if (!children) {
        children = /* @__PURE__ */ new Map();
        for (const child2 of tree.children) {
          if (!children.has(child2.element.name)) children.set(child2.element.name, child2);
        }
        childrenByName.set(tree, children);
      }
      const child = children.get(part);
      if (!child) throw new Error(`parquet schema element not found: ${path}`);
      schemaPath.push(child);
      tree = child;
    }
    return schemaPath;
  };
}

// node_modules/hyparquet-writer/src/splitstream.js
function writeByteStreamSplit(writer, values, type, typeLength) {
  const count4 = values.length;
  let bytes2;
  let width;
  if (type === "FLOAT") {
    const typed = values instanceof Float32Array ? values : new Float32Array(numberArray(values));
    bytes2 = new Uint8Array(typed.buffer, typed.byteOffset, typed.byteLength);
    width = 4;
  } else if (type === "DOUBLE") {
    const typed = values instanceof Float64Array ? values : new Float64Array(numberArray(values));
    bytes2 = new Uint8Array(typed.buffer, typed.byteOffset, typed.byteLength);
    width = 8;
  } else if (type === "INT32") {
    const typed = values instanceof Int32Array ? values : new Int32Array(numberArray(values));
    bytes2 = new Uint8Array(typed.buffer, typed.byteOffset, typed.byteLength);
    width = 4;
  } else if (type === "INT64") {
    const typed = bigIntArray(values);
    bytes2 = new Uint8Array(typed.buffer, typed.byteOffset, typed.byteLength);
    width = 8;
  } else if (type === "FIXED_LEN_BYTE_ARRAY") {
    if (!typeLength) throw new Error("parquet byte_stream_split missing type_length");
    width = typeLength;
    bytes2 = new Uint8Array(count4 * width);
    for (let i = 0; i < count4; i++) {
      bytes2.set(values[i], i * width);
    }
  } else {
    throw new Error(`parquet byte_stream_split unsupported type: ${type}`);
  }
  for (let b = 0; b < width; b++) {
    for (let i = 0; i < count4; i++) {
      writer.appendUint8(bytes2[i * width + b]);
    }
  }
}
function numberArray(values) {
  if (Array.isArray(values) && values.every((v) => typeof v === "number")) {
    return values;
  }
  throw new Error("Expected number array for BYTE_STREAM_SPLIT encoding");
}
function bigIntArray(values) {
  if (values instanceof BigInt64Array) return values;
  if (Array.isArray(values) && values.every((v) => typeof v === "bigint")) {
    return new BigInt64Array(values);
  }
  throw new Error("Expected bigint array for BYTE_STREAM_SPLIT encoding");
}

// node_modules/hyparquet-writer/src/datapage.js
function writeDataPageV2({ writer, column, encoding, pageData }) {
  const { columnName, element, codec, compressors } = column;
  const { type, type_length, repetition_type } = element;
  if (!type) throw new Error(`column ${columnName} cannot determine type`);
  if (repetition_type === "REPEATED") throw new Error(`column ${columnName} repeated types not supported`);
  const levelWriter = new ByteWriter();
  const {
    definition_levels_byte_length,
    repetition_levels_byte_length,
    num_nulls,
    num_values,
    num_rows
  } = writeLevels(levelWriter, column, pageData);
  const nonnull = num_nulls ? pageData.values.filter((v) => v !== null && v !== void 0) : pageData.values;
  const page = new ByteWriter();
  if (encoding === "PLAIN") {
    writePlain(page, nonnull, type, type_length);
  } else if (encoding === "RLE") {
    if (type !== "BOOLEAN") throw new Error("RLE encoding only supported for BOOLEAN type");
    const rleData = new ByteWriter();
    writeRleBitPackedHybrid(rleData, nonnull, 1);
    page.appendUint32(rleData.offset);
    page.appendBytes(rleData.getBytes());
  } else if (encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY") {
    let maxValue = 0;
    for (const v of nonnull) if (v > maxValue) maxValue = v;
    const bitWidth3 = Math.ceil(Math.log2(maxValue + 1));
    page.appendUint8(bitWidth3);
    writeRleBitPackedHybrid(page, nonnull, bitWidth3);
  } else if (encoding === "DELTA_BINARY_PACKED") {
    if (type !== "INT32" && type !== "INT64") {
      throw new Error("DELTA_BINARY_PACKED encoding only supported for INT32 and INT64 types");
    }
    deltaBinaryPack(page, nonnull, type);
  } else if (encoding === "DELTA_LENGTH_BYTE_ARRAY") {
    if (type !== "BYTE_ARRAY") {
      throw new Error("DELTA_LENGTH_BYTE_ARRAY encoding only supported for BYTE_ARRAY type");
    }
    deltaLengthByteArray(page, nonnull);
  } else if (encoding === "DELTA_BYTE_ARRAY") {
    if (type !== "BYTE_ARRAY") {
      throw new Error("DELTA_BYTE_ARRAY encoding only supported for BYTE_ARRAY type");
    }
    deltaByteArray(page, nonnull);
  } else if (encoding === "BYTE_STREAM_SPLIT") {
    writeByteStreamSplit(page, nonnull, type, type_length);
  } else {
    throw new Error(`parquet unsupported encoding: ${encoding}`);
  }
  const pageBytes = page.getBytes();
  const compressedBytes = compressors[codec]?.(pageBytes) ?? pageBytes;
  const headerStart = writer.offset;
  writePageHeader(writer, {
    type: "DATA_PAGE_V2",
    uncompressed_page_size: levelWriter.offset + page.offset,
    compressed_page_size: levelWriter.offset + compressedBytes.length,
    data_page_header_v2: {
      num_values,
      num_nulls,
      num_rows,
      encoding,
      definition_levels_byte_length,
      repetition_levels_byte_length,
      is_compressed: !!codec
      // is there benefit to page statistics here?
    }
  });
  const headerSize2 = writer.offset - headerStart;
  writer.appendBytes(levelWriter.getBytes());
  writer.appendBytes(compressedBytes);
  return headerSize2 + levelWriter.offset + page.offset;
}
function writePageHeader(writer, header) {
  const compact = {
    field_1: PageTypes.indexOf(header.type),
    field_2: header.uncompressed_page_size,
    field_3: header.compressed_page_size,
    field_4: header.crc,
    field_5: header.data_page_header && {
      field_1: header.data_page_header.num_values,
      field_2: Encodings.indexOf(header.data_page_header.encoding),
      field_3: Encodings.indexOf(header.data_page_header.definition_level_encoding),
      field_4: Encodings.indexOf(header.data_page_header.repetition_level_encoding)
      // field_5: header.data_page_header.statistics,
    },
    field_7: header.dictionary_page_header && {
      field_1: header.dictionary_page_header.num_values,
      field_2: Encodings.indexOf(header.dictionary_page_header.encoding)
    },
    field_8: header.data_page_header_v2 && {
      field_1: header.data_page_header_v2.num_values,
      field_2: header.data_page_header_v2.num_nulls,
      field_3: header.data_page_header_v2.num_rows,
      field_4: Encodings.indexOf(header.data_page_header_v2.encoding),
      field_5: header.data_page_header_v2.definition_levels_byte_length,
      field_6: header.data_page_header_v2.repetition_levels_byte_length,
      field_7: header.data_page_header_v2.is_compressed ? void 0 : false
      // default true
    }
  };
  serializeTCompactProtocol(writer, compact);
}
function writeLevels(writer, column, dataPage) {
  const { schemaPath } = column;
  const { values, definitionLevels, repetitionLevels, maxDefinitionLevel } = dataPage;
  const num_values = definitionLevels.length || values.length;
  let num_nulls = 0;
  let num_rows = 0;
  if (repetitionLevels.length) {
    for (let i = 0; i < repetitionLevels.length; i++) {
      if (repetitionLevels[i] === 0) num_rows++;
    }
  } else {
    num_rows = values.length;
  }
  if (definitionLevels.length) {
    for (let i = 0; i < definitionLevels.length; i++) {
      if (definitionLevels[i] < maxDefinitionLevel) num_nulls++;
    }
  }
  const maxRepetitionLevel = getMaxRepetitionLevel2(schemaPath);
  let repetition_levels_byte_length = 0;
  if (maxRepetitionLevel) {
    const bitWidth3 = Math.ceil(Math.log2(maxRepetitionLevel + 1));
    repetition_levels_byte_length = writeRleBitPackedHybrid(writer, repetitionLevels, bitWidth3);
  }
  let definition_levels_byte_length = 0;
  if (maxDefinitionLevel) {
    const bitWidth3 = Math.ceil(Math.log2(maxDefinitionLevel + 1));
    definition_levels_byte_length = writeRleBitPackedHybrid(writer, definitionLevels, bitWidth3);
  }
  return { definition_levels_byte_length, repetition_levels_byte_length, num_values, num_nulls, num_rows };
}

// node_modules/hyparquet-writer/src/dictionary.js
var textEncoder2 = new TextEncoder();
function estimateValueSize(value2, type, type_length) {
  if (value2 === null || value2 === void 0) return 0;
  if (type === "BOOLEAN") return 0.125;
  if (type === "INT32" || type === "FLOAT") return 4;
  if (type === "INT64" || type === "DOUBLE") return 8;
  if (type === "INT96") return 12;
  if (type === "FIXED_LEN_BYTE_ARRAY") return type_length ?? 0;
  if (type === "BYTE_ARRAY") {
    if (value2 instanceof Uint8Array) return value2.byteLength;
    if (typeof value2 === "string") return value2.length;
  }
  return 0;
}
function hashBytes(bytes2) {
  let h = 2166136261;
  for (let i = 0; i < bytes2.length; i++) {
    h ^= bytes2[i];
    h = Math.imul(h, 16777619);
  }
  return h >>> 0;
}
function bytesEqual(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}
var sampleRejectionRatio = 0.9;
function useDictionary(values, type, type_length, encoding, dictionarySize, required2) {
  if (encoding && encoding !== "RLE_DICTIONARY") return {};
  if (type === "BOOLEAN") return {};
  const forced = encoding === "RLE_DICTIONARY";
  const byteArrayPrefixSize = type === "BYTE_ARRAY" ? 4 : 0;
  if (!forced) {
    const sampleSize = Math.min(values.length, 1e3);
    const sampleSizes = /* @__PURE__ */ new Map();
    const sampleHashes = /* @__PURE__ */ new Map();
    let sampleDictionarySize = 0;
    let sampleTotalSize = 0;
    for (let i = 0; i < sampleSize; i++) {
      const sampleIndex = sampleSize === 1 ? 0 : Math.floor(i * (values.length - 1) / (sampleSize - 1));
      const value2 = values[sampleIndex];
      let key = value2;
      if (value2 instanceof Uint8Array) {
        key = sampleHashes.get(value2);
        if (key === void 0) {
          key = hashBytes(value2);
          sampleHashes.set(value2, key);
        }
      }
      let valueSize = sampleSizes.get(key);
      if (valueSize === void 0) {
        valueSize = estimateValueSize(value2, type, type_length) + (value2 === null || value2 === void 0 ? 0 : byteArrayPrefixSize);
        sampleSizes.set(key, valueSize);
        sampleDictionarySize += valueSize;
      }
      sampleTotalSize += valueSize;
    }
    if (!sampleTotalSize || sampleDictionarySize / sampleTotalSize > sampleRejectionRatio) return {};
  }
  const dictionary = [];
  const indexes2 = new Array(values.length);
  const valueIndex = /* @__PURE__ */ new Map();
  const valueSizes = [];
  const hashBuckets = /* @__PURE__ */ new Map();
  let dictSize = 0;
  let physicalDictSize = 0;
  let totalSize = 0;
  let nonNullCount = 0;
  for (let i = 0; i < values.length; i++) {
    const value2 = values[i];
    if (value2 === null || value2 === void 0) {
      if (required2) throw new Error("parquet required value is undefined");
      continue;
    }
    nonNullCount++;
    let index;
    if (value2 instanceof Uint8Array) {
      totalSize += value2.byteLength;
      index = valueIndex.get(value2);
      if (index !== void 0) {
        indexes2[i] = index;
        continue;
      }
      const hash9 = hashBytes(value2);
      const bucket = hashBuckets.get(hash9);
      if (bucket) {
        for (const j of bucket) {
          if (bytesEqual(dictionary[j], value2)) {
            index = j;
            break;
          }
        }
      }
      if (index === void 0) {
        dictSize += value2.byteLength;
        if (!forced && dictionarySize) {
          physicalDictSize += value2.byteLength;
          if (physicalDictSize > dictionarySize) return {};
        }
        index = dictionary.length;
        dictionary.push(value2);
        if (bucket) bucket.push(index);
        else hashBuckets.set(hash9, [index]);
      }
      valueIndex.set(value2, index);
    } else {
      index = valueIndex.get(value2);
      const valueSize = index === void 0 ? estimateValueSize(value2, type, type_length) : valueSizes[index];
      totalSize += valueSize;
      if (index === void 0) {
        dictSize += valueSize;
        if (!forced && dictionarySize) {
          physicalDictSize += typeof value2 === "string" ? textEncoder2.encode(value2).byteLength : valueSize;
          if (physicalDictSize > dictionarySize) return {};
        }
        index = dictionary.length;
        dictionary.push(value2);
        valueSizes[index] = valueSize;
        valueIndex.set(value2, index);
      }
    }
    indexes2[i] = index;
  }
  const bitWidth3 = Math.ceil(Math.log2(dictionary.length));
  const indexSize = Math.ceil(nonNullCount * bitWidth3 / 8);
  const plainSize = totalSize + nonNullCount * byteArrayPrefixSize;
  const dictionaryValueSize = dictSize + dictionary.length * byteArrayPrefixSize;
  if (!forced && 2 * (dictionaryValueSize + indexSize) > plainSize) return {};
  return { dictionary, indexes: indexes2 };
}
function writeDictionaryPage(writer, column, dictionary) {
  const { element, codec, compressors } = column;
  const { type, type_length } = element;
  if (!type) throw new Error(`column ${column.columnName} cannot determine type`);
  const dictionaryPage = new ByteWriter();
  writePlain(dictionaryPage, dictionary, type, type_length);
  const dictionaryBytes = dictionaryPage.getBytes();
  const compressedBytes = compressors[codec]?.(dictionaryBytes) ?? dictionaryBytes;
  const headerStart = writer.offset;
  writePageHeader(writer, {
    type: "DICTIONARY_PAGE",
    uncompressed_page_size: dictionaryBytes.byteLength,
    compressed_page_size: compressedBytes.byteLength,
    dictionary_page_header: {
      num_values: dictionary.length,
      encoding: "PLAIN"
    }
  });
  const headerSize2 = writer.offset - headerStart;
  writer.appendBytes(compressedBytes);
  return headerSize2 + dictionaryBytes.byteLength;
}

// node_modules/hyparquet-writer/src/geospatial.js
function geospatialStatistics(values) {
  const typeCodes = /* @__PURE__ */ new Set();
  let partial;
  for (const value2 of values) {
    if (value2 === null || value2 === void 0) continue;
    if (typeof value2 !== "object") {
      throw new Error("geospatial column expects GeoJSON geometries");
    }
    partial = extendBoundsFromGeometry(partial, value2);
    typeCodes.add(geometryTypeCodeWithDimension(value2));
  }
  let bbox;
  const { xmin, ymin, xmax, ymax } = partial ?? {};
  if (xmin !== void 0 && ymin !== void 0 && xmax !== void 0 && ymax !== void 0) {
    bbox = { ...partial, xmin, ymin, xmax, ymax };
  }
  if (typeCodes.size || bbox) {
    return {
      bbox,
      // Geospatial type codes of all instances, or an empty list if not known
      geospatial_types: typeCodes.size ? Array.from(typeCodes).sort((a, b) => a - b) : []
    };
  }
}
function extendBoundsFromGeometry(bbox, geometry) {
  if (geometry.type === "GeometryCollection") {
    for (const child of geometry.geometries || []) {
      bbox = extendBoundsFromGeometry(bbox, child);
    }
    return bbox;
  }
  return extendBoundsFromCoordinates(bbox, geometry.coordinates);
}
function extendBoundsFromCoordinates(bbox, coordinates) {
  if (typeof coordinates[0] === "number") {
    bbox = updateAxis(bbox, "xmin", "xmax", coordinates[0]);
    bbox = updateAxis(bbox, "ymin", "ymax", coordinates[1]);
    if (coordinates.length > 2) bbox = updateAxis(bbox, "zmin", "zmax", coordinates[2]);
    if (coordinates.length > 3) bbox = updateAxis(bbox, "mmin", "mmax", coordinates[3]);
    return bbox;
  }
  for (const child of coordinates) {
    bbox = extendBoundsFromCoordinates(bbox, child);
  }
  return bbox;
}
function updateAxis(bbox, minKey, maxKey, value2) {
  if (value2 === void 0 || !Number.isFinite(value2)) return bbox;
  if (!bbox) bbox = {};
  const min = bbox[minKey];
  const max = bbox[maxKey];
  if (min === void 0 || value2 < min) bbox[minKey] = value2;
  if (max === void 0 || value2 > max) bbox[maxKey] = value2;
  return bbox;
}
function geometryTypeCodeWithDimension(geometry) {
  const base = geometryTypeCodes[geometry.type];
  if (base === void 0) throw new Error(`unknown geometry type: ${geometry.type}`);
  const dim = inferGeometryDimensions(geometry);
  if (dim === 2) return base;
  if (dim === 3) return base + 1e3;
  if (dim === 4) return base + 3e3;
  throw new Error(`unsupported geometry dimensions: ${dim}`);
}
var geometryTypeCodes = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7
};
function inferGeometryDimensions(geometry) {
  if (geometry.type === "GeometryCollection") {
    let maxDim = 0;
    for (const child of geometry.geometries || []) {
      maxDim = Math.max(maxDim, inferGeometryDimensions(child));
    }
    return maxDim || 2;
  }
  return inferCoordinateDimensions(geometry.coordinates);
}
function inferCoordinateDimensions(value2) {
  if (!value2.length) return 2;
  if (typeof value2[0] === "number") return value2.length;
  let maxDim = 0;
  for (const item of value2) {
    maxDim = Math.max(maxDim, inferCoordinateDimensions(item));
  }
  return maxDim || 2;
}

// node_modules/hyparquet-writer/src/wkb.js
function geojsonToWkb(geometry) {
  const writer = new ByteWriter();
  writeGeometry(writer, geometry);
  return writer.getBytes();
}
function writeGeometry(writer, geometry) {
  if (typeof geometry !== "object") {
    throw new Error("geometry values must be GeoJSON geometries");
  }
  const typeCode = geometryTypeCode(geometry.type);
  const dim = inferGeometryDimensions2(geometry);
  let flag = 0;
  if (dim === 3) flag = 1;
  else if (dim === 4) flag = 3;
  else if (dim > 4) throw new Error(`unsupported geometry dimensions: ${dim}`);
  writer.appendUint8(1);
  writer.appendUint32(typeCode + flag * 1e3);
  if (geometry.type === "Point") {
    writePosition(writer, geometry.coordinates, dim);
  } else if (geometry.type === "LineString") {
    writeLine(writer, geometry.coordinates, dim);
  } else if (geometry.type === "Polygon") {
    writer.appendUint32(geometry.coordinates.length);
    for (const ring of geometry.coordinates) {
      writeLine(writer, ring, dim);
    }
  } else if (geometry.type === "MultiPoint") {
    writer.appendUint32(geometry.coordinates.length);
    for (const coordinates of geometry.coordinates) {
      writeGeometry(writer, { type: "Point", coordinates });
    }
  } else if (geometry.type === "MultiLineString") {
    writer.appendUint32(geometry.coordinates.length);
    for (const coordinates of geometry.coordinates) {
      writeGeometry(writer, { type: "LineString", coordinates });
    }
  } else if (geometry.type === "MultiPolygon") {
    writer.appendUint32(geometry.coordinates.length);
    for (const coordinates of geometry.coordinates) {
      writeGeometry(writer, { type: "Polygon", coordinates });
    }
  } else if (geometry.type === "GeometryCollection") {
    writer.appendUint32(geometry.geometries.length);
    for (const child of geometry.geometries) {
      writeGeometry(writer, child);
    }
  } else {
    throw new Error("unsupported geometry type");
  }
}
function writePosition(writer, position, dim) {
  if (position.length < dim) {
    throw new Error("geometry position dimensions mismatch");
  }
  for (let i = 0; i < dim; i++) {
    writer.appendFloat64(position[i]);
  }
}
function writeLine(writer, coordinates, dim) {
  writer.appendUint32(coordinates.length);
  for (const position of coordinates) {
    writePosition(writer, position, dim);
  }
}
function geometryTypeCode(type) {
  if (type === "Point") return 1;
  if (type === "LineString") return 2;
  if (type === "Polygon") return 3;
  if (type === "MultiPoint") return 4;
  if (type === "MultiLineString") return 5;
  if (type === "MultiPolygon") return 6;
  if (type === "GeometryCollection") return 7;
  throw new Error(`unknown geometry type: ${type}`);
}
function inferGeometryDimensions2(geometry) {
  if (geometry.type === "GeometryCollection") {
    let maxDim = 0;
    for (const child of geometry.geometries) {
      maxDim = Math.max(maxDim, inferGeometryDimensions2(child));
    }
    return maxDim || 2;
  }
  return inferCoordinateDimensions2(geometry.coordinates);
}
function inferCoordinateDimensions2(value2) {
  if (!Array.isArray(value2)) return 2;
  if (!value2.length) return 2;
  if (typeof value2[0] === "number") return value2.length;
  let maxDim = 0;
  for (const item of value2) {
    maxDim = Math.max(maxDim, inferCoordinateDimensions2(item));
  }
  return maxDim || 2;
}

// node_modules/hyparquet-writer/src/unconvert.js
var dayMillis = 864e5;
function mapConverted(values, convert2) {
  const cache = /* @__PURE__ */ new Map();
  return Array.from(values, (value2) => {
    if (cache.has(value2)) return cache.get(value2);
    const result = convert2(value2);
    cache.set(value2, result);
    return result;
  });
}
function unconvert(element, values) {
  const { type, converted_type: ctype, logical_type: ltype } = element;
  if (ctype === "DECIMAL") {
    const factor2 = 10 ** (element.scale || 0);
    return Array.from(values, (v) => {
      if (v === null || v === void 0) return v;
      if (typeof v === "bigint") return unconvertDecimal(element, v);
      if (typeof v !== "number") throw new Error("DECIMAL must be a number or bigint");
      return unconvertDecimal(element, BigInt(Math.round(v * factor2)));
    });
  }
  if (ctype === "DATE") {
    return Array.from(values).map((v) => {
      if (v instanceof Date) return Math.floor(v.getTime() / dayMillis);
      return v;
    });
  }
  if (ctype === "TIMESTAMP_MILLIS") {
    return Array.from(values).map((v) => {
      if (v === null || v === void 0) return v;
      if (v instanceof Date) return BigInt(v.getTime());
      return BigInt(v);
    });
  }
  if (ctype === "TIMESTAMP_MICROS") {
    return Array.from(values).map((v) => {
      if (v === null || v === void 0) return v;
      if (v instanceof Date) return BigInt(v.getTime() * 1e3);
      return BigInt(v);
    });
  }
  if (ctype === "JSON") {
    if (!Array.isArray(values)) throw new Error("JSON must be an array");
    const encoder2 = new TextEncoder();
    return mapConverted(
      values,
      (v) => v === null || v === void 0 ? v : encoder2.encode(JSON.stringify(toJson(v)))
    );
  }
  if (ctype === "UTF8") {
    if (!Array.isArray(values)) throw new Error("strings must be an array");
    const encoder2 = new TextEncoder();
    return values.map((v) => typeof v === "string" ? encoder2.encode(v) : v);
  }
  if (ctype === "UINT_32" || ltype?.type === "INTEGER" && ltype.bitWidth === 32 && !ltype.isSigned) {
    if (values instanceof Uint32Array) return values;
    if (values instanceof Int32Array) return new Uint32Array(values.buffer, values.byteOffset, values.length);
    return Array.from(values).map((v) => {
      if (v === null || v === void 0) return v;
      if (!Number.isSafeInteger(v)) throw new Error("expected integer value, got " + v);
      if (v < 0 || v > 4294967295) throw new Error("expected uint32 value, got " + v);
      if (v > 2147483647) return v - 4294967296;
      return v;
    });
  }
  if (ltype?.type === "FLOAT16") {
    if (type !== "FIXED_LEN_BYTE_ARRAY") throw new Error("FLOAT16 must be FIXED_LEN_BYTE_ARRAY type");
    if (element.type_length !== 2) throw new Error("FLOAT16 expected type_length to be 2 bytes");
    return Array.from(values).map(unconvertFloat16);
  }
  if (ltype?.type === "UUID") {
    if (!Array.isArray(values)) throw new Error("UUID must be an array");
    if (type !== "FIXED_LEN_BYTE_ARRAY") throw new Error("UUID must be FIXED_LEN_BYTE_ARRAY type");
    if (element.type_length !== 16) throw new Error("UUID expected type_length to be 16 bytes");
    return values.map(unconvertUuid);
  }
  if (ltype?.type === "TIMESTAMP") {
    return Array.from(values).map((v) => {
      if (v === null || v === void 0) return v;
      if (v instanceof Date) {
        const millis = BigInt(v.getTime());
        if (ltype.unit === "NANOS") return millis * 1000000n;
        if (ltype.unit === "MICROS") return millis * 1000n;
        return millis;
      }
      return BigInt(v);
    });
  }
  if (ltype?.type === "GEOMETRY" || ltype?.type === "GEOGRAPHY") {
    if (!Array.isArray(values)) throw new Error("geometry must be an array");
    return mapConverted(values, (v) => {
      if (v === null || v === void 0) return v;
      return geojsonToWkb(v);
    });
  }
  return values;
}
function unconvertUuid(value2) {
  if (value2 === void 0 || value2 === null) return;
  if (value2 instanceof Uint8Array) return value2;
  if (typeof value2 === "string") {
    const uuidRegex = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
    if (!uuidRegex.test(value2)) {
      throw new Error("UUID must be a valid UUID string");
    }
    value2 = value2.replace(/-/g, "").toLowerCase();
    const bytes2 = new Uint8Array(16);
    for (let i = 0; i < 16; i++) {
      bytes2[i] = parseInt(value2.slice(i * 2, i * 2 + 2), 16);
    }
    return bytes2;
  }
  throw new Error("UUID must be a string or Uint8Array");
}
var STATS_TRUNCATE_LENGTH = 16;
var utf8Decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function truncateStatistic(bytes2, element, isMax, length) {
  if (bytes2.length <= length || !isTruncatable(element)) return bytes2;
  const truncated = isUtf8(element) ? truncateUtf8(bytes2, isMax, length) : truncateBytes(bytes2, isMax, length);
  return truncated ?? bytes2;
}
function isTruncatable({ type, converted_type, logical_type }) {
  if (type !== "BYTE_ARRAY") return false;
  if (converted_type === "DECIMAL" || converted_type === "JSON" || converted_type === "BSON") return false;
  return logical_type?.type !== "JSON" && logical_type?.type !== "BSON";
}
function isUtf8({ converted_type, logical_type }) {
  return converted_type === "UTF8" || converted_type === "ENUM" || logical_type?.type === "STRING" || logical_type?.type === "ENUM";
}
function truncateBytes(bytes2, isMax, length) {
  const prefix2 = new Uint8Array(bytes2.subarray(0, length));
  if (!isMax) return prefix2;
  let i = prefix2.length - 1;
  while (i >= 0 && prefix2[i] === 255) i--;
  if (i < 0) return void 0;
  const rounded = prefix2.slice(0, i + 1);
  rounded[i] += 1;
  return rounded;
}
function truncateUtf8(bytes2, isMax, length) {
  let end2 = length;
  while (end2 > 0 && (bytes2[end2] & 192) === 128) end2--;
  if (!isMax) return new Uint8Array(bytes2.subarray(0, end2));
  let text3;
  try {
    text3 = utf8Decoder.decode(bytes2.subarray(0, end2));
  } catch {
    return truncateBytes(bytes2, isMax, length);
  }
  const codePoints = Array.from(text3, (c) => c.codePointAt(0) ?? 0);
  const encoder2 = new TextEncoder();
  for (let i = codePoints.length - 1; i >= 0; i--) {
    end2--;
    while (end2 > 0 && (bytes2[end2] & 192) === 128) end2--;
    const code = codePoints[i];
    if (code === 1114111) continue;
    const next2 = code === 55295 ? 57344 : code + 1;
    const suffix = encoder2.encode(String.fromCodePoint(next2));
    if (end2 + suffix.length > length) continue;
    const rounded = new Uint8Array(end2 + suffix.length);
    rounded.set(bytes2.subarray(0, end2));
    rounded.set(suffix, end2);
    return rounded;
  }
}
function minMaxIsExact(value2, element, isMax, length) {
  if (value2 === void 0 || value2 === null) return void 0;
  if (!isTruncatable(element)) return void 0;
  const bytes2 = value2 instanceof Uint8Array ? value2 : new TextEncoder().encode(value2.toString());
  return truncateStatistic(bytes2, element, isMax, length) === bytes2 ? void 0 : false;
}
function unconvertMinMax(value2, element, isMax, truncateLength = STATS_TRUNCATE_LENGTH) {
  if (value2 === void 0 || value2 === null) return void 0;
  const { type, converted_type } = element;
  if (type === "BOOLEAN") return new Uint8Array([value2 ? 1 : 0]);
  if (element.logical_type?.type === "UUID" && (typeof value2 === "string" || value2 instanceof Uint8Array)) {
    return unconvertUuid(value2);
  }
  if (converted_type === "DECIMAL") {
    if (typeof value2 !== "number" && typeof value2 !== "bigint") {
      throw new Error("DECIMAL must be a number or bigint");
    }
    const factor2 = 10 ** (element.scale || 0);
    const scaled = typeof value2 === "bigint" ? value2 : BigInt(Math.round(value2 * factor2));
    const out = unconvertDecimal(element, scaled);
    if (out instanceof Uint8Array) return out;
    if (typeof out === "number") {
      const buffer = new ArrayBuffer(4);
      new DataView(buffer).setInt32(0, out, true);
      return new Uint8Array(buffer);
    }
    if (typeof out === "bigint") {
      const buffer = new ArrayBuffer(8);
      new DataView(buffer).setBigInt64(0, out, true);
      return new Uint8Array(buffer);
    }
  }
  if (element.logical_type?.type === "FLOAT16" && typeof value2 === "number") {
    return unconvertFloat16(value2);
  }
  if (type === "BYTE_ARRAY" || type === "FIXED_LEN_BYTE_ARRAY") {
    const bytes2 = value2 instanceof Uint8Array ? value2 : new TextEncoder().encode(value2.toString());
    return truncateStatistic(bytes2, element, isMax, truncateLength);
  }
  if (type === "FLOAT" && typeof value2 === "number") {
    const buffer = new ArrayBuffer(4);
    new DataView(buffer).setFloat32(0, value2, true);
    return new Uint8Array(buffer);
  }
  if (type === "DOUBLE" && typeof value2 === "number") {
    const buffer = new ArrayBuffer(8);
    new DataView(buffer).setFloat64(0, value2, true);
    return new Uint8Array(buffer);
  }
  if (type === "INT32" && typeof value2 === "number") {
    const buffer = new ArrayBuffer(4);
    new DataView(buffer).setInt32(0, value2, true);
    return new Uint8Array(buffer);
  }
  if (type === "INT64" && (typeof value2 === "bigint" || typeof value2 === "number" && Number.isInteger(value2))) {
    const buffer = new ArrayBuffer(8);
    new DataView(buffer).setBigInt64(0, BigInt(value2), true);
    return new Uint8Array(buffer);
  }
  if (type === "INT32" && converted_type === "DATE" && value2 instanceof Date) {
    const buffer = new ArrayBuffer(4);
    new DataView(buffer).setInt32(0, Math.floor(value2.getTime() / dayMillis), true);
    return new Uint8Array(buffer);
  }
  if (type === "INT64" && converted_type === "TIMESTAMP_MILLIS" && value2 instanceof Date) {
    const buffer = new ArrayBuffer(8);
    new DataView(buffer).setBigInt64(0, BigInt(value2.getTime()), true);
    return new Uint8Array(buffer);
  }
  if (type === "INT64" && converted_type === "TIMESTAMP_MICROS" && value2 instanceof Date) {
    const buffer = new ArrayBuffer(8);
    new DataView(buffer).setBigInt64(0, BigInt(value2.getTime() * 1e3), true);
    return new Uint8Array(buffer);
  }
  if (type === "INT64" && element.logical_type?.type === "TIMESTAMP" && value2 instanceof Date) {
    const millis = BigInt(value2.getTime());
    const { unit } = element.logical_type;
    let bigintValue = millis;
    if (unit === "NANOS") bigintValue = millis * 1000000n;
    else if (unit === "MICROS") bigintValue = millis * 1000n;
    const buffer = new ArrayBuffer(8);
    new DataView(buffer).setBigInt64(0, bigintValue, true);
    return new Uint8Array(buffer);
  }
  throw new Error(`unsupported type for statistics: ${type} with value ${value2}`);
}
function unconvertStatistics(stats, element, truncateLength = STATS_TRUNCATE_LENGTH) {
  return {
    field_1: unconvertMinMax(stats.max, element, true, truncateLength),
    field_2: unconvertMinMax(stats.min, element, false, truncateLength),
    field_3: stats.null_count,
    field_4: stats.distinct_count,
    field_5: unconvertMinMax(stats.max_value, element, true, truncateLength),
    field_6: unconvertMinMax(stats.min_value, element, false, truncateLength),
    field_7: stats.is_max_value_exact ?? minMaxIsExact(stats.max_value ?? stats.max, element, true, truncateLength),
    field_8: stats.is_min_value_exact ?? minMaxIsExact(stats.min_value ?? stats.min, element, false, truncateLength),
    field_9: stats.nan_count
  };
}
function unconvertDecimal({ type, type_length }, value2) {
  if (type === "INT32") return Number(value2);
  if (type === "INT64") return value2;
  if (type === "FIXED_LEN_BYTE_ARRAY" && !type_length) {
    throw new Error("fixed length byte array type_length is required");
  }
  if (!type_length && !value2) return new Uint8Array();
  const bytes2 = [];
  while (true) {
    const byte = Number(value2 & 0xffn);
    bytes2.unshift(byte);
    value2 >>= 8n;
    if (type_length) {
      if (bytes2.length >= type_length) break;
    } else {
      const sign2 = byte & 128;
      if (!sign2 && value2 === 0n || sign2 && value2 === -1n) {
        break;
      }
    }
  }
  return new Uint8Array(bytes2);
}
function unconvertFloat16(value2) {
  if (value2 === void 0 || value2 === null) return;
  if (typeof value2 !== "number") throw new Error("parquet float16 expected number value");
  if (Number.isNaN(value2)) return new Uint8Array([0, 126]);
  const sign2 = value2 < 0 || Object.is(value2, -0) ? 1 : 0;
  const abs = Math.abs(value2);
  if (!isFinite(abs)) return new Uint8Array([0, sign2 << 7 | 124]);
  if (abs === 0) return new Uint8Array([0, sign2 << 7]);
  if (abs >= 65520) return new Uint8Array([0, sign2 << 7 | 124]);
  let exponent = -14;
  if (abs >= 2 ** -14) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, abs);
    exponent = (view.getUint32(0) >>> 20 & 2047) - 1023;
  }
  const scaled = abs / 2 ** (exponent - 10);
  let significand = Math.floor(scaled);
  const remainder = scaled - significand;
  if (remainder > 0.5 || remainder === 0.5 && significand % 2) significand++;
  const magnitude = abs < 2 ** -14 ? significand : (exponent + 14) * 1024 + significand;
  const bits16 = sign2 << 15 | magnitude;
  return new Uint8Array([bits16 & 255, bits16 >> 8]);
}

// node_modules/hyparquet-writer/src/column.js
function writeColumn({ writer, column, pageData }) {
  const { columnName, element, schemaPath, stats, pageSize, dictionarySize, encoding: userEncoding } = column;
  const { type, type_length } = element;
  if (!type) throw new Error(`column ${columnName} cannot determine type`);
  const { values, definitionLevels, repetitionLevels, maxDefinitionLevel } = pageData;
  const offsetStart = writer.offset;
  let uncompressedSize = 0;
  const encodings = [];
  const isGeospatial = element?.logical_type?.type === "GEOMETRY" || element?.logical_type?.type === "GEOGRAPHY";
  const geospatial_statistics = stats && isGeospatial ? geospatialStatistics(values) : void 0;
  let bloomFilter;
  if (column.bloomFilter) {
    const opts = typeof column.bloomFilter === "object" ? column.bloomFilter : void 0;
    const builder = new BloomBuilder(element, opts);
    for (const v of values) builder.insert(v);
    bloomFilter = builder.finalize();
  }
  let dictionary_page_offset;
  const selectPhysical = element.converted_type !== "UTF8";
  const dictionaryValues = selectPhysical ? unconvert(element, values) : values;
  if (type === "INT64") {
    const unsigned2 = element.converted_type === "UINT_64" || element.logical_type?.type === "INTEGER" && !element.logical_type.isSigned;
    const min = unsigned2 ? 0n : -(2n ** 63n);
    const max = unsigned2 ? 2n ** 64n - 1n : 2n ** 63n - 1n;
    for (const value2 of dictionaryValues) {
      if (value2 !== null && value2 !== void 0 && (value2 < min || value2 > max)) {
        throw new RangeError(`parquet INT64 value out of range: ${value2}`);
      }
    }
  }
  const statisticsValues = element.converted_type === "JSON" ? dictionaryValues : values;
  const statistics = stats ? getStatistics(statisticsValues, element) : void 0;
  const { dictionary, indexes: indexes2 } = useDictionary(
    dictionaryValues,
    type,
    type_length,
    userEncoding,
    dictionarySize,
    maxDefinitionLevel === 0
  );
  let encoding;
  let writeValues;
  let writeType = type;
  if (dictionary && indexes2) {
    writeValues = indexes2;
    writeType = "INT32";
    encoding = "RLE_DICTIONARY";
    dictionary_page_offset = BigInt(writer.offset);
    const unconverted = selectPhysical ? dictionary : unconvert(element, dictionary);
    uncompressedSize += writeDictionaryPage(writer, column, unconverted);
    encodings.push("PLAIN");
  } else {
    writeValues = selectPhysical ? dictionaryValues : unconvert(element, values);
    encoding = userEncoding && userEncoding !== "RLE_DICTIONARY" ? userEncoding : type === "BOOLEAN" && values.length > 16 ? "RLE" : "PLAIN";
  }
  encodings.push(encoding);
  const pageBoundaries = getPageBoundaries(writeValues, writeType, type_length, pageSize, repetitionLevels);
  let columnIndex = column.columnIndex && pageBoundaries.length > 1 ? {
    null_pages: [],
    min_values: [],
    max_values: [],
    boundary_order: "UNORDERED",
    null_counts: [],
    nan_counts: isFloat(element) ? [] : void 0
  } : void 0;
  const offsetIndex = column.offsetIndex && pageBoundaries.length > 1 ? {
    page_locations: []
  } : void 0;
  const data_page_offset = BigInt(writer.offset);
  let first_row_index = 0n;
  let prevStart = 0;
  let prevMinValue;
  let prevMaxValue;
  let ascending = true;
  let descending = true;
  for (const { start, end: end2 } of pageBoundaries) {
    const pageOffset = writer.offset;
    const pageChunk = {
      values: writeValues.slice(start, end2),
      definitionLevels: definitionLevels.slice(start, end2),
      repetitionLevels: repetitionLevels.slice(start, end2),
      maxDefinitionLevel
    };
    uncompressedSize += writeDataPageV2({ writer, column, encoding, pageData: pageChunk });
    if (columnIndex) {
      const pageValues = statisticsValues.slice(start, end2);
      const { min_value, max_value, null_count = 0n, nan_count } = getStatistics(pageValues, element);
      const nullPage = null_count === BigInt(end2 - start);
      const minBytes = unconvertMinMax(min_value, element, false, column.statisticsTruncateLength);
      const maxBytes = unconvertMinMax(max_value, element, true, column.statisticsTruncateLength);
      if (!nullPage && (!minBytes || !maxBytes)) {
        columnIndex = void 0;
      } else {
        columnIndex.null_pages.push(nullPage);
        columnIndex.min_values.push(minBytes ?? new Uint8Array());
        columnIndex.max_values.push(maxBytes ?? new Uint8Array());
        columnIndex.null_counts?.push(null_count);
        if (nan_count !== void 0) columnIndex.nan_counts?.push(nan_count);
        if (prevMinValue !== void 0 && min_value !== void 0) {
          const order = compareValues(prevMinValue, min_value);
          if (order > 0) ascending = false;
          if (order < 0) descending = false;
        }
        if (prevMaxValue !== void 0 && max_value !== void 0) {
          const order = compareValues(prevMaxValue, max_value);
          if (order > 0) ascending = false;
          if (order < 0) descending = false;
        }
        prevMinValue = min_value;
        prevMaxValue = max_value;
      }
    }
    if (offsetIndex) {
      if (repetitionLevels.length) {
        for (let i = prevStart + 1; i <= start; i++) {
          if (repetitionLevels[i] === 0) first_row_index++;
        }
      } else {
        first_row_index = BigInt(start);
      }
      offsetIndex.page_locations.push({
        offset: BigInt(pageOffset),
        compressed_page_size: writer.offset - pageOffset,
        first_row_index
      });
    }
    prevStart = start;
  }
  if (columnIndex) {
    if (ascending) columnIndex.boundary_order = "ASCENDING";
    else if (descending) columnIndex.boundary_order = "DESCENDING";
  }
  let encoding_stats;
  if (stats) {
    encoding_stats = [];
    if (dictionary_page_offset !== void 0) {
      encoding_stats.push({ page_type: "DICTIONARY_PAGE", encoding: "PLAIN", count: 1 });
    }
    encoding_stats.push({ page_type: "DATA_PAGE_V2", encoding, count: pageBoundaries.length });
  }
  return {
    chunk: {
      meta_data: {
        type,
        encodings,
        path_in_schema: schemaPath.slice(1).map((s) => s.name),
        codec: column.codec ?? "UNCOMPRESSED",
        num_values: BigInt(values.length),
        total_compressed_size: BigInt(writer.offset - offsetStart),
        total_uncompressed_size: BigInt(uncompressedSize),
        data_page_offset,
        dictionary_page_offset,
        statistics,
        encoding_stats,
        geospatial_statistics
      },
      file_offset: BigInt(offsetStart)
    },
    columnIndex,
    offsetIndex,
    bloomFilter
  };
}
function getPageBoundaries(values, type, type_length, pageSize, repetitionLevels = []) {
  if (!pageSize) {
    return [{ start: 0, end: values.length }];
  }
  const boundaries = [];
  let start = 0;
  let accumulatedBytes = 0;
  for (let i = 0; i < values.length; i++) {
    const valueSize = estimateValueSize(values[i], type, type_length);
    accumulatedBytes += valueSize;
    const rowStart = !repetitionLevels.length || repetitionLevels[i] === 0;
    if (accumulatedBytes >= pageSize && i > start && rowStart) {
      boundaries.push({ start, end: i });
      start = i;
      accumulatedBytes = valueSize;
    }
  }
  if (start < values.length) {
    boundaries.push({ start, end: values.length });
  }
  return boundaries;
}
function getStatistics(values, element) {
  let min_value = void 0;
  let max_value = void 0;
  let null_count = 0n;
  let nan_count = isFloat(element) ? 0n : void 0;
  for (const value2 of values) {
    if (value2 === null || value2 === void 0) {
      null_count++;
      continue;
    }
    const statisticValue = physicalStatistic(value2, element);
    if (typeof statisticValue === "object" && !(statisticValue instanceof Uint8Array)) continue;
    if (typeof statisticValue === "number" && Number.isNaN(statisticValue)) {
      if (nan_count !== void 0) nan_count++;
      continue;
    }
    if (min_value === void 0 || compareValues(statisticValue, min_value) < 0) min_value = statisticValue;
    if (max_value === void 0 || compareValues(statisticValue, max_value) > 0) max_value = statisticValue;
  }
  if (min_value === 0) min_value = -0;
  if (max_value === 0) max_value = 0;
  return { min_value, max_value, null_count, nan_count };
}
function isFloat({ type, logical_type }) {
  return type === "FLOAT" || type === "DOUBLE" || logical_type?.type === "FLOAT16";
}
function physicalStatistic(value2, element) {
  if (element.converted_type === "DECIMAL" && typeof value2 === "number") {
    return BigInt(Math.round(value2 * 10 ** (element.scale || 0)));
  }
  if (value2 instanceof Date && (element.type === "INT32" || element.type === "INT64")) {
    return unconvert(element, [value2])[0];
  }
  return value2;
}
function compareValues(left, right) {
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    const length = Math.min(left.length, right.length);
    for (let i = 0; i < length; i += 1) {
      if (left[i] !== right[i]) return left[i] - right[i];
    }
    return left.length - right.length;
  }
  if (typeof left === "string" && typeof right === "string") return compareStrings(left, right);
  if (left < right) return -1;
  if (left > right) return 1;
  return 0;
}
function compareStrings(left, right) {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  let i = 0;
  while (i < length && left.charCodeAt(i) === right.charCodeAt(i)) i++;
  if (i > 0) {
    const prev = left.charCodeAt(i - 1);
    if (prev >= 55296 && prev <= 56319) i--;
  }
  while (i < left.length && i < right.length) {
    const a = codePointAt(left, i);
    const b = codePointAt(right, i);
    if (a !== b) return a - b;
    i += a > 65535 ? 2 : 1;
  }
  return left.length - right.length;
}
function codePointAt(str, i) {
  const code = str.codePointAt(i) ?? 65533;
  return code >= 55296 && code <= 57343 ? 65533 : code;
}

// node_modules/hyparquet-writer/src/dremel.js
function encodeNestedValues(treePath, rows) {
  const schemaPath = treePath.map((n) => n.element);
  if (treePath.length < 2) throw new Error("parquet schema path must include column");
  const definitionLevels = [];
  const repetitionLevels = [];
  const maxDefinitionLevel = getMaxDefinitionLevel(treePath);
  if (treePath.length === 2 && maxDefinitionLevel === 0) {
    return { values: rows, definitionLevels, repetitionLevels, maxDefinitionLevel };
  }
  if (treePath.length === 2 && maxDefinitionLevel === 1) {
    const definitionLevels2 = new Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      definitionLevels2[i] = rows[i] === null || rows[i] === void 0 ? 0 : 1;
    }
    return { values: rows, definitionLevels: definitionLevels2, repetitionLevels, maxDefinitionLevel };
  }
  const repLevelPrior = new Array(treePath.length);
  let repeatedCount = 0;
  for (let i = 0; i < treePath.length; i++) {
    repLevelPrior[i] = repeatedCount;
    if (schemaPath[i].repetition_type === "REPEATED") repeatedCount++;
  }
  const values = [];
  for (const row of rows) {
    visit(1, row, 0, 0, false);
  }
  return { values, definitionLevels, repetitionLevels, maxDefinitionLevel };
  function visit(depth, value2, defLevel, repLevel, allowNull) {
    const element = schemaPath[depth];
    const repetition = element.repetition_type || "REQUIRED";
    if (depth === treePath.length - 1) {
      if (value2 === null || value2 === void 0) {
        if (repetition === "REQUIRED" && !allowNull) {
          throw new Error("parquet required value is undefined");
        }
        definitionLevels.push(defLevel);
      } else {
        definitionLevels.push(repetition === "REQUIRED" ? defLevel : defLevel + 1);
      }
      repetitionLevels.push(repLevel);
      values.push(value2);
      return;
    }
    if (repetition === "REPEATED") {
      if (value2 === null || value2 === void 0) {
        if (!allowNull) throw new Error("parquet required value is undefined");
        visit(depth + 1, void 0, defLevel, repLevel, true);
        return;
      }
      if (!Array.isArray(value2)) {
        throw new Error(`parquet repeated field ${element.name} must be an array`);
      }
      if (!value2.length) {
        visit(depth + 1, void 0, defLevel, repLevel, true);
        return;
      }
      const isMapEntry = isMapLike(treePath[depth - 1]);
      const childElement = schemaPath[depth + 1];
      for (let i = 0; i < value2.length; i++) {
        let childValue = value2[i];
        if (isMapEntry && childValue && typeof childValue === "object" && childElement) {
          childValue = childValue[childElement.name];
        }
        const childRep = i === 0 ? repLevel : repLevelPrior[depth] + 1;
        visit(depth + 1, childValue, defLevel + 1, childRep, false);
      }
      return;
    }
    if (repetition === "OPTIONAL") {
      if (value2 === null || value2 === void 0) {
        visit(depth + 1, void 0, defLevel, repLevel, true);
      } else {
        const childValue = getChildValue(depth, value2);
        const childIsNull = childValue === null || childValue === void 0;
        const isLogicalContainer = isListLike(treePath[depth]) || isMapLike(treePath[depth]);
        const isStruct = element.num_children && !element.type && !isLogicalContainer;
        const nextDef = isStruct || !childIsNull ? defLevel + 1 : defLevel;
        visit(depth + 1, childValue, nextDef, repLevel, childIsNull);
      }
      return;
    }
    if (value2 === null || value2 === void 0) {
      if (!allowNull) throw new Error("parquet required value is undefined");
      visit(depth + 1, void 0, defLevel, repLevel, true);
    } else {
      visit(depth + 1, getChildValue(depth, value2), defLevel, repLevel, false);
    }
  }
  function getChildValue(depth, currentValue) {
    if (currentValue === null || currentValue === void 0) return void 0;
    const child = schemaPath[depth + 1];
    if (!child) return void 0;
    if (isListLike(treePath[depth])) return currentValue;
    if (isMapLike(treePath[depth])) {
      return normalizeMap(currentValue, schemaPath[depth]);
    }
    if (typeof currentValue === "object" && !Array.isArray(currentValue)) {
      return currentValue[child.name];
    }
    throw new Error(`parquet expected struct, got ${currentValue}`);
  }
}
function normalizeMap(value2, element) {
  if (value2 instanceof Map) {
    return Array.from(value2.entries(), ([k, v]) => ({ key: k, value: v }));
  }
  if (Array.isArray(value2)) {
    return value2.map((entry) => {
      if (entry && typeof entry === "object" && "key" in entry && "value" in entry) {
        return entry;
      }
      if (Array.isArray(entry) && entry.length === 2) {
        return { key: entry[0], value: entry[1] };
      }
      throw new Error("parquet map entry must provide key and value");
    });
  }
  if (typeof value2 === "object") {
    return Object.entries(value2).map(([k, v]) => ({ key: k, value: v }));
  }
  throw new Error(`parquet map field ${element.name} must be Map, array, or object`);
}

// node_modules/hyparquet-writer/src/indexes.js
function writeIndexes(writer, pageIndexes) {
  for (const { chunk, columnIndex } of pageIndexes) {
    writeColumnIndex(writer, chunk, columnIndex);
  }
  for (const { chunk, offsetIndex } of pageIndexes) {
    writeOffsetIndex(writer, chunk, offsetIndex);
  }
}
function writeColumnIndex(writer, columnChunk, columnIndex) {
  if (!columnIndex || columnIndex.min_values.length <= 1) return;
  const columnIndexOffset = writer.offset;
  serializeTCompactProtocol(writer, {
    field_1: columnIndex.null_pages,
    field_2: columnIndex.min_values,
    field_3: columnIndex.max_values,
    field_4: BoundaryOrders.indexOf(columnIndex.boundary_order),
    field_5: columnIndex.null_counts,
    field_8: columnIndex.nan_counts
  });
  columnChunk.column_index_offset = BigInt(columnIndexOffset);
  columnChunk.column_index_length = writer.offset - columnIndexOffset;
}
function writeOffsetIndex(writer, columnChunk, offsetIndex) {
  if (!offsetIndex || offsetIndex.page_locations.length <= 1) return;
  const offsetIndexOffset = writer.offset;
  serializeTCompactProtocol(writer, {
    field_1: offsetIndex.page_locations.map((p) => ({
      field_1: p.offset,
      field_2: p.compressed_page_size,
      field_3: p.first_row_index
    }))
  });
  columnChunk.offset_index_offset = BigInt(offsetIndexOffset);
  columnChunk.offset_index_length = writer.offset - offsetIndexOffset;
}

// node_modules/hyparquet-writer/src/metadata.js
function writeMetadata(writer, metadata2, statisticsTruncateLength) {
  const resolveSchemaPath = schemaPathResolver(metadata2.schema);
  const compact = {
    field_1: metadata2.version,
    field_2: metadata2.schema.map((element) => ({
      field_1: element.type && ParquetTypes.indexOf(element.type),
      field_2: element.type_length,
      field_3: element.repetition_type && FieldRepetitionTypes.indexOf(element.repetition_type),
      field_4: element.name,
      field_5: element.num_children,
      field_6: element.converted_type && ConvertedTypes.indexOf(element.converted_type),
      field_7: element.scale,
      field_8: element.precision,
      field_9: element.field_id,
      field_10: logicalType2(element.logical_type)
    })),
    field_3: metadata2.num_rows,
    field_4: metadata2.row_groups.map((rg) => ({
      field_1: rg.columns.map((c) => ({
        field_1: c.file_path,
        field_2: c.file_offset,
        field_3: c.meta_data && {
          field_1: ParquetTypes.indexOf(c.meta_data.type),
          field_2: c.meta_data.encodings.map((e) => Encodings.indexOf(e)),
          field_3: c.meta_data.path_in_schema,
          field_4: CompressionCodecs.indexOf(c.meta_data.codec),
          field_5: c.meta_data.num_values,
          field_6: c.meta_data.total_uncompressed_size,
          field_7: c.meta_data.total_compressed_size,
          field_8: c.meta_data.key_value_metadata && c.meta_data.key_value_metadata.map((kv) => ({
            field_1: kv.key,
            field_2: kv.value
          })),
          field_9: c.meta_data.data_page_offset,
          field_10: c.meta_data.index_page_offset,
          field_11: c.meta_data.dictionary_page_offset,
          field_12: c.meta_data.statistics && unconvertStatistics(
            c.meta_data.statistics,
            schemaElement(c.meta_data.path_in_schema),
            statisticsTruncateLength
          ),
          field_13: c.meta_data.encoding_stats && c.meta_data.encoding_stats.map((es) => ({
            field_1: PageTypes.indexOf(es.page_type),
            field_2: Encodings.indexOf(es.encoding),
            field_3: es.count
          })),
          field_14: c.meta_data.bloom_filter_offset,
          field_15: c.meta_data.bloom_filter_length,
          field_16: c.meta_data.size_statistics && {
            field_1: c.meta_data.size_statistics.unencoded_byte_array_data_bytes,
            field_2: c.meta_data.size_statistics.repetition_level_histogram,
            field_3: c.meta_data.size_statistics.definition_level_histogram
          },
          field_17: c.meta_data.geospatial_statistics && {
            field_1: c.meta_data.geospatial_statistics.bbox && thriftBoundingBox(c.meta_data.geospatial_statistics.bbox),
            field_2: c.meta_data.geospatial_statistics.geospatial_types
          }
        },
        field_4: c.offset_index_offset,
        field_5: c.offset_index_length,
        field_6: c.column_index_offset,
        field_7: c.column_index_length,
        // field_8: c.crypto_metadata,
        field_9: c.encrypted_column_metadata
      })),
      field_2: rg.total_byte_size,
      field_3: rg.num_rows,
      field_4: rg.sorting_columns && rg.sorting_columns.map((sc) => ({
        field_1: sc.column_idx,
        field_2: sc.descending,
        field_3: sc.nulls_first
      })),
      field_5: rg.file_offset,
      field_6: rg.total_compressed_size
      // field_7: rg.ordinal, // should be int16
    })),
    field_5: metadata2.key_value_metadata && metadata2.key_value_metadata.map((kv) => ({
      field_1: kv.key,
      field_2: kv.value
    })),
    field_6: metadata2.created_by,
    field_7: metadata2.schema.filter((element) => element.type).map(() => ({ field_1: {} }))
  };
  const metadataStart = writer.offset;
  serializeTCompactProtocol(writer, compact);
  const metadataLength = writer.offset - metadataStart;
  writer.appendUint32(metadataLength);
  function schemaElement(path) {
    const tree = resolveSchemaPath(path);
    return tree[tree.length - 1].element;
  }
}
function thriftBoundingBox(bbox) {
  return new ThriftStruct([
    [1, DOUBLE2, bbox.xmin],
    [2, DOUBLE2, bbox.xmax],
    [3, DOUBLE2, bbox.ymin],
    [4, DOUBLE2, bbox.ymax],
    [5, DOUBLE2, bbox.zmin],
    [6, DOUBLE2, bbox.zmax],
    [7, DOUBLE2, bbox.mmin],
    [8, DOUBLE2, bbox.mmax]
  ]);
}
function logicalType2(type) {
  if (!type) return;
  if (type.type === "STRING") return { field_1: {} };
  if (type.type === "MAP") return { field_2: {} };
  if (type.type === "LIST") return { field_3: {} };
  if (type.type === "ENUM") return { field_4: {} };
  if (type.type === "DECIMAL") return { field_5: {
    field_1: type.scale,
    field_2: type.precision
  } };
  if (type.type === "DATE") return { field_6: {} };
  if (type.type === "TIME") return { field_7: {
    field_1: type.isAdjustedToUTC,
    field_2: timeUnit2(type.unit)
  } };
  if (type.type === "TIMESTAMP") return { field_8: {
    field_1: type.isAdjustedToUTC,
    field_2: timeUnit2(type.unit)
  } };
  if (type.type === "INTEGER") return { field_10: {
    field_1: type.bitWidth,
    field_2: type.isSigned
  } };
  if (type.type === "NULL") return { field_11: {} };
  if (type.type === "JSON") return { field_12: {} };
  if (type.type === "BSON") return { field_13: {} };
  if (type.type === "UUID") return { field_14: {} };
  if (type.type === "FLOAT16") return { field_15: {} };
  if (type.type === "VARIANT") return { field_16: {} };
  if (type.type === "GEOMETRY") return { field_17: {
    field_1: type.crs
  } };
  if (type.type === "GEOGRAPHY") return { field_18: {
    field_1: type.crs,
    field_2: type.algorithm && EdgeInterpolationAlgorithms.indexOf(type.algorithm)
  } };
}
function timeUnit2(unit) {
  if (unit === "NANOS") return { field_3: {} };
  if (unit === "MICROS") return { field_2: {} };
  return { field_1: {} };
}

// node_modules/hyparquet-writer/src/snappy.js
var MAX_HASH_TABLE_BITS = 14;
var MAX_OFFSET = 65535;
var globalHashTables = new Array(MAX_HASH_TABLE_BITS + 1);
function snappyCompress(input) {
  const writer = new ByteWriter();
  writer.appendVarInt(input.length);
  compressInput(writer, input);
  return writer.getBytes();
}
function hashFunc(key, hashFuncShift) {
  return Math.imul(key, 506832829) >>> hashFuncShift;
}
function load32(array, pos) {
  return array[pos] + (array[pos + 1] << 8) + (array[pos + 2] << 16) + (array[pos + 3] << 24);
}
function equals32(array, pos1, pos2) {
  return array[pos1] === array[pos2] && array[pos1 + 1] === array[pos2 + 1] && array[pos1 + 2] === array[pos2 + 2] && array[pos1 + 3] === array[pos2 + 3];
}
function emitLiteral(writer, input, ip, len) {
  if (len <= 60) {
    writer.appendUint8(len - 1 << 2);
  } else {
    const value2 = len - 1;
    const bytes2 = value2 < 256 ? 1 : value2 < 65536 ? 2 : value2 < 16777216 ? 3 : 4;
    writer.appendUint8(59 + bytes2 << 2);
    for (let i = 0; i < bytes2; i++) {
      writer.appendUint8(value2 >>> i * 8);
    }
  }
  writer.appendBytes(input.subarray(ip, ip + len));
}
function emitCopyLessThan64(writer, offset, len) {
  if (len < 12 && offset < 2048) {
    writer.appendUint8(1 + (len - 4 << 2) + (offset >>> 8 << 5));
    writer.appendUint8(offset & 255);
  } else {
    writer.appendUint8(2 + (len - 1 << 2));
    writer.appendUint8(offset & 255);
    writer.appendUint8(offset >>> 8);
  }
}
function emitCopy(writer, offset, len) {
  while (len >= 68) {
    emitCopyLessThan64(writer, offset, 64);
    len -= 64;
  }
  if (len > 64) {
    emitCopyLessThan64(writer, offset, 60);
    len -= 60;
  }
  emitCopyLessThan64(writer, offset, len);
}
function compressInput(writer, input) {
  const inputSize = input.length;
  let hashTableBits = 1;
  while (1 << hashTableBits <= inputSize && hashTableBits <= MAX_HASH_TABLE_BITS) {
    hashTableBits++;
  }
  hashTableBits--;
  const hashFuncShift = 32 - hashTableBits;
  globalHashTables[hashTableBits] ??= new Uint32Array(1 << hashTableBits);
  const hashTable = globalHashTables[hashTableBits];
  hashTable.fill(0);
  const ipEnd = inputSize;
  let ipLimit;
  let ip = 0;
  let nextEmit = 0;
  let hash9, nextHash;
  let nextIp, candidate, skip;
  let bytesBetweenHashLookups;
  let base, matched, offset;
  let prevHash, curHash;
  let flag = true;
  const INPUT_MARGIN = 15;
  if (inputSize >= INPUT_MARGIN) {
    ipLimit = ipEnd - INPUT_MARGIN;
    ip++;
    nextHash = hashFunc(load32(input, ip), hashFuncShift);
    while (flag) {
      skip = 32;
      nextIp = ip;
      do {
        ip = nextIp;
        hash9 = nextHash;
        bytesBetweenHashLookups = skip >>> 5;
        skip++;
        nextIp = ip + bytesBetweenHashLookups;
        if (ip > ipLimit) {
          flag = false;
          break;
        }
        nextHash = hashFunc(load32(input, nextIp), hashFuncShift);
        candidate = hashTable[hash9];
        hashTable[hash9] = ip;
      } while (ip - candidate > MAX_OFFSET || !equals32(input, ip, candidate));
      if (!flag) {
        break;
      }
      emitLiteral(writer, input, nextEmit, ip - nextEmit);
      do {
        base = ip;
        matched = 4;
        while (ip + matched < ipEnd && input[ip + matched] === input[candidate + matched]) {
          matched++;
        }
        ip += matched;
        offset = base - candidate;
        emitCopy(writer, offset, matched);
        nextEmit = ip;
        if (ip >= ipLimit) {
          flag = false;
          break;
        }
        prevHash = hashFunc(load32(input, ip - 1), hashFuncShift);
        hashTable[prevHash] = ip - 1;
        curHash = hashFunc(load32(input, ip), hashFuncShift);
        candidate = hashTable[curHash];
        hashTable[curHash] = ip;
      } while (ip - candidate <= MAX_OFFSET && equals32(input, ip, candidate));
      if (!flag) {
        break;
      }
      ip++;
      nextHash = hashFunc(load32(input, ip), hashFuncShift);
    }
  }
  if (nextEmit < ipEnd) {
    emitLiteral(writer, input, nextEmit, ipEnd - nextEmit);
  }
}

// node_modules/hyparquet-writer/src/parquet-writer.js
var ParquetWriter = class {
  /**
   * @param {object} options
   * @param {Writer} options.writer
   * @param {SchemaElement[]} options.schema
   * @param {CompressionCodec} [options.codec]
   * @param {Compressors} [options.compressors]
   * @param {boolean} [options.statistics]
   * @param {number} [options.statisticsTruncateLength]
   * @param {KeyValue[]} [options.kvMetadata]
   * @param {string} [options.createdBy]
   */
  constructor({ writer, schema, codec = "SNAPPY", compressors, statistics = true, statisticsTruncateLength, kvMetadata, createdBy = "hyparquet" }) {
    if (statisticsTruncateLength !== void 0 && statisticsTruncateLength !== Infinity && !(Number.isInteger(statisticsTruncateLength) && statisticsTruncateLength > 0)) {
      throw new Error("statisticsTruncateLength must be a positive integer or Infinity");
    }
    this.writer = writer;
    this.schema = schema;
    this.codec = codec;
    this.compressors = { SNAPPY: snappyCompress, ...compressors };
    this.statistics = statistics;
    this.statisticsTruncateLength = statisticsTruncateLength;
    this.kvMetadata = kvMetadata;
    this.createdBy = createdBy;
    this.row_groups = [];
    this.num_rows = 0n;
    this.pendingIndexes = [];
    this.writer.appendUint32(827474256);
  }
  /**
   * Write data to the file.
   * Will split data into row groups of the specified size.
   * Calls writer.flush() (if defined) after each row group; if it returns a
   * Promise, subsequent row groups await it before encoding more data.
   *
   * @param {object} options
   * @param {ColumnSource[]} options.columnData
   * @param {number | number[]} [options.rowGroupSize]
   * @param {number} [options.pageSize]
   * @param {number} [options.dictionarySize]
   * @returns {void | Promise<void>}
   */
  write({ columnData, rowGroupSize = [1e3, 1e5], pageSize = 1048576, dictionarySize }) {
    for (const { codec = this.codec } of columnData) {
      if (codec !== "UNCOMPRESSED" && !this.compressors[codec]) {
        throw new Error(`parquet no compressor for codec ${codec}`);
      }
    }
    const columnDataRows = columnData[0]?.data?.length || 0;
    const resolveSchemaPath = schemaPathResolver(this.schema);
    let pending;
    for (const { groupStartIndex, groupSize: groupSize2 } of groupIterator({ columnDataRows, rowGroupSize })) {
      const writeGroup = () => {
        const groupStartOffset = this.writer.offset;
        const columns2 = [];
        for (let j = 0; j < columnData.length; j++) {
          const { name: name2, data, encoding, codec = this.codec, columnIndex = false, offsetIndex = true, shredding, bloomFilter, statistics = this.statistics } = columnData[j];
          if (columnIndex && !offsetIndex) {
            throw new Error("parquet ColumnIndex cannot be present without OffsetIndex");
          }
          if (data.length !== columnDataRows) {
            throw new Error("parquet columns must have the same length");
          }
          const groupData = data.slice(groupStartIndex, groupStartIndex + groupSize2);
          const columnPath = resolveSchemaPath([name2]);
          const leafPaths = getLeafSchemaPaths(columnPath);
          const columnElement = columnPath.at(-1)?.element;
          const shreddingConfig = shredding && shredding !== true ? shredding : void 0;
          const isVariant = columnElement?.logical_type?.type === "VARIANT";
          const isRequired = columnElement?.repetition_type === "REQUIRED";
          const rows = isVariant ? encodeVariantColumn(Array.from(groupData), shreddingConfig, { name: name2, required: isRequired }) : groupData;
          for (const leafPath of leafPaths) {
            const schemaPath = leafPath.map((node) => node.element);
            const column = {
              columnName: schemaPath.slice(1).map((s) => s.name).join("."),
              element: schemaPath[schemaPath.length - 1],
              schemaPath,
              codec,
              compressors: this.compressors,
              stats: statistics,
              statisticsTruncateLength: this.statisticsTruncateLength,
              pageSize,
              dictionarySize,
              columnIndex,
              offsetIndex,
              encoding,
              bloomFilter
            };
            const pageData = encodeNestedValues(leafPath, rows);
            const result = writeColumn({
              writer: this.writer,
              column,
              pageData
            });
            columns2.push(result.chunk);
            this.pendingIndexes.push(result);
          }
        }
        let total_byte_size = 0n;
        for (const { meta_data } of columns2) total_byte_size += meta_data?.total_uncompressed_size ?? 0n;
        this.num_rows += BigInt(groupSize2);
        this.row_groups.push({
          columns: columns2,
          total_byte_size,
          num_rows: BigInt(groupSize2),
          total_compressed_size: BigInt(this.writer.offset - groupStartOffset)
        });
        return this.writer.flush?.();
      };
      if (pending) {
        pending = pending.then(writeGroup);
      } else {
        const r = writeGroup();
        if (r) pending = Promise.resolve(r);
      }
    }
    return pending;
  }
  /**
   * Finish writing the file.
   *
   * @returns {void | Promise<void>}
   */
  finish() {
    writeIndexes(this.writer, this.pendingIndexes);
    writeBlooms(this.writer, this.pendingIndexes);
    const metadata2 = {
      version: 2,
      created_by: this.createdBy,
      schema: this.schema,
      num_rows: this.num_rows,
      row_groups: this.row_groups,
      metadata_length: 0,
      key_value_metadata: this.kvMetadata
    };
    delete metadata2.metadata_length;
    writeMetadata(this.writer, metadata2, this.statisticsTruncateLength);
    this.writer.appendUint32(827474256);
    return this.writer.finish();
  }
};
function groupSize(rowGroupSize, i) {
  return Array.isArray(rowGroupSize) ? rowGroupSize[Math.min(i, rowGroupSize.length - 1)] : rowGroupSize;
}
function groupIterator({ columnDataRows, rowGroupSize }) {
  if (Array.isArray(rowGroupSize) && !rowGroupSize.length) {
    throw new Error("rowGroupSize array cannot be empty");
  }
  const groups = [];
  let groupIndex = 0;
  let groupStartIndex = 0;
  while (groupStartIndex < columnDataRows) {
    const size = groupSize(rowGroupSize, groupIndex);
    groups.push({ groupStartIndex, groupSize: Math.min(size, columnDataRows - groupStartIndex) });
    groupStartIndex += size;
    groupIndex++;
  }
  return groups;
}
function getLeafSchemaPaths(schemaPath) {
  const leaves = [];
  dfs(schemaPath);
  return leaves;
  function dfs(path) {
    const node = path[path.length - 1];
    if (!node.children.length) {
      leaves.push(path);
      return;
    }
    for (const child of node.children) {
      dfs([...path, child]);
    }
  }
}

// node_modules/hyparquet-writer/src/write.js
function parquetWrite({
  writer,
  columnData,
  schema,
  codec = "SNAPPY",
  compressors,
  statistics = true,
  statisticsTruncateLength,
  rowGroupSize = [1e3, 1e5],
  kvMetadata,
  createdBy,
  pageSize = 1048576,
  dictionarySize
}) {
  columnData = columnData.map((col) => {
    if (col.shredding === true && col.type === "VARIANT") {
      const detected = autoDetectShredding(Array.from(col.data));
      return detected ? { ...col, shredding: detected } : { ...col, shredding: void 0 };
    }
    if (col.shredding !== void 0 && col.shredding !== true && col.type === "VARIANT") {
      const shredding = normalizeShreddingConfig(col.shredding);
      return shredding ? { ...col, shredding } : { ...col, shredding: void 0 };
    }
    return col;
  });
  if (!schema) {
    schema = schemaFromColumnData({ columnData });
  } else if (columnData.some(({ type }) => type)) {
    throw new Error("cannot provide both schema and columnData type");
  } else {
  }
  const pq = new ParquetWriter({
    writer,
    schema,
    codec,
    compressors,
    statistics,
    statisticsTruncateLength,
    kvMetadata,
    createdBy
  });
  const w = pq.write({
    columnData,
    rowGroupSize,
    pageSize,
    dictionarySize
  });
  return w ? w.then(() => pq.finish()) : pq.finish();
}
function parquetWriteBuffer(options) {
  const writer = new ByteWriter();
  parquetWrite({ ...options, writer });
  return writer.getBuffer();
}

// runtime/services/firehose/conversion/write-parquet.ts
function parquetOf(rows, columns2, codec) {
  const columnData = columns2.map(({ name: name2 }) => ({ name: name2, data: rows.map((row) => row[name2]) }));
  const schema = [
    { name: "schema", num_children: columns2.length },
    ...columns2.flatMap(({ name: name2, type }) => elementsOf(name2, type))
  ];
  return Buffer.from(parquetWriteBuffer({ columnData, schema, codec }));
}
function elementsOf(name2, type) {
  if (type.kind !== "array") return [{ name: name2, repetition_type: "OPTIONAL", ...physicalOf(type) }];
  return [
    { name: name2, repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    ...elementsOf("element", type.of)
  ];
}
function physicalOf(type) {
  switch (type.kind) {
    case "string":
      return { type: "BYTE_ARRAY", converted_type: "UTF8" };
    case "binary":
      return { type: "BYTE_ARRAY" };
    case "boolean":
      return { type: "BOOLEAN" };
    case "int":
      return { type: "INT32" };
    case "bigint":
      return { type: "INT64" };
    case "float":
      return { type: "FLOAT" };
    case "double":
      return { type: "DOUBLE" };
    case "timestamp":
      return { type: "INT64", converted_type: "TIMESTAMP_MILLIS" };
    case "date":
      return { type: "INT32", converted_type: "DATE" };
    case "decimal":
      return {
        type: "FIXED_LEN_BYTE_ARRAY",
        type_length: bytesOf(type.precision),
        converted_type: "DECIMAL",
        precision: type.precision,
        scale: type.scale
      };
  }
}
var bytesOf = (precision) => Math.ceil((Math.log2(10) * precision + 1) / 8);

// runtime/services/firehose/conversion/conversion.ts
function converted(records, { schema, deserializer, compression }, now, region2) {
  const rows = [];
  const good = [];
  const failed2 = [];
  for (const record of records)
    try {
      rows.push(...rowsOf(record.data, schema, deserializer));
      good.push(record);
    } catch (error) {
      failed2.push(failureOf(record, error, schema, now, region2));
    }
  return { file: parquetOf(rows, schema.columns, compression), records: good, failed: failed2 };
}
function failureOf({ record, data }, { message: message2 }, schema, now, region2) {
  const document2 = {
    attemptsMade: 1,
    arrivalTimestamp: record.arrivedAt,
    lastErrorCode: "DataFormatConversion.ParseError",
    lastErrorMessage: message2,
    attemptEndingTimestamp: now,
    rawData: Buffer.from(data).toString("base64"),
    sequenceNumber: record.origin?.kind === "shard" ? record.origin.sequenceNumber : record.position,
    subSequenceNumber: null,
    dataCatalogTable: {
      catalogId: schema.catalog,
      databaseName: schema.database,
      tableName: schema.table,
      region: region2,
      versionId: "LATEST",
      catalogArn: null
    }
  };
  return { record, result: "failed", failure: { output: "format-conversion-failed", document: document2 } };
}

// runtime/services/firehose/prefix.ts
var import_node_crypto12 = require("node:crypto");
var hourPath = "!{timestamp:yyyy/MM/dd/HH}/";
var longest = 512;
function checkPrefixes(prefix2, errorPrefix) {
  const [own, error] = [expressionsOf(prefix2 ?? ""), expressionsOf(errorPrefix ?? "")];
  for (const expression2 of [...own, ...error]) partOf(expression2, { at: 0, errorOutput: "x" });
  if (own.length > 0 && errorPrefix === void 0)
    throw new Error("ErrorOutputPrefix cannot be null or empty when Prefix contains expressions");
  if (own.includes("firehose:error-output-type"))
    throw new Error("Prefix cannot contain !{firehose:error-output-type}, only ErrorOutputPrefix can");
  if (error.length > 0 && !error.includes("firehose:error-output-type"))
    throw new Error("ErrorOutputPrefix has expressions, but not !{firehose:error-output-type}");
}
function prefixOf(prefix2, context) {
  const text3 = prefix2 ?? "";
  const dated = expressionsOf(text3).some((expression2) => expression2.startsWith("timestamp:"));
  return evaluated(dated ? text3 : text3 + hourPath, context);
}
function errorPrefixOf(prefix2, context) {
  const text3 = prefix2 ?? "";
  if (expressionsOf(text3).length === 0) return evaluated(`${text3}!{firehose:error-output-type}/${hourPath}`, context);
  const dated = expressionsOf(text3).some((expression2) => expression2.startsWith("timestamp:"));
  return evaluated(dated ? text3 : text3 + hourPath, context);
}
var expressionsOf = (prefix2) => [...prefix2.matchAll(/!\{([^}]*)\}/g)].map(([, inner]) => inner);
function evaluated(prefix2, context) {
  const result = prefix2.replaceAll(/!\{([^}]*)\}/g, (_, inner) => partOf(inner, context));
  if (result.length > longest) throw new Error(`The prefix "${result}" has more than ${longest} characters`);
  return result;
}
function partOf(expression2, { at, errorOutput }) {
  const [namespace8, value2] = splitAtColon(expression2);
  if (namespace8 === "timestamp") return timestampOf2(value2, new Date(at));
  if (expression2 === "firehose:error-output-type" && errorOutput !== void 0) return errorOutput;
  if (expression2 === "firehose:random-string") return randomText(11);
  throw new Error(`!{${expression2}} is not modelled by the local runtime`);
}
function splitAtColon(text3) {
  const at = text3.indexOf(":");
  return at < 0 ? [text3, ""] : [text3.slice(0, at), text3.slice(at + 1)];
}
function timestampOf2(pattern, at) {
  return pattern.replaceAll(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (field, quoted3) => {
    if (quoted3 !== void 0) return quoted3 === "" ? "'" : quoted3.replaceAll("''", "'");
    const value2 = fields[field]?.(at);
    if (value2 === void 0) throw new Error(`The timestamp pattern ${field} is not modelled by the local runtime`);
    return value2;
  });
}
var two = (value2) => String(value2).padStart(2, "0");
var fields = {
  yyyy: (at) => String(at.getUTCFullYear()),
  MM: (at) => two(at.getUTCMonth() + 1),
  dd: (at) => two(at.getUTCDate()),
  HH: (at) => two(at.getUTCHours()),
  mm: (at) => two(at.getUTCMinutes()),
  ss: (at) => two(at.getUTCSeconds())
};
var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
var randomText = (length) => Array.from((0, import_node_crypto12.randomBytes)(length), (byte) => digits[byte % digits.length]).join("");

// runtime/services/firehose/record.ts
var positionOf = (number2) => number2.padStart(60, "0");
var placeOf2 = ({ origin, position }) => origin?.kind === "partition" ? `${origin.partition}/${position}` : position;

// runtime/services/firehose/destinations/s3.ts
var S3Destination = class {
  size;
  interval;
  #settings;
  #host;
  constructor(settings, host3) {
    this.#settings = settings;
    this.#host = host3;
    this.size = settings.size;
    this.interval = settings.interval;
  }
  deliveries(batch) {
    const ok = batch.filter((each2) => each2.result === "ok");
    const failed2 = batch.filter((each2) => each2.result === "failed");
    const { body, records, unconverted } = this.#bodyOf(ok);
    const byOutput = Map.groupBy([...failed2, ...unconverted], ({ failure }) => failure.output);
    return [
      ...records.length > 0 ? [this.#objectOf(records, body)] : [],
      ...[...byOutput].map(([output, group]) => this.#errorObjectOf(output, group))
    ];
  }
  /** The good records of a batch as one object that another service reads; undefined where there are none. */
  staged(batch) {
    const { body, records } = this.#bodyOf(batch.filter((each2) => each2.result === "ok"));
    if (records.length === 0) return void 0;
    const keys = [];
    const delivery = this.#objectOf(records, body, (key) => keys.push(key));
    return { delivery, body, written: () => keys.length > 0, url: () => `s3://${this.#name}/${keys.at(-1)}` };
  }
  /** loading-data-files-using-manifest: a file that names the objects of a COPY. */
  manifestOf({ delivery, url }) {
    const { prefix: prefix2 = "" } = this.#settings;
    const manifest = { entries: [{ url: url(), mandatory: true }] };
    return this.#delivery(
      "manifest",
      delivery.records,
      Buffer.from(JSON.stringify(manifest)),
      (at) => prefixOf(`${prefix2}errors/manifests/`, { at }),
      "",
      () => void 0
    );
  }
  get #name() {
    return this.#settings.bucketArn.replace(/^arn:[\w-]+:s3:::/, "");
  }
  reportAge(age) {
    this.#host.report("DeliveryToS3.DataFreshness", age / 1e3);
  }
  #bodyOf(ok) {
    const { conversion, gzip } = this.#settings;
    const recordsOf = (all) => all.map(({ record }) => record);
    if (!conversion || ok.length === 0) {
      const joined3 = Buffer.concat(ok.map(({ data }) => data));
      return { body: gzip ? (0, import_node_zlib2.gzipSync)(joined3) : joined3, records: recordsOf(ok), unconverted: [] };
    }
    const { file: file2, records, failed: failed2 } = converted(ok, conversion, this.#host.clock.now(), this.#host.region);
    this.#host.report("SucceedConversion.Records", records.length);
    this.#host.report("FailedConversion.Records", failed2.length);
    return { body: file2, records: recordsOf(records), unconverted: failed2 };
  }
  #objectOf(records, body, named3 = () => void 0) {
    const { prefix: prefix2, extension, conversion, gzip } = this.#settings;
    const ending = extension ?? (conversion ? ".parquet" : gzip ? ".gz" : "");
    return this.#delivery(
      "records",
      records,
      body,
      (at) => prefixOf(prefix2, { at }),
      ending,
      (key) => {
        named3(key);
        this.#host.report("DeliveryToS3.Records", records.length);
        this.#host.report("DeliveryToS3.Bytes", body.length);
        this.#host.report("DeliveryToS3.ObjectCount", 1);
      }
    );
  }
  #errorObjectOf(errorOutput, group) {
    const { errorPrefix, prefix: prefix2 } = this.#settings;
    const body = Buffer.from(group.map(({ failure }) => `${JSON.stringify(failure.document)}
`).join(""));
    const records = group.map(({ record }) => record);
    return this.#delivery(
      errorOutput,
      records,
      body,
      (at) => errorPrefixOf(errorPrefix ?? prefix2, { at, errorOutput }),
      "",
      () => void 0
    );
  }
  #delivery(what, records, body, folder, ending, stored) {
    const { deliveryStream, clock, permissions, report, store } = this.#host;
    const { bucketArn, roleArn } = this.#settings;
    const oldest = records.reduce((least2, { arrivedAt }) => Math.min(least2, arrivedAt), Infinity);
    let writes = 0;
    return {
      records,
      write: async () => {
        const identity = `${deliveryStream}|${what}|${placeOf2(records[0])}|${writes++}`;
        const key = `${folder(oldest)}${objectName(deliveryStream, oldest, identity)}${ending}`;
        const call2 = { action: "s3:PutObject", resource: `${bucketArn}/${key}` };
        if (!permissions.allows(roleArn, call2))
          throw new Error(`S3.AccessDenied: the role does not allow ${call2.action} on ${call2.resource}`);
        store(key, body, records.length, what !== "records");
        report("DeliveryToS3.Success", 1);
        report("DeliveryToS3.DataFreshness", Math.max(0, clock.now() - oldest) / 1e3);
        stored(key);
      },
      refused: () => report("DeliveryToS3.Success", 0),
      instead: () => void 0,
      outage: "delivery.destination-down"
    };
  }
};
function objectName(deliveryStream, at, identity) {
  const time2 = new Date(at).toISOString().slice(0, 19).replaceAll(/[T:]/g, "-");
  return `${deliveryStream}-1-${time2}-${uuidOf(identity)}`;
}

// runtime/services/firehose/metrics.ts
var source2 = "Firehose guide, monitoring-with-cloudwatch-metrics";
var dimensions2 = { DeliveryStreamName: "AWS::KinesisFirehose::DeliveryStream" };
var count = { dimensions: dimensions2, unit: "Count", source: source2 };
var bytes = { dimensions: dimensions2, unit: "Bytes", source: source2 };
var metrics3 = {
  "AWS/Firehose": {
    IncomingRecords: count,
    IncomingBytes: bytes,
    ThrottledRecords: count,
    "DataReadFromKinesisStream.Records": count,
    "DataReadFromKinesisStream.Bytes": bytes,
    "DataReadFromSource.Records": count,
    "DataReadFromSource.Bytes": bytes,
    // 1 or 0, which AWS calls a Boolean
    "DataReadFromSource.Backpressured": count,
    KafkaOffsetLag: count,
    "SourceThrottled.Delay": { dimensions: dimensions2, unit: "Milliseconds", source: source2, absent: "brokers of a run answer at once" },
    ThrottledGetRecords: { ...count, absent: "streams of a run have no limit for readers" },
    KinesisMillisBehindLatest: { dimensions: dimensions2, unit: "Milliseconds", source: source2 },
    "ExecuteProcessing.Duration": { dimensions: dimensions2, unit: "Milliseconds", source: source2 },
    "ExecuteProcessing.Success": count,
    "SucceedProcessing.Records": count,
    "SucceedProcessing.Bytes": bytes,
    "SucceedConversion.Records": count,
    "FailedConversion.Records": count,
    "DeliveryToS3.Success": count,
    "DeliveryToS3.Records": count,
    "DeliveryToS3.Bytes": bytes,
    "DeliveryToS3.ObjectCount": count,
    "DeliveryToS3.DataFreshness": { dimensions: dimensions2, unit: "Seconds", source: source2 },
    "DeliveryToRedshift.Success": count,
    "DeliveryToRedshift.Records": count,
    "DeliveryToRedshift.Bytes": bytes,
    "DeliveryToAmazonOpenSearchService.Success": count,
    "DeliveryToAmazonOpenSearchService.Records": count,
    "DeliveryToAmazonOpenSearchService.Bytes": bytes,
    "DeliveryToAmazonOpenSearchService.DataFreshness": { dimensions: dimensions2, unit: "Seconds", source: source2 },
    "DeliveryToAmazonOpenSearchService.AuthFailure": count,
    "DeliveryToAmazonOpenSearchService.DeliveryRejected": count
  }
};
function reportOf(sink, deliveryStream) {
  const own = { DeliveryStreamName: deliveryStream };
  return (name2, value2) => sink.put("AWS/Firehose", name2, own, value2);
}
function reportSizes(report, of, records) {
  report(`${of}.Records`, records.length);
  report(
    `${of}.Bytes`,
    records.reduce((sum2, { data }) => sum2 + data.length, 0)
  );
}
var backupReport = (report, backsUpAll) => (name2, value2) => {
  if (backsUpAll || name2 === "DeliveryToS3.Success") report(name2, value2);
};

// runtime/services/firehose/settings/hints.ts
var mebibyte = 1024 * 1024;
var second2 = 1e3;
var unknown = (what) => new Error(`${what} is not modelled by the local runtime`);
function hintsOf({ SizeInMBs, IntervalInSeconds } = {}, otherwise2) {
  if (SizeInMBs === void 0 !== (IntervalInSeconds === void 0))
    throw new Error("BufferingHints takes SizeInMBs and IntervalInSeconds together");
  return { size: Number(SizeInMBs ?? otherwise2.size), interval: Number(IntervalInSeconds ?? otherwise2.interval) };
}
function within2(what, value2, least2, most3) {
  if (!(value2 >= least2 && value2 <= most3)) throw new Error(`${what} is ${least2} to ${most3}, not ${value2}`);
}

// runtime/services/firehose/partitioning/partitioning.ts
var expression = /!\{partitionKeyFromLambda:([^}]+)\}/g;
var deaggregation = "RecordDeAggregation";
var least = 64;
function partitioningOf(extended) {
  const { DynamicPartitioningConfiguration: dynamic, Prefix = "", BufferingHints } = extended;
  const delimiter = delimiterIn(extended);
  const keys = [...Prefix.matchAll(expression)].map(([, key]) => key);
  if (!dynamic?.Enabled) {
    if (delimiter) throw new Error(`${deaggregation} needs dynamic partitioning`);
    if (keys.length > 0) throw new Error("Prefix has partition keys, and dynamic partitioning is not enabled");
    return void 0;
  }
  if (Prefix.includes("!{partitionKeyFromQuery:")) throw unknown("a partition key from a query");
  if (keys.length === 0) throw new Error("Prefix has to have partition keys when dynamic partitioning is enabled");
  if ((BufferingHints?.SizeInMBs ?? least) < least)
    throw new Error(`SizeInMBs is at least ${least} when dynamic partitioning is enabled`);
  if (!processorsOf(extended).some(({ Type }) => Type === "Lambda"))
    throw new Error("Partition keys from Lambda need a Lambda processor");
  return { delimiter, keys };
}
var unpartitioned = ({ DynamicPartitioningConfiguration: _, ...extended }) => ({
  ...extended,
  ...extended.Prefix === void 0 ? {} : { Prefix: prefixWith(extended.Prefix, () => "key") },
  ...extended.ProcessingConfiguration === void 0 ? {} : {
    ProcessingConfiguration: {
      ...extended.ProcessingConfiguration,
      Processors: processorsOf(extended).filter(({ Type }) => Type !== deaggregation)
    }
  }
});
var prefixWith = (prefix2, valueOf7) => prefix2.replaceAll(expression, (_, key) => valueOf7(key));
var processorsOf = ({ ProcessingConfiguration: processing }) => processing?.Processors ?? [];
function delimiterIn(extended) {
  const found = processorsOf(extended).find(({ Type }) => Type === deaggregation);
  if (!found) return void 0;
  const given2 = Object.fromEntries((found.Parameters ?? []).map((each2) => [each2.ParameterName, each2.ParameterValue]));
  if (given2["SubRecordType"] !== "DELIMITED") throw unknown(`${deaggregation} of ${given2["SubRecordType"]}`);
  const delimiter = Buffer.from(given2["Delimiter"] ?? "", "base64");
  if (delimiter.length === 0) throw new Error(`${deaggregation} of DELIMITED needs a Delimiter, in base64`);
  return delimiter;
}

// runtime/services/firehose/partitioning/partitioned-destination.ts
var mostPartitions = 500;
var PartitionedDestination = class {
  size;
  interval;
  #options;
  /** Where records without a partition are failed. */
  #any;
  constructor(options) {
    this.#options = options;
    this.#any = options.at(prefixWith(options.prefix, () => "key"));
    this.size = this.#any.size;
    this.interval = this.#any.interval;
  }
  deliveries(batch) {
    const partitions = /* @__PURE__ */ new Map();
    const rest = [];
    for (const each2 of batch) {
      const keys = this.#options.keys.take(each2.record);
      if (each2.result !== "ok") {
        rest.push(each2);
        continue;
      }
      const prefix2 = this.#prefixOf(keys ?? {});
      const known3 = prefix2 === void 0 ? void 0 : partitions.get(prefix2);
      if (known3) known3.push(each2);
      else if (prefix2 === void 0) rest.push(failed(each2, "processing-failed", "PartitionKeysMissing"));
      else if (partitions.size < mostPartitions) partitions.set(prefix2, [each2]);
      else rest.push(failed(each2, "activePartitionExceeded", "ActivePartitionLimitExceeded"));
    }
    return [
      ...[...partitions].flatMap(([prefix2, its]) => this.#options.at(prefix2).deliveries(its)),
      ...this.#any.deliveries(rest)
    ];
  }
  reportAge(age) {
    this.#any.reportAge(age);
  }
  #prefixOf(keys) {
    const { prefix: prefix2, partitioning } = this.#options;
    return partitioning.keys.every((key) => keys[key]) ? prefixWith(prefix2, (key) => keys[key]) : void 0;
  }
};
var failed = ({ record }, output, code) => ({
  record,
  result: "failed",
  failure: {
    output,
    document: {
      attemptsMade: 1,
      arrivalTimestamp: record.arrivedAt,
      errorCode: `DynamicPartitioning.${code}`,
      errorMessage: "The record has no partition",
      rawData: Buffer.from(record.data).toString("base64")
    }
  }
});

// runtime/services/firehose/destinations.ts
function destinationFor({ domain, table: table2, bucket: bucketSettings, partitioning }, stream, host3, report, keys) {
  const { clock, permissions, meter, graph, purposeOf, find } = host3;
  const component = stream.component ?? stream.id;
  const flow = (toArn, records) => {
    const found2 = graph.named(toArn);
    const to = found2?.component ?? found2?.id ?? toArn;
    if (to !== component) meter.flow(component, to, records);
  };
  const bucketName = bucketSettings.bucketArn.replace(/^arn:[\w-]+:s3:::/, "");
  const found = find("bucket", bucketName);
  if (!found)
    throw new Error(`No local engine for ${stream.id}: ${bucketSettings.bucketArn} is no bucket of the stack`);
  const bucketHost = {
    deliveryStream: stream.name,
    region: graph.region,
    clock,
    permissions,
    report: domain ? backupReport(report, domain.backsUpAll) : report,
    store: (key, body, records, failed2) => {
      found.write(key, body);
      flow(bucketSettings.bucketArn, records);
      if (table2 && !failed2) return;
      const as = purposeOf(bucketName, key);
      if (as === "delivered") meter.delivered(component, records);
      if (as === "parked") meter.parked(component, records);
    }
  };
  const bucketAt = (prefix2) => new S3Destination({ ...bucketSettings, prefix: prefix2 }, bucketHost);
  if (partitioning)
    return new PartitionedDestination({ prefix: bucketSettings.prefix, partitioning, keys, at: bucketAt });
  const bucket = bucketAt(bucketSettings.prefix);
  if (table2) {
    const warehouse = find("warehouse", table2.workgroup);
    if (!warehouse)
      throw new Error(`No local engine for ${stream.id}: ${table2.workgroup} is no workgroup of the stack`);
    return new RedshiftDestination(table2, bucket, {
      clock,
      report,
      warehouse,
      copied: (records) => {
        flow(warehouse.arn, records);
        meter.delivered(component, records);
      }
    });
  }
  if (!domain) return bucket;
  const engine = find("index", domain.domainArn);
  if (!engine) throw new Error(`No local engine for ${stream.id}: ${domain.domainArn} is no domain of the stack`);
  return new OpenSearchDestination(domain, bucket, {
    clock,
    permissions,
    report,
    fetch: engine.fetch,
    indexed: (records) => {
      flow(domain.domainArn, records);
      meter.delivered(component, records);
    }
  });
}

// runtime/services/firehose/hinted-buffer.ts
var HintedBuffer = class {
  #options;
  #items = [];
  #bytes = 0;
  #cancel = () => void 0;
  constructor(options) {
    this.#options = options;
  }
  add(item) {
    const { clock, size, interval, sizeOf: sizeOf4 } = this.#options;
    if (this.#items.length === 0) this.#cancel = clock.timer(interval, () => this.#flush());
    this.#items.push(item);
    this.#bytes += sizeOf4(item);
    if (this.#bytes >= size) this.#flush();
  }
  #flush() {
    this.#cancel();
    const items = this.#items;
    this.#items = [];
    this.#bytes = 0;
    this.#options.flush(items);
  }
};

// runtime/services/firehose/queue.ts
var Queue = class {
  #items = [];
  #removed = 0;
  get size() {
    return this.#items.length - this.#removed;
  }
  get first() {
    return this.#items[this.#removed];
  }
  add(item) {
    this.#items.push(item);
  }
  /** The first `count`. */
  remove(count4) {
    this.#removed = Math.min(this.#removed + count4, this.#items.length);
    if (this.#removed < this.size) return;
    this.#items = this.#items.slice(this.#removed);
    this.#removed = 0;
  }
};

// runtime/services/firehose/slots.ts
var Slots = class {
  #free;
  #waiting = [];
  constructor(count4) {
    this.#free = count4;
  }
  async run(work2) {
    if (this.#free > 0) this.#free--;
    else await new Promise((resolve2) => this.#waiting.push(resolve2));
    try {
      return await work2();
    } finally {
      const next2 = this.#waiting.shift();
      if (next2) next2();
      else this.#free++;
    }
  }
};

// runtime/services/firehose/lane.ts
var mostTransforms = 5;
var [firstPause, longestPause] = [5e3, 6e4];
var Lane = class {
  #options;
  #incoming;
  #prepared;
  #transforms = new Slots(mostTransforms);
  /** When each record arrived that is not done with, in their order: what is delivered is always the oldest of them. */
  #pending = new Queue();
  #whenIdle = [];
  #transformed = Promise.resolve();
  #delivered = Promise.resolve();
  #obstacle;
  constructor(options) {
    this.#options = options;
    const { clock, transform: transform2, destination } = options;
    this.#incoming = transform2 && new HintedBuffer({
      clock,
      size: transform2.size,
      interval: transform2.interval,
      sizeOf: ({ data }) => data.length,
      flush: (batch) => this.#transform(transform2, batch)
    });
    this.#prepared = new HintedBuffer({
      clock,
      size: destination.size,
      interval: destination.interval,
      sizeOf: (each2) => each2.result === "ok" ? each2.data.length : each2.record.data.length,
      flush: (batch) => {
        this.#delivered = this.#delivered.then(() => this.#deliver(batch));
      }
    });
  }
  take(record) {
    this.#pending.add(record.arrivedAt);
    if (this.#incoming) this.#incoming.add(record);
    else this.#prepared.add({ record, result: "ok", data: record.data });
  }
  waiting() {
    return this.#pending.size;
  }
  /** Why records still wait, where the destination refuses them. */
  obstacle() {
    return this.#obstacle;
  }
  /** When the oldest record that waits has arrived. */
  oldest() {
    return this.#pending.first;
  }
  idle() {
    return this.#pending.size === 0 ? Promise.resolve() : new Promise((resolve2) => this.#whenIdle.push(resolve2));
  }
  #transform({ run }, batch) {
    const answer = this.#transforms.run(() => run(batch));
    this.#transformed = this.#transformed.then(async () => {
      for (const each2 of await answer) this.#prepared.add(each2);
    });
  }
  async #deliver(batch) {
    const { destination, observer } = this.#options;
    for (const delivery of destination.deliveries(batch)) await this.#untilTaken(delivery);
    this.#obstacle = void 0;
    observer.done(batch);
    this.#pending.remove(batch.length);
    if (this.#pending.size === 0) for (const resolve2 of this.#whenIdle.splice(0)) resolve2();
  }
  /**
   * Firehose guide, retry and writing-with-kinesis-streams: a delivery is tried again, and what comes after it waits, until the
   * destination takes it, is given up, or the source has forgotten its records.
   */
  async #untilTaken(delivery) {
    const { id, clock, faults: faults10, retention, observer } = this.#options;
    const identity = `${id}|${delivery.records[0].position}`;
    for (let pause5 = firstPause; ; pause5 = Math.min(2 * pause5, longestPause)) {
      try {
        if (faults10.strike(delivery.outage, identity)) throw new Error("the destination does not answer");
        if (delivery.outage === "delivery.warehouse-down" && faults10.strike("delivery.copy-failed", identity))
          throw new Error("COPY: the cluster is shutting down");
        if (faults10.strike("delivery.put-failed", identity))
          throw new Error("SlowDown: Please reduce your request rate.");
        await delivery.write();
        if (faults10.strike("delivery.repeated", identity)) await delivery.write();
        return;
      } catch (error) {
        this.#obstacle = error.message;
        delivery.refused(error);
        observer.refused(this.#obstacle);
        const instead = delivery.instead();
        if (instead) {
          for (const each2 of instead) await this.#untilTaken(each2);
          return;
        }
      }
      await clock.sleep(pause5);
      const newest = Math.max(...delivery.records.map(({ storedAt }) => storedAt));
      if (clock.now() - newest > retention) return observer.lost(delivery.records);
    }
  }
};

// runtime/services/firehose/permissions.ts
var toBucket = (bucketArn, prefixes) => [
  ...["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"].map((action) => ({
    action,
    resource: bucketArn
  })),
  ...prefixes.flatMap(
    (prefix2) => ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"].map((action) => ({
      action,
      resource: `${bucketArn}/${prefix2}object`
    }))
  )
];
var toStream = (streamArn) => ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"].map((action) => ({
  action,
  resource: streamArn
}));
var toTopic = (clusterArn2, topic) => [
  ...["kafka:GetBootstrapBrokers", "kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka-cluster:Connect"].map(
    (action) => ({ action, resource: clusterArn2 })
  ),
  ...["kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration", "kafka-cluster:ReadData"].map(
    (action) => ({ action, resource: `${clusterArn2.replace(":cluster/", ":topic/")}/${topic}` })
  ),
  { action: "kafka-cluster:DescribeGroup", resource: `${clusterArn2.replace(":cluster/", ":group/")}/*` }
];
var toFunction = (functionArn) => ["lambda:GetFunctionConfiguration", "lambda:InvokeFunction"].map((action) => ({ action, resource: functionArn }));
var toTable = (catalogArn, database, table2) => [
  catalogArn,
  catalogArn.replace(/catalog$/, `database/${database}`),
  catalogArn.replace(/catalog$/, `table/${database}/${table2}`)
].flatMap(
  (resource) => ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"].map((action) => ({ action, resource }))
);
var toLog = (logStreamArn) => [
  { action: "logs:PutLogEvents", resource: logStreamArn }
];
var toDomain = (domainArn, indexName) => [
  ...["es:DescribeDomain", "es:DescribeDomains", "es:DescribeDomainConfig"].map((action) => ({
    action,
    resource: domainArn
  })),
  ...["es:ESHttpPost", "es:ESHttpPut"].map((action) => ({ action, resource: `${domainArn}/_bulk` })),
  ...[
    "_all/_settings",
    "_cluster/stats",
    `${indexName}/_mapping`,
    "_nodes",
    "_nodes/stats",
    "_stats",
    `${indexName}/_stats`
  ].map((path) => ({ action: "es:ESHttpGet", resource: `${domainArn}/${path}` }))
];
var toSecret = (secretArn2) => [
  { action: "secretsmanager:GetSecretValue", resource: secretArn2 }
];
var toVpc = () => [
  "ec2:DescribeVpcs",
  "ec2:DescribeVpcAttribute",
  "ec2:DescribeSubnets",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeNetworkInterfaces",
  "ec2:CreateNetworkInterface",
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface"
].map((action) => ({ action, resource: "*" }));
function requireAccess(permissions, deliveryStream, access) {
  const missing3 = access.flatMap(
    ({ roleArn, needed }) => needed.filter((call2) => !permissions.allows(roleArn, call2)).map(({ action, resource }) => `${roleArn} does not allow ${action} on ${resource}`)
  );
  if (missing3.length > 0) throw new Error(`Firehose could not run ${deliveryStream}: ${missing3.join(", ")}.`);
}

// runtime/services/firehose/partitioning/partition-keys.ts
var PartitionKeys = class {
  #known = /* @__PURE__ */ new Map();
  /** Calls the function, and remembers the keys in its answer. */
  noting = (invoke2) => async (event) => {
    const answer = await invoke2(event);
    const records = answer?.records;
    if (Array.isArray(records)) {
      for (const { recordId, metadata: metadata2 } of records)
        if (typeof recordId === "string" && isKeys(metadata2?.partitionKeys))
          this.#known.set(recordId, metadata2.partitionKeys);
    }
    return answer;
  };
  /** Undefined where the function did not say any. Says it once. */
  take(record) {
    const id = recordIdOf(record);
    const keys = this.#known.get(id);
    this.#known.delete(id);
    return keys;
  }
};
var isKeys = (value2) => typeof value2 === "object" && value2 !== null && Object.values(value2).every((each2) => typeof each2 === "string");

// runtime/services/firehose/partitioning/records-within.ts
var most = 500;
function recordsWithin(record, delimiter) {
  if (!delimiter) return { records: [record], beyond: 0 };
  const parts = partsOf(Buffer.from(record.data), delimiter);
  const taken2 = parts.slice(0, most);
  const before = positionOf(String(BigInt(record.position) - 1n));
  return {
    records: taken2.map((data, at) => ({
      ...record,
      data,
      position: at === taken2.length - 1 ? record.position : `${before}.${String(at).padStart(3, "0")}`
    })),
    beyond: parts.length - taken2.length
  };
}
function partsOf(data, delimiter) {
  const parts = [];
  for (let begin2 = 0; begin2 <= data.length; ) {
    const found = data.indexOf(delimiter, begin2);
    const end2 = found < 0 ? data.length : found;
    if (end2 > begin2) parts.push(data.subarray(begin2, end2));
    begin2 = end2 + delimiter.length;
  }
  return parts;
}

// runtime/services/firehose/reader.ts
var untilNextRead = 1e3;
var Reader2 = class {
  #options;
  #unread = [];
  #closed = false;
  constructor(options) {
    this.#options = options;
  }
  get unread() {
    return this.#unread.length;
  }
  read(record) {
    this.#unread.push(record);
    if (this.#unread.length === 1) queueMicrotask(() => this.#readOn());
  }
  async idle() {
    while (this.#unread.length > 0) await this.#options.clock.sleep(untilNextRead);
  }
  close() {
    this.#closed = true;
  }
  #readOn() {
    const { name: name2, clock, faults: faults10, source: source7, take, lost } = this.#options;
    if (faults10.strike("delivery.source-unread", name2) || source7.isAway()) {
      clock.timer(untilNextRead, () => this.#readOn());
      return;
    }
    if (this.#closed) return;
    const forgotten = clock.now() - source7.retention;
    const unread = this.#unread.splice(0);
    const records = unread.filter(({ record }) => record.storedAt >= forgotten);
    if (records.length < unread.length) lost(unread.length - records.length);
    if (records.length > 0) take(records);
  }
};

// runtime/services/firehose/conversion/table.ts
function schemaOf(graph, database, table2) {
  const found = graph.ofType("AWS::Glue::Table").find((each2) => {
    const { DatabaseName, TableInput: TableInput2 } = propertiesOf(each2);
    return DatabaseName === database && TableInput2.Name === table2;
  });
  if (!found) throw new Error(`The stack has no Glue table ${database}.${table2}.`);
  const { CatalogId, TableInput } = propertiesOf(found);
  return { catalog: CatalogId, database, table: table2, columns: columnsOf(TableInput.StorageDescriptor?.Columns ?? []) };
}
var columnsOf = (columns2) => columns2.map(({ Name, Type = "string" }) => ({ name: Name, type: typeOf2(Type.toLowerCase()) }));
var propertiesOf = ({ properties }) => properties;
var integers = ["tinyint", "smallint", "int", "integer"];
var plain = ["boolean", "bigint", "float", "double", "timestamp", "date", "binary"];
function typeOf2(text3) {
  const known3 = plain.find((kind) => kind === text3);
  if (known3) return { kind: known3 };
  if (integers.includes(text3)) return { kind: "int" };
  if (text3 === "string") return { kind: "string" };
  const sized = /^(?:var)?char\((\d+)\)$/.exec(text3);
  if (sized) return { kind: "string", most: Number(sized[1]) };
  const decimal2 = /^decimal(?:\((\d+)(?:,\s*(\d+))?\))?$/.exec(text3);
  if (decimal2) return { kind: "decimal", precision: Number(decimal2[1] ?? 10), scale: Number(decimal2[2] ?? 0) };
  const array = /^array<(.+)>$/.exec(text3);
  if (array && !array[1].startsWith("array")) return { kind: "array", of: typeOf2(array[1]) };
  throw new Error(`The column type ${text3} is not modelled by the local runtime`);
}

// runtime/services/firehose/settings/extended-s3.ts
function destinationOf(extended, conversion) {
  const {
    Prefix,
    ErrorOutputPrefix,
    CompressionFormat = "UNCOMPRESSED",
    CustomTimeZone = "UTC",
    FileExtension
  } = extended;
  checkPrefixes(Prefix, ErrorOutputPrefix);
  if (extended.DynamicPartitioningConfiguration?.Enabled) throw unknown("dynamic partitioning");
  if (extended.S3BackupMode === "Enabled") throw unknown("the backup of source records");
  if (CustomTimeZone !== "UTC") throw unknown(`the time zone ${CustomTimeZone}`);
  if (!["UNCOMPRESSED", "GZIP"].includes(CompressionFormat)) throw unknown(`CompressionFormat ${CompressionFormat}`);
  if (FileExtension !== void 0 && !/^\.[0-9a-z!\-_.*'()]{1,127}$/.test(FileExtension))
    throw new Error("FileExtension begins with a dot and has at most 128 characters");
  const hints = hintsOf(extended.BufferingHints, { size: conversion ? 128 : 5, interval: 300 });
  if (conversion && CompressionFormat !== "UNCOMPRESSED")
    throw new Error("CompressionFormat has to be UNCOMPRESSED when data format conversion is enabled");
  if (conversion && hints.size < 64) throw new Error("SizeInMBs is at least 64 when data format conversion is enabled");
  within2("SizeInMBs", hints.size, 1, 128);
  within2("IntervalInSeconds", hints.interval, 0, 900);
  return {
    bucketArn: extended.BucketARN,
    roleArn: extended.RoleARN,
    prefix: Prefix,
    errorPrefix: ErrorOutputPrefix,
    size: hints.size * mebibyte,
    interval: hints.interval * second2,
    gzip: CompressionFormat === "GZIP",
    extension: FileExtension,
    conversion
  };
}
var bucketAccess = (bucket) => [
  { roleArn: bucket.RoleARN, needed: toBucket(bucket.BucketARN, foldersOf(bucket)) }
];
var foldersOf = ({ Prefix = "", ErrorOutputPrefix = Prefix }) => [.../* @__PURE__ */ new Set([Prefix, ErrorOutputPrefix])].map((prefix2) => prefix2.split("!{")[0]);
function conversionOf(configuration, graph) {
  if (!configuration || configuration.Enabled === false) return void 0;
  const {
    InputFormatConfiguration: input,
    OutputFormatConfiguration: output,
    SchemaConfiguration: schema
  } = configuration;
  const openX = input?.Deserializer?.OpenXJsonSerDe;
  const parquet = output?.Serializer?.ParquetSerDe;
  if (!openX) throw unknown("a deserializer other than OpenXJsonSerDe");
  if (!parquet) throw unknown("a serializer other than ParquetSerDe");
  if (!schema) throw new Error("Data format conversion needs a SchemaConfiguration");
  const compression = parquet.Compression ?? "SNAPPY";
  if (compression !== "SNAPPY" && compression !== "UNCOMPRESSED")
    throw unknown(`the compression ${compression} of Parquet`);
  return {
    schema: schemaOf(graph, schema.DatabaseName, schema.TableName),
    compression,
    deserializer: deserializerOf(openX)
  };
}
var deserializerOf = (openX) => ({
  caseInsensitive: openX.CaseInsensitive ?? true,
  dotsToUnderscores: openX.ConvertDotsInJsonKeysToUnderscores ?? false,
  keys: openX.ColumnToJsonKeyMappings ?? {}
});
function tableAccess({ DataFormatConversionConfiguration: conversion }, graph) {
  const schema = conversion?.Enabled === false ? void 0 : conversion?.SchemaConfiguration;
  if (!schema) return [];
  const catalog = regionalArn("glue", graph, "catalog");
  return [{ roleArn: schema.RoleARN, needed: toTable(catalog, schema.DatabaseName, schema.TableName) }];
}
function logAccess({ RoleARN, CloudWatchLoggingOptions: log }, graph) {
  if (!log?.Enabled) return [];
  const arn2 = regionalArn("logs", graph, `log-group:${log.LogGroupName}:log-stream:${log.LogStreamName}`);
  return [{ roleArn: RoleARN, needed: toLog(arn2) }];
}

// runtime/services/firehose/settings/transform.ts
function transformOf(processing) {
  if (processing?.Enabled === false) return void 0;
  const processors = processing?.Processors ?? [];
  const other2 = processors.find(({ Type }) => Type !== "Lambda");
  if (other2) throw unknown(`the processor ${other2.Type}`);
  const [lambda3, ...more] = processors;
  if (!lambda3) return void 0;
  if (more.length > 0) throw new Error("A delivery stream has one Lambda processor at most");
  const given2 = Object.fromEntries((lambda3.Parameters ?? []).map((each2) => [each2.ParameterName, each2.ParameterValue]));
  const { LambdaArn, NumberOfRetries = "3", BufferSizeInMBs = "1", BufferIntervalInSeconds = "60" } = given2;
  if (LambdaArn === void 0) throw new Error("A Lambda processor has the parameter LambdaArn");
  within2("BufferSizeInMBs", Number(BufferSizeInMBs), 0.2, 3);
  within2("BufferIntervalInSeconds", Number(BufferIntervalInSeconds), 0, 900);
  within2("NumberOfRetries", Number(NumberOfRetries), 0, 300);
  return {
    functionArn: LambdaArn.replace(/:\$LATEST$/, ""),
    retries: Number(NumberOfRetries),
    size: Number(BufferSizeInMBs) * mebibyte,
    interval: Number(BufferIntervalInSeconds) * second2
  };
}

// runtime/services/firehose/settings/opensearch.ts
var idFormats = ["FIREHOSE_DEFAULT", "NO_DOCUMENT_ID"];
var backupModes = ["FailedDocumentsOnly", "AllDocuments"];
function openSearchOf(configuration) {
  const { RoleARN, S3Configuration, ProcessingConfiguration } = configuration;
  return {
    roleArn: RoleARN,
    transform: transformOf(ProcessingConfiguration),
    bucket: destinationOf(S3Configuration, void 0),
    domain: domainOf(configuration)
  };
}
function requireWayIn({ DomainARN, VpcConfiguration }, graph) {
  const domain = DomainARN === void 0 ? void 0 : graph.named(DomainARN, "AWS::OpenSearchService::Domain");
  if (domain?.properties["VPCOptions"] && !VpcConfiguration)
    throw new Error("The domain is in a VPC: without VpcConfiguration Firehose does not reach it");
}
function domainOf(configuration) {
  const {
    DomainARN,
    IndexName,
    TypeName = "",
    IndexRotationPeriod = "OneDay",
    DocumentIdOptions: { DefaultDocumentIdFormat = "FIREHOSE_DEFAULT" } = {},
    RetryOptions: { DurationInSeconds = 300 } = {},
    S3BackupMode = "FailedDocumentsOnly",
    VpcConfiguration: vpc
  } = configuration;
  if (DomainARN === void 0) throw unknown("a domain by its ClusterEndpoint");
  if (TypeName !== "") throw new Error("TypeName has to be empty: OpenSearch has no types");
  within2("The length of IndexName", IndexName.length, 1, 80);
  oneOf("IndexRotationPeriod", IndexRotationPeriod, rotations);
  oneOf("DefaultDocumentIdFormat", DefaultDocumentIdFormat, idFormats);
  oneOf("S3BackupMode", S3BackupMode, backupModes);
  within2("DurationInSeconds", Number(DurationInSeconds), 0, 7200);
  const hints = hintsOf(configuration.BufferingHints, { size: 5, interval: 300 });
  within2("SizeInMBs", hints.size, 1, 100);
  within2("IntervalInSeconds", hints.interval, 0, 900);
  if (vpc && (vpc.SubnetIds.length === 0 || vpc.SecurityGroupIds.length === 0))
    throw new Error("VpcConfiguration has at least one of SubnetIds and of SecurityGroupIds");
  return {
    domainArn: DomainARN,
    roleArn: configuration.RoleARN,
    indexName: IndexName,
    rotation: IndexRotationPeriod,
    namesDocuments: DefaultDocumentIdFormat === "FIREHOSE_DEFAULT",
    retryDuration: Number(DurationInSeconds) * second2,
    backsUpAll: S3BackupMode === "AllDocuments",
    size: hints.size * mebibyte,
    interval: hints.interval * second2
  };
}
function oneOf(what, value2, allowed) {
  if (!allowed.includes(value2)) throw new Error(`${what} is ${allowed.join(", ")}, not ${value2}`);
}
var domainAccess = ({
  DomainARN,
  IndexName,
  RoleARN,
  VpcConfiguration
}) => [
  { roleArn: RoleARN, needed: toDomain(DomainARN, IndexName) },
  ...VpcConfiguration ? [{ roleArn: VpcConfiguration.RoleARN, needed: toVpc() }] : []
];

// runtime/services/firehose/settings/msk.ts
function mskSourceOf(configuration, graph) {
  const { MSKClusterARN: arn2, TopicName: topic, AuthenticationConfiguration, ReadFromTimestamp } = configuration;
  const { Connectivity } = AuthenticationConfiguration;
  if (!["PRIVATE", "PUBLIC"].includes(Connectivity))
    throw new Error(`Connectivity is PRIVATE or PUBLIC, not ${Connectivity}`);
  if (Connectivity === "PUBLIC") throw unknown("a cluster that is reached through public addresses");
  if (!/^[a-zA-Z0-9._-]{1,255}$/.test(topic)) throw new Error(`"${topic}" is no TopicName`);
  const from = ReadFromTimestamp === void 0 ? void 0 : Date.parse(ReadFromTimestamp);
  if (Number.isNaN(from)) throw new Error(`ReadFromTimestamp is a time in ISO 8601, not ${ReadFromTimestamp}`);
  const cluster2 = graph.named(arn2, "AWS::MSK::Cluster");
  if (cluster2) requirePrivateLink(cluster2);
  return { kind: "topic", arn: arn2, topic, from };
}
function requirePrivateLink({ properties }) {
  const { InstanceType = "", ConnectivityInfo } = properties.BrokerNodeGroupInfo ?? {};
  if (InstanceType.startsWith("kafka.t3."))
    throw new Error("The brokers are kafka.t3.small, which have no multi-VPC private connectivity");
  const { Enabled } = ConnectivityInfo?.VpcConnectivity?.ClientAuthentication?.Sasl?.Iam ?? {};
  if (String(Enabled) !== "true")
    throw new Error("Multi-VPC private connectivity of the cluster is not switched on for IAM (VpcConnectivity)");
}
function requireConnection({ arn: arn2 }, deliveryStreamArn, graph, permissions) {
  if (!graph.named(arn2, "AWS::MSK::ServerlessCluster") && !graph.named(arn2, "AWS::MSK::Cluster")) return;
  const call2 = { action: "kafka:CreateVpcConnection", resource: arn2 };
  const verdict = permissions.serviceMay("firehose.amazonaws.com", deliveryStreamArn, call2);
  if (!verdict.allowed)
    throw new Error(
      `CREATE_PRIVATE_LINK_FAILED: AWS Firehose is not authorized to perform ${call2.action} on resource ${arn2}: ${verdict.because}`
    );
}

// runtime/services/firehose/settings/redshift.ts
var jdbcUrl = /^jdbc:(?:redshift|postgresql):\/\/(([A-Za-z0-9-]{1,63})\.(?:[A-Za-z0-9-]{1,63}\.)*redshift(?:-serverless)?\.[a-zA-Z0-9.-]+):\d{1,5}\/([a-zA-Z0-9_$-]+)$/;
function redshiftOf(configuration) {
  const { RoleARN, S3Configuration, S3BackupMode = "Disabled", ProcessingConfiguration } = configuration;
  for (const prefix2 of [S3Configuration.Prefix, S3Configuration.ErrorOutputPrefix])
    if (prefix2?.includes("!{")) throw new Error("The prefixes of a Redshift destination have no expressions");
  if (S3BackupMode !== "Disabled") throw unknown("the backup of source records");
  const bucket = destinationOf(S3Configuration, void 0);
  return { roleArn: RoleARN, transform: transformOf(ProcessingConfiguration), bucket, table: tableOf(configuration) };
}
function tableOf({ ClusterJDBCURL, CopyCommand, RetryOptions, ...who }) {
  const [, host3, workgroup, database] = jdbcUrl.exec(ClusterJDBCURL) ?? [];
  if (host3 === void 0 || workgroup === void 0 || database === void 0)
    throw new Error(`ClusterJDBCURL is jdbc:redshift://ENDPOINT:PORT/DATABASE, not ${ClusterJDBCURL}`);
  const { DataTableName, DataTableColumns, CopyOptions = "" } = CopyCommand;
  within2("The length of DataTableName", DataTableName.length, 1, 512);
  if (!/^(?:format\s+)?(?:as\s+)?json\s+(?:as\s+)?'auto'$/i.test(CopyOptions.trim()))
    throw unknown(`COPY with the options ${CopyOptions || "(none)"}`);
  const { DurationInSeconds = 3600 } = RetryOptions ?? {};
  within2("DurationInSeconds", Number(DurationInSeconds), 0, 7200);
  if (!secretOf(who) && !(who.Username && who.Password))
    throw new Error("A Redshift destination has Username and Password, or SecretsManagerConfiguration");
  return {
    workgroup,
    database,
    table: DataTableName,
    columns: DataTableColumns?.split(",").map((column) => column.trim()),
    retryDuration: Number(DurationInSeconds) * second2
  };
}
function secretOf({
  SecretsManagerConfiguration: secrets2
}) {
  if (!secrets2?.Enabled) return void 0;
  if (secrets2.SecretARN === void 0) throw new Error("SecretsManagerConfiguration that is enabled has a SecretARN");
  return secrets2.SecretARN;
}
function secretAccess(configuration) {
  const secret = secretOf(configuration);
  const roleArn = configuration.SecretsManagerConfiguration?.RoleARN ?? configuration.RoleARN;
  return secret === void 0 ? [] : [{ roleArn, needed: toSecret(secret) }];
}
function requirePublic({ ClusterJDBCURL }, graph) {
  const [, , name2] = jdbcUrl.exec(ClusterJDBCURL) ?? [];
  const workgroup = name2 === void 0 ? void 0 : graph.named(name2, "AWS::RedshiftServerless::Workgroup");
  if (!workgroup) throw new Error(`${ClusterJDBCURL} is no workgroup of the stack`);
  if (!isPublic(workgroup))
    throw new Error("The workgroup is not publicly accessible: Firehose does not reach it. Set PubliclyAccessible");
}
var isPublic = ({ properties }) => String(properties["PubliclyAccessible"]) === "true";

// runtime/services/firehose/settings.ts
function settingsOf2(resource, graph) {
  const { name: name2 } = resource;
  try {
    return read2(resource.properties, graph);
  } catch (error) {
    throw new Error(`Delivery stream ${name2}: ${error.message}`, { cause: error });
  }
}
function read2(properties, graph) {
  const { source: source7, access: toSource } = sourceOf2(properties, graph);
  const { to, access } = destinationsOf(properties, graph);
  const { transform: transform2, roleArn } = to;
  if (source7?.kind === "topic" && (to.domain ?? to.table))
    throw unknown("a destination other than S3 of a topic of Amazon MSK");
  return {
    source: source7,
    ...to,
    access: [...access, ...toSource, ...transform2 ? [{ roleArn, needed: toFunction(transform2.functionArn) }] : []]
  };
}
var sources = {
  KinesisStreamAsSource: "KinesisStreamSourceConfiguration",
  MSKAsSource: "MSKSourceConfiguration"
};
function sourceOf2(properties, graph) {
  const { DeliveryStreamType: type = "DirectPut", KinesisStreamSourceConfiguration: stream } = properties;
  const { MSKSourceConfiguration: topic } = properties;
  if (type !== "DirectPut" && !Object.hasOwn(sources, type)) throw unknown(`the source ${type}`);
  for (const [of, configuration] of Object.entries(sources))
    if (type === of !== (properties[configuration] !== void 0))
      throw new Error(`${configuration} and the type ${of} come together`);
  if (stream) {
    const { KinesisStreamARN: arn3, RoleARN: roleArn } = stream;
    return { source: { kind: "stream", arn: arn3 }, access: [{ roleArn, needed: toStream(arn3) }] };
  }
  if (!topic) return { source: void 0, access: [] };
  const { MSKClusterARN: arn2, TopicName, AuthenticationConfiguration } = topic;
  const access = { roleArn: AuthenticationConfiguration.RoleARN, needed: toTopic(arn2, TopicName) };
  return { source: mskSourceOf(topic, graph), access: [access] };
}
function destinationsOf({
  ExtendedS3DestinationConfiguration: extended,
  AmazonopensearchserviceDestinationConfiguration: domain,
  RedshiftDestinationConfiguration: table2
}, graph) {
  if ([extended, domain, table2].filter(Boolean).length > 1) throw new Error("A delivery stream has one destination");
  if (domain) {
    const s32 = domain.S3Configuration;
    requireWayIn(domain, graph);
    return {
      to: { ...openSearchOf(domain), partitioning: void 0, table: void 0 },
      access: [...bucketAccess(s32), ...domainAccess(domain), ...logAccess(domain, graph), ...logAccess(s32, graph)]
    };
  }
  if (table2) {
    const s32 = table2.S3Configuration;
    requirePublic(table2, graph);
    return {
      to: { ...redshiftOf(table2), partitioning: void 0, domain: void 0 },
      access: [...bucketAccess(s32), ...secretAccess(table2), ...logAccess(table2, graph), ...logAccess(s32, graph)]
    };
  }
  if (!extended) throw unknown("a destination other than S3, OpenSearch Service and Redshift");
  const plain2 = unpartitioned(extended);
  return {
    to: {
      roleArn: extended.RoleARN,
      transform: transformOf(plain2.ProcessingConfiguration),
      // with the partition keys, which are not known before there is a record
      bucket: {
        ...destinationOf(plain2, conversionOf(extended.DataFormatConversionConfiguration, graph)),
        prefix: extended.Prefix
      },
      partitioning: partitioningOf(extended),
      domain: void 0,
      table: void 0
    },
    access: [...bucketAccess(extended), ...tableAccess(extended, graph), ...logAccess(extended, graph)]
  };
}

// runtime/services/firehose/activation.ts
var readers = /^AWS::(IAM|CloudWatch|KinesisFirehose)::|^AWS::Lambda::EventSourceMapping$|^AWS::Kinesis::ResourcePolicy$|^AWS::MSK::/;
var writtenStream = (arn2) => ({
  arn: arn2,
  type: "AWS::Kinesis::Stream",
  calls: ["kinesis:PutRecord", "kinesis:PutRecords"].map((action) => ({ action, resource: arn2 }))
});
function earlyWriters(graph, { arn: arn2, type: sourceType, calls }, deliveryStream, permissions) {
  const source7 = graph.named(arn2, sourceType);
  if (!source7) return [];
  return [...graph.resources.values()].filter(
    (resource) => !readers.test(resource.type) && resource.dependsOn.includes(source7.id) && !waitsFor(graph, resource.id, deliveryStream.id) && !cannotWrite(resource)
  );
  function cannotWrite({ type, properties }) {
    const called = type.startsWith("Custom::") && graph.named(String(properties["ServiceToken"]), "AWS::Lambda::Function");
    const role = called ? called.properties["Role"] : properties["ServiceExecutionRole"];
    if (role === void 0) return false;
    return !calls.some((call2) => permissions.allows(String(role), call2));
  }
}
function waitsFor(graph, id, target, seen = /* @__PURE__ */ new Set()) {
  if (seen.has(id)) return false;
  seen.add(id);
  const dependsOn = graph.resources.get(id)?.dependsOn ?? [];
  return dependsOn.includes(target) || dependsOn.some((next2) => waitsFor(graph, next2, target, seen));
}

// runtime/services/firehose/sources/kinesis.ts
var KinesisSource = class {
  lanes;
  retention;
  readAs = "DataReadFromKinesisStream";
  #stream;
  constructor(stream) {
    this.lanes = stream.shardIds;
    this.retention = stream.retention;
    this.#stream = stream;
  }
  records() {
    return this.#stream.records().map(laneRecord);
  }
  onRecord(listener) {
    this.#stream.onPut((record) => listener(laneRecord(record)));
  }
  /** "Firehose starts reading from the LATEST position of your Kinesis stream": what the stream already holds is left out. */
  skipped() {
    return new Map(
      this.#stream.records().map(({ shardId, sequenceNumber }) => [shardId, positionOf(sequenceNumber)])
    );
  }
  isAway() {
    return false;
  }
  done() {
  }
  behind() {
    return void 0;
  }
};
var laneRecord = ({ shardId, sequenceNumber, partitionKey, data, arrivedAt }) => ({
  lane: shardId,
  record: {
    position: positionOf(sequenceNumber),
    data,
    arrivedAt,
    storedAt: arrivedAt,
    origin: { kind: "shard", shardId, partitionKey, sequenceNumber }
  }
});

// runtime/services/firehose/sources/msk.ts
var MskSource = class {
  lanes;
  retention;
  readAs = "DataReadFromSource";
  #options;
  constructor(options) {
    const { topic } = options;
    this.lanes = Array.from({ length: topic.partitions }, (_, partition) => String(partition));
    this.retention = topic.retention;
    this.#options = options;
  }
  records() {
    return this.#options.topic.records().map(laneRecord2);
  }
  onRecord(listener) {
    this.#options.topic.onAppend((record) => listener(laneRecord2(record)));
  }
  /**
   * Firehose API reference, MSKSourceConfiguration, ReadFromTimestamp: "By default, this is set to timestamp when Firehose becomes
   * Active". As for any consumer that asks for a time, a partition begins at its first record of that time or later.
   */
  skipped(activeSince) {
    const { topic, from = activeSince } = this.#options;
    const kept2 = Map.groupBy(topic.records(), ({ partition }) => partition);
    return new Map(
      [...kept2].flatMap(([partition, records]) => {
        const first = records.findIndex(({ timestamp }) => timestamp >= from);
        const last = records[(first < 0 ? records.length : first) - 1];
        return last ? [[String(partition), positionOf(String(last.offset))]] : [];
      })
    );
  }
  isAway() {
    const { faults: faults10, topic } = this.#options;
    return faults10.strike("kafka.broker-away", topic.name) !== void 0;
  }
  /** What all readers are done with, a topic of a long run lets go of. */
  done(lane3, position) {
    const { topic, group } = this.#options;
    topic.commit(group, Number(lane3), Math.floor(Number(position)) + 1);
  }
  /** Firehose guide, monitoring-with-cloudwatch-metrics, KafkaOffsetLag. */
  behind(lane3, newestRead) {
    const { topic } = this.#options;
    const partition = Number(lane3);
    const next2 = newestRead === void 0 ? topic.firstOffset(partition) : Number(newestRead) + 1;
    return Math.max(0, topic.nextOffset(partition) - next2);
  }
};
var laneRecord2 = ({ partition, offset, value: value2, timestamp, appendedAt }) => ({
  lane: String(partition),
  record: {
    position: positionOf(String(offset)),
    data: value2 ?? new Uint8Array(),
    arrivedAt: timestamp,
    storedAt: appendedAt,
    origin: { kind: "partition", partition, offset }
  }
});

// runtime/services/firehose/sources.ts
function sourceFor(settings, { id, name: name2 }, host3) {
  if (settings.kind === "stream") {
    const stream = host3.find("stream", settings.arn);
    if (stream) return new KinesisSource(stream);
    throw new Error(`No local engine for ${id}: its source ${settings.arn} is no stream of the stack`);
  }
  const topic = host3.find("kafkaTopic", settings.topic);
  if (!topic) throw new Error(`No local engine for ${id}: the cluster has no topic ${settings.topic}`);
  return new MskSource({ topic, faults: host3.faults, from: settings.from, group: `firehose|${name2}` });
}
function componentOfSource({ arn: arn2 }, { graph, existingKafka }) {
  const found = graph.named(arn2);
  const outside = existingKafka.find((cluster2) => cluster2.arn === arn2);
  return found?.component ?? found?.id ?? outside?.component ?? arn2;
}
function tooEarly(settings, resource, host3) {
  if (settings.kind === "stream")
    return earlyWriters(host3.graph, writtenStream(settings.arn), resource, host3.permissions);
  if (settings.from !== void 0) return [];
  const { arn: arn2, topic } = settings;
  const calls = [
    { action: "kafka-cluster:WriteData", resource: `${arn2.replace(":cluster/", ":topic/")}/${topic}` }
  ];
  return ["AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"].flatMap(
    (type) => earlyWriters(host3.graph, { arn: arn2, type, calls }, resource, host3.permissions)
  );
}

// runtime/services/firehose/transform/answer.ts
var problems = {
  missing: {
    code: "Lambda.MissingRecordId",
    message: "One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids."
  },
  repeated: {
    code: "Lambda.DuplicatedRecordId",
    message: "Multiple records were returned with the same record Id. Ensure that the Lambda function returns unique Ids for each record."
  },
  malformed: {
    code: "Lambda.JsonProcessingException",
    message: "There was an error parsing returned records from the Lambda function."
  },
  failed: { code: "Lambda.ProcessingFailedStatus", message: "ProcessingFailed status set for record" }
};
function readAnswer(answer, recordIds, field = "data") {
  const all = (problem2) => recordIds.map(() => ({ result: "failed", problem: problem2 }));
  const returned = answer?.records;
  if (!Array.isArray(returned)) return all(problems.malformed);
  const byId = /* @__PURE__ */ new Map();
  for (const record of returned) {
    if (byId.has(record?.recordId)) return all(problems.repeated);
    byId.set(record?.recordId, record);
  }
  if (recordIds.some((id) => !byId.has(id))) return all(problems.missing);
  return recordIds.map((id) => readRecord(byId.get(id), field));
}
function readRecord(returned, field) {
  const { result, [field]: data } = returned;
  if (result === "Dropped") return { result };
  if (result === "ProcessingFailed") return { result: "failed", problem: problems.failed };
  if (result !== "Ok" || typeof data !== "string") return { result: "failed", problem: problems.malformed };
  return { result, data: Buffer.from(data, "base64") };
}

// runtime/services/firehose/transform/transform.ts
var answerLimit = 6291556;
var pause = 1e3;
var codeOf = {
  throttled: { code: "Lambda.InvokeLimitExceeded", message: "The Lambda invocation limit was reached." },
  denied: { code: "Lambda.InvokeAccessDenied", message: "Access was denied to invoke the Lambda function." }
};
async function transform(batch, { functionArn, retries }, host3) {
  const { clock } = host3;
  const identity = `${host3.deliverer.arn}|${recordIdOf(batch[0])}|${batch.length}`;
  let problem2 = codeOf.throttled;
  for (let attempt = 0; attempt <= retries; attempt++) {
    if (attempt > 0) await clock.sleep(pause * 2 ** attempt);
    const outcome = await attempted(batch, identity, host3);
    if ("answers" in outcome) return prepared(batch, outcome.answers, documents(functionArn, attempt + 1, clock.now()));
    problem2 = outcome.problem;
  }
  const failed2 = { result: "failed", problem: problem2 };
  return prepared(
    batch,
    batch.map(() => failed2),
    documents(functionArn, retries + 1, clock.now())
  );
}
async function attempted(batch, identity, { clock, faults: faults10, deliverer, mayInvoke: mayInvoke2, invoke: invoke2, invoked: invoked2 }) {
  const begun2 = clock.now();
  const failed2 = (problem2) => {
    invoked2(false, clock.now() - begun2);
    return { problem: problem2 };
  };
  if (!mayInvoke2()) return failed2(codeOf.denied);
  if (faults10.strike("delivery.transform-throttled", identity)) return failed2(codeOf.throttled);
  try {
    const answer = await invoke2(eventOf2(deliverer, uuidOf(`${identity}|${begun2}`), batch));
    if (sizeOf(answer, fieldOf(deliverer)) > answerLimit)
      return failed2({
        code: "Lambda.FunctionError",
        message: `Response payload size exceeded maximum allowed payload size (${answerLimit} bytes).`
      });
    invoked2(true, clock.now() - begun2);
    return { answers: readAnswer(answer, batch.map(recordIdOf), fieldOf(deliverer)) };
  } catch (error) {
    const { message: message2 } = error;
    const timedOut = /timed out/.test(message2);
    return failed2({
      code: timedOut ? "Lambda.FunctionTimedOut" : "Lambda.FunctionError",
      message: timedOut ? message2 : "The Lambda function was successfully invoked but it returned an error result."
    });
  }
}
var fieldOf = ({ source: source7 }) => source7?.kind === "topic" ? "kafkaRecordValue" : "data";
function sizeOf(answer, field) {
  const records = answer?.records;
  if (!Array.isArray(records)) return 0;
  const bytes2 = records.reduce((sum2, record) => sum2 + 200 + String(record?.[field] ?? "").length, 0);
  return bytes2 < answerLimit / 2 ? bytes2 : Buffer.byteLength(JSON.stringify(answer));
}
function prepared(batch, answers, documentOf2) {
  return batch.map((record, at) => {
    const answer = answers[at];
    if (answer.result === "Ok") return { record, result: "ok", data: answer.data };
    if (answer.result === "Dropped") return { record, result: "dropped" };
    const document2 = documentOf2(record, answer.problem);
    return { record, result: "failed", failure: { output: "processing-failed", document: document2 } };
  });
}
var documents = (lambdaArn, attemptsMade, attemptEndingTimestamp) => ({ arrivedAt, data }, { code, message: message2 }) => ({
  attemptsMade,
  arrivalTimestamp: arrivedAt,
  errorCode: code,
  errorMessage: message2,
  attemptEndingTimestamp,
  rawData: Buffer.from(data).toString("base64"),
  lambdaArn
});

// runtime/services/firehose/delivery-stream.ts
var putLane = "put";
var minute3 = 6e4;
var keptWhenPut = 24 * 60 * minute3;
var late = minute3;
var RunningDeliveryStream = class {
  arn;
  name;
  source;
  #resource;
  #host;
  #journal;
  #settings;
  #destination;
  /** A topic is there once the deployment has made it. */
  #source;
  #reader;
  #lanes = /* @__PURE__ */ new Map();
  #report;
  #keys = new PartitionKeys();
  #component;
  #from;
  #activeSince;
  /** By lane, the position of the newest record that was read or left out. */
  #newest = /* @__PURE__ */ new Map();
  #puts = 0n;
  #closed = false;
  /** Throws for settings that Firehose refuses, for what is not modelled, and for a role that lacks a permission. */
  constructor(resource, host3, journal) {
    this.arn = resource.arn;
    this.name = resource.name;
    this.#resource = resource;
    this.#host = host3;
    this.#journal = journal;
    this.#settings = settingsOf2(resource, host3.graph);
    this.source = this.#settings.source;
    requireAccess(host3.permissions, this.name, this.#settings.access);
    if (this.source?.kind === "topic") requireConnection(this.source, this.arn, host3.graph, host3.permissions);
    this.#report = reportOf(host3.metrics, this.name);
    this.#component = resource.component ?? resource.id;
    this.#from = this.source ? componentOfSource(this.source, host3) : this.#componentOf(this.arn);
    this.#destination = destinationFor(this.#settings, resource, host3, this.#report, this.#keys);
    if (this.source?.kind !== "topic") this.#open();
  }
  /** Every minute. */
  report() {
    const lanes = [...this.#lanes];
    const oldest = lanes.flatMap(([, lane3]) => lane3.oldest() ?? []);
    if (oldest.length > 0) this.#destination.reportAge(Math.max(0, this.#host.clock.now() - Math.min(...oldest)));
    if (this.#activeSince === void 0) return;
    for (const [id, lane3] of lanes) {
      const behind = this.#source?.behind(id, this.#newest.get(id));
      if (behind === void 0) continue;
      this.#report("KafkaOffsetLag", behind);
      this.#report("DataReadFromSource.Backpressured", lane3.obstacle() === void 0 ? 0 : 1);
    }
  }
  get activeSince() {
    return this.#activeSince;
  }
  put(data) {
    if (this.source) throw new Error(`${this.name} reads ${this.source.arn}: nothing can be put into it`);
    const bytes2 = typeof data === "string" ? Buffer.from(data) : data;
    const record = this.#putRecord(positionOf(String(++this.#puts)), this.#host.clock.now(), bytes2);
    this.#journal.remember({ of: this.name, put: record.position, arrivedAt: record.arrivedAt }, bytes2);
    this.#report("IncomingRecords", 1);
    this.#report("IncomingBytes", bytes2.length);
    this.#report("ThrottledRecords", 0);
    this.#lanes.get(putLane).take(record);
  }
  /** Whether PutRecordBatch has capacity for a record now. */
  admits(identity) {
    const throttled = this.#host.faults.strike("delivery.record-throttled", `${this.name}|${identity}`) !== void 0;
    if (throttled) this.#report("ThrottledRecords", 1);
    return !throttled;
  }
  /** Takes up what an earlier process has not delivered. */
  restore() {
    if (this.source?.kind === "topic") this.#open();
    const own = this.#journal.remembered().filter(({ entry }) => entry.of === this.name);
    const done = /* @__PURE__ */ new Map();
    for (const { entry } of own) {
      if ("active" in entry) this.#activeSince = entry.active;
      if ("done" in entry) done.set(entry.lane, entry.done);
    }
    for (const [lane3, position] of done) this.#newest.set(lane3, position);
    const isDone = (lane3, position) => position <= (done.get(lane3) ?? "");
    for (const { entry, bytes: bytes2 } of own) {
      if (!("put" in entry)) continue;
      this.#puts = BigInt(entry.put);
      if (!isDone(putLane, entry.put))
        this.#lanes.get(putLane).take(this.#putRecord(entry.put, entry.arrivedAt, bytes2));
    }
    if (this.#activeSince === void 0) return;
    for (const each2 of this.#source?.records() ?? [])
      if (!isDone(each2.lane, each2.record.position)) this.#reader.read(each2);
  }
  /** What was written before the delivery stream is ACTIVE is not delivered, unless its source is read from an earlier time. */
  begin() {
    this.#source?.onRecord((record) => {
      if (this.#activeSince !== void 0 && !this.#closed) this.#reader.read(record);
    });
    if (this.#activeSince !== void 0) return;
    const early = this.source ? tooEarly(this.source, this.#resource, this.#host) : [];
    if (early.length === 0) return this.#activate();
    this.#host.error(
      this.#component,
      `${early.map(({ id }) => id).join(", ")} may write to the ${this.source.kind} before ${this.name} is ACTIVE: it is late in this run, and what is written before is not delivered. Add a dependency on the delivery stream`
    );
    this.#host.clock.timer(late, () => this.#activate());
  }
  async idle() {
    await this.#reader?.idle();
    await Promise.all([...this.#lanes.values()].map((lane3) => lane3.idle()));
  }
  waiting() {
    const lanes = [...this.#lanes.values()].filter((lane3) => lane3.waiting() > 0);
    const unread = this.#reader?.unread ?? 0;
    if (lanes.length === 0 && unread === 0) return [];
    const obstacle = lanes.map((lane3) => lane3.obstacle()).find(Boolean) ?? (unread > 0 ? "not read" : "in its buffers");
    const count4 = lanes.reduce((sum2, lane3) => sum2 + lane3.waiting(), unread);
    return [{ component: this.#from, count: count4, what: `records in delivery stream ${this.#component}: ${obstacle}` }];
  }
  close() {
    this.#closed = true;
    this.#reader?.close();
  }
  #activate() {
    this.#activeSince = this.#host.clock.now();
    this.#journal.remember({ of: this.name, active: this.#activeSince });
    const source7 = this.#source;
    if (!source7) return;
    const skipped = source7.skipped(this.#activeSince);
    for (const [lane3, done] of skipped) {
      this.#journal.remember({ of: this.name, lane: lane3, done });
      this.#newest.set(lane3, done);
    }
    for (const each2 of source7.records())
      if (each2.record.position > (skipped.get(each2.lane) ?? "")) this.#reader.read(each2);
  }
  #open() {
    this.#source = this.source && sourceFor(this.source, this.#resource, this.#host);
    this.#reader = this.#source && new Reader2({
      name: this.name,
      clock: this.#host.clock,
      faults: this.#host.faults,
      source: this.#source,
      take: (records) => this.#takeAll(records),
      lost: (count4) => this.#lost(count4)
    });
    const lanes = this.#source?.lanes ?? [putLane];
    this.#lanes = new Map(lanes.map((lane3) => [lane3, this.#lane(lane3, this.#destination)]));
  }
  #takeAll(records) {
    reportSizes(
      this.#report,
      this.#source.readAs,
      records.map(({ record }) => record)
    );
    for (const record of records) this.#take(record);
  }
  #take({ lane: lane3, record }) {
    this.#newest.set(lane3, record.position);
    const { records, beyond } = recordsWithin(record, this.#settings.partitioning?.delimiter);
    for (const each2 of records) this.#lanes.get(lane3).take(each2);
    if (beyond > 0)
      this.#host.error(this.#component, `${this.name} has lost ${beyond} records: one of the stream had more than 500`);
  }
  #putRecord(position, arrivedAt, data) {
    return { position, data, arrivedAt, storedAt: arrivedAt, origin: void 0 };
  }
  #lane(id, destination) {
    const { clock, faults: faults10 } = this.#host;
    return new Lane({
      id: `${this.name}|${id}`,
      clock,
      faults: faults10,
      destination,
      transform: this.#transform(),
      retention: this.#retention,
      observer: {
        done: (batch) => this.#done(id, batch),
        refused: (why) => this.#host.error(this.#component, `${this.name} could not deliver: ${why}`),
        lost: (records) => this.#lost(records.length)
      }
    });
  }
  /** How long a record may wait, in milliseconds. */
  get #retention() {
    return this.#source?.retention ?? keptWhenPut;
  }
  #lost(count4) {
    this.#host.error(this.#component, `${this.name} has lost ${count4} records: its source has forgotten them`);
  }
  #done(lane3, batch) {
    if (this.#closed) return;
    const done = batch.at(-1).record.position;
    this.#journal.remember({ of: this.name, lane: lane3, done });
    this.#source?.done(lane3, done);
    const { clock, meter } = this.#host;
    if (this.#source) meter.flow(this.#from, this.#component, batch.length);
    const { transform: before, domain, bucket } = this.#settings;
    const buffered = (before?.interval ?? 0) + (domain ?? bucket).interval;
    const inTime = clock.now() - buffered;
    for (const { record } of batch) meter.lag(this.#component, Math.max(0, inTime - record.arrivedAt));
    const dropped = batch.filter(({ result }) => result === "dropped").length;
    if (dropped > 0) meter.dropped(this.#component, dropped);
  }
  #transform() {
    const settings = this.#settings.transform;
    if (!settings) return void 0;
    const { clock, faults: faults10, permissions, functions: functions2, meter, graph } = this.#host;
    const { functionArn, size, interval } = settings;
    const { roleArn } = this.#settings;
    const target = this.#componentOf(functionArn);
    const host3 = {
      clock,
      faults: faults10,
      deliverer: { arn: this.arn, region: graph.region, source: this.source },
      mayInvoke: () => permissions.allows(roleArn, { action: "lambda:InvokeFunction", resource: functionArn }),
      invoke: this.#keys.noting((event) => functions2.invoke(functionArn, event)),
      invoked: (succeeded, duration2) => {
        this.#report("ExecuteProcessing.Success", succeeded ? 1 : 0);
        this.#report("ExecuteProcessing.Duration", duration2);
      }
    };
    const run = async (batch) => {
      meter.flow(this.#component, target, batch.length);
      const prepared2 = await transform(batch, settings, host3);
      const good = prepared2.filter((each2) => each2.result === "ok");
      reportSizes(this.#report, "SucceedProcessing", good);
      return prepared2;
    };
    return { size, interval, run };
  }
  #componentOf(arn2) {
    const found = this.#host.graph.named(arn2);
    return found?.component ?? found?.id ?? arn2;
  }
};

// runtime/services/firehose/delivery-streams.ts
var minute4 = 6e4;
var DeliveryStreams = class {
  api;
  #host;
  #streams;
  constructor(host3) {
    this.#host = host3;
    const { graph } = host3;
    const journal = host3.journal();
    this.#streams = new Map(
      graph.ofType("AWS::KinesisFirehose::DeliveryStream").map((resource) => [resource.name, new RunningDeliveryStream(resource, host3, journal)])
    );
    this.api = firehoseApi({ account: graph.account, region: graph.region, stream: (name2) => this.find(name2) });
  }
  find(nameOrArn) {
    return this.#streams.get(nameOrArn.replace(/^arn:.*:deliverystream\//, ""));
  }
  names() {
    return [...this.#streams.keys()];
  }
  restore() {
    for (const stream of this.#streams.values()) stream.restore();
  }
  begin() {
    for (const stream of this.#streams.values()) stream.begin();
    this.#report();
  }
  async atRest() {
    await Promise.all([...this.#streams.values()].map((stream) => stream.idle()));
  }
  waiting() {
    return [...this.#streams.values()].flatMap((stream) => stream.waiting());
  }
  async close() {
    for (const stream of this.#streams.values()) stream.close();
  }
  /** Every minute. */
  #report() {
    for (const stream of this.#streams.values()) stream.report();
    this.#host.clock.timer(minute4, () => this.#report());
  }
};

// runtime/services/firehose/faults.ts
var faults3 = {
  "delivery.transform-throttled": {
    rate: 0.15,
    sightings: 2,
    title: "Transform not invoked",
    explanation: "The account has no concurrency left for the transform function. Firehose tries three times more.",
    source: "Firehose guide, data-transformation-failure-handling: the invocation limit is reached",
    having: "ProcessingConfiguration"
  },
  "delivery.put-failed": {
    rate: 0.2,
    sightings: 2,
    title: "Destination refuses a delivery",
    explanation: "The destination does not take a delivery. Firehose tries again until it does.",
    source: "Firehose guide, retry: delivery to the destination is retried"
  },
  "delivery.repeated": {
    rate: 0.15,
    sightings: 1,
    title: "Delivered twice",
    explanation: "The destination takes a delivery, its answer is lost, and Firehose delivers the same records again.",
    source: "Firehose guide, basic-deliver: at-least-once semantics, duplicates are possible when a request times out"
  },
  "delivery.record-throttled": {
    rate: 0.15,
    sightings: 2,
    title: "Records of a batch throttled",
    explanation: "PutRecordBatch takes some records of a request and not others, which have to be put again.",
    source: "Firehose API reference, PutRecordBatch: FailedPutCount, ServiceUnavailableException",
    having: "DirectPut"
  },
  "delivery.source-unread": {
    ...lasting,
    title: "Source not read",
    explanation: "The delivery stream does not read its source: records wait in the stream or the topic.",
    source: "Firehose guide, monitoring-with-cloudwatch-logs: Kinesis.AccessDenied, Kinesis.ResourceNotFound",
    having: ["KinesisStreamAsSource", "MSKAsSource"]
  },
  "delivery.destination-down": {
    ...lasting,
    title: "Destination unreachable",
    explanation: "Every delivery fails. Firehose keeps the records and tries again, until their source forgets them.",
    source: "Firehose guide, retry: from a Kinesis data stream until its retention, otherwise for 24 hours"
  },
  "delivery.index-down": {
    ...lasting,
    title: "Domain out of reach of Firehose",
    explanation: "Firehose does not reach the domain. After the retry duration it writes the documents to the bucket.",
    source: "Firehose guide, retry: the skipped documents are delivered to your S3 bucket",
    having: "AmazonopensearchserviceDestinationConfiguration"
  },
  "delivery.warehouse-down": {
    ...lasting,
    title: "Workgroup out of reach",
    explanation: "Firehose does not reach the workgroup. After the retry duration a manifest names what was not copied.",
    source: "Firehose guide, retry: a manifest file in the errors/ folder, which you can use for manual backfill",
    having: "RedshiftDestinationConfiguration"
  },
  "delivery.copy-failed": {
    rate: 0.15,
    sightings: 2,
    title: "COPY fails",
    explanation: "COPY of a staged object fails, and nothing of it is in the table. Firehose tries again.",
    source: "Firehose guide, retry: Amazon Redshift, the retry duration of 0 to 7,200 seconds",
    having: "RedshiftDestinationConfiguration"
  }
};

// runtime/services/firehose/service.ts
var firehose = {
  id: "firehose",
  signingNames: ["firehose"],
  kind: "deliveryStream",
  resources: {
    "AWS::KinesisFirehose::DeliveryStream": {
      name: { property: "DeliveryStreamName", most: 64 },
      arn: arn("firehose", (self) => `deliverystream/${name(self)}`),
      standIn: "Firehose: reads streams and topics, or takes what is put; buffers, transforms, converts to Parquet and delivers to S3, OpenSearch domains and Redshift Serverless; partitions as its transform says, not by queries; no throughput limits"
    }
  },
  faults: faults3,
  metrics: metrics3,
  start: (host3) => new DeliveryStreams(host3)
};

// runtime/services/glue/faults.ts
var strikes2 = ["AWS::Glue::Job"];
var faults4 = {
  "glue.run-fails": {
    rate: 0.2,
    sightings: 1,
    strikes: strikes2,
    title: "Run of a job fails",
    explanation: "A run of a job fails before its script begins: no capacity, or the network of its workers.",
    source: "Glue guide, page: troubleshooting-resource-unavailable; a run that fails is repeated as often as MaxRetries says"
  },
  "glue.run-broken-off": {
    rate: 0.5,
    sightings: 1,
    strikes: strikes2,
    title: "Run of a job broken off",
    explanation: "A run of a job ends in the middle of its script. What it has written until then is there.",
    source: "Glue guide, page: troubleshooting-resource-unavailable; a job run may end at any point, and is not undone"
  },
  "glue.job-fails": {
    ...lasting,
    strikes: strikes2,
    title: "Job fails every time",
    explanation: "Every run of the job fails, and so does each repetition of it.",
    source: 'Glue guide, page: monitor-glue, job run states: FAILED, "the job run has failed"'
  },
  "glue.job-times-out": {
    ...lasting,
    strikes: strikes2,
    title: "Job takes too long",
    explanation: "Every run of the job takes longer than its timeout, and is ended by Glue.",
    source: 'Glue API reference, page: aws-glue-api-jobs-job, Timeout: "before it is terminated and enters TIMEOUT status"'
  },
  "glue.trigger-stopped": {
    ...lasting,
    strikes: ["AWS::Glue::Trigger"],
    title: "Trigger does not fire",
    explanation: "The trigger of the workflow is deactivated: nobody starts the job.",
    source: 'Glue guide, page: about-triggers, "a trigger can be activated or deactivated"'
  }
};

// runtime/services/glue/api.ts
var import_node_crypto13 = require("node:crypto");
var missing2 = (what) => new ServiceError("EntityNotFoundException", 400, `${what} not found.`);
var operations3 = {
  StartJobRun: (input, glue2) => ofJob(input, glue2, (job) => ({
    JobRunId: job.start(input["Arguments"] ?? {}).runId
  })),
  GetJobRun: (input, glue2) => ofJob(input, glue2, (job) => {
    const run = job.runs().find(({ id }) => id === input["RunId"]);
    if (!run) throw missing2(`Job run ${String(input["RunId"])}`);
    return { JobRun: described(job, run) };
  }),
  GetJobRuns: (input, glue2) => ofJob(input, glue2, (job) => ({ JobRuns: job.runs().map((run) => described(job, run)) })),
  StartWorkflowRun: (input, glue2) => {
    const name2 = String(input["Name"]);
    return {
      resource: regionalArn("glue", glue2, `workflow/${name2}`),
      run: () => {
        if (!glue2.workflows.has(name2)) throw missing2(`Workflow ${name2}`);
        glue2.workflows.start(name2);
        return { RunId: `wr_${(0, import_node_crypto13.randomUUID)().replaceAll("-", "")}` };
      }
    };
  }
};
function ofJob(input, glue2, run) {
  const name2 = String(input["JobName"]);
  const job = glue2.job(name2);
  return {
    resource: job?.arn ?? regionalArn("glue", glue2, `job/${name2}`),
    run: () => {
      if (!job) throw missing2(`Job ${name2}`);
      return run(job);
    }
  };
}
var described = ({ name: name2 }, run) => ({
  Id: run.id,
  Attempt: run.attempt,
  JobName: name2,
  JobRunState: run.state,
  Arguments: run.arguments,
  StartedOn: run.startedOn / 1e3,
  ...run.completedOn === void 0 ? {} : { CompletedOn: run.completedOn / 1e3, ExecutionTime: Math.ceil((run.completedOn - run.startedOn) / 1e3) },
  ...run.message === void 0 ? {} : { ErrorMessage: run.message }
});
var glueApi = (glue2) => ({
  call: (request) => glueCall(request, glue2),
  error: rpcError
});
function glueCall(request, glue2) {
  const { operation: name2, input } = rpcOf(request);
  const operation = operations3[name2]?.(input, glue2);
  if (!operation) throw notModelled(`Glue ${name2}`);
  const action = `glue:${name2}`;
  return {
    name: action,
    iam: [{ action, resource: operation.resource }],
    dataAccess: [],
    run: () => callService(async () => rpcReply(request, operation.run()))
  };
}

// runtime/services/glue/job.ts
var import_node_crypto15 = require("node:crypto");

// runtime/services/glue/script-process.ts
var import_node_crypto14 = require("node:crypto");
async function runScript(host3, standIn2, run) {
  const accessKeyId = `LOCALSCRIPT${(0, import_node_crypto14.randomUUID)().replaceAll("-", "").toUpperCase()}`;
  const secretAccessKey = `secret-${(0, import_node_crypto14.randomUUID)()}`;
  let calls = 0;
  const caller = {
    component: run.component,
    roleArn: run.roleArn,
    within: (call2) => {
      if (run.breaksOffAfter !== void 0 && calls++ >= run.breaksOffAfter)
        return Promise.reject(new Error("The run of the job was broken off"));
      return call2();
    }
  };
  host3.callers.add(accessKeyId, { secretAccessKey, now: () => Date.now(), factor: 1 }, () => caller);
  try {
    const outcome = await standIn2.run({
      arguments: run.arguments,
      now: run.now,
      client: { endpoint: host3.endpoint, region: host3.graph.region, credentials: { accessKeyId, secretAccessKey } }
    });
    putMetrics(host3, run.roleArn, outcome);
    return outcome;
  } finally {
    host3.callers.remove(accessKeyId);
  }
}
function putMetrics(host3, roleArn, { metrics: metrics9 }) {
  const { namespace: namespace8, dimensions: dimensions4, values } = metrics9;
  const call2 = { action: "cloudwatch:PutMetricData", resource: "*", context: { "cloudwatch:namespace": namespace8 } };
  if (!host3.permissions.allows(roleArn, call2))
    throw new Error(`AccessDenied: the role does not allow cloudwatch:PutMetricData in ${namespace8}`);
  for (const [name2, value2] of Object.entries(values)) host3.metrics.put(namespace8, name2, dimensions4, value2);
}

// runtime/services/glue/job.ts
var minute5 = 6e4;
var usualTimeout = 480;
var startMs = 5e3;
var most2 = 1e3;
var GlueJob = class {
  name;
  arn;
  component;
  #host;
  #properties;
  #standIn;
  #runs = [];
  #running = /* @__PURE__ */ new Set();
  #started = 0;
  #closed = false;
  constructor(resource, host3) {
    this.name = resource.name;
    this.arn = resource.arn;
    this.component = resource.component ?? resource.id;
    this.#properties = resource.properties;
    this.#host = host3;
    this.#standIn = host3.scripts[this.component];
  }
  runs() {
    return this.#runs.map((run) => ({ ...run }));
  }
  start(given2, now) {
    const allowed = this.#properties.ExecutionProperty?.MaxConcurrentRuns ?? 1;
    if (this.#running.size >= allowed)
      throw new ServiceError("ConcurrentRunsExceededException", 400, `Concurrent runs exceeded for ${this.name}`);
    const runId = `jr_${(0, import_node_crypto15.hash)("sha256", `${this.name}|${this.#started++}|${this.#host.clock.now()}`)}`;
    const ended = this.#attempts(runId, given2, now);
    this.#running.add(ended);
    void ended.finally(() => this.#running.delete(ended));
    return { runId, ended };
  }
  async atRest() {
    await Promise.all(this.#running);
  }
  get isRunning() {
    return this.#running.size > 0;
  }
  async close() {
    this.#closed = true;
  }
  /** Glue API reference, MaxRetries: "The maximum number of times to retry this job after a JobRun fails". */
  async #attempts(runId, given2, now) {
    const { MaxRetries = 0, DefaultArguments = {} } = this.#properties;
    for (let attempt = 0; ; attempt++) {
      const run = {
        id: attempt === 0 ? runId : `${runId}_attempt_${attempt}`,
        attempt,
        state: "STARTING",
        arguments: { ...DefaultArguments, ...given2 },
        startedOn: this.#host.clock.now(),
        completedOn: void 0,
        message: void 0
      };
      this.#runs.unshift(run);
      if (this.#runs.length > most2) this.#runs.pop();
      await this.#run(run, runId, now);
      if (this.#closed || run.state === "SUCCEEDED" || attempt >= MaxRetries) return { ...run };
    }
  }
  async #run(run, identity, now) {
    const { clock } = this.#host;
    await clock.sleep(startMs);
    run.state = "RUNNING";
    try {
      await this.#script(run, identity, now);
      this.#end(run, "SUCCEEDED", void 0);
    } catch (error) {
      this.#end(run, error instanceof TookTooLong ? "TIMEOUT" : "FAILED", error.message);
    }
  }
  async #script(run, identity, now) {
    const { clock, faults: faults10 } = this.#host;
    const strikes6 = (point) => faults10.strike(point, `${this.name}|${identity}`)?.severity;
    const timeout = (this.#properties.Timeout ?? usualTimeout) * minute5;
    if (strikes6("glue.job-times-out") !== void 0) {
      await clock.sleep(timeout);
      throw new TookTooLong();
    }
    if (strikes6("glue.job-fails") !== void 0 || strikes6("glue.run-fails") !== void 0)
      throw new Error("The run failed, as this local run was asked to let it");
    this.#mayReadItsScript();
    const severity = run.attempt === 0 ? strikes6("glue.run-broken-off") : void 0;
    const script = this.#standIn ? runScript(this.#host, this.#standIn, {
      component: this.component,
      roleArn: this.#properties.Role,
      arguments: Object.fromEntries(
        Object.entries(run.arguments).map(([name2, value2]) => [name2.replace(/^--/, ""), value2])
      ),
      now: now ?? clock.now(),
      breaksOffAfter: severity === void 0 ? void 0 : 1 + Math.floor(severity * longestPart)
    }) : Promise.resolve();
    const ended = new AbortController();
    const late2 = clock.sleep(timeout, ended.signal).then(
      () => Promise.reject(new TookTooLong()),
      () => void 0
    );
    try {
      await Promise.race([script, late2]);
    } finally {
      ended.abort();
    }
  }
  #end(run, state, message2) {
    run.state = state;
    run.completedOn = this.#host.clock.now();
    run.message = message2;
    if (this.#closed) return;
    if (message2 !== void 0) this.#host.error(this.component, `${run.id} ${state}: ${message2}`);
    this.#host.find("bus", "default")?.put({
      source: "aws.glue",
      "detail-type": "Glue Job State Change",
      resources: [],
      detail: {
        jobName: this.name,
        severity: state === "SUCCEEDED" ? "INFO" : "ERROR",
        state,
        jobRunId: run.id,
        message: message2 ?? "Job run succeeded"
      }
    });
  }
  /** Glue reads the script as the role of the job. */
  #mayReadItsScript() {
    const { Role, Command } = this.#properties;
    const location = Command.ScriptLocation?.replace(/^s3:\/\//, "");
    if (location === void 0) return;
    const call2 = { action: "s3:GetObject", resource: `arn:aws:s3:::${location}` };
    if (!this.#host.permissions.allows(Role, call2))
      throw new Error(`AccessDenied: the role does not allow s3:GetObject on ${call2.resource}`);
  }
};
var longestPart = 30;
var TookTooLong = class extends Error {
  constructor() {
    super("The job run took longer than its timeout");
  }
};

// runtime/services/glue/schedule.ts
var minute6 = 6e4;
var day3 = 24 * 60 * minute6;
function cronTimes(expression2) {
  const [, minutes = "", hours = "", rest] = /^cron\((\S+) (\S+) (.+)\)$/.exec(expression2) ?? [];
  const ofDay = valuesOf(hours, 24).flatMap((each2) => valuesOf(minutes, 60).map((of) => (each2 * 60 + of) * minute6));
  if (ofDay.length === 0 || rest !== "* * ? *")
    throw new Error(`The schedule ${expression2} is not modelled by the local runtime: times of each day alone are`);
  const gaps = new Set(ofDay.map((each2, at) => (ofDay[at + 1] ?? ofDay[0] + day3) - each2));
  if (Math.min(...gaps) < 5 * minute6) throw new Error(`The times of ${expression2} are less than five minutes apart`);
  return {
    every: gaps.size === 1 ? [...gaps][0] : void 0,
    after: (time2) => {
      const midnight = Math.floor(time2 / day3) * day3;
      const next2 = ofDay.find((each2) => midnight + each2 > time2);
      return next2 === void 0 ? midnight + day3 + ofDay[0] : midnight + next2;
    }
  };
}
function valuesOf(text3, end2) {
  const all = Array.from({ length: end2 }, (_, each2) => each2);
  const [, from, step3 = "1"] = /^(\d+|\*)\/(\d+)$/.exec(text3) ?? (text3 === "*" ? ["", "*"] : []);
  if (from !== void 0) {
    const first = from === "*" ? 0 : Number(from);
    return all.filter((each2) => each2 >= first && (each2 - first) % Number(step3) === 0);
  }
  return /^\d+(,\d+)*$/.test(text3) ? all.filter((each2) => text3.split(",").map(Number).includes(each2)) : [];
}

// runtime/services/glue/workflows.ts
var later = 2 * 36e5;
var Workflows = class {
  #host;
  #job;
  #triggers;
  constructor(host3, job) {
    this.#host = host3;
    this.#job = job;
    this.#triggers = host3.graph.ofType("AWS::Glue::Trigger");
  }
  /** Scheduled triggers. The script takes for now a time of its trigger at which the hour that goes on is over. */
  get schedules() {
    return this.#triggers.flatMap((trigger) => {
      const { Type, Schedule: expression2 = "" } = propertiesOf2(trigger);
      if (Type !== "SCHEDULED") return [];
      const times = cronTimes(expression2);
      const run = () => this.#fire(trigger, times.after(this.#host.clock.now() + later));
      return [{ component: trigger.component ?? trigger.id, every: times.every, run }];
    });
  }
  /** Whether the template has a workflow with a trigger. */
  has(name2) {
    return this.#first(name2) !== void 0;
  }
  /** StartWorkflowRun: begins with its first trigger, at the clock's time. */
  start(name2) {
    const trigger = this.#first(name2);
    if (trigger) void this.#fire(trigger, void 0).catch(() => void 0);
  }
  #first(name2) {
    return this.#triggers.find((trigger) => propertiesOf2(trigger).WorkflowName === name2);
  }
  async #fire(trigger, now) {
    if (this.#host.faults.strike("glue.trigger-stopped", trigger.name)) throw new Error("The trigger is deactivated");
    for (const { JobName, Arguments = {} } of propertiesOf2(trigger).Actions) {
      const job = this.#job(String(JobName));
      if (!job) throw new Error(`The stack has no job ${JobName}, which the trigger ${trigger.id} starts`);
      const { state, message: message2 } = await job.start(Arguments, now).ended;
      if (state !== "SUCCEEDED") throw new Error(`${job.name} ${state}: ${message2}`);
    }
  }
};
var propertiesOf2 = ({ properties }) => properties;

// runtime/services/glue/jobs.ts
var Jobs = class {
  api;
  schedules;
  #jobs;
  constructor(host3) {
    const { graph } = host3;
    this.#jobs = new Map(
      graph.ofType("AWS::Glue::Job").map((resource) => [resource.name, new GlueJob(resource, host3)])
    );
    const workflows = new Workflows(host3, (name2) => this.#jobs.get(name2));
    this.schedules = workflows.schedules;
    this.api = glueApi({
      account: graph.account,
      region: graph.region,
      job: (name2) => this.#jobs.get(name2),
      workflows
    });
  }
  find(nameOrArn) {
    return this.#jobs.get(nameOrArn.replace(/^arn:.*:job\//, ""));
  }
  names() {
    return [...this.#jobs.keys()];
  }
  async atRest() {
    await Promise.all(this.#all().map((job) => job.atRest()));
  }
  waiting() {
    const running = this.#all().filter((job) => job.isRunning);
    return running.map(({ component }) => ({ component, count: 1, what: "runs of a job" }));
  }
  async close() {
    await Promise.all(this.#all().map((job) => job.close()));
  }
  #all() {
    return [...this.#jobs.values()];
  }
};

// runtime/services/glue/tables.ts
var inputName = (input) => (self) => String(self.properties[input]?.Name ?? name(self));
var tableName = inputName("TableInput");
var databaseName = inputName("DatabaseInput");

// runtime/services/glue/service.ts
var longest2 = 255;
var glue = {
  id: "glue",
  signingNames: ["glue"],
  kind: "job",
  resources: {
    "AWS::Glue::DataQualityRuleset": { readBy: "nothing: no run evaluates rules of DQDL" },
    "AWS::Glue::Database": {
      ref: databaseName,
      arn: arn("glue", (self) => `database/${databaseName(self)}`),
      readBy: "nothing: its tables name it"
    },
    "AWS::Glue::Job": {
      name: { property: "Name", most: longest2 },
      ref: name,
      arn: arn("glue", (self) => `job/${name(self)}`),
      standIn: "Glue: the script of a job does not run, as it needs Spark; TypeScript of the project takes its place, with the permissions of its role, and no workers, bookmarks or capacity"
    },
    "AWS::Glue::Table": {
      ref: tableName,
      arn: arn("glue", (self) => `table/${String(self.properties["DatabaseName"])}/${tableName(self)}`),
      readBy: "Firehose: the columns that it converts records to; nothing reads partitions"
    },
    "AWS::Glue::Trigger": {
      name: { property: "Name", most: longest2 },
      ref: name,
      arn: arn("glue", (self) => `trigger/${name(self)}`),
      standIn: "Triggers of Glue: on a schedule, whether activated or not; a check runs each of them once, at its end, and takes the hour that goes on for over"
    },
    "AWS::Glue::Workflow": {
      name: { property: "Name", most: longest2 },
      ref: name,
      arn: arn("glue", (self) => `workflow/${name(self)}`),
      readBy: "its triggers: a run of a workflow starts what its first trigger names"
    }
  },
  faults: faults4,
  metrics: {},
  start: (host3) => new Jobs(host3)
};

// runtime/services/iam/service.ts
var policyArn = globalArn("iam", (self) => `policy${property(self, "Path", "/")}${name(self)}`);
var readBy4 = "every call: it decides who may make it";
var iam = {
  id: "iam",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::IAM::ManagedPolicy": {
      name: { property: "ManagedPolicyName", most: 128 },
      ref: policyArn,
      arn: policyArn,
      attributes: { PolicyArn: policyArn },
      readBy: readBy4
    },
    "AWS::IAM::Policy": { name: { property: "PolicyName", most: 128 }, readBy: readBy4 },
    "AWS::IAM::Role": {
      name: { property: "RoleName", most: 64 },
      arn: globalArn("iam", (self) => `role${property(self, "Path", "/")}${name(self)}`),
      attributes: { RoleId: (self) => `AROA${drawn(17)(self).toUpperCase()}` },
      readBy: readBy4
    },
    "AWS::IAM::RolePolicy": { readBy: readBy4 }
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/kafka/bootstrap-brokers.ts
var bootstrapBrokers = "Custom::BootstrapBrokers";
var placeOfBrokers = (resource) => `brokers-of-${resource}`;

// runtime/services/kafka/broker-states.ts
var strikes3 = ["AWS::MSK::Cluster"];
var minute7 = 6e4;
var mostCredits = 576;
var states = {
  "kafka.disk-filling": {
    ...lasting,
    strikes: strikes3,
    title: "Disk of a broker filling",
    explanation: "The disk of one broker is used to 95 percent.",
    source: "MSK guide, bestpractices: an alarm on KafkaDataLogsDiskUsed at 85 percent"
  },
  "kafka.copy-behind": {
    ...lasting,
    strikes: strikes3,
    title: "Copy of a topic behind",
    explanation: "One broker does not get what the other writes: partitions have one copy only.",
    source: "MSK guide, metrics-details: UnderReplicatedPartitions"
  },
  "kafka.credits-spent": {
    ...lasting,
    strikes: strikes3,
    title: "CPU credits of a broker spent",
    explanation: "A small broker has worked hard for long and has no CPU credits left.",
    source: "MSK guide, metrics-details: CPUCreditBalance of brokers of the type kafka.t3.small"
  },
  "kafka.cpu-busy": {
    ...lasting,
    strikes: strikes3,
    title: "Brokers busy",
    explanation: "The brokers use 90 percent of their CPU.",
    source: "MSK guide, bestpractices-express: CpuUser and CpuSystem below 60 percent together"
  }
};
var source3 = "MSK guide, metrics-details";
var ofBroker = {
  dimensions: { "Cluster Name": "AWS::MSK::Cluster", "Broker ID": "undocumented" },
  unit: "Count",
  source: source3
};
var metrics4 = {
  "AWS/Kafka": {
    CPUCreditBalance: ofBroker,
    CpuSystem: { ...ofBroker, unit: "Percent" },
    CpuUser: { ...ofBroker, unit: "Percent" },
    IAMTooManyConnections: ofBroker,
    KafkaDataLogsDiskUsed: { ...ofBroker, unit: "Percent" },
    OfflinePartitionsCount: { dimensions: { "Cluster Name": "AWS::MSK::Cluster" }, unit: "Count", source: source3 },
    UnderReplicatedPartitions: ofBroker
  }
};
function reportBrokers(cluster2, host3) {
  const { name: name2, component, brokers: brokers2, isExpress, partitions } = cluster2;
  const is2 = (point) => host3.faults.strike(point, component) !== void 0;
  const put = (metric, value2, broker) => host3.metrics.put(
    "AWS/Kafka",
    metric,
    { "Cluster Name": name2, ...broker === void 0 ? {} : { "Broker ID": String(broker) } },
    value2
  );
  const isBusy = is2("kafka.cpu-busy");
  if (!isExpress) put("OfflinePartitionsCount", is2("kafka.broker-away") ? partitions : 0);
  const [isFilling, isBehind, isSpent] = [is2("kafka.disk-filling"), is2("kafka.copy-behind"), is2("kafka.credits-spent")];
  for (let broker = 1; broker <= brokers2; broker++) {
    const isIts = broker === 1;
    put("IAMTooManyConnections", 0, broker);
    put("CpuUser", isBusy ? 80 : 10, broker);
    put("CpuSystem", isBusy ? 10 : 2, broker);
    if (isExpress) continue;
    put("KafkaDataLogsDiskUsed", isFilling && isIts ? 95 : 10, broker);
    put("UnderReplicatedPartitions", isBehind && isIts ? partitions : 0, broker);
    put("CPUCreditBalance", isSpent && isIts ? 0 : mostCredits, broker);
  }
  host3.clock.timer(minute7, () => reportBrokers(cluster2, host3));
}
var reportRefused = (cluster2, { metrics: sink }) => sink.put("AWS/Kafka", "IAMTooManyConnections", { "Cluster Name": cluster2, "Broker ID": "1" }, 1);

// runtime/services/kafka/serverless-states.ts
var minute8 = 6e4;
var mostOfPartition = 5e6;
var states2 = {
  "kafka.topic-full": {
    ...lasting,
    strikes: ["AWS::MSK::ServerlessCluster"],
    title: "Topic near its limit",
    explanation: "Producers write almost as many bytes a second as the partitions of a topic take.",
    source: "MSK guide, limits: 5 MB a second into each partition of a serverless cluster"
  }
};
var metrics5 = {
  "AWS/Kafka": {
    BytesInPerSec: {
      dimensions: { "Cluster Name": "AWS::MSK::ServerlessCluster", Topic: "undocumented" },
      unit: "Bytes/Second",
      source: "MSK guide, serverless-monitoring"
    }
  }
};
function reportTopics(cluster2, host3) {
  const { name: name2, component, topics } = cluster2;
  const isFull = host3.faults.strike("kafka.topic-full", component) !== void 0;
  for (const topic of topics()) {
    const bytes2 = isFull ? 0.95 * mostOfPartition * topic.partitions : 1e3;
    host3.metrics.put("AWS/Kafka", "BytesInPerSec", { "Cluster Name": name2, Topic: topic.name }, bytes2);
  }
  host3.clock.timer(minute8, () => reportTopics(cluster2, host3));
}

// runtime/services/kafka/journal.ts
var nothing = new Uint8Array();
function observerOf(journal, topic) {
  return {
    appended: ({ partition, offset, timestamp, appendedAt, key, value: value2, headers }) => journal.remember(
      ["record", topic, partition, offset, timestamp, appendedAt, key, value2 === null, headers],
      value2 ?? nothing
    ),
    committed: (group, partition, next2) => journal.remember(["commit", topic, partition, next2, group])
  };
}
function restore(journal, topic, log) {
  for (const { entry, bytes: bytes2 } of journal.remembered()) {
    if (entry[1] !== topic) continue;
    if (entry[0] === "commit") {
      const [, , partition, next2, group] = entry;
      log.restoreCommit(group, partition, next2);
    } else {
      const [, , partition, offset, timestamp, appendedAt, key, isTombstone, headers] = entry;
      const value2 = isTombstone ? null : bytes2;
      log.restore({ topic: log.name, partition, offset, timestamp, appendedAt, key, value: value2, headers });
    }
  }
}

// runtime/services/kafka/wire/broker-access.ts
var AccessDenied = class extends Error {
};

// runtime/services/kafka/iam-access.ts
var second3 = 1e3;
var longestToken = 900;
function iamAccess(brokers2, host3) {
  const { clusterArn: clusterArn2, component, connectionsPerSecond } = brokers2;
  const { faults: faults10, clock, meter, permissions } = host3;
  const connected = [];
  let connections = 0;
  const allows = (caller, action, resource) => caller === void 0 || permissions.allows(caller.roleArn, { action: `kafka-cluster:${action}`, resource });
  return {
    refusal: () => {
      const now = clock.now();
      while (connected.length > 0 && connected[0] <= now - second3) connected.shift();
      const isFull = connected.length >= connectionsPerSecond;
      if (isFull || faults10.strike("kafka.too-many-connects", `${component}|${connections++}`)) {
        brokers2.refused();
        return "Too many connects";
      }
      connected.push(now);
      return void 0;
    },
    signIn: (token2) => {
      const { caller, lifetime } = callerWith(token2, host3);
      if (!allows(caller, "Connect", clusterArn2)) throw new AccessDenied("Access denied");
      const client = {
        lifetime,
        may: (action, topic) => allows(caller, action, topic === void 0 ? clusterArn2 : brokers2.topicArn(topic)),
        wrote: (_, records) => caller && meter.flow(caller.component, component, records)
      };
      return client;
    },
    losesAnswer: (batch) => faults10.strike("kafka.answer-lost", `${component}|${batch}`) !== void 0,
    isAway: () => faults10.strike("kafka.broker-away", component) !== void 0
  };
}
function callerWith(token2, { callers, graph }) {
  const text3 = Buffer.from(token2, "base64url").toString();
  if (!URL.canParse(text3)) throw new AccessDenied("Access denied");
  const { host: host3, protocol, pathname: path, searchParams: query } = new URL(text3);
  query.delete("User-Agent");
  const signed = callerOf({ headers: {}, query });
  const expires = Number(query.get("X-Amz-Expires"));
  const isForBrokers = protocol === "https:" && host3 === `kafka.${graph.region}.amazonaws.com` && query.get("Action") === "kafka-cluster:Connect" && signed?.service === "kafka-cluster" && signed.region === graph.region && expires > 0 && expires <= longestToken;
  if (!isForBrokers) throw new AccessDenied("Access denied");
  try {
    callers.verify({ method: "GET", path, query, headers: { host: host3 }, body: Buffer.alloc(0) }, signed);
    return { caller: callers.behind(signed.accessKeyId), lifetime: expires * second3 };
  } catch (error) {
    if (error instanceof ServiceError) throw new AccessDenied("Access denied");
    throw error;
  }
}

// runtime/services/kafka/msk-api.ts
var bootstrapBrokers2 = /^\/v1\/clusters\/([^/]+)\/bootstrap-brokers$/;
var mskApi = (addressOf3) => ({
  call: (request) => mskCall(request, addressOf3),
  error: mskError
});
function mskCall({ method, path }, addressOf3) {
  const encoded3 = method === "GET" ? bootstrapBrokers2.exec(path)?.[1] : void 0;
  if (encoded3 === void 0) throw notModelled(`MSK ${method} ${path}`);
  const arn2 = decodeURIComponent(encoded3);
  return {
    name: "kafka:GetBootstrapBrokers",
    iam: [{ action: "kafka:GetBootstrapBrokers", resource: arn2 }],
    dataAccess: [],
    run: () => callService(async () => {
      const address2 = addressOf3(arn2);
      if (address2 === void 0) throw new ServiceError("NotFoundException", 404, `Cluster ${arn2} does not exist.`);
      return {
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ bootstrapBrokerStringSaslIam: address2 })
      };
    })
  };
}
function mskError(_, thrown) {
  const { name: name2, message: message2, $metadata } = asServiceError(thrown, "BadRequestException");
  return {
    status: $metadata.httpStatusCode,
    headers: { "content-type": "application/json", "x-amzn-errortype": name2 },
    body: JSON.stringify({ message: message2 })
  };
}

// runtime/services/kafka/topic-settings.ts
var hour = 36e5;
function topicWith(name2, partitions, settings) {
  const retention = Number(settings.get("retention.ms") ?? NaN);
  const size = Number(settings.get("max.message.bytes") ?? NaN);
  return {
    name: name2,
    partitions,
    ...retention > 0 ? { retentionHours: retention / hour } : {},
    ...size > 0 ? { messageSize: size } : {},
    ...settings.get("message.timestamp.type") === "LogAppendTime" ? { isStamped: true } : {}
  };
}

// runtime/services/kafka/msk-clusters.ts
var iamPort = 9098;
function mskClusters(graph) {
  const topics = graph.ofType("AWS::MSK::Topic");
  return [...graph.ofType("AWS::MSK::Cluster"), ...graph.ofType("AWS::MSK::ServerlessCluster")].map((cluster2) => {
    const {
      NumberOfBrokerNodes: brokers2 = 1,
      ClientAuthentication: signIn,
      BrokerNodeGroupInfo: kind
    } = cluster2.properties;
    if (signIn?.Sasl?.Iam?.Enabled !== true)
      throw new Error(`No local engine for ${cluster2.id}: of the ways to sign in at MSK, IAM alone is modelled here.`);
    const its = topics.filter(({ properties }) => properties.ClusterArn === cluster2.arn);
    if (cluster2.type === "AWS::MSK::ServerlessCluster" && its.length > 0)
      throw new Error(`${its[0].id}: a topic of a serverless cluster cannot be a resource; a client has to make it.`);
    return {
      arn: cluster2.arn,
      name: cluster2.name,
      brokers: cluster2.type === "AWS::MSK::Cluster" ? brokers2 : void 0,
      isExpress: kind?.InstanceType?.startsWith("express.") ?? false,
      component: cluster2.component ?? cluster2.id,
      servers: serversOf(cluster2, brokers2, graph.region),
      topics: its.map((topic) => topicOf(topic, brokers2)),
      connectionsPerSecond: kind?.InstanceType?.startsWith("kafka.t3.") ? 4 : 100
    };
  });
}
var serversOf = ({ name: name2, type, arn: arn2 }, brokers2, region2) => {
  const id = arn2.split("/").at(-1).slice(0, 6);
  const host3 = `${name2.toLowerCase()}.${id}.c1.kafka${type === "AWS::MSK::ServerlessCluster" ? "-serverless" : ""}.${region2}.amazonaws.com`;
  return type === "AWS::MSK::ServerlessCluster" ? [`boot-${host3}:${iamPort}`] : Array.from({ length: Math.min(3, brokers2) }, (_, at) => `b-${at + 1}.${host3}:${iamPort}`);
};
function topicOf({ id, name: name2, properties }, brokers2) {
  const { PartitionCount: partitions, ReplicationFactor: replicas, Configs: configs } = properties;
  if (!Number.isInteger(partitions) || partitions < 1) throw new Error(`${id}: PartitionCount is ${partitions}.`);
  if (replicas !== void 0 && replicas > brokers2)
    throw new Error(`${id}: ReplicationFactor is ${replicas}, and the cluster has ${brokers2} brokers.`);
  return topicWith(name2, partitions, settingsIn(configs));
}
var settingsIn = (configs) => new Map(
  Buffer.from(configs ?? "", "base64").toString().split("\n").filter((line) => line.includes("=")).map((line) => [line.slice(0, line.indexOf("=")).trim(), line.slice(line.indexOf("=") + 1).trim()])
);

// runtime/services/kafka/poller/access.ts
var credentials = ["BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH", "SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH"];
var secrets = [...credentials, "SERVER_ROOT_CA_CERTIFICATE"];
var uris = {
  ...Object.fromEntries(secrets.map((type) => [type, /^arn:/])),
  VPC_SUBNET: /^(subnet:)?subnet-/,
  VPC_SECURITY_GROUP: /^(security_group:)?sg-/
};
var onNetwork = [
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs"
];
function checkMskAccess(all) {
  const [first] = all;
  if (first !== void 0)
    throw new Error(`SourceAccessConfigurations has the type ${first.Type}; for MSK, IAM alone is modelled here.`);
}
function checkAccess(all) {
  for (const { Type: type = "", URI: uri = "" } of all) {
    const expected = uris[type];
    if (expected === void 0)
      throw new Error(
        `SourceAccessConfigurations has the type ${type}; for self-managed Kafka, Lambda accepts ${Object.keys(uris).join(", ")}.`
      );
    if (!expected.test(uri)) throw new Error(`The URI of ${type} is "${uri}": it names no ${nounOf(type)}.`);
  }
  const types4 = all.map(({ Type }) => Type ?? "");
  const kinds2 = types4.filter((type) => credentials.includes(type));
  if (kinds2.length > 1) throw new Error(`A mapping has one kind of credentials, not ${kinds2.join(" and ")}.`);
  const [hasSubnet, hasGroup] = [types4.includes("VPC_SUBNET"), types4.includes("VPC_SECURITY_GROUP")];
  if (hasSubnet !== hasGroup) throw new Error("VPC_SUBNET and VPC_SECURITY_GROUP need each other.");
  if (!hasSubnet && kinds2.length === 0)
    throw new Error(
      "Brokers that Lambda reaches over the internet need credentials: add a secret, or VPC_SUBNET and VPC_SECURITY_GROUP."
    );
}
var nounOf = (type) => secrets.includes(type) ? "secret" : type.replace("VPC_", "").toLowerCase();
function callsFor(all, keyOf3) {
  const arns = all.filter(({ Type }) => secrets.includes(Type ?? "")).map(({ URI }) => URI ?? "");
  const keys = arns.map(keyOf3).filter((key) => key !== void 0);
  return [
    ...(all.some(({ Type }) => Type === "VPC_SUBNET") ? onNetwork : []).map((action) => ({ action, resource: "*" })),
    ...arns.map((arn2) => ({ action: "secretsmanager:GetSecretValue", resource: wholeArn(arn2) })),
    ...keys.map((resource) => ({ action: "kms:Decrypt", resource }))
  ];
}
var wholeArn = (arn2) => /-[A-Za-z0-9]{6}$/.test(arn2) ? arn2 : `${arn2}-000000`;

// runtime/services/kafka/poller/batch-response.ts
function verdictOf2(response, sent) {
  if (isNothing(response)) return { type: "success" };
  if (typeof response !== "object" || Array.isArray(response)) return { type: "failure" };
  const failures = "batchItemFailures" in response ? response.batchItemFailures : null;
  if (failures === null) return { type: "success" };
  if (!Array.isArray(failures)) return { type: "failure" };
  const known3 = new Set(sent.map(nameOf));
  const failed2 = /* @__PURE__ */ new Map();
  for (const failure of failures) {
    const position = positionIn(failure);
    if (!position || !known3.has(nameOf(position))) return { type: "failure" };
    const offsets = failed2.get(position.partition) ?? /* @__PURE__ */ new Set();
    failed2.set(position.partition, offsets.add(position.offset));
  }
  return failed2.size === 0 ? { type: "success" } : { type: "partial", failed: failed2 };
}
var isNothing = (response) => response === null || response === "" || Array.isArray(response) && response.length === 0;
var nameOf = ({ partition, offset }) => `${partition}|${offset}`;
function positionIn(failure) {
  if (typeof failure !== "object" || failure === null || !("itemIdentifier" in failure)) return void 0;
  const { partition, offset } = failure.itemIdentifier ?? {};
  return typeof partition === "string" && typeof offset === "number" ? { partition, offset } : void 0;
}

// runtime/services/kafka/poller/event.ts
var partitionName = (topic, partition) => `${topic}-${partition}`;
function recordText(record, otherForm) {
  const { topic, partition, offset, timestamp, key, value: value2, headers } = record;
  const written4 = {
    topic,
    partition,
    offset,
    timestamp,
    timestampType: "CREATE_TIME",
    ...key === null && !otherForm ? {} : { key: base64Of(key) },
    ...value2 === null && otherForm ? {} : { value: base64Of(value2) },
    headers: headers.map(([name2, bytes2]) => ({ [name2]: bytes2 && [...new Int8Array(bytes2)] }))
  };
  return JSON.stringify(written4);
}
var base64Of = (bytes2) => bytes2 && Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength).toString("base64");
var headOf = ({ servers, arn: arn2 }) => `{"eventSource":${arn2 === void 0 ? '"SelfManagedKafka"' : `"aws:kafka","eventSourceArn":${JSON.stringify(arn2)}`},"bootstrapServers":${JSON.stringify(servers)},"records":{`;
var envelopeBytes = (address2) => Buffer.byteLength(headOf(address2)) + 2;
var partitionBytes = (partition) => Buffer.byteLength(partition) + 6;
function eventOf3(address2, records) {
  const pieces2 = [headOf(address2)];
  for (const [index, [partition, all]] of [...Map.groupBy(records, (record) => record.partition)].entries()) {
    pieces2.push(`${index === 0 ? "" : ","}${JSON.stringify(partition)}:[`);
    for (const [at, { text: text3 }] of all.entries()) pieces2.push(at === 0 ? text3 : `,${text3}`);
    pieces2.push("]");
  }
  return [...pieces2, "}}"];
}
function batchInfoOf({ servers, arn: arn2 }, records, payloadSize) {
  const byPartition = Map.groupBy(records, ({ topic, partition }) => partitionName(topic, partition));
  const instant2 = (at) => new Date(at).toISOString();
  const recordsInfo = [...byPartition].map(([partition, all]) => {
    const [first, last] = [all[0], all.at(-1)];
    return [
      partition,
      {
        firstRecordOffset: String(first.offset),
        lastRecordOffset: String(last.offset),
        firstRecordTimestamp: instant2(first.timestamp),
        lastRecordTimestamp: instant2(last.timestamp)
      }
    ];
  });
  return {
    batchSize: records.length,
    ...arn2 === void 0 ? {} : { eventSourceArn: arn2 },
    bootstrapServers: servers,
    payloadSize,
    recordsInfo: Object.fromEntries(recordsInfo)
  };
}

// runtime/services/kafka/poller/batch.ts
var payloadLimit = 6 * 1024 * 1024;
function startOf(piece, at, rules) {
  const { invocations: invocations2, outcome } = piece;
  const fateOf3 = ({ partition, appendedAt, timestamp, eventBytes }) => {
    if (at - appendedAt > rules.retention) return "RetentionExceeded";
    if (at - timestamp > rules.recordAge) return "RecordAgeExceeded";
    return rules.envelopeBytes + partitionBytes(partition) + eventBytes > payloadLimit ? "MaximumPayloadSizeExceeded" : "tried";
  };
  const { tried = [], ...given2 } = Object.groupBy(piece.records, fateOf3);
  const discarded = Object.entries(given2).map(([condition2, records]) => ({
    type: "discard",
    records,
    condition: condition2,
    // recorded on AWS for streams (`test_kinesis_maximum_record_age_exceeded`): 1 where the function never ran
    invocations: condition2 === "RecordAgeExceeded" ? invocations2 + 1 : invocations2,
    outcome
  }));
  return { piece: { ...piece, records: tried }, discarded };
}
function remainderOf(records, failed2, onlyNamed) {
  const first = new Map([...failed2].map(([partition, offsets]) => [partition, Math.min(...offsets)]));
  return records.filter(
    ({ partition, offset }) => onlyNamed ? failed2.get(partition)?.has(offset) : offset >= (first.get(partition) ?? Infinity)
  );
}

// runtime/services/kafka/poller/gathering.ts
function gathered(waiting, busy, at, rules) {
  const free2 = [...waiting].filter(([partition]) => !busy.has(partition)).toSorted(([, a], [, b]) => a.since - b.since);
  const [oldest] = free2;
  if (!oldest) return { type: "none" };
  const records = [];
  const left = new Map(waiting);
  let bytes2 = rules.envelopeBytes;
  let full = false;
  for (const [partition, fetched] of free2) {
    bytes2 += partitionBytes(partition);
    const taken2 = fetched.records.slice(0, rules.batchSize - records.length);
    const fitting2 = taken2.findIndex(({ eventBytes }) => (bytes2 += eventBytes + 1) > payloadLimit);
    const count4 = fitting2 < 0 ? taken2.length : records.length === 0 ? Math.max(1, fitting2) : fitting2;
    records.push(...taken2.slice(0, count4));
    const rest = fetched.records.slice(count4);
    if (rest.length > 0) left.set(partition, { since: fetched.since, records: rest });
    else left.delete(partition);
    full = fitting2 >= 0 || records.length >= rules.batchSize;
    if (full) break;
  }
  const due = oldest[1].since + rules.window;
  return full || at >= due ? { type: "batch", records, left } : { type: "later", at: due };
}

// runtime/services/kafka/poller/consumer.ts
var nothingFetched = () => ({ waiting: /* @__PURE__ */ new Map(), batches: [], next: 0 });
function step2(consumer, event, rules) {
  const { at } = event;
  switch (event.type) {
    case "fetched":
      return gather({ ...consumer, waiting: joined(consumer.waiting, event.records, at) }, at, rules);
    case "woken":
      return wake(consumer, at, rules);
    case "revoked":
      return revoke(consumer, event.partition, at, rules);
    case "invoked": {
      const batch = consumer.batches.find(({ number: number2 }) => number2 === event.batch);
      if (!batch?.sent) throw new Error("An invocation ended whose batch is not being worked on.");
      return judge(consumer, batch, event, rules);
    }
  }
}
function outstanding({ waiting, batches }) {
  const inBatches = batches.flatMap(({ piece, next: next2 }) => [piece, ...next2].flatMap(({ records }) => records));
  const inLine = [...waiting.values()].flatMap(({ records }) => records);
  return Map.groupBy([...inBatches, ...inLine], ({ partition }) => partition);
}
function joined(waiting, records, at) {
  const all = new Map(waiting);
  for (const [partition, fetched] of Map.groupBy(records, (record) => record.partition)) {
    const { since = at, records: before = [] } = all.get(partition) ?? {};
    all.set(partition, { since, records: [...before, ...fetched] });
  }
  return all;
}
function gather(consumer, at, rules) {
  const { waiting, batches, next: next2 } = consumer;
  if (batches.length >= rules.concurrency) return { consumer, actions: [] };
  const busy = new Set(batches.flatMap(({ piece, next: later2 }) => [piece, ...later2].flatMap(partitionsIn)));
  const found = gathered(waiting, busy, at, rules);
  if (found.type === "none") return { consumer, actions: [] };
  if (found.type === "later") return { consumer, actions: [{ type: "wake", at: found.at }] };
  const rest = { waiting: found.left, batches, next: next2 + 1 };
  return work(rest, { number: next2, pieces: [fresh(found.records)] }, at, rules);
}
var partitionsIn = ({ records }) => records.map(({ partition }) => partition);
var fresh = (records) => ({ records, retries: 0, invocations: 0, outcome: void 0 });
function work(consumer, { number: number2, pieces: pieces2 }, at, rules) {
  const [first, ...next2] = pieces2;
  if (!first) return gather(consumer, at, rules);
  const { piece, discarded } = startOf(first, at, rules);
  if (piece.records.length === 0) {
    const following2 = work(consumer, { number: number2, pieces: next2 }, at, rules);
    return { consumer: following2.consumer, actions: [...discarded, ...following2.actions] };
  }
  const batch = { number: number2, piece, next: next2, sent: piece.records, until: void 0 };
  const following = gather({ ...consumer, batches: [...consumer.batches, batch] }, at, rules);
  const invoke2 = { type: "invoke", batch: number2, records: piece.records };
  return { consumer: following.consumer, actions: [...discarded, invoke2, ...following.actions] };
}
function wake(consumer, at, rules) {
  const due = consumer.batches.find(({ until }) => until !== void 0 && until <= at);
  if (!due) return gather(consumer, at, rules);
  const begun2 = work(without(consumer, due), { number: due.number, pieces: [due.piece, ...due.next] }, at, rules);
  const following = wake(begun2.consumer, at, rules);
  return { consumer: following.consumer, actions: [...begun2.actions, ...following.actions] };
}
var without = (consumer, batch) => ({
  ...consumer,
  batches: consumer.batches.filter((each2) => each2 !== batch)
});
function judge(consumer, batch, { at, outcome, onlyNamed }, rules) {
  const others2 = without(consumer, batch);
  const { number: number2, next: next2 } = batch;
  if (outcome.type === "throttled") return pause2(others2, batch, [batch.piece, ...next2], at);
  const piece = { ...batch.piece, invocations: batch.piece.invocations + 1, outcome };
  if (piece.records.length === 0) return work(others2, { number: number2, pieces: next2 }, at, rules);
  const verdict = verdictIn(batch.sent ?? [], outcome, rules);
  if (verdict.type === "success") return work(others2, { number: number2, pieces: next2 }, at, rules);
  if (verdict.type === "partial") {
    const left = remainderOf(piece.records, verdict.failed, onlyNamed);
    if (left.length < piece.records.length) return pause2(others2, batch, [fresh(left), ...next2], at);
  }
  if (rules.bisects && piece.records.length > 1) return pause2(others2, batch, [...halvesOf(piece), ...next2], at);
  if (piece.retries < rules.retries)
    return pause2(others2, batch, [{ ...piece, retries: piece.retries + 1 }, ...next2], at);
  const following = work(others2, { number: number2, pieces: next2 }, at, rules);
  const { records, invocations: invocations2 } = piece;
  const discard = {
    type: "discard",
    records,
    condition: "RetryAttemptsExhausted",
    invocations: invocations2,
    outcome
  };
  return { consumer: following.consumer, actions: [discard, ...following.actions] };
}
function verdictIn(sent, outcome, rules) {
  if (outcome.type !== "returned") return { type: "failure" };
  return rules.readsItemFailures ? verdictOf2(outcome.response, sent) : { type: "success" };
}
function pause2(others2, { number: number2, sent }, [piece, ...next2], at) {
  if (!piece || !sent) return { consumer: others2, actions: [] };
  const until = at + Math.min(6e4, 500 * 2 ** Math.max(0, piece.invocations - 1));
  const batch = { number: number2, piece, next: next2, sent: void 0, until };
  return { consumer: { ...others2, batches: [...others2.batches, batch] }, actions: [{ type: "wake", at: until }] };
}
function halvesOf(piece) {
  const middle = Math.ceil(piece.records.length / 2);
  return [
    { ...piece, records: piece.records.slice(0, middle) },
    { ...piece, records: piece.records.slice(middle) }
  ];
}
function revoke(consumer, partition, at, rules) {
  const waiting = new Map(consumer.waiting);
  waiting.delete(partition);
  const left = (piece) => ({
    ...piece,
    records: piece.records.filter((record) => record.partition !== partition)
  });
  const batches = consumer.batches.map((batch) => ({ ...batch, piece: left(batch.piece), next: batch.next.map(left) })).filter(
    ({ sent, piece, next: next2 }) => sent !== void 0 || [piece, ...next2].some(({ records }) => records.length > 0)
  );
  return gather({ ...consumer, waiting, batches }, at, rules);
}

// runtime/services/kafka/poller/filter.ts
var mostFilters = 10;
var longestPattern = 4096;
function filterOf({ FilterCriteria: criteria }) {
  const filters = criteria?.Filters ?? [];
  if (filters.length === 0) return void 0;
  if (filters.length > mostFilters)
    throw new RangeError(`FilterCriteria has ${filters.length} filters; Lambda accepts 1 to 10.`);
  const patterns2 = filters.map(({ Pattern: text3 }) => patternOf(text3));
  return (bytes2) => {
    const text3 = bytes2 === null ? void 0 : textOf3(bytes2);
    if (text3 === void 0) return true;
    const json3 = documentOf(text3);
    const [format, value2] = json3 === void 0 ? ["text", text3] : ["json", json3];
    return patterns2.some((pattern) => pattern.format !== format || pattern.matches({ value: value2 }));
  };
}
function patternOf(text3) {
  if (typeof text3 !== "string") throw new Error("Invalid filter pattern definition. It is no text.");
  if (text3.length > longestPattern) throw new RangeError(`A filter pattern has at most ${longestPattern} characters.`);
  let pattern;
  try {
    pattern = JSON.parse(text3);
  } catch {
    throw new Error("Invalid filter pattern definition. It is no JSON.");
  }
  const matches2 = eventPattern(pattern);
  const other2 = Object.keys(pattern).find((key) => key !== "value");
  if (other2 !== void 0)
    throw new Error(
      `Invalid filter pattern definition. Of a Kafka record only [value] can be filtered, not [${other2}].`
    );
  return { format: Array.isArray(pattern.value) ? "text" : "json", matches: matches2 };
}
function textOf3(bytes2) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes2);
  } catch {
    return void 0;
  }
}
function documentOf(text3) {
  try {
    const value2 = JSON.parse(text3);
    return typeof value2 === "object" && value2 !== null ? value2 : void 0;
  } catch {
    return void 0;
  }
}

// runtime/services/kafka/poller/partition-reader.ts
var PartitionReader = class {
  partition;
  #topic;
  #group;
  /** What is fetched next. */
  #next;
  /** What comes before has been fetched at least once. */
  #seen;
  /** Fetched, meant for the function, and not done with yet: each once, however often it is fetched. */
  #open = [];
  #committed;
  constructor(topic, partition, group, from) {
    this.partition = partition;
    this.#topic = topic;
    this.#group = group;
    this.#next = this.#seen = this.#committed = from;
    topic.commit(group, partition, from);
  }
  get isAtEnd() {
    return this.#next >= this.#topic.nextOffset(this.partition);
  }
  /** Records that are neither done with nor left out. */
  get left() {
    return this.#open.length + Math.max(0, this.#topic.nextOffset(this.partition) - this.#seen);
  }
  /** Lambda guide, monitoring-metrics-types, OffsetLag: from the last record written to the last one that the group has processed. */
  get lag() {
    return Math.max(0, this.#topic.nextOffset(this.partition) - this.#committed);
  }
  /** What would be fetched first. */
  peek() {
    return this.#topic.read(this.partition, this.#next, 1)[0];
  }
  /** Up to `most` records, those first that have not been fetched; `isMeant` says which of them the function is to get. */
  fetch(most3, isMeant) {
    const read4 = this.#topic.read(this.partition, this.#next, most3);
    const records = read4.filter(isMeant);
    this.#open.push(...records.filter(({ offset }) => offset >= this.#seen));
    const last = read4.at(-1);
    this.#next = last ? last.offset + 1 : this.#topic.nextOffset(this.partition);
    this.#seen = Math.max(this.#seen, this.#next);
    return { read: read4.length, records };
  }
  /**
   * Everything before `first` is done with, or before what is fetched next where nothing is on its way. Returns the records of it that
   * were not done with before; `commits` says whether the broker takes the commit of an offset.
   */
  done(first, commits) {
    const position = first ?? this.#next;
    if (position <= this.#committed) return [];
    this.#committed = position;
    if (commits(position)) this.#topic.commit(this.#group, this.partition, position);
    const still = this.#open.findIndex(({ offset }) => offset >= position);
    return this.#open.splice(0, still < 0 ? this.#open.length : still);
  }
  /** Another poller goes on from what was committed. */
  rewind() {
    this.#next = this.#topic.committed(this.#group, this.partition) ?? this.#next;
  }
};

// runtime/services/kafka/poller/rules.ts
var limits = {
  BatchSize: { least: 1, most: 1e4, default: 100 },
  MaximumBatchingWindowInSeconds: { least: 0, most: 300, default: 0.5 },
  MaximumRetryAttempts: { least: 0, most: 1e4, default: -1 },
  MaximumRecordAgeInSeconds: { least: 60, most: 604800, default: -1 },
  MinimumPollers: { least: 1, most: 200, default: 1 },
  MaximumPollers: { least: 1, most: 2e3, default: 200 }
};
var supported = [
  "BatchSize",
  "BisectBatchOnFunctionError",
  "DestinationConfig",
  "Enabled",
  "FilterCriteria",
  "FunctionName",
  "FunctionResponseTypes",
  "LoggingConfig",
  "MaximumBatchingWindowInSeconds",
  "MaximumRecordAgeInSeconds",
  "MaximumRetryAttempts",
  "MetricsConfig",
  "ProvisionedPollerConfig",
  "SourceAccessConfigurations",
  "StartingPosition",
  "StartingPositionTimestamp",
  "Tags",
  "Topics"
];
var ofKind = {
  outside: ["SelfManagedEventSource", "SelfManagedKafkaEventSourceConfig"],
  msk: ["AmazonManagedKafkaEventSourceConfig", "EventSourceArn"]
};
var longestTimeout2 = 14 * 6e4;
var invocationsOfPoller = 5;
var retriesWithDestination = 10;
function rulesOf(properties, surroundings) {
  const { retention, partitions, envelopeBytes: envelopeBytes2, timeout } = surroundings;
  const isMsk = properties.EventSourceArn !== void 0 && properties.SelfManagedEventSource === void 0;
  const kind = isMsk ? ofKind.msk : ofKind.outside;
  const strange = Object.keys(properties).find((name2) => !supported.includes(name2) && !kind.includes(name2));
  if (strange !== void 0) throw new Error(`Unsupported ${strange} parameter for given event source mapping type.`);
  if (timeout > longestTimeout2)
    throw new RangeError(
      `The function has a timeout of ${timeout / 6e4} minutes; for Kafka, Lambda accepts up to 14.`
    );
  const config = properties.AmazonManagedKafkaEventSourceConfig ?? properties.SelfManagedKafkaEventSourceConfig;
  if (config?.SchemaRegistryConfig !== void 0) throw new Error("SchemaRegistryConfig is not modelled here.");
  const access = properties.SourceAccessConfigurations ?? [];
  if (isMsk) checkMskAccess(access);
  else checkAccess(access);
  const { ProvisionedPollerConfig: pollers } = properties;
  if (pollers === void 0) refuseProvisionedOnly(properties);
  const given2 = (name2) => value(name2, { ...properties, ...pollers }[name2]);
  const [minimum, maximum] = [given2("MinimumPollers"), given2("MaximumPollers")];
  if (minimum > maximum)
    throw new RangeError(
      `MinimumPollers is ${minimum}, and MaximumPollers is ${maximum}: the minimum cannot be larger.`
    );
  const retries = given2("MaximumRetryAttempts");
  const hasDestination = properties.DestinationConfig?.OnFailure?.Destination !== void 0;
  return {
    batchSize: given2("BatchSize"),
    window: given2("MaximumBatchingWindowInSeconds") * 1e3,
    // kafka-scaling-modes: on demand, Lambda begins with one poller; there are never more pollers than partitions
    concurrency: pollers === void 0 ? 1 : Math.min(minimum, partitions) * invocationsOfPoller,
    retries: retries === Infinity && hasDestination ? retriesWithDestination : retries,
    recordAge: given2("MaximumRecordAgeInSeconds") * 1e3,
    bisects: properties.BisectBatchOnFunctionError ?? false,
    readsItemFailures: properties.FunctionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    retention,
    envelopeBytes: envelopeBytes2
  };
}
function refuseProvisionedOnly(properties) {
  const { MaximumRetryAttempts: retries = -1, MaximumRecordAgeInSeconds: age = -1 } = properties;
  const controls = {
    MaximumRetryAttempts: retries !== -1,
    MaximumRecordAgeInSeconds: age !== -1,
    BisectBatchOnFunctionError: properties.BisectBatchOnFunctionError === true,
    FunctionResponseTypes: (properties.FunctionResponseTypes?.length ?? 0) > 0
  };
  const [set3] = Object.entries(controls).find(([, isSet]) => isSet) ?? [];
  if (set3 !== void 0)
    throw new Error(`${set3} needs provisioned mode for Kafka: set ProvisionedPollerConfig, or remove ${set3}.`);
}
function value(name2, given2) {
  const { least: least2, most: most3, default: otherwise2 } = limits[name2];
  const wanted = given2 ?? otherwise2;
  if (wanted === -1 && otherwise2 === -1) return Infinity;
  if (given2 === void 0 || Number.isInteger(wanted) && wanted >= least2 && wanted <= most3) return wanted;
  throw new RangeError(
    `${name2} is ${given2}; Lambda accepts ${otherwise2 === -1 ? "-1 (infinite), or " : ""}${least2} to ${most3} for Kafka.`
  );
}

// runtime/services/kafka/poller/starting-position.ts
var positions = ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"];
function startingOffset(properties, topic, partition, group) {
  const { StartingPosition: position, StartingPositionTimestamp: seconds } = properties;
  if (position === void 0 || !positions.includes(position))
    throw new Error(
      `1 validation error detected: Value ${String(position ?? null)} at 'startingPosition' failed to satisfy constraint: ` + (position === void 0 ? "Member must not be null." : "Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]")
    );
  if (position === "AT_TIMESTAMP" && seconds === void 0)
    throw new Error("StartingPositionTimestamp is required for AT_TIMESTAMP.");
  const committed = topic.committed(group, partition);
  if (committed !== void 0) return committed;
  if (position === "TRIM_HORIZON") return topic.firstOffset(partition);
  const next2 = topic.nextOffset(partition);
  if (position === "LATEST") return next2;
  const from = (seconds ?? 0) * 1e3;
  return topic.read(partition, 0, next2).find(({ timestamp }) => timestamp >= from)?.offset ?? next2;
}
var configuredGroup = ({
  AmazonManagedKafkaEventSourceConfig: managed,
  SelfManagedKafkaEventSourceConfig: own
}) => (managed ?? own)?.ConsumerGroupId;
function groupOf(properties, uuid2) {
  const group = configuredGroup(properties) ?? uuid2;
  if (!/^[a-zA-Z0-9\-/*:_+=.@]{1,200}$/.test(group))
    throw new Error(`ConsumerGroupId is "${group}"; Lambda accepts 1 to 200 letters, digits and -/*:_+=.@`);
  return group;
}

// runtime/services/kafka/poller/kafka-poller.ts
var pollPause = 5e3;
var slowest = 3 * 6e4;
var rebalanceWithin = 2e3;
var minute9 = 6e4;
var KafkaPoller = class {
  group;
  #options;
  #mapping;
  #rules;
  #filter;
  /** By the name of the partition. */
  #readers;
  #idlers = [];
  /** When the state machine is woken. */
  #wakes = /* @__PURE__ */ new Set();
  #consumer = nothingFetched();
  #polls = false;
  /** Nothing is fetched before. */
  #notBefore = 0;
  constructor(mapping, options) {
    const { topic, address: address2 } = options;
    const properties = mapping.properties;
    this.#options = options;
    this.#mapping = mapping;
    this.#rules = rulesOf(properties, {
      retention: topic.retention,
      partitions: topic.partitions,
      envelopeBytes: envelopeBytes(address2),
      timeout: mapping.timeout
    });
    this.#filter = filterOf(properties);
    this.group = groupOf(properties, options.polling.uuid);
    const readers2 = Array.from({ length: topic.partitions }, (_, partition) => {
      const from = startingOffset(properties, topic, partition, this.group);
      return [partitionName(topic.name, partition), new PartitionReader(topic, partition, this.group, from)];
    });
    this.#readers = new Map(readers2);
    topic.onAppend(() => this.#pollIn(0));
    this.#pollIn(0);
    if (options.polling.lag) this.#reportIn(0);
  }
  async idle() {
    while (!this.#isIdle()) await new Promise((resolve2) => this.#idlers.push(resolve2));
  }
  waiting() {
    return [...this.#readers.values()].reduce((sum2, reader) => sum2 + reader.left, 0);
  }
  #isIdle() {
    const { batches, waiting } = this.#consumer;
    const atEnd = [...this.#readers.values()].every((reader) => reader.isAtEnd);
    return atEnd && batches.length === 0 && waiting.size === 0 && this.waiting() === 0;
  }
  /** Looks for records after so much time, unless it does so anyway. */
  #pollIn(wait) {
    if (this.#polls) return;
    this.#polls = true;
    this.#mapping.clock.timer(wait, () => {
      this.#polls = false;
      this.#poll();
    });
  }
  #poll() {
    const { faults: faults10, topic } = this.#options;
    const { clock } = this.#mapping;
    if (clock.now() < this.#notBefore) return this.#pollIn(this.#notBefore - clock.now());
    if (!this.#mapping.polls() || faults10.strike("kafka.broker-away", topic.name)) return this.#pollIn(pollPause);
    while (this.#fetch() > 0) ;
    if (clock.now() < this.#notBefore) this.#pollIn(this.#notBefore - clock.now());
    this.#tellProgress();
  }
  /** How much later the pollers fetch this partition, where they do not keep up. Milliseconds. */
  #slowness(reader) {
    const next2 = reader.peek();
    const slow2 = next2 && this.#options.faults.strike("kafka.slow-pollers", identityOf(next2));
    return slow2 && Math.ceil(slow2.severity * slowest);
  }
  /** As much of each partition as a batch may take, all at once; gives how many records that were. */
  #fetch() {
    const { clock } = this.#mapping;
    const fetched = [];
    let count4 = 0;
    for (const [name2, reader] of this.#readers) {
      const room = this.#rules.batchSize - (this.#consumer.waiting.get(name2)?.records.length ?? 0);
      if (room <= 0 || reader.isAtEnd) continue;
      const slow2 = this.#slowness(reader);
      if (slow2 !== void 0) this.#notBefore = clock.now() + slow2;
      if (clock.now() < this.#notBefore) continue;
      const { read: read4, records: records2 } = reader.fetch(room, ({ value: value2 }) => this.#filter?.(value2) ?? true);
      count4 += read4;
      fetched.push(...records2);
    }
    if (count4 > 0) this.#options.polling.polled({ count: count4, filteredOut: count4 - fetched.length });
    const records = fetched.map((record) => this.#polled(record));
    if (records.length > 0) this.#dispatch({ type: "fetched", at: clock.now(), records });
    return count4;
  }
  #polled(record) {
    const { topic, partition, offset, timestamp, appendedAt, key, value: value2 } = record;
    const isNull = key === null || value2 === null;
    const otherForm = isNull && this.#options.faults.strike("kafka.null-in-other-form", identityOf(record)) !== void 0;
    const text3 = recordText(record, otherForm);
    const eventBytes = Buffer.byteLength(text3);
    return { partition: partitionName(topic, partition), offset, timestamp, appendedAt, eventBytes, record, text: text3 };
  }
  #dispatch(event) {
    const { consumer, actions: actions2 } = step2(this.#consumer, event, this.#rules);
    this.#consumer = consumer;
    this.#tellProgress();
    for (const action of actions2) this.#perform(action);
  }
  #tellProgress() {
    const { faults: faults10, taken: taken2 } = this.#options;
    const open2 = outstanding(this.#consumer);
    let anyDone = false;
    for (const [name2, reader] of this.#readers) {
      const first = open2.get(name2)?.reduce((least2, { offset }) => Math.min(least2, offset), Infinity);
      const commits = (next2) => faults10.strike("kafka.commit-lost", `${name2}|${next2}`) === void 0;
      const done = reader.done(first, commits);
      if (done.length === 0) continue;
      anyDone = true;
      const arrivedAt = done.map(({ appendedAt }) => appendedAt);
      this.#mapping.progress({ lane: name2, next: String(done.at(-1).offset + 1), arrivedAt });
    }
    if (anyDone) taken2();
    if (this.#isIdle()) for (const resolve2 of this.#idlers.splice(0)) resolve2();
  }
  #perform(action) {
    if (action.type === "wake") this.#wakeAt(action.at);
    else if (action.type === "invoke") void this.#invoke(action.batch, action.records);
    else this.#giveUp(action);
  }
  #wakeAt(at) {
    const { clock } = this.#mapping;
    if (this.#wakes.has(at)) return;
    this.#wakes.add(at);
    clock.timer(Math.max(0, at - clock.now()), () => {
      this.#wakes.delete(at);
      this.#dispatch({ type: "woken", at: Math.max(at, clock.now()) });
      this.#poll();
    });
  }
  async #invoke(batch, records) {
    const first = records[0];
    const identity = identityOf(first.record);
    const moved = this.#options.faults.strike("kafka.rebalance", identity);
    if (moved)
      this.#mapping.clock.timer(Math.ceil(moved.severity * rebalanceWithin), () => this.#rebalance(first.partition));
    const outcome = await this.#mapping.invoke({
      identity,
      event: () => eventOf3(this.#options.address, records),
      newestAt: void 0,
      size: records.length
    });
    const onlyNamed = this.#takesOnlyNamed(outcome, records, identity);
    this.#dispatch({ type: "invoked", at: this.#mapping.clock.now(), batch, outcome, onlyNamed });
    this.#poll();
  }
  #takesOnlyNamed(outcome, records, identity) {
    const { readsItemFailures } = this.#rules;
    if (!readsItemFailures || outcome.type !== "returned") return false;
    if (verdictOf2(outcome.response, records).type !== "partial") return false;
    return this.#options.faults.strike("kafka.only-named-again", identity) !== void 0;
  }
  #rebalance(partition) {
    this.#readers.get(partition).rewind();
    this.#dispatch({ type: "revoked", at: this.#mapping.clock.now(), partition });
    this.#poll();
  }
  #giveUp({ records: polled, condition: condition2, invocations: invocations2, outcome }) {
    const { topic, address: address2 } = this.#options;
    const records = polled.map(({ record }) => record);
    const event = eventOf3(address2, polled);
    const payloadSize = event.reduce((sum2, piece) => sum2 + Buffer.byteLength(piece), 0);
    const [first, last] = [records[0], records.at(-1)];
    this.#mapping.giveUp({
      records,
      condition: condition2,
      invocations: invocations2,
      outcome,
      // Lambda guide, kafka-on-failure, does not document the keys of objects: the topic stands where a stream has its shard
      part: topic.name,
      range: `${first.partition}|${first.offset}|${last.partition}|${last.offset}`,
      about: {
        // Lambda guide, kafka-on-failure: null where the event was too large to be sent
        ...condition2 === "MaximumPayloadSizeExceeded" ? { responseContext: null } : {},
        KafkaBatchInfo: batchInfoOf(address2, records, payloadSize)
      },
      payload: () => event.join("")
    });
  }
  #reportIn(wait) {
    const { clock } = this.#mapping;
    clock.timer(wait, () => {
      const lags = [...this.#readers.values()].map(({ lag }) => lag);
      const { faults: faults10, topic, polling } = this.#options;
      const isAway = faults10.strike("kafka.broker-away", topic.name) !== void 0;
      if (!isAway) polling.lag?.({ most: Math.max(...lags), sum: lags.reduce((sum2, lag) => sum2 + lag, 0) });
      this.#reportIn(minute9 - clock.now() % minute9);
    });
  }
};
var identityOf = ({ partition, key, value: value2 }) => `${partition}|${digest(key ?? "")}#${digest(value2 ?? "")}`;

// runtime/services/kafka/poller/msk-access.ts
var mskActions = ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"];
var mskCalls = (clusterArn2, topic, group) => [
  ...onNetwork.map((action) => ({ action, resource: "*" })),
  { action: "kafka-cluster:Connect", resource: clusterArn2 },
  ...["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"].map((action) => ({
    action,
    resource: `${clusterArn2.replace(":cluster/", ":topic/")}/${topic}`
  })),
  ...["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"].map((action) => ({
    action,
    resource: `${clusterArn2.replace(":cluster/", ":group/")}/${group ?? "*"}`
  }))
];

// runtime/services/kafka/poller/source.ts
var ClusterSource = class _ClusterSource {
  arn;
  component;
  /** A cluster outside of AWS has no actions of IAM. */
  permissions;
  #options;
  #polling;
  constructor(options, polling) {
    this.arn = options.address.arn ?? options.address.servers;
    this.permissions = options.address.arn === void 0 ? [] : mskActions;
    this.component = options.component;
    this.#options = options;
    this.#polling = polling;
  }
  of(mapping) {
    return new _ClusterSource(this.#options, mapping);
  }
  calls(properties) {
    const { SourceAccessConfigurations: access = [], Topics: [topic = ""] = [] } = properties;
    const secrets2 = callsFor(access, this.#options.keyOf);
    const { arn: arn2 } = this.#options.address;
    return arn2 === void 0 ? secrets2 : [...secrets2, ...mskCalls(arn2, topic, configuredGroup(properties))];
  }
  poll(mapping) {
    const { address: address2, faults: faults10, topicNames, groups, taken: taken2 } = this.#options;
    if (!this.#polling) throw new Error("A Kafka topic is polled for a mapping: ask for the source of one.");
    const { Topics: wanted = [] } = mapping.properties;
    const [name2, ...more] = wanted;
    if (name2 === void 0 || more.length > 0) throw new Error(`Topics has ${wanted.length} names; Lambda accepts 1.`);
    const topic = this.#options.topic(name2);
    if (!topic) throw new Error(`The Kafka cluster has no topic ${name2}, only ${topicNames().join(", ")}.`);
    const poller = new KafkaPoller(mapping, {
      topic,
      address: address2,
      faults: faults10,
      polling: this.#polling,
      taken: () => taken2(name2)
    });
    if (groups.has(poller.group))
      throw new Error(`Two event source mappings have the consumer group ${poller.group}: it has to be unique.`);
    groups.add(poller.group);
    return poller;
  }
};

// runtime/services/kafka/partition-log.ts
var PartitionLog = class {
  #records = [];
  #next = 0;
  get nextOffset() {
    return this.#next;
  }
  get firstOffset() {
    return this.#records[0]?.offset ?? this.#next;
  }
  /** Everything that is kept, oldest first. */
  get records() {
    return this.#records;
  }
  add(record) {
    this.#records.push(record);
    this.#next = record.offset + 1;
  }
  /** Offsets of a partition have no gaps here: there are neither transactions nor compaction. */
  read(from, most3) {
    const begin2 = Math.max(0, from - this.firstOffset);
    return this.#records.slice(begin2, begin2 + most3);
  }
  /** Lets go of what was appended before an instant. */
  expire(before) {
    const kept2 = this.#records.findIndex(({ appendedAt }) => appendedAt >= before);
    if (kept2 !== 0) this.#records = kept2 < 0 ? [] : this.#records.slice(kept2);
  }
  /** Lets go of records below an offset, but keeps so many. */
  forget(below, kept2) {
    const done = Math.min(below - this.firstOffset, this.#records.length - kept2);
    if (done >= kept2) this.#records = this.#records.slice(done);
  }
};

// runtime/services/kafka/partitioner.ts
function partitionOf2(key, partitions, turn) {
  return key === null ? turn % partitions : (murmur2(key) & 2147483647) % partitions;
}
var seed = 2538058380;
var factor = 1540483477;
function murmur2(data) {
  let hash9 = seed ^ data.length;
  const whole2 = data.length - data.length % 4;
  for (let at = 0; at < whole2; at += 4) {
    const word2 = data[at] | data[at + 1] << 8 | data[at + 2] << 16 | data[at + 3] << 24;
    const mixed = Math.imul(word2, factor);
    hash9 = Math.imul(hash9, factor) ^ Math.imul(mixed ^ mixed >>> 24, factor);
  }
  for (let at = data.length - 1; at >= whole2; at--) hash9 ^= data[at] << 8 * (at - whole2);
  if (data.length > whole2) hash9 = Math.imul(hash9, factor);
  hash9 = Math.imul(hash9 ^ hash9 >>> 13, factor);
  return hash9 ^ hash9 >>> 15;
}

// runtime/services/kafka/topic-log.ts
var defaultMessageSize = 1048588;
var batchHead = 70;
var named = /^[\w.-]{1,249}$/;
var TopicLog = class {
  name;
  partitions;
  retention;
  /** `max.message.bytes` */
  messageSize;
  address = void 0;
  #isStamped;
  #clock;
  #faults;
  #logs;
  #committed = /* @__PURE__ */ new Map();
  #listeners = [];
  #observer;
  #turn = 0;
  constructor(options, observer) {
    const { name: name2, partitions, retention, messageSize = defaultMessageSize, isStamped = false, clock, faults: faults10 } = options;
    if (!named.test(name2) || name2 === "." || name2 === "..")
      throw new Error(
        `"${name2}" is no name of a Kafka topic: it has 1 to 249 letters, digits, dots, underscores and hyphens.`
      );
    if (!Number.isInteger(partitions) || partitions < 1)
      throw new RangeError(`A topic has 1 partition or more, not ${partitions}.`);
    this.name = name2;
    this.partitions = partitions;
    this.retention = retention;
    this.messageSize = messageSize;
    this.#isStamped = isStamped;
    this.#clock = clock;
    this.#faults = faults10;
    this.#logs = Array.from({ length: partitions }, () => new PartitionLog());
    this.#observer = observer;
  }
  append(given2) {
    const now = this.#clock.now();
    const { timestamp = Math.floor(now) } = this.#isStamped ? {} : given2;
    const key = bytesOf2(given2.key ?? null);
    const value2 = bytesOf2(given2.value);
    const headers = (given2.headers ?? []).map(([name2, bytes2]) => [name2, bytesOf2(bytes2)]);
    const size = batchHead + sizeOf2(key) + sizeOf2(value2) + headers.reduce((sum2, header) => sum2 + headerSize(header), 0);
    if (size > this.messageSize)
      throw new RangeError(
        `RecordTooLargeException: the record has ${size} bytes, and topic ${this.name} takes ${this.messageSize}.`
      );
    const partition = given2.partition ?? partitionOf2(key, this.partitions, key === null ? this.#turn++ : 0);
    if (!Number.isInteger(partition) || partition < 0 || partition >= this.partitions)
      throw new RangeError(
        `Topic ${this.name} has partitions 0 to ${this.partitions - 1}, and no partition ${partition}.`
      );
    const content = { topic: this.name, partition, timestamp, appendedAt: now, key, value: value2, headers };
    const record = this.#add(content);
    const identity = `${this.name}|${digest(key ?? "")}|${digest(value2 ?? "")}`;
    if (this.#faults.strike("kafka.duplicate", identity)) this.#add(content);
    return record;
  }
  records() {
    for (const log of this.#logs) log.expire(this.#clock.now() - this.retention);
    return this.#logs.flatMap(({ records }) => records);
  }
  onAppend(listener) {
    this.#listeners.push(listener);
  }
  read(partition, from, most3) {
    const log = this.#logs[partition];
    log.expire(this.#clock.now() - this.retention);
    return log.read(from, most3);
  }
  firstOffset(partition) {
    return this.#logs[partition].firstOffset;
  }
  nextOffset(partition) {
    return this.#logs[partition].nextOffset;
  }
  committed(group, partition) {
    return this.#committed.get(`${partition}|${group}`);
  }
  commit(group, partition, next2) {
    this.#committed.set(`${partition}|${group}`, next2);
    this.#observer?.committed(group, partition, next2);
  }
  /** Takes up a record of an earlier process, in the order of offsets. */
  restore(record) {
    this.#logs[record.partition].add(record);
    if (record.key === null) this.#turn++;
  }
  restoreCommit(group, partition, next2) {
    this.#committed.set(`${partition}|${group}`, next2);
  }
  /** Lets go of what every group has committed, but for the newest records: for runs that last longer than memory does. */
  keepNewest(count4) {
    for (const [partition, log] of this.#logs.entries()) {
      const groups = [...this.#committed].filter(([of]) => of.startsWith(`${partition}|`));
      if (groups.length > 0) log.forget(Math.min(...groups.map(([, next2]) => next2)), count4);
    }
  }
  #add(content) {
    const log = this.#logs[content.partition];
    const record = { ...content, offset: log.nextOffset };
    log.add(record);
    this.#observer?.appended(record);
    for (const listener of this.#listeners) listener(record);
    return record;
  }
};
var bytesOf2 = (given2) => typeof given2 === "string" ? Buffer.from(given2) : given2;
var sizeOf2 = (bytes2) => bytes2?.length ?? 0;
var headerSize = ([name2, value2]) => Buffer.byteLength(name2) + sizeOf2(value2);

// runtime/services/kafka/wire/listener.ts
var import_node_net2 = require("node:net");
var import_node_tls = require("node:tls");

// runtime/services/kafka/wire/error-code.ts
var errorCodes = {
  none: 0,
  corruptMessage: 2,
  unknownTopicOrPartition: 3,
  messageTooLarge: 10,
  invalidRequiredAcks: 21,
  topicAuthorizationFailed: 29,
  clusterAuthorizationFailed: 31,
  unsupportedSaslMechanism: 33,
  illegalSaslState: 34,
  unsupportedVersion: 35,
  topicAlreadyExists: 36,
  invalidPartitions: 37,
  unsupportedForMessageFormat: 43,
  outOfOrderSequence: 45,
  invalidProducerEpoch: 47,
  saslAuthenticationFailed: 58,
  unsupportedCompressionType: 76,
  invalidRecord: 87
};
var WireError = class extends Error {
  code;
  constructor(code, message2) {
    super(message2);
    this.code = errorCodes[code];
  }
};

// runtime/services/kafka/wire/create-topics.ts
function createTopics(body, response, { client, topics, create: create2 }) {
  const wanted = body.array(() => wantedTopic(body)) ?? [];
  body.int32();
  const isTrial = body.int8() !== 0;
  response.int32(0);
  return response.array(wanted, ({ name: name2, partitions, settings }) => {
    const code = refusalOf(name2, partitions);
    if (code === errorCodes.none && !isTrial) create2(topicWith(name2, partitions, settings));
    response.text(name2).int16(code).nullableText(null);
  });
  function refusalOf(name2, partitions) {
    if (client && !client.may("CreateTopic", name2)) return errorCodes.topicAuthorizationFailed;
    if (topics.has(name2)) return errorCodes.topicAlreadyExists;
    return partitions < 1 ? errorCodes.invalidPartitions : errorCodes.none;
  }
}
function wantedTopic(body) {
  const [name2, partitions] = [body.text(), body.int32(), body.int16()];
  body.array(() => [body.int32(), body.array(() => body.int32())]);
  const settings = new Map(body.array(() => [body.text(), body.nullableText()]) ?? []);
  return { name: name2, partitions, settings };
}

// runtime/services/kafka/wire/reader.ts
var WireReader = class {
  #bytes;
  #at = 0;
  constructor(bytes2) {
    this.#bytes = Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.byteLength);
  }
  get left() {
    return this.#bytes.length - this.#at;
  }
  int8() {
    return this.#bytes.readInt8(this.#took(1));
  }
  int16() {
    return this.#bytes.readInt16BE(this.#took(2));
  }
  int32() {
    return this.#bytes.readInt32BE(this.#took(4));
  }
  uint32() {
    return this.#bytes.readUInt32BE(this.#took(4));
  }
  int64() {
    return this.#bytes.readBigInt64BE(this.#took(8));
  }
  /** Zigzag, of a varint or a varlong. */
  varint() {
    let value2 = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(this.#bytes.readUInt8(this.#took(1)));
      value2 |= (byte & 0x7fn) << shift;
      if ((byte & 0x80n) === 0n) return Number(value2 >> 1n ^ -(value2 & 1n));
      if (shift > 63n) throw new RangeError("A varint has at most ten bytes.");
    }
  }
  text() {
    return this.take(this.int16()).toString();
  }
  nullableText() {
    const length = this.int16();
    return length < 0 ? null : this.take(length).toString();
  }
  nullableBytes() {
    const length = this.int32();
    return length < 0 ? null : this.take(length);
  }
  /** Null for an array that is null. */
  array(element) {
    const count4 = this.int32();
    return count4 < 0 ? null : Array.from({ length: count4 }, element);
  }
  take(length) {
    const from = this.#took(length);
    return this.#bytes.subarray(from, from + length);
  }
  #took(length) {
    if (length < 0 || length > this.left) throw new RangeError(`The message has no ${length} bytes more.`);
    this.#at += length;
    return this.#at - length;
  }
};

// runtime/services/kafka/wire/producer-state.ts
var batchesKept = 5;
var ProducerStates = class {
  #states = /* @__PURE__ */ new Map();
  /** The offset of a batch that was appended before. Throws for one that does not follow on what was appended. */
  offsetOf(partition, batch) {
    const { producerId, epoch, baseSequence: sequence2, records } = batch;
    if (producerId < 0n) return void 0;
    if (sequence2 < 0) throw new WireError("invalidRecord", `A sequence is a number from 0, not ${sequence2}.`);
    const state = this.#states.get(nameOf2(producerId, partition));
    if (!state) return void 0;
    if (epoch < state.epoch)
      throw new WireError("invalidProducerEpoch", `The producer has the epoch ${epoch}, which is over.`);
    const isNewEpoch = epoch > state.epoch;
    const known3 = state.batches.find((each2) => each2.sequence === sequence2 && each2.count === records.length);
    if (known3 && !isNewEpoch) return known3.offset;
    const last = state.batches.at(-1);
    const next2 = isNewEpoch ? 0 : last.sequence + last.count;
    if (sequence2 !== next2)
      throw new WireError("outOfOrderSequence", `The batch has the sequence ${sequence2}, and the next one is ${next2}.`);
    return void 0;
  }
  appended(partition, { producerId, epoch, baseSequence: sequence2, records }, offset) {
    if (producerId < 0n) return;
    const name2 = nameOf2(producerId, partition);
    const before = this.#states.get(name2);
    const batches = before?.epoch === epoch ? before.batches : [];
    const batch = { sequence: sequence2, count: records.length, offset };
    this.#states.set(name2, { epoch, batches: [...batches, batch].slice(-batchesKept) });
  }
};
var nameOf2 = (producerId, partition) => `${producerId}|${partition}`;

// runtime/services/kafka/wire/record-batch.ts
var import_node_zlib3 = require("node:zlib");

// runtime/services/kafka/wire/crc32c.ts
var table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 2197175160 : crc >>> 1;
  return crc;
});
function crc32c(bytes2) {
  let crc = 4294967295;
  for (const byte of bytes2) crc = table[(crc ^ byte) & 255] ^ crc >>> 8;
  return (crc ^ 4294967295) >>> 0;
}

// runtime/services/kafka/wire/record-batch.ts
var magicOfToday = 2;
var [beforeChecksum, beforeLength, beforeRecords] = [9, 12, 61];
function batchesIn(bytes2, largest) {
  const reader = new WireReader(bytes2);
  const batches = [];
  while (reader.left > 0) batches.push(nextBatch(reader, largest));
  return batches;
}
function checkSize(size, largest) {
  if (size > largest)
    throw new WireError("messageTooLarge", `The batch has ${size} bytes, and the topic takes ${largest}.`);
}
function nextBatch(reader, largest) {
  reader.int64();
  const length = reader.int32();
  checkSize(beforeLength + length, largest);
  reader.int32();
  if (reader.int8() !== magicOfToday)
    throw new WireError(
      "unsupportedForMessageFormat",
      "Only the message format 2 is taken: use a client of Kafka 0.11 or later."
    );
  const checksum = reader.uint32();
  const body = reader.take(length - beforeChecksum);
  if (crc32c(body) !== checksum)
    throw new WireError("corruptMessage", "The checksum of a batch does not match its records.");
  return batchOf(new WireReader(body), largest);
}
function batchOf(reader, largest) {
  const attributes = reader.int16();
  reader.int32();
  const baseTimestamp = Number(reader.int64());
  reader.int64();
  const producerId = reader.int64();
  const epoch = reader.int16();
  const baseSequence = reader.int32();
  const count4 = reader.int32();
  const content = decompressed(reader.take(reader.left), attributes & 7);
  checkSize(beforeRecords + content.length, largest);
  const records = new WireReader(content);
  return {
    producerId,
    epoch,
    baseSequence,
    records: Array.from({ length: count4 }, () => recordOf2(records, baseTimestamp))
  };
}
function decompressed(bytes2, codec) {
  if (codec === 0) return bytes2;
  if (codec === 1) return (0, import_node_zlib3.gunzipSync)(bytes2);
  throw new WireError(
    "unsupportedCompressionType",
    "The stand-in for a broker takes records as they are, or with gzip."
  );
}
function recordOf2(reader, baseTimestamp) {
  reader.varint();
  reader.int8();
  const timestamp = baseTimestamp + reader.varint();
  reader.varint();
  const key = bytesOf3(reader);
  const value2 = bytesOf3(reader);
  const headers = Array.from({ length: reader.varint() }, () => [
    reader.take(reader.varint()).toString(),
    bytesOf3(reader)
  ]);
  return { timestamp, key, value: value2, headers };
}
function bytesOf3(reader) {
  const length = reader.varint();
  return length < 0 ? null : Buffer.from(reader.take(length));
}

// runtime/services/kafka/wire/writer.ts
var WireWriter = class {
  #parts = [];
  int8(value2) {
    return this.#add(1, (bytes2) => bytes2.writeInt8(value2));
  }
  int16(value2) {
    return this.#add(2, (bytes2) => bytes2.writeInt16BE(value2));
  }
  int32(value2) {
    return this.#add(4, (bytes2) => bytes2.writeInt32BE(value2));
  }
  int64(value2) {
    return this.#add(8, (bytes2) => bytes2.writeBigInt64BE(BigInt(value2)));
  }
  text(value2) {
    const bytes2 = Buffer.from(value2);
    this.int16(bytes2.length);
    this.#parts.push(bytes2);
    return this;
  }
  nullableText(value2) {
    return value2 === null ? this.int16(-1) : this.text(value2);
  }
  array(values, element) {
    this.int32(values.length);
    for (const value2 of values) element(value2);
    return this;
  }
  /** Everything so far, behind its length. */
  framed() {
    const body = Buffer.concat(this.#parts);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length);
    return Buffer.concat([length, body]);
  }
  #add(length, write4) {
    const bytes2 = Buffer.alloc(length);
    write4(bytes2);
    this.#parts.push(bytes2);
    return this;
  }
};

// runtime/services/kafka/wire/produce.ts
var AnswerLost = class extends Error {
};
var producersOf = /* @__PURE__ */ new WeakMap();
function produce(body, version, response, to) {
  body.nullableText();
  const acks = body.int16();
  body.int32();
  const sent = body.array(() => ({
    topic: body.text(),
    partitions: body.array(() => ({ partition: body.int32(), bytes: body.nullableBytes() })) ?? []
  }));
  response.array(sent ?? [], ({ topic, partitions }) => {
    response.text(topic).array(partitions, ({ partition, bytes: bytes2 }) => {
      const { error, message: message2, baseOffset } = appended(to, topic, { partition, bytes: bytes2, acks });
      response.int32(partition).int16(error).int64(baseOffset).int64(-1);
      if (version >= 5) response.int64(0);
      if (version >= 8) response.array([], () => void 0).nullableText(message2);
    });
  });
  response.int32(0);
  return acks === 0 ? void 0 : response;
}
function appended({ topics, access, client, messageSizeOf }, name2, { partition, bytes: bytes2, acks }) {
  const refused2 = (error, message2) => ({ error, message: message2, baseOffset: -1 });
  if (client && !client.may("WriteData", name2))
    return refused2(errorCodes.topicAuthorizationFailed, "The role may not write to the topic.");
  const topic = topics.get(name2);
  if (!topic || partition < 0 || partition >= topic.partitions)
    return refused2(errorCodes.unknownTopicOrPartition, "The topic or the partition does not exist.");
  if (![0, 1, -1].includes(acks)) return refused2(errorCodes.invalidRequiredAcks, "acks is 0, 1 or all.");
  try {
    const batches = batchesIn(bytes2 ?? new Uint8Array(), messageSizeOf(name2));
    const offsets = batches.map((batch) => offsetOf(topic, partition, batch, client));
    const names2 = batches.map(({ producerId, baseSequence }) => `${producerId}|${partition}|${baseSequence}`);
    if (names2.some((batch) => access?.losesAnswer(`${name2}|${batch}`))) throw new AnswerLost(name2);
    return { error: errorCodes.none, message: null, baseOffset: offsets[0] ?? -1 };
  } catch (error) {
    if (error instanceof WireError) return refused2(error.code, error.message);
    if (error instanceof RangeError) return refused2(errorCodes.messageTooLarge, error.message);
    throw error;
  }
}
function offsetOf(topic, partition, batch, client) {
  const producers = producersOf.get(topic) ?? new ProducerStates();
  producersOf.set(topic, producers);
  const before = producers.offsetOf(partition, batch);
  if (before !== void 0) return before;
  const [offset = -1] = batch.records.map((record) => topic.append({ ...record, partition }).offset);
  producers.appended(partition, batch, offset);
  client?.wrote(topic.name, batch.records.length);
  return offset;
}

// runtime/services/kafka/wire/sasl.ts
var mechanism = "OAUTHBEARER";
var end = "";
var bearer = "auth=Bearer ";
function handshake(body, response, session) {
  const asked = body.text();
  const isKnown = asked === mechanism;
  if (isKnown) session.mechanism = asked;
  response.int16(isKnown ? errorCodes.none : errorCodes.unsupportedSaslMechanism);
  return response.array([mechanism], (each2) => response.text(each2));
}
function authenticate(body, version, response, session, access) {
  const answer = (code, message2, lifetime) => {
    response.int16(code).nullableText(message2).int32(0);
    return version >= 1 ? response.int64(lifetime) : response;
  };
  const refused2 = (code, message2) => answer(code, `[00000000-0000-4000-8000-000000000000]: ${message2}`, 0);
  if (session.mechanism === void 0)
    return refused2(errorCodes.illegalSaslState, "SaslHandshake comes before SaslAuthenticate");
  const [head2 = "", ...pairs] = Buffer.from(body.nullableBytes() ?? []).toString().split(end);
  const token2 = head2.startsWith("n,") ? pairs.find((pair2) => pair2.startsWith(bearer))?.slice(bearer.length) : void 0;
  if (token2 === void 0) return refused2(errorCodes.saslAuthenticationFailed, "Access denied");
  const refusal2 = access.refusal();
  if (refusal2 !== void 0) return refused2(errorCodes.saslAuthenticationFailed, refusal2);
  try {
    session.client = access.signIn(token2);
    return answer(errorCodes.none, null, session.client.lifetime);
  } catch (error) {
    if (error instanceof AccessDenied) return refused2(errorCodes.saslAuthenticationFailed, error.message);
    throw error;
  }
}

// runtime/services/kafka/wire/requests.ts
var apis = [
  {
    key: 0,
    least: 3,
    most: 8,
    answer: ({ version, body, session }, response, { topics, access, messageSizeOf }) => produce(body, version, response, { topics, access, messageSizeOf, client: session.client })
  },
  { key: 3, least: 1, most: 8, answer: metadata },
  {
    key: 18,
    least: 0,
    most: 2,
    answer: ({ version }, response, cluster2) => versions(response, version, errorCodes.none, cluster2)
  },
  {
    key: 19,
    least: 2,
    most: 4,
    answer: ({ body, session }, response, cluster2) => createTopics(body, response, { ...cluster2, client: session.client })
  },
  { key: 22, least: 0, most: 1, answer: initProducerId }
];
var apiVersionsKey = 18;
var signingIn = [
  { key: 17, least: 0, most: 1, answer: ({ body, session }, response) => handshake(body, response, session) },
  {
    key: 36,
    least: 0,
    most: 1,
    answer: ({ version, body, session }, response, { access }) => authenticate(body, version, response, session, access)
  }
];
var apisOf = ({ access }) => access ? [...apis, ...signingIn] : apis;
function answerTo(message2, cluster2, session) {
  const body = new WireReader(message2);
  const [key, version, correlation] = [body.int16(), body.int16(), body.int32()];
  const response = new WireWriter().int32(correlation);
  const api = apisOf(cluster2).find((one) => one.key === key);
  const isKnown = api !== void 0 && version >= api.least && version <= api.most;
  if (!isKnown && key === apiVersionsKey) return versions(response, 0, errorCodes.unsupportedVersion, cluster2).framed();
  if (!isKnown) throw new WireError("unsupportedVersion", `The API ${key} in version ${version} is not modelled here.`);
  const isOpen = cluster2.access === void 0 || session.client !== void 0;
  if (!isOpen && key !== apiVersionsKey && !signingIn.includes(api))
    throw new WireError("illegalSaslState", "A client signs in before it asks for anything else.");
  body.nullableText();
  return api.answer({ version, body, session }, response, cluster2)?.framed();
}
function versions(response, version, error, cluster2) {
  response.int16(error).array(apisOf(cluster2), ({ key, least: least2, most: most3 }) => response.int16(key).int16(least2).int16(most3));
  return version >= 1 ? response.int32(0) : response;
}
var noOperations = -2147483648;
function metadata({ version, body, session: { client } }, response, { host: host3, port, topics }) {
  const wanted = body.array(() => body.text()) ?? [...topics.keys()];
  if (version >= 3) response.int32(0);
  response.array([0], (node) => response.int32(node).text(host3).int32(port).nullableText(null));
  if (version >= 2) response.nullableText("local");
  response.int32(0);
  response.array(wanted, (name2) => {
    const isAllowed = client?.may("DescribeTopic", name2) ?? true;
    const topic = isAllowed ? topics.get(name2) : void 0;
    const missing3 = isAllowed ? errorCodes.unknownTopicOrPartition : errorCodes.topicAuthorizationFailed;
    response.int16(topic ? errorCodes.none : missing3).text(name2).int8(0);
    const partitions = Array.from({ length: topic?.partitions ?? 0 }, (_, partition) => partition);
    response.array(partitions, (partition) => partitionOf3(response, partition, version));
    if (version >= 8) response.int32(noOperations);
  });
  return version >= 8 ? response.int32(noOperations) : response;
}
function partitionOf3(response, partition, version) {
  response.int16(errorCodes.none).int32(partition).int32(0);
  if (version >= 7) response.int32(0);
  const one = (node) => response.int32(node);
  response.array([0], one).array([0], one);
  if (version >= 5) response.array([], one);
}
function initProducerId({ session }, response, cluster2) {
  const isAllowed = session.client?.may("WriteDataIdempotently") ?? true;
  const code = isAllowed ? errorCodes.none : errorCodes.clusterAuthorizationFailed;
  return response.int32(0).int16(code).int64(isAllowed ? cluster2.nextProducerId() : -1).int16(0);
}

// runtime/services/kafka/wire/listener.ts
var host = "127.0.0.1";
var largestRequest = 104857600;
async function listenForProducers(topics, port, secured) {
  const sockets = /* @__PURE__ */ new Set();
  let producers = 0;
  let cluster2;
  const serve = (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    if (cluster2) answerAll(socket, cluster2);
    else socket.destroy();
  };
  const server = secured ? (0, import_node_tls.createServer)({ key: secured.key, cert: secured.cert }, serve) : (0, import_node_net2.createServer)(serve);
  await new Promise((resolve2, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve2);
  });
  const taken2 = server.address().port;
  cluster2 = { ...topics, host, port: taken2, nextProducerId: () => producers++, access: secured?.access };
  return {
    address: `${host}:${taken2}`,
    close: () => new Promise((resolve2) => {
      server.close(() => resolve2());
      for (const socket of sockets) socket.destroy();
    })
  };
}
function answerAll(socket, cluster2) {
  let received = Buffer.alloc(0);
  const session = { mechanism: void 0, client: void 0 };
  socket.on("data", (bytes2) => {
    received = Buffer.concat([received, bytes2]);
    try {
      if (cluster2.access?.isAway()) return void socket.destroy();
      for (let length = nextLength(received); length !== void 0; length = nextLength(received)) {
        const answer = answerTo(received.subarray(4, 4 + length), cluster2, session);
        received = received.subarray(4 + length);
        if (answer) queueMicrotask(() => socket.write(answer));
      }
    } catch {
      socket.destroy();
    }
  });
}
function nextLength(received) {
  if (received.length < 4) return void 0;
  const length = received.readInt32BE(0);
  if (length < 0 || length > largestRequest) throw new RangeError(`A request of ${length} bytes.`);
  return received.length >= 4 + length ? length : void 0;
}

// runtime/services/kafka/clusters.ts
var hour2 = 36e5;
var defaultRetentionHours = 168;
var fewestConnections = 4;
var keptRecords = 5e3;
var KafkaClusters = class {
  api;
  outside;
  #host;
  #made;
  #clusters;
  /** Lambda guide, kafka-consumer-group-id: "must be unique among all your Kafka event sources". */
  #groups = /* @__PURE__ */ new Set();
  #listeners = [];
  /** Where the brokers of a cluster are on this machine, by its ARN. */
  #addresses = /* @__PURE__ */ new Map();
  constructor(host3) {
    this.#host = host3;
    this.#made = mskClusters(host3.graph);
    this.api = mskApi((arn2) => this.#addresses.get(arn2));
    this.#clusters = [
      ...host3.existingKafka.map((cluster2) => this.#existing(cluster2)),
      ...this.#made.map((cluster2) => this.#ofStack(cluster2))
    ];
    this.outside = this.#clusters.filter(({ isInside }) => !isInside).map(({ arn: arn2, component }) => ({
      type: arn2 === void 0 ? "SelfManagedKafka::Cluster" : "ExistingMSK::Cluster",
      component
    }));
  }
  begin() {
    for (const { brokers: brokers2, topics, ...cluster2 } of this.#made) {
      const partitions = topics.reduce((sum2, topic) => sum2 + topic.partitions, 0);
      if (brokers2 === void 0) reportTopics({ ...cluster2, topics: () => this.#topicsIn(cluster2.arn) }, this.#host);
      else reportBrokers({ ...cluster2, brokers: brokers2, partitions }, this.#host);
    }
  }
  async listen() {
    for (const cluster2 of this.#clusters) {
      const { arn: arn2, topics, port = 0 } = cluster2;
      const secured = this.#securedFor(cluster2);
      if (!secured && cluster2.port === void 0) continue;
      let address2;
      const listener = await listenForProducers(
        {
          topics,
          messageSizeOf: (name2) => topics.get(name2)?.messageSize ?? defaultMessageSize,
          create: (topic) => {
            const made = this.#topic(topic, idOf(cluster2));
            made.address = address2;
            topics.set(topic.name, made);
          }
        },
        port,
        secured
      );
      address2 = listener.address;
      this.#listeners.push(listener);
      if (arn2 !== void 0) this.#tell(arn2, address2);
      for (const topic of topics.values()) topic.address = address2;
    }
  }
  /** GetBootstrapBrokers gives the address, and so do the custom resources that ask it. */
  #tell(clusterArn2, address2) {
    this.#addresses.set(clusterArn2, address2);
    const { graph, addresses } = this.#host;
    for (const { id, properties } of graph.ofType(bootstrapBrokers))
      if (properties["ClusterArn"] === clusterArn2) addresses.know(placeOfBrokers(id), address2);
  }
  async close() {
    await Promise.all(this.#listeners.map((listener) => listener.close()));
  }
  find(name2) {
    return this.#topics().find((topic) => topic.name === name2);
  }
  names() {
    return this.#topics().map(({ name: name2 }) => name2);
  }
  /** By the ARN of a cluster, or by the addresses of brokers, separated by commas: one that it has is enough, as for a Kafka client. */
  source(address2) {
    const named3 = address2.split(",");
    const isNamed = ({ arn: arn2, servers }) => arn2 === void 0 ? servers.some((server) => named3.includes(server)) : arn2 === address2;
    const cluster2 = this.#clusters.find(isNamed);
    if (!cluster2) return void 0;
    const { graph, faults: faults10 } = this.#host;
    return new ClusterSource({
      address: cluster2.arn === void 0 ? { servers: address2, arn: void 0 } : addressOf(cluster2),
      component: cluster2.component,
      faults: faults10,
      topic: (name2) => cluster2.topics.get(name2),
      topicNames: () => [...cluster2.topics.keys()],
      groups: this.#groups,
      keyOf: (secretArn2) => {
        const secret = graph.ofType("AWS::SecretsManager::Secret").find(({ arn: arn2 }) => arn2 === secretArn2);
        const key = secret?.properties["KmsKeyId"];
        return typeof key === "string" ? graph.named(key, "AWS::KMS::Key")?.arn ?? key : void 0;
      },
      taken: (name2) => cluster2.topics.get(name2)?.keepNewest(keptRecords)
    });
  }
  /** Undefined for brokers where everybody may write. */
  #securedFor({ arn: arn2, component, connectionsPerSecond, reportsAs }) {
    if (arn2 === void 0 || connectionsPerSecond === void 0) return void 0;
    const topicArn2 = (topic) => `${arn2.replace(":cluster/", ":topic/")}/${topic}`;
    const refused2 = () => {
      if (reportsAs !== void 0) reportRefused(reportsAs, this.#host);
    };
    const brokers2 = { component, clusterArn: arn2, topicArn: topicArn2, connectionsPerSecond, refused: refused2 };
    return { access: iamAccess(brokers2, this.#host), ...certificateOfProcess() };
  }
  #topicsIn(arn2) {
    return this.#clusters.filter((cluster2) => cluster2.arn === arn2).flatMap(({ topics }) => [...topics.values()]);
  }
  #topics() {
    return this.#clusters.flatMap(({ topics }) => [...topics.values()]);
  }
  #existing({ bootstrapServers: servers, arn: arn2, component, topics, port }) {
    return {
      arn: arn2,
      isInside: false,
      servers,
      component,
      port,
      connectionsPerSecond: arn2 === void 0 ? void 0 : fewestConnections,
      reportsAs: void 0,
      topics: this.#topicsOf(topics, servers.join(","))
    };
  }
  #ofStack({ arn: arn2, name: name2, brokers: brokers2, servers, component, topics, connectionsPerSecond }) {
    return {
      arn: arn2,
      isInside: true,
      servers,
      component,
      port: void 0,
      connectionsPerSecond,
      reportsAs: brokers2 === void 0 ? void 0 : name2,
      topics: this.#topicsOf(topics, arn2)
    };
  }
  #topicsOf(topics, cluster2) {
    return new Map(topics.map((topic) => [topic.name, this.#topic(topic, cluster2)]));
  }
  /** Puts back what the topic had, and keeps what it takes from now on. */
  #topic({ name: name2, partitions, retentionHours = defaultRetentionHours, ...more }, cluster2) {
    const { clock, faults: faults10 } = this.#host;
    const journal = this.#host.journal();
    const id = `${cluster2}/${name2}`;
    const options = { name: name2, partitions, retention: retentionHours * hour2, clock, faults: faults10, ...more };
    const observer = observerOf(journal, id);
    const log = new TopicLog(options, {
      ...observer,
      committed: (group, partition, next2) => {
        observer.committed(group, partition, next2);
        log.keepNewest(keptRecords);
      }
    });
    restore(journal, id, log);
    return log;
  }
};
var addressOf = ({ servers, arn: arn2 }) => ({ servers: servers.join(","), arn: arn2 });
var idOf = ({ isInside, arn: arn2, servers }) => isInside && arn2 !== void 0 ? arn2 : servers.join(",");

// runtime/services/kafka/faults.ts
var msk = ["AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster", "ExistingMSK::Cluster"];
var faults5 = {
  "kafka.duplicate": {
    rate: 0.05,
    sightings: 1,
    title: "Record appended twice",
    explanation: "A producer did not hear from the broker and sends its record again: it gets two offsets.",
    source: "Kafka guide, design.semantics: without idempotence, a producer that tries again may duplicate a record"
  },
  "kafka.rebalance": {
    rate: 0.1,
    sightings: 1,
    title: "Partition moves",
    explanation: "Another poller takes a partition over and delivers again what was not committed.",
    source: "Lambda guide, kafka-scaling-modes: pollers are added and removed, and share the partitions anew"
  },
  "kafka.commit-lost": {
    rate: 0.05,
    sightings: 1,
    title: "Offset commit lost",
    explanation: "The broker does not take a commit. The records come again when their partition moves.",
    source: 'Lambda guide, invocation-eventsourcemapping: "process each event at least once"'
  },
  "kafka.slow-pollers": {
    rate: 0.03,
    sightings: 1,
    title: "Pollers fall behind",
    explanation: "There are too few pollers. Records wait up to three minutes until there are more.",
    source: "Lambda guide, kafka-scaling-modes: scaling takes up to three minutes"
  },
  "kafka.null-in-other-form": {
    rate: 0.5,
    sightings: 1,
    title: "Null in the other form",
    explanation: "The event leaves out the value of a tombstone, and has null for a key that is missing.",
    source: "Lambda guide, with-kafka: does not say which form AWS sends; both have been seen"
  },
  "kafka.only-named-again": {
    rate: 0.3,
    sightings: 1,
    title: "Only named records again",
    explanation: "After a partial answer, Lambda delivers again the records that it names, and no others.",
    source: 'Lambda guide, kafka-retry-configurations: "retry only the failed records"'
  },
  "kafka.broker-away": {
    ...lasting,
    title: "Brokers not reachable",
    explanation: "Lambda does not reach the brokers. Their records wait, and nobody reports the lag.",
    source: "Lambda guide, with-kafka-troubleshoot: PROBLEM: Connection error. Please check your event source connection configuration"
  },
  "kafka.too-many-connects": {
    rate: 0.05,
    sightings: 1,
    strikes: msk,
    title: "Too many new connections",
    explanation: "A broker takes few new connections with IAM in a second, and refuses this one.",
    source: "MSK guide, limits: 4 new connections with IAM a second for each kafka.t3.small broker, 100 for others"
  },
  "kafka.answer-lost": {
    rate: 0.05,
    sightings: 1,
    strikes: msk,
    title: "Answer of a broker lost",
    explanation: "A broker appends a batch, and the connection ends before its producer hears of it.",
    source: "Kafka guide, design.semantics: an idempotent producer that sends a batch again does not duplicate it"
  }
};

// runtime/services/kafka/service.ts
var clusterArn = arn("kafka", (self) => `cluster/${name(self)}/${drawnUuid(self)}-1`);
var cluster = {
  name: { property: "ClusterName", most: 64 },
  ref: clusterArn,
  arn: clusterArn,
  standIn: "MSK: topics in memory, which Lambda polls, Firehose reads and producers write to with IAM; one broker, no replicas, of its limits only that of new connections; other consumers and transactions left out"
};
var kafka = {
  id: "kafka",
  signingNames: ["kafka"],
  kind: "kafkaTopic",
  resources: {
    // no type of CloudFormation: the brokers are outside of the stack, and of AWS
    "SelfManagedKafka::Cluster": {
      standIn: "Kafka outside of the stack: topics in memory, to which the run and Kafka clients produce; no other consumers, no transactions, no compaction"
    },
    // no type of CloudFormation either: somebody else has made the cluster
    "ExistingMSK::Cluster": {
      standIn: "MSK outside of the stack: topics in memory, which Lambda polls, Firehose reads and producers write to with IAM; no metrics of brokers and topics, no other clients"
    },
    "AWS::MSK::Cluster": cluster,
    "AWS::MSK::ServerlessCluster": cluster,
    "AWS::MSK::Topic": {
      name: { property: "TopicName", most: 249 },
      readBy: "its cluster: name, partitions, retention and the size of a message"
    },
    [bootstrapBrokers]: {
      attributes: { BootstrapServers: ({ id }) => placeOfBrokers(id) },
      readBy: "the start of a run: its function runs as in a deployment"
    },
    "AWS::MSK::Configuration": { readBy: "nobody: the stand-in of the brokers has no configuration" },
    "AWS::MSK::ClusterPolicy": { readBy: "permissions: whether Firehose may connect to the cluster" }
  },
  faults: {
    ...faults5,
    ...states,
    ...states2
  },
  metrics: { "AWS/Kafka": { ...metrics4["AWS/Kafka"], ...metrics5["AWS/Kafka"] } },
  start: (host3) => new KafkaClusters(host3)
};

// runtime/services/kms/service.ts
var kms = {
  id: "kms",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::KMS::Key": {
      ref: drawnUuid,
      arn: arn("kms", (self) => `key/${drawnUuid(self)}`),
      attributes: { KeyId: drawnUuid },
      readBy: "nothing: a run keeps its data as it is"
    },
    "AWS::KMS::Alias": { readBy: "nothing: a run keeps its data as it is" }
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/lambda/faults.ts
var strikes4 = ["AWS::Lambda::EventSourceMapping"];
var faults6 = {
  "function.throttled": {
    rate: 0.03,
    sightings: 2,
    title: "Invocation throttled",
    explanation: "Lambda has no free concurrency and invokes the function later.",
    source: "Lambda guide, kinesis-on-failure-destination: throttled before the invocation",
    strikes: strikes4
  },
  "function.killed-at-start": {
    rate: 0.02,
    sightings: 1,
    title: "Killed before it starts",
    explanation: "The process ends before the handler begins. Lambda delivers the batch again.",
    source: "Lambda guide, kinesis-on-failure-destination: failed during the invocation",
    strikes: strikes4
  },
  "function.killed": {
    rate: 0.03,
    sightings: 1,
    title: "Killed in mid-batch",
    explanation: "The process ends when a part of the batch is done. Lambda delivers all of it again.",
    source: "Lambda guide, kinesis-on-failure-destination: failed during the invocation",
    strikes: strikes4
  },
  "function.timeout": {
    rate: 0.03,
    sightings: 1,
    title: "Function times out",
    explanation: "The function does not finish in its timeout. Lambda delivers the batch again.",
    source: "Lambda guide, kinesis-on-failure-destination: failed during the invocation",
    strikes: strikes4
  },
  "function.result-lost": {
    rate: 0.03,
    sightings: 1,
    title: "Result lost",
    explanation: "The batch is done, but Lambda does not receive the result and delivers it again.",
    source: 'Lambda guide, invocation-eventsourcemapping: "processes each event at least once"',
    strikes: strikes4
  },
  "function.broken": {
    ...lasting,
    title: "Functions do not start",
    explanation: "The code of every function ends with an error before its handler runs, as after a faulty deployment.",
    source: "Lambda guide, troubleshooting-invocation: Runtime.ExitError and errors of initialization",
    strikes: ["AWS::Lambda::Function"]
  },
  "mapping.disabled": {
    ...lasting,
    title: "Event source mapping disabled",
    explanation: "Lambda does not poll the source: nobody takes its records.",
    source: 'Lambda guide, invocation-eventsourcemapping: "Enabled" pauses polling',
    strikes: strikes4
  }
};

// runtime/services/lambda/api.ts
var payloadLimit2 = 6 * 1024 * 1024;
var invocations = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
var lambdaApi = (functions2) => ({
  call: (request) => lambdaCall(request, functions2),
  error: lambdaError
});
function lambdaCall(request, functions2) {
  const nameOrArn = functionIn(request);
  const target = functions2.function(nameOrArn);
  const arn2 = nameOrArn.startsWith("arn:") ? nameOrArn : regionalArn("lambda", functions2, `function:${nameOrArn}`);
  return {
    name: "lambda:Invoke",
    // Service Authorization Reference, list_awslambda: the operation Invoke needs lambda:InvokeFunction
    iam: [{ action: "lambda:InvokeFunction", resource: target?.arn ?? arn2 }],
    dataAccess: [],
    run: () => callService(async () => {
      if (!target) throw new ServiceError("ResourceNotFoundException", 404, `Function not found: ${arn2}`);
      return await invoked(target, eventOf4(request));
    })
  };
}
function lambdaError(_, thrown) {
  const { name: name2, message: message2, $metadata } = asServiceError(thrown, "InvalidParameterValueException");
  return {
    status: $metadata.httpStatusCode,
    headers: { "content-type": "application/json", "x-amzn-errortype": name2 },
    body: JSON.stringify({ Type: "User", message: message2 })
  };
}
function functionIn({ method, path, query, headers }) {
  const encoded3 = method === "POST" ? invocations.exec(path)?.[1] : void 0;
  if (encoded3 === void 0) throw notModelled(`Lambda ${method} ${path}`);
  if (query.has("Qualifier")) throw notModelled("Lambda Invoke of a version or an alias");
  const type = headers["x-amz-invocation-type"] ?? "RequestResponse";
  if (type !== "RequestResponse") throw notModelled(`Lambda Invoke with the invocation type ${type}`);
  if ((headers["x-amz-log-type"] ?? "None") !== "None") throw notModelled("Lambda Invoke that asks for the log");
  return decodeURIComponent(encoded3);
}
function eventOf4({ body }) {
  if (body.length > payloadLimit2) {
    throw new ServiceError(
      "RequestTooLargeException",
      413,
      `Request must be smaller than ${payloadLimit2} bytes for the InvokeFunction operation`
    );
  }
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new ServiceError(
      "InvalidRequestContentException",
      400,
      `Could not parse request body into json: ${error.message}`
    );
  }
}
async function invoked(target, event) {
  const headers = { "content-type": "application/json", "x-amz-executed-version": "$LATEST" };
  const failed2 = (errorType, errorMessage) => ({
    status: 200,
    headers: { ...headers, "x-amz-function-error": "Unhandled" },
    body: JSON.stringify({ errorType, errorMessage })
  });
  try {
    const body = JSON.stringify(await target.run(event) ?? null);
    if (Buffer.byteLength(body) <= payloadLimit2) return { status: 200, headers, body };
    return failed2("Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size.");
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    return failed2(
      error instanceof Error ? error.name : "Error",
      error instanceof Error ? error.message : String(error)
    );
  }
}

// runtime/services/lambda/context.ts
function contextOf(target, requestId, clock, milliseconds = target.timeout) {
  const deadline = clock.now() + milliseconds;
  return {
    functionName: target.arn.split(":")[6] ?? target.arn,
    functionVersion: "$LATEST",
    invokedFunctionArn: target.arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - clock.now()
  };
}

// runtime/services/lambda/function-processes.ts
var import_node_child_process = require("node:child_process");
var import_node_crypto16 = require("node:crypto");
var import_node_path5 = require("node:path");
var import_node_readline = require("node:readline");

// runtime/services/lambda/function-host.ts
function hostMain() {
  const settings = JSON.parse(process.env["LOCAL_FUNCTION"]);
  delete process.env["LOCAL_FUNCTION"];
  const { realOrigin, origin, factor: factor2 } = settings.scale;
  const RealDate = Date;
  const realNow = Date.now;
  const now = () => origin + (realNow() - realOrigin) * factor2;
  if (factor2 !== 1 || origin !== realOrigin) runOnScaledTime();
  process.on("disconnect", () => process.exit(0));
  const tell = (message2) => process.send?.(message2);
  const textOf6 = (error) => error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const { pathToFileURL } = require("node:url");
  import(pathToFileURL(settings.file).href).then(
    (bundle) => {
      const handler = bundle[settings.handler];
      if (handler === void 0) return tell({ type: "broken", message: `no export "${settings.handler}"` });
      process.on("message", (request) => void answer(handler, request));
      return tell({ type: "ready" });
    },
    (error) => tell({ type: "broken", message: error instanceof Error ? error.stack ?? error.message : String(error) })
  );
  async function answer(handler, { requestId, event, deadline }) {
    const context = {
      functionName: settings.name,
      functionVersion: "$LATEST",
      invokedFunctionArn: settings.arn,
      memoryLimitInMB: String(settings.memory),
      awsRequestId: requestId,
      logGroupName: `/aws/lambda/${settings.name}`,
      logStreamName: "local",
      callbackWaitsForEmptyEventLoop: false,
      getRemainingTimeInMillis: () => Math.max(0, deadline - now())
    };
    try {
      const response = await handler(JSON.parse(event.join("")), context);
      tell({ type: "returned", requestId, response: JSON.parse(JSON.stringify(response) ?? "null") });
    } catch (error) {
      logFailure(error, requestId);
      tell({ type: "failed", requestId, message: textOf6(error) });
    }
  }
  function logFailure(error, requestId) {
    const { name: name2, message: message2, stack = "" } = error instanceof Error ? error : new Error(String(error));
    const failure = { errorType: name2, errorMessage: message2, stackTrace: stack.split("\n") };
    const timestamp = new RealDate(now()).toISOString();
    process.stderr.write(`${JSON.stringify({ timestamp, level: "ERROR", requestId, ...failure })}
`);
  }
  function runOnScaledTime() {
    const ScaledDate = function(...given2) {
      if (!new.target) return new RealDate(now()).toString();
      return Reflect.construct(RealDate, given2.length === 0 ? [now()] : given2, new.target);
    };
    Object.setPrototypeOf(ScaledDate, RealDate);
    Object.defineProperty(ScaledDate, "prototype", { value: RealDate.prototype });
    ScaledDate.now = () => Math.floor(now());
    globalThis.Date = ScaledDate;
    const timers = require("node:timers");
    const promises = require("node:timers/promises");
    const shorter = (real) => ((first, ms, ...rest) => real(first, (ms ?? 0) / factor2, ...rest));
    for (const name2 of ["setTimeout", "setInterval"]) {
      const scaled = shorter(timers[name2]);
      Object.assign(timers, { [name2]: scaled });
      Object.assign(globalThis, { [name2]: scaled });
    }
    const sleep = promises.setTimeout;
    Object.assign(promises, {
      setTimeout: (ms, ...rest) => sleep((ms ?? 0) / factor2, ...rest)
    });
    require("node:module").syncBuiltinESMExports();
    AbortSignal.timeout = (ms) => {
      const controller = new AbortController();
      const reason = () => new DOMException("The operation was aborted due to timeout", "TimeoutError");
      globalThis.setTimeout(() => controller.abort(reason()), ms).unref();
      return controller.signal;
    };
  }
}

// runtime/services/lambda/function-processes.ts
var longestLoading = 3e4;
var FunctionProcesses = class {
  settings;
  #callers;
  #loading;
  #idle = [];
  #running = 0;
  /** Invocations whose process is being started. */
  #reserved = 0;
  #all = /* @__PURE__ */ new Set();
  #started = 0;
  #closed = false;
  /** `loading`: real milliseconds in which a bundle has to be loaded. */
  constructor(settings, callers, loading = longestLoading) {
    this.settings = settings;
    this.#callers = callers;
    this.#loading = loading;
  }
  get arn() {
    return this.settings.arn;
  }
  get roleArn() {
    return this.settings.roleArn;
  }
  get timeout() {
    return this.settings.timeout;
  }
  /** Lambda guide, configuration-concurrency: beyond its reserved concurrency, a function is throttled. */
  available() {
    const { concurrency } = this.settings;
    return this.#running + this.#reserved < concurrency;
  }
  /** Starts a process where none is idle. Throws when the bundle cannot be loaded. */
  async warm() {
    if (this.#idle.length === 0) this.#idle.push(await this.#start());
  }
  /** The same ahead of an invocation, which then shows what is wrong. From here on, the invocation takes its place. */
  ready() {
    this.#reserved++;
    return this.warm().catch(() => void 0);
  }
  handler(event, context) {
    const text3 = JSON.stringify(event);
    return this.#ended(this.#invoke(() => [text3], context));
  }
  textHandler(event, context) {
    return this.#ended(this.#invoke(event, context));
  }
  async #ended(invocation) {
    this.#reserved = Math.max(0, this.#reserved - 1);
    this.#running++;
    try {
      return await invocation;
    } finally {
      this.#running--;
    }
  }
  /** One invocation in a process of its own for as long as it takes; the process is killed when Lambda stops waiting. */
  async #invoke(event, context) {
    const host3 = this.#idle.pop() ?? await this.#start();
    const invocation = currentInvocation.getStore();
    host3.invocation = invocation;
    const { clock } = this.settings;
    const requestId = context.awsRequestId;
    const deadline = clock.now() + context.getRemainingTimeInMillis();
    const answer = await new Promise((resolve2) => {
      host3.pending = { requestId, end: resolve2 };
      invocation?.whenOver(() => host3.invocation === invocation && this.#kill(host3));
      const request = { requestId, event: event(), deadline };
      host3.child.send(request, (error) => error && resolve2({ type: "broken", message: error.message }));
    });
    host3.pending = void 0;
    host3.invocation = void 0;
    if (answer.type === "returned" || answer.type === "failed") this.#idle.push(host3);
    if (answer.type === "returned") return answer.response;
    throw new Error(answer.type === "ready" ? "out of turn" : answer.message);
  }
  /** The process ids that run now: for tests that kill one. */
  get processIds() {
    return [...this.#all].flatMap(({ child }) => child.pid ?? []);
  }
  async close() {
    this.#closed = true;
    const all = [...this.#all];
    for (const host3 of all) this.#kill(host3);
    await Promise.all(all.map(({ child }) => exited(child)));
  }
  #start() {
    if (this.#closed) return Promise.reject(new Error("The run has ended."));
    const { name: name2, memory, log } = this.settings;
    const accessKeyId = `LOCAL${name2.toUpperCase().replace(/[^A-Z0-9]/g, "")}${++this.#started}`;
    const { clock } = this.settings;
    const credentials2 = {
      secretAccessKey: `secret-${(0, import_node_crypto16.randomUUID)()}`,
      sessionToken: `token-${(0, import_node_crypto16.randomUUID)()}`,
      now: () => clock.now(),
      factor: clock.scale.factor
    };
    const child = (0, import_node_child_process.spawn)(
      process.execPath,
      [`--max-old-space-size=${memory}`, "--no-warnings", "-e", `(${hostMain.toString()})()`],
      {
        env: this.#environment(accessKeyId, credentials2),
        stdio: ["ignore", "pipe", "pipe", "ipc"],
        // a text crosses as its bytes, not as a text in a text
        serialization: "advanced"
      }
    );
    const host3 = { child, accessKeyId, invocation: void 0, pending: void 0 };
    this.#all.add(host3);
    this.#callers.add(accessKeyId, credentials2, () => this.#callerIn(host3));
    for (const output of [child.stdout, child.stderr]) (0, import_node_readline.createInterface)({ input: output }).on("line", log);
    return new Promise((resolve2, reject) => {
      const late2 = setTimeout(() => {
        child.kill("SIGKILL");
        reject(new Error(`${name2} cannot be loaded: it was not done after ${this.#loading / 1e3} seconds`));
      }, this.#loading);
      child.on("message", (message2) => {
        clearTimeout(late2);
        if (message2.type === "ready") resolve2(host3);
        else if (message2.type === "broken") {
          child.kill("SIGKILL");
          reject(new Error(`${name2} cannot be loaded: ${message2.message}`));
        } else if (message2.requestId === host3.pending?.requestId) host3.pending.end(message2);
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => {
        clearTimeout(late2);
        this.#forget(host3);
        const message2 = `Runtime exited with error: ${signal ? `signal: ${signal}` : `exit status ${code}`}`;
        host3.pending?.end({ type: "broken", message: message2 });
        reject(new Error(`${name2}: ${message2}`));
      });
    });
  }
  #callerIn({ invocation }) {
    const { component, roleArn } = this.settings;
    return { component, roleArn, within: (call2) => invocation ? currentInvocation.run(invocation, call2) : call2() };
  }
  #kill(host3) {
    if (!host3.pending && !this.#closed) return;
    this.#forget(host3);
    host3.child.kill("SIGKILL");
  }
  #forget(host3) {
    this.#all.delete(host3);
    this.#callers.remove(host3.accessKeyId);
    const at = this.#idle.indexOf(host3);
    if (at >= 0) this.#idle.splice(at, 1);
  }
  /** Lambda guide, configuration-envvars: "Defined runtime environment variables", as far as Node.js code reads them. */
  #environment(accessKeyId, { secretAccessKey, sessionToken }) {
    const { name: name2, arn: arn2, folder, handler, memory, environment, clock } = this.settings;
    const [file2, exported] = handler.split(".");
    const settings = {
      file: (0, import_node_path5.join)(folder, `${file2}.mjs`),
      handler: exported,
      name: name2,
      arn: arn2,
      memory,
      scale: clock.scale
    };
    return {
      ...process.env["SystemRoot"] ? { SystemRoot: process.env["SystemRoot"] } : {},
      TZ: "UTC",
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: handler,
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_NAME: name2,
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name2}`,
      AWS_LAMBDA_LOG_STREAM_NAME: "local",
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      // what the developer has set up for AWS stays out of reach
      AWS_CONFIG_FILE: (0, import_node_path5.join)(folder, "no-config"),
      AWS_SHARED_CREDENTIALS_FILE: (0, import_node_path5.join)(folder, "no-credentials"),
      AWS_EC2_METADATA_DISABLED: "true",
      ...environment,
      LOCAL_FUNCTION: JSON.stringify(settings)
    };
  }
};
var exited = (child) => child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve2) => child.once("exit", () => resolve2()));

// runtime/services/lambda/function-settings.ts
function functionSettings(target, {
  graph,
  endpoint,
  clock,
  assetFolder,
  addresses,
  existingKafka
}, log) {
  const properties = target.properties;
  const {
    Code,
    Handler,
    Runtime,
    Role,
    MemorySize = 128,
    Timeout = 3,
    ReservedConcurrentExecutions,
    Environment
  } = properties;
  if (!Runtime?.startsWith("nodejs") || Code.S3Key === void 0)
    throw new Error(
      `No local engine for ${target.id}: only Node.js functions from the assembly can run here, and this is ${Runtime ?? "an image"}`
    );
  const variables = Object.entries(Environment?.Variables ?? {}).map(([name2, value2]) => [
    name2,
    // There is no certificate for loopback that a client would trust.
    String(value2).replaceAll("https://127.0.0.1", "http://127.0.0.1")
  ]);
  return {
    name: target.ref,
    arn: target.arn,
    roleArn: Role,
    component: target.component ?? target.id,
    folder: assetFolder(Code.S3Key),
    handler: Handler,
    memory: MemorySize,
    timeout: Timeout * 1e3,
    concurrency: ReservedConcurrentExecutions ?? 1e3,
    clock,
    // addresses are not known before a run has begun to listen
    get environment() {
      return {
        AWS_REGION: graph.region,
        AWS_DEFAULT_REGION: graph.region,
        AWS_ENDPOINT_URL: endpoint,
        ...speaksTls({ graph, existingKafka }) ? { NODE_EXTRA_CA_CERTS: certificateOfProcess().file } : {},
        ...Object.fromEntries(variables.map(([key, value2]) => [key, addresses.in(value2)]))
      };
    },
    log
  };
}
var speaksTls = ({ graph, existingKafka }) => existingKafka.some(({ arn: arn2 }) => arn2 !== void 0) || ["AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"].some((type) => graph.ofType(type).length > 0);

// runtime/services/lambda/invoke.ts
var latestDoomedCall = 3;
async function invoke(request) {
  const { identity, faults: faults10 } = request;
  const busy = request.function.available?.() === false;
  if (busy || faults10.strike("function.throttled", identity)) return { type: "throttled" };
  if (faults10.strike("function.killed-at-start", identity)) return killed("before its handler began");
  if (faults10.strike("function.broken", request.function.arn)) return broken2;
  if (request.function.ready) await request.function.ready();
  const outcome = await runUntilEnd(request, doomOf(identity, faults10));
  const resultLost = outcome.type === "returned" && faults10.strike("function.result-lost", identity);
  return resultLost ? killed("after its work, before Lambda received the result") : outcome;
}
function runUntilEnd(request, doom) {
  const { clock, function: target } = request;
  return new Promise((resolve2) => {
    const invocation = new Invocation(doom, () => end2(killed("during a call to a service")));
    const end2 = (outcome) => {
      invocation.end();
      cancelTimeout();
      resolve2(outcome);
    };
    const cancelTimeout = clock.timer(
      target.timeout,
      () => end2({
        type: "failed",
        cause: "timeout",
        message: `Task timed out after ${(target.timeout / 1e3).toFixed(2)} seconds`
      })
    );
    void currentInvocation.run(invocation, async () => {
      const outcome = await handle(request);
      const unmet = invocation.unmetDoom;
      if (unmet === void 0) end2(outcome);
      else if (unmet.kind === "killed") end2(killed("before it returned"));
    });
  });
}
async function handle({ function: target, event, requestId, clock }) {
  const context = contextOf(target, requestId, clock);
  try {
    const response = await (target.textHandler?.(event, context) ?? target.handler(JSON.parse(event().join("")), context));
    return { type: "returned", response: JSON.parse(JSON.stringify(response) ?? "null") };
  } catch (error) {
    return { type: "failed", cause: "error", message: String(error) };
  }
}
function doomOf(identity, faults10) {
  const kill = faults10.strike("function.killed", identity);
  const strike = kill ?? faults10.strike("function.timeout", identity);
  if (strike === void 0) return void 0;
  return {
    kind: kill ? "killed" : "stalled",
    call: 1 + Math.floor(strike.severity * latestDoomedCall),
    applied: strike.severity * latestDoomedCall % 1 >= 0.5
  };
}
var broken2 = {
  type: "failed",
  cause: "error",
  message: "Runtime.ExitError: Runtime exited before its handler was found"
};
var killed = (when) => ({
  type: "failed",
  cause: "killed",
  message: `Runtime exited ${when}`
});

// runtime/services/lambda/on-failure.ts
function failureObjectOf(batch) {
  const identity = `${batch.mapping}|${batch.part}|${batch.range}`;
  const body = {
    requestContext: {
      requestId: uuidOf(`request|${identity}`),
      functionArn: batch.functionArn,
      condition: batch.condition,
      approximateInvokeCount: batch.invocations
    },
    ...responseContextOf(batch),
    version: "1.0",
    timestamp: new Date(batch.at).toISOString(),
    ...batch.about,
    payload: batch.payload
  };
  const [day4, time2] = new Date(batch.at).toISOString().slice(0, 19).split("T");
  const key = [
    "aws/lambda",
    batch.mapping,
    batch.part,
    day4.replaceAll("-", "/"),
    `${day4}T${time2.replaceAll(":", ".")}-${uuidOf(`object|${identity}`)}`
  ].join("/");
  return { key, body: JSON.stringify(body) };
}
function responseContextOf({ condition: condition2, outcome }) {
  if (condition2 === "RecordAgeExceeded" || outcome === void 0) return {};
  const functionError = outcome.type === "returned" ? null : "Unhandled";
  return { responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError } };
}

// runtime/services/lambda/event-source-mapping.ts
var keptDiscards = 1e3;
var pollPause2 = 5e3;
var EventSourceMapping = class {
  #options;
  #poller;
  #discarded = [];
  /** What was tried since a record was last done with: how often each batch, and what came of it. */
  #tries = /* @__PURE__ */ new Map();
  #invocations = 0;
  /** Starts to poll. Throws for a property that Lambda refuses. */
  constructor(options) {
    this.#options = options;
    const { source: source7, function: target, properties, clock, checkpoints = {} } = options;
    const side = {
      properties: { ...properties },
      roleArn: target.roleArn,
      timeout: target.timeout,
      clock,
      checkpoints,
      polls: () => !this.#isDisabled(),
      invoke: (batch) => this.#invoke(batch),
      giveUp: (batch) => this.#giveUp(batch),
      progress: (done) => {
        this.#tries.clear();
        options.observer?.progress(done);
      }
    };
    this.#poller = source7.poll(side);
  }
  /** Resolves when every record of the source has been processed or discarded. */
  idle() {
    return this.#poller.idle();
  }
  waiting() {
    return this.#poller.waiting();
  }
  /** Why records wait: what came of the last invocation with the batch that was tried most often. Undefined where none was tried. */
  obstacle() {
    const [most3] = [...this.#tries.values()].toSorted((one, other2) => other2.invocations - one.invocations);
    return most3 && `the last of ${most3.invocations.toLocaleString("en")} invocations ${endOf(most3.outcome)}`;
  }
  /** The newest thousand. */
  discarded() {
    return this.#discarded;
  }
  /** How often Lambda tried to run the function. */
  invocations() {
    return this.#invocations;
  }
  async #invoke(batch) {
    const { uuid: uuid2, function: target, clock, faults: faults10, observer } = this.#options;
    const requestId = uuidOf(`${uuid2}|${++this.#invocations}`);
    const { identity } = batch;
    while (this.#isDisabled()) await clock.sleep(pollPause2);
    const begun2 = clock.now();
    const outcome = await invoke({ function: target, event: () => batch.event(), requestId, identity, clock, faults: faults10 });
    this.#tries.set(identity, { invocations: (this.#tries.get(identity)?.invocations ?? 0) + 1, outcome });
    observer?.invoked(outcome, batch, clock.now() - begun2);
    return outcome;
  }
  #isDisabled() {
    const { faults: faults10, uuid: uuid2 } = this.#options;
    return faults10.strike("mapping.disabled", uuid2) !== void 0;
  }
  #giveUp(batch) {
    const { uuid: uuid2, function: target, onFailure, clock, observer } = this.#options;
    const { records, condition: condition2 } = batch;
    let objectKey;
    if (onFailure !== "none" && condition2 !== "RetentionExceeded") {
      const about = { ...batch, payload: batch.payload() };
      const { key, body } = failureObjectOf({ ...about, mapping: uuid2, functionArn: target.arn, at: clock.now() });
      try {
        onFailure.write(key, body);
        objectKey = key;
      } catch (error) {
        observer?.notDelivered?.(error);
      }
    }
    const discard = { records, condition: condition2, objectKey, hasDestination: onFailure !== "none" };
    if (this.#discarded.push(discard) > keptDiscards) this.#discarded.shift();
    observer?.discarded(discard);
  }
};
function endOf(outcome) {
  if (outcome.type === "returned") return "reported a record as failed";
  return outcome.type === "failed" ? `failed: ${outcome.message}` : "was throttled";
}

// runtime/services/lambda/metrics.ts
var source4 = "Lambda guide, monitoring-metrics-types";
var ofFunction = { dimensions: { FunctionName: "AWS::Lambda::Function" }, unit: "Count", source: source4 };
var ofMapping = {
  dimensions: { EventSourceMappingUUID: "AWS::Lambda::EventSourceMapping" },
  unit: "Count",
  source: "Lambda guide, monitoring-metrics-types, event source mapping metrics"
};
var metrics6 = {
  "AWS/Lambda": {
    Invocations: ofFunction,
    Errors: ofFunction,
    Throttles: ofFunction,
    Duration: { ...ofFunction, unit: "Milliseconds" },
    IteratorAge: { ...ofFunction, unit: "Milliseconds" },
    OffsetLag: ofFunction,
    DestinationDeliveryFailures: ofFunction,
    PolledEventCount: ofMapping,
    FilteredOutEventCount: ofMapping,
    InvokedEventCount: ofMapping,
    FailedInvokeEventCount: ofMapping,
    DroppedEventCount: ofMapping,
    OnFailureDestinationDeliveredEventCount: ofMapping,
    MaxOffsetLag: ofMapping,
    SumOffsetLag: ofMapping
  }
};
function reportInvocation(sink, functionName, { outcome, duration: duration2 }) {
  const put = (name2, value2) => sink.put("AWS/Lambda", name2, { FunctionName: functionName }, value2);
  put("Throttles", outcome === "throttled" ? 1 : 0);
  if (outcome === "throttled") return;
  put("Invocations", 1);
  put("Errors", outcome === "failed" ? 1 : 0);
  put("Duration", duration2);
}
var reportAge = (sink, functionName, age) => sink.put("AWS/Lambda", "IteratorAge", { FunctionName: functionName }, age);
var reportDeliveryFailure = (sink, functionName) => sink.put("AWS/Lambda", "DestinationDeliveryFailures", { FunctionName: functionName }, 1);
function reportDiscard(sink, mappingUuid, { records, objectKey, hasDestination }) {
  const put = (name2) => sink.put("AWS/Lambda", name2, { EventSourceMappingUUID: mappingUuid }, records.length);
  if (objectKey !== void 0) put("OnFailureDestinationDeliveredEventCount");
  else if (!hasDestination) put("DroppedEventCount");
}
function reportPolled(sink, mappingUuid, { count: count4, filteredOut }) {
  const of = { EventSourceMappingUUID: mappingUuid };
  sink.put("AWS/Lambda", "PolledEventCount", of, count4);
  sink.put("AWS/Lambda", "FilteredOutEventCount", of, filteredOut);
}
function reportEvents(sink, mappingUuid, outcome, count4) {
  const of = { EventSourceMappingUUID: mappingUuid };
  if (outcome !== "throttled") sink.put("AWS/Lambda", "InvokedEventCount", of, count4);
  sink.put("AWS/Lambda", "FailedInvokeEventCount", of, outcome === "returned" ? 0 : count4);
}
function reportLag(sink, { functionName, mapping }, { most: most3, sum: sum2 }) {
  sink.put("AWS/Lambda", "OffsetLag", { FunctionName: functionName }, sum2);
  if (mapping === void 0) return;
  sink.put("AWS/Lambda", "MaxOffsetLag", { EventSourceMappingUUID: mapping }, most3);
  sink.put("AWS/Lambda", "SumOffsetLag", { EventSourceMappingUUID: mapping }, sum2);
}

// runtime/services/lambda/role-permissions.ts
var onNetworkInterfaces = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses"
];
function requireMappingPermissions(permissions, roleArn, source7, destinationArn) {
  const needed = source7.permissions.map((action) => ({ action, resource: source7.arn }));
  needed.push(...source7.calls ?? []);
  if (destinationArn !== void 0 && isQueue(destinationArn)) {
    needed.push({ action: "sqs:SendMessage", resource: destinationArn });
  } else if (destinationArn !== void 0) {
    const context = { "s3:ResourceAccount": roleArn.split(":")[4] };
    needed.push(
      { action: "s3:PutObject", resource: `${destinationArn}/aws/lambda/failures`, context },
      { action: "s3:ListBucket", resource: destinationArn, context }
    );
  }
  requireAll(permissions, roleArn, needed, "create the event source mapping");
}
var isQueue = (arn2) => /^arn:[\w-]+:sqs:/.test(arn2);
function requireNetworkPermissions(permissions, roleArn) {
  const needed = onNetworkInterfaces.map((action) => ({ action, resource: "*" }));
  requireAll(permissions, roleArn, needed, "put the function into its network");
}
function requireAll(permissions, roleArn, needed, what) {
  const missing3 = needed.filter((call2) => !permissions.allows(roleArn, call2));
  if (missing3.length > 0)
    throw new Error(
      `Lambda could not ${what}: ${roleArn} does not allow ${missing3.map(({ action, resource }) => `${action} on ${resource}`).join(", ")}.`
    );
}

// runtime/services/lambda/on-failure-destination.ts
var senderId = "AIDALAMBDAONFAILURE";
function onFailureDestination(arn2, roleArn, services) {
  return isQueue(arn2) ? toQueue(arn2, roleArn, services) : toBucket2(arn2, roleArn, services);
}
function toBucket2(arn2, roleArn, { find, permissions }) {
  const bucket = find("bucket", arn2);
  return bucket && {
    write: (key, body) => {
      requireAllowed(permissions, roleArn, { action: "s3:PutObject", resource: `${arn2}/${key}` });
      bucket.write(key, body);
    }
  };
}
function toQueue(arn2, roleArn, { find, permissions }) {
  const queue = find("queue", arn2);
  return queue && {
    write: (_, body) => {
      requireAllowed(permissions, roleArn, { action: "sqs:SendMessage", resource: arn2 });
      const { payload: _payload, ...metadata2 } = JSON.parse(body);
      queue.send({ body: JSON.stringify(metadata2), senderId });
    }
  };
}
function requireAllowed(permissions, roleArn, call2) {
  if (!permissions.allows(roleArn, call2)) throw new Error(`the role does not allow ${call2.action} on ${call2.resource}`);
}

// runtime/services/lambda/mappings.ts
var Mappings = class {
  #host;
  #function;
  #running = [];
  constructor(host3, functionNamed) {
    this.#host = host3;
    this.#function = functionNamed;
  }
  begin() {
    const all = this.#host.graph.ofType("AWS::Lambda::EventSourceMapping");
    refuseDuplicates(all);
    this.#running = all.filter(({ properties }) => properties.Enabled !== false).map((mapping) => this.#started(mapping));
  }
  async atRest() {
    await Promise.all(this.#running.map(({ mapping }) => mapping.idle()));
  }
  waiting() {
    return this.#running.map(({ mapping, from, what }) => ({
      component: from,
      count: mapping.waiting(),
      what: `${what}: ${mapping.obstacle() ?? "not tried yet"}`
    })).filter(({ count: count4 }) => count4 > 0);
  }
  #started(resource) {
    const { graph, clock, faults: faults10, permissions, source: sourceOf4 } = this.#host;
    const properties = resource.properties;
    const address2 = addressOf2(properties);
    const source7 = sourceOf4(address2);
    const from = graph.named(address2);
    if (!source7)
      throw new Error(`No local engine for ${resource.id}: its source is ${from?.type ?? (address2 || "not named")}`);
    const target = this.#function(properties.FunctionName);
    const destination = properties.DestinationConfig?.OnFailure?.Destination;
    const { arn: arn2, permissions: actions2 } = source7;
    const calls = source7.calls?.({ ...properties }) ?? [];
    requireMappingPermissions(permissions, target.roleArn, { arn: arn2, permissions: actions2, calls }, destination);
    const onFailure = destination && onFailureDestination(destination, target.roleArn, this.#host);
    if (destination && !onFailure)
      throw new Error(`No local engine for the on-failure destination ${destination} of ${resource.id}`);
    const uuid2 = uuidOf(`${graph.stackName}|${resource.id}`);
    const fromComponent = from?.component ?? from?.id ?? source7.component ?? source7.arn;
    const mapping = new EventSourceMapping({
      clock,
      faults: faults10,
      uuid: uuid2,
      source: source7.of?.(this.#polling(resource, uuid2, target.settings.name)) ?? source7,
      function: target,
      properties,
      onFailure: onFailure || "none",
      observer: this.#observer(resource, uuid2, fromComponent, target),
      checkpoints: this.#checkpoints(uuid2)
    });
    return {
      mapping,
      from: fromComponent,
      what: `records of ${fromComponent} in function ${target.settings.component}`
    };
  }
  #observer(resource, uuid2, from, target) {
    const { graph, clock, meter, metrics: metrics9, error } = this.#host;
    const { name: name2, component } = target.settings;
    const { DestinationConfig, MetricsConfig } = resource.properties;
    const destination = DestinationConfig?.OnFailure?.Destination;
    const store = destination && graph.named(destination);
    const counts = MetricsConfig?.Metrics?.includes("EventCount") ?? false;
    const journal = this.#host.journal();
    return {
      invoked: ({ type: outcome }, { newestAt, size }, duration2) => {
        reportInvocation(metrics9, name2, { outcome, duration: duration2 });
        if (counts && size !== void 0) reportEvents(metrics9, resource.ref, outcome, size);
        if (newestAt !== void 0 && outcome !== "throttled")
          reportAge(metrics9, name2, clock.now() - duration2 - newestAt);
      },
      progress: ({ lane: lane3, next: next2, arrivedAt }) => {
        journal.remember({ mapping: uuid2, lane: lane3, next: next2 });
        meter.flow(from, component, arrivedAt.length);
        for (const at of arrivedAt) meter.lag(from, clock.now() - at);
      },
      notDelivered: ({ message: message2 }) => {
        reportDeliveryFailure(metrics9, name2);
        error(component, `AccessDenied: ${message2}, so what Lambda gave up is lost`);
      },
      discarded: (discard) => {
        if (discard.objectKey !== void 0) meter.parked(component, discard.records.length);
        if (store && discard.objectKey !== void 0)
          meter.flow(component, store.component ?? store.id, discard.records.length);
        if (counts) reportDiscard(metrics9, resource.ref, discard);
      }
    };
  }
  /** What a source tells that counts records itself. */
  #polling(resource, uuid2, functionName) {
    const { metrics: metrics9 } = this.#host;
    const { MetricsConfig } = resource.properties;
    const asked = MetricsConfig?.Metrics ?? [];
    return {
      uuid: uuid2,
      polled: (read4) => {
        if (asked.includes("EventCount")) reportPolled(metrics9, resource.ref, read4);
      },
      lag: (lag) => {
        const mapping = asked.includes("KafkaMetrics") ? resource.ref : void 0;
        reportLag(metrics9, { functionName, mapping }, lag);
      }
    };
  }
  #checkpoints(uuid2) {
    const entries = this.#host.journal().remembered();
    return Object.fromEntries(
      entries.filter(({ entry }) => entry.mapping === uuid2).map(({ entry: { lane: lane3, next: next2 } }) => [lane3, next2])
    );
  }
};
function refuseDuplicates(mappings) {
  const first = /* @__PURE__ */ new Map();
  for (const { id, properties } of mappings) {
    const given2 = properties;
    const name2 = given2.FunctionName.replace(/^arn:[^:]+:lambda:[^:]+:[^:]+:function:/, "");
    const key = [addressOf2(given2), ...given2.Topics ?? [], name2].join("|");
    const other2 = first.get(key);
    if (other2 !== void 0)
      throw new Error(`ResourceConflictException: ${duplicate(addressOf2(given2), name2)}: ${other2} and ${id}`);
    first.set(key, id);
  }
}
var addressOf2 = ({ EventSourceArn: arn2, SelfManagedEventSource: outside }) => arn2 ?? outside?.Endpoints?.KafkaBootstrapServers?.join(",") ?? "";
var duplicate = (sourceArn, functionName) => /^arn:[^:]+:sqs:/.test(sourceArn) ? `An event source mapping with SQS arn (" ${sourceArn} ") and function (" ${functionName} ") already exists. Please update or delete the existing mapping` : `The event source arn (" ${sourceArn} ") and function (" ${functionName} ") provided mapping already exists. Please update or delete the existing mapping`;

// runtime/services/lambda/functions.ts
var mostRepetitions = 2;
var LambdaFunctions = class {
  api;
  functions;
  #host;
  #all;
  #mappings;
  #logging = /* @__PURE__ */ new Set();
  constructor(host3) {
    this.#host = host3;
    const { graph, permissions, callers } = host3;
    const unneeded = unneededFunctions(graph);
    const resources = graph.ofType("AWS::Lambda::Function").filter(({ arn: arn2 }) => !unneeded.has(arn2));
    for (const { properties } of resources)
      if (properties["VpcConfig"] !== void 0) requireNetworkPermissions(permissions, properties["Role"]);
    const log = (target, line) => {
      this.#useLogs(target);
      host3.log(target.component ?? target.id, line);
    };
    this.#all = resources.map(
      (target) => new FunctionProcesses(
        functionSettings(target, host3, (line) => log(target, line)),
        callers
      )
    );
    this.#mappings = new Mappings(host3, (nameOrArn) => this.#needed(nameOrArn));
    this.functions = {
      invoke: (arn2, event) => this.#invoke(arn2, event),
      notify: (arn2, event) => this.#notify(arn2, event)
    };
    this.api = lambdaApi({
      account: graph.account,
      region: graph.region,
      function: (name2) => {
        const found = this.#find(name2);
        return found && { arn: found.arn, run: (event) => this.#invoke(found.arn, event) };
      }
    });
  }
  /** One process of each function, all at once: cold starts are not what a run is about. */
  async warm() {
    await Promise.all(this.#all.map((target) => target.warm().catch(() => target.warm())));
  }
  begin() {
    this.#mappings.begin();
  }
  atRest() {
    return this.#mappings.atRest();
  }
  waiting() {
    return this.#mappings.waiting();
  }
  processIds() {
    return this.#all.flatMap(({ processIds }) => processIds);
  }
  async close() {
    await Promise.all(this.#all.map((target) => target.close()));
  }
  find(wanted) {
    const target = this.#find(wanted);
    return target && { invoke: (event, milliseconds) => this.#invoke(target.arn, event, milliseconds) };
  }
  names() {
    return this.#all.map(({ settings }) => settings.name);
  }
  /**
   * Runs a function once, within its timeout or a shorter time, without faults. Throws what the function throws, or that it is
   * throttled (Lambda guide, configuration-concurrency). A service calls it, which may have heard of its work from another function: the
   * two live apart.
   */
  #invoke(functionArn, event, milliseconds) {
    return currentInvocation.exit(() => this.#once(functionArn, event, milliseconds));
  }
  async #once(functionArn, event, milliseconds) {
    const target = this.#needed(functionArn);
    const time2 = milliseconds ?? target.timeout;
    const { clock, faults: faults10, metrics: metrics9 } = this.#host;
    if (!target.available()) {
      reportInvocation(metrics9, target.settings.name, { outcome: "throttled", duration: 0 });
      throw new ServiceError("TooManyRequestsException", 429, "Rate Exceeded.");
    }
    const isBroken = faults10.strike("function.broken", functionArn) !== void 0;
    if (!isBroken) await target.ready();
    const begun2 = clock.now();
    const requestId = uuidOf(`${functionArn}|${begun2}|${Math.random()}`);
    const answer = isBroken ? Promise.reject(new Error(broken2.message)) : target.handler(event, contextOf(target, requestId, clock, time2));
    const late2 = clock.sleep(time2).then(() => {
      throw new Error(`Task timed out after ${(time2 / 1e3).toFixed(2)} seconds`);
    });
    const ended = (outcome) => reportInvocation(metrics9, target.settings.name, { outcome, duration: clock.now() - begun2 });
    try {
      const response = await Promise.race([answer, late2]);
      ended("returned");
      return response;
    } catch (error) {
      ended("failed");
      throw error;
    }
  }
  /**
   * When it fails, twice more, or as often as the template says (Lambda guide, invocation-async-error-handling), though without
   * the minutes in between. Throws what it throws the last time.
   */
  async #notify(functionArn, event) {
    for (let again = this.#repetitions(functionArn); again > 0; again--)
      try {
        return await this.#invoke(functionArn, event);
      } catch {
      }
    return await this.#invoke(functionArn, event);
  }
  #repetitions(functionArn) {
    const { name: name2 } = this.#needed(functionArn).settings;
    const configs = this.#host.graph.ofType("AWS::Lambda::EventInvokeConfig");
    const found = configs.find(({ properties }) => properties["FunctionName"] === name2);
    return Number(found?.properties["MaximumRetryAttempts"] ?? mostRepetitions);
  }
  /** Lambda guide, monitoring-cloudwatchlogs: a function writes its log with its own role, and goes without one where that may not. */
  #useLogs({ properties, component, id }) {
    const { graph, permissions, error } = this.#host;
    const { Role, LoggingConfig } = properties;
    const group = LoggingConfig?.LogGroup && graph.named(LoggingConfig.LogGroup, "AWS::Logs::LogGroup");
    if (!group || this.#logging.has(Role)) return;
    this.#logging.add(Role);
    const resource = `${group.arn.replace(/:\*$/, "")}:log-stream:local`;
    for (const action of ["logs:CreateLogStream", "logs:PutLogEvents"])
      if (!permissions.allows(Role, { action, resource }))
        error(component ?? id, `AccessDenied: the role does not allow ${action}, so the log is lost`);
  }
  #find(wanted) {
    const arn2 = this.#host.graph.resources.get(wanted)?.arn;
    return this.#all.find(({ settings }) => settings.arn === (arn2 ?? wanted) || settings.name === wanted);
  }
  #needed(nameOrArn) {
    const found = this.#find(nameOrArn);
    if (!found) throw new Error(`No local engine for ${nameOrArn}: it is not a function of the stack`);
    return found;
  }
};

// runtime/services/lambda/service.ts
var mappingArn = arn("lambda", (self) => `event-source-mapping:${drawnUuid(self)}`);
var versionArn = (self) => `${property(self, "FunctionName", name(self))}:1`;
var lambda2 = {
  id: "lambda",
  signingNames: ["lambda"],
  kind: "function",
  resources: {
    "AWS::Lambda::EventInvokeConfig": {
      readBy: "Lambda: how often it repeats an invocation that nobody waits for; not how old an event may get"
    },
    "AWS::Lambda::EventSourceMapping": {
      ref: drawnUuid,
      arn: mappingArn,
      attributes: { Id: drawnUuid, EventSourceMappingArn: mappingArn },
      standIn: "Lambda event source mapping: as the Lambda guide documents it, filters included; the pauses between retries, which it does not document, fit what was recorded on AWS"
    },
    "AWS::Lambda::Function": {
      name: { property: "FunctionName", most: 64 },
      arn: arn("lambda", (self) => `function:${name(self)}`),
      standIn: "Lambda: the deployed bundle in a process of this machine's Node.js; no layers, and the memory size limits only the heap"
    },
    "AWS::Lambda::Permission": { readBy: "every service that invokes a function: it decides whether that may" },
    "AWS::Lambda::Version": {
      ref: versionArn,
      arn: versionArn,
      attributes: { FunctionArn: versionArn, Version: () => "1" },
      readBy: "nothing: every version is the function itself"
    }
  },
  faults: faults6,
  metrics: metrics6,
  start: (host3) => new LambdaFunctions(host3)
};

// runtime/services/logs/service.ts
var logs2 = {
  id: "logs",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::Logs::LogGroup": {
      name: { property: "LogGroupName", most: 512 },
      // its Arn ends so that it covers the log streams
      arn: arn("logs", (self) => `log-group:${name(self)}:*`),
      readBy: "Lambda: a role has to allow a function to write to it; a run keeps the newest errors and the metrics of a log"
    },
    "AWS::Logs::LogStream": { readBy: "nothing: a run keeps no logs" },
    "AWS::Logs::MetricFilter": { readBy: "nothing: a run reads the metrics that functions embed in their logs" },
    "AWS::Logs::ResourcePolicy": { readBy: "nothing: no service of a run writes its own logs" }
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/quicksight/service.ts
var readBy5 = "nothing: a run has no dashboards of Quick Sight, and shows its reports as charts";
var named2 = (kind, id) => {
  const own = arn("quicksight", (self) => `${kind}/${property(self, id, self.id)}`);
  return { arn: own, attributes: { Arn: own }, readBy: readBy5 };
};
var quicksight = {
  id: "quicksight",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::QuickSight::DataSource": named2("datasource", "DataSourceId"),
    "AWS::QuickSight::DataSet": named2("dataset", "DataSetId"),
    "AWS::QuickSight::Dashboard": named2("dashboard", "DashboardId")
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/redshift/faults.ts
var strikes5 = ["AWS::RedshiftServerless::Workgroup"];
var faults7 = {
  "warehouse.waking": {
    strikes: strikes5,
    rate: 0.2,
    sightings: 1,
    title: "Warehouse wakes",
    explanation: "The workgroup was paused, as nobody used it: a statement waits for up to a minute.",
    source: "Redshift management guide, serverless-capacity: capacity is shut down when idle, and resumes with the next query"
  },
  "warehouse.statement-aborted": {
    strikes: strikes5,
    rate: 0.1,
    sightings: 1,
    title: "Statement stopped",
    explanation: "A statement is stopped before it has an effect. It succeeds when it is sent again.",
    source: "Redshift Data API reference, DescribeStatement: status ABORTED, the query run was stopped by the user"
  },
  "warehouse.serialization-conflict": {
    strikes: strikes5,
    rate: 0.1,
    sightings: 1,
    title: "Serialization conflict",
    explanation: "Two transactions conflict, and one is rolled back. It succeeds when it is sent again.",
    source: "Redshift database guide, c_serial_isolation: ERROR:1023 DETAIL: Serializable isolation violation on table in Redshift"
  },
  "warehouse.refresh-stopped": {
    ...lasting,
    strikes: strikes5,
    title: "Streaming view stops",
    explanation: "Each refresh of the streaming view fails. Records wait in the stream, as long as it keeps them.",
    source: "Redshift database guide, materialized-view-streaming-ingestion: a type error in the view makes its refresh fail"
  },
  "warehouse.limit-reached": {
    ...lasting,
    strikes: strikes5,
    title: "Usage limit reached",
    explanation: "The workgroup has used what its limit allows, and refuses every query until the next period.",
    source: "Redshift management guide, serverless-workgroup-max-rpu: turn off user queries"
  }
};
var limitReached = "ERROR: Query reached usage limit";

// runtime/services/redshift/metrics.ts
var source5 = 'Redshift management guide, serverless-monitoring, "Amazon Redshift Serverless metrics"';
var dimensions3 = { Workgroup: "AWS::RedshiftServerless::Workgroup" };
var metrics7 = {
  "AWS/Redshift-Serverless": {
    ComputeSeconds: { dimensions: dimensions3, unit: "Seconds", source: source5 },
    ComputeCapacity: { dimensions: dimensions3, unit: "Count", source: source5, absent: "a run has no capacity that could grow" }
  }
};
var leastMs = 6e4;
var WorkMeter = class {
  #sink;
  #workgroup;
  #capacity;
  /** Until when it is charged already, epoch milliseconds. */
  #charged = 0;
  /** `capacity` is in Redshift processing units. */
  constructor(sink, workgroup, capacity) {
    this.#sink = sink;
    this.#workgroup = workgroup;
    this.#capacity = capacity;
  }
  /** It has worked from one instant to another. */
  worked(from, to) {
    const resumes = from >= this.#charged;
    const end2 = Math.max(to, resumes ? from + leastMs : this.#charged);
    const milliseconds = end2 - (resumes ? from : this.#charged);
    this.#charged = end2;
    const value2 = this.#capacity * milliseconds / 1e3;
    if (value2 > 0) this.#sink.put("AWS/Redshift-Serverless", "ComputeSeconds", { Workgroup: this.#workgroup }, value2);
  }
};

// runtime/services/redshift/api/input.ts
var validation = (message2) => new ServiceError("ValidationException", 400, message2);
function textOf4(input, parameter2) {
  const value2 = optionalText(input, parameter2);
  if (value2 === void 0) throw validation(`${parameter2} is required.`);
  return value2;
}
function optionalText(input, parameter2) {
  const value2 = input[parameter2];
  if (value2 === void 0 || value2 === null) return void 0;
  if (typeof value2 !== "string" || value2 === "")
    throw validation(`${parameter2} must be a text with a character at least.`);
  return value2;
}
function checkParameters(operation, input, known3) {
  const strange = Object.keys(input).find((parameter2) => !known3.includes(parameter2));
  if (strange !== void 0) throw notModelled(`The parameter ${strange} of the Redshift Data API's ${operation}`);
}

// runtime/services/redshift/api/read.ts
var pageRows = 1e3;
function described2(statement) {
  const { submitted, status, createdAt, updatedAt, duration: duration2, error, subs } = {
    ...statement,
    createdAt: statement.submitted.createdAt
  };
  const last = subs.at(-1);
  return {
    Id: submitted.id,
    Status: status,
    CreatedAt: createdAt / 1e3,
    UpdatedAt: updatedAt / 1e3,
    Database: submitted.database,
    WorkgroupName: submitted.workgroup,
    Duration: status === "FINISHED" || status === "FAILED" ? Math.round(duration2 * 1e6) : -1,
    HasResultSet: status === "FINISHED" && last.columns !== void 0,
    ResultRows: last.rows ?? -1,
    ResultSize: last.rows === void 0 ? -1 : JSON.stringify(last.records).length,
    RedshiftPid: 1073741824,
    RedshiftQueryId: -1,
    ResultFormat: "JSON",
    ...error === void 0 ? {} : { Error: error },
    ...submitted.batch ? { SubStatements: subs.map((sub, index) => describedSub(statement, sub, index)) } : { QueryString: submitted.sqls[0], ...parametersOf2(statement) }
  };
}
var parametersOf2 = ({ submitted: { parameters } }) => {
  const all = Object.entries(parameters).map(([name2, value2]) => ({ name: name2, value: value2 }));
  return all.length === 0 ? {} : { QueryParameters: all };
};
function describedSub({ submitted, updatedAt }, sub, index) {
  return {
    Id: `${submitted.id}:${index + 1}`,
    Status: sub.status,
    CreatedAt: submitted.createdAt / 1e3,
    UpdatedAt: updatedAt / 1e3,
    QueryString: sub.sql,
    HasResultSet: sub.columns !== void 0,
    ResultRows: sub.rows ?? -1,
    ResultSize: sub.rows === void 0 ? -1 : JSON.stringify(sub.records).length,
    RedshiftQueryId: -1,
    ...sub.error === void 0 ? {} : { Error: sub.error }
  };
}
var listed2 = ({ submitted, status, updatedAt }) => ({
  Id: submitted.id,
  Status: status,
  CreatedAt: submitted.createdAt / 1e3,
  UpdatedAt: updatedAt / 1e3,
  IsBatchStatement: submitted.batch,
  ...submitted.name === void 0 ? {} : { StatementName: submitted.name },
  ...submitted.batch ? { QueryStrings: submitted.sqls } : { QueryString: submitted.sqls[0] }
});
function resultPage(statement, subIndex, token2) {
  const sub = statement.subs[subIndex];
  if (!sub) throw notFound();
  if (sub.status !== "FINISHED" || sub.columns === void 0)
    throw new ServiceError(
      "ResourceNotFoundException",
      400,
      "Query does not have result. Please check query status with DescribeStatement."
    );
  const from = token2 === void 0 ? 0 : pageAt(token2);
  const next2 = from + pageRows;
  return {
    ColumnMetadata: sub.columns.map(columnMetadata),
    Records: sub.records.slice(from, next2),
    TotalNumRows: sub.records.length,
    ...next2 < sub.records.length ? { NextToken: Buffer.from(`row ${next2}`).toString("base64") } : {}
  };
}
var columnMetadata = ({ name: name2, typeName }) => ({ name: name2, label: name2, typeName, nullable: 1 });
function pageAt(token2) {
  const row = /^row (\d+)$/.exec(Buffer.from(token2, "base64").toString())?.[1];
  if (row === void 0) throw validation("Invalid NextToken.");
  return Number(row);
}
var notFound = () => new ServiceError("ResourceNotFoundException", 400, "Query does not exist.");

// runtime/services/redshift/api/submit.ts
var import_node_crypto17 = require("node:crypto");

// runtime/services/redshift/dialect/sql-error.ts
var SqlError = class extends Error {
  name = "SqlError";
};
var sqlError = (text3) => new SqlError(`ERROR: ${text3}`);
var notRun = (what) => new SqlError(`ERROR: ${what} is not modelled by the local runtime's Redshift.`);

// runtime/services/redshift/dialect/tokens.ts
var patterns = [
  ["space", /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y],
  ["text", /'(?:[^'\\]|''|\\[\s\S])*'/y],
  ["name", /"(?:[^"]|"")+"/y],
  ["number", /(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/iy],
  ["word", /[a-z_][\w$]*/iy],
  ["sign", /::|<=|>=|<>|!=|\|\||[-+*/%^<>=(),.;[\]~]/y],
  ["parameter", /:[a-z_]\w*/iy]
];
function tokensOf2(sql) {
  const tokens = [];
  let at = 0;
  while (at < sql.length) {
    const [kind, text3] = partAt(sql, at);
    at += text3.length;
    if (kind !== "space") tokens.push({ kind, value: valueOf4(kind, text3) });
  }
  return tokens;
}
function partAt(sql, at) {
  for (const [kind, pattern] of patterns) {
    if (kind !== "space" && sql.startsWith("/*", at)) break;
    pattern.lastIndex = at;
    const text3 = pattern.exec(sql)?.[0];
    if (text3 !== void 0) return [kind, text3];
  }
  if (sql.startsWith("/*", at)) throw sqlError("unterminated /* comment");
  throw sqlError(`syntax error at or near "${sql.slice(at, at + 20).split("\n")[0]}"`);
}
function valueOf4(kind, text3) {
  if (kind === "word") return text3.toLowerCase();
  if (kind === "name") return text3.slice(1, -1).replaceAll('""', '"');
  if (kind === "parameter") return text3.slice(1);
  if (kind === "text")
    return text3.slice(1, -1).replaceAll(/''|\\([\s\S])/g, (all, escaped3) => all === "''" ? "'" : escaped3);
  return text3;
}
var quoted2 = (name2) => `"${name2.replaceAll('"', '""')}"`;
var textLiteral = (text3) => `'${text3.replaceAll("'", "''")}'`;
var TokenReader = class {
  #tokens;
  #at = 0;
  constructor(tokens) {
    this.#tokens = tokens;
  }
  peek(ahead = 0) {
    return this.#tokens[this.#at + ahead];
  }
  get done() {
    return this.#at >= this.#tokens.length;
  }
  next() {
    const token2 = this.#tokens[this.#at++];
    if (token2 === void 0) throw sqlError("syntax error at end of input");
    return token2;
  }
  /** Whether these words or signs come next, in this order. */
  sees(...values) {
    return values.every((value2, index) => {
      const token2 = this.peek(index);
      return token2?.value === value2 && (token2.kind === "word" || token2.kind === "sign");
    });
  }
  /** Goes past these words or signs where they come next. */
  takes(...values) {
    if (!this.sees(...values)) return false;
    this.#at += values.length;
    return true;
  }
  expects(...values) {
    for (const value2 of values) if (!this.takes(value2)) throw this.unexpected();
  }
  unexpected() {
    const token2 = this.peek();
    return sqlError(token2 ? `syntax error at or near "${token2.value}"` : "syntax error at end of input");
  }
  /** An identifier, quoted or not. */
  identifier() {
    const token2 = this.next();
    if (token2.kind !== "word" && token2.kind !== "name") throw sqlError(`syntax error at or near "${token2.value}"`);
    return token2.value;
  }
  text() {
    const token2 = this.next();
    if (token2.kind !== "text") throw sqlError(`syntax error at or near "${token2.value}"`);
    return token2.value;
  }
  /** What stands between the parenthesis that comes next and the one that closes it. */
  parenthesized() {
    this.expects("(");
    const inside2 = [];
    for (let depth = 1; ; ) {
      const token2 = this.next();
      if (token2.kind === "sign" && token2.value === "(") depth++;
      if (token2.kind === "sign" && token2.value === ")" && --depth === 0) return inside2;
      inside2.push(token2);
    }
  }
  rest() {
    const rest = this.#tokens.slice(this.#at);
    this.#at = this.#tokens.length;
    return rest;
  }
};
function splitByComma(tokens) {
  const parts = [[]];
  let depth = 0;
  for (const token2 of tokens) {
    if (token2.kind === "sign" && token2.value === "(") depth++;
    if (token2.kind === "sign" && token2.value === ")") depth--;
    if (token2.kind === "sign" && token2.value === "," && depth === 0) parts.push([]);
    else parts.at(-1).push(token2);
  }
  return parts;
}

// runtime/services/redshift/api/submit.ts
var limits2 = {
  /** Bytes of a statement. */
  sql: 200 * 1024,
  /** Statements of a batch. */
  batch: 40,
  /** Statements that have not ended. */
  active: 500
};
var submitParameters = [
  "ClientToken",
  "Database",
  "Parameters",
  "ResultFormat",
  "SecretArn",
  "StatementName",
  "WithEvent",
  "WorkgroupName"
];
function permissionsToSubmit(operation, input, workgroupArn2) {
  const secretArn2 = optionalText(input, "SecretArn");
  return [
    { action: `redshift-data:${operation}`, resource: workgroupArn2 },
    secretArn2 === void 0 ? { action: "redshift-serverless:GetCredentials", resource: workgroupArn2 } : { action: "secretsmanager:GetSecretValue", resource: secretArn2 }
  ];
}
function submit(batch, input, workgroup, owner, now) {
  const sqls = batch ? sqlsOf(input) : [textOf4(input, "Sql")];
  for (const sql of sqls)
    if (Buffer.byteLength(sql) > limits2.sql) throw validation(`Cannot exceed ${limits2.sql} bytes in SQL statement.`);
  const database = textOf4(input, "Database");
  if (database !== workgroup.namespace.database) throw validation(`FATAL: database "${database}" does not exist`);
  if ((input["ResultFormat"] ?? "JSON") !== "JSON") throw notModelled("A result of the Redshift Data API as CSV");
  const clientToken = optionalText(input, "ClientToken");
  if ((clientToken?.length ?? 0) > 64) throw validation("ClientToken must have length less than or equal to 64");
  const statement = (clientToken === void 0 ? void 0 : workgroup.sentBefore(owner, clientToken)) ?? workgroup.submit({
    id: idWithinLimit(workgroup),
    workgroup: workgroup.name,
    sqls,
    batch,
    parameters: parametersOf3(input, sqls),
    name: optionalText(input, "StatementName"),
    clientToken,
    database,
    owner,
    createdAt: now
  });
  return {
    Id: statement.submitted.id,
    CreatedAt: statement.submitted.createdAt / 1e3,
    Database: database,
    WorkgroupName: workgroup.name
  };
}
function idWithinLimit(workgroup) {
  if (workgroup.active() < limits2.active) return (0, import_node_crypto17.randomUUID)();
  throw new ServiceError(
    "ActiveStatementsExceededException",
    400,
    `Active statements exceeded the allowed quota (${limits2.active}).`
  );
}
function sqlsOf({ Sqls: sqls }) {
  if (!Array.isArray(sqls) || sqls.length < 1 || sqls.length > limits2.batch)
    throw validation(`Sqls must have 1 to ${limits2.batch} statements.`);
  return sqls.map((sql) => textOf4({ Sql: sql }, "Sql"));
}
function parametersOf3({ Parameters: given2 = [] }, sqls) {
  const parameters = Object.fromEntries(
    given2.map((parameter2) => [textOf4(parameter2, "name"), textOf4(parameter2, "value")])
  );
  const used = new Set(sqls.flatMap((sql) => namesIn2(sql)));
  const unused = Object.keys(parameters).find((name2) => !used.has(name2));
  if (unused !== void 0)
    throw validation(`Parameters list contains unused parameters. Unused parameters: [${unused}]`);
  const absent = [...used].find((name2) => !Object.hasOwn(parameters, name2));
  if (absent !== void 0) throw validation(`Parameters list is missing parameters. Missing parameters: [${absent}]`);
  return parameters;
}
function namesIn2(sql) {
  try {
    return tokensOf2(sql).flatMap(({ kind, value: value2 }) => kind === "parameter" ? [value2] : []);
  } catch {
    return [];
  }
}

// runtime/services/redshift/api.ts
var redshiftDataApi = (warehouses) => ({
  call: (request, caller) => dataCall(request, caller, warehouses),
  error: rpcError
});
function dataCall(request, caller, warehouses) {
  const { operation, input } = rpcOf(request);
  const owner = warehouses.principal(caller.accessKeyId);
  const call2 = (iam2, run) => ({
    name: `redshift-data:${operation}`,
    iam: iam2,
    dataAccess: [],
    run: () => callService(async () => rpcReply(request, run()))
  });
  switch (operation) {
    case "ExecuteStatement":
    case "BatchExecuteStatement": {
      const batch = operation === "BatchExecuteStatement";
      checkParameters(operation, input, [...submitParameters, batch ? "Sqls" : "Sql"]);
      const name2 = textOf4(input, "WorkgroupName");
      const workgroup = warehouses.workgroups().find((each2) => each2.name === name2 || each2.arn === name2);
      const arn2 = workgroup?.arn ?? regionalArn("redshift-serverless", warehouses, `workgroup/${name2}`);
      return call2(permissionsToSubmit(operation, input, arn2), () => {
        if (!workgroup) throw validation(`Redshift endpoint doesn't exist in this region. Workgroup: ${name2}`);
        return submit(batch, input, workgroup, owner, warehouses.now());
      });
    }
    case "DescribeStatement":
      checkParameters(operation, input, ["Id"]);
      return call2(ofOwner(operation), () => {
        const { statement, sub } = statementOf2(input, owner, warehouses);
        if (sub !== void 0) throw notModelled("DescribeStatement of one statement of a batch");
        return described2(statement);
      });
    case "GetStatementResult":
      checkParameters(operation, input, ["Id", "NextToken"]);
      return call2(ofOwner(operation), () => {
        const { statement, sub = 0 } = statementOf2(input, owner, warehouses);
        return resultPage(statement, sub, optionalText(input, "NextToken"));
      });
    case "CancelStatement":
      checkParameters(operation, input, ["Id"]);
      return call2(ofOwner(operation), () => cancel(statementOf2(input, owner, warehouses), warehouses));
    case "ListStatements":
      checkParameters(operation, input, ["MaxResults", "RoleLevel", "StatementName", "Status", "WorkgroupName"]);
      return call2([{ action: "redshift-data:ListStatements", resource: "*" }], () => list2(input, owner, warehouses));
    default:
      throw notModelled(`The Redshift Data API's ${operation}`);
  }
}
var ofOwner = (operation) => [{ action: `redshift-data:${operation}`, resource: "*" }];
function statementOf2(input, owner, { workgroups }) {
  const [, id, index] = /^([0-9a-f-]{36})(?::(\d+))?$/.exec(textOf4(input, "Id")) ?? [];
  if (id === void 0)
    throw validation("id must satisfy regex pattern: ^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$");
  const statement = workgroups().flatMap((workgroup) => workgroup.statements()).find(({ submitted }) => submitted.id === id && submitted.owner === owner);
  if (!statement) throw notFound();
  return { statement, sub: index === void 0 ? void 0 : Number(index) - 1 };
}
function cancel({ statement, sub }, { workgroups }) {
  if (sub !== void 0) throw validation("A statement of a batch cannot be canceled.");
  if (statement.ended)
    throw validation(
      `Could not cancel a query that is already in ${statement.status} state with ID: ${statement.submitted.id}`
    );
  workgroups().find(({ name: name2 }) => name2 === statement.submitted.workgroup).cancel(statement);
  return { Status: true };
}
function list2(input, owner, { workgroups }) {
  const status = optionalText(input, "Status") ?? "FINISHED";
  const prefix2 = optionalText(input, "StatementName") ?? "";
  const workgroupName = optionalText(input, "WorkgroupName");
  const { MaxResults: most3 = 100 } = input;
  const all = workgroups().filter(({ name: name2 }) => workgroupName === void 0 || name2 === workgroupName).flatMap((workgroup) => workgroup.statements()).filter(({ submitted }) => submitted.owner === owner && (submitted.name ?? "").startsWith(prefix2)).filter((statement) => status === "ALL" || statement.status === status);
  if (all.length > most3) throw notModelled("A second page of ListStatements");
  return { Statements: all.map(listed2) };
}

// runtime/services/redshift/namespace.ts
function namespaceOf({ id, name: name2, arn: arn2, properties }, place) {
  const {
    DbName: database = "dev",
    IamRoles: roleArns = [],
    DefaultIamRoleArn: defaultRoleArn,
    AdminUsername: administrator = "admin",
    ManageAdminPassword: managed = false
  } = properties;
  const secret = `redshift!${name2}-${administrator}-${identifier(place, id, 6, 36)}`;
  const secretArn2 = managed ? regionalArn("secretsmanager", place, `secret:${secret}`) : void 0;
  return { name: name2, arn: arn2, database, roleArns, defaultRoleArn, administrator, secretArn: secretArn2 };
}

// runtime/services/redshift/serverless-api.ts
var redshiftServerlessApi = (of) => ({
  call: (request) => serverlessCall(request, of),
  error: rpcError
});
var operations4 = {
  GetNamespace: {
    parameters: ["namespaceName"],
    resource: (input, { namespace: namespace8, arnOfNamespace }) => {
      const name2 = textOf4(input, "namespaceName");
      return namespace8(name2)?.arn ?? arnOfNamespace(name2);
    },
    run: (input, { namespace: namespace8 }) => {
      const name2 = textOf4(input, "namespaceName");
      const found = namespace8(name2);
      if (!found) throw new ServiceError("ResourceNotFoundException", 404, `The namespace ${name2} does not exist.`);
      return { namespace: described3(found) };
    }
  },
  CreateUsageLimit: {
    parameters: ["amount", "breachAction", "period", "resourceArn", "usageType"],
    run: (input, { limits: limits3, hasWorkgroup }) => {
      const resourceArn = textOf4(input, "resourceArn");
      if (!hasWorkgroup(resourceArn))
        throw new ServiceError("ResourceNotFoundException", 404, `The workgroup ${resourceArn} does not exist.`);
      const usageType = oneOf2(input, "usageType", ["serverless-compute", "cross-region-datasharing"]);
      if (usageType === void 0) throw validation("usageType is required.");
      const period = oneOf2(input, "period", ["daily", "weekly", "monthly"]) ?? "monthly";
      const breachAction = breachActionOf(input) ?? "log";
      const amount = amountOf(input);
      if (amount === void 0) throw validation("amount is required.");
      return { usageLimit: limits3.create({ resourceArn, usageType, amount, period, breachAction }) };
    }
  },
  ListUsageLimits: {
    parameters: ["maxResults", "nextToken", "resourceArn", "usageType"],
    run: (input, { limits: limits3 }) => listed3(input, limits3)
  },
  UpdateUsageLimit: {
    parameters: ["amount", "breachAction", "usageLimitId"],
    run: (input, { limits: limits3 }) => {
      const [amount, breachAction] = [amountOf(input), breachActionOf(input)];
      const changes2 = {
        ...amount === void 0 ? {} : { amount },
        ...breachAction === void 0 ? {} : { breachAction }
      };
      return { usageLimit: limits3.update(textOf4(input, "usageLimitId"), changes2) };
    }
  },
  DeleteUsageLimit: {
    parameters: ["usageLimitId"],
    run: (input, { limits: limits3 }) => ({ usageLimit: limits3.delete(textOf4(input, "usageLimitId")) })
  }
};
function serverlessCall(request, of) {
  const { operation, input } = rpcOf(request);
  const known3 = operations4[operation];
  if (!known3) throw notModelled(`Redshift Serverless ${operation}`);
  checkParameters(operation, input, known3.parameters);
  return {
    name: `redshift-serverless:${operation}`,
    iam: [{ action: `redshift-serverless:${operation}`, resource: known3.resource?.(input, of) ?? "*" }],
    dataAccess: [],
    run: () => callService(async () => rpcReply(request, known3.run(input, of)))
  };
}
var described3 = ({ name: name2, arn: arn2, database, administrator, roleArns, secretArn: secretArn2 }) => ({
  namespaceName: name2,
  namespaceArn: arn2,
  namespaceId: arn2.split("/").at(-1),
  dbName: database,
  adminUsername: administrator,
  iamRoles: roleArns,
  status: "AVAILABLE",
  ...secretArn2 === void 0 ? {} : { adminPasswordSecretArn: secretArn2 }
});
function listed3(input, limits3) {
  const { maxResults: most3 = 100 } = input;
  const all = limits3.of(optionalText(input, "resourceArn"), optionalText(input, "usageType"));
  const from = Number(optionalText(input, "nextToken") ?? 0);
  const next2 = from + most3;
  return {
    usageLimits: all.slice(from, next2),
    ...next2 < all.length ? { nextToken: String(next2) } : {}
  };
}
var breachActionOf = (input) => oneOf2(input, "breachAction", ["log", "emit-metric", "deactivate"]);
function oneOf2(input, parameter2, allowed) {
  const value2 = optionalText(input, parameter2);
  if (value2 !== void 0 && !allowed.includes(value2))
    throw validation(`${parameter2} must be one of ${allowed.join(", ")}.`);
  return value2;
}
function amountOf({ amount }) {
  if (amount === void 0) return void 0;
  if (!Number.isInteger(amount) || amount < 1) throw validation("amount must be a positive number.");
  return amount;
}

// runtime/services/redshift/usage-limits.ts
var UsageLimits = class {
  #limits = /* @__PURE__ */ new Map();
  #arnOf;
  constructor(arnOf) {
    this.#arnOf = arnOf;
  }
  of(resourceArn, usageType) {
    return [...this.#limits.values()].filter(
      (limit) => (resourceArn === void 0 || limit.resourceArn === resourceArn) && (usageType === void 0 || limit.usageType === usageType)
    );
  }
  /** CreateUsageLimit, ConflictException: the limit already exists. */
  create(wanted) {
    const { resourceArn, usageType, period } = wanted;
    if (this.of(resourceArn, usageType).some((limit2) => limit2.period === period))
      throw new ServiceError("ConflictException", 400, `A ${period} limit of ${usageType} exists already.`);
    const usageLimitId = uuidOf(`${resourceArn}|${usageType}|${period}`);
    const limit = { usageLimitId, usageLimitArn: this.#arnOf(usageLimitId), ...wanted };
    this.#limits.set(usageLimitId, limit);
    return limit;
  }
  update(id, changes2) {
    const limit = { ...this.#existing(id), ...changes2 };
    this.#limits.set(id, limit);
    return limit;
  }
  delete(id) {
    const limit = this.#existing(id);
    this.#limits.delete(id);
    return limit;
  }
  #existing(id) {
    const limit = this.#limits.get(id);
    if (!limit) throw new ServiceError("ResourceNotFoundException", 404, `The usage limit ${id} does not exist.`);
    return limit;
  }
};

// runtime/kernel/begins-as-query.ts
var beginsAsQuery = (sql) => /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:select|with)\b/i.test(sql);
var onlyQueries = "Only a query is answered here: it begins with SELECT or WITH.";

// runtime/services/redshift/copy-source.ts
var sourceOf3 = ({ find, permissions }, { roleArns, defaultRoleArn, name: name2 }) => ({
  object: (bucket, key, role) => {
    const roleArn = role === "default" ? defaultRoleArn : role;
    if (roleArn === void 0 || !roleArns.includes(roleArn))
      throw sqlError(`The role ${role} is not associated with the namespace ${name2}`);
    for (const [action, resource] of [
      ["s3:ListBucket", `arn:aws:s3:::${bucket}`],
      ["s3:GetObject", `arn:aws:s3:::${bucket}/${key}`]
    ])
      if (!permissions.allows(roleArn, { action, resource }))
        throw sqlError(`S3ServiceException:Access Denied,Status 403,Error AccessDenied (${action} on ${resource})`);
    return find("bucket", bucket)?.current(key)?.body;
  }
});

// runtime/services/redshift/dialect/types.ts
var other = (duckdb) => ({ duckdb, kind: "other" });
var simple = {
  bigint: other("bigint"),
  bool: other("boolean"),
  boolean: other("boolean"),
  date: other("date"),
  float: other("double"),
  float4: other("real"),
  float8: other("double"),
  int: other("integer"),
  int2: other("smallint"),
  int4: other("integer"),
  int8: other("bigint"),
  integer: other("integer"),
  real: other("real"),
  smallint: other("smallint"),
  super: { duckdb: "json", kind: "super" },
  // r_Character_types: without a length, CHAR has 1 and VARCHAR 256 bytes; TEXT is VARCHAR(256)
  text: { duckdb: "varchar", most: 256, kind: "text" },
  timestamptz: other("timestamptz")
};
function readType(reader) {
  const name2 = reader.identifier();
  if (Object.hasOwn(simple, name2)) return simple[name2];
  if (name2 === "double") {
    reader.expects("precision");
    return other("double");
  }
  if (name2 === "timestamp") return readTimestamp(reader);
  if (name2 === "decimal" || name2 === "numeric") return other(decimal(lengths(reader)));
  if (name2 === "varbyte" || name2 === "varbinary")
    return { duckdb: "blob", most: lengths(reader)[0] ?? 64e3, kind: "bytes" };
  if (name2 === "character" && reader.takes("varying")) return text2(lengths(reader)[0] ?? 256);
  if (name2 === "varchar" || name2 === "nvarchar") return text2(lengths(reader)[0] ?? 256);
  if (name2 === "char" || name2 === "character") return text2(lengths(reader)[0] ?? 1);
  throw notRun(`The type ${name2.toUpperCase()}`);
}
function readTimestamp(reader) {
  if (reader.takes("with", "time", "zone")) return other("timestamptz");
  reader.takes("without", "time", "zone");
  return other("timestamp");
}
function decimal([precision = 18, scale = 0]) {
  if (precision > 38) throw sqlError(`DECIMAL precision ${precision} must be between 1 and 38`);
  return `decimal(${precision}, ${scale})`;
}
function text2(most3) {
  if (most3 > 65535) throw sqlError("length for type character varying cannot exceed 65535");
  return { duckdb: "varchar", most: most3, kind: "text" };
}
function lengths(reader) {
  if (!reader.sees("(")) return [];
  return reader.parenthesized().filter(({ value: value2 }) => value2 !== ",").map(({ value: value2 }) => value2 === "max" ? 65535 : Number(value2));
}

// runtime/services/redshift/dialect/expression.ts
var same3 = new Set(
  "abs all and any as avg between by case cast ceil coalesce concat count dense_rank distinct else except exists extract filter first_value floor from greatest having in insert intersect is join lag last_value lead least left like lower max md5 min mod not nullif on or over rank replace right round row_number select set sign sqrt stddev strpos substring sum then trim union upper using values variance when where with".split(" ")
);
var timestampLiteral = (at) => `timestamp '${new Date(at).toISOString().replace("T", " ").replace("Z", "")}'`;
function rewritten(tokens, dialect) {
  const parts = [];
  const reader = new TokenReader(tokens);
  const all = { ...dialect, supers: /* @__PURE__ */ new Set([...dialect.supers, ...supersNamedIn(tokens)]) };
  while (!reader.done) parts.push(partOf2(reader, all, parts.at(-1)));
  return parts.join(" ");
}
function supersNamedIn(tokens) {
  return tokens.flatMap(({ kind, value: value2 }, index) => {
    if (kind !== "word" || !["json_parse", "case"].includes(value2)) return [];
    const end2 = value2 === "case" ? endOfCase(tokens, index) : endOfCall(tokens, index + 1);
    const parses = tokens.slice(index, end2).some((token2) => token2.kind === "word" && token2.value === "json_parse");
    return parses && tokens[end2]?.value === "as" && tokens[end2 + 1] ? [tokens[end2 + 1].value] : [];
  });
}
function endOfCase(tokens, from) {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at].kind !== "word") continue;
    if (tokens[at].value === "case") depth++;
    if (tokens[at].value === "end" && --depth === 0) return at + 1;
  }
  return tokens.length;
}
function endOfCall(tokens, from) {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at].kind !== "sign") continue;
    if (tokens[at].value === "(") depth++;
    if (tokens[at].value === ")" && --depth === 0) return at + 1;
  }
  return tokens.length;
}
function partOf2(reader, dialect, before) {
  const token2 = reader.peek();
  if (token2.kind === "parameter") return parameter(reader.next().value, dialect);
  if (token2.kind === "text") return textLiteral(reader.next().value);
  if (token2.kind === "name") return nameOrPath(reader, dialect, before);
  if (token2.kind !== "word") return signOrNumber(reader);
  if (token2.value === "approximate") return approximate(reader, dialect);
  if (token2.value === "sysdate" && !isMember(before)) return reader.next(), timestampLiteral(dialect.now);
  if (token2.value === "cast" && reader.peek(1)?.value === "(") return castCall(reader, dialect);
  if (reader.peek(1)?.kind === "sign" && reader.peek(1)?.value === "(") return call(reader, dialect, before);
  return nameOrPath(reader, dialect, before);
}
var isMember = (before) => before === ".";
function signOrNumber(reader) {
  if (reader.sees("~") && !/^\^.*\$$/.test(reader.peek(1)?.value ?? ""))
    throw notRun('"~" with a pattern that is not between ^ and $');
  if (!reader.sees("::")) return reader.next().value;
  reader.next();
  const type = readType(reader);
  if (type.kind === "text") throw notRun('"::" to a text after anything but a path into SUPER (CAST does the same)');
  return `:: ${type.duckdb}`;
}
function parameter(name2, { parameters }) {
  if (!Object.hasOwn(parameters, name2)) throw sqlError(`syntax error at or near ":${name2}"`);
  return textLiteral(parameters[name2]);
}
function approximate(reader, dialect) {
  reader.next();
  reader.expects("count");
  const inside2 = new TokenReader(reader.parenthesized());
  inside2.expects("distinct");
  return `approx_count_distinct(${rewritten(inside2.rest(), dialect)})`;
}
function nameOrPath(reader, dialect, before) {
  const named3 = reader.peek().kind === "name";
  const names2 = [nameOf3(reader.next(), dialect)];
  if (!named3 && !dialect.supers.has(names2[0]) && !reader.sees(".")) return written2(names2, false);
  while (reader.sees(".") && ["word", "name"].includes(reader.peek(1)?.kind ?? "")) {
    reader.next();
    names2.push(nameOf3(reader.next(), dialect));
  }
  const start = isRelation(before) ? -1 : names2.findIndex((name2, index) => index < 3 && dialect.supers.has(name2));
  if (start < 0) return written2(names2, named3);
  const column = names2.slice(0, start + 1).map(quoted2).join(".");
  const path = ["$", ...names2.slice(start + 1).map((name2) => `.${quoted2(name2)}`), ...indexes(reader)].join("");
  if (reader.takes("::")) return castOfPath(column, path, readType(reader));
  return path === "$" ? column : `json_extract(${column}, ${textLiteral(path)})`;
}
var words2 = /* @__PURE__ */ new Set(["anti", "asof", "at", "glob", "lambda", "positional", "semi"]);
var written2 = (names2, named3) => names2.length === 1 && !named3 && !words2.has(names2[0]) ? names2[0] : names2.map(quoted2).join(".");
var isRelation = (before) => ["from", "join", "into", "update", "as"].includes(before ?? "");
var nameOf3 = ({ kind, value: value2 }, { caseSensitive }) => kind === "name" && caseSensitive ? value2 : value2.toLowerCase();
function indexes(reader) {
  if (!reader.sees("[")) return [];
  reader.next();
  const index = reader.next().value;
  reader.expects("]");
  if (reader.sees(".")) throw notRun("A path that goes on after an element of an array");
  return [`[${index}]`];
}
function castOfPath(column, path, type) {
  const value2 = `json_extract(${column}, ${textLiteral(path)})`;
  const scalar = `case when json_type(${value2}) in ('OBJECT', 'ARRAY') then null else json_extract_string(${column}, ${textLiteral(path)}) end`;
  if (type.kind === "super") return value2;
  if (type.kind === "bytes") throw notRun("A cast of SUPER to VARBYTE");
  if (type.kind === "text") return `left_bytes(${scalar}, ${type.most})`;
  return `try_cast(${scalar} as ${type.duckdb})`;
}
function castCall(reader, dialect) {
  reader.next();
  const inside2 = reader.parenthesized();
  const as = inside2.findLastIndex(({ kind: kind2, value: value3 }) => kind2 === "word" && value3 === "as");
  if (as < 0) throw sqlError('syntax error at or near "cast"');
  const value2 = inside2.slice(0, as);
  const type = inside2.slice(as + 1);
  const cast = { kind: "sign", value: "::" };
  const isPath = value2.every(({ kind: kind2, value: text3 }) => kind2 === "name" || kind2 === "word" || text3 === ".");
  if (isPath && value2.some(({ value: name2 }) => dialect.supers.has(name2)))
    return rewritten([...value2, cast, ...type], dialect);
  const { kind, most: most3, duckdb } = readType(new TokenReader(type));
  const plain2 = `cast(${rewritten(value2, dialect)} as ${duckdb})`;
  return kind === "text" ? `left_bytes(${plain2}, ${most3})` : plain2;
}
function call(reader, dialect, before) {
  const name2 = reader.next().value;
  const inside2 = () => reader.parenthesized();
  const plain2 = (as, tokens) => `${as}(${rewritten(tokens, dialect)})`;
  switch (name2) {
    case "getdate":
      return inside2(), timestampLiteral(dialect.now);
    case "nvl":
      return plain2("coalesce", inside2());
    case "len":
      return plain2("length", inside2());
    case "json_serialize":
      return `cast(${rewritten(inside2(), dialect)} as varchar)`;
    case "can_json_parse":
    case "json_parse":
      return jsonCall(name2, inside2(), dialect);
    case "dateadd":
      return dateadd(splitByComma(inside2()), dialect);
    case "datediff":
      return datediff(splitByComma(inside2()), dialect);
    case "date_trunc":
      return dateTrunc(splitByComma(inside2()), dialect);
    case "listagg":
      return listagg(reader, dialect);
    default:
      if (before === "into" || isMember(before) || same3.has(name2)) return plain2(name2, inside2());
      throw notRun(`The function ${name2.toUpperCase()}`);
  }
}
function jsonCall(name2, argument, dialect) {
  const bytes2 = argument.some(({ value: value2 }) => value2 === "kinesis_data") ? "_bytes" : "";
  return `${name2}${bytes2}(${rewritten(argument, dialect)})`;
}
var dateParts = new Set("year quarter month week day hour minute second millisecond".split(" "));
function datePart([token2]) {
  const part = token2?.value.toLowerCase().replace(/s$/, "") ?? "";
  if (!dateParts.has(part)) throw notRun(`The date part ${token2?.value ?? ""}`);
  return part;
}
function dateadd([part = [], count4 = [], at = []], dialect) {
  return `(cast(${rewritten(at, dialect)} as timestamp) + (${rewritten(count4, dialect)}) * interval '1 ${datePart(part)}')`;
}
var datediff = ([part = [], from = [], to = []], dialect) => `datediff('${datePart(part)}', ${rewritten(from, dialect)}, ${rewritten(to, dialect)})`;
var dateTrunc = ([part = [], of = []], dialect) => `cast(date_trunc('${datePart(part)}', ${rewritten(of, dialect)}) as timestamp)`;
function listagg(reader, dialect) {
  const inside2 = reader.parenthesized();
  if (!reader.takes("within", "group")) return `string_agg(${rewritten(inside2, dialect)})`;
  return `string_agg(${rewritten(inside2, dialect)} ${rewritten(reader.parenthesized(), dialect)})`;
}

// runtime/services/redshift/dialect/table.ts
function readName(reader, dialect) {
  const names2 = [nameOf3(reader.next(), dialect)];
  while (reader.takes(".")) names2.push(nameOf3(reader.next(), dialect));
  return names2;
}
var qualified = (names2) => (names2.length === 1 ? ["public", ...names2] : names2).map(quoted2).join(".");
function createTable(reader, dialect) {
  const unless = reader.takes("if", "not", "exists") ? "if not exists " : "";
  const name2 = readName(reader, dialect);
  if (!reader.sees("(")) throw notRun("CREATE TABLE AS");
  const columns2 = splitByComma(reader.parenthesized()).flatMap((part) => columnOf(part, dialect) ?? []);
  tableAttributes(reader, columns2, dialect);
  return `create table ${unless}${qualified(name2)} (${columns2.map(({ definition }) => definition).join(", ")})`;
}
function columnOf(part, dialect) {
  const reader = new TokenReader(part);
  if (["primary", "unique", "foreign"].some((word2) => reader.sees(word2))) return void 0;
  const name2 = nameOf3(reader.next(), dialect);
  const type = readType(reader);
  const constraints = [`${quoted2(name2)} ${type.duckdb}`];
  while (!reader.done) constraints.push(columnAttribute(reader, dialect));
  constraints.push(...lengthCheck(name2, type));
  return { name: name2, type, definition: constraints.filter((text3) => text3 !== "").join(" ") };
}
function columnAttribute(reader, dialect) {
  if (reader.takes("not", "null")) return "not null";
  if (reader.takes("null") || reader.takes("primary", "key") || reader.takes("unique")) return "";
  if (reader.takes("encode")) return reader.identifier(), "";
  if (reader.takes("default")) {
    const value2 = [];
    while (!reader.done && !["not", "null", "encode", "primary", "unique"].some((word2) => reader.sees(word2)))
      value2.push(reader.next());
    return `default (${rewritten(value2, dialect)})`;
  }
  throw notRun(`The column attribute ${reader.next().value.toUpperCase()}`);
}
function lengthCheck(name2, { kind, most: most3 }) {
  if (kind === "text") return [`check (strlen(${quoted2(name2)}) <= ${most3})`];
  return kind === "bytes" ? [`check (octet_length(${quoted2(name2)}) <= ${most3})`] : [];
}
function tableAttributes(reader, columns2, dialect) {
  const keys = () => {
    for (const key of reader.parenthesized().filter(({ value: value2 }) => value2 !== ","))
      checkKey(nameOf3(key, dialect), columns2);
  };
  while (!reader.done)
    if (reader.takes("diststyle")) {
      const style = reader.identifier();
      if (!["auto", "even", "key", "all"].includes(style)) throw sqlError(`syntax error at or near "${style}"`);
    } else if (reader.takes("backup")) {
      if (!reader.takes("yes")) reader.expects("no");
    } else if (reader.takes("distkey")) keys();
    else {
      if (!reader.takes("compound")) reader.takes("interleaved");
      reader.expects("sortkey");
      if (!reader.takes("auto")) keys();
    }
}
function checkKey(key, columns2) {
  const column = columns2.find(({ name: name2 }) => name2 === key);
  if (!column) throw sqlError(`column "${key}" named in key does not exist`);
  if (column.type.kind === "super")
    throw sqlError(`column "${key}" of type super cannot be a distribution or sort key`);
}

// runtime/services/redshift/dialect/users.ts
var usersTable = '"public"."pg_user"';
var isThere = (user) => `exists (select 1 from ${usersTable} where usename = ${textLiteral(user)})`;
var otherwise = (user, what) => `error(${textLiteral(`user "${user}" ${what}`)})`;
function createUser(reader, dialect) {
  const user = userWithPassword(reader, dialect);
  const sql = `insert into ${usersTable} select case when ${isThere(user)} then ${otherwise(user, "already exists")} else ${textLiteral(user)} end`;
  return { does: "define", sql };
}
function alterUser(reader, dialect) {
  return { does: "define", sql: requires(userWithPassword(reader, dialect)) };
}
function grant(reader, dialect) {
  const privileges = ["insert", "select", "usage", "update", "delete"];
  do {
    const privilege = reader.identifier();
    if (!privileges.includes(privilege)) throw notRun(`GRANT ${privilege.toUpperCase()}`);
  } while (reader.takes(","));
  reader.expects("on");
  const schema = reader.takes("schema");
  if (!schema) reader.takes("table");
  const name2 = readName(reader, dialect);
  reader.expects("to");
  const user = nameOf3(reader.next(), dialect);
  if (!reader.done) throw reader.unexpected();
  const on = schema ? `case when exists (select 1 from duckdb_schemas() where schema_name = ${textLiteral(name2[0])}) then 1 else error(${textLiteral(`schema "${name2[0]}" does not exist`)}) end` : `(select count(*) from ${qualified(name2)})`;
  return { does: "define", sql: `${requires(user)} union all select ${on}` };
}
var requires = (user) => `select case when ${isThere(user)} then 1 else ${otherwise(user, "does not exist")} end as ${quoted2("user")}`;
function userWithPassword(reader, dialect) {
  const user = nameOf3(reader.next(), dialect);
  reader.takes("with");
  reader.expects("password");
  const password = reader.text();
  if (!reader.done) throw reader.unexpected();
  const digest2 = /^(?:sha256\|[0-9a-f]{64}\|[0-9a-f]{64}|md5[0-9a-f]{32})$/.test(password);
  const clear = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[!-~]{8,64}$/.test(password) && !/["'\\/@]/.test(password);
  if (!digest2 && !clear)
    throw sqlError("password must contain at least one lowercase and one uppercase letter and a number");
  return user;
}

// runtime/services/redshift/dialect/statement.ts
function understand(sql, dialect) {
  const tokens = withoutEnd(tokensOf2(sql));
  const reader = new TokenReader(tokens);
  const first = reader.peek()?.value;
  if (first === "select" || first === "with") return { does: "read", sql: rewritten(readingOnly(tokens), dialect) };
  if (reader.takes("create")) return create(reader, dialect);
  if (reader.takes("drop")) return drop(reader, dialect);
  if (reader.takes("set")) return set2(reader);
  if (reader.takes("refresh", "materialized", "view")) return { does: "refresh", name: wholeName(reader, dialect) };
  if (reader.takes("alter", "materialized", "view")) return autoRefresh(reader, dialect);
  if (reader.takes("merge", "into")) return merge(tokens, reader, dialect);
  if (reader.takes("alter", "table")) return addColumn(reader, dialect);
  if (reader.takes("alter", "user")) return alterUser(reader, dialect);
  if (reader.takes("grant")) return grant(reader, dialect);
  if (reader.takes("truncate")) {
    reader.takes("table");
    const into = readName(reader, dialect);
    return { does: "write", sql: `delete from ${qualified(into)}`, into };
  }
  if (reader.takes("insert", "into") || reader.takes("delete", "from") || reader.takes("update")) {
    const into = readName(reader, dialect);
    return { does: "write", sql: rewritten(tokens, dialect), into };
  }
  throw notRun(`${(first ?? "An empty statement").toUpperCase()}`);
}
function withoutEnd(tokens) {
  const end2 = tokens.at(-1)?.value === ";" ? tokens.slice(0, -1) : tokens;
  if (end2.some(({ kind, value: value2 }) => kind === "sign" && value2 === ";"))
    throw sqlError("cannot insert multiple commands into a prepared statement");
  return end2;
}
function readingOnly(tokens) {
  let depth = 0;
  for (const { kind, value: value2 } of tokens) {
    if (kind === "sign" && value2 === "(") depth++;
    if (kind === "sign" && value2 === ")") depth--;
    if (kind === "word" && depth === 0 && ["delete", "insert", "into", "merge", "update"].includes(value2))
      throw sqlError(`syntax error at or near "${value2}"`);
  }
  return tokens;
}
function wholeName(reader, dialect) {
  const name2 = readName(reader, dialect);
  if (!reader.done) throw reader.unexpected();
  return name2;
}
function create(reader, dialect) {
  if (reader.takes("table")) return { does: "define", sql: createTable(reader, dialect) };
  if (reader.takes("schema")) {
    const unless = reader.takes("if", "not", "exists") ? "if not exists " : "";
    const [schema = ""] = wholeName(reader, dialect);
    return { does: "define", sql: `create schema ${unless}${quoted2(schema)}` };
  }
  if (reader.takes("external", "schema")) return externalSchema(reader, dialect);
  if (reader.takes("materialized", "view")) return streamView(reader, dialect);
  if (reader.takes("user")) return createUser(reader, dialect);
  const replaces = reader.takes("or", "replace");
  if (reader.takes("view")) {
    const name2 = readName(reader, dialect);
    reader.expects("as");
    return { does: "define view", name: name2, replaces, sql: rewritten(reader.rest(), dialect) };
  }
  throw notRun(`CREATE ${reader.next().value.toUpperCase()}`);
}
function externalSchema(reader, dialect) {
  const unless = reader.takes("if", "not", "exists");
  const schema = nameOf3(reader.next(), dialect);
  reader.expects("from");
  if (!reader.takes("kinesis")) throw notRun(`An external schema from ${reader.next().value.toUpperCase()}`);
  reader.expects("iam_role");
  const roleArn = reader.takes("default") ? "default" : reader.text();
  if (!reader.done) throw reader.unexpected();
  return { does: "define external schema", schema, roleArn, unless };
}
var kinesisColumns = [
  ["approximate_arrival_timestamp", "timestamp"],
  ["partition_key", "varchar"],
  ["shard_id", "varchar"],
  ["sequence_number", "varchar"],
  ["refresh_time", "timestamp"],
  ["kinesis_data", "blob"]
];
var superType = { duckdb: "json", kind: "super" };
function streamView(reader, dialect) {
  const name2 = readName(reader, dialect);
  const attributes = [];
  let autoRefresh2 = false;
  while (!reader.takes("as")) {
    if (!reader.takes("auto", "refresh")) attributes.push(reader.next());
    else if (reader.takes("yes")) autoRefresh2 = true;
    else reader.expects("no");
  }
  const rest = reader.rest();
  const from = rest.findIndex(({ kind, value: value2 }) => kind === "word" && value2 === "from");
  const source7 = new TokenReader(rest.slice(from + 1));
  const [schema, stream, ...more] = from < 0 ? [] : [source7.identifier(), ...source7.takes(".") ? [source7.next().value] : []];
  if (schema === void 0 || stream === void 0 || more.length > 0) throw notRun("A materialized view of a table");
  const where = source7.rest();
  if (where.length > 0 && where[0].value !== "where") throw notRun("A streaming view with more than a WHERE");
  tableAttributes(new TokenReader(attributes), keysOf(rest.slice(0, from)), dialect);
  const select2 = rewritten(rest.slice(0, from), dialect);
  const condition2 = rewritten(where, dialect);
  return {
    does: "define stream view",
    name: name2,
    autoRefresh: autoRefresh2,
    schema: nameOf3({ kind: "word", value: schema }, dialect),
    stream,
    query: (records) => `${select2} from ${records} ${condition2}`
  };
}
var keysOf = (select2) => [
  ...kinesisColumns.map(([name2, duckdb]) => ({ name: name2, type: { duckdb, kind: "other" } })),
  ...select2.flatMap(
    ({ value: value2 }, index) => value2 === "as" && select2[index + 1] ? [{ name: select2[index + 1].value, type: superType }] : []
  )
];
function drop(reader, dialect) {
  const materialized = reader.takes("materialized", "view");
  const kind = materialized ? "view" : ["table", "view", "schema"].find((each2) => reader.takes(each2));
  if (kind === void 0) throw notRun(`DROP ${reader.next().value.toUpperCase()}`);
  const unless = reader.takes("if", "exists");
  const name2 = readName(reader, dialect);
  const cascade = reader.takes("cascade") ? " cascade" : "";
  if (!reader.done) throw reader.unexpected();
  if (materialized) return { does: "drop view", name: name2, unless };
  const written4 = kind === "schema" ? quoted2(name2[0]) : qualified(name2);
  return { does: "define", sql: `drop ${kind} ${unless ? "if exists " : ""}${written4}${cascade}` };
}
function autoRefresh(reader, dialect) {
  const name2 = readName(reader, dialect);
  if (!reader.takes("auto", "refresh")) throw notRun("ALTER MATERIALIZED VIEW with anything but AUTO REFRESH");
  const yes = reader.takes("yes");
  if (!yes) reader.expects("no");
  if (!reader.done) throw reader.unexpected();
  return { does: "set auto refresh", name: name2, autoRefresh: yes };
}
function set2(reader) {
  const setting = reader.identifier();
  if (setting !== "enable_case_sensitive_identifier") throw notRun(`SET ${setting}`);
  if (!reader.takes("to")) reader.expects("=");
  return { does: "set", caseSensitive: ["true", "on"].includes(reader.next().value.toLowerCase()) };
}
function addColumn(reader, dialect) {
  const table2 = readName(reader, dialect);
  if (!reader.takes("add")) throw notRun("ALTER TABLE with anything but ADD COLUMN");
  reader.takes("column");
  const definition = createTable(new TokenReader([word("t"), sign("("), ...reader.rest(), sign(")")]), dialect);
  const column = /\((.*)\)$/.exec(definition)[1].replace(/ check \(.*$/, "");
  return { does: "define", sql: `alter table ${qualified(table2)} add column ${column}` };
}
var word = (value2) => ({ kind: "word", value: value2 });
var sign = (value2) => ({ kind: "sign", value: value2 });
function merge(tokens, reader, dialect) {
  const into = readName(reader, dialect);
  reader.expects("using");
  const rest = reader.rest();
  const on = rest.findIndex(({ kind, value: value2 }) => kind === "word" && value2 === "on");
  const when = rest.findIndex(({ kind, value: value2 }) => kind === "word" && value2 === "when");
  if (on < 0) throw sqlError('syntax error at or near "using"');
  if (when < 0) throw notRun("MERGE … REMOVE DUPLICATES");
  const source7 = rewritten(rest.slice(0, on), dialect);
  const condition2 = rewritten(rest.slice(on + 1, when), dialect);
  return {
    does: "merge",
    into,
    sql: rewritten(tokens, dialect),
    conflicts: `select 1 from ${into.map(quoted2).join(".")} join ${source7} on ${condition2} group by ${quoted2(into.at(-1))}.rowid having count(*) > 1 limit 1`
  };
}

// runtime/services/redshift/engine/duckdb.ts
var recordsTable = '"stream"."records"';
var longestText = 65535;
var setup = [
  "set TimeZone = 'UTC'",
  "create schema public",
  `create table ${usersTable} (usename varchar)`,
  'create schema "stream"',
  `create table ${recordsTable} (${kinesisColumns.map((column) => column.join(" ")).join(", ")})`,
  // super-configurations: a text in SUPER has 65,535 bytes at most, unless the database is told otherwise. A text is never longer than
  // what JSON writes for it: most documents need not be taken apart
  `create macro short_between_quotes(x) as list_max(list_transform(string_split(replace(replace(x, '\\\\', '__'), '\\"', '__'), '"'), lambda part: strlen(part))) <= ${longestText}`,
  `create macro texts_fit(x) as strlen(cast(x as varchar)) <= ${longestText} or short_between_quotes(cast(x as varchar)) or len(list_filter(cast(json_extract(try_cast(x as json), '$..*') as json[]), lambda v: json_type(v) = 'VARCHAR' and strlen(json_extract_string(v, '$')) > ${longestText})) = 0`,
  "create macro can_json_parse(x) as coalesce(json_valid(x) and texts_fit(x), false)",
  "create macro json_parse(x) as case when x is null or can_json_parse(x) then cast(x as json) else error('error while parsing json: invalid value') end",
  "create macro json_parse_bytes(x) as case when x is null then null when can_json_parse(try(decode(x))) then cast(try(decode(x)) as json) else error('error while parsing json: invalid value') end",
  "create macro can_json_parse_bytes(x) as can_json_parse(try(decode(x)))",
  "create macro left_bytes(x, n) as case when strlen(x) <= n then x else coalesce(try(decode(encode(x)[1:n])), try(decode(encode(x)[1:n - 1])), try(decode(encode(x)[1:n - 2])), try(decode(encode(x)[1:n - 3]))) end",
  "set search_path = 'public'",
  // a statement reaches no file and no address
  "set enable_external_access = false",
  "set lock_configuration = true"
];
async function openDuckDb() {
  const { DuckDBInstance } = await loadDuckDb();
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  for (const sql of setup) await connection.run(sql);
  return connection;
}
async function loadDuckDb() {
  try {
    return await Promise.resolve().then(() => __toESM(require_node_api(), 1));
  } catch (error) {
    throw new Error(
      `The local run answers for Redshift with DuckDB, and the package @duckdb/node-api is not here. Install it with "npm install --save-dev @duckdb/node-api". It has binaries for Linux, macOS and Windows on x64 and arm64. (${error.message.split("\n")[0]})`
    );
  }
}

// runtime/services/redshift/engine/errors.ts
var known2 = [
  [/because schema "([^"]+)" does not exist/, ([, name2]) => `schema "${name2}" does not exist`],
  [/Schema with name "?([^"\s!]+)"? does not exist/, ([, name2]) => `schema "${name2}" does not exist`],
  [/Schema with name "?([^"\s!]+)"? already exists/, ([, name2]) => `Schema "${name2}" already exists`],
  [/(?:Table|View) with name "?([^"\s!]+)"? already exists/, ([, name2]) => `Relation "${name2}" already exists`],
  [/(?:Table|View) with name "?([^"\s!]+)"? does not exist/, ([, name2]) => `relation "${name2}" does not exist`],
  [/Referenced column "([^"]+)" not found/, ([, name2]) => `column "${name2}" does not exist`],
  [/does not have a column (?:named|with name) "([^"]+)"/, ([, name2]) => `column "${name2}" does not exist`],
  [/SELECT clause without selection list/, () => "syntax error at end of input"],
  [/syntax error at (?:or near "[^"]*"|end of input)/, ([all]) => all],
  [/NOT NULL constraint failed: \w+\.(\S+)/, ([, name2]) => `Cannot insert a NULL value into column ${name2}`],
  // r_Character_types: the length is that of the column, in bytes
  [/CHECK constraint failed.*<= (\d+)/, ([, most3]) => `value too long for type character varying(${most3})`],
  [/Invalid Input Error: ([\s\S]+)/, ([, text3]) => text3]
];
function errorOf(thrown) {
  if (thrown instanceof SqlError) return thrown;
  const text3 = thrown.message;
  for (const [pattern, saying] of known2) {
    const match = pattern.exec(text3);
    if (match) return sqlError(saying(match).split("\n")[0]);
  }
  return sqlError(text3.split("\n")[0]);
}

// runtime/services/redshift/engine/result.ts
var noRows = (rows) => ({ columns: void 0, records: [], rows });
var typeNames = {
  BIGINT: "int8",
  BLOB: "varbyte",
  BOOLEAN: "bool",
  DATE: "date",
  DOUBLE: "float8",
  FLOAT: "float4",
  HUGEINT: "numeric",
  INTEGER: "int4",
  SMALLINT: "int2",
  TIMESTAMP: "timestamp",
  "TIMESTAMP WITH TIME ZONE": "timestamptz",
  VARCHAR: "varchar"
};
function resultOf(reader) {
  const columns2 = reader.columnTypes().map((type, index) => ({
    name: reader.columnName(index),
    typeName: typeNameOf(type.toString(), type.alias)
  }));
  const records = reader.getRowsJson().map((row) => row.map((value2, index) => fieldOf2(value2, columns2[index].typeName)));
  return { columns: columns2, records, rows: records.length };
}
function typeNameOf(type, alias) {
  if (alias?.toUpperCase() === "JSON" || type === "JSON") return "super";
  return type.startsWith("DECIMAL") ? "numeric" : typeNames[type] ?? "varchar";
}
function fieldOf2(value2, typeName) {
  if (value2 === null) return { isNull: true };
  if (typeName.startsWith("int")) return { longValue: Number(value2) };
  if (typeName.startsWith("float")) return { doubleValue: Number(value2) };
  if (typeName === "bool") return { booleanValue: value2 === true };
  if (typeName === "varbyte") return { blobValue: bytesOf4(value2).toString("base64") };
  return { stringValue: typeof value2 === "string" ? value2 : JSON.stringify(value2) };
}
var bytesOf4 = (text3) => Buffer.from(
  text3.replaceAll(/\\x([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
  "latin1"
);
var namedRows = ({ columns: columns2 = [], records }) => records.map(
  (fields3) => Object.fromEntries(
    fields3.map((field, index) => [columns2[index].name, "isNull" in field ? null : Object.values(field)[0]])
  )
);

// runtime/services/redshift/fill-view.ts
async function fill(connection, view, { query }, records, now) {
  const { timestampValue } = await Promise.resolve().then(() => __toESM(require_node_api(), 1));
  const timestamp = (at) => timestampValue(BigInt(Math.round(at)) * 1000n);
  const appender = await connection.createAppender("records", "stream");
  for (const { arrivedAt, partitionKey, shardId, sequenceNumber, data } of records) {
    appender.appendTimestamp(timestamp(arrivedAt));
    appender.appendVarchar(partitionKey);
    appender.appendVarchar(shardId);
    appender.appendVarchar(sequenceNumber);
    appender.appendTimestamp(timestamp(now));
    appender.appendBlob(data);
    appender.endRow();
  }
  appender.closeSync();
  const made = await connection.runAndReadAll(`insert into ${view} ${query(recordsTable)} returning *`);
  await connection.run(`delete from ${recordsTable}`);
  return namedRows(resultOf(made));
}

// runtime/services/redshift/json-objects.ts
function objectsIn(text3) {
  const objects = [];
  let [depth, begin2, quoted3] = [0, 0, false];
  for (let at = 0; at < text3.length; at++) {
    const character = text3[at];
    if (quoted3) {
      if (character === "\\") at++;
      else if (character === '"') quoted3 = false;
    } else if (character === '"') quoted3 = true;
    else if (character === "{") {
      if (depth++ === 0) requireNothing(text3.slice(begin2, at));
      if (depth === 1) begin2 = at;
    } else if (character === "}" && --depth === 0) {
      objects.push(parsed4(text3.slice(begin2, at + 1)));
      begin2 = at + 1;
    }
  }
  requireNothing(text3.slice(begin2));
  return objects;
}
function requireNothing(between) {
  if (between.trim() !== "") throw sqlError("Invalid JSONPath format: a file has JSON objects only");
}
function parsed4(text3) {
  try {
    JSON.parse(text3);
    return text3;
  } catch {
    throw sqlError("Invalid value: the file is not JSON");
  }
}

// runtime/services/redshift/copy.ts
var tableOf2 = (name2) => qualified(readName(new TokenReader(tokensOf2(name2)), { caseSensitive: true }));
async function copyInto(connection, { table: table2, columns: named3, body }) {
  const into = tableOf2(table2);
  const columns2 = await columnsOf2(connection, table2, named3);
  await connection.run("create or replace temp table copied (document varchar)");
  const appender = await connection.createAppender("copied");
  for (const object of objectsIn(Buffer.from(body).toString())) {
    appender.appendVarchar(object);
    appender.endRow();
  }
  appender.closeSync();
  await refuseLongTexts(connection, columns2);
  const names2 = columns2.map(({ name: name2 }) => quoted2(name2)).join(", ");
  const values = columns2.map(valueOf5).join(", ");
  return namedRows(
    resultOf(await connection.runAndReadAll(`insert into ${into} (${names2}) select ${values} from copied returning *`))
  );
}
async function columnsOf2(connection, table2, named3) {
  const [name2 = "", schema = "public"] = readName(new TokenReader(tokensOf2(table2)), {
    caseSensitive: true
  }).toReversed();
  const found = await connection.runAndReadAll(
    `select column_name, data_type from duckdb_columns() where schema_name = ${textLiteral(schema)} and table_name = ${textLiteral(name2)} order by column_index`
  );
  const all = found.getRowsJson().map(([column, type]) => ({ name: column, type }));
  if (all.length === 0) throw sqlError(`relation "${name2}" does not exist`);
  return (named3 ?? all.map((column) => column.name)).map((wanted) => {
    const column = all.find((each2) => each2.name === wanted);
    if (column) return column;
    throw sqlError(`column "${wanted}" of relation "${name2}" does not exist`);
  });
}
function valueOf5({ name: name2, type }) {
  const path = textLiteral(`$.${quoted2(name2)}`);
  if (type === "JSON") return `nullif(json_extract(document, ${path}), 'null'::json)`;
  const text3 = `json_extract_string(document, ${path})`;
  return type === "BLOB" ? `unhex(${text3})` : `cast(${text3} as ${type})`;
}
async function refuseLongTexts(connection, columns2) {
  for (const { name: name2 } of columns2.filter(({ type }) => type === "JSON")) {
    const value2 = `json_extract(document, ${textLiteral(`$.${quoted2(name2)}`)})`;
    const long = await connection.runAndReadAll(`select 1 from copied where not texts_fit(${value2}) limit 1`);
    if (long.currentRowCount > 0) throw sqlError("String value exceeds the max size of 65535 bytes");
  }
}

// runtime/services/redshift/database.ts
var copyOf = ({ streams, views, rows }) => ({
  streams: new Map(streams),
  views: new Map(views),
  rows: new Map(rows)
});
var Database = class {
  #connection;
  #catalogue = { streams: /* @__PURE__ */ new Map(), views: /* @__PURE__ */ new Map(), rows: /* @__PURE__ */ new Map() };
  /** The end of the transaction that was asked for last. */
  #turn = Promise.resolve();
  /** Loads DuckDB. Rejects where it is missing. */
  async open() {
    await (this.#connection ??= openDuckDb());
  }
  /** The streaming views, by `qualified` name. */
  get views() {
    return this.#catalogue.views;
  }
  /** What a streaming view holds, or COPY has loaded into a table; by its `qualified` name. */
  rows(view) {
    return this.#catalogue.rows.get(view) ?? [];
  }
  roleOf(schema) {
    return this.#catalogue.streams.get(schema);
  }
  /**
   * Runs statements in one transaction: all of them, or none. Rejects with a `FailedStatement`. Calls back before the next
   * transaction may begin.
   */
  transaction(sqls, session, unread, done) {
    return this.#inTurn(async (connection) => {
      const catalogue = copyOf(this.#catalogue);
      const work2 = new Work(connection, catalogue, session, unread);
      const results = [];
      await connection.run("begin");
      try {
        for (const sql of sqls) results.push(await work2.run(sql));
        await connection.run("commit");
      } catch (thrown) {
        await connection.run("rollback");
        throw new FailedStatement(results.length, errorOf(thrown).message);
      }
      this.#catalogue = catalogue;
      done(work2.refreshed);
      return results;
    });
  }
  /**
   * Makes rows of the records that `read` gives, in a transaction of its own; none where the view is gone. Rejects with what the
   * database says of them. Calls back before the next transaction may begin.
   */
  refresh(view, read4, now, done) {
    return this.#inTurn(async (connection) => {
      const definition = this.#catalogue.views.get(view);
      if (!definition) return;
      const records = read4();
      let rows;
      await connection.run("begin");
      try {
        rows = await fill(connection, view, definition, records, now);
        await connection.run("commit");
      } catch (thrown) {
        await connection.run("rollback");
        throw errorOf(thrown);
      }
      this.#catalogue.rows.set(view, [...this.rows(view), ...rows]);
      done({ view, records, at: now });
    });
  }
  /** COPY, in a transaction of its own. Rejects with what the database says. Calls back before the next transaction may begin. */
  copy(copied, done) {
    return this.#inTurn(async (connection) => {
      await connection.run("begin");
      let rows;
      try {
        rows = await copyInto(connection, copied);
        await connection.run("commit");
      } catch (thrown) {
        await connection.run("rollback");
        throw errorOf(thrown);
      }
      const table2 = tableOf2(copied.table);
      this.#catalogue.rows.set(table2, [...this.rows(table2), ...rows]);
      done();
    });
  }
  #inTurn(work2) {
    const turn = this.#turn.then(async () => work2(await (this.#connection ??= openDuckDb())));
    this.#turn = turn.catch(() => void 0);
    return turn;
  }
};
var FailedStatement = class extends Error {
  index;
  constructor(index, message2) {
    super(message2);
    this.index = index;
  }
};
var Work = class {
  refreshed = [];
  #connection;
  #catalogue;
  #unread;
  #session;
  constructor(connection, catalogue, session, unread) {
    this.#connection = connection;
    this.#catalogue = catalogue;
    this.#session = session;
    this.#unread = unread;
  }
  async run(sql) {
    const understood2 = understand(sql, { ...this.#session, supers: await this.#supers() });
    switch (understood2.does) {
      case "read":
        return resultOf(await this.#connection.runAndReadAll(understood2.sql));
      case "define":
        return await this.#connection.run(understood2.sql), noRows(0);
      case "set":
        this.#session = { ...this.#session, caseSensitive: understood2.caseSensitive };
        return noRows(0);
      case "write":
      case "merge":
        return await this.#write(understood2);
      case "define view":
        return await this.#defineView(understood2);
      case "define external schema":
        return await this.#defineSchema(understood2);
      case "define stream view":
        return await this.#defineStreamView(understood2);
      case "set auto refresh":
        return this.#setAutoRefresh(understood2);
      case "drop view":
        return await this.#dropStreamView(understood2);
      case "refresh":
        return await this.#refresh(qualified(understood2.name));
    }
  }
  /** Columns of type SUPER. A name that is SUPER in one table counts as SUPER in all tables. */
  async #supers() {
    const columns2 = await this.#connection.runAndReadAll(
      "select distinct column_name from duckdb_columns() where data_type = 'JSON'"
    );
    return new Set(columns2.getRowsJson().map(([name2]) => name2));
  }
  async #write(understood2) {
    if (this.#catalogue.views.has(qualified(understood2.into)))
      throw sqlError(`cannot change materialized view "${understood2.into.at(-1)}"`);
    if (understood2.does === "merge" && (await this.#connection.runAndReadAll(understood2.conflicts)).currentRowCount > 0)
      throw sqlError("Found multiple matches to update the same tuple.");
    return noRows((await this.#connection.run(understood2.sql)).rowsChanged);
  }
  /** r_CREATE_VIEW: a view is replaced only by one with the same columns. */
  async #defineView({ name: name2, sql, replaces }) {
    const view = qualified(name2);
    const columnsOf3 = async () => JSON.stringify(
      (await this.#connection.runAndReadAll(
        `select column_name, data_type from duckdb_columns() where ${inView(name2)}`
      )).getRowsJson()
    );
    const before = await columnsOf3();
    await this.#connection.run(`create ${replaces ? "or replace " : ""}view ${view} as ${sql}`);
    if (replaces && before !== "[]" && await columnsOf3() !== before)
      throw sqlError("cannot change the columns of a view with CREATE OR REPLACE VIEW");
    return noRows(0);
  }
  async #defineSchema({
    schema,
    roleArn,
    unless
  }) {
    const { streams } = this.#catalogue;
    if (streams.has(schema)) {
      if (unless) return noRows(0);
      throw sqlError(`Schema "${schema}" already exists`);
    }
    streams.set(schema, roleArn);
    return noRows(0);
  }
  async #defineStreamView(view) {
    const { streams, views } = this.#catalogue;
    if (!streams.has(view.schema)) throw sqlError(`schema "${view.schema}" does not exist`);
    const name2 = qualified(view.name);
    this.#unread(name2, view, streams.get(view.schema));
    await this.#connection.run(`create table ${name2} as ${view.query(recordsTable)}`);
    views.set(name2, view);
    return noRows(0);
  }
  #setAutoRefresh({ name: name2, autoRefresh: autoRefresh2 }) {
    const { views } = this.#catalogue;
    const view = views.get(qualified(name2));
    if (!view) throw sqlError(`Materialized view "${name2.at(-1)}" does not exist`);
    views.set(qualified(name2), { ...view, autoRefresh: autoRefresh2 });
    return noRows(0);
  }
  async #dropStreamView({ name: name2, unless }) {
    const view = qualified(name2);
    if (!this.#catalogue.views.delete(view)) {
      if (unless) return noRows(0);
      throw sqlError(`Materialized view "${name2.at(-1)}" does not exist`);
    }
    this.#catalogue.rows.delete(view);
    await this.#connection.run(`drop table ${view}`);
    return noRows(0);
  }
  async #refresh(view) {
    const definition = this.#catalogue.views.get(view);
    if (!definition) throw sqlError(`Materialized view ${view} does not exist`);
    const records = this.#unread(view, definition, this.#catalogue.streams.get(definition.schema));
    const rows = await fill(this.#connection, view, definition, records, this.#session.now);
    this.#catalogue.rows.set(view, [...this.#catalogue.rows.get(view) ?? [], ...rows]);
    this.refreshed.push({ view, records, at: this.#session.now });
    return noRows(0);
  }
};
var inView = (name2) => {
  const [schema, view] = name2.length === 1 ? ["public", name2[0]] : name2;
  return `schema_name = ${textLiteral(schema)} and table_name = ${textLiteral(view)}`;
};

// runtime/services/redshift/dialect/columnar-copy.ts
var isCopy = (sql) => /^\s*copy\b/i.test(sql);
function readCopy(sql, dialect) {
  const reader = new TokenReader(tokensOf2(sql));
  reader.expects("copy");
  const table2 = qualified(readName(reader, dialect));
  const columns2 = reader.sees("(") ? splitByComma(reader.parenthesized()).map(([token2]) => token2.value) : void 0;
  reader.expects("from");
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(reader.text()) ?? [];
  if (bucket === void 0 || key === void 0) throw notRun("COPY from anything but s3://bucket/key");
  let role;
  let parquet = false;
  let manifest = false;
  while (!reader.done) {
    if (reader.takes("iam_role")) role = reader.takes("default") ? "default" : reader.text();
    else if (reader.takes("format")) {
      reader.takes("as");
      if (!reader.takes("parquet")) throw notRun(`COPY of ${reader.next().value.toUpperCase()}`);
      parquet = true;
    } else if (reader.takes("manifest")) manifest = true;
    else if (reader.takes(";")) continue;
    else if (parquet && reader.sees("maxerror"))
      throw sqlError("MAXERROR argument is not supported for PARQUET based COPY");
    else throw notRun(`The parameter ${reader.next().value.toUpperCase()} of COPY`);
  }
  if (role === void 0) throw sqlError("CREDENTIALS argument is required to COPY from S3");
  if (!parquet) throw notRun("COPY of anything but Parquet, in a statement");
  if (!manifest) throw notRun("COPY of Parquet without a manifest");
  return { table: table2, columns: columns2, manifest: { bucket, key }, role };
}

// runtime/services/redshift/dialect/partiql.ts
function withRecordsTakenApart(sql) {
  try {
    const tokens = tokensOf2(sql);
    return tokens.some(isForRecords) || unnests(tokens) ? partsOf2(tokens).join(" ") : sql;
  } catch (error) {
    if (error instanceof SqlError) return sql;
    throw error;
  }
}
var same4 = /* @__PURE__ */ new Set(["chr", "octet_length", "rtrim"]);
var ofBytes = /* @__PURE__ */ new Set([...same4, "from_varbyte", "is_utf8"]);
var isForRecords = ({ kind, value: value2 }) => kind === "word" && ofBytes.has(value2);
var longestText2 = 65535;
var next = "[89AB][0-9A-F]";
var utf82 = [
  "[0-7][0-9A-F]",
  `(C[2-9A-F]|D[0-9A-F])${next}`,
  `E0[AB][0-9A-F]${next}`,
  `(E[1-9A-C]|E[EF])(${next}){2}`,
  `ED[89][0-9A-F]${next}`,
  `F0[9AB][0-9A-F](${next}){2}`,
  `F[1-3](${next}){3}`,
  `F48[0-9A-F](${next}){2}`
];
function partsOf2(tokens) {
  const reader = new TokenReader(tokens);
  const parts = [];
  while (!reader.done) parts.push(partOf3(reader));
  return parts;
}
function partOf3(reader) {
  if (reader.takes("from")) return `from ${relations(reader)}`;
  const token2 = reader.next();
  if (token2.kind !== "word" || !reader.sees("(")) return written3(token2);
  const { value: name2 } = token2;
  if (same4.has(name2)) return `main.${name2} (${argumentsOf(reader)})`;
  if (name2 === "from_varbyte") return textOfBytes(reader);
  if (name2 === "is_utf8")
    return `main.regexp_full_match (main.hex (${argumentsOf(reader)}), ${textLiteral(`(${utf82.join("|")})*`)})`;
  if (["json_parse", "can_json_parse"].includes(name2) && ofText2(reader)) return `main.${name2} (${argumentsOf(reader)})`;
  return written3(token2);
}
var argumentsOf = (reader) => partsOf2(reader.parenthesized()).join(" ");
function ofText2(reader) {
  for (let at = 0, depth = 0; ; at++) {
    const token2 = reader.peek(at);
    if (!token2) return false;
    if (token2.kind === "word" && token2.value === "from_varbyte") return true;
    if (token2.kind === "sign" && token2.value === "(") depth++;
    if (token2.kind === "sign" && token2.value === ")" && --depth === 0) return false;
  }
}
function utf8Argument(reader) {
  const [value2 = [], format = []] = splitByComma(reader.parenthesized());
  if (!/^utf-?8$/i.test(format[0]?.value ?? "")) throw notRun("VARBYTE in a format other than utf-8");
  return partsOf2(value2).join(" ");
}
function textOfBytes(reader) {
  const bytes2 = utf8Argument(reader);
  const error = textLiteral(`value too long for type character varying(${longestText2})`);
  return `case when main.octet_length (${bytes2}) > ${longestText2} then main.error (${error}) else main.decode (${bytes2}) end`;
}
function relations(reader) {
  const parts = [];
  const aliases = /* @__PURE__ */ new Set();
  for (; ; ) {
    const array = arrayNext(reader, aliases);
    if (array !== void 0) parts.push(array);
    else parts.push(...relation(reader, aliases));
    if (!reader.takes(",")) return parts.join(" ");
    parts.push(",");
  }
}
function arrayNext(reader, aliases) {
  const [alias, dot, column, as, name2] = [0, 1, 2, 3, 4].map((ahead) => reader.peek(ahead));
  if (!alias || dot?.value !== "." || !aliases.has(alias.value)) return void 0;
  if (!column || as?.value !== "as" || !name2) throw notRun("An array in FROM without AS");
  for (let taken2 = 0; taken2 < 5; taken2++) reader.next();
  const elements = `main.unnest (main.from_json (${written3(alias)}.${written3(column)}, '["json"]'))`;
  return `(select ${elements} as ${written3(name2)}) as ${quoted2(`each ${name2.value}`)}`;
}
function relation(reader, aliases) {
  const parts = [];
  while (!reader.done && !reader.sees(",") && !ends.some((word2) => reader.sees(word2))) {
    if (reader.sees("(")) parts.push(`(${argumentsOf(reader)})`);
    else {
      if (reader.sees("as") && reader.peek(1)) aliases.add(reader.peek(1).value);
      parts.push(written3(reader.next()));
    }
  }
  return parts;
}
var ends = ["where", "group", "having", "order", "limit", "union", "except", "intersect", ")", ";"];
function unnests(tokens) {
  const aliases = new Set(tokens.flatMap(({ value: value2 }, at) => at > 0 && tokens[at - 1].value === "as" ? [value2] : []));
  return tokens.some(
    ({ kind, value: value2 }, at) => kind === "sign" && value2 === "," && aliases.has(tokens[at + 1]?.value ?? "") && tokens[at + 2]?.value === "." && tokens[at + 4]?.value === "as" && isInFrom(tokens.slice(0, at))
  );
}
function isInFrom(before) {
  let depth = 0;
  for (const { kind, value: value2 } of before.toReversed()) {
    if (kind === "sign" && value2 === ")") depth++;
    if (kind === "sign" && value2 === "(" && --depth < 0) return false;
    if (kind === "word" && depth === 0 && ["from", "select", "by"].includes(value2)) return value2 === "from";
  }
  return false;
}
function written3({ kind, value: value2 }) {
  if (kind === "name") return quoted2(value2);
  if (kind === "text") return textLiteral(value2.replaceAll("\\", "\\\\"));
  return kind === "parameter" ? `:${value2}` : value2;
}

// runtime/services/redshift/statement.ts
var Statement = class {
  submitted;
  subs;
  status = "SUBMITTED";
  updatedAt;
  error;
  /** Milliseconds from STARTED to the end. */
  duration = 0;
  constructor(submitted) {
    this.submitted = submitted;
    this.updatedAt = submitted.createdAt;
    this.subs = submitted.sqls.map((sql) => ({
      sql,
      status: "SUBMITTED",
      rows: void 0,
      columns: void 0,
      records: [],
      error: void 0
    }));
  }
  get ended() {
    return ["FINISHED", "FAILED", "ABORTED"].includes(this.status);
  }
  to(status, at, error) {
    this.status = status;
    this.updatedAt = at;
    this.error = error;
    for (const sub of this.subs) if (status !== "FINISHED" && sub.status !== "FAILED") sub.status = status;
  }
};
var hour3 = 36e5;
var keptFor = 24 * hour3;
var tokenValidFor = 8 * hour3;

// runtime/services/redshift/stream-reader.ts
var actions = ["DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards"];
var StreamReader = class {
  streamArn;
  #unread = [];
  /** The last sequence number that was read, by shard. */
  #positions = /* @__PURE__ */ new Map();
  /** `arrived` is called with every record that comes. */
  constructor(stream, arrived) {
    this.streamArn = stream.arn;
    this.#unread = [...stream.records()];
    stream.onPut((record) => {
      this.#unread.push(record);
      arrived();
    });
  }
  /** The oldest first. */
  unread() {
    return this.#unread;
  }
  /** What a refresh has made rows of; of each shard the oldest. */
  read(records) {
    for (const { shardId, sequenceNumber } of records) this.#positions.set(shardId, BigInt(sequenceNumber));
    this.#unread = this.#unread.filter(
      ({ shardId, sequenceNumber }) => BigInt(sequenceNumber) > (this.#positions.get(shardId) ?? -1n)
    );
  }
  /** What the role lacks to read the stream. Throws for a role that the template does not define. */
  missing(roleArn, { permissions }) {
    const calls = [
      ...actions.map((action) => ({ action: `kinesis:${action}`, resource: this.streamArn })),
      { action: "kinesis:ListStreams", resource: "*" }
    ];
    return calls.filter((call2) => !permissions.allows(roleArn, call2)).map(({ action, resource }) => `${action} on ${resource}`);
  }
};

// runtime/services/redshift/stream-views.ts
var second4 = 1e3;
var refreshAfter = 5 * second4;
var refreshAgainAfter = 60 * second4;
var StreamViews = class {
  #of;
  #readers = /* @__PURE__ */ new Map();
  /** Views whose refresh is set or runs. */
  #refreshing = /* @__PURE__ */ new Set();
  #atRest = [];
  /** Before that an earlier process's work is repeated, and no view reads anything of its own. */
  #begun = false;
  #closed = false;
  constructor(of) {
    this.#of = of;
  }
  /** Makes once more the rows that one refresh of an earlier process has made. */
  async repeat(view, refreshedAt, records) {
    const reader = this.#readers.get(view);
    await this.#of.database.refresh(
      view,
      () => records,
      refreshedAt,
      () => reader?.read(records)
    );
  }
  begin() {
    this.#begun = true;
    for (const view of this.#readers.keys()) this.#refreshSoon(view, refreshAfter);
  }
  close() {
    this.#closed = true;
  }
  /** How many records wait, by view; of views that refresh themselves. What somebody has to refresh may wait for ever. */
  waiting() {
    return [...this.#of.database.views].flatMap(([view, { autoRefresh: autoRefresh2 }]) => {
      const count4 = this.#readers.get(view)?.unread().length ?? 0;
      return autoRefresh2 && count4 > 0 ? [[view, count4]] : [];
    });
  }
  idle() {
    return this.waiting().length === 0 ? Promise.resolve() : new Promise((resolve2) => this.#atRest.push(resolve2));
  }
  unread = (view, definition, roleArn) => {
    const reader = this.#reader(view, definition);
    const missing3 = this.#missing(reader, roleArn);
    if (missing3.length > 0) throw new Error(`${roleArn} is not authorized to perform: ${missing3.join(", ")}`);
    return this.#begun ? [...reader.unread()] : [];
  };
  /** After a transaction: what it has refreshed, defined and dropped. */
  committed(refreshed) {
    const { views } = this.#of.database;
    for (const each2 of refreshed) this.#remember(each2);
    for (const view of this.#readers.keys()) if (!views.has(view)) this.#readers.delete(view);
    for (const view of views.keys()) this.#refreshSoon(view, refreshAfter);
  }
  /** Throws where the stream is not there. */
  #reader(view, definition) {
    const known3 = this.#readers.get(view);
    if (known3) return known3;
    const { host: host3 } = this.#of;
    const stream = host3.find("stream", definition.stream);
    if (!stream) throw new Error(`Stream ${definition.stream} under account ${host3.graph.account} not found.`);
    const reader = new StreamReader(stream, () => this.#refreshSoon(view, refreshAfter));
    this.#readers.set(view, reader);
    return reader;
  }
  /** AWS::RedshiftServerless::Namespace, IamRoles: SQL may name no other role. */
  #missing(reader, roleArn) {
    const { namespace: namespace8, host: host3 } = this.#of;
    const arn2 = roleArn === "default" ? namespace8.defaultRoleArn : roleArn;
    if (arn2 === void 0 || !namespace8.roleArns.includes(arn2))
      return [`a role that is associated with namespace ${namespace8.name}`];
    return reader.missing(arn2, host3);
  }
  #remember({ view, records, at: refreshedAt }) {
    const { host: host3, journal, workgroup, component } = this.#of;
    const { meter, graph } = host3;
    for (const { data, ...record } of records)
      journal.remember({ workgroup, view, refreshedAt, record }, data);
    const reader = this.#readers.get(view);
    reader.read(records);
    meter.flow(graph.named(reader.streamArn)?.component ?? reader.streamArn, component, records.length);
    meter.delivered(component, records.length);
    for (const { arrivedAt } of records) meter.lag(component, refreshedAt - arrivedAt);
    if (this.waiting().length === 0) for (const resolve2 of this.#atRest.splice(0)) resolve2();
  }
  #refreshSoon(view, after) {
    if (!this.#begun || this.#closed || this.#refreshing.has(view)) return;
    if (!this.waiting().some(([name2]) => name2 === view)) return;
    this.#refreshing.add(view);
    this.#of.host.clock.timer(after, () => void this.#refresh(view));
  }
  /** A refresh makes rows of all that has come, or of nothing: a record that the view's query cannot take holds back the others. */
  async #refresh(view) {
    const { host: host3, work: work2, component } = this.#of;
    const begun2 = host3.clock.now();
    let after = refreshAfter;
    try {
      await this.#refreshNow(view);
    } catch (thrown) {
      after = refreshAgainAfter;
      if (!this.#closed) host3.error(component, `refresh of ${view}: ${thrown.message}`);
    }
    work2.worked(begun2, host3.clock.now());
    this.#refreshing.delete(view);
    this.#refreshSoon(view, after);
  }
  async #refreshNow(view) {
    const { host: host3, database } = this.#of;
    const definition = database.views.get(view);
    const roleArn = definition && database.roleOf(definition.schema);
    if (!definition || roleArn === void 0) return;
    if (host3.faults.strike("warehouse.limit-reached", view)) throw new Error(limitReached);
    if (host3.faults.strike("warehouse.refresh-stopped", view)) throw new Error("ERROR: the refresh was stopped");
    await database.refresh(
      view,
      () => [...this.unread(view, definition, roleArn)],
      host3.clock.now(),
      (refreshed) => {
        if (!this.#closed) this.#remember(refreshed);
      }
    );
  }
};

// runtime/services/redshift/engine/read-parquet.ts
var import_node_fs5 = require("node:fs");
var import_node_os2 = require("node:os");
var import_node_path6 = require("node:path");
async function readParquet(file2) {
  const { DuckDBInstance } = await loadDuckDb();
  const folder = (0, import_node_fs5.mkdtempSync)((0, import_node_path6.join)((0, import_node_os2.tmpdir)(), "copy-"));
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  try {
    const path = (0, import_node_path6.join)(folder, "file.parquet");
    (0, import_node_fs5.writeFileSync)(path, file2);
    await connection.run("set TimeZone = 'UTC'");
    const read4 = await connection.runAndReadAll(
      `select * from read_parquet('${path.replaceAll("'", "''")}', hive_partitioning = false)`
    );
    const columns2 = read4.columnTypes().map((type, index) => ({ name: read4.columnName(index), type: String(type) }));
    const rows = read4.getRowsJson().map((row) => row.map(textOf5));
    return { columns: columns2, rows };
  } finally {
    connection.closeSync();
    (0, import_node_fs5.rmSync)(folder, { recursive: true, force: true });
  }
}
var textOf5 = (value2) => value2 === null ? null : typeof value2 === "string" ? value2.replace(/^(\d{4}-\d\d-\d\d [\d:.]+)\+00$/, "$1") : String(value2);

// runtime/services/redshift/columnar-files.ts
async function insertOf(copy, into, source7) {
  const rows = [];
  for (const { url, body } of filesOf(copy, source7)) {
    const file2 = await readParquet(body);
    requireFit(file2.columns, into, url);
    rows.push(...file2.rows.map((row) => `(${row.map(literal2).join(", ")})`));
  }
  if (rows.length === 0) return void 0;
  const names2 = copy.columns ? ` (${copy.columns.join(", ")})` : "";
  return `INSERT INTO ${copy.table}${names2} VALUES ${rows.join(", ")}`;
}
function filesOf({ manifest: { bucket, key }, role }, source7) {
  const manifest = source7.object(bucket, key, role);
  if (!manifest) throw sqlError(`Problem reading manifest file - S3ServiceException:${noSuchKey}`);
  return entriesOf(manifest).flatMap(({ url, mandatory = false, meta }) => {
    if (meta?.content_length === void 0)
      throw sqlError("Manifest file must contain content_length for columnar formats");
    const [, where = "", name2 = ""] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? [];
    const body = source7.object(where, name2, role);
    if (!body && mandatory) throw sqlError(`S3ServiceException:${noSuchKey}`);
    if (body && body.length !== meta.content_length)
      throw sqlError(
        `Spectrum Scan Error. File '${url}' has ${body.length} bytes, and the manifest says ${meta.content_length}`
      );
    return body ? [{ url, body }] : [];
  });
}
var noSuchKey = "The specified key does not exist.,Status 404,Error NoSuchKey";
function entriesOf(manifest) {
  try {
    const { entries } = JSON.parse(Buffer.from(manifest).toString());
    if (Array.isArray(entries)) return entries;
  } catch {
  }
  throw sqlError("Invalid JSON format in manifest file");
}
function requireFit(columns2, into, url) {
  if (columns2.length !== into.length)
    throw sqlError(
      `Spectrum Scan Error. Unmatched number of columns between table and file. Table columns: ${into.length}, Data columns: ${columns2.length}, File name: ${url}`
    );
  for (const [index, { name: name2, type }] of columns2.entries()) {
    const { typeName } = into[index];
    if (!(fitting[type.replace(/\(.*$/, "")] ?? []).includes(typeName))
      throw sqlError(
        `Spectrum Scan Error. File '${url}' has an incompatible Parquet schema for column '${name2}'. Column type: ${typeName.toUpperCase()}, Parquet schema: ${type}`
      );
  }
}
var fitting = {
  BIGINT: ["int8"],
  BLOB: ["varbyte", "varchar"],
  BOOLEAN: ["bool"],
  DATE: ["date"],
  DECIMAL: ["numeric"],
  DOUBLE: ["float8"],
  FLOAT: ["float4"],
  INTEGER: ["int4", "int2"],
  TIMESTAMP: ["timestamp"],
  "TIMESTAMP WITH TIME ZONE": ["timestamp", "timestamptz"],
  VARCHAR: ["varchar"]
};
var literal2 = (value2) => value2 === null ? "NULL" : `'${value2.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

// runtime/services/redshift/with-files-read.ts
async function withFilesRead(sqls, database, session, source7) {
  const read4 = [];
  for (const [index, sql] of sqls.entries()) {
    if (!isCopy(sql)) {
      read4.push(sql);
      continue;
    }
    try {
      const copy = readCopy(sql, session);
      const all = `SELECT ${copy.columns?.join(", ") ?? "*"} FROM ${copy.table} WHERE 1 = 0`;
      const [none3] = await database.transaction(
        [all],
        { ...session, parameters: {} },
        () => [],
        () => void 0
      );
      read4.push(await insertOf(copy, none3.columns ?? [], source7) ?? `DELETE FROM ${copy.table} WHERE 1 = 0`);
    } catch (thrown) {
      throw new FailedStatement(index, thrown instanceof FailedStatement ? thrown.message : errorOf(thrown).message);
    }
  }
  return read4;
}

// runtime/services/redshift/workgroup.ts
var second5 = 1e3;
var pickedAfter = 50;
var runsFor = 200;
var Workgroup = class {
  name;
  arn;
  component;
  namespace;
  #host;
  #journal;
  #database = new Database();
  #caseSensitive;
  #work;
  #statements = /* @__PURE__ */ new Map();
  #views;
  #files;
  #closed = false;
  constructor(host3, journal, of) {
    this.#host = host3;
    this.#journal = journal;
    this.name = of.name;
    this.#work = new WorkMeter(host3.metrics, of.name, of.capacity);
    this.arn = of.arn;
    this.component = of.component;
    this.namespace = of.namespace;
    this.#caseSensitive = of.caseSensitive;
    const { name: workgroup, component, namespace: namespace8 } = of;
    const parts = { database: this.#database, work: this.#work };
    this.#files = sourceOf3(host3, namespace8);
    this.#views = new StreamViews({ host: host3, journal, workgroup, component, namespace: namespace8, ...parts });
  }
  /** Loads DuckDB, and repeats what an earlier process has done. Rejects where DuckDB is missing. */
  async open() {
    await this.#database.open();
    let rows = [];
    const flush = async () => {
      const [first] = rows;
      const records = rows.map(({ record, data }) => ({ ...record, data }));
      if (first) await this.#views.repeat(first.view, first.refreshedAt, records);
      rows = [];
    };
    for (const { entry, bytes: bytes2 } of this.#journal.remembered()) {
      if ("view" in entry && entry.workgroup === this.name) {
        if (rows[0] && (rows[0].view !== entry.view || rows[0].refreshedAt !== entry.refreshedAt)) await flush();
        rows.push({ ...entry, data: bytes2 });
        continue;
      }
      await flush();
      if ("copied" in entry && entry.workgroup === this.name)
        await this.#database.copy({ table: entry.copied, columns: entry.columns, body: bytes2 }, () => void 0);
      if ("submitted" in entry && entry.submitted.workgroup === this.name)
        this.#statements.set(entry.submitted.id, new Statement(entry.submitted));
      if ("ended" in entry && entry.workgroup === this.name) await this.#repeat(entry, bytes2);
    }
    await flush();
  }
  /** Takes up the calls that had not ended, and the views that refresh themselves. */
  begin() {
    for (const statement of this.#statements.values()) if (!statement.ended) void this.#run(statement);
    this.#views.begin();
  }
  close() {
    this.#closed = true;
    this.#views.close();
  }
  async query(sql) {
    if (changes(sql)) throw new Error(onlyQueries);
    const read4 = [withRecordsTakenApart(sql)];
    const [result] = await this.#database.transaction(read4, this.#session(), this.#views.unread, () => void 0);
    return namedRows(result);
  }
  rows(view) {
    return this.#database.rows(qualified(view.split(".")));
  }
  async copy({ table: table2, columns: columns2, body }) {
    const { clock, faults: faults10 } = this.#host;
    const begun2 = clock.now();
    await clock.sleep(runsFor);
    if (faults10.strike("warehouse.limit-reached", table2)) throw new Error(limitReached);
    await this.#database.copy({ table: table2, columns: columns2, body }, () => {
      if (!this.#closed) this.#journal.remember({ workgroup: this.name, copied: table2, columns: columns2 }, body);
    });
    this.#work.worked(begun2, clock.now());
  }
  /** A call of the same owner with the same token, made within the last eight hours. */
  sentBefore(owner, clientToken) {
    const since = this.#host.clock.now() - tokenValidFor;
    return [...this.#statements.values()].find(
      ({ submitted }) => submitted.owner === owner && submitted.clientToken === clientToken && submitted.createdAt >= since
    );
  }
  /** Statements that count towards the limit of active ones: API reference, ActiveStatementsExceededException. */
  active() {
    return [...this.#statements.values()].filter(({ ended }) => !ended).length;
  }
  submit(submitted) {
    this.#journal.remember({ submitted });
    const statement = new Statement(submitted);
    this.#statements.set(submitted.id, statement);
    void this.#run(statement);
    return statement;
  }
  /** Calls that are not older than a day, the newest first. */
  statements() {
    const since = this.#host.clock.now() - keptFor;
    for (const [id, { ended, updatedAt }] of this.#statements)
      if (ended && updatedAt < since) this.#statements.delete(id);
    return [...this.#statements.values()].toReversed();
  }
  cancel(statement) {
    this.#end(statement, "ABORTED", void 0);
  }
  waiting() {
    return this.#views.waiting().map(([view, count4]) => ({
      component: this.component,
      count: count4,
      what: `records that ${view} has not read`
    }));
  }
  idle() {
    return this.#views.idle();
  }
  #session(parameters = {}, now = this.#host.clock.now()) {
    return { caseSensitive: this.#caseSensitive, now, parameters };
  }
  async #run(statement) {
    const { clock, faults: faults10 } = this.#host;
    const identity = digest([this.name, ...statement.submitted.sqls].join("\n"));
    await clock.sleep(pickedAfter);
    if (statement.ended) return;
    statement.to("PICKED", clock.now());
    const waking = faults10.strike("warehouse.waking", identity);
    await clock.sleep(waking ? 10 * second5 + waking.severity * 50 * second5 : pickedAfter);
    if (statement.ended) return;
    statement.to("STARTED", clock.now());
    const startedAt = clock.now();
    await clock.sleep(runsFor);
    if (statement.ended) return;
    if (faults10.strike("warehouse.limit-reached", identity)) return this.#end(statement, "FAILED", limitReached);
    if (faults10.strike("warehouse.statement-aborted", identity)) return this.#end(statement, "ABORTED", void 0);
    if (statement.submitted.sqls.some(changes) && faults10.strike("warehouse.serialization-conflict", identity))
      return this.#end(
        statement,
        "FAILED",
        "ERROR: 1023 DETAIL: Serializable isolation violation on table in Redshift"
      );
    if (statement.submitted.sqls.some(refreshes) && faults10.strike("warehouse.refresh-stopped", identity))
      return this.#end(statement, "FAILED", "ERROR: the refresh was stopped");
    const at = clock.now();
    await this.#execute(statement, at, (status, error, read4) => this.#end(statement, status, error, at, read4));
    statement.duration = clock.now() - startedAt;
    this.#work.worked(startedAt, startedAt + statement.duration);
  }
  /** Runs the statements as one transaction, and says how it ended before the next transaction may begin. */
  async #execute(statement, now, ended, readBefore) {
    const { sqls, parameters } = statement.submitted;
    const session = this.#session(parameters, now);
    try {
      const read4 = readBefore ?? await withFilesRead(sqls, this.#database, session, this.#files);
      const results = await this.#database.transaction(
        read4.map(withRecordsTakenApart),
        session,
        this.#views.unread,
        (done) => {
          ended("FINISHED", void 0, sqls.some(isCopy) ? read4 : void 0);
          this.#views.committed(done);
        }
      );
      for (const [index, { columns: columns2, records, rows }] of results.entries())
        Object.assign(statement.subs[index], { status: "FINISHED", columns: columns2, records, rows });
    } catch (thrown) {
      if (!(thrown instanceof FailedStatement)) throw thrown;
      Object.assign(statement.subs[thrown.index], { status: "FAILED", error: thrown.message });
      ended("FAILED", thrown.message);
    }
  }
  /** A statement that was cancelled while it ran has its effect all the same: its state says so. `at` is what GETDATE() gave. */
  #end(statement, status, error, at = this.#host.clock.now(), read4) {
    if (this.#closed) return;
    const { name: workgroup } = this;
    this.#journal.remember(
      { workgroup, ended: statement.submitted.id, at, status, ...error === void 0 ? {} : { error } },
      // files that COPY has read may change
      read4 && Buffer.from(JSON.stringify(read4))
    );
    statement.to(status, at, error);
    if (status === "FAILED")
      this.#host.log(this.component, `${statement.submitted.name ?? statement.submitted.id}: ${error}`);
  }
  /** What an earlier process has done to the database, once more; what has failed or was stopped did nothing. */
  async #repeat({ ended, at, status, error }, bytes2) {
    const statement = this.#statements.get(ended);
    if (!statement) return;
    const read4 = bytes2.length > 0 ? JSON.parse(Buffer.from(bytes2).toString()) : void 0;
    if (status === "FINISHED") await this.#execute(statement, at, () => void 0, read4);
    statement.to(status, at, error);
  }
};
var refreshes = (sql) => /^\s*refresh\b/i.test(sql);
var changes = (sql) => !beginsAsQuery(sql);

// runtime/services/redshift/workgroups.ts
var capacityUnlessSaid = 128;
var Workgroups = class {
  api;
  #workgroups;
  constructor(host3) {
    const { graph, clock, callers } = host3;
    const journal = host3.journal();
    this.#workgroups = new Map(
      graph.ofType("AWS::RedshiftServerless::Workgroup").map((resource) => {
        const { name: name2, arn: arn2, component = resource.id } = resource;
        const { namespaceName, ...settings } = settingsOf3(resource);
        const namespace8 = namespaceOf(graph.named(namespaceName, "AWS::RedshiftServerless::Namespace"), graph);
        return [name2, new Workgroup(host3, journal, { name: name2, arn: arn2, component, namespace: namespace8, ...settings })];
      })
    );
    const data = redshiftDataApi({
      account: graph.account,
      region: graph.region,
      now: () => clock.now(),
      workgroups: () => [...this.#workgroups.values()],
      principal: (accessKeyId) => callers.principal(accessKeyId)
    });
    const serverless = redshiftServerlessApi({
      limits: new UsageLimits((id) => regionalArn("redshift-serverless", graph, `usagelimit/${id}`)),
      hasWorkgroup: (arn2) => this.find(arn2) !== void 0,
      namespace: (name2) => [...this.#workgroups.values()].map(({ namespace: namespace8 }) => namespace8).find((each2) => each2.name === name2),
      arnOfNamespace: (name2) => regionalArn("redshift-serverless", graph, `namespace/${name2}`)
    });
    this.api = {
      call: (request, caller) => (caller.service === "redshift-data" ? data : serverless).call(request, caller),
      error: data.error
    };
  }
  find(nameOrArn) {
    return [...this.#workgroups.values()].find(({ name: name2, arn: arn2 }) => name2 === nameOrArn || arn2 === nameOrArn);
  }
  names() {
    return [...this.#workgroups.keys()];
  }
  async warm() {
    for (const workgroup of this.#workgroups.values()) await workgroup.open();
  }
  begin() {
    for (const workgroup of this.#workgroups.values()) workgroup.begin();
  }
  async atRest() {
    await Promise.all([...this.#workgroups.values()].map((workgroup) => workgroup.idle()));
  }
  waiting() {
    return [...this.#workgroups.values()].flatMap((workgroup) => workgroup.waiting());
  }
  async close() {
    for (const workgroup of this.#workgroups.values()) workgroup.close();
  }
};
function settingsOf3({ properties }) {
  const { NamespaceName: namespaceName = "", ConfigParameters = [], BaseCapacity } = properties;
  const setting = ConfigParameters.find(({ ParameterKey }) => ParameterKey === "enable_case_sensitive_identifier");
  return {
    namespaceName,
    caseSensitive: setting?.ParameterValue === "true",
    capacity: Number(BaseCapacity ?? capacityUnlessSaid)
  };
}

// runtime/services/redshift/service.ts
var namespaceArn = arn("redshift-serverless", (self) => `namespace/${drawnUuid(self)}`);
var workgroupArn = arn("redshift-serverless", (self) => `workgroup/${drawnUuid(self)}`);
var host2 = (self) => `${name(self)}.${self.place.account}.${self.place.region}.redshift-serverless.amazonaws.com`;
var redshift = {
  id: "redshift",
  signingNames: ["redshift-data", "redshift-serverless"],
  kind: "warehouse",
  resources: {
    "AWS::RedshiftServerless::Namespace": {
      name: { property: "NamespaceName", most: 64, lower: true },
      arn: namespaceArn,
      attributes: {
        "Namespace.NamespaceArn": namespaceArn,
        "Namespace.NamespaceId": drawnUuid,
        "Namespace.NamespaceName": name
      },
      readBy: "its workgroup: database, and the roles that SQL may name"
    },
    "AWS::RedshiftServerless::Workgroup": {
      name: { property: "WorkgroupName", most: 64, lower: true },
      arn: workgroupArn,
      attributes: {
        "Workgroup.Endpoint.Address": host2,
        "Workgroup.Endpoint.Port": () => "5439",
        "Workgroup.WorkgroupArn": workgroupArn,
        "Workgroup.WorkgroupId": drawnUuid,
        "Workgroup.WorkgroupName": name
      },
      standIn: "Redshift: DuckDB behind the Data API, with the SQL that generated projects use; no privileges of database users, no dependencies between tables and views; COPY of JSON from Firehose, and of Parquet by a manifest, alone"
    }
  },
  faults: faults7,
  metrics: metrics7,
  start: (of) => new Workgroups(of)
};

// runtime/services/s3/bucket-arn.ts
var bucketArnOf = (region2, name2) => `arn:${partitionOf(region2)}:s3:::${name2}`;

// runtime/services/s3/api/body.ts
var import_node_crypto18 = require("node:crypto");
var import_node_zlib4 = require("node:zlib");
var checksums = {
  "content-md5": (body) => (0, import_node_crypto18.createHash)("md5").update(body).digest("base64"),
  "x-amz-checksum-crc32": crc32Of,
  "x-amz-checksum-sha1": (body) => (0, import_node_crypto18.createHash)("sha1").update(body).digest("base64"),
  "x-amz-checksum-sha256": (body) => (0, import_node_crypto18.createHash)("sha256").update(body).digest("base64")
};
function crc32Of(body) {
  const bytes2 = Buffer.alloc(4);
  bytes2.writeUInt32BE((0, import_node_zlib4.crc32)(body));
  return bytes2.toString("base64");
}
function bodyOf({ headers, body }) {
  const chunked = (headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-");
  const { content, trailers } = chunked ? joined2(body) : { content: body, trailers: {} };
  const length = headers["x-amz-decoded-content-length"];
  if (chunked && length !== String(content.length)) {
    throw new ServiceError(
      "IncompleteBody",
      400,
      "You did not provide the number of bytes specified by the Content-Length HTTP header"
    );
  }
  for (const [name2, sent] of Object.entries({ ...headers, ...trailers })) {
    const expected = checksums[name2]?.(content);
    if (expected !== void 0 && expected !== sent) {
      throw new ServiceError(
        "BadDigest",
        400,
        `The ${name2} you specified (${sent}) did not match what we calculated (${expected}).`
      );
    }
  }
  return content;
}
function joined2(body) {
  const chunks = [];
  let at = 0;
  for (; ; ) {
    const line = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, line).split(";")[0], 16);
    if (line < 0 || Number.isNaN(size) || line + 2 + size > body.length) {
      throw new ServiceError("IncompleteBody", 400, "The request body terminated unexpectedly");
    }
    at = line + 2 + size;
    if (size === 0) break;
    chunks.push(body.subarray(line + 2, at));
    at += 2;
  }
  const lines = body.toString("latin1", at).split("\r\n").filter(Boolean);
  const trailers = lines.map((text3) => [
    text3.slice(0, text3.indexOf(":")).toLowerCase(),
    text3.slice(text3.indexOf(":") + 1).trim()
  ]);
  return { content: Buffer.concat(chunks), trailers: Object.fromEntries(trailers) };
}

// runtime/services/s3/api/object.ts
var import_node_crypto19 = require("node:crypto");
var etags = /* @__PURE__ */ new WeakMap();
function etagOf(object) {
  const etag = etags.get(object) ?? digestOf3(object.body);
  etags.set(object, etag);
  return etag;
}
var digestOf3 = (body) => `"${(0, import_node_crypto19.createHash)("md5").update(body).digest("hex")}"`;

// runtime/services/s3/api/list.ts
var pageLimit = 1e3;
var namespace3 = "http://s3.amazonaws.com/doc/2006-03-01/";
var nameOf4 = (entry) => "object" in entry ? entry.object.key : entry.commonPrefix;
async function listObjects(bucket, bucketName, query) {
  const prefix2 = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const token2 = query.get("continuation-token");
  const after = token2 === null ? query.get("start-after") ?? "" : readToken(token2);
  const size = Math.min(pageLimit, Number(query.get("max-keys") ?? pageLimit));
  const listed4 = new Set(await bucket.list(prefix2));
  const objects = bucket.contents(prefix2).filter(({ key }) => listed4.has(key));
  const entries = grouped(objects, prefix2, delimiter).filter((entry) => isAfter(nameOf4(entry), after));
  const page = entries.slice(0, size);
  const truncated = entries.length > page.length;
  const encode = query.get("encoding-type") === "url" ? encodeURIComponent : (text3) => text3;
  const result = {
    Name: bucketName,
    Prefix: encode(prefix2),
    Delimiter: delimiter === "" ? void 0 : encode(delimiter),
    EncodingType: query.get("encoding-type") ?? void 0,
    MaxKeys: size,
    KeyCount: page.length,
    StartAfter: query.has("start-after") ? encode(query.get("start-after")) : void 0,
    ContinuationToken: token2 ?? void 0,
    IsTruncated: truncated,
    NextContinuationToken: truncated && page.length > 0 ? writeToken(nameOf4(page.at(-1))) : void 0,
    Contents: page.flatMap(
      (entry) => "object" in entry ? [
        {
          Key: encode(entry.object.key),
          LastModified: new Date(entry.object.storedAt).toISOString(),
          ETag: etagOf(entry.object),
          Size: entry.object.body.length,
          StorageClass: "STANDARD"
        }
      ] : []
    ),
    CommonPrefixes: page.flatMap((entry) => "commonPrefix" in entry ? [{ Prefix: encode(entry.commonPrefix) }] : [])
  };
  return xmlReply(200, xml("ListBucketResult", result, namespace3));
}
function grouped(objects, prefix2, delimiter) {
  const entries = [];
  let last = "";
  for (const object of objects) {
    const end2 = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix2.length);
    if (end2 < 0) entries.push({ object });
    else {
      const commonPrefix = object.key.slice(0, end2 + delimiter.length);
      if (commonPrefix !== last) entries.push({ commonPrefix });
      last = commonPrefix;
    }
  }
  return entries;
}
var isAfter = (name2, after) => Buffer.compare(Buffer.from(name2), Buffer.from(after)) > 0;
var writeToken = (key) => Buffer.from(`after ${key}`).toString("base64");
function readToken(token2) {
  const text3 = Buffer.from(token2, "base64").toString();
  if (!text3.startsWith("after ")) {
    throw new ServiceError("InvalidArgument", 400, "The continuation token provided is incorrect");
  }
  return text3.slice("after ".length);
}

// runtime/services/s3/api/list-versions.ts
var pageLimit2 = 1e3;
var namespace4 = "http://s3.amazonaws.com/doc/2006-03-01/";
function listVersions(bucket, bucketName, query) {
  const prefix2 = query.get("prefix") ?? "";
  const [keyMarker, versionMarker] = [query.get("key-marker") ?? "", query.get("version-id-marker") ?? ""];
  const all = bucket.versions(prefix2);
  const size = Math.min(pageLimit2, Number(query.get("max-keys") ?? pageLimit2));
  const begin2 = all.findIndex(({ key }, at) => isAfter2(key, keyMarker) || follows(all, at, keyMarker, versionMarker));
  const rest = begin2 < 0 ? [] : all.slice(begin2);
  const page = rest.slice(0, size);
  const last = rest.length > page.length ? page.at(-1) : void 0;
  const encode = query.get("encoding-type") === "url" ? encodeURIComponent : (text3) => text3;
  const newest = /* @__PURE__ */ new Map();
  for (const version of all) if (!newest.has(version.key)) newest.set(version.key, version);
  const member = (version) => ({
    Key: encode(version.key),
    VersionId: version.versionId,
    IsLatest: newest.get(version.key) === version,
    LastModified: new Date(version.at).toISOString()
  });
  const result = {
    Name: bucketName,
    Prefix: encode(prefix2),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionMarker,
    EncodingType: query.get("encoding-type") ?? void 0,
    MaxKeys: size,
    IsTruncated: last !== void 0,
    NextKeyMarker: last && encode(last.key),
    NextVersionIdMarker: last?.versionId,
    Version: page.flatMap(
      (version) => version.object === void 0 ? [] : [{ ...member(version), ETag: etagOf(version.object), Size: version.object.body.length }]
    ),
    DeleteMarker: page.filter(({ object }) => object === void 0).map(member)
  };
  return xmlReply(200, xml("ListVersionsResult", result, namespace4));
}
var isAfter2 = (key, marker) => Buffer.compare(Buffer.from(key), Buffer.from(marker)) > 0;
var follows = (all, at, key, versionId) => versionId !== "" && all[at].key === key && all[at - 1]?.key === key && all[at - 1].versionId === versionId;

// runtime/gateway/protocols/xml-document.ts
var entities2 = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
function readXml(document2) {
  const text3 = document2.replace(/^\s*<\?xml[^>]*\?>\s*/, "").trim();
  const root = { name: "", text: "", children: [] };
  const open2 = [root];
  let at = 0;
  for (const { 0: tag, index, 1: closes, 2: name2, 3: empty } of text3.matchAll(
    /<(\/?)([A-Za-z][\w.-]*)[^<>]*?(\/?)>/g
  )) {
    open2.at(-1).text += unescaped(text3.slice(at, index));
    at = index + tag.length;
    if (closes === "") open2.push({ name: name2, text: "", children: [] });
    if (closes === "" && empty === "") continue;
    const done = open2.pop();
    if (done.name !== name2 || open2.length === 0) throw new RangeError("The XML is not well-formed");
    open2.at(-1).children.push(done.children.length > 0 ? { ...done, text: "" } : done);
  }
  if (open2.length !== 1 || root.children.length !== 1 || at !== text3.length || root.text !== "")
    throw new RangeError("The XML is not well-formed");
  return root.children[0];
}
function unescaped(text3) {
  if (text3.includes("<")) throw new RangeError("The XML is not well-formed");
  return text3.replaceAll(/&(#x?[\da-fA-F]+|\w+);/g, (whole2, each2) => {
    if (!each2.startsWith("#")) return entities2[each2] ?? whole2;
    return String.fromCodePoint(each2[1] === "x" ? Number.parseInt(each2.slice(2), 16) : Number(each2.slice(1)));
  });
}
var childrenOf = ({ children }, name2) => children.filter((each2) => each2.name === name2);
var textIn = (node, name2) => childrenOf(node, name2)[0]?.text;

// runtime/services/s3/notifications/configuration.ts
var mostRules = 100;
function rulesOf2(bucket, configuration) {
  const { QueueConfigurations = [], ...others2 } = configuration;
  const strange = Object.entries(others2).find(([, value2]) => !Array.isArray(value2) || value2.length > 0);
  if (strange)
    throw new Error(
      `No local engine for ${strange[0]} of the bucket ${bucket}: its notifications can go to queues only.`
    );
  const rules = QueueConfigurations.map((each2, at) => ruleOf(bucket, each2, at));
  if (rules.length > mostRules)
    throw new RangeError(`A bucket has at most ${mostRules} notification configurations, not ${rules.length}.`);
  for (const [at, rule] of rules.entries())
    if (rules.slice(0, at).some((other2) => overlap(rule, other2)))
      throw new Error(
        "InvalidArgument: Configurations overlap. Configurations on the same bucket cannot share a common event type."
      );
  return rules;
}
function ruleOf(bucket, given2, at) {
  const queueArn = given2.QueueArn ?? given2.Queue ?? "";
  if (!/^arn:[^:]+:sqs:[^:]+:\d{12}:.+$/.test(queueArn))
    throw new Error(`InvalidArgument: The ARN could not be parsed (Queue, ${queueArn})`);
  const filters = given2.Filter?.Key?.FilterRules ?? given2.Filter?.S3Key?.Rules ?? [];
  const strange = filters.find(({ Name }) => !["prefix", "suffix"].includes(Name.toLowerCase()));
  if (strange) throw new Error(`InvalidArgument: filter rule name must be either prefix or suffix (${strange.Name})`);
  const valueOf7 = (name2) => filters.find(({ Name }) => Name.toLowerCase() === name2)?.Value ?? "";
  return {
    id: given2.Id ?? uuidOf(`${bucket}|${queueArn}|${at}`),
    events: given2.Events ?? [given2.Event ?? ""],
    queueArn,
    prefix: valueOf7("prefix"),
    suffix: valueOf7("suffix")
  };
}
var overlap = (one, other2) => one.events.some((event) => other2.events.some((same5) => sameEvents(event, same5))) && (one.prefix.startsWith(other2.prefix) || other2.prefix.startsWith(one.prefix)) && (one.suffix.endsWith(other2.suffix) || other2.suffix.endsWith(one.suffix));
var sameEvents = (one, other2) => covers(one, other2) || covers(other2, one);
var covers = (wide, event) => wide === event || wide.endsWith("*") && event.startsWith(wide.slice(0, -1));
var isFor = ({ events, prefix: prefix2, suffix }, event, key) => events.some((each2) => covers(each2, `s3:${event}`)) && key.startsWith(prefix2) && key.endsWith(suffix);

// runtime/services/s3/notifications/document.ts
var kinds = {
  Topic: "sns",
  Queue: "sqs",
  CloudFunction: "lambda"
};
var namespace5 = "http://s3.amazonaws.com/doc/2006-03-01/";
var invalid3 = (message2, details = {}) => new ServiceError("InvalidArgument", 400, message2, details);
function readDocument(bucket, body) {
  const root = readXml(body);
  const entries = Object.keys(kinds).flatMap(
    (kind) => childrenOf(root, `${kind}Configuration`).map((node, at) => entryOf(bucket, kind, node, at))
  );
  if (entries.length > mostRules) throw invalid3(`A bucket has at most ${mostRules} notification configurations.`);
  if (new Set(entries.map(({ id }) => id)).size < entries.length)
    throw invalid3("Same ID used for multiple configurations. IDs must be unique");
  if (entries.some((entry, at) => entries.slice(0, at).some((other2) => overlap(told(entry), told(other2)))))
    throw invalid3("Configurations overlap. Configurations on the same bucket cannot share a common event type.");
  return { entries, eventBridge: childrenOf(root, "EventBridgeConfiguration").length > 0 };
}
function entryOf(bucket, kind, node, at) {
  const arn2 = textIn(node, kind) ?? "";
  if (!new RegExp(`^arn:[^:]+:${kinds[kind]}:[^:]+:\\d{12}:.+$`).test(arn2))
    throw invalid3("The ARN could not be parsed", { ArgumentName: kind, ArgumentValue: arn2 });
  const key = childrenOf(node, "Filter").flatMap((filter) => childrenOf(filter, "S3Key"));
  const rules = key.flatMap((each2) => childrenOf(each2, "FilterRule")).map((rule) => ({
    name: textIn(rule, "Name") ?? "",
    value: textIn(rule, "Value") ?? ""
  }));
  const strange = rules.find(({ name: name2 }) => !["prefix", "suffix"].includes(name2.toLowerCase()));
  if (strange)
    throw invalid3("filter rule name must be either prefix or suffix", {
      ArgumentName: "FilterRule.Name",
      ArgumentValue: strange.name
    });
  return {
    kind,
    id: textIn(node, "Id") || uuidOf(`${bucket}|${kind}|${arn2}|${at}`),
    arn: arn2,
    events: childrenOf(node, "Event").map(({ text: text3 }) => text3),
    // recorded on AWS: `test_filter_rules_case_insensitive`
    rules: rules.map(({ name: name2, value: value2 }) => ({ name: name2.toLowerCase() === "prefix" ? "Prefix" : "Suffix", value: value2 }))
  };
}
function writeDocument({ entries, eventBridge }) {
  const of = (kind) => entries.filter((entry) => entry.kind === kind).map(({ id, arn: arn2, events, rules }) => ({
    Id: id,
    [kind]: arn2,
    Event: [...events],
    Filter: rules.length === 0 ? void 0 : { S3Key: { FilterRule: rules.map(({ name: name2, value: value2 }) => ({ Name: name2, Value: value2 })) } }
  }));
  const content = {
    ...Object.fromEntries(
      Object.keys(kinds).map((kind) => [`${kind}Configuration`, of(kind)])
    ),
    EventBridgeConfiguration: eventBridge ? {} : void 0
  };
  return xml("NotificationConfiguration", content, namespace5);
}
function filterOf2({ rules }, name2) {
  const value2 = rules.find((rule) => rule.name === name2)?.value ?? "";
  try {
    return decodeURIComponent(value2.replaceAll("+", " "));
  } catch {
    return value2;
  }
}
var told = (entry) => ({
  events: entry.events,
  prefix: filterOf2(entry, "Prefix"),
  suffix: filterOf2(entry, "Suffix")
});

// runtime/services/s3/api/notification.ts
var notificationOperations = {
  GET: {
    name: "GetBucketNotificationConfiguration",
    action: "s3:GetBucketNotification",
    query: ["notification"],
    run: async (target) => xmlReply(200, writeDocument(bucketOf(target).notifications))
  },
  PUT: {
    name: "PutBucketNotificationConfiguration",
    action: "s3:PutBucketNotification",
    query: ["notification"],
    run: async (target) => {
      const { request, bucketName } = target;
      const skips = request.headers["x-amz-skip-destination-validation"] === "true";
      bucketOf(target).set(readDocument(bucketName, bodyOf(request).toString()), skips);
      return { status: 200 };
    }
  }
};
function bucketOf({ outside, bucketName, request }) {
  if (!outside) throw notModelled("S3 notifications by calls", `the template sets those of ${bucketName}`);
  const owner = request.headers["x-amz-expected-bucket-owner"];
  if (owner !== void 0 && owner !== outside.bucket.account)
    throw new ServiceError("AccessDenied", 403, "Access Denied");
  return outside;
}

// runtime/services/s3/api.ts
var ofObjects = {
  GET: { name: "GetObject", action: "s3:GetObject", query: ["versionId"], headers: ["if-match"], run: getObject },
  HEAD: { name: "HeadObject", action: "s3:GetObject", query: ["versionId"], run: getObject },
  PUT: { name: "PutObject", action: "s3:PutObject", query: [], headers: ["if-match"], run: putObject },
  DELETE: {
    name: "DeleteObject",
    action: "s3:DeleteObject",
    query: ["versionId"],
    headers: ["if-match"],
    run: deleteObject
  }
};
var ofBuckets = {
  GET: {
    name: "ListObjectsV2",
    action: "s3:ListBucket",
    query: ["list-type", "prefix", "delimiter", "max-keys", "continuation-token", "start-after", "encoding-type"],
    run: ({ bucket, bucketName, request }) => listObjects(bucket, bucketName, request.query)
  },
  HEAD: { name: "HeadBucket", action: "s3:ListBucket", query: [], run: async () => ({ status: 200 }) }
};
var ofVersions = {
  GET: {
    name: "ListObjectVersions",
    action: "s3:ListBucketVersions",
    query: ["versions", "prefix", "max-keys", "key-marker", "version-id-marker", "encoding-type"],
    run: async ({ bucket, bucketName, request }) => listVersions(bucket, bucketName, request.query)
  }
};
var refusedHeaders = ["range", "if-match", "if-modified-since", "if-unmodified-since", "x-amz-copy-source"];
var s3Api = (buckets) => ({
  call: (request) => s3Call(request, buckets),
  error: s3Error
});
function s3Call(request, buckets) {
  const [bucketName = "", ...rest] = request.path.slice(1).split("/").map(decodeURIComponent);
  const key = rest.join("/");
  const operation = operationOf(request, key);
  const bucketArn = bucketArnOf(buckets.region, bucketName);
  const resource = key === "" ? bucketArn : `${bucketArn}/${key}`;
  const bucket = buckets.bucket(bucketName);
  const context = contextOf2(operation, request, buckets);
  const mustList = operation.action === "s3:GetObject" && bucket?.has(key) === false;
  return {
    name: `s3:${operation.name}`,
    iam: [
      // S3 API reference, GetObject: "If you supply a versionId, you need the s3:GetObjectVersion permission"; DeleteObject likewise
      { action: `${operation.action}${request.query.has("versionId") ? "Version" : ""}`, resource, context },
      ...mustList ? [{ action: "s3:ListBucket", resource: bucketArn, context }] : [],
      // S3 guide, conditional-delete-enforce and conditional-writes: an entity tag takes the permission to read it
      .../^(Delete|Put)Object$/.test(operation.name) && ![void 0, "*"].includes(request.headers["if-match"]) ? [{ action: "s3:GetObject", resource, context }] : []
    ],
    dataAccess: [],
    ...operation.name === "PutObject" ? { passage: { to: bucketArn, count: recordsIn(request), as: buckets.purposeOf(bucketName, key) } } : {},
    run: async () => {
      if (!bucket) throw new ServiceError("NoSuchBucket", 404, "The specified bucket does not exist");
      const outside = buckets.outside(bucketName);
      return operation.run({ bucket, outside, bucketName, key, request });
    }
  };
}
function recordsIn(request) {
  let body;
  try {
    body = bodyOf(request);
  } catch {
    return 1;
  }
  if (body.subarray(0, 512).includes(0)) return 1;
  return Math.max(1, body.toString().split("\n").filter(Boolean).length);
}
function s3Error(request, thrown) {
  const error = asServiceError(thrown, "InvalidArgument");
  const names2 = {
    AccessDeniedException: "AccessDenied",
    InvalidSignatureException: "SignatureDoesNotMatch",
    UnknownOperationException: "NotImplemented",
    UnrecognizedClientException: "InvalidAccessKeyId"
  };
  const Code = names2[error.name] ?? error.name;
  const status = Code === "NotImplemented" ? 501 : error.$metadata.httpStatusCode;
  if (request.method === "HEAD") return { status };
  return xmlReply(
    status,
    xml("Error", { Code, Message: error.message, Resource: request.path, ...textsIn(error.details) })
  );
}
var textsIn = (details) => Object.fromEntries(Object.entries(details).map(([name2, value2]) => [name2, String(value2)]));
function operationOf({ method, query, headers }, key) {
  const ofBucket = query.has("notification") ? notificationOperations : query.has("versions") ? ofVersions : ofBuckets;
  const operation = (key === "" ? ofBucket : ofObjects)[method];
  const parameters = [...query.keys()].filter((name2) => name2 !== "x-id" && !name2.startsWith("X-Amz-"));
  const strange = parameters.find((name2) => !operation?.query.includes(name2));
  if (!operation || strange !== void 0) {
    throw notModelled(`S3 ${method} of ${key === "" ? "a bucket" : "an object"}${strange ? ` with ?${strange}` : ""}`);
  }
  const listed4 = operation.name !== "ListObjectsV2" || query.get("list-type") === "2";
  if (!listed4) throw notModelled("S3 GET of a bucket other than ListObjectsV2");
  const header = refusedHeaders.find((name2) => headers[name2] !== void 0 && !operation.headers?.includes(name2));
  if (header) throw notModelled(`S3 ${operation.name} with the header ${header}`);
  return operation;
}
function contextOf2(operation, { query }, buckets) {
  const listing = operation.name.startsWith("ListObject");
  const keys = listing ? ["prefix", "delimiter", "max-keys"].filter((name2) => query.has(name2)) : [];
  return {
    "s3:ResourceAccount": buckets.account,
    ...Object.fromEntries(keys.map((name2) => [`s3:${name2}`, query.get(name2)]))
  };
}
async function getObject({ bucket, key, request }) {
  const versionId = request.query.get("versionId");
  const current = await bucket.get(key);
  const object = versionId === null ? current : bucket.version(key, versionId);
  if (!object && versionId !== null)
    throw new ServiceError("NoSuchVersion", 404, "The specified version does not exist.", { Key: key });
  if (!object) throw new ServiceError("NoSuchKey", 404, "The specified key does not exist.", { Key: key });
  const tag = request.headers["if-match"];
  if (tag !== void 0 && tag.replaceAll('"', "") !== etagOf(object).replaceAll('"', ""))
    throw new ServiceError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
  const body = Buffer.from(object.body);
  const checked = request.headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED";
  return {
    status: 200,
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(body.length),
      etag: etagOf(object),
      "last-modified": new Date(object.storedAt).toUTCString(),
      ...versionHeader(object),
      ...checked ? { "x-amz-checksum-crc32": crc32Of(body), "x-amz-checksum-type": "FULL_OBJECT" } : {}
    },
    ...request.method === "HEAD" ? {} : { body }
  };
}
async function putObject({ bucket, key, request }) {
  const body = bodyOf(request);
  const only = request.headers["if-none-match"];
  if (only !== void 0 && only !== "*") throw notModelled("S3 PutObject with If-None-Match other than *");
  if (only === "*" && bucket.has(key)) {
    throw new ServiceError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
  }
  refuseOther(bucket.current(key), request.headers["if-match"]);
  await bucket.put(key, body);
  const stored = bucket.current(key);
  return {
    status: 200,
    headers: { etag: digestOf3(body), "x-amz-checksum-crc32": crc32Of(body), ...stored ? versionHeader(stored) : {} }
  };
}
var versionHeader = ({ versionId }) => versionId === void 0 ? {} : { "x-amz-version-id": versionId };
async function deleteObject({ bucket, key, request }) {
  const versionId = request.query.get("versionId");
  if (versionId !== null) {
    if (request.headers["if-match"] !== void 0) throw notModelled("S3 DeleteObject with versionId and If-Match");
    await bucket.deleteVersion(key, versionId);
    return { status: 204, headers: { "x-amz-version-id": versionId } };
  }
  refuseOther(bucket.current(key), request.headers["if-match"]);
  await bucket.delete(key);
  return { status: 204 };
}
function refuseOther(object, tag) {
  if (tag === void 0 || object !== void 0 && (tag === "*" || tag === etagOf(object))) return;
  throw new ServiceError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
}

// runtime/services/s3/notifications/event.ts
function eventOf5(change, bucket, configurationId) {
  const request = digest(`${bucket.name}|${change.sequencer}`);
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        awsRegion: bucket.region,
        eventTime: new Date(change.at).toISOString(),
        eventName: change.event,
        userIdentity: { principalId: `AWS:${bucket.account}` },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: {
          "x-amz-request-id": request.toUpperCase(),
          "x-amz-id-2": Buffer.from(`${request}${request}`).toString("base64")
        },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId,
          bucket: { name: bucket.name, ownerIdentity: { principalId: bucket.account }, arn: bucket.arn },
          object: objectOf(change)
        }
      }
    ]
  };
}
function objectOf({ key, object, event, versionId, sequencer }) {
  const marker = event === "ObjectRemoved:DeleteMarkerCreated";
  return {
    key: encoded2(key),
    ...object ? { size: object.body.length, eTag: etagOf(object).replaceAll('"', "") } : {},
    ...marker ? { eTag: emptyTag } : {},
    ...versionId === void 0 ? {} : { versionId },
    sequencer
  };
}
var emptyTag = "d41d8cd98f00b204e9800998ecf8427e";
var encoded2 = (key) => new URLSearchParams({ key }).toString().slice("key=".length).replaceAll("%2F", "/");
function testEventOf({ name: name2 }, at) {
  const request = digest(`${name2}|test`);
  return {
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: new Date(at).toISOString(),
    Bucket: name2,
    RequestId: request.toUpperCase(),
    HostId: Buffer.from(`${request}${request}`).toString("base64")
  };
}

// runtime/services/s3/notifications/notifier.ts
var usualDelay = 1e3;
var latest = 2 * 6e4;
var Notifier = class {
  #options;
  #idlers = [];
  #underway = 0;
  constructor(options) {
    this.#options = options;
  }
  /** How many notifications no queue has yet. */
  get underway() {
    return this.#underway;
  }
  async idle() {
    while (this.#underway > 0) await new Promise((resolve2) => this.#idlers.push(resolve2));
  }
  tell(change) {
    const { bucket, rules } = this.#options;
    for (const rule of rules.filter((each2) => isFor(each2, change.event, change.key))) {
      const notification = {
        id: uuidOf(`${bucket.name}|${change.sequencer}|${rule.id}`),
        queueArn: rule.queueArn,
        body: JSON.stringify(eventOf5(change, bucket, rule.id)),
        identity: `${bucket.name}/${change.key}`
      };
      this.#options.accepted(notification);
      this.deliver(notification);
    }
  }
  /** Sends it once it is due, and where a fault strikes a second time. */
  deliver(notification) {
    const { clock, faults: faults10, send, done } = this.#options;
    const { identity } = notification;
    const late2 = faults10.strike("notification.late", identity);
    const again = faults10.strike("notification.duplicate", identity);
    const first = usualDelay + Math.ceil((late2?.severity ?? 0) * latest);
    const times = again ? [first, first + Math.ceil(again.severity * latest)] : [first];
    this.#underway++;
    let left = times.length;
    for (const time2 of times)
      clock.timer(time2, () => {
        send(notification);
        if (--left > 0) return;
        done(notification);
        this.#underway--;
        for (const resolve2 of this.#idlers.splice(0)) resolve2();
      });
  }
};

// runtime/services/s3/notifications/outside-bucket.ts
var OutsideBucket = class {
  bucket;
  component;
  notifier;
  #ports;
  /** Destinations that were there before the run: S3 finds them. */
  #elsewhere;
  #rules = [];
  #notifications;
  constructor({ name: name2, component, owner, notifications }, { region: region2, account: account2 }, ports) {
    this.bucket = { name: name2, arn: bucketArnOf(region2, name2), region: region2, account: owner ?? account2 };
    this.component = component;
    this.#ports = ports;
    this.#elsewhere = new Set(notifications.entries.map(({ arn: arn2 }) => arn2));
    this.#notifications = notifications;
    this.notifier = ports.notifier(this.bucket, this.#rules);
  }
  get notifications() {
    return this.#notifications;
  }
  /** Takes up what an earlier process was told. */
  restore({ notifications }) {
    this.#take(notifications);
  }
  /** Replaces all notifications. S3 tries every destination first, and tells each that it is one. Throws where it refuses one. */
  set(notifications, skipsValidation) {
    if (!skipsValidation) this.#validate(notifications.entries);
    this.#ports.remember({ set: this.bucket.name, notifications });
    this.#take(notifications);
    if (!skipsValidation) for (const rule of this.#rules) this.#ports.test(this.bucket, rule);
  }
  #take(notifications) {
    this.#notifications = notifications;
    const queues = notifications.entries.filter(({ kind, arn: arn2 }) => kind === "Queue" && !this.#elsewhere.has(arn2));
    this.#rules.splice(0, this.#rules.length, ...queues.map(ruleOf2));
  }
  /** Recorded on AWS: `test_invalid_sqs_arn`, `test_multiple_invalid_sqs_arns`. */
  #validate(entries) {
    const refused2 = entries.flatMap((entry) => this.#problem(entry) ?? []);
    if (refused2.length === 0) return;
    const details = refused2.flatMap(({ arn: arn2, because: because2 }, at) => [
      [`ArgumentName${at + 1}`, arn2],
      [`ArgumentValue${at + 1}`, because2]
    ]);
    const message2 = "Unable to validate the following destination configurations";
    throw new ServiceError("InvalidArgument", 400, message2, Object.fromEntries(details));
  }
  #problem({ kind, arn: arn2 }) {
    if (this.#elsewhere.has(arn2)) return void 0;
    if (kind === "Topic") return { arn: arn2, because: "The destination topic does not exist" };
    if (kind === "CloudFunction") return { arn: `${arn2}, null`, because: `Not authorized to invoke function [${arn2}]` };
    if (!this.#ports.hasQueue(arn2)) return { arn: arn2, because: "The destination queue does not exist" };
    return this.#ports.refusal(this.bucket, arn2) === void 0 ? void 0 : {
      arn: arn2,
      because: "Permissions on the destination queue do not allow S3 to publish notifications from this bucket"
    };
  }
};
var ruleOf2 = (entry) => ({
  id: entry.id,
  events: entry.events,
  queueArn: entry.arn,
  prefix: filterOf2(entry, "Prefix"),
  suffix: filterOf2(entry, "Suffix")
});

// runtime/services/s3/notifications/notifications-of-run.ts
var NotificationsOfRun = class {
  #host;
  #journal;
  #all;
  #left;
  #configured;
  #outside;
  constructor(host3, journal, bucketNamed, outside) {
    this.#host = host3;
    this.#journal = journal;
    const entries = journal.remembered().map(({ entry }) => entry);
    const done = new Set(entries.flatMap((entry) => "done" in entry ? [entry.done] : []));
    this.#left = entries.flatMap((entry) => "accepted" in entry && !done.has(entry.accepted.id) ? [entry] : []);
    this.#configured = new Set(entries.flatMap((entry) => "configured" in entry ? [entry.configured] : []));
    this.#all = configurationsIn(host3).map(({ name: name2, component, configuration, validates }) => {
      const arn2 = bucketArnOf(host3.graph.region, name2);
      const bucket = { name: name2, arn: arn2, region: host3.graph.region, account: host3.graph.account };
      const rules = rulesOf2(name2, configuration);
      const notifier = this.#notifier(bucket, component, rules);
      bucketNamed(name2)?.onChange((change) => notifier.tell(change));
      return { bucket, component, rules, validates, notifier };
    });
    this.#outside = new Map(
      outside.map((existing) => {
        const bucket = new OutsideBucket(existing, host3.graph, {
          remember: (entry) => journal.remember(entry),
          notifier: (about, ruled) => this.#notifier(about, existing.component, ruled),
          refusal: (about, queueArn) => this.#refusal(about, queueArn),
          hasQueue: (arn2) => host3.find("queue", arn2) !== void 0,
          test: (about, rule) => this.#test(about, existing.component, rule)
        });
        for (const entry of entries) if ("set" in entry && entry.set === existing.name) bucket.restore(entry);
        bucketNamed(existing.name)?.onChange((change) => bucket.notifier.tell(change));
        return [existing.name, bucket];
      })
    );
  }
  /** A bucket that the template does not hold. */
  outside(name2) {
    return this.#outside.get(name2);
  }
  /** S3 checks every destination, and tells it that it is one. Throws for one that S3 refuses. */
  configure() {
    this.#requirePermissions();
    for (const { bucket, component, rules, validates } of this.#all)
      for (const rule of rules) {
        if (validates) this.#validate(bucket, rule);
        if (this.#configured.has(rule.id)) continue;
        this.#journal.remember({ configured: rule.id });
        this.#test(bucket, component, rule);
      }
  }
  /** S3 tells a destination that it is one. */
  #test(bucket, component, { id, queueArn }) {
    const body = JSON.stringify(testEventOf(bucket, this.#host.clock.now()));
    this.#send(bucket, component, { id, queueArn, body, identity: `${bucket.name}|test` });
  }
  /** Sends what an earlier process has accepted and not sent. */
  begin() {
    for (const { accepted, bucket } of this.#left)
      this.#notifying().find((each2) => each2.bucket.name === bucket)?.notifier.deliver(accepted);
  }
  async atRest() {
    await Promise.all(this.#notifying().map(({ notifier }) => notifier.idle()));
  }
  waiting() {
    return this.#notifying().map(({ component, notifier }) => ({
      component,
      count: notifier.underway,
      what: `notifications of ${component} on their way to a queue`
    })).filter(({ count: count4 }) => count4 > 0);
  }
  #notifying() {
    return [...this.#all, ...this.#outside.values()];
  }
  #notifier(bucket, component, rules) {
    const { clock, faults: faults10 } = this.#host;
    return new Notifier({
      bucket,
      rules,
      clock,
      faults: faults10,
      send: (notification) => this.#send(bucket, component, notification),
      accepted: (accepted) => this.#journal.remember({ accepted, bucket: bucket.name }),
      done: ({ id }) => this.#journal.remember({ done: id })
    });
  }
  /** Where the queue has gone or its policy has changed, nobody hears of the object: S3 tells nobody of it either. */
  #send(bucket, component, { queueArn, body, identity }) {
    const { find, graph, meter, error } = this.#host;
    const queue = find("queue", queueArn);
    const refused2 = queue ? this.#refusal(bucket, queueArn) : "the queue does not exist";
    if (!queue || refused2 !== void 0) {
      error(component, `A notification is lost: S3 could not send it to ${queueArn}: ${refused2}`);
      return;
    }
    queue.send({ body, identity, senderId: "AIDAS3NOTIFICATIONS" });
    const target = graph.named(queueArn)?.component;
    if (target !== void 0 && target !== component) meter.flow(component, target, 1);
  }
  #refusal({ arn: arn2, account: account2 }, queueArn) {
    const call2 = { action: "sqs:SendMessage", resource: queueArn };
    const verdict = this.#host.permissions.serviceMay("s3.amazonaws.com", arn2, call2, account2);
    return verdict.allowed ? void 0 : verdict.because;
  }
  /** The function of the custom resource calls S3, with the permissions of its role. */
  #requirePermissions() {
    const { graph, permissions } = this.#host;
    for (const { properties, id } of graph.ofType(bucketNotifications)) {
      const role = graph.named(String(properties["ServiceToken"]))?.properties["Role"];
      if (typeof role !== "string" || graph.named(role) === void 0) continue;
      const resource = bucketArnOf(graph.region, String(properties["BucketName"]));
      const managed = String(properties["Managed"] ?? true) === "true";
      for (const action of ["s3:PutBucketNotification", ...managed ? [] : ["s3:GetBucketNotification"]])
        if (!permissions.allows(role, { action, resource }))
          throw new Error(`The deployment of ${id} failed: its role does not allow ${action} on ${resource}`);
    }
  }
  /** Recorded on AWS: `test_multiple_invalid_sqs_arns`. */
  #validate(bucket, { queueArn }) {
    const refuse2 = (because3) => {
      throw new Error(
        `The notifications of the bucket ${bucket.name} cannot be configured: InvalidArgument: Unable to validate the following destination configurations (${queueArn}, ${because3})`
      );
    };
    if (!this.#host.find("queue", queueArn)) refuse2("The destination queue does not exist");
    const because2 = this.#refusal(bucket, queueArn);
    if (because2 !== void 0)
      refuse2(
        `Permissions on the destination queue do not allow S3 to publish notifications from this bucket: ${because2}`
      );
  }
};
function configurationsIn({ graph }) {
  const own = graph.ofType("AWS::S3::Bucket").map((resource) => ({
    name: resource.ref,
    component: componentOf(resource),
    configuration: resource.properties["NotificationConfiguration"] ?? {},
    validates: true
  }));
  const custom = graph.ofType(bucketNotifications).map((resource) => {
    const { BucketName, NotificationConfiguration, SkipDestinationValidation } = resource.properties;
    const name2 = String(BucketName);
    const bucket = graph.named(name2, "AWS::S3::Bucket");
    return {
      name: name2,
      component: componentOf(bucket ?? resource),
      configuration: NotificationConfiguration,
      validates: String(SkipDestinationValidation) !== "true"
    };
  });
  return [...own.filter(({ configuration }) => Object.keys(configuration).length > 0), ...custom];
}
var componentOf = ({ component, id }) => component ?? id;

// runtime/services/s3/bucket.ts
var latency = 20;
var firstSequence = 0xfffffffffffff0n;
var Bucket = class {
  #options;
  #objects = /* @__PURE__ */ new Map();
  #versions = /* @__PURE__ */ new Map();
  #remember;
  #listeners = [];
  #sequence = 0;
  constructor(options, remember = () => void 0) {
    this.#options = options;
    this.#remember = remember;
  }
  /** Takes up a change of an earlier process. */
  restore({ key, object, sequence: sequence2 }) {
    this.#sequence = Math.max(this.#sequence, sequence2);
    this.#set(key, object);
  }
  put(key, body) {
    return this.#call(() => {
      if (this.#options.faults.strike("objects.put-failed", key)) throw slowDown2();
      this.write(key, body);
    });
  }
  get(key) {
    return this.#call(() => this.#objects.get(key));
  }
  list(prefix2) {
    return this.#call(() => this.contents(prefix2).map(({ key }) => key));
  }
  delete(key) {
    return this.#call(() => {
      if (this.#objects.has(key) || this.#options.versioned === true) this.#change(key, void 0);
    });
  }
  has(key) {
    return this.#objects.has(key);
  }
  /** Keeps the bytes themselves: whoever hands them over changes them no more. */
  write(key, body) {
    const bytes2 = typeof body === "string" ? Buffer.from(body) : body;
    this.#change(key, Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.length));
  }
  contents(prefix2) {
    return [...this.#objects.values()].filter(({ key }) => key.startsWith(prefix2)).sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }
  current(key) {
    return this.#objects.get(key);
  }
  version(key, versionId) {
    const object = this.#versions.get(versionId);
    return object?.key === key ? object : void 0;
  }
  onChange(listener) {
    this.#listeners.push(listener);
  }
  #change(key, body) {
    const { clock, versioned = false } = this.#options;
    const at = clock.now();
    const sequence2 = ++this.#sequence;
    const versionId = versioned ? versionOf(key, sequence2) : void 0;
    const object = body && { key, body, storedAt: at, ...versionId === void 0 ? {} : { versionId } };
    this.#remember({ key, object, sequence: sequence2 });
    this.#set(key, object);
    const removed = versioned ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectRemoved:Delete";
    const change = {
      event: object ? "ObjectCreated:Put" : removed,
      key,
      object,
      versionId,
      sequencer: (firstSequence + BigInt(sequence2)).toString(16).toUpperCase(),
      at
    };
    for (const listener of this.#listeners) listener(change);
  }
  #set(key, object) {
    if (object) this.#objects.set(key, object);
    else this.#objects.delete(key);
    if (object?.versionId !== void 0) this.#versions.set(object.versionId, object);
  }
  #call(work2) {
    return callService(async () => {
      await this.#options.clock.sleep(latency);
      return work2();
    });
  }
};
var versionOf = (key, sequence2) => uuidOf(`${key}|${sequence2}`).replaceAll("-", "");
var slowDown2 = () => Object.assign(new Error("Please reduce your request rate."), {
  name: "SlowDown",
  $metadata: { httpStatusCode: 503 }
});

// runtime/services/s3/versions-of-keys.ts
var VersionsOfKeys = class {
  #versions = /* @__PURE__ */ new Map();
  of(key) {
    return this.#versions.get(key) ?? [];
  }
  /** Keys in the order of their UTF-8 bytes. */
  below(prefix2) {
    return [...this.#versions].filter(([key]) => key.startsWith(prefix2)).sort(([one], [other2]) => Buffer.compare(Buffer.from(one), Buffer.from(other2))).flatMap(([, versions2]) => versions2);
  }
  add(version) {
    this.#versions.set(version.key, [version, ...this.of(version.key)]);
  }
  remove(key, versionId) {
    const left = this.of(key).filter((version) => version.versionId !== versionId);
    if (left.length > 0) this.#versions.set(key, left);
    else this.#versions.delete(key);
  }
};

// runtime/services/s3/versioned-bucket.ts
var latency2 = 20;
var VersionedBucket = class extends Bucket {
  #clock;
  #isVersioned;
  #versions = new VersionsOfKeys();
  #rememberRemoved;
  constructor(options, remember, rememberRemoved) {
    const { clock, versioned = false } = options;
    super(options, (entry) => remember(entry.object ? entry : { ...entry, deletedAt: clock.now() }));
    this.#clock = clock;
    this.#isVersioned = versioned;
    this.#rememberRemoved = rememberRemoved;
    this.onChange(({ key, object, versionId, at }) => {
      if (versionId !== void 0) this.#versions.add({ key, versionId, at, object });
    });
  }
  restore(entry) {
    super.restore(entry);
    const { key, object, sequence: sequence2, deletedAt = 0 } = entry;
    if (this.#isVersioned)
      this.#versions.add({ key, versionId: versionOf(key, sequence2), at: object?.storedAt ?? deletedAt, object });
  }
  version(key, versionId) {
    return this.#versions.of(key).find((version) => version.versionId === versionId)?.object;
  }
  versions(prefix2) {
    return this.#versions.below(prefix2);
  }
  deleteVersion(key, versionId) {
    return callService(async () => {
      await this.#clock.sleep(latency2);
      if (!this.#versions.of(key).some((version) => version.versionId === versionId)) return;
      this.#rememberRemoved(key, versionId);
      this.removeVersion(key, versionId);
    });
  }
  /** The same at once, and without a word to the journal. */
  removeVersion(key, versionId) {
    this.#versions.remove(key, versionId);
    super.restore({ key, object: this.#versions.of(key)[0]?.object, sequence: 0 });
  }
};

// runtime/services/s3/buckets.ts
var BucketsOfRun = class {
  api;
  outside;
  #host;
  #buckets;
  #notifications;
  constructor(host3) {
    this.#host = host3;
    const { graph, purposeOf, existingBuckets } = host3;
    const own = graph.ofType("AWS::S3::Bucket").map(({ ref, properties }) => ({ name: ref, versioned: isVersioned(properties["VersioningConfiguration"]) }));
    const others2 = graph.ofType(bucketNotifications).map(({ properties, component, id }) => ({ name: String(properties["BucketName"]), component: component ?? id })).filter(({ name: name2 }) => !own.some((bucket) => bucket.name === name2));
    const existing = existingBuckets.filter(({ name: name2 }) => ![...own, ...others2].some((bucket) => bucket.name === name2));
    const outside = [...others2, ...existing];
    this.outside = outside.map(({ component }) => ({ type: "AWS::S3::Bucket", component }));
    const all = [...own, ...outside.map(({ name: name2 }) => ({ name: name2, versioned: false }))];
    this.#buckets = new Map(all.map(({ name: name2, versioned }) => [name2, this.#bucket(name2, versioned)]));
    this.#notifications = new NotificationsOfRun(
      host3,
      this.#notificationJournal(),
      (name2) => this.find(name2),
      existing
    );
    this.api = s3Api({
      account: graph.account,
      region: graph.region,
      bucket: (name2) => this.find(name2),
      outside: (name2) => this.#notifications.outside(name2),
      purposeOf
    });
  }
  async deploy() {
    this.#notifications.configure();
  }
  begin() {
    this.#notifications.begin();
  }
  atRest() {
    return this.#notifications.atRest();
  }
  waiting() {
    return this.#notifications.waiting();
  }
  find(nameOrArn) {
    return this.#buckets.get(nameOrArn.replace(/^arn:[\w-]+:s3:::/, ""));
  }
  names() {
    return [...this.#buckets.keys()];
  }
  #bucket(name2, versioned) {
    const { clock, faults: faults10 } = this.#host;
    const journal = this.#host.journal();
    const bucket = new VersionedBucket(
      { clock, faults: faults10, versioned },
      ({ object, ...entry }) => journal.remember(
        { bucket: name2, ...entry, storedAt: object?.storedAt, versionId: object?.versionId },
        object?.body
      ),
      (key, removed) => journal.remember({ bucket: name2, key, removed })
    );
    for (const { entry, bytes: bytes2 } of journal.remembered()) {
      if (!("bucket" in entry) || entry.bucket !== name2) continue;
      if ("removed" in entry) {
        bucket.removeVersion(entry.key, entry.removed);
        continue;
      }
      const { key, storedAt, versionId, sequence: sequence2, deletedAt = 0 } = entry;
      const version = versionId === void 0 ? {} : { versionId };
      const object = storedAt === void 0 ? void 0 : { key, body: Buffer.from(bytes2), storedAt, ...version };
      bucket.restore({ key, object, sequence: sequence2, deletedAt });
    }
    return bucket;
  }
  #notificationJournal() {
    const journal = this.#host.journal();
    return {
      remember: (notification) => journal.remember({ notification }),
      remembered: () => journal.remembered().flatMap(({ entry, bytes: bytes2 }) => "notification" in entry ? [{ entry: entry.notification, bytes: bytes2 }] : [])
    };
  }
};
var isVersioned = (configuration) => configuration?.Status === "Enabled";

// runtime/services/s3/faults.ts
var faults8 = {
  "objects.put-failed": {
    rate: 0.2,
    sightings: 2,
    title: "S3 slows down (503)",
    explanation: "S3 does not store an object and asks the caller to slow down.",
    source: "S3 guide, ErrorBestPractices: 503 Slow Down"
  },
  "notification.duplicate": {
    rate: 0.1,
    sightings: 1,
    title: "Notification sent twice",
    explanation: "S3 tells a queue of the same object a second time, up to two minutes later.",
    source: 'S3 guide, EventNotifications: "designed to be delivered at least once"',
    strikes: [bucketNotifications]
  },
  "notification.late": {
    rate: 0.2,
    sightings: 1,
    title: "Notification comes late",
    explanation: "S3 tells a queue of an object after objects that were stored up to two minutes later.",
    source: 'S3 guide, EventNotifications: "can sometimes take a minute or longer"',
    strikes: [bucketNotifications]
  }
};

// runtime/services/s3/service.ts
var s3 = {
  id: "s3",
  signingNames: ["s3"],
  kind: "bucket",
  resources: {
    "AWS::S3::Bucket": {
      name: { property: "BucketName", most: 63, lower: true },
      arn: globalArn("s3", name, () => ""),
      attributes: {
        DomainName: (self) => `${name(self)}.s3.amazonaws.com`,
        RegionalDomainName: (self) => `${name(self)}.s3.${self.place.region}.amazonaws.com`
      },
      standIn: "S3: in memory; versions can be read but not deleted, no lifecycle"
    },
    "AWS::S3::BucketPolicy": { readBy: "every call to the bucket: it decides who may make it" },
    "Custom::S3BucketNotifications": { readBy: "the bucket: it sends notifications to queues" }
  },
  faults: faults8,
  metrics: {},
  start: (host3) => new BucketsOfRun(host3)
};

// runtime/services/sagemaker/service.ts
var readBy6 = "nothing: a run has no notebooks";
var sagemaker = {
  id: "sagemaker",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::SageMaker::NotebookInstance": {
      name: { property: "NotebookInstanceName", most: 63 },
      arn: arn("sagemaker", (self) => `notebook-instance/${name(self)}`),
      readBy: readBy6
    },
    "AWS::SageMaker::NotebookInstanceLifecycleConfig": {
      name: { property: "NotebookInstanceLifecycleConfigName", most: 63 },
      arn: arn("sagemaker", (self) => `notebook-instance-lifecycle-config/${name(self)}`),
      attributes: { NotebookInstanceLifecycleConfigName: name },
      readBy: readBy6
    }
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/secretsmanager/secret-value.ts
function secretValueOf({ id, properties }, place) {
  const { SecretString, GenerateSecretString } = properties;
  if (SecretString !== void 0) return SecretString;
  const { SecretStringTemplate, GenerateStringKey, PasswordLength = 32 } = GenerateSecretString ?? {};
  const password = `Aa1${identifier(place, id, Number(PasswordLength) - 3, 36)}`;
  if (SecretStringTemplate === void 0 || GenerateStringKey === void 0) return password;
  return JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: password });
}

// runtime/services/secretsmanager/api.ts
var secretsApi = (graph) => ({
  call: (request) => secretsCall(request, graph),
  error: rpcError
});
function secretsCall(request, graph) {
  const { operation, input } = rpcOf(request);
  if (operation !== "GetSecretValue") throw notModelled(`Secrets Manager ${operation}`);
  const asked = String(input["SecretId"]);
  const secret = graph.ofType("AWS::SecretsManager::Secret").find(({ arn: arn2, name: name2 }) => arn2 === asked || name2 === asked);
  return {
    name: `secretsmanager:${operation}`,
    iam: [{ action: "secretsmanager:GetSecretValue", resource: secret?.arn ?? asked }],
    dataAccess: [],
    run: () => callService(async () => {
      if (!secret)
        throw new ServiceError("ResourceNotFoundException", 400, "Secrets Manager can't find the specified secret.");
      return rpcReply(request, {
        ARN: secret.arn,
        Name: secret.name,
        SecretString: secretValueOf(secret, graph),
        VersionStages: ["AWSCURRENT"]
      });
    })
  };
}

// runtime/services/secretsmanager/secrets.ts
var Secrets = class {
  api;
  #graph;
  constructor(graph) {
    this.api = secretsApi(graph);
    this.#graph = graph;
  }
  find(nameOrArn) {
    const secret = this.#all().find(({ arn: arn2, name: name2 }) => arn2 === nameOrArn || name2 === nameOrArn);
    return secret && { arn: secret.arn, name: secret.name, text: secretValueOf(secret, this.#graph) };
  }
  names() {
    return this.#all().map(({ name: name2 }) => name2);
  }
  #all() {
    return this.#graph.ofType("AWS::SecretsManager::Secret");
  }
};

// runtime/services/secretsmanager/service.ts
var secretArn = arn("secretsmanager", (self) => `secret:${name(self)}-${drawn(6)(self)}`);
var secretsmanager = {
  id: "secretsmanager",
  signingNames: ["secretsmanager"],
  kind: "secret",
  resources: {
    "AWS::SecretsManager::Secret": {
      name: { property: "Name", most: 512 },
      ref: secretArn,
      arn: secretArn,
      attributes: { Id: secretArn },
      standIn: "Secrets Manager: GetSecretValue of the secrets of the template; no versions, no rotation"
    }
  },
  faults: {},
  metrics: {},
  start: ({ graph }) => new Secrets(graph)
};

// runtime/services/sns/faults.ts
var faults9 = {
  "topic.publish-failed": {
    rate: 0.2,
    sightings: 2,
    title: "Publish fails (500)",
    explanation: "SNS does not take a message and answers with an internal error. Who publishes has to try again.",
    source: "SNS API reference, Publish: InternalError, HTTP status 500",
    // most topics of a stack are for its alarms, which publish nothing in a run: the page shows it nowhere
    strikes: []
  },
  "topic.delivery-failed": {
    ...lasting,
    title: "Subscribers out of reach",
    explanation: "SNS takes messages, cannot deliver them to any subscriber, and gives up after its retries.",
    source: "SNS guide, page: sns-message-delivery-retries: a message is discarded when the retries are exhausted",
    strikes: []
  }
};

// runtime/services/sns/metrics.ts
var source6 = "SNS guide, sns-monitoring-using-cloudwatch";
var count2 = { dimensions: { TopicName: "AWS::SNS::Topic" }, unit: "Count", source: source6 };
var metrics8 = {
  "AWS/SNS": {
    NumberOfMessagesPublished: count2,
    NumberOfNotificationsDelivered: count2,
    NumberOfNotificationsFailed: count2,
    NumberOfNotificationsFilteredOut: count2,
    PublishSize: { ...count2, unit: "Bytes" }
  }
};
function topicReport(sink, TopicName) {
  const of = { TopicName };
  return (name2, value2) => sink.put("AWS/SNS", name2, of, value2);
}

// runtime/services/sns/limits.ts
var messageLimit = 256 * 1024;
var longestSubject = 100;
var types2 = ["String", "String.Array", "Number", "Binary"];
var invalid4 = (what) => new ServiceError("InvalidParameter", 400, `Invalid parameter: ${what}`);
var sizeOf3 = ({ message: message2, attributes = {} }) => Object.entries(attributes).reduce(
  (sum2, [name2, { DataType, StringValue, BinaryValue }]) => sum2 + Buffer.byteLength(name2) + Buffer.byteLength(DataType) + (BinaryValue ?? Buffer.from(StringValue ?? "")).length,
  Buffer.byteLength(message2)
);
function checkMessage(message2) {
  if (message2.message === "") throw invalid4("Empty message");
  if (sizeOf3(message2) > messageLimit) throw invalid4("Message too long");
  if (message2.subject !== void 0 && !isSubject(message2.subject)) throw invalid4("Subject");
  for (const [name2, attribute] of Object.entries(message2.attributes ?? {})) checkAttribute(name2, attribute);
}
var isSubject = (subject) => subject.length > 0 && subject.length <= longestSubject && /^[!-~][ -~]*$/.test(subject);
function checkAttribute(name2, { DataType, StringValue, BinaryValue }) {
  const refuse2 = (message2) => {
    throw new ServiceError("ParameterValueInvalid", 400, message2);
  };
  if (!/^(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/.test(name2) || /^(aws|amazon)\./i.test(name2))
    refuse2(`Invalid message attribute name '${name2}'.`);
  if (!types2.includes(DataType))
    refuse2(
      `The message attribute '${name2}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`
    );
  const value2 = DataType === "Binary" ? BinaryValue : StringValue;
  if (value2 === void 0 || value2.length === 0)
    refuse2(
      `The message attribute '${name2}' must contain non-empty message attribute value for message attribute type '${DataType}'.`
    );
  if (DataType === "Number" && !Number.isFinite(Number(StringValue)))
    refuse2(`Could not cast message attribute '${name2}' value to number.`);
}

// runtime/services/sns/api/input.ts
var understood = /^(Id|Message|MessageAttributes\..*|MessageGroupId|MessageStructure|Subject|TargetArn|TopicArn)$/;
function entriesIn(input) {
  const entries = [];
  for (const [name2, value2] of Object.entries(input)) {
    const [, number2, field] = /^PublishBatchRequestEntries\.member\.(\d+)\.(.+)$/.exec(name2) ?? [];
    if (number2 !== void 0) (entries[Number(number2) - 1] ??= {})[field] = value2;
  }
  return entries;
}
function messageIn(fields3) {
  const strange = Object.keys(fields3).find((name2) => !understood.test(name2));
  if (strange !== void 0) throw notModelled(`The parameter ${strange} of SNS Publish`);
  const text3 = fields3["Message"] ?? "";
  return {
    ...fields3["MessageStructure"] === "json" ? structured(text3) : { message: text3 },
    subject: fields3["Subject"],
    groupId: fields3["MessageGroupId"],
    attributes: attributesIn(fields3)
  };
}
function structured(text3) {
  let byProtocol;
  try {
    byProtocol = JSON.parse(text3);
  } catch {
    throw invalid4("Message Structure - JSON message body failed to parse");
  }
  const message2 = byProtocol["default"];
  if (typeof message2 !== "string") throw invalid4("Message Structure - No default entry in JSON message body");
  return { message: message2, byProtocol };
}
function attributesIn(fields3) {
  const attributes = {};
  for (let at = 1; fields3[`MessageAttributes.entry.${at}.Name`] !== void 0; at++) {
    const value2 = (field) => fields3[`MessageAttributes.entry.${at}.Value.${field}`];
    const [text3, binary] = [value2("StringValue"), value2("BinaryValue")];
    attributes[fields3[`MessageAttributes.entry.${at}.Name`]] = {
      DataType: value2("DataType") ?? "",
      ...text3 === void 0 ? {} : { StringValue: text3 },
      ...binary === void 0 ? {} : { BinaryValue: Buffer.from(binary, "base64") }
    };
  }
  return attributes;
}

// runtime/services/sns/api.ts
var namespace6 = "http://sns.amazonaws.com/doc/2010-03-31/";
var mostEntries = 10;
var snsApi = (topics) => ({
  call: (request) => snsCall(request, topics),
  error: snsError
});
var operations5 = {
  Publish: publish,
  PublishBatch: publishBatch
};
function snsCall(request, topics) {
  const { operation: name2, input } = queryOf(request);
  const operation = operations5[name2];
  if (!operation) throw notModelled(`SNS ${name2}`);
  const arn2 = input["TopicArn"] ?? input["TargetArn"];
  if (arn2 === void 0) throw notModelled(`SNS ${name2} to a phone number`);
  if (arn2.endsWith(".fifo")) throw notModelled(`SNS ${name2} to a FIFO topic`);
  const count4 = name2 === "PublishBatch" ? entriesIn(input).length : 1;
  return {
    name: `sns:${name2}`,
    // Service Authorization Reference, list_amazonsns: PublishBatch needs sns:Publish as well
    iam: [{ action: "sns:Publish", resource: arn2 }],
    dataAccess: [],
    passage: { to: arn2, count: count4, as: "forwarded" },
    run: async () => {
      const parts = arn2.split(":").length;
      if (parts < 6) throw invalid4(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts}`);
      const topic = topics.topic(arn2);
      if (!topic) throw new ServiceError("NotFound", 404, "Topic does not exist");
      return await operation(input, topic);
    }
  };
}
function snsError(request, thrown) {
  const error = asServiceError(thrown, "InvalidParameter");
  if (error.name !== "AccessDeniedException") return queryError(request, error);
  return queryError(request, new ServiceError("AuthorizationError", 403, error.message));
}
async function publish(input, topic) {
  const { id } = await topic.publish(messageIn(input));
  return queryReply("Publish", namespace6, { MessageId: id });
}
async function publishBatch(input, topic) {
  const entries = entriesIn(input);
  checkBatch(entries);
  const [Successful, Failed] = [[], []];
  for (const entry of entries) {
    const Id = entry["Id"] ?? "";
    try {
      Successful.push({ Id, MessageId: (await topic.publish(messageIn(entry))).id });
    } catch (error) {
      const { name: name2, message: message2, $metadata } = asServiceError(error, "InvalidParameter");
      Failed.push({ Id, Code: name2, Message: message2, SenderFault: String($metadata.httpStatusCode < 500) });
    }
  }
  return queryReply("PublishBatch", namespace6, {
    Successful: { member: Successful },
    Failed: { member: Failed }
  });
}
function checkBatch(entries) {
  const refuse2 = (name2, message2) => {
    throw new ServiceError(name2, 400, message2);
  };
  if (entries.length === 0) refuse2("EmptyBatchRequest", "The batch request does not contain any entries.");
  if (entries.length > mostEntries)
    refuse2("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
  const ids2 = entries.map((entry) => entry["Id"] ?? "");
  if (!ids2.every((id) => /^[\w-]{1,80}$/.test(id)))
    refuse2("InvalidBatchEntryId", "The Id of a batch entry in a batch request does not abide by the specification.");
  if (new Set(ids2).size < ids2.length)
    refuse2("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
  const bytes2 = entries.reduce((sum2, entry) => sum2 + sizeOf3(messageIn(entry)), 0);
  if (bytes2 > messageLimit)
    refuse2("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
}

// runtime/services/sns/filter-policy.ts
var mostKeys = 5;
function filterOf3(policy3, scope2) {
  if (policy3 === void 0) return void 0;
  const pattern = typeof policy3 === "string" ? JSON.parse(policy3) : policy3;
  if (Object.keys(pattern).length > mostKeys)
    throw new Error(`Invalid parameter: FilterPolicy: Filter policy can not have more than ${mostKeys} keys`);
  const matches2 = eventPattern(pattern);
  if (scope2 === "MessageBody") return ({ message: message2 }) => matches2(jsonOf2(message2));
  return ({ attributes = {} }) => matches2(Object.fromEntries(Object.entries(attributes).map(([name2, attribute]) => [name2, valueOf6(attribute)])));
}
function valueOf6({ DataType, StringValue = "" }) {
  if (DataType === "Number") return Number(StringValue);
  return DataType === "String.Array" ? jsonOf2(StringValue) : StringValue;
}
function jsonOf2(text3) {
  try {
    return JSON.parse(text3);
  } catch {
    return void 0;
  }
}

// runtime/services/sns/envelope.ts
function envelopeOf({ subject, attributes = {} }, {
  text: text3,
  id,
  at,
  topic,
  subscriptionArn
}) {
  const address2 = `https://sns.${topic.arn.split(":")[3]}.amazonaws.com`;
  const all = Object.entries(attributes).map(([name2, { DataType, StringValue, BinaryValue }]) => [
    name2,
    { Type: DataType, Value: StringValue ?? Buffer.from(BinaryValue ?? []).toString("base64") }
  ]);
  return JSON.stringify({
    Type: "Notification",
    MessageId: id,
    TopicArn: topic.arn,
    ...subject === void 0 ? {} : { Subject: subject },
    Message: text3,
    Timestamp: new Date(at).toISOString(),
    SignatureVersion: "1",
    Signature: Buffer.from(digest(`${id}|${text3}`)).toString("base64"),
    SigningCertURL: `${address2}/SimpleNotificationService-local.pem`,
    UnsubscribeURL: `${address2}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    ...all.length === 0 ? {} : { MessageAttributes: Object.fromEntries(all) }
  });
}

// runtime/services/sns/queue-subscriber.ts
var mostRawAttributes = 10;
function queueSubscriber({ id, arn: subscriptionArn, component, properties }, topic, { find, permissions, graph, meter, error }) {
  const queueArn = String(properties["Endpoint"]);
  if (!/^arn:[^:]+:sqs:[^:]+:\d{12}:[\w-]+$/.test(queueArn))
    throw new Error(`${id}: Invalid parameter: SQS endpoint ARN (${queueArn})`);
  const raw = String(properties["RawMessageDelivery"]) === "true";
  const redrive = properties["RedrivePolicy"];
  const where = component ?? id;
  const refusal2 = (arn2) => {
    if (!find("queue", arn2)) return "the queue does not exist";
    const verdict = permissions.serviceMay("sns.amazonaws.com", topic.arn, {
      action: "sqs:SendMessage",
      resource: arn2
    });
    return verdict.allowed ? void 0 : verdict.because;
  };
  const send = (arn2, { message: message2, text: text3, id: messageId, at }) => {
    const common = { senderId: "AIDASNSNOTIFICATIONS", groupId: message2.groupId };
    const envelope = () => envelopeOf(message2, { text: text3, id: messageId, at, topic, subscriptionArn });
    const attributes = message2.attributes ?? {};
    find("queue", arn2).send(raw ? { ...common, body: text3, attributes } : { ...common, body: envelope() });
    const target = graph.named(arn2)?.component;
    const from = graph.named(topic.arn)?.component ?? where;
    if (target !== void 0 && target !== from) meter.flow(from, target, 1);
  };
  return {
    protocol: "sqs",
    filter: filterOf3(properties["FilterPolicy"], properties["FilterPolicyScope"]),
    deliver: (delivery) => {
      if (raw && Object.keys(delivery.message.attributes ?? {}).length > mostRawAttributes) return false;
      const because2 = refusal2(queueArn);
      if (because2 === void 0) {
        send(queueArn, delivery);
        return true;
      }
      const dead = redrive?.deadLetterTargetArn;
      if (dead !== void 0 && refusal2(dead) === void 0) send(dead, delivery);
      else error(where, `A message of ${topic.name} is lost: SNS could not send it to ${queueArn}: ${because2}`);
      return false;
    }
  };
}

// runtime/services/sns/topic.ts
var latency3 = 20;
var kept = 1e3;
var StandardTopic = class {
  arn;
  name;
  #options;
  #subscribers = [];
  #outbox = [];
  #published = [];
  #messages = 0;
  constructor(options) {
    this.arn = options.arn;
    this.name = options.arn.split(":")[5];
    this.#options = options;
  }
  subscribe(subscriber) {
    this.#subscribers.push(subscriber);
  }
  /** SNS guide, sns-email-notifications. Whoever is subscribed is taken to have confirmed it. */
  subscribeMail(to, protocol, filter) {
    this.subscribe({
      protocol,
      filter,
      deliver: ({ message: message2, text: text3, id, at }) => {
        const subject = message2.subject ?? "AWS Notification Message";
        const mail = { to, topicArn: this.arn, messageId: id, subject, text: text3, at };
        this.#options.mailed(mail);
        this.restore(mail);
        return true;
      }
    });
  }
  /** Takes up an e-mail of an earlier process. */
  restore(mail) {
    if (this.#outbox.push(mail) > kept) this.#outbox.shift();
  }
  publish(message2) {
    const { clock, faults: faults10 } = this.#options;
    return callService(async () => {
      await clock.sleep(latency3);
      checkMessage(message2);
      if (faults10.strike("topic.publish-failed", digest(message2.message)))
        throw new ServiceError("InternalError", 500, "An internal service error has occurred.");
      return this.#handOut(message2);
    });
  }
  outbox() {
    return [...this.#outbox];
  }
  published() {
    return [...this.#published];
  }
  subscribers() {
    return this.#subscribers.length;
  }
  #handOut(message2) {
    const { clock, faults: faults10, report } = this.#options;
    const at = clock.now();
    const id = uuidOf(`${this.arn}|${++this.#messages}|${at}`);
    report("NumberOfMessagesPublished", 1);
    report("PublishSize", sizeOf3(message2));
    let [delivered, undelivered] = [0, 0];
    for (const { protocol, filter, deliver: deliver2 } of this.#subscribers) {
      if (filter?.(message2) === false) {
        report("NumberOfNotificationsFilteredOut", 1);
        continue;
      }
      const text4 = message2.byProtocol?.[protocol] ?? message2.message;
      const got = !faults10.strike("topic.delivery-failed", id) && deliver2({ message: message2, text: text4, id, at });
      if (got) delivered++;
      else undelivered++;
      report("NumberOfNotificationsDelivered", got ? 1 : 0);
      report("NumberOfNotificationsFailed", got ? 0 : 1);
    }
    const { subject, message: everybody, byProtocol = {} } = message2;
    const text3 = byProtocol["email"] ?? everybody;
    this.#published.push({ messageId: id, subject, text: text3, message: everybody, at, delivered, undelivered });
    if (this.#published.length > kept) this.#published.shift();
    return { id };
  }
};

// runtime/services/sns/topics.ts
var Topics = class {
  api;
  #topics;
  constructor(host3) {
    const { graph, clock, faults: faults10, metrics: metrics9 } = host3;
    const journal = host3.journal();
    this.#topics = new Map(
      graph.ofType("AWS::SNS::Topic").map(({ arn: arn2, name: name2 }) => [
        arn2,
        new StandardTopic({
          arn: arn2,
          clock,
          faults: faults10,
          report: topicReport(metrics9, name2),
          mailed: (mail) => journal.remember(mail)
        })
      ])
    );
    for (const { entry: mail } of journal.remembered()) this.#topics.get(mail.topicArn)?.restore(mail);
    for (const topic of graph.ofType("AWS::SNS::Topic"))
      for (const [at, properties] of (topic.properties["Subscription"] ?? []).entries())
        this.#subscribe({ ...topic, id: `${topic.id} (subscription ${at + 1})`, properties }, topic.arn, host3);
    for (const subscription of graph.ofType("AWS::SNS::Subscription"))
      this.#subscribe(subscription, String(subscription.properties["TopicArn"]), host3);
    this.api = snsApi({ topic: (arn2) => this.#topics.get(arn2) });
  }
  find(nameOrArn) {
    return [...this.#topics.values()].find(({ arn: arn2, name: name2 }) => arn2 === nameOrArn || name2 === nameOrArn);
  }
  names() {
    return [...this.#topics.values()].map(({ name: name2 }) => name2);
  }
  #subscribe(subscription, topicArn2, host3) {
    const topic = this.#topics.get(topicArn2);
    const { Protocol, Endpoint, FilterPolicy, FilterPolicyScope } = subscription.properties;
    if (Protocol === "sqs" && topic) topic.subscribe(queueSubscriber(subscription, topic, host3));
    if (Protocol === "email" || Protocol === "email-json")
      topic?.subscribeMail(String(Endpoint), Protocol, filterOf3(FilterPolicy, FilterPolicyScope));
  }
};

// runtime/services/sns/service.ts
var topicArn = arn("sns", name);
var standIn = "SNS: standard topics, with e-mails in an outbox and messages to queues; other subscribers and FIFO topics get nothing";
var sns = {
  id: "sns",
  signingNames: ["sns"],
  kind: "topic",
  resources: {
    "AWS::SNS::Subscription": {
      ref: (self) => `${String(self.properties["TopicArn"])}:${drawnUuid(self)}`,
      arn: (self) => `${String(self.properties["TopicArn"])}:${drawnUuid(self)}`,
      standIn
    },
    "AWS::SNS::Topic": {
      name: { property: "TopicName", most: 256, fifo: true },
      ref: topicArn,
      arn: topicArn,
      attributes: { TopicArn: topicArn, TopicName: name },
      standIn
    },
    "AWS::SNS::TopicInlinePolicy": { readBy: "every call to the topic: it decides who may make it" },
    "AWS::SNS::TopicPolicy": { readBy: "every call to the topic: it decides who may make it" }
  },
  faults: faults9,
  metrics: metrics8,
  start: (host3) => new Topics(host3)
};

// runtime/services/ssm/service.ts
var ssm = {
  id: "ssm",
  signingNames: [],
  kind: void 0,
  resources: {
    "AWS::SSM::Parameter": { readBy: "nothing: a call to Systems Manager fails" }
  },
  faults: {},
  metrics: {},
  start: () => ({})
};

// runtime/services/sts/api.ts
var import_node_crypto20 = require("node:crypto");
var namespace7 = "https://sts.amazonaws.com/doc/2011-06-15/";
var stsApi = (principals) => ({
  call: (request, caller) => stsCall(request, caller, principals),
  error: queryError
});
function stsCall(request, caller, { account: account2, principal }) {
  const { operation } = queryOf(request);
  if (operation !== "GetCallerIdentity") throw notModelled(`STS ${operation}`);
  return {
    name: `sts:${operation}`,
    // API reference, GetCallerIdentity: "No permissions are required to perform this operation"
    iam: [],
    dataAccess: [],
    run: async () => {
      const Arn = principal(caller.accessKeyId);
      return queryReply(operation, namespace7, { Arn, UserId: userId(Arn), Account: account2 });
    }
  };
}
function userId(arn2) {
  const [, role = "", session = role] = arn2.split(":")[5].split("/");
  const unique = (0, import_node_crypto20.createHash)("sha256").update(role).digest("hex").slice(0, 16).toUpperCase();
  return `AROA${unique}:${session}`;
}

// runtime/services/sts/service.ts
var sts = {
  id: "sts",
  signingNames: ["sts"],
  kind: void 0,
  resources: {},
  faults: {},
  metrics: {},
  start: ({ graph, callers }) => ({
    api: stsApi({ account: graph.account, principal: (accessKeyId) => callers.principal(accessKeyId) })
  })
};

// runtime/services/registered.ts
var registry = new Registry(Object.values(registry_exports));

// runtime/view/page/format.js
var whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
var short2 = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
var count3 = (number2) => (Math.abs(number2) < 1e7 ? whole : short2).format(number2);
var exactly2 = (number2) => whole.format(number2);
function duration(ms) {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59950) return `${(ms / 1e3).toFixed(1)} s`;
  if (ms < 3597e3) return `${(ms / 6e4).toFixed(1)} min`;
  return `${(ms / 36e5).toFixed(1)} h`;
}
function elapsed(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1e3));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two2 = (number2) => String(number2).padStart(2, "0");
  return hours > 0 ? `${hours}:${two2(minutes)}:${two2(rest)}` : `${minutes}:${two2(rest)}`;
}

// runtime/view/page/attention.js
var highLag = 3e4;
var backlog = { records: 100, looks: 5 };
var pause3 = 900;
var Lookout = class {
  #looked = -Infinity;
  /** @type {Map<string, { waiting: number, rises: number, peak: number }>} */
  #backlogs = /* @__PURE__ */ new Map();
  /**
   * What needs attention, by the name of the node. It may be asked more often than it looks.
   *
   * @param {{ nodes: readonly ViewNode[], faults: readonly FaultSwitch[] }} state
   * @param {number} now - milliseconds of real time
   * @returns {Map<string, Attention>}
   */
  look({ nodes, faults: faults10 }, now) {
    if (now - this.#looked >= pause3) {
      for (const node of nodes) this.#remember(node);
      this.#looked = now;
    }
    const found = /* @__PURE__ */ new Map();
    for (const node of nodes) {
      const on = faults10.filter((fault) => fault.on && fault.nodes.includes(node.name));
      const why = [this.#growing(node), lagging(node)].filter((reason) => reason !== void 0);
      if (on.length === 0 && why.length === 0) continue;
      const switched = on.length === 1 ? "1 fault on" : on.length > 1 ? `${on.length} faults on` : "";
      found.set(node.name, {
        short: [switched, why.length > 0 ? "behind" : ""].filter(Boolean).join(" · "),
        long: [
          ...on.length > 0 ? [`${switched}: ${on.map(({ title }) => title).join(", ")}`] : [],
          ...why.map((reason) => `behind: ${reason}`)
        ].join("; ")
      });
    }
    return found;
  }
  /**
   * A backlog that grew stays one until half of it is gone.
   *
   * @param {ViewNode} node
   */
  #remember({ name: name2, waiting }) {
    const before = this.#backlogs.get(name2);
    const rises = before && waiting > before.waiting ? before.rises + 1 : 0;
    const begins = rises >= backlog.looks && waiting >= backlog.records;
    const known3 = before?.peak ?? 0;
    const lasts = known3 > 0 && waiting >= backlog.records && waiting > known3 / 2;
    const peak = begins || lasts ? Math.max(known3, waiting) : 0;
    this.#backlogs.set(name2, { waiting, rises, peak });
  }
  /** @param {ViewNode} node */
  #growing({ name: name2, waiting }) {
    return (this.#backlogs.get(name2)?.peak ?? 0) > 0 ? `${count3(waiting)} records wait` : void 0;
  }
};
var lagging = ({ lag }) => lag && lag.p99 >= highLag ? `lag p99 ${duration(lag.p99)}` : void 0;

// runtime/view/page/equation.js
var terms = [
  { name: "entered", word: "entered", meaning: "accepted by a source" },
  { name: "delivered", word: "delivered", meaning: "in the sink" },
  { name: "superseded", word: "superseded", meaning: "the sink has a newer one" },
  { name: "parked", word: "parked", meaning: "in a failure store, with a reason" },
  { name: "dropped", word: "dropped", meaning: "left out by a drop rule" },
  { name: "inFlight", word: "in flight", meaning: "on the way, or being retried" },
  { name: "lost", word: "lost", meaning: "none of these" }
];
var signBefore = (index) => index === 0 ? "" : index === 1 ? "=" : "+";
var lostHelp = {
  before: "Lost events were accepted and are in no sink and in no failure store. Stop the run, then run ",
  command: "npm run local -- --check",
  after: ": it names each lost event and prints the errors that the functions logged."
};

// runtime/view/terminal.ts
var columns = [
  { title: "in", goes: 1, figure: (node) => count3(node.in), tone: () => "plain" },
  { title: "out", goes: 2, figure: (node) => count3(node.out), tone: () => "plain" },
  { title: "parked", goes: 3, figure: (node) => count3(node.parked), tone: ({ parked }) => counted(parked) },
  { title: "dropped", goes: 4, figure: (node) => count3(node.dropped), tone: ({ dropped }) => counted(dropped) },
  { title: "lag p50", goes: 6, figure: ({ lag }) => lag ? duration(lag.p50) : "–", tone: () => "quiet" },
  { title: "p99", goes: 5, figure: ({ lag }) => lag ? duration(lag.p99) : "–", tone: () => "quiet" }
];
var counted = (number2) => number2 > 0 ? "strong" : "quiet";
var gap = 2;
var shortestName = 10;
var mark = gap + 1;
var terminalLines = (state, attention, width) => pieces(state, attention, width).map((line) => line.map(({ text: text3 }) => text3).join(""));
var colouredLines = (state, attention, width) => pieces(state, attention, width).map((line) => line.map(({ text: text3, tone }) => codes[tone](text3)).join(""));
var painted = (code) => (text3) => `\x1B[${code}m${text3}\x1B[0m`;
var codes = {
  plain: (text3) => text3,
  quiet: painted(2),
  strong: painted(1),
  attention: painted(33),
  lost: painted("1;31")
};
function pieces({ title, startedAt, now, verdict, alarms, nodes }, attention, width) {
  const names2 = nodes.map(({ name: name2 }) => printable(name2));
  const wished = Math.max(shortestName, ...names2.map(lengthOf2));
  const { shown: shown3, widths } = columnsWithin(nodes, width - mark);
  const taken2 = widths.reduce((sum2, one) => sum2 + gap + one, 0);
  const nameWidth = Math.max(1, Math.min(wished, width - mark - taken2));
  const row = (name2, figures) => [
    { ...name2, text: cut(name2.text, nameWidth).padEnd(nameWidth) },
    ...figures.map(({ text: text3, tone }, index) => ({ text: text3.padStart(gap + widths[index]), tone }))
  ];
  const time2 = elapsed(now - startedAt);
  const heading = cut(printable(title), Math.max(1, width - time2.length - gap));
  return [
    ...equation(verdict, "", width),
    ...verdict.sinks.flatMap((counts) => equation(counts, `${printable(counts.sink)}: `, width)),
    ...verdict.lost > 0 ? wrapped(lostWords, width) : [],
    [
      { text: heading, tone: "strong" },
      ...lengthOf2(heading) + gap + time2.length <= width ? [{ text: `  ${time2}`, tone: "quiet" }] : []
    ],
    row(
      { text: "", tone: "plain" },
      shown3.map((column) => ({ text: column.title, tone: "quiet" }))
    ),
    ...nodes.map((node, index) => {
      const why = attention.get(node.name);
      const figures = shown3.map((column) => ({ text: column.figure(node), tone: column.tone(node) }));
      const line = row({ text: names2[index], tone: why ? "attention" : "plain" }, figures);
      const room = width - nameWidth - taken2 - gap;
      return why && room > 0 ? [
        ...line,
        { text: " ".repeat(gap) + (lengthOf2(why.short) <= room ? why.short : "!"), tone: "attention" }
      ] : line;
    }),
    ...alarms.filter(({ on }) => on).flatMap((alarm) => wrapped(alarmWords(alarm), width))
  ];
}
var alarmWords = ({ id, page }) => [`ALARM ${printable(id)}`, ...page === void 0 ? [] : [printable(page)]].map((text3) => ({ text: text3, tone: "lost" }));
var lostWords = `${lostHelp.before}"${lostHelp.command}"${lostHelp.after}`.split(" ").map((text3) => ({ text: text3, tone: "lost" }));
var equation = (counts, name2, width) => wrapped(
  terms.map(({ name: term, word: word2 }, index) => {
    const sign2 = signBefore(index);
    const number2 = counts[term];
    const tone = term === "lost" && number2 > 0 ? "lost" : index === 0 || term === "lost" ? "strong" : "plain";
    return { text: `${index === 0 ? name2 : `${sign2} `}${exactly2(number2)} ${word2}`, tone };
  }),
  width
);
function wrapped(all, width) {
  const lines = [];
  let left = 0;
  for (const { text: text3, tone } of all) {
    const piece = { text: cut(text3, width), tone };
    const last = lines.at(-1);
    if (last && lengthOf2(piece.text) + 1 <= left) {
      last.push({ text: " ", tone: "plain" }, piece);
      left -= lengthOf2(piece.text) + 1;
    } else {
      lines.push([piece]);
      left = width - lengthOf2(piece.text);
    }
  }
  return lines;
}
function columnsWithin(nodes, width) {
  let shown3 = columns;
  for (; ; ) {
    const widths = shown3.map(
      (column) => Math.max(column.title.length, ...nodes.map((node) => column.figure(node).length))
    );
    if (shown3.length === 0 || widths.reduce((sum2, one) => sum2 + gap + one, shortestName) <= width)
      return { shown: shown3, widths };
    const first = Math.max(...shown3.map(({ goes }) => goes));
    shown3 = shown3.filter(({ goes }) => goes !== first);
  }
}
var printable = (text3) => text3.replace(new RegExp("\\p{Cc}", "gu"), "");
var lengthOf2 = (text3) => Array.from(text3).length;
function cut(text3, width) {
  const letters = Array.from(text3);
  return letters.length <= width ? text3 : letters.slice(0, width - 1).join("") + "…";
}

// runtime/view/live-terminal.ts
var pause4 = { terminal: 250, elsewhere: 5e3 };
var usual = { columns: 80, rows: 24 };
var hideCursor = "\x1B[?25l";
var showCursor = "\x1B[?25h";
var clearLine = "\x1B[K";
var clearBelow = "\x1B[J";
var LiveTerminal = class {
  #output;
  #state;
  #inPlace;
  #coloured;
  #timer;
  #restore;
  #lookout = new Lookout();
  #drawn = 0;
  #last = "";
  #closed = false;
  constructor(output, environment, state) {
    this.#output = output;
    this.#state = state;
    this.#inPlace = output.isTTY === true && environment["TERM"] !== "dumb";
    this.#coloured = this.#inPlace && !environment["NO_COLOR"];
    this.#restore = () => output.write(showCursor);
    if (this.#inPlace) {
      output.write(hideCursor);
      process.once("exit", this.#restore);
    }
    this.#timer = setInterval(() => this.draw(), this.#inPlace ? pause4.terminal : pause4.elsewhere);
    this.#timer.unref();
    this.draw();
  }
  /** Shows the state of now. */
  draw() {
    if (this.#closed) return;
    if (this.#inPlace) this.#redraw();
    else this.#append();
  }
  /** Writes lines that stay, above the picture. */
  print(text3) {
    const above = this.#inPlace && !this.#closed;
    this.#output.write(above ? `${this.#toTop()}${clearBelow}${text3}
` : `${text3}
`);
    if (above) this.#redraw();
  }
  /** Shows the last state, which stays, and gives the cursor back. */
  close() {
    if (this.#closed) return;
    this.draw();
    this.#closed = true;
    clearInterval(this.#timer);
    if (!this.#inPlace) return;
    process.off("exit", this.#restore);
    this.#restore();
  }
  /** A picture higher than the terminal could not be redrawn in place. */
  #redraw() {
    const { columns: columns2 = usual.columns, rows = usual.rows } = this.#output;
    const state = this.#state();
    const attention = this.#lookout.look(state, performance.now());
    const all = (this.#coloured ? colouredLines : terminalLines)(state, attention, columns2);
    const room = Math.max(1, rows - 1);
    const lines = all.length <= room ? all : [...all.slice(0, room - 1), `… ${all.length - room + 1} more`];
    this.#output.write(this.#toTop() + lines.map((line) => `${line}${clearLine}
`).join("") + clearBelow);
    this.#drawn = lines.length;
  }
  /** That time has passed is no change. */
  #append() {
    const state = this.#state();
    const attention = this.#lookout.look(state, performance.now());
    const lines = terminalLines(state, attention, usual.columns);
    const figures = terminalLines({ ...state, now: state.startedAt }, attention, usual.columns).join("\n");
    if (figures === this.#last) return;
    this.#last = figures;
    this.#output.write(lines.map((line) => `${line}
`).join(""));
  }
  /** Back to the first line of the picture, which is not there any more. */
  #toTop() {
    const up = this.#drawn;
    this.#drawn = 0;
    return up > 0 ? `\x1B[${up}A\r` : "";
  }
};

// runtime/view/page-server.ts
var import_node_crypto22 = require("node:crypto");

// runtime/view/diagram/fit.ts
var fit = (text3, width, fontSize) => shortened(text3, width, fontSize, (kept2) => Math.ceil(kept2 / 2));
var fitStart = (text3, width, fontSize) => shortened(text3, width, fontSize, (kept2) => kept2);
function inTwoLines(text3, width, fontSize) {
  if (widthOf(Array.from(text3), fontSize) <= width) return [text3];
  const words3 = text3.split(" ");
  let first = 1;
  while (first < words3.length && widthOf(Array.from(words3.slice(0, first + 1).join(" ")), fontSize) <= width) first++;
  const rest = words3.slice(first).join(" ");
  const beginning = fitStart(words3.slice(0, first).join(" "), width, fontSize);
  return rest === "" ? [beginning] : [beginning, fitStart(rest, width, fontSize)];
}
function shortened(text3, width, fontSize, headOf2) {
  const letters = Array.from(text3);
  if (widthOf(letters, fontSize) <= width) return text3;
  for (let kept2 = letters.length - 1; kept2 > 1; kept2--) {
    const head2 = headOf2(kept2);
    const cut2 = [...letters.slice(0, head2), "…", ...letters.slice(letters.length - (kept2 - head2))];
    if (widthOf(cut2, fontSize) <= width) return cut2.join("");
  }
  return "…";
}
var widthOf = (letters, fontSize) => letters.reduce((sum2, letter) => sum2 + shareOf(letter) * fontSize, 0);
function shareOf(letter) {
  if (/[ .,:;|!'ijltfr()[\]]/.test(letter)) return 0.36;
  if (/[A-Zmw@%&_]/.test(letter)) return 0.76;
  if (letter >= "ᄀ" && letter !== "…") return 1.05;
  return 0.59;
}

// runtime/view/diagram/labels.ts
var labelWidth = 88;
var stands = [0.5, 0.38, 0.62, 0.28, 0.72];
function labelsOf(routes, extent) {
  const taken2 = [];
  for (const { gaps, back } of routes) {
    const candidates = (back ? gaps.toReversed() : gaps).flatMap((gap3) => stands.map((at) => onCurve(gap3, at)));
    taken2.push(candidates.find((point) => taken2.every((other2) => !overlap2(point, other2, extent))) ?? candidates[0]);
  }
  return taken2;
}
function onCurve([from, to], at) {
  const rest = 1 - at;
  const middle = (from.x + to.x) / 2;
  const blend = (a, b, c, d) => rest ** 3 * a + 3 * rest ** 2 * at * b + 3 * rest * at ** 2 * c + at ** 3 * d;
  return { x: blend(from.x, middle, middle, to.x), y: blend(from.y, from.y, to.y, to.y) };
}
var overlap2 = (one, other2, { along, across }) => Math.abs(one.x - other2.x) < along && Math.abs(one.y - other2.y) < across;

// runtime/view/diagram/layers.ts
function layered(nodes, edges) {
  const links = linksOf(edges);
  const layerOf = longestPaths(withoutCircles(nodes, links), links);
  const layers = Array.from({ length: Math.max(0, ...layerOf.map((layer) => layer + 1)) }, () => []);
  const added = (layer, node, back) => {
    const spot = { node, back, before: [], after: [] };
    layers[layer].push(spot);
    return spot;
  };
  const spotOf = layerOf.map((layer, node) => added(layer, node, false));
  const ways = links.map(({ edge: edge2, back, from, to }) => {
    const between = Array.from(
      { length: layerOf[to] - layerOf[from] - 1 },
      (_, step3) => added(layerOf[from] + step3 + 1, void 0, back)
    );
    const spots = [spotOf[from], ...between, spotOf[to]];
    for (const [index, spot] of spots.slice(1).entries()) {
      spots[index].after.push(spot);
      spot.before.push(spots[index]);
    }
    return { edge: edge2, back, spots };
  });
  return { layers, ways };
}
var linksOf = (edges) => edges.map(([from, to], edge2) => ({ edge: edge2, from, to, back: false })).filter(({ from, to }) => from !== to);
function topological(nodes, edges) {
  const links = linksOf(edges);
  withoutCircles(nodes, links);
  const done = [];
  const seen = /* @__PURE__ */ new Set();
  const visit = (node) => {
    seen.add(node);
    for (const { from, to } of links) if (from === node && !seen.has(to)) visit(to);
    done.push(node);
  };
  for (let node = nodes - 1; node >= 0; node--) if (!seen.has(node)) visit(node);
  return { order: done.toReversed(), back: new Set(links.filter(({ back }) => back).map(({ edge: edge2 }) => edge2)) };
}
function withoutCircles(nodes, links) {
  const onPath = /* @__PURE__ */ new Set();
  const done = [];
  const seen = /* @__PURE__ */ new Set();
  const visit = (node) => {
    seen.add(node);
    onPath.add(node);
    for (const link of links) {
      if (link.from !== node || link.back) continue;
      if (onPath.has(link.to)) [link.from, link.to, link.back] = [link.to, link.from, true];
      else if (!seen.has(link.to)) visit(link.to);
    }
    onPath.delete(node);
    done.push(node);
  };
  for (let node = 0; node < nodes; node++) if (!seen.has(node)) visit(node);
  return done.toReversed();
}
function longestPaths(order, links) {
  const layerOf = order.map(() => 0);
  for (const node of order)
    for (const { from, to } of links) if (from === node) layerOf[to] = Math.max(layerOf[to], layerOf[node] + 1);
  for (const node of order.toReversed()) {
    const nexts = links.filter(({ from }) => from === node).map(({ to }) => layerOf[to]);
    const isFirst = links.every(({ to }) => to !== node);
    if (isFirst && nexts.length > 0) layerOf[node] = Math.min(...nexts) - 1;
  }
  return layerOf;
}

// runtime/view/diagram/order.ts
var sweeps = 12;
function uncross(layers) {
  let order = layers.map((layer) => [...layer]);
  let best = order;
  let fewest = crossings(order);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    order = order.map((layer) => [...layer]);
    const indexes2 = order.map((_, index) => index);
    const [neighbours, way] = sweep % 2 === 0 ? ["before", indexes2] : ["after", indexes2.toReversed()];
    const placeOf3 = places2(order);
    for (const index of way) {
      const layer = order[index];
      const middle = new Map(layer.map((spot) => [spot, mean(spot[neighbours], placeOf3) ?? placeOf3.get(spot)]));
      layer.sort((one, other2) => middle.get(one) - middle.get(other2));
      for (const [place, spot] of layer.entries()) placeOf3.set(spot, place);
    }
    const count4 = crossings(order);
    if (count4 < fewest) [best, fewest] = [order, count4];
  }
  return best;
}
function crossings(layers) {
  const placeOf3 = places2(layers);
  let count4 = 0;
  for (const layer of layers) {
    const links = layer.flatMap((spot) => spot.after.map((next2) => [placeOf3.get(spot), placeOf3.get(next2)]));
    for (const [from, to] of links)
      for (const [otherFrom, otherTo] of links) if (from < otherFrom && to > otherTo) count4++;
  }
  return count4;
}
var places2 = (layers) => new Map(layers.flatMap((layer) => layer.map((spot, place) => [spot, place])));
var mean = (spots, of) => spots.length === 0 ? void 0 : spots.reduce((sum2, spot) => sum2 + of.get(spot), 0) / spots.length;

// runtime/view/diagram/arrange.ts
var margin = 16;
var rounds = 8;
function arrange(nodes, edges, sizes) {
  const { node, between } = sizes;
  const { layers, ways } = layered(nodes, edges);
  const order = uncross(layers);
  const middles = middlesOf(order, sizes);
  const left = /* @__PURE__ */ new Map();
  for (const [layer, spots2] of order.entries())
    for (const spot of spots2) left.set(spot, margin + layer * (node.along + between.layers));
  const spots = order.flat();
  const corners = [];
  for (const spot of spots)
    if (spot.node !== void 0) corners[spot.node] = { x: left.get(spot), y: middles.get(spot) - node.across / 2 };
  return {
    width: 2 * margin + order.length * node.along + Math.max(0, order.length - 1) * between.layers,
    height: Math.max(0, ...spots.map((spot) => middles.get(spot) + acrossOf(spot, sizes) / 2)) + margin,
    nodes: corners,
    routes: routesOf(ways, left, middles, sizes)
  };
}
var pulling = (spot, neighbours) => spot.back ? neighbours : neighbours.filter(({ back }) => !back);
var weightOf = ({ node, back }) => node !== void 0 ? 1 : back ? 0.01 : 0.2;
var acrossOf = ({ node }, sizes) => node === void 0 ? sizes.lane : sizes.node.across;
function middlesOf(order, sizes) {
  const middles = /* @__PURE__ */ new Map();
  const settle = (layer, wish) => {
    const distances = layer.slice(1).map((spot, index) => (acrossOf(spot, sizes) + acrossOf(layer[index], sizes)) / 2 + sizes.between.spots);
    const wishes = layer.map((spot) => ({ at: wish(spot) ?? middles.get(spot) ?? 0, weight: weightOf(spot) }));
    for (const [index, middle] of apart(wishes, distances).entries()) middles.set(layer[index], middle);
  };
  for (const layer of order) settle(layer, () => 0);
  for (let round2 = 0; round2 < rounds; round2++) {
    for (const layer of order) settle(layer, (spot) => mean(pulling(spot, spot.before), middles));
    for (const layer of order.toReversed()) settle(layer, (spot) => mean(pulling(spot, spot.after), middles));
  }
  const top = Math.min(...[...middles].map(([spot, middle]) => middle - acrossOf(spot, sizes) / 2));
  for (const [spot, middle] of middles) middles.set(spot, Math.round(middle - top + margin));
  return middles;
}
function apart(wishes, distances) {
  let offset = 0;
  const offsets = wishes.map((_, index) => offset += index === 0 ? 0 : distances[index - 1]);
  const pools = [];
  for (const [index, { at, weight }] of wishes.entries()) {
    let pool = { sum: (at - offsets[index]) * weight, weight, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, size: pool.size + last.size };
      pools.pop();
    }
    pools.push(pool);
  }
  const levels = pools.flatMap(({ sum: sum2, weight, size }) => Array.from({ length: size }, () => sum2 / weight));
  return levels.map((level, index) => level + offsets[index]);
}
function routesOf(ways, left, middles, { node }) {
  const byHeight = (of) => (one, other2) => middles.get(of(one)) - middles.get(of(other2));
  const port = (way, spot, end2, next2) => {
    const siblings = ways.filter(({ spots }) => spots.at(end2) === spot).toSorted(byHeight(({ spots }) => spots.at(next2)));
    const onward = siblings.filter(({ back }) => !back).map((sibling) => siblings.indexOf(sibling));
    const centre = onward.length > 0 ? (onward[0] + onward.at(-1)) / 2 : (siblings.length - 1) / 2;
    const furthest2 = Math.max(centre, siblings.length - 1 - centre, 1);
    return middles.get(spot) + (siblings.indexOf(way) - centre) * Math.min(22, (node.across / 2 - 12) / furthest2);
  };
  return ways.map((way) => {
    const { edge: edge2, back, spots } = way;
    const gaps = spots.slice(1).map((spot, index) => {
      const previous = spots[index];
      const [isFirst, isLast] = [index === 0, index === spots.length - 2];
      return [
        { x: left.get(previous) + node.along, y: isFirst ? port(way, previous, 0, 1) : middles.get(previous) },
        { x: left.get(spot), y: isLast ? port(way, spot, -1, -2) : middles.get(spot) }
      ];
    });
    return { edge: edge2, back, gaps };
  });
}

// runtime/view/diagram/column.ts
var lane = { first: 20, next: 16 };
var gap2 = { least: 46, label: 18 };
var corner = 8;
function columnOf2(nodes, node, edges) {
  const { order, back } = topological(nodes, edges);
  const placeOf3 = new Map(order.map((one, place) => [one, place]));
  const passing = [...edges.entries()].filter(([, [from, to]]) => from !== to).map(([edge2, [from, to]]) => ({
    edge: edge2,
    from: placeOf3.get(from),
    to: placeOf3.get(to),
    back: back.has(edge2)
  }));
  const labelled = (place) => passing.filter((one) => gapOf(one) === place);
  const tops = [];
  let top = margin;
  for (let place = 0; place < nodes; place++) {
    tops.push(top);
    top += node.height + gap2.least + gap2.label * Math.max(0, labelled(place).length - 1);
  }
  const lanes = lanesOf(passing.filter((one) => !isNext(one)));
  const laneX = (one) => margin + node.width + lane.first + lane.next * lanes.get(one);
  const widest = Math.max(0, ...[...lanes.values()].map((number2) => lane.first + lane.next * number2));
  const lines = passing.map((one) => {
    const line = labelled(gapOf(one)).indexOf(one);
    const y = tops[gapOf(one)] + node.height + 23 + line * gap2.label;
    const { edge: edge2, back: isBack } = one;
    if (isNext(one)) {
      const x = margin + 28;
      const path = `M${x} ${tops[one.from] + node.height}L${x} ${tops[one.to]}`;
      return { edge: edge2, back: isBack, path, label: { x: x + 12, y, anchor: "start" } };
    }
    const [from, to] = [one.from, one.to].map((place) => ({
      x: margin + node.width,
      y: Math.round(tops[place] + node.height * portOf(one, place, passing))
    }));
    return { edge: edge2, back: isBack, path: around(from, to, laneX(one)), label: { x: laneX(one) - 7, y, anchor: "end" } };
  });
  return {
    width: 2 * margin + node.width + widest,
    height: nodes === 0 ? 2 * margin : tops.at(-1) + node.height + margin,
    nodes: Array.from({ length: nodes }, (_, one) => ({ x: margin, y: tops[placeOf3.get(one)] })),
    lines
  };
}
var isNext = ({ from, to }) => to === from + 1;
var gapOf = ({ from, to }) => to > from ? from : from - 1;
function lanesOf(passing) {
  const taken2 = [];
  const lanes = /* @__PURE__ */ new Map();
  for (const one of passing.toSorted((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from))) {
    const free2 = taken2.findIndex((others2) => others2.every((other2) => !meet(one, other2)));
    const number2 = free2 === -1 ? taken2.length : free2;
    (taken2[number2] ??= []).push(one);
    lanes.set(one, number2);
  }
  return lanes;
}
function meet(one, other2) {
  const [top, bottom] = [Math.max(topOf(one), topOf(other2)), Math.min(bottomOf(one), bottomOf(other2))];
  return top <= bottom;
}
var topOf = ({ from, to }) => Math.min(from, to);
var bottomOf = ({ from, to }) => Math.max(from, to);
function portOf(one, place, passing) {
  const other2 = ({ from, to }) => from === place ? to : from;
  const here = passing.filter((each2) => !isNext(each2) && (each2.from === place || each2.to === place)).toSorted((a, b) => sideOf(other2(a) - place) - sideOf(other2(b) - place));
  return (here.indexOf(one) + 1) / (here.length + 1);
}
var furthest = 1e6;
var sideOf = (distance) => (distance < 0 ? -furthest : furthest) - distance;
function around(from, to, x) {
  const down = to.y > from.y;
  const bend = down ? corner : -corner;
  return [
    `M${from.x} ${from.y}L${x - corner} ${from.y}Q${x} ${from.y} ${x} ${from.y + bend}`,
    `L${x} ${to.y - bend}Q${x} ${to.y} ${x - corner} ${to.y}L${to.x} ${to.y}`
  ].join("");
}

// runtime/view/diagram/layout.ts
var layouts = ["right", "down", "compact", "column"];
var isLayout = (text3) => layouts.includes(text3);
function lay(layout, nodes, size, edges) {
  if (layout === "column") return columnOf2(nodes, size, edges);
  const isDown = layout !== "right";
  const { width, height, nodes: corners, routes } = arrange(nodes, edges, isDown ? downwards(size) : rightwards(size));
  const turned = ({ x, y }) => isDown ? { x: y, y: x } : { x, y };
  const labels = labelsOf(routes, isDown ? beside : around2);
  return {
    ...isDown ? { width: height, height: width } : { width, height },
    nodes: corners.map(turned),
    lines: routes.map(({ edge: edge2, back, gaps }, index) => {
      const parts = back ? gaps.toReversed().map(([from, to]) => [to, from]) : gaps;
      const path = parts.map(
        ([from, to], part) => `${part === 0 ? "M" : "L"}${pair(turned(from))}C${curve(from, to, turned)}`
      );
      const label2 = turned(labels[index]);
      return {
        edge: edge2,
        back,
        path: path.join(""),
        label: isDown ? { x: label2.x + 7, y: label2.y, anchor: "start" } : { ...label2, anchor: "middle" }
      };
    })
  };
}
var rightwards = ({ width, height }) => ({
  node: { along: width, across: height },
  lane: 24,
  between: { layers: 88, spots: 30 }
});
var downwards = ({ width, height }) => ({
  node: { along: height, across: width },
  lane: 40,
  between: { layers: 56, spots: 28 }
});
var around2 = { along: labelWidth, across: 38 };
var beside = { along: 18, across: labelWidth + 40 };
function curve(from, to, turned) {
  const middle = (from.x + to.x) / 2;
  return [{ x: middle, y: from.y }, { x: middle, y: to.y }, to].map((point) => pair(turned(point))).join(" ");
}
var pair = ({ x, y }) => `${x} ${y}`;

// runtime/view/diagram/draw.ts
function drawDiagram({ nodes, edges }, layout) {
  const styles = nodes.map((node) => styleOf(node, layout));
  const size = { width: widthIn(layout), height: Math.max(lowest, ...styles.map(({ height: least2 }) => least2)) };
  const indexOf = new Map(nodes.map(({ name: name2 }, index) => [name2, index]));
  const known3 = [...edges.entries()].filter(([, { from, to }]) => indexOf.has(from) && indexOf.has(to));
  const pairs = known3.map(([, { from, to }]) => [indexOf.get(from), indexOf.get(to)]);
  const { width, height, nodes: corners, lines } = lay(layout, nodes.length, size, pairs);
  const drawn2 = lines.map((line) => ({ line, index: known3[line.edge][0] }));
  const summary = drawn2.map(({ index }) => sentence(edges[index])).join("; ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped2(`Pipeline. ${summary}`)}">`,
    `<defs><marker id="arrow-${layout}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="arrow" d="M1 1 7 4 1 7"/></marker></defs>`,
    ...drawn2.map(({ line: { back, path }, index }) => edge(back, path, index, layout)),
    ...drawn2.map(({ line, index }) => label(edges[index], index, line)),
    ...nodes.map((node, index) => box(node, index, corners[index], size, layout)),
    "</svg>"
  ].join("\n");
}
var sentence = ({ from, to, label: what }) => `${from} to ${to}: ${what}`;
var edge = (back, path, index, layout) => `<g class="edge${back ? " back" : ""}" data-edge="${index}"><path class="line" d="${path}" marker-end="url(#arrow-${layout})"/><path class="flow" d="${path}"/></g>`;
function label(way, index, { label: { x, y, anchor } }) {
  const what = escaped2(fitStart(way.label, labelWidth, 11));
  const title = `<g class="label ${anchor}" data-edge="${index}"><title>${escaped2(sentence(way))}</title>`;
  if (anchor === "middle")
    return `${title}<text class="what" x="${x}" y="${y - 6}">${what}</text><text class="count" x="${x}" y="${y + 16}" data-figure="count"></text></g>`;
  return `${title}<text x="${x}" y="${y + 4}"><tspan class="what">${what}</tspan><tspan class="count" dx="5" data-figure="count"></tspan></text></g>`;
}
var boldName = 17;
var padding = 14;
var lowest = 60;
var widthIn = (layout) => layout === "column" ? 226 : 196;
function styleOf({ name: name2, kind }, layout) {
  const inner = widthIn(layout) - 2 * padding;
  const lines = layout === "compact" ? [] : inTwoLines(kind, inner, 11);
  return {
    name: fit(name2, inner, boldName),
    kind: lines,
    height: lines.length === 0 ? lowest : 78 + 14 * lines.length
  };
}
function box(node, index, { x, y }, { width, height }, layout) {
  const { name: name2, kind } = styleOf(node, layout);
  const text3 = (of, at, contents) => `<text class="${of}" x="${padding}" y="${at}"${contents}`;
  return [
    `<g class="node" data-node="${index}" transform="translate(${x} ${y})">`,
    `<title>${escaped2(`${node.name} (${node.kind})`)}</title>`,
    `<rect class="box" width="${width}" height="${height}" rx="10"/>`,
    text3("name", 26, `>${escaped2(name2)}</text>`),
    ...kind.map((line, at) => text3("kind", 42 + at * 14, `>${escaped2(line)}</text>`)),
    text3("passed", layout === "compact" ? 44 : height - 32, ' data-figure="passed"></text>'),
    layout === "compact" ? "" : text3("lag", height - 16, ' data-figure="lag"></text>'),
    `<g class="badges" data-figure="state" data-right="${width - padding}" data-y="-10"></g>`,
    `<g class="badges" data-figure="ends" data-left="${padding}" data-y="${height - 10}"></g>`,
    "</g>"
  ].join("");
}
var entities3 = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
var escaped2 = (text3) => text3.replace(/[\p{Cc}\ufffe\uffff]/gu, "").replace(/[&<>"]/g, (sign2) => entities3[sign2]);

// runtime/view/page-files.ts
var pageFiles = { "alarms.js": "import { byId, element, part, say, showList, write } from './elements.js';\n/** @import { FiredAlarm } from '../state.ts' */\n\n/** The alarms that fired when the page looked last. @type {ReadonlySet<string>} */\nlet firing = new Set();\n\n/** The alarms that have fired, each with its page of the runbook. @param {readonly FiredAlarm[]} alarms */\nexport function showAlarms(alarms) {\n  byId('alarms-card').hidden = alarms.length === 0;\n  const on = alarms.filter((alarm) => alarm.on);\n  write(byId('alarms-count'), on.length > 0 ? `${on.length} firing` : '');\n  for (const { id, description } of on) if (!firing.has(id)) say(`Alarm ${id}: ${description}`);\n  firing = new Set(on.map(({ id }) => id));\n  showList(\n    byId('alarms'),\n    alarms,\n    ({ id }) => id,\n    alarmItem,\n    (item, alarm) => {\n      item.dataset['state'] = alarm.on ? 'alarm' : 'ok';\n      write(part(item, 'state'), alarm.on ? 'firing' : 'over');\n    },\n  );\n}\n\n/** @param {FiredAlarm} alarm */\nfunction alarmItem({ id, description, page }) {\n  const link = page === undefined ? [] : [pageLink(page)];\n  return element(\n    'li',\n    {},\n    element(\n      'div',\n      {},\n      element('p', { class: 'reason' }, id, ' ', element('span', { class: 'tally', 'data-part': 'state' })),\n      element('p', { class: 'muted' }, description),\n    ),\n    ...link,\n  );\n}\n\n/** @param {string} page */\nconst pageLink = (page) =>\n  element(\n    'a',\n    { href: `/runbook?${new URLSearchParams({ page })}`, target: '_blank', rel: 'noopener', class: 'runbook' },\n    'Runbook',\n    element('span', { class: 'unseen' }, ` page ${page}, in a new window`),\n  );\n", "attention.js": "// When a node needs attention, and why. The page and the terminal use the same rules.\nimport { count, duration } from './format.js';\n/** @import { FaultSwitch, ViewNode } from '../state.ts' */\n\n/**\n * A node is behind when the slowest hundredth of its records was later than this, in milliseconds on the clock of the run,\n * over the last half minute; or when its backlog grows.\n */\nexport const highLag = 30_000;\n\n/** A backlog grows when so many records wait, and more of them at each of so many looks, a second apart. */\nexport const backlog = { records: 100, looks: 5 };\n\n/**\n * @typedef {object} Attention\n * @property {string} short - a few words for the node itself: \"2 faults on · behind\"\n * @property {string} long - a sentence for those who want to know why\n */\n\n/** Milliseconds between two looks at the backlogs. */\nconst pause = 900;\n\n/** Looks at the nodes, and remembers how their backlogs grew. */\nexport class Lookout {\n  #looked = -Infinity;\n  /** @type {Map<string, { waiting: number, rises: number, peak: number }>} */\n  #backlogs = new Map();\n\n  /**\n   * What needs attention, by the name of the node. It may be asked more often than it looks.\n   *\n   * @param {{ nodes: readonly ViewNode[], faults: readonly FaultSwitch[] }} state\n   * @param {number} now - milliseconds of real time\n   * @returns {Map<string, Attention>}\n   */\n  look({ nodes, faults }, now) {\n    if (now - this.#looked >= pause) {\n      for (const node of nodes) this.#remember(node);\n      this.#looked = now;\n    }\n    /** @type {Map<string, Attention>} */\n    const found = new Map();\n    for (const node of nodes) {\n      const on = faults.filter((fault) => fault.on && fault.nodes.includes(node.name));\n      const why = [this.#growing(node), lagging(node)].filter((reason) => reason !== undefined);\n      if (on.length === 0 && why.length === 0) continue;\n      const switched = on.length === 1 ? '1 fault on' : on.length > 1 ? `${on.length} faults on` : '';\n      found.set(node.name, {\n        short: [switched, why.length > 0 ? 'behind' : ''].filter(Boolean).join(' · '),\n        long: [\n          ...(on.length > 0 ? [`${switched}: ${on.map(({ title }) => title).join(', ')}`] : []),\n          ...why.map((reason) => `behind: ${reason}`),\n        ].join('; '),\n      });\n    }\n    return found;\n  }\n\n  /**\n   * A backlog that grew stays one until half of it is gone.\n   *\n   * @param {ViewNode} node\n   */\n  #remember({ name, waiting }) {\n    const before = this.#backlogs.get(name);\n    const rises = before && waiting > before.waiting ? before.rises + 1 : 0;\n    const begins = rises >= backlog.looks && waiting >= backlog.records;\n    const known = before?.peak ?? 0;\n    const lasts = known > 0 && waiting >= backlog.records && waiting > known / 2;\n    const peak = begins || lasts ? Math.max(known, waiting) : 0;\n    this.#backlogs.set(name, { waiting, rises, peak });\n  }\n\n  /** @param {ViewNode} node */\n  #growing({ name, waiting }) {\n    return (this.#backlogs.get(name)?.peak ?? 0) > 0 ? `${count(waiting)} records wait` : undefined;\n  }\n}\n\n/** @param {ViewNode} node */\nconst lagging = ({ lag }) => (lag && lag.p99 >= highLag ? `lag p99 ${duration(lag.p99)}` : undefined);\n", "badges.js": "const svg = 'http://www.w3.org/2000/svg';\n\n/** Pixels. */\nconst [height, inside, between] = [20, 9, 6];\n\n/**\n * @typedef {object} Badge\n * @property {string} kind - its class\n * @property {string} text\n */\n\n/**\n * Shows badges side by side in a group of the diagram, from its left end, or up to its right end.\n *\n * @param {Element} group\n * @param {readonly Badge[]} badges\n */\nexport function showBadges(group, badges) {\n  const wanted = JSON.stringify(badges);\n  if (group.getAttribute('data-shown') === wanted) return;\n  group.setAttribute('data-shown', wanted);\n  group.replaceChildren(...badges.map(made));\n  const widths = [...group.children].map((badge) => {\n    const text = /** @type {SVGTextElement} */ (badge.lastElementChild);\n    const width = Math.ceil(text.getComputedTextLength()) + 2 * inside;\n    badge.firstElementChild?.setAttribute('width', String(width));\n    return width;\n  });\n  const right = group.getAttribute('data-right');\n  const all = widths.reduce((sum, width) => sum + width + between, -between);\n  let x = right === null ? Number(group.getAttribute('data-left')) : Number(right) - all;\n  for (const [index, badge] of [...group.children].entries()) {\n    badge.setAttribute('transform', `translate(${x} ${group.getAttribute('data-y')})`);\n    x += (widths[index] ?? 0) + between;\n  }\n}\n\n/** @param {Badge} badge */\nfunction made({ kind, text: words }) {\n  const badge = document.createElementNS(svg, 'g');\n  badge.setAttribute('class', `badge ${kind}`);\n  const box = document.createElementNS(svg, 'rect');\n  box.setAttribute('height', String(height));\n  box.setAttribute('rx', String(height / 2));\n  const text = document.createElementNS(svg, 'text');\n  text.setAttribute('x', String(inside));\n  text.setAttribute('y', '14');\n  text.textContent = words;\n  badge.append(box, text);\n  return badge;\n}\n", "charts.js": "import { element } from './elements.js';\nimport { count } from './format.js';\n/** @import { Chart } from '../state.ts' */\n\nconst svg = 'http://www.w3.org/2000/svg';\nconst [width, line, labelWidth, valueWidth] = [640, 24, 150, 110];\n/** Colours that page.css has. */\nconst colours = 4;\n\n/**\n * Horizontal bars, longest at the full width. Who does not see them hears the same numbers.\n *\n * @param {Chart} chart\n */\nexport function drawn({ title, labels, series }) {\n  const totals = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));\n  const most = Math.max(...totals, 1);\n  const scale = (width - labelWidth - valueWidth) / most;\n  const height = labels.length * line;\n  const picture = shape('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img' });\n  picture.setAttribute('aria-label', labels.map((label, at) => `${label}: ${count(totals[at] ?? 0)}`).join(', '));\n  for (const [at, label] of labels.entries()) {\n    picture.append(text(label, { x: '0', y: `${at * line + 16}` }));\n    let x = labelWidth;\n    for (const [index, { name, values }] of series.entries()) {\n      const length = (values[at] ?? 0) * scale;\n      const bar = shape('rect', {\n        class: `series-${index % colours}`,\n        x: `${x}`,\n        y: `${at * line + 4}`,\n        width: `${length}`,\n        height: `${line - 8}`,\n      });\n      bar.append(text(`${name}: ${count(values[at] ?? 0)}`, {}, 'title'));\n      picture.append(bar);\n      x += length;\n    }\n    picture.append(text(count(totals[at] ?? 0), { class: 'value', x: `${width}`, y: `${at * line + 16}` }));\n  }\n  return element('figure', { class: 'chart' }, element('figcaption', {}, title), picture, legend(series));\n}\n\n/** @param {Chart['series']} series */\nfunction legend(series) {\n  const names = series.flatMap(({ name }, index) => {\n    const sample = shape('svg', { viewBox: '0 0 10 10', width: '10', height: '10', 'aria-hidden': 'true' });\n    sample.append(shape('rect', { class: `series-${index % colours}`, width: '10', height: '10' }));\n    return [element('li', {}, sample, ` ${name}`)];\n  });\n  return element('ul', { class: 'legend' }, ...names);\n}\n\n/**\n * @param {string} tag\n * @param {Record<string, string>} attributes\n */\nfunction shape(tag, attributes) {\n  const made = document.createElementNS(svg, tag);\n  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);\n  return made;\n}\n\n/**\n * @param {string} content\n * @param {Record<string, string>} attributes\n */\nfunction text(content, attributes, tag = 'text') {\n  const made = shape(tag, attributes);\n  made.textContent = content;\n  return made;\n}\n", "connection.js": "/** @import { ProbeAnswer, ViewProbe, ViewState } from '../state.ts' */\n\nconst token = document.querySelector('meta[name=\"token\"]')?.getAttribute('content') ?? '';\nconst patience = 10_000;\n\n/**\n * @param {string} path\n * @param {RequestInit} request\n * @returns {Promise<any>}\n */\nasync function ask(path, request) {\n  const response = await fetch(path, { ...request, signal: AbortSignal.timeout(patience) });\n  const answer = await response.json();\n  if (!response.ok) throw new Error(answer.problem ?? `The run returned status ${response.status}.`);\n  return answer;\n}\n\n/**\n * `shape` changes with the diagram.\n *\n * @returns {Promise<ViewState & { shape: string }>}\n */\nexport const readState = () => ask('/state', {});\n\n/**\n * @param {Pick<ViewProbe, 'id' | 'acts'>} probe\n * @param {string} input\n * @returns {Promise<ProbeAnswer>}\n */\nexport const askProbe = ({ id, acts }, input) =>\n  acts ? post('/probe', { id, input }) : ask(`/probe?${new URLSearchParams({ id, input })}`, {});\n\n/**\n * @param {'right' | 'down' | 'compact' | 'column'} layout\n * @returns {Promise<Element>}\n */\nexport async function readDiagram(layout) {\n  const response = await fetch(`/diagram?layout=${layout}`, { signal: AbortSignal.timeout(patience) });\n  return new DOMParser().parseFromString(await response.text(), 'image/svg+xml').documentElement;\n}\n\n/** @param {string} key */\nexport const replay = (key) => post('/replay', { key });\n\n/**\n * @param {string} point\n * @param {boolean} on\n */\nexport const setFault = (point, on) => post('/faults', { point, on });\n\n/**\n * @param {string} path\n * @param {object} body\n */\nconst post = (path, body) =>\n  ask(path, {\n    method: 'POST',\n    headers: { 'content-type': 'application/json', 'x-page-token': token },\n    body: JSON.stringify(body),\n  });\n\n/**\n * Why something did not work, in a sentence.\n *\n * @param {unknown} error\n */\nexport const problemOf = (error) => (error instanceof Error ? error.message : String(error));\n", "diagram.js": "import { showBadges } from './badges.js';\nimport { readDiagram } from './connection.js';\nimport { byId, write } from './elements.js';\nimport { count, duration } from './format.js';\n/** @import { ViewEdge, ViewNode, ViewState } from '../state.ts' */\n/** @import { Attention } from './attention.js' */\n\n/** Best first. */\nconst layouts = /** @type {const} */ (['right', 'down', 'column', 'compact']);\n/** Below this part of their size, texts cannot be read: then a layout is taken that says less, but larger. */\nconst readable = 0.75;\n/** The first layout is taken that is nearly as large as the largest: the larger its text, the better it reads. */\nconst nearly = 0.92;\n/** A small pipeline is not blown up. */\nconst largest = 1.2;\n/** Where the diagram has to fit into the height of the window as well: as in page.css. */\nconst onOneView = matchMedia('(min-width: 1180px) and (min-height: 640px)');\n\nlet shape = '';\n/** @type {{ picture: SVGSVGElement, width: number, height: number }[]} */\nlet drawn = [];\n/** @type {readonly number[]} */\nlet before = [];\n/** @type {(() => void)} */\nlet fill = () => {};\n\n/**\n * The pipeline with the figures of now. What has moved since the last time shows so.\n *\n * @param {ViewState & { shape: string }} state\n * @param {ReadonlyMap<string, Attention>} attention\n */\nexport async function showPipeline(state, attention) {\n  if (state.shape !== shape) {\n    drawn = await Promise.all(layouts.map(read));\n    shape = state.shape;\n    before = [];\n    byId('diagram').replaceChildren();\n  }\n  const moved = state.edges.map((edge, index) => before.length > 0 && edge.count > (before[index] ?? 0));\n  before = state.edges.map((edge) => edge.count);\n  fill = () => fillIn(state, attention, moved);\n  fit();\n  fill();\n}\n\n/** @param {(typeof layouts)[number]} layout */\nasync function read(layout) {\n  const picture = /** @type {SVGSVGElement} */ (document.importNode(await readDiagram(layout), true));\n  return { picture, width: Number(picture.getAttribute('width')), height: Number(picture.getAttribute('height')) };\n}\n\n/** Takes the layout that suits the place, at the size at which it fits. */\nfunction fit() {\n  const place = byId('diagram');\n  const scaled = drawn.map((one) => {\n    const high = onOneView.matches ? place.clientHeight / one.height : Infinity;\n    return { ...one, scale: Math.min(place.clientWidth / one.width, high) };\n  });\n  const full = scaled.slice(0, -1);\n  const best = Math.min(1, Math.max(...full.map(({ scale }) => scale)));\n  const chosen = best < readable ? scaled.at(-1) : full.find(({ scale }) => scale >= nearly * best);\n  if (!chosen) return;\n  const scale = Math.min(largest, chosen.scale);\n  chosen.picture.style.width = `${Math.floor(chosen.width * scale)}px`;\n  chosen.picture.style.height = `${Math.floor(chosen.height * scale)}px`;\n  if (chosen.picture.isConnected) return;\n  place.replaceChildren(chosen.picture);\n}\n\nnew ResizeObserver(() => {\n  fit();\n  fill();\n}).observe(byId('diagram'));\n\n/**\n * @param {ViewState} state\n * @param {ReadonlyMap<string, Attention>} attention\n * @param {readonly boolean[]} moved\n */\nfunction fillIn(state, attention, moved) {\n  const place = byId('diagram');\n  for (const [index, edge] of state.edges.entries())\n    for (const group of place.querySelectorAll(`[data-edge=\"${index}\"]`)) {\n      group.classList.toggle('moving', moved[index] === true);\n      group.classList.toggle('quiet', edge.count === 0);\n      const figure = group.querySelector('[data-figure=\"count\"]');\n      if (figure) write(figure, count(edge.count));\n    }\n  for (const [index, node] of state.nodes.entries()) {\n    const group = place.querySelector(`[data-node=\"${index}\"]`);\n    if (group) showNode(group, node, state.edges, attention.get(node.name));\n  }\n}\n\n/**\n * @param {Element} group\n * @param {ViewNode} node\n * @param {readonly ViewEdge[]} edges\n * @param {Attention | undefined} attention\n */\nfunction showNode(group, node, edges, attention) {\n  const figure = (/** @type {string} */ name) =>\n    /** @type {Element} */ (group.querySelector(`[data-figure=\"${name}\"]`));\n  group.classList.toggle('attention', attention !== undefined);\n  const title = `${node.name} (${node.kind})`;\n  write(/** @type {Element} */ (group.querySelector('title')), attention ? `${title}: ${attention.long}` : title);\n  write(figure('passed'), passedBy(node, edges));\n  const lag = group.querySelector('[data-figure=\"lag\"]');\n  if (lag) write(lag, node.lag ? `p50 ${duration(node.lag.p50)} · p99 ${duration(node.lag.p99)}` : '');\n  showBadges(figure('state'), attention ? [{ kind: 'attention', text: attention.short }] : []);\n  const ends = /** @type {const} */ (['parked', 'dropped']);\n  showBadges(\n    figure('ends'),\n    ends.filter((end) => node[end] > 0).map((end) => ({ kind: end, text: `${count(node[end])} ${end}` })),\n  );\n}\n\n/**\n * A side on which nothing can pass is left out.\n *\n * @param {ViewNode} node\n * @param {readonly ViewEdge[]} edges\n */\nfunction passedBy(node, edges) {\n  const sides = [\n    { number: node.in, side: 'in', known: edges.some(({ to }) => to === node.name) },\n    { number: node.out, side: 'out', known: edges.some(({ from }) => from === node.name) },\n  ];\n  return sides\n    .filter(({ number, known }) => known || number > 0)\n    .map(({ number, side }) => `${count(number)} ${side}`)\n    .join(' · ');\n}\n", "elements.js": '// Everything that comes from events is text, never HTML: elements are made here and nowhere else.\n\n/**\n * @template {keyof HTMLElementTagNameMap} Tag\n * @param {Tag} tag\n * @param {Record<string, string>} attributes\n * @param {(string | Node)[]} children\n * @returns {HTMLElementTagNameMap[Tag]}\n */\nexport function element(tag, attributes, ...children) {\n  const made = document.createElement(tag);\n  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);\n  made.append(...children);\n  return made;\n}\n\n/**\n * The element of index.html with this id.\n *\n * @param {string} id\n */\nexport function byId(id) {\n  const found = document.getElementById(id);\n  if (!found) throw new Error(`The page has no element "${id}".`);\n  return found;\n}\n\n/**\n * Writes a text where it has changed: what stays the same is not read out again.\n *\n * @param {Element} target\n * @param {string} text\n */\nexport function write(target, text) {\n  if (target.textContent !== text) target.textContent = text;\n}\n\n/** @type {WeakMap<Element, Map<string, HTMLElement>>} */\nconst shown = new WeakMap();\n\n/**\n * Shows a list so that what stays keeps its element, and with it focus and state.\n *\n * @template Item\n * @param {Element} list\n * @param {readonly Item[]} items\n * @param {(item: Item) => string} keyOf\n * @param {(item: Item) => HTMLElement} made\n * @param {(made: HTMLElement, item: Item) => void} updated\n */\nexport function showList(list, items, keyOf, made, updated) {\n  const before = shown.get(list) ?? new Map();\n  /** @type {Map<string, HTMLElement>} */\n  const now = new Map();\n  for (const item of items) {\n    let key = keyOf(item);\n    while (now.has(key)) key += \' again\';\n    const node = before.get(key) ?? made(item);\n    updated(node, item);\n    now.set(key, node);\n  }\n  for (const [key, node] of before) if (!now.has(key)) node.remove();\n  let place = list.firstElementChild;\n  for (const node of now.values()) {\n    if (node === place) place = place.nextElementSibling;\n    else list.insertBefore(node, place);\n  }\n  shown.set(list, now);\n}\n\n/**\n * The part of `root` with this `data-part`.\n *\n * @param {Element} root\n * @param {string} name\n */\nexport function part(root, name) {\n  const found = root.querySelector(`[data-part="${name}"]`);\n  if (!found) throw new Error(`No part "${name}".`);\n  return found;\n}\n\n/**\n * Reads a sentence out, to those who do not see the page.\n *\n * @param {string} sentence\n */\nexport const say = (sentence) => write(byId(\'said\'), sentence);\n', "equation.js": "// What became of every event, in the words of the page and of the terminal.\n\n/** @import { VerdictCounts } from '../../contracts/verdict.ts' */\n\n/**\n * The terms of the equation, in its order: the first equals the sum of the others.\n *\n * @type {readonly { name: keyof VerdictCounts, word: string, meaning: string }[]}\n */\nexport const terms = [\n  { name: 'entered', word: 'entered', meaning: 'accepted by a source' },\n  { name: 'delivered', word: 'delivered', meaning: 'in the sink' },\n  { name: 'superseded', word: 'superseded', meaning: 'the sink has a newer one' },\n  { name: 'parked', word: 'parked', meaning: 'in a failure store, with a reason' },\n  { name: 'dropped', word: 'dropped', meaning: 'left out by a drop rule' },\n  { name: 'inFlight', word: 'in flight', meaning: 'on the way, or being retried' },\n  { name: 'lost', word: 'lost', meaning: 'none of these' },\n];\n\n/**\n * What stands before a term.\n *\n * @param {number} index\n */\nexport const signBefore = (index) => (index === 0 ? '' : index === 1 ? '=' : '+');\n\n/** What to do when something is lost: a sentence around a command. */\nexport const lostHelp = {\n  before: 'Lost events were accepted and are in no sink and in no failure store. Stop the run, then run ',\n  command: 'npm run local -- --check',\n  after: ': it names each lost event and prints the errors that the functions logged.',\n};\n", "faults.js": "import { problemOf, setFault } from './connection.js';\nimport { byId, element, part, say, showList, write } from './elements.js';\nimport { count } from './format.js';\n/** @import { FaultSwitch } from '../state.ts' */\n\n/** Switches whose change is on its way show what was wished. @type {Set<string>} */\nconst underWay = new Set();\n\n/** The switches, by the nodes where their faults strike. @param {readonly FaultSwitch[]} faults */\nexport function showFaults(faults) {\n  byId('no-faults').hidden = faults.length > 0;\n  byId('fault-hint').hidden = faults.length === 0;\n  const struck = faults.reduce((sum, one) => sum + one.struck, 0);\n  write(byId('struck'), struck > 0 ? `struck ${count(struck)} times` : '');\n  const groups = Map.groupBy(faults, ({ nodes }) => nodes.join(', '));\n  showList(\n    byId('faults'),\n    [...groups],\n    ([nodes]) => nodes,\n    ([nodes]) =>\n      element(\n        'div',\n        { class: 'group', role: 'group', 'aria-label': nodes },\n        element('p', { class: 'where' }, ...breakable(nodes)),\n        element('ul', { 'data-part': 'switches' }),\n      ),\n    (group, [, members]) =>\n      showList(\n        part(group, 'switches'),\n        members,\n        ({ point }) => point,\n        faultSwitch,\n        (item, { point, on, struck: times }) => {\n          if (!underWay.has(point)) /** @type {HTMLInputElement} */ (part(item, 'switch')).checked = on;\n          write(part(item, 'struck'), times > 0 ? `${count(times)}×` : '');\n        },\n      ),\n  );\n}\n\n/** A long name may break before a capital letter. @param {string} name */\nconst breakable = (name) => name.split(/(?<=[a-z])(?=[A-Z])/).flatMap((word) => [element('wbr', {}), word]);\n\n/** @param {FaultSwitch} fault */\nfunction faultSwitch({ point, title, explanation, source }) {\n  const about = `about-${point}`;\n  const input = element('input', {\n    type: 'checkbox',\n    role: 'switch',\n    'aria-describedby': about,\n    'data-part': 'switch',\n    'data-point': point,\n  });\n  input.addEventListener('change', () => void switched(input, point, title));\n  return element(\n    'li',\n    {},\n    element('label', {}, input, element('span', {}, title)),\n    element('span', { class: 'struck', 'data-part': 'struck', title: 'How often this fault struck' }),\n    element(\n      'p',\n      { class: 'about', id: about },\n      explanation,\n      ' ',\n      element('span', { class: 'source' }, `Documented in: ${source}.`),\n    ),\n  );\n}\n\n/**\n * @param {HTMLInputElement} input\n * @param {string} point\n * @param {string} title\n */\nasync function switched(input, point, title) {\n  const on = input.checked;\n  underWay.add(point);\n  try {\n    await setFault(point, on);\n    say(`${title} is ${on ? 'on' : 'off'}`);\n  } catch (error) {\n    input.checked = !on;\n    say(`${title} stays ${on ? 'off' : 'on'}: ${problemOf(error)}`);\n  } finally {\n    underWay.delete(point);\n  }\n}\n", "figures.js": "import { byId, element, part, showList, write } from './elements.js';\nimport { count, duration } from './format.js';\n/** @import { ViewEdge, ViewNode, ViewState } from '../state.ts' */\n/** @import { Attention } from './attention.js' */\n\n/** @type {readonly (readonly [string, (node: ViewNode) => string])[]} */\nconst columns = [\n  ['In', (node) => count(node.in)],\n  ['Out', (node) => count(node.out)],\n  ['Waiting', (node) => count(node.waiting)],\n  ['Parked', (node) => count(node.parked)],\n  ['Dropped', (node) => count(node.dropped)],\n  ['Lag p50', (node) => (node.lag ? duration(node.lag.p50) : '–')],\n  ['Lag p99', (node) => (node.lag ? duration(node.lag.p99) : '–')],\n];\n\n/**\n * What the diagram shows, as a table.\n *\n * @param {ViewState} state\n * @param {ReadonlyMap<string, Attention>} attention\n */\nexport function showFigures({ nodes, edges }, attention) {\n  showList(\n    byId('hops'),\n    nodes,\n    (node) => node.name,\n    (node) =>\n      element(\n        'tr',\n        {},\n        element('th', { scope: 'row' }, node.name, element('span', { class: 'muted' }, node.kind)),\n        element('td', { class: 'sends' }, element('ul', { 'data-part': 'sends' })),\n        element('td', { class: 'state', 'data-part': 'State' }),\n        ...columns.map(([name]) => element('td', { 'data-part': name })),\n      ),\n    (row, node) => {\n      showSent(\n        part(row, 'sends'),\n        edges.filter(({ from }) => from === node.name),\n      );\n      const why = attention.get(node.name);\n      write(part(row, 'State'), why ? why.long : '–');\n      row.classList.toggle('attention', why !== undefined);\n      for (const [name, figure] of columns) write(part(row, name), figure(node));\n      for (const name of /** @type {const} */ (['parked', 'dropped'])) row.classList.toggle(name, node[name] > 0);\n    },\n  );\n}\n\n/**\n * @param {Element} list\n * @param {readonly ViewEdge[]} edges\n */\nfunction showSent(list, edges) {\n  showList(\n    list,\n    edges,\n    ({ to, label }) => JSON.stringify([to, label]),\n    () => element('li', {}),\n    (item, { to, label, count: number }) => write(item, `${label} → ${to}: ${count(number)}`),\n  );\n}\n", "format.js": "// Figures and names as people read them: on the page, and in the terminal.\n\nconst whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });\nconst short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });\n\n/**\n * 12,480; from ten million on 12.5M.\n *\n * @param {number} number\n */\nexport const count = (number) => (Math.abs(number) < 10_000_000 ? whole : short).format(number);\n\n/**\n * 12,480, however large: figures that have to add up.\n *\n * @param {number} number\n */\nexport const exactly = (number) => whole.format(number);\n\n/**\n * A lag: 240 ms, 1.2 s, 3.4 min, 2.1 h.\n *\n * @param {number} ms\n */\nexport function duration(ms) {\n  if (ms < 999.5) return `${Math.round(ms)} ms`;\n  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;\n  if (ms < 3_597_000) return `${(ms / 60_000).toFixed(1)} min`;\n  return `${(ms / 3_600_000).toFixed(1)} h`;\n}\n\n/**\n * How long a run lasts: 0:07, 12:30, 1:02:03.\n *\n * @param {number} ms\n */\nexport function elapsed(ms) {\n  const seconds = Math.max(0, Math.floor(ms / 1000));\n  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];\n  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');\n  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;\n}\n\n/**\n * 1 record, 2 records.\n *\n * @param {number} number\n * @param {string} noun\n */\nexport const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;\n", "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="token" content="{{token}}" />
    <title>Local run</title>
    <link
      rel="icon"
      href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='6' fill='%230f766e'/%3E%3C/svg%3E"
    />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <a class="skip" href="#main">Skip to the pipeline</a>
    <header>
      <h1><span id="title">&nbsp;</span> <span class="eyebrow">local run</span></h1>
      <div class="run">
        <p class="status"><span class="dot" aria-hidden="true"></span><span id="status">Running</span></p>
        <p class="muted"><span class="unseen">for </span><span id="elapsed" class="figure">0:00</span></p>
        <button id="pause" type="button">Pause the page</button>
      </div>
    </header>
    <main id="main" tabindex="-1">
      <div class="first">
        <section class="card verdict" aria-labelledby="verdict-title">
          <h2 id="verdict-title" class="unseen">What became of every event</h2>
          <dl id="equation" class="equation"></dl>
          <div id="sinks" class="sinks" hidden>
            <table>
              <thead>
                <tr id="sink-terms">
                  <th scope="col">Sink</th>
                </tr>
              </thead>
              <tbody id="sink-rows"></tbody>
            </table>
          </div>
          <p id="lost-help" class="lost-help" role="alert" hidden></p>
        </section>

        <section id="alarms-card" class="card alarms" aria-labelledby="alarms-title" hidden>
          <h2 id="alarms-title">Alarms <span id="alarms-count" class="tally"></span></h2>
          <ul id="alarms" class="rows"></ul>
        </section>

        <div class="workspace">
          <section class="card pipeline" aria-labelledby="pipeline-title">
            <h2 id="pipeline-title">Pipeline</h2>
            <div id="diagram"></div>
          </section>
          <section class="card faults" aria-labelledby="faults-title">
            <h2 id="faults-title">Faults <span id="struck" class="tally"></span></h2>
            <p id="no-faults" class="empty" hidden>This run has no faults to switch on.</p>
            <div id="faults"></div>
            <p id="fault-hint" class="about hint">
              Switch a fault on and watch its node. Point at a fault to read what it does and where it is documented.
            </p>
          </section>
        </div>
      </div>

      <section class="card" aria-labelledby="figures-title">
        <details id="figures">
          <summary><h2 id="figures-title">Figures as a table</h2></summary>
          <div class="bounded" tabindex="0" role="region" aria-label="Figures of the pipeline">
            <table class="figures">
              <thead>
                <tr>
                  <th scope="col">Node</th>
                  <th scope="col">Sends</th>
                  <th scope="col">State</th>
                  <th scope="col">In</th>
                  <th scope="col">Out</th>
                  <th scope="col">Waiting</th>
                  <th scope="col">Parked</th>
                  <th scope="col">Dropped</th>
                  <th scope="col">Lag p50</th>
                  <th scope="col">Lag p99</th>
                </tr>
              </thead>
              <tbody id="hops"></tbody>
            </table>
          </div>
          <p class="muted aside">
            Live counts: an event that is processed again counts again here, and once in the equation at the top. Lags
            cover the last half minute.
          </p>
        </details>
      </section>

      <div class="columns">
        <div id="probes"></div>

        <section class="card" aria-labelledby="parked-title">
          <h2 id="parked-title" tabindex="-1">Failure store <span id="parked-count" class="tally"></span></h2>
          <p class="muted aside">
            Records that no retry can deliver. Replay puts them back into their source; records that fail again are
            parked again.
          </p>
          <p id="none-parked" class="empty">Nothing is parked.</p>
          <ul id="parked" class="rows bounded"></ul>
        </section>

        <section class="card" aria-labelledby="newest-title">
          <h2 id="newest-title">Newest events</h2>
          <p id="no-events" class="empty">No events yet.</p>
          <ol id="newest" class="bounded" tabindex="0" aria-labelledby="newest-title"></ol>
        </section>
      </div>

      <section id="notes-card" class="card" aria-labelledby="notes-title" hidden>
        <h2 id="notes-title">Stand-ins and limits</h2>
        <ul id="notes"></ul>
      </section>
    </main>
    <p id="said" class="unseen" role="status"></p>
    <p id="summary" class="unseen" role="status"></p>
  </body>
</html>
`, "lists.js": "import { problemOf, replay } from './connection.js';\nimport { byId, element, say, showList, write } from './elements.js';\nimport { plural } from './format.js';\n/** @import { ParkedRecords, ViewEvent } from '../state.ts' */\n\nconst clock = new Intl.DateTimeFormat(undefined, {\n  hour: '2-digit',\n  minute: '2-digit',\n  second: '2-digit',\n  hourCycle: 'h23',\n});\n\n/** @param {number} at */\nconst time = (at) => element('time', { datetime: new Date(at).toISOString() }, clock.format(at));\n\n/** @param {readonly ViewEvent[]} events */\nexport function showNewest(events) {\n  byId('no-events').hidden = events.length > 0;\n  showList(\n    byId('newest'),\n    events,\n    ({ at, id, what }) => JSON.stringify([at, id, what]),\n    ({ at, id, what }) =>\n      element('li', {}, time(at), element('span', { class: 'id' }, id), element('span', { class: 'what' }, what)),\n    () => {},\n  );\n}\n\n/** @param {readonly ParkedRecords[]} parked */\nexport function showParked(parked) {\n  const list = byId('parked');\n  const focused = list.contains(document.activeElement) ? document.activeElement : null;\n  byId('none-parked').hidden = parked.length > 0;\n  const records = parked.reduce((sum, one) => sum + one.records, 0);\n  write(byId('parked-count'), records > 0 ? plural(records, 'record') : '');\n  showList(\n    list,\n    parked,\n    ({ key }) => key,\n    parkedItem,\n    () => {},\n  );\n  // a keyboard user continues with the next object\n  if (focused && !focused.isConnected) (list.querySelector('button') ?? byId('parked-title')).focus();\n}\n\n/** @param {ParkedRecords} parked */\nfunction parkedItem({ key, kind, at, records, reason }) {\n  const button = element('button', { type: 'button', 'aria-label': `Replay ${key}` }, 'Replay');\n  button.addEventListener('click', () => void replayed(button, key));\n  return element(\n    'li',\n    {},\n    element(\n      'div',\n      {},\n      element('p', { class: 'reason' }, reason),\n      element('p', { class: 'muted' }, `${kind} · ${plural(records, 'record')} · `, time(at)),\n      element('p', { class: 'key' }, key),\n    ),\n    button,\n  );\n}\n\n/**\n * A disabled button would lose the focus: while it works, it stays and does nothing.\n *\n * @param {HTMLButtonElement} button\n * @param {string} key\n */\nasync function replayed(button, key) {\n  if (button.getAttribute('aria-disabled') === 'true') return;\n  button.setAttribute('aria-disabled', 'true');\n  write(button, 'Replaying');\n  try {\n    await replay(key);\n    write(button, 'Replayed');\n    say(`Replayed ${key}`);\n  } catch (error) {\n    button.removeAttribute('aria-disabled');\n    write(button, 'Replay');\n    say(`Not replayed: ${problemOf(error)}`);\n  }\n}\n\n/** @param {readonly string[]} notes */\nexport function showNotes(notes) {\n  byId('notes-card').hidden = notes.length === 0;\n  showList(\n    byId('notes'),\n    notes,\n    (note) => note,\n    (note) => element('li', {}, note),\n    () => {},\n  );\n}\n", "page.css": "/* In the order of the page: ground and type, head, equation, workspace (diagram and faults), then what lies below. */\n\n:root {\n  color-scheme: light dark;\n  --ground: light-dark(#f4f5f7, #0e1113);\n  --surface: light-dark(#ffffff, #16191d);\n  --raised: light-dark(#f7f8fa, #1d2126);\n  --text: light-dark(#1a1f24, #e8ebee);\n  --muted: light-dark(#58616b, #9ea8b3);\n  --border: light-dark(#e0e4e8, #2a3037);\n  --control: light-dark(#87909a, #6f7a85);\n  --line: light-dark(#aeb7c0, #505b66);\n  --shade: light-dark(#d5dade, #000000);\n  --accent: light-dark(#0f766e, #5eead4);\n  --accent-ground: light-dark(#e3f4f1, #10302c);\n  --on-accent: light-dark(#ffffff, #06201d);\n  --amber: light-dark(#b45309, #f5b041);\n  --amber-text: light-dark(#854100, #fcc566);\n  --amber-ground: light-dark(#fff4dc, #33260c);\n  --parked: light-dark(#5b3fb5, #c3b5fd);\n  --parked-ground: light-dark(#efebfc, #2a2346);\n  --dropped: light-dark(#47525d, #b9c4cf);\n  --dropped-ground: light-dark(#e9edf1, #2a3138);\n  --lost: light-dark(#b3123a, #ff9fb0);\n  --lost-ground: light-dark(#fde7ec, #47141f);\n  font:\n    15px/1.5 system-ui,\n    sans-serif;\n  background: var(--ground);\n  color: var(--text);\n}\n\n* {\n  box-sizing: border-box;\n  margin: 0;\n}\n\nbody {\n  max-width: 1680px;\n  margin: 0 auto;\n  padding: 0 clamp(12px, 1.7vw, 28px) 48px;\n}\n\nul,\nol {\n  list-style: none;\n  padding: 0;\n}\n\nh1 {\n  font-size: 20px;\n  line-height: 1.25;\n  letter-spacing: -0.01em;\n  overflow-wrap: anywhere;\n}\n\nh2 {\n  font-size: 15px;\n  line-height: 1.4;\n  margin-bottom: 10px;\n}\n\n[hidden] {\n  display: none !important;\n}\n\n:focus-visible {\n  outline: 2px solid var(--accent);\n  outline-offset: 2px;\n}\n\nmain:focus,\nh2:focus {\n  outline: none;\n}\n\n.muted,\n.empty {\n  color: var(--muted);\n}\n\n.unseen {\n  position: absolute;\n  width: 1px;\n  height: 1px;\n  overflow: hidden;\n  clip-path: inset(50%);\n  white-space: nowrap;\n}\n\n.figure,\n.diagram,\ntd,\ntime,\n.struck,\n.tally {\n  font-variant-numeric: tabular-nums;\n}\n\n.aside {\n  font-size: 13px;\n}\n\nh2 + .aside {\n  margin: -6px 0 14px;\n}\n\n.card {\n  min-width: 0;\n  padding: 16px 20px;\n  border: 1px solid var(--border);\n  border-radius: 12px;\n  background: var(--surface);\n}\n\n.tally:not(:empty) {\n  margin-left: 6px;\n  padding: 2px 9px;\n  border-radius: 10px;\n  background: var(--raised);\n  color: var(--muted);\n  font-size: 13px;\n  font-weight: 500;\n}\n\n#parked-count:not(:empty) {\n  background: var(--parked-ground);\n  color: var(--parked);\n}\n\n/* a list of any length: a shade at its edge tells that it goes on there */\n.bounded {\n  max-height: 420px;\n  overflow: auto;\n  background:\n    linear-gradient(var(--surface) 30%, transparent) local top / 100% 40px,\n    linear-gradient(transparent, var(--surface) 70%) local bottom / 100% 40px,\n    linear-gradient(var(--shade), transparent) scroll top / 100% 10px,\n    linear-gradient(transparent, var(--shade)) scroll bottom / 100% 10px;\n  background-repeat: no-repeat;\n}\n\n/* head */\n\n.skip {\n  position: absolute;\n  left: 16px;\n  top: -48px;\n  padding: 8px 12px;\n  border-radius: 8px;\n  background: var(--surface);\n  color: var(--accent);\n}\n\n.skip:focus {\n  top: 8px;\n}\n\nheader {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 8px 32px;\n  align-items: center;\n  justify-content: space-between;\n  padding: 12px 4px;\n}\n\n.eyebrow {\n  margin-left: 4px;\n  color: var(--muted);\n  font-size: 14px;\n  font-weight: 400;\n  letter-spacing: 0;\n  white-space: nowrap;\n}\n\n.run {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 8px 16px;\n  align-items: center;\n}\n\n.status {\n  display: flex;\n  gap: 8px;\n  align-items: center;\n  font-weight: 600;\n}\n\n.dot {\n  width: 9px;\n  height: 9px;\n  border-radius: 50%;\n  background: var(--accent);\n}\n\n[data-status='paused'] .dot {\n  background: var(--amber);\n}\n\n[data-status='gone'] .dot {\n  background: var(--control);\n}\n\n/* the equation */\n\n.equation {\n  display: grid;\n  grid-template-columns: repeat(7, auto);\n  justify-content: space-between;\n  gap: 4px 12px;\n}\n\n.term {\n  position: relative;\n  display: grid;\n  grid-template: 'figure' auto 'word' auto 'meaning' auto / minmax(0, 1fr);\n  align-content: start;\n  padding-left: 26px;\n}\n\n.term:first-child {\n  padding-left: 0;\n}\n\n.sign {\n  position: absolute;\n  left: 0;\n  top: 5px;\n  color: var(--muted);\n  font-size: 20px;\n  line-height: 1.2;\n}\n\n.term dt {\n  grid-area: word;\n  font-size: 14px;\n  font-weight: 600;\n}\n\n.term .figure {\n  grid-area: figure;\n  font-size: 27px;\n  font-weight: 650;\n  line-height: 1.2;\n  letter-spacing: -0.015em;\n}\n\n.term .muted {\n  grid-area: meaning;\n  max-width: 19ch;\n  font-size: 12.5px;\n  line-height: 1.35;\n}\n\n.term:not(.some, .entered, .lost) .figure {\n  color: var(--muted);\n  font-weight: 500;\n}\n\n.term.parked.some .figure {\n  color: var(--parked);\n}\n\n.term.dropped.some .figure {\n  color: var(--dropped);\n}\n\n/* the result: it stands out whatever it is */\n.term.lost {\n  margin: -8px -10px -8px 0;\n  padding: 8px 16px 8px 14px;\n  border-radius: 8px;\n  background: var(--accent-ground);\n}\n\n.term.lost .sign {\n  left: -20px;\n  top: 13px;\n}\n\n.term.lost .figure,\n.term.lost dt {\n  color: var(--accent);\n}\n\n.term.lost.some {\n  background: var(--lost-ground);\n}\n\n.term.lost.some .figure,\n.term.lost.some dt,\n.lost-help,\ntr.lost [data-part='lost'] {\n  color: var(--lost);\n}\n\n.lost-help code {\n  white-space: nowrap;\n}\n\n.lost-help {\n  margin-top: 14px;\n  font-size: 14px;\n  font-weight: 500;\n}\n\n.sinks {\n  margin-top: 10px;\n}\n\n.sinks th,\n.sinks td {\n  padding: 2px 12px 2px 0;\n  font-size: 13px;\n}\n\n.sinks tr:last-child > * {\n  border-bottom: 0;\n}\n\n/* diagram and faults */\n\n.first {\n  display: flex;\n  flex-direction: column;\n  gap: 12px;\n}\n\n.workspace {\n  display: grid;\n  gap: 12px;\n}\n\n#diagram {\n  display: flex;\n  align-items: center;\n  justify-content: center;\n  min-height: 160px;\n}\n\n.faults {\n  display: flex;\n  flex-direction: column;\n}\n\n#faults {\n  columns: 340px;\n  column-gap: 40px;\n}\n\n.where {\n  padding: 6px 0 4px;\n  break-after: avoid;\n  color: var(--muted);\n  font-size: 13px;\n  font-weight: 600;\n  overflow-wrap: anywhere;\n}\n\n.group li {\n  display: grid;\n  grid-template-columns: minmax(0, 1fr) auto;\n  gap: 0 8px;\n  align-items: center;\n  padding-bottom: 10px;\n  break-inside: avoid;\n}\n\n.group label {\n  display: flex;\n  gap: 10px;\n  align-items: center;\n  min-height: 28px;\n  cursor: pointer;\n}\n\n.struck {\n  color: var(--muted);\n  font-size: 13px;\n}\n\n.about {\n  grid-column: 1 / -1;\n  padding-left: 44px;\n  color: var(--muted);\n  font-size: 13px;\n  line-height: 1.45;\n}\n\n.source {\n  display: block;\n}\n\n.hint {\n  display: none;\n}\n\n/* verdict, diagram and faults share one view: the fault that is pointed at is explained below the list */\n@media (min-width: 1180px) and (min-height: 640px) {\n  header {\n    height: 60px;\n  }\n\n  .first {\n    height: calc(100svh - 60px - 20px);\n    min-height: 660px;\n  }\n\n  .workspace {\n    flex: 1;\n    min-height: 0;\n    grid-template-columns: minmax(0, 1fr) 436px;\n  }\n\n  .pipeline {\n    display: flex;\n    flex-direction: column;\n    min-height: 0;\n  }\n\n  #diagram {\n    flex: 1;\n    min-height: 0;\n  }\n\n  .faults {\n    position: relative;\n    min-height: 0;\n    padding-bottom: 0;\n  }\n\n  #faults {\n    columns: 2;\n    column-gap: 20px;\n    min-height: 0;\n    margin: 0 -20px;\n    padding: 0 20px;\n    overflow: auto;\n  }\n\n  .group {\n    padding-bottom: 4px;\n  }\n\n  .where {\n    padding: 2px 0;\n    font-weight: 500;\n  }\n\n  .group li {\n    padding: 0;\n  }\n\n  .group label {\n    gap: 8px;\n    min-height: 20px;\n    font-size: 12.5px;\n    line-height: 1.2;\n  }\n\n  .about {\n    position: absolute;\n    right: 0;\n    bottom: 0;\n    left: 0;\n    height: 102px;\n    padding: 10px 20px;\n    overflow: auto;\n    border-top: 1px solid var(--border);\n    border-radius: 0 0 12px 12px;\n    background: var(--raised);\n  }\n\n  /* every row of a sink costs height: the terms say enough */\n  .verdict:has(.sinks:not([hidden])) .term .muted {\n    display: none;\n  }\n\n  .hint {\n    display: block;\n    position: static;\n    flex: none;\n    margin: auto -20px 0;\n  }\n\n  .group .about {\n    visibility: hidden;\n  }\n\n  .group li:hover .about,\n  #faults:not(:has(li:hover)) li:focus-within .about {\n    visibility: visible;\n  }\n}\n\n/* inside the diagram */\n\n.diagram {\n  display: block;\n  flex: none;\n  font-size: 12px;\n  overflow: visible;\n}\n\n.diagram .box {\n  fill: var(--raised);\n  stroke: var(--border);\n  transition:\n    fill 300ms,\n    stroke 300ms;\n}\n\n.diagram text {\n  fill: var(--text);\n}\n\n.diagram .kind,\n.diagram .what,\n.diagram .lag {\n  fill: var(--muted);\n}\n\n.diagram .kind,\n.diagram .what {\n  font-size: 11px;\n}\n\n.diagram .name {\n  font-size: 15px;\n  font-weight: 600;\n}\n\n.diagram .attention .box {\n  fill: var(--amber-ground);\n  stroke: var(--amber);\n  stroke-width: 1.5;\n}\n\n.diagram .attention .kind,\n.diagram .attention .lag {\n  fill: var(--text);\n}\n\n.diagram .line,\n.diagram .flow,\n.diagram .arrow {\n  fill: none;\n  stroke: var(--line);\n  stroke-width: 1.5;\n}\n\n.diagram .back .line {\n  stroke-dasharray: 5 4;\n}\n\n.diagram .flow {\n  stroke: var(--accent);\n  stroke-width: 2;\n  stroke-linecap: round;\n  stroke-dasharray: 1 11;\n  opacity: 0;\n  transition: opacity 400ms;\n}\n\n.diagram .moving .flow {\n  opacity: 1;\n  animation: flow 900ms linear infinite;\n}\n\n@keyframes flow {\n  from {\n    stroke-dashoffset: 24;\n  }\n}\n\n.diagram .label text {\n  paint-order: stroke;\n  stroke: var(--surface);\n  stroke-width: 5px;\n  stroke-linejoin: round;\n}\n\n.diagram .label.middle text {\n  text-anchor: middle;\n}\n\n.diagram .label.end text {\n  text-anchor: end;\n}\n\n.diagram .count {\n  font-size: 12.5px;\n  font-weight: 600;\n}\n\n.diagram .quiet .count {\n  fill: var(--muted);\n  font-weight: 400;\n}\n\n.diagram .badge text {\n  font-size: 11.5px;\n  font-weight: 600;\n}\n\n.diagram .badge.attention rect {\n  fill: var(--surface);\n  stroke: var(--amber);\n  stroke-width: 1.5;\n}\n\n.diagram .badge.attention text {\n  fill: var(--amber-text);\n}\n\n.diagram .badge.parked rect {\n  fill: var(--parked-ground);\n}\n\n.diagram .badge.parked text {\n  fill: var(--parked);\n}\n\n.diagram .badge.dropped rect {\n  fill: var(--dropped-ground);\n}\n\n.diagram .badge.dropped text {\n  fill: var(--dropped);\n}\n\n/* below */\n\n#main > .card,\n.columns {\n  margin-top: 12px;\n}\n\n.columns {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 12px;\n}\n\n.columns .card {\n  flex: 1 1 400px;\n}\n\n#probes {\n  display: contents;\n}\n\n.chart {\n  margin: 12px 0;\n}\n\n.chart figcaption {\n  font-weight: 600;\n}\n\n.chart > svg {\n  display: block;\n  width: 100%;\n}\n\n.chart .legend {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 4px 16px;\n  font-size: 13px;\n}\n\n.chart text {\n  fill: var(--text);\n  font-size: 13px;\n}\n\n.chart .value {\n  text-anchor: end;\n}\n\n.chart .series-0 {\n  fill: var(--accent);\n}\n\n.chart .series-1 {\n  fill: var(--amber);\n}\n\n.chart .series-2 {\n  fill: var(--parked);\n}\n\n.chart .series-3 {\n  fill: var(--muted);\n}\n\ntable {\n  width: 100%;\n  border-collapse: collapse;\n  font-size: 14px;\n}\n\nth,\ntd {\n  padding: 8px 12px 8px 0;\n  border-bottom: 1px solid var(--border);\n  text-align: right;\n  white-space: nowrap;\n}\n\ntr > th:first-child,\n.figures th:nth-child(2),\n.figures th:nth-child(3),\n.sends,\n.state {\n  text-align: left;\n}\n\n.state {\n  min-width: 16ch;\n  white-space: normal;\n}\n\ntbody th {\n  font-weight: 600;\n}\n\ntbody th span {\n  display: block;\n  font-weight: 400;\n}\n\nthead th {\n  color: var(--muted);\n  font-weight: 500;\n}\n\ntr.attention .state {\n  color: var(--amber-text);\n  font-weight: 500;\n}\n\ntr.parked [data-part='Parked'] {\n  color: var(--parked);\n}\n\ntr.dropped [data-part='Dropped'] {\n  color: var(--dropped);\n}\n\nsummary h2 {\n  display: inline;\n}\n\n#figures[open] summary {\n  margin-bottom: 8px;\n}\n\n#figures .aside {\n  margin-top: 10px;\n}\n\n/* controls */\n\nbutton,\ninput[type='search'] {\n  min-height: 36px;\n  border: 1px solid var(--control);\n  border-radius: 8px;\n  background: var(--surface);\n  color: inherit;\n  font: inherit;\n}\n\nbutton {\n  padding: 0 14px;\n  font-weight: 500;\n  cursor: pointer;\n}\n\nbutton:hover {\n  background: var(--raised);\n  border-color: var(--accent);\n}\n\nbutton.primary {\n  border-color: var(--accent);\n  background: var(--accent);\n  color: var(--on-accent);\n}\n\nbutton[aria-disabled='true'] {\n  border-color: var(--border);\n  color: var(--muted);\n  cursor: default;\n}\n\nsummary {\n  width: fit-content;\n  border-radius: 6px;\n  color: var(--muted);\n  font-size: 14px;\n  cursor: pointer;\n}\n\n.field {\n  display: flex;\n  gap: 8px;\n  margin: 6px 0 12px;\n}\n\n.field input {\n  flex: 1;\n  min-width: 0;\n  padding: 0 12px;\n}\n\nform label {\n  color: var(--muted);\n  font-size: 14px;\n}\n\ncode,\npre,\n.key,\n.id {\n  font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;\n  font-size: 13px;\n}\n\n/* lists */\n\n#newest li {\n  display: grid;\n  grid-template-columns: auto minmax(12ch, 1fr) fit-content(60%);\n  gap: 16px;\n  align-items: baseline;\n  padding: 7px 0;\n  border-bottom: 1px solid var(--border);\n}\n\n#newest li:last-child,\n.rows li:last-child {\n  border-bottom: 0;\n}\n\n.what {\n  overflow-wrap: anywhere;\n}\n\n#newest time {\n  color: var(--muted);\n  font-size: 13px;\n}\n\n.id,\n.key {\n  overflow-wrap: anywhere;\n}\n\n.rows {\n  margin: 0 -4px;\n  padding: 0 4px;\n}\n\n.rows li {\n  display: flex;\n  gap: 16px;\n  align-items: start;\n  justify-content: space-between;\n  padding: 12px 0;\n  border-bottom: 1px solid var(--border);\n}\n\n.rows li:first-child {\n  padding-top: 4px;\n}\n\n.reason {\n  font-weight: 500;\n  overflow-wrap: anywhere;\n}\n\n.rows .muted {\n  font-size: 14px;\n}\n\n.key {\n  color: var(--muted);\n}\n\n[role='switch'] {\n  appearance: none;\n  flex: none;\n  width: 34px;\n  height: 20px;\n  border: 1px solid var(--control);\n  border-radius: 10px;\n  background: var(--raised);\n  cursor: pointer;\n  transition: background 150ms;\n}\n\n[role='switch']::before {\n  content: '';\n  display: block;\n  width: 12px;\n  height: 12px;\n  margin: 3px;\n  border-radius: 50%;\n  background: var(--control);\n  transition: transform 150ms;\n}\n\n[role='switch']:checked {\n  border-color: var(--accent);\n  background: var(--accent);\n}\n\n[role='switch']:checked::before {\n  background: var(--on-accent);\n  transform: translateX(14px);\n}\n\n.results ol {\n  margin: 4px 0 12px;\n}\n\n.results li {\n  padding: 10px 0;\n  border-top: 1px solid var(--border);\n}\n\n.results dl {\n  display: grid;\n  grid-template-columns: minmax(72px, max-content) minmax(0, 1fr);\n  gap: 2px 16px;\n  font-size: 14px;\n}\n\n.results dt {\n  color: var(--muted);\n}\n\n.results dd {\n  overflow-wrap: anywhere;\n}\n\npre {\n  max-height: 320px;\n  white-space: pre-wrap;\n  overflow-wrap: anywhere;\n  margin-top: 8px;\n  padding: 12px;\n  overflow: auto;\n  border-radius: 8px;\n  background: var(--raised);\n}\n\n#notes {\n  color: var(--muted);\n}\n\n#notes li + li {\n  margin-top: 4px;\n}\n\n@media (min-width: 1181px) {\n  #figures .bounded {\n    max-height: none;\n  }\n}\n\n/* too narrow for seven terms in a row: the sum first, then its parts */\n@media (max-width: 1179px) {\n  .equation {\n    grid-template-columns: repeat(3, minmax(0, 1fr));\n    gap: 14px 12px;\n  }\n\n  .term.entered {\n    grid-column: 1 / -1;\n  }\n\n  .term .muted {\n    max-width: none;\n  }\n\n  .term.lost {\n    margin: 0;\n    padding: 6px 10px 6px 30px;\n  }\n\n  .term.lost .sign {\n    left: 8px;\n    top: 11px;\n  }\n}\n\n/* where there is no room for a table: a card for each row */\n@media (max-width: 1179px) {\n  thead {\n    display: none;\n  }\n\n  table,\n  tbody {\n    display: block;\n  }\n\n  tr {\n    display: grid;\n    grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));\n    gap: 4px 24px;\n    padding: 12px 0;\n    border-bottom: 1px solid var(--border);\n  }\n\n  tr > th,\n  tr > .sends,\n  tr > .state {\n    grid-column: 1 / -1;\n  }\n\n  th,\n  td {\n    padding: 0;\n    border: 0;\n    white-space: normal;\n  }\n\n  td:not(.sends) {\n    display: flex;\n    gap: 12px;\n    justify-content: space-between;\n  }\n\n  .state {\n    justify-content: start !important;\n  }\n\n  td::before {\n    content: attr(data-part);\n    color: var(--muted);\n    font-weight: 400;\n  }\n\n  .sinks td::before {\n    content: attr(data-word);\n  }\n}\n\n@media (max-width: 560px) {\n  .card {\n    padding: 14px;\n  }\n\n  .equation {\n    grid-template-columns: repeat(2, minmax(0, 1fr));\n  }\n\n  .term {\n    padding-left: 20px;\n  }\n\n  #newest li {\n    grid-template-columns: auto minmax(0, 1fr);\n    gap: 0 16px;\n  }\n\n  .what {\n    grid-column: 2;\n  }\n\n  .rows li {\n    flex-direction: column;\n    gap: 8px;\n  }\n}\n\n@media (prefers-reduced-motion: reduce) {\n  * {\n    animation: none !important;\n    transition: none !important;\n  }\n}\n\n@media (forced-colors: active) {\n  [role='switch'],\n  .dot {\n    forced-color-adjust: none;\n  }\n}\n\n/* alarms */\n\n.alarms li {\n  align-items: start;\n}\n\n.alarms li[data-state='alarm'] .tally {\n  background: var(--lost-ground);\n  color: var(--lost);\n}\n\n.runbook {\n  color: var(--accent);\n}\n", "page.js": "import { readState } from './connection.js';\nimport { Lookout } from './attention.js';\nimport { showAlarms } from './alarms.js';\nimport { showPipeline } from './diagram.js';\nimport { byId, say, write } from './elements.js';\nimport { terms } from './equation.js';\nimport { showFaults } from './faults.js';\nimport { showFigures } from './figures.js';\nimport { elapsed, exactly } from './format.js';\nimport { showNewest, showNotes, showParked } from './lists.js';\nimport { offerProbes } from './probes.js';\nimport { showVerdict } from './verdict.js';\n/** @import { ViewState } from '../state.ts' */\n/** @import { Attention } from './attention.js' */\n\n/** Milliseconds from an answer to the next question. */\nconst pause = { running: 1000, gone: 2000 };\n/** Milliseconds from one summary to the next that is read out. */\nconst quiet = 20_000;\n\nconst lookout = new Lookout();\nlet stopped = false;\n/** @type {'running' | 'paused' | 'gone'} */\nlet status = 'running';\nlet lastSummary = 0;\n\nasync function refresh() {\n  try {\n    if (!stopped && !document.hidden) await show(await readState().catch(() => undefined));\n  } finally {\n    setTimeout(() => void refresh(), status === 'gone' ? pause.gone : pause.running);\n  }\n}\n\n/** @param {(ViewState & { shape: string }) | undefined} state */\nasync function show(state) {\n  if (stopped) return;\n  tell(state ? 'running' : 'gone');\n  if (!state) return;\n  document.title = `${state.title} · local run`;\n  write(byId('title'), state.title);\n  write(byId('elapsed'), elapsed(state.now - state.startedAt));\n  showVerdict(state.verdict);\n  showAlarms(state.alarms);\n  const attention = lookout.look(state, performance.now());\n  showFaults(state.faults);\n  await showPipeline(state, attention);\n  showFigures(state, attention);\n  offerProbes(state.probes);\n  showNewest(state.newest);\n  showParked(state.parked);\n  showNotes(state.notes);\n  summarize(state, attention);\n}\n\n/**\n * @param {ViewState} state\n * @param {ReadonlyMap<string, Attention>} attention\n */\nfunction summarize({ verdict, alarms }, attention) {\n  if (performance.now() - lastSummary < quiet) return;\n  lastSummary = performance.now();\n  const counts = terms.map(({ name, word }) => `${exactly(verdict[name])} ${word}`).join(', ');\n  const nodes = [...attention].map(([name, { short }]) => `${name}: ${short}`);\n  const fired = alarms.filter(({ on }) => on).map(({ id }) => `Alarm ${id}`);\n  write(byId('summary'), [`Events: ${counts}`, ...fired, ...nodes].join('. '));\n}\n\n/** @param {typeof status} next */\nfunction tell(next) {\n  if (next === status) return;\n  status = next;\n  const words = { running: 'Running', paused: 'Page paused; the pipeline keeps running', gone: 'The run has ended' };\n  document.documentElement.dataset['status'] = next;\n  write(byId('status'), words[next]);\n  say(words[next]);\n}\n\nbyId('pause').addEventListener('click', () => {\n  stopped = !stopped;\n  write(byId('pause'), stopped ? 'Resume the page' : 'Pause the page');\n  tell(stopped ? 'paused' : 'running');\n});\ndocument.documentElement.dataset['status'] = status;\nvoid refresh();\n", "probes.js": "import { drawn } from './charts.js';\nimport { askProbe, problemOf } from './connection.js';\nimport { byId, element, showList } from './elements.js';\nimport { count } from './format.js';\n/** @import { ViewProbe } from '../state.ts' */\n\n/** More are in the answer itself. */\nconst shownAtMost = 20;\n\n/** A card for each probe that the run offers. @param {readonly ViewProbe[]} probes */\nexport function offerProbes(probes) {\n  showList(\n    byId('probes'),\n    probes,\n    (probe) => JSON.stringify(probe),\n    card,\n    () => {},\n  );\n}\n\n/** @param {ViewProbe} probe */\nfunction card(probe) {\n  const { id, title, label, placeholder, action } = probe;\n  const [field, heading] = [`probe-${id}`, `probe-${id}-title`];\n  const input = element('input', { id: field, type: 'search', placeholder, autocomplete: 'off', spellcheck: 'false' });\n  const outcome = element('p', { class: 'muted outcome', role: 'status' });\n  const results = element('div', { class: 'results' });\n  const form = element(\n    'form',\n    { 'aria-labelledby': heading },\n    element('label', { for: field }, label),\n    element('div', { class: 'field' }, input, element('button', { type: 'submit', class: 'primary' }, action)),\n  );\n  let latest = 0;\n  form.addEventListener('submit', (event) => {\n    event.preventDefault();\n    const turn = ++latest;\n    void answered(probe, input.value.trim()).then(({ sentence, parts }) => {\n      if (turn !== latest) return;\n      outcome.textContent = sentence;\n      results.replaceChildren(...parts);\n    });\n  });\n  return element(\n    'section',\n    { class: 'card probe', 'aria-labelledby': heading },\n    element('h2', { id: heading }, title),\n    form,\n    outcome,\n    results,\n  );\n}\n\n/**\n * @param {ViewProbe} probe\n * @param {string} input\n * @returns {Promise<{ sentence: string, parts: HTMLElement[] }>}\n */\nasync function answered(probe, input) {\n  const began = performance.now();\n  try {\n    const { summary, failed, rows, charts = [], raw } = await askProbe(probe, input);\n    const shown = rows.slice(0, shownAtMost);\n    const more = rows.length > shown.length ? `; the first ${shown.length} are shown` : '';\n    const took = Math.round(performance.now() - began);\n    const list = element('ol', { class: 'bounded', tabindex: '0', 'aria-label': 'Results' }, ...shown.map(row));\n    return {\n      sentence: `${summary} in ${took} ms${more}.`,\n      parts: [...charts.map(drawn), ...(shown.length > 0 ? [list] : []), whole(raw, failed || shown.length === 0)],\n    };\n  } catch (error) {\n    return { sentence: `No answer: ${problemOf(error)}`, parts: [] };\n  }\n}\n\n/** @param {Readonly<Record<string, unknown>>} record */\nfunction row(record) {\n  const fields = Object.entries(record).flatMap(([name, value]) => [\n    element('dt', {}, name),\n    element('dd', {}, typeof value === 'string' ? value : JSON.stringify(value)),\n  ]);\n  return element('li', {}, element('dl', {}, ...fields));\n}\n\n/**\n * @param {unknown} raw\n * @param {boolean} open\n */\nfunction whole(raw, open) {\n  const text = typeof raw === 'string' ? raw : JSON.stringify(raw, null, 2);\n  const details = element(\n    'details',\n    {},\n    element('summary', {}, `Raw response, ${count(text.length)} characters`),\n    element('pre', { tabindex: '0' }, text),\n  );\n  details.open = open;\n  return details;\n}\n", "verdict.js": "import { byId, element, part, showList, write } from './elements.js';\nimport { lostHelp, signBefore, terms } from './equation.js';\nimport { exactly } from './format.js';\n/** @import { ViewVerdict } from '../../contracts/verdict.ts' */\n\n/** The equation of the run, and of each sink where there are several. @param {ViewVerdict} verdict */\nexport function showVerdict(verdict) {\n  const list = byId('equation');\n  showList(\n    list,\n    [...terms.entries()],\n    ([, { name }]) => name,\n    ([index, { name, word, meaning }]) =>\n      element(\n        'div',\n        { class: `term ${name}` },\n        element('span', { class: 'sign', 'aria-hidden': 'true' }, signBefore(index)),\n        element('dt', {}, word),\n        element('dd', { class: 'figure', 'data-part': 'figure' }),\n        element('dd', { class: 'muted' }, meaning),\n      ),\n    (term, [, { name }]) => {\n      write(part(term, 'figure'), exactly(verdict[name]));\n      term.classList.toggle('some', verdict[name] > 0);\n    },\n  );\n  byId('lost-help').hidden = verdict.lost === 0;\n  if (verdict.lost > 0 && byId('lost-help').childElementCount === 0)\n    byId('lost-help').append(lostHelp.before, element('code', {}, lostHelp.command), lostHelp.after);\n  showSinks(verdict);\n}\n\n/** @param {ViewVerdict} verdict */\nfunction showSinks({ sinks }) {\n  byId('sinks').hidden = sinks.length === 0;\n  const head = byId('sink-terms');\n  if (head.childElementCount === 1) head.append(...terms.map(({ word }) => element('th', { scope: 'col' }, word)));\n  showList(\n    byId('sink-rows'),\n    sinks,\n    ({ sink }) => sink,\n    ({ sink }) =>\n      element(\n        'tr',\n        {},\n        element('th', { scope: 'row' }, sink),\n        ...terms.map(({ name, word }) => element('td', { 'data-part': name, 'data-word': word })),\n      ),\n    (row, counts) => {\n      for (const { name } of terms) write(part(row, name), exactly(counts[name]));\n      row.classList.toggle('lost', counts.lost > 0);\n    },\n  );\n}\n" };

// runtime/view/page-guard.ts
var import_node_crypto21 = require("node:crypto");
var tokenHeader = "x-page-token";
function refusal({ method, path, headers }, token2) {
  const { host: host3 = "", origin, "sec-fetch-site": site, [tokenHeader]: sent = "" } = headers;
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host3))
    return `Host "${host3}" is not this machine. Open the address that the run printed.`;
  if (path !== "/" && site !== void 0 && site !== "same-origin" && site !== "none")
    return "Only the page itself may request this.";
  if (method !== "POST") return void 0;
  if (origin !== void 0 && origin !== `http://${host3}`) return `Origin "${origin}" is not this page.`;
  return sameText(sent, token2) ? void 0 : "The page is from an earlier run. Reload it.";
}
function sameText(one, other2) {
  const [a, b] = [Buffer.from(one), Buffer.from(other2)];
  return a.length === b.length && (0, import_node_crypto21.timingSafeEqual)(a, b);
}

// runtime/view/page-server.ts
var policy2 = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join("; ");
var types3 = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  txt: "text/plain; charset=utf-8"
};
var longestBody = 16 * 1024;
function pageAnswer(source7) {
  const token2 = (0, import_node_crypto22.randomBytes)(24).toString("base64url");
  return async (request) => {
    const refused2 = refusal(request, token2);
    if (refused2 !== void 0) return problem(403, refused2);
    const { method, path } = request;
    const routes = method === "POST" ? posts : method === "GET" || method === "HEAD" ? gets : void 0;
    if (routes === void 0) return problem(405, `${method} is not supported here.`);
    try {
      const route = routes[path];
      if (route) return await route(source7, request);
    } catch (error) {
      return problem(502, error instanceof Error ? error.message : String(error));
    }
    if (method === "POST") return problem(404, `Nothing is served at ${path}.`);
    return file(path === "/" ? "index.html" : path.slice(1), token2);
  };
}
var notYet = {
  status: 503,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", refresh: "1" },
  body: "The pipeline is starting."
};
var gets = {
  "/state": (source7) => {
    const state = source7.state();
    return json2(200, { ...state, shape: shapeOf(state) });
  },
  "/diagram": (source7, { query }) => {
    const layout = query.get("layout") ?? "right";
    if (!isLayout(layout)) return problem(400, `Layouts of the diagram: ${layouts.join(", ")}.`);
    return reply2(200, "svg", drawDiagram(source7.state(), layout));
  },
  "/runbook": (source7, { query }) => {
    const page = query.get("page") ?? "";
    if (!source7.state().alarms.some((one) => one.page === page)) return problem(404, `No alarm names "${page}".`);
    return reply2(200, "txt", source7.runbook(page));
  },
  "/probe": async (source7, { query }) => {
    const id = query.get("id") ?? "";
    const probe = source7.state().probes.find((one) => one.id === id);
    if (!probe) return problem(404, `No probe is called "${id}".`);
    if (probe.acts) return problem(405, `"${id}" changes something: it takes POST, with the token of the page.`);
    return json2(200, await source7.probe(id, (query.get("input") ?? "").trim()));
  }
};
var posts = {
  "/probe": async (source7, request) => {
    const { id, input } = fields2(request);
    if (typeof id !== "string" || typeof input !== "string") return problem(400, 'Expected {"id": "…", "input": "…"}.');
    if (!source7.state().probes.some((one) => one.id === id)) return problem(404, `No probe is called "${id}".`);
    return json2(200, await source7.probe(id, input.trim()));
  },
  "/replay": async (source7, request) => {
    const { key } = fields2(request);
    if (typeof key !== "string" || !source7.state().parked.some((one) => one.key === key))
      return problem(404, "This object is no longer in the failure store.");
    await source7.replay(key);
    return json2(200, {});
  },
  "/faults": (source7, request) => {
    const { point, on } = fields2(request);
    if (typeof point !== "string" || typeof on !== "boolean")
      return problem(400, 'Expected {"point": "…", "on": true or false}.');
    if (!source7.state().faults.some((one) => one.point === point))
      return problem(404, `No fault is called "${point}".`);
    source7.setFault(point, on);
    return json2(200, {});
  }
};
var shapeOf = ({ nodes, edges }) => JSON.stringify([nodes.map(({ name: name2, kind }) => [name2, kind]), edges.map(({ from, to, label: label2 }) => [from, to, label2])]);
function fields2({ body }) {
  if (body.length > longestBody) return {};
  try {
    const read4 = JSON.parse(body.toString());
    return typeof read4 === "object" && read4 !== null ? { ...read4 } : {};
  } catch {
    return {};
  }
}
function file(name2, token2) {
  if (!Object.hasOwn(pageFiles, name2)) return problem(404, `Nothing is served at /${name2}.`);
  return reply2(200, name2.slice(name2.lastIndexOf(".") + 1), pageFiles[name2].replace("{{token}}", token2));
}
var problem = (status, message2) => json2(status, { problem: message2 });
var json2 = (status, value2) => reply2(status, "json", JSON.stringify(value2));
var reply2 = (status, type, body) => ({
  status,
  headers: {
    "content-type": types3[type],
    "content-security-policy": policy2,
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff"
  },
  body
});

// runtime/services/athena/lake-query.ts
var import_node_fs6 = require("node:fs");
var import_node_os3 = require("node:os");
var import_node_path7 = require("node:path");
async function queryParquet(table2, files, sql) {
  if (!beginsAsQuery(sql)) throw new Error(onlyQueries);
  if (files.length === 0) throw new Error(`The table ${table2} has no files yet.`);
  const folder = (0, import_node_fs6.mkdtempSync)((0, import_node_path7.join)((0, import_node_os3.tmpdir)(), "lake-"));
  const connection = await open();
  try {
    const paths = files.map((body, at) => {
      const path = (0, import_node_path7.join)(folder, `${at}.parquet`);
      (0, import_node_fs6.writeFileSync)(path, body);
      return path;
    });
    const listed4 = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(", ");
    await connection.run(
      `create table "${table2}" as select * from read_parquet([${listed4}], union_by_name = true, hive_partitioning = false)`
    );
    for (const setting of [
      "set TimeZone = 'UTC'",
      "set enable_external_access = false",
      "set lock_configuration = true"
    ])
      await connection.run(setting);
    return (await read3(connection, sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    (0, import_node_fs6.rmSync)(folder, { recursive: true, force: true });
  }
}
async function read3(connection, sql) {
  const { StatementType } = await Promise.resolve().then(() => __toESM(require_node_api(), 1));
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new Error("Only one statement is answered at a time.");
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) throw new Error(onlyQueries);
  return statement.runAndReadAll();
}
async function open() {
  try {
    const { DuckDBInstance } = await Promise.resolve().then(() => __toESM(require_node_api(), 1));
    return await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  } catch (error) {
    throw new Error(
      `The lake is asked with DuckDB, and the package @duckdb/node-api is not here. Install it with "npm install --save-dev @duckdb/node-api". (${error.message.split("\n")[0]})`
    );
  }
}

// runtime/services/athena/door.ts
var lakeRows = (table2, files, sql) => queryParquet(table2, files, sql);

// runtime/services/firehose/conversion/read-parquet.ts
function parquetRows(file2) {
  const bytes2 = Uint8Array.from(file2).buffer;
  const metadata2 = parquetMetadata(bytes2);
  const { children } = parquetSchema(metadata2);
  return metadata2.row_groups.flatMap(({ columns: columns2, num_rows: count4 }) => {
    const rows = Array.from({ length: Number(count4) }, () => ({}));
    for (const [at, { meta_data: column }] of columns2.entries()) {
      if (!column) throw new Error("The file has a column without metadata.");
      const child = children[at];
      const begin2 = Number(column.dictionary_page_offset ?? column.data_page_offset);
      const view = new DataView(bytes2, begin2, Number(column.total_compressed_size));
      const whole2 = { groupStart: 0, groupRows: rows.length, selectStart: 0, selectEnd: rows.length };
      const decoder3 = {
        pathInSchema: column.path_in_schema,
        element: child.element,
        schemaPath: [parquetSchema(metadata2), child],
        ...column,
        parsers: DEFAULT_PARSERS,
        // bytes that are no text stay bytes
        utf8: false
      };
      let row = 0;
      for (const page of readColumn({ view, offset: 0 }, whole2, decoder3).data)
        for (const value2 of page) rows[row++][child.element.name] = value2;
    }
    return rows;
  });
}

// runtime/services/firehose/standalone.ts
var region = "eu-west-1";
var account = "111122223333";
function resolved({ ProcessingConfiguration: processing, S3Configuration, ...others2 }) {
  const functionArn = `arn:aws:lambda:${region}:${account}:function:transform`;
  const BucketARN = "arn:aws:s3:::bucket";
  const Processors = (processing?.Processors ?? []).map(({ Type, Parameters = [] }) => ({
    Type,
    Parameters: Parameters.map(({ ParameterName, ParameterValue }) => ({
      ParameterName,
      ParameterValue: ParameterName === "LambdaArn" ? functionArn : String(ParameterValue)
    }))
  }));
  return {
    ...others2,
    BucketARN,
    ClusterJDBCURL: `jdbc:redshift://workgroup.${account}.${region}.redshift-serverless.amazonaws.com:5439/warehouse`,
    DomainARN: `arn:aws:es:${region}:${account}:domain/domain`,
    S3Configuration: { ...S3Configuration, BucketARN },
    ProcessingConfiguration: { Processors }
  };
}
var everything = {
  allows: () => true,
  invokes: () => true,
  serviceMay: () => ({ allowed: true })
};
var nothing2 = () => void 0;
function destinationFor2({
  name: name2,
  clock,
  bucket,
  columns: columns2 = [],
  index,
  warehouse,
  configuration
}) {
  const given2 = resolved(configuration);
  const s32 = (settings) => new S3Destination(settings, {
    deliveryStream: name2,
    region,
    clock,
    permissions: everything,
    report: nothing2,
    store: (key, body) => bucket.write(key, body)
  });
  if (index) {
    const { bucket: failed2, domain } = openSearchOf(given2);
    const host3 = { clock, permissions: everything, report: nothing2, fetch: index.fetch, indexed: nothing2 };
    return new OpenSearchDestination(domain, s32(failed2), host3);
  }
  if (warehouse) {
    const { bucket: staging, table: table2 } = redshiftOf(given2);
    return new RedshiftDestination(table2, s32(staging), { clock, report: nothing2, warehouse, copied: nothing2 });
  }
  const schema = { catalog: account, database: name2, table: name2, columns: columnsOf(columns2) };
  return s32(destinationOf(given2, { schema, compression: "SNAPPY", deserializer: deserializerOf({}) }));
}
function startDelivery(options) {
  const { source: source7 } = options;
  const { take, ...delivery } = startLanes(options, {
    lanes: source7.shardIds,
    retention: source7.retention,
    settings: { kind: "stream", arn: source7.arn }
  });
  source7.onPut(
    ({ shardId, sequenceNumber, partitionKey, data, arrivedAt }) => take({
      lane: shardId,
      record: {
        position: positionOf(sequenceNumber),
        data,
        arrivedAt,
        storedAt: arrivedAt,
        origin: { kind: "shard", shardId, partitionKey, sequenceNumber }
      }
    })
  );
  return { idle: delivery.idle, lost: () => delivery.lost() };
}
function startLanes(options, source7) {
  const { name: name2, clock, faults: faults10, handler } = options;
  const settings = transformOf(resolved(options.configuration).ProcessingConfiguration);
  const destination = destinationFor2(options);
  const deliverer = {
    arn: `arn:aws:firehose:${region}:${account}:deliverystream/${name2}`,
    region,
    source: source7.settings
  };
  const host3 = { clock, faults: faults10, deliverer, mayInvoke: () => true, invoke: handler, invoked: () => void 0 };
  let lost = 0;
  const laneOf = (shard) => new Lane({
    id: `${name2}|${shard}`,
    clock,
    faults: faults10,
    destination,
    transform: settings && { ...settings, run: (batch) => transform(batch, settings, host3) },
    retention: source7.retention,
    observer: {
      done: () => void 0,
      refused: () => void 0,
      lost: (records) => {
        lost += records.length;
      }
    }
  });
  const lanes = new Map(source7.lanes.map((lane3) => [lane3, laneOf(lane3)]));
  return {
    idle: async () => {
      await Promise.all([...lanes.values()].map((lane3) => lane3.idle()));
    },
    lost: () => lost,
    take: ({ lane: lane3, record }) => lanes.get(lane3).take(record)
  };
}

// runtime/services/firehose/partitioning/standalone.ts
function startPartitioned(options) {
  const { name: name2, clock, faults: faults10, source: source7, bucket, columns: columns2 = [] } = options;
  const extended = resolved(options.configuration);
  const partitioning = partitioningOf(extended);
  if (!partitioning) throw new Error(`${name2} has no dynamic partitioning`);
  const plain2 = unpartitioned(extended);
  const settings = transformOf(plain2.ProcessingConfiguration);
  const schema = { catalog: account, database: name2, table: name2, columns: columnsOf(columns2) };
  const s32 = destinationOf(plain2, { schema, compression: "SNAPPY", deserializer: deserializerOf({}) });
  const keys = new PartitionKeys();
  const destination = new PartitionedDestination({
    prefix: extended.Prefix,
    partitioning,
    keys,
    at: (prefix2) => new S3Destination(
      { ...s32, prefix: prefix2 },
      {
        deliveryStream: name2,
        region,
        clock,
        permissions: everything,
        report: nothing2,
        store: (key, body) => bucket.write(key, body)
      }
    )
  });
  const host3 = {
    clock,
    faults: faults10,
    deliverer: {
      arn: `arn:aws:firehose:${region}:${account}:deliverystream/${name2}`,
      region,
      source: { kind: "stream", arn: source7.arn }
    },
    mayInvoke: () => true,
    invoke: keys.noting(options.handler),
    invoked: nothing2
  };
  let lost = 0;
  const laneOf = (shard) => new Lane({
    id: `${name2}|${shard}`,
    clock,
    faults: faults10,
    destination,
    transform: { ...settings, run: (batch) => transform(batch, settings, host3) },
    retention: source7.retention,
    observer: {
      done: nothing2,
      refused: nothing2,
      lost: (records) => {
        lost += records.length;
      }
    }
  });
  const lanes = new Map(source7.shardIds.map((shard) => [shard, laneOf(shard)]));
  source7.onPut(({ shardId, sequenceNumber, partitionKey, data, arrivedAt }) => {
    const origin = { kind: "shard", shardId, partitionKey, sequenceNumber };
    const record = { position: positionOf(sequenceNumber), data, arrivedAt, storedAt: arrivedAt, origin };
    const { records, beyond } = recordsWithin(record, partitioning.delimiter);
    for (const each2 of records) lanes.get(shardId).take(each2);
    lost += beyond;
  });
  return {
    idle: async () => {
      await Promise.all([...lanes.values()].map((lane3) => lane3.idle()));
    },
    lost: () => lost
  };
}

// runtime/services/firehose/direct-put.ts
var import_node_crypto23 = require("node:crypto");
var lane2 = "put";
function startDirectPut(options) {
  const { name: name2, clock, faults: faults10 } = options;
  const arn2 = `arn:aws:firehose:${region}:${account}:deliverystream/${name2}`;
  let listener = () => void 0;
  const source7 = { arn: arn2, retention: keptWhenPut, shardIds: [lane2], onPut: (each2) => listener = each2 };
  const delivery = startDelivery({ ...options, source: source7, handler: async () => void 0 });
  let puts = 0n;
  const take = (data) => {
    const sequenceNumber = String(++puts);
    listener({ shardId: lane2, sequenceNumber, partitionKey: "", data, arrivedAt: clock.now() });
  };
  const admits = (data) => !faults10.strike("delivery.record-throttled", `${name2}|${(0, import_node_crypto23.hash)("sha256", data, "hex").slice(0, 24)}`);
  return {
    ...delivery,
    putBatch(records) {
      const blobs = records.map((data) => typeof data === "string" ? Buffer.from(data) : data);
      refuseBeyond(blobs);
      return blobs.flatMap((data, at) => {
        if (!admits(data)) return [at];
        take(data);
        return [];
      });
    }
  };
}
function refuseBeyond(blobs) {
  const { records, bytes: bytes2, bytesOfRecord } = limitsOfPut;
  if (blobs.length === 0 || blobs.length > records)
    throw new RangeError(`PutRecordBatch takes 1 to ${records} records, not ${blobs.length}.`);
  if (blobs.some(({ length }) => length > bytesOfRecord))
    throw new RangeError(`A record has more than ${bytesOfRecord} bytes.`);
  if (blobs.reduce((sum2, { length }) => sum2 + length, 0) > bytes2)
    throw new RangeError(`The records of a call have more than ${bytes2} bytes.`);
}

// runtime/services/firehose/topic-delivery.ts
function startTopicDelivery({ topic, ...options }) {
  const { name: name2, clock, faults: faults10 } = options;
  const source7 = new MskSource({ topic, faults: faults10, from: 0, group: `firehose|${name2}` });
  const arn2 = `arn:aws:kafka:${region}:${account}:cluster/events/1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b-1`;
  const { lanes, retention } = source7;
  const delivery = startLanes(options, {
    lanes,
    retention,
    settings: { kind: "topic", arn: arn2, topic: topic.name, from: 0 }
  });
  let forgotten = 0;
  const reader = new Reader2({
    name: name2,
    clock,
    faults: faults10,
    source: source7,
    take: (records) => {
      for (const record of records) delivery.take(record);
    },
    lost: (count4) => {
      forgotten += count4;
    }
  });
  for (const record of source7.records()) reader.read(record);
  source7.onRecord((record) => reader.read(record));
  return {
    idle: async () => {
      await reader.idle();
      await delivery.idle();
    },
    lost: () => delivery.lost() + forgotten
  };
}

// runtime/services/firehose/door.ts
var parquetRows2 = (file2) => parquetRows(file2);
var startDelivery2 = (options) => startDelivery(options);
var startTopicDelivery2 = (options) => startTopicDelivery(options);
var startPartitionedDelivery = (options) => startPartitioned(options);
var startDirectPutDelivery = (options) => startDirectPut(options);
var parquetFile = (rowsOfFile, columns2) => parquetOf(rowsOfFile, columnsOf(columns2.map(({ name: Name, type: Type }) => ({ Name, Type }))), "SNAPPY");

// runtime/services/redshift/loading.ts
function startFilesWarehouse({ name: name2, clock, buckets }) {
  const database = new Database();
  const session = () => ({ caseSensitive: true, now: clock.now(), parameters: {} });
  const source7 = { object: (bucket, key) => buckets[bucket]?.current(key)?.body };
  const run = async (sqls) => {
    const read4 = await withFilesRead(sqls, database, session(), source7);
    return await database.transaction(
      read4,
      session(),
      () => [],
      () => void 0
    );
  };
  return {
    name: name2,
    transaction: (sqls) => clock.standStill(run(sqls).then(() => void 0)),
    query: (sql) => clock.standStill(run([sql]).then(([result]) => namedRows(result)))
  };
}

// runtime/services/redshift/standalone.ts
function startWarehouse({ name: name2, clock, stream }) {
  const database = new Database();
  const readers2 = /* @__PURE__ */ new Map();
  const readerOf = (view, of) => {
    if (!stream.arn.endsWith(`:stream/${of}`)) throw new Error(`Stream ${of} not found.`);
    const reader = readers2.get(view) ?? new StreamReader(stream, () => void 0);
    readers2.set(view, reader);
    return reader;
  };
  return {
    name: name2,
    rows: (view) => database.rows(qualified(view.split("."))),
    copy: (copied) => clock.standStill(database.copy(copied, () => void 0)),
    execute: async (sql) => {
      const [result] = await database.transaction(
        [sql],
        { caseSensitive: true, now: clock.now(), parameters: {} },
        (view, definition) => readerOf(view, definition.stream).unread(),
        (refreshed) => {
          for (const { view, records } of refreshed) readers2.get(view).read(records);
          for (const view of readers2.keys()) if (!database.views.has(view)) readers2.delete(view);
        }
      );
      return namedRows(result);
    }
  };
}

// runtime/services/redshift/splitting.ts
function startSplittingWarehouse(options) {
  const warehouse = startWarehouse(options);
  return { ...warehouse, execute: async (sql) => await warehouse.execute(withRecordsTakenApart(sql)) };
}

// runtime/services/redshift/door.ts
var startWarehouse2 = (options) => startWarehouse(options);
var startSplittingWarehouse2 = (options) => startSplittingWarehouse(options);
var startFilesWarehouse2 = (options) => startFilesWarehouse(options);

// runtime/services/s3/door.ts
var createObjects = (options) => new Bucket(options);
function startNotifications(options) {
  const { name: name2, objects, configuration, queues, clock, faults: faults10 } = options;
  const rules = rulesOf2(name2, configuration);
  const queueOf = (arn2) => {
    const queue = queues.find((each2) => each2.arn === arn2);
    if (queue) return queue;
    throw new Error(
      `Unable to validate the following destination configurations (${arn2}, The destination queue does not exist)`
    );
  };
  for (const { queueArn } of rules) queueOf(queueArn);
  const notifier = new Notifier({
    bucket: { name: name2, arn: `arn:aws:s3:::${name2}`, region: "eu-west-1", account: "111122223333" },
    rules,
    clock,
    faults: faults10,
    send: ({ queueArn, body, identity }) => queueOf(queueArn).send({ body, identity, senderId: "AIDAS3NOTIFICATIONS" }),
    accepted: () => void 0,
    done: () => void 0
  });
  objects.onChange((change) => notifier.tell(change));
  return { idle: () => notifier.idle(), waiting: () => notifier.underway };
}

// runtime/services/sns/door.ts
function createTopic({ arn: arn2, mailTo, clock, faults: faults10 }) {
  const topic = new StandardTopic({ arn: arn2, clock, faults: faults10, report: () => void 0, mailed: () => void 0 });
  for (const address2 of mailTo) topic.subscribeMail(address2, "email", void 0);
  return topic;
}

// runtime/services/kafka/door.ts
var createKafkaTopic = (options) => new TopicLog(options);
var brokers = ["kafka-1.example.com:9096"];
function startKafkaMapping({ topic, properties: given2, ...options }) {
  const properties = {
    ...given2.EventSourceArn === void 0 ? { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: brokers } } } : {},
    Topics: [topic.name],
    ...given2
  };
  const named3 = properties.SelfManagedEventSource?.Endpoints?.KafkaBootstrapServers ?? brokers;
  const source7 = new ClusterSource({
    address: { servers: named3.join(","), arn: properties.EventSourceArn },
    component: "Kafka",
    faults: options.faults,
    topic: (name2) => name2 === topic.name ? topic : void 0,
    topicNames: () => [topic.name],
    groups: /* @__PURE__ */ new Set(),
    keyOf: () => void 0,
    taken: () => void 0
  });
  const polling = { uuid: options.uuid, polled: () => void 0 };
  return new EventSourceMapping({ ...options, properties, source: source7.of(polling) });
}

// runtime/door.ts
var createClock = (startsAt) => new VirtualTime(startsAt);
var createFaults = (options) => new SeededFaults(options, Object.keys(registry.faults));
var metricDefinitions = registry.metrics;
var defaultFaults = defaultRulesOf(registry.faults);
var noFaults = silentRulesOf(registry.faults);
var createLedger = () => new AccountLedger();
var createAccount = (options) => new EventAccount(options);
var verdictOf3 = (summaries, waiting) => verdictOf(summaries, waiting);
var startLocalStack = (options) => startStack({ registry, leftOut }, options);
async function servePage(port) {
  let answer = () => Promise.resolve(notYet);
  const { url, close } = await startGateway((request) => answer(request), port);
  return { url, close, show: (source7) => answer = pageAnswer(source7) };
}
var showOnTerminal = (output, state) => new LiveTerminal(output, process.env, state);
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  createAccount,
  createClock,
  createFaults,
  createKafkaTopic,
  createLedger,
  createObjects,
  createTopic,
  defaultFaults,
  lakeRows,
  metricDefinitions,
  noFaults,
  parquetFile,
  parquetRows,
  servePage,
  showOnTerminal,
  startDelivery,
  startDirectPutDelivery,
  startFilesWarehouse,
  startKafkaMapping,
  startLocalStack,
  startNotifications,
  startPartitionedDelivery,
  startSplittingWarehouse,
  startTopicDelivery,
  startWarehouse,
  verdictOf
});
