// Deriver of contracts of generator-stream-pipeline 0.1.0. SPDX-License-Identifier: Apache-2.0
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

// contract/deriver.ts
var deriver_exports = {};
__export(deriver_exports, {
  contractEvents: () => contractEvents,
  writeDerived: () => writeDerived
});
module.exports = __toCommonJS(deriver_exports);
var import_node_fs2 = require("node:fs");
var import_node_path3 = require("node:path");

// contract/events.ts
var import_node_fs = require("node:fs");
var import_node_path2 = require("node:path");

// contract/effective-schema.ts
var restricting = "not if patternProperties propertyNames minProperties maxProperties contains dependentRequired dependentSchemas dependencies unevaluatedProperties unevaluatedItems additionalItems".split(" ");
var objectOf = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
var SchemaResolver = class {
  /** Whether a reference led out of the document. */
  refersElsewhere = false;
  #root;
  constructor(root) {
    this.#root = root;
  }
  effective(given, refs = []) {
    if (given === true) return { free: "takes any value", schema: {}, nullable: true, refs };
    const written = objectOf(given);
    if (!written) return { problem: `expected a schema, which is an object, but this is ${JSON.stringify(given)}` };
    const followed = this.#followed(written, refs);
    if ("problem" in followed) return followed;
    if ("free" in followed) return { free: followed.free, schema: written, nullable: true, refs };
    const combined = this.#withAlternatives(followed.schema, followed.refs);
    if ("problem" in combined || "free" in combined) return combined;
    const { schema, nullable: nullable2 } = withoutNull(combined.schema);
    const unchecked = restricting.filter((keyword2) => keyword2 in schema && schema[keyword2] !== true);
    return {
      schema,
      nullable: nullable2 || combined.nullable,
      refs: combined.refs,
      unchecked: [...combined.unchecked, ...unchecked]
    };
  }
  /** Follows `$ref` and lays the parts of `allOf` together. */
  #followed(schema, refs) {
    const { $ref: reference, allOf, ...own } = schema;
    const parts = Array.isArray(allOf) ? [...allOf] : [];
    let trail = refs;
    if (reference !== void 0) {
      const target = this.#target(reference);
      if ("problem" in target) return target;
      if (refs.includes(String(reference))) return { free: "refers to itself" };
      trail = [...refs, String(reference)];
      parts.unshift(target.schema);
    }
    let merged = own;
    for (const part of parts) {
      const inner = objectOf(part);
      if (!inner) {
        if (part === true) continue;
        return { problem: `expected a schema, which is an object, but this is ${JSON.stringify(part)}` };
      }
      const followed = this.#followed(inner, trail);
      if (!("schema" in followed)) return followed;
      trail = [.../* @__PURE__ */ new Set([...trail, ...followed.refs])];
      const laid = laidTogether(merged, followed.schema);
      if (typeof laid === "string") return { free: `combines schemas that differ in "${laid}"` };
      merged = laid;
    }
    return { schema: merged, refs: trail };
  }
  #target(reference) {
    if (typeof reference !== "string") return { problem: `"$ref": expected text, ${JSON.stringify(reference)} given` };
    const id = String(this.#root["$id"] ?? this.#root["id"] ?? "");
    const local = id !== "" && reference.startsWith(`${id}#`) ? reference.slice(id.length) : reference;
    if (!local.startsWith("#")) {
      this.refersElsewhere = true;
      return { problem: `"$ref": ${JSON.stringify(reference)} is in another document` };
    }
    const pointer = decodeURIComponent(local.slice(1));
    if (pointer !== "" && !pointer.startsWith("/")) {
      const anchored = withAnchor(this.#root, pointer);
      return anchored ? { schema: anchored } : { problem: `"$ref": ${reference} does not exist` };
    }
    const target = pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")).reduce((at, part) => Array.isArray(at) ? at[Number(part)] : objectOf(at)?.[part], this.#root);
    return target === void 0 ? { problem: `"$ref": ${reference} does not exist` } : { schema: target };
  }
  /** `anyOf` and `oneOf`: one schema and null, some values, or several schemas of which one type comes out. */
  #withAlternatives(schema, refs) {
    const keyword2 = ["anyOf", "oneOf"].find((each) => Array.isArray(schema[each]));
    if (!keyword2) return { schema, nullable: false, refs, unchecked: [] };
    const { [keyword2]: given, ...rest } = schema;
    if (["type", "properties", "enum", "const", "items"].some((each) => each in rest)) {
      const inner = this.#withAlternatives(rest, refs);
      return "unchecked" in inner ? { ...inner, unchecked: [...inner.unchecked, keyword2] } : inner;
    }
    const alternatives = [];
    for (const each of given) {
      const alternative = this.effective(each, refs);
      if ("problem" in alternative) return alternative;
      alternatives.push(alternative);
    }
    const isNull = ({ schema: { type, const: only } }) => type === "null" || only === null;
    const open = alternatives.filter((each) => !isNull(each));
    const nullable2 = open.length < alternatives.length || open.some((each) => each.nullable);
    const [first] = open;
    const free = (because) => ({
      free: because,
      schema: rest,
      nullable: nullable2,
      refs,
      ...first ? { like: given[alternatives.indexOf(first)] } : {}
    });
    if (!first) return { ...free("is always null"), like: { const: null } };
    if (open.some((each) => "free" in each)) return free("takes values of several schemas");
    if (open.length === 1) {
      const laid = laidTogether(rest, first.schema);
      if (typeof laid === "string") return free(`combines schemas that differ in "${laid}"`);
      return { schema: laid, nullable: nullable2, refs: first.refs, unchecked: "unchecked" in first ? first.unchecked : [] };
    }
    const values = open.map((each) => valuesOf(each.schema));
    if (values.every((each) => each !== void 0))
      return { schema: { ...rest, enum: [...new Set(values.flat())] }, nullable: nullable2, refs, unchecked: [] };
    const types3 = new Set(open.map((each) => each.schema["type"]));
    const scalar = ["string", "number", "integer", "boolean"];
    if (types3.size === 1 && scalar.includes(String(first.schema["type"])))
      return { schema: { ...rest, type: first.schema["type"] }, nullable: nullable2, refs, unchecked: [keyword2] };
    if ([...types3].every((type) => type === "number" || type === "integer"))
      return { schema: { ...rest, type: "number" }, nullable: nullable2, refs, unchecked: [keyword2] };
    return free("takes values of several schemas");
  }
};
function withAnchor(at, anchor) {
  if (Array.isArray(at)) {
    for (const each of at) {
      const found = withAnchor(each, anchor);
      if (found) return found;
    }
    return void 0;
  }
  const schema = objectOf(at);
  if (!schema) return void 0;
  if (schema["$anchor"] === anchor || schema["$id"] === `#${anchor}` || schema["id"] === `#${anchor}`) return schema;
  return withAnchor(Object.values(schema), anchor);
}
function laidTogether(a, b) {
  const laid = { ...b, ...a };
  for (const keyword2 of Object.keys(a).filter((each) => each in b)) {
    const [mine, other] = [a[keyword2], b[keyword2]];
    if (isAnnotation(keyword2) || JSON.stringify(mine) === JSON.stringify(other)) continue;
    if (keyword2 === "required") laid[keyword2] = [...new Set([mine, other].flat())];
    else if (["$defs", "definitions"].includes(keyword2)) continue;
    else if (keyword2 === "properties") {
      const [fields, more] = [objectOf(mine) ?? {}, objectOf(other) ?? {}];
      laid[keyword2] = { ...more, ...fields };
      for (const name of Object.keys(fields).filter((each) => Object.hasOwn(more, each)))
        laid[keyword2][name] = { allOf: [more[name], fields[name]] };
    } else if (/^(exclusiveM|m)in/.test(keyword2) && [mine, other].every((each) => typeof each === "number"))
      laid[keyword2] = Math.max(mine, other);
    else if (/^(exclusiveM|m)ax/.test(keyword2) && [mine, other].every((each) => typeof each === "number"))
      laid[keyword2] = Math.min(mine, other);
    else if (!restricting.includes(keyword2)) return keyword2;
  }
  return laid;
}
var annotations = "title description $comment default example examples deprecated readOnly writeOnly $schema $id id $anchor additionalProperties".split(" ");
var isAnnotation = (keyword2) => annotations.includes(keyword2) || keyword2.startsWith("x-");
function valuesOf(schema) {
  if ("const" in schema) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : void 0;
}
function withoutNull(given) {
  const { nullable: marked, ...schema } = given;
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : void 0;
  const types3 = [schema["type"] ?? []].flat();
  const isNullable = marked === true || types3.includes("null") || values?.includes(null) === true && types3.length === 0;
  const others = types3.filter((type) => type !== "null");
  return {
    nullable: isNullable,
    schema: {
      ...schema,
      ...values ? { enum: values.filter((value) => value !== null) } : {},
      ...others.length === 0 || types3.length === others.length ? {} : { type: others.length === 1 ? others[0] : others }
    }
  };
}

// templates/project/contract/formats.ts
var patterns = {
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  "date-time": /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-7]):[0-5]\d|[+-]18:00)$/,
  time: /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/,
  email: /^[^\s@]+@[^\s@]+$/,
  uri: /^[A-Za-z][A-Za-z\d+.-]*:\S*$/,
  url: /^[A-Za-z][A-Za-z\d+.-]*:\S*$/,
  "uri-reference": /^\S*$/,
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  hostname: /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i,
  ipv4: /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/,
  ipv6: /^[\da-f:.]+$/i
};
var formats = Object.keys(patterns);
function hasFormat(format, text2) {
  if (!Object.hasOwn(patterns, format)) return true;
  if (!patterns[format].test(text2)) return false;
  if (format === "ipv6") return URL.canParse(`http://[${text2}]`);
  return !format.startsWith("date") || isDay(text2);
}
var daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isDay(text2) {
  const year = Number(text2.slice(0, 4));
  const month = Number(text2.slice(5, 7));
  const day = Number(text2.slice(8, 10));
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (daysOfMonths[month - 1] ?? 0) + (isLeap ? 1 : 0);
}

// contract/pattern.ts
function compiledPattern(pattern) {
  for (const flags of ["u", ""])
    try {
      return new RegExp(String(pattern), flags);
    } catch {
    }
  return void 0;
}

// contract/schema-type.ts
var types = ["string", "integer", "number", "boolean", "array", "object"];
function typeOf(schema) {
  const given = [schema["type"] ?? []].flat();
  const unknown = given.find((type) => type !== "null" && !types.includes(String(type)));
  if (unknown !== void 0)
    return { problem: `"type": ${JSON.stringify(unknown)} is not supported; expected ${types.join(", ")}, null` };
  const open = given.filter((type) => type !== "null");
  if (open.length === 2 && open.includes("integer") && open.includes("number")) return { type: "number" };
  if (open.length > 1) return { free: "takes values of several types", like: { ...schema, type: open[0] } };
  if (open.length === 1) return valuesFit(String(open[0]), schema);
  if (given.includes("null")) return { free: "is always null", like: { const: null } };
  return impliedType(schema);
}
function valuesFit(type, schema) {
  const kinds2 = kindsOf(schema);
  if (!kinds2 || type === "object" || type === "array") return { type };
  const fits = kinds2.every((kind) => kind === type || type === "number" && kind === "integer");
  return fits ? { type } : { free: "lists values of another type" };
}
function impliedType(schema) {
  const kinds2 = kindsOf(schema);
  if (kinds2) {
    const [kind] = kinds2;
    if (kinds2.length === 1 && types.includes(kind)) return { type: kind };
    if (kinds2.every((each) => each === "integer" || each === "number")) return { type: "number" };
    return { free: "takes values of several types" };
  }
  const has = (...keywords) => keywords.some((keyword2) => keyword2 in schema);
  if (has("properties", "additionalProperties", "patternProperties", "required")) return { type: "object" };
  if (has("items", "prefixItems", "minItems", "maxItems", "uniqueItems")) return { type: "array" };
  if (has("pattern", "format", "minLength", "maxLength", "contentEncoding")) return { type: "string" };
  if (has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) return { type: "number" };
  return { free: "takes any value" };
}
function kindsOf(schema) {
  const values = "const" in schema ? [schema["const"]] : schema["enum"];
  if (!Array.isArray(values) || values.length === 0) return void 0;
  return [
    ...new Set(values.map((value) => Number.isInteger(value) ? "integer" : value === null ? "null" : typeof value))
  ];
}

// contract/read-shape.ts
var ShapeReader = class _ShapeReader {
  problems = [];
  /** Path -> why its values have no single type. */
  free = /* @__PURE__ */ new Map();
  /** Path -> keywords that the derived check does not know. */
  unchecked = /* @__PURE__ */ new Map();
  /** Paths of `examples` that JavaScript cannot read exactly. */
  leftOut = [];
  #resolver;
  /** Levels of objects and lists that are read as they are; deeper parts are free. */
  #deepest;
  /** How many more parts are read for their samples: schemas that refer to one another have no end of them. */
  #likes;
  constructor(resolver, levels = deepest, likes = { left: mostLikes }) {
    this.#resolver = resolver;
    this.#deepest = levels;
    this.#likes = likes;
  }
  read(given, path, depth = 0, refs = []) {
    const effective = this.#resolver.effective(given, refs);
    if ("problem" in effective) return this.#refuse(path, effective.problem);
    if ("free" in effective) return this.#free(effective, effective.free, effective.like, path, depth);
    const { schema, nullable: nullable2, unchecked } = effective;
    const type = typeOf(schema);
    if ("problem" in type) return this.#refuse(path, type.problem);
    if ("free" in type) return this.#free(effective, type.free, type.like, path, depth);
    if (depth > this.#deepest && (type.type === "object" || type.type === "array"))
      return this.#free(effective, `nested more than ${this.#deepest} levels deep`, schema, path, depth);
    const unknown = [...unchecked, ...unknownTo(schema, type.type)];
    if (unknown.length > 0) this.unchecked.set(path, unknown);
    const annotations2 = annotationsOf(schema);
    if (type.type === "array") return this.#array(schema, nullable2, path, depth, effective.refs);
    const shape = this.#shape(type.type, schema, path, depth, effective.refs);
    return shape && { shape: { ...shape, nullable: nullable2 }, schema, annotations: annotations2 };
  }
  fields(schema, path, depth, refs) {
    const properties2 = objectOf(schema["properties"]) ?? {};
    const required2 = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
    const listed = Object.entries(properties2).filter(([, property2]) => property2 !== false);
    const demanded = [...required2].filter((name) => typeof name === "string" && !Object.hasOwn(properties2, name)).map((name) => [name, true]);
    return [...listed, ...demanded].flatMap(([name, property2]) => {
      const at = path === "" ? name : `${path}/${name}`;
      if (name === "__proto__")
        this.#refuse(
          at,
          '"__proto__" is reserved in JavaScript. Leave the field out of the contract: it is still stored'
        );
      const read = this.read(property2, at, depth + 1, refs);
      const { shape, schema: own, annotations: annotations2 } = read ?? refusedField;
      const description = own["description"];
      return [
        {
          name,
          required: required2.has(name),
          shape,
          annotations: annotations2,
          ...typeof description === "string" ? { description } : {},
          examples: this.#examples(own, at)
        }
      ];
    });
  }
  #free({ nullable: nullable2, refs, schema }, because, like, path, depth) {
    this.free.set(path, because);
    const annotations2 = annotationsOf(schema);
    const shape = { kind: "free", nullable: nullable2, ...valuesOf2(schema) };
    if (like === void 0 || this.#likes.left <= 0) return { shape, schema, annotations: annotations2 };
    this.#likes.left--;
    const reader = new _ShapeReader(this.#resolver, deepest + sampledLevels, this.#likes);
    const read = reader.read(like, path, depth, refs);
    return { shape: read ? { ...shape, like: read.shape } : shape, schema, annotations: annotations2 };
  }
  #shape(type, schema, path, depth, refs) {
    const nullable2 = false;
    switch (type) {
      case "string":
        return this.#string(schema, path);
      case "integer":
      case "number":
        return { kind: type, nullable: nullable2, ...this.#numberLimits(schema, path) };
      case "boolean":
        return { kind: "boolean", nullable: nullable2, ...valuesOf2(schema) };
      default: {
        const fields = this.fields(schema, path, depth, refs);
        if (fields.length === 0) {
          this.free.set(path, "an object of any fields");
          return { kind: "free", nullable: nullable2, like: { kind: "object", nullable: nullable2, fields, closed: false } };
        }
        return { kind: "object", nullable: nullable2, fields, closed: schema["additionalProperties"] === false };
      }
    }
  }
  #array(schema, nullable2, path, depth, refs) {
    const annotations2 = annotationsOf(schema);
    if (schema["items"] === void 0 || Array.isArray(schema["items"]) || schema["prefixItems"])
      return { shape: { ...this.#freeList(schema, path), nullable: nullable2 }, schema, annotations: annotations2 };
    const read = this.read(schema["items"], `${path}/items`, depth + 1, refs);
    if (!read) return void 0;
    const list2 = { kind: "array", nullable: nullable2, items: read.shape, ...listLimits(schema) };
    const both = { ...read.annotations, ...annotations2 };
    if (read.shape.kind !== "free") return { shape: list2, schema, annotations: both };
    this.free.set(path, this.free.get(`${path}/items`));
    this.free.delete(`${path}/items`);
    return { shape: { kind: "free", nullable: nullable2, like: { ...list2, nullable: false } }, schema, annotations: both };
  }
  #freeList(schema, path) {
    const isTuple = schema["items"] !== void 0 || schema["prefixItems"] !== void 0;
    this.free.set(path, isTuple ? "a tuple" : "a list of anything");
    if (isTuple && !schema["minItems"]) return { kind: "free", nullable: false, values: [[]] };
    const items = { kind: "string", nullable: false, base64: false };
    return { kind: "free", nullable: false, like: { kind: "array", nullable: false, items, ...listLimits(schema) } };
  }
  #string(schema, path) {
    const { format, pattern } = schema;
    if (pattern !== void 0 && !compiledPattern(pattern))
      return this.#refuse(path, `"pattern": ${JSON.stringify(pattern)} is not a regular expression of JavaScript`);
    if (Number(schema["minLength"] ?? 0) > longestMinimum)
      return this.#refuse(
        path,
        `"minLength": ${String(schema["minLength"])} given, expected at most ${longestMinimum}`
      );
    return {
      kind: "string",
      nullable: false,
      base64: schema["contentEncoding"] === "base64",
      ...valuesOf2(schema),
      ...typeof format === "string" ? { format } : {},
      ...typeof pattern === "string" ? { pattern } : {},
      ...numbers(schema, ["minLength", "maxLength"])
    };
  }
  #numberLimits(schema, path) {
    const limits = numbers(schema, [
      ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
    ]);
    for (const [exclusive, bound] of [
      ["exclusiveMinimum", "minimum"],
      ["exclusiveMaximum", "maximum"]
    ])
      if (schema[exclusive] === true && limits[bound] !== void 0) {
        limits[exclusive] = limits[bound];
        delete limits[bound];
      }
    const values = valuesOf2(schema);
    const least = limits.minimum ?? limits.exclusiveMinimum ?? 0;
    if ([...values.values ?? [], Math.max(least, 0)].some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER))
      this.#refuse(
        path,
        "its values are beyond what JavaScript reads exactly (2^53 - 1), so no samples can be made. Describe it as a string, or leave the bound out"
      );
    return { ...limits, ...values };
  }
  #examples(schema, path) {
    const given = [schema["examples"] ?? (schema["example"] === void 0 ? [] : [schema["example"]])].flat(1);
    const exact = given.filter((example) => !isInexact(example));
    if (exact.length < given.length) this.leftOut.push(path);
    return exact;
  }
  #refuse(path, problem) {
    this.problems.push(path ? `${path}: ${problem}` : problem);
  }
};
var deepest = 5;
var sampledLevels = 5;
var mostLikes = 200;
var longestMinimum = 1e4;
var refusedShape = { kind: "string", nullable: false, base64: false };
var refusedField = {
  shape: refusedShape,
  schema: {},
  annotations: {}
};
var annotationsOf = (schema) => Object.fromEntries(Object.entries(schema).filter(([name]) => name.startsWith("x-stream-")));
function unknownTo(schema, type) {
  const { format, contentEncoding, additionalProperties } = schema;
  return [
    ...type === "string" && typeof format === "string" && !formats.includes(format) ? [`format ${format}`] : [],
    ...typeof contentEncoding === "string" && contentEncoding !== "base64" ? [`contentEncoding ${contentEncoding}`] : [],
    ...type === "object" && objectOf(schema["properties"]) && Object.keys(objectOf(additionalProperties) ?? {}).length > 0 ? ["additionalProperties"] : []
  ];
}
function valuesOf2(schema) {
  const values = "const" in schema ? [schema["const"]] : schema["enum"];
  return Array.isArray(values) && values.length > 0 ? { values } : {};
}
var listLimits = (schema) => ({
  ...numbers(schema, ["minItems", "maxItems"]),
  ...schema["uniqueItems"] === true ? { uniqueItems: true } : {}
});
var numbers = (schema, keywords) => Object.fromEntries(
  keywords.filter((keyword2) => typeof schema[keyword2] === "number").map((keyword2) => [keyword2, schema[keyword2]])
);
function isInexact(value) {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === "object" && value !== null && Object.values(value).some(isInexact);
}

// contract/key.ts
var keyAnnotation = "x-stream-key";
var keyKinds = ["string", "integer", "number"];
var mostNamed = 10;
function keyOf(annotation, fields, problems) {
  if (annotation === void 0) return [];
  const given = [annotation].flat();
  const able = fields.filter(({ shape }) => keyKinds.includes(shape.kind)).map(({ name }) => name);
  if (given.length === 0 || new Set(given).size !== given.length)
    problems.push(`"${keyAnnotation}": expected field names that all differ, for example ${keyHelp(fields)}`);
  for (const name of given.filter((each) => !able.some((field) => field === each)))
    problems.push(`"${keyAnnotation}": ${JSON.stringify(name)} cannot be a key; ${ableFields(fields)}`);
  return able.filter((name) => given.includes(name)).toSorted((a, b) => given.indexOf(a) - given.indexOf(b));
}
var asKey = (field) => ({
  ...field,
  required: true,
  shape: { ...field.shape, nullable: false }
});
var isAlwaysThere = ({ required: required2, shape }) => required2 && !shape.nullable;
var keyHelp = (fields) => `["${suggested(fields)[0] ?? "id"}"]; ${ableFields(fields)}`;
function ableFields(fields) {
  const names2 = suggested(fields).map((name) => JSON.stringify(name));
  const listed = [...names2.slice(0, mostNamed), ...names2.length > mostNamed ? ["…"] : []].join(", ");
  return `fields that can be a key: ${listed || "none (a key field is a string or a number)"}`;
}
function suggested(fields) {
  const able = fields.filter(({ shape }) => keyKinds.includes(shape.kind) && shape !== refusedShape);
  const there = able.filter(isAlwaysThere);
  return (there.length > 0 ? there : able).map(({ name }) => name);
}

// contract/read-contract.ts
function readContract(schema) {
  const root = objectOf(schema);
  if (!root)
    return {
      problems: [`expected a JSON Schema, which is an object, but this is ${schema === null ? "null" : typeof schema}`]
    };
  const resolver = new SchemaResolver(root);
  const reader = new ShapeReader(resolver);
  const read = reader.read(root, "");
  const problems = [...reader.problems];
  if (resolver.refersElsewhere) problems.push(bundle);
  const about = { ...read?.schema, ...root };
  const title = typeof about["title"] === "string" ? about["title"].trim() : "";
  const name = nameOf(title);
  if (!name)
    problems.push(
      'title: expected the name of the event, such as "Product": it starts with a letter and has at most 40 characters'
    );
  if (read?.shape.kind !== "object") {
    if (read) problems.push('type: expected "object", with "properties" that describe the fields of the event');
    return { problems };
  }
  const description = about["description"];
  const { fields, closed } = read.shape;
  const key = keyOf(read.annotations[keyAnnotation], fields, problems);
  const open = fields.filter((field) => key.includes(field.name) && !isAlwaysThere(field)).map((field) => field.name);
  const contract = {
    name: name ?? "event",
    title,
    ...typeof description === "string" ? { description } : {},
    key,
    fields: fields.map((field) => key.includes(field.name) ? asKey(field) : field),
    closed,
    notes: open.map((name2) => `${name2} is taken as required and never null, because "${keyAnnotation}" names it`),
    annotations: read.annotations,
    free: reader.free,
    unchecked: reader.unchecked,
    inexactExamples: reader.leftOut,
    schema: root
  };
  return problems.length > 0 ? { problems, sound: contract } : contract;
}
var bundle = 'other documents are not read: a contract is one file. Bundle it, where it and the documents beside it are, for example with "npx json-refs resolve FILE > bundled.schema.json", and use bundled.schema.json';
function nameOf(title) {
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return /^[a-z]/.test(name) && name.length <= 40 ? name : void 0;
}

// contract/target.ts
var derivedPath = (role, ending) => `contract/derived/${fileName(role)}${ending}`;
var fileName = (role) => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
var json = (value) => `${JSON.stringify(value, null, 2)}
`;

// contract/derived-note.ts
var derivedNote = (schemaFile) => `// Derived from contract/${schemaFile} by \`npm run contract\`: change the contract, not this file.`;

// contract/literal.ts
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`).join(", ")} }`;
  if (typeof value !== "string") return String(value);
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

// contract/targets/dynamodb.ts
var timeToLive = "x-stream-time-to-live";
var dynamodb = {
  library: [],
  reads: [timeToLive],
  demands: { [keyAnnotation]: "the key of the DynamoDB table" },
  derive({ role, schemaFile, contract }) {
    const problems = [...keyProblems(contract), ...timeToLiveProblems(contract)];
    if (problems.length > 0) return { problems };
    return {
      files: [{ path: derivedPath(role, "-table.ts"), text: typescript(contract, role, schemaFile) }],
      notes: []
    };
  }
};
var keyProblems = ({ key }) => key.length > 2 ? [
  `"${keyAnnotation}": a DynamoDB table has a key of at most two fields, ${key.length} given; name those two that identify an item`
] : [];
function timeToLiveProblems({ annotations: annotations2, fields }) {
  const name = annotations2[timeToLive];
  const field = fields.find((each) => each.name === name);
  if (name === void 0 || field?.shape.kind === "integer" || field?.shape.kind === "number") return [];
  return [
    `"${timeToLive}": ${JSON.stringify(name)} is not a field that holds a number; DynamoDB needs the second (Unix time) at which an item expires`
  ];
}
var typescript = ({ key, fields, annotations: annotations2 }, role, schemaFile) => `${derivedNote(
  schemaFile
)}

/** What identifies an item, as DynamoDB names and types it: partition key, then sort key. */
export const ${role}Key: readonly { name: string; type: 'S' | 'N' | 'B' }[] = ${literal(
  key.map((name) => ({ name, type: keyType(fields.find((field) => field.name === name)) }))
)};

/** The attribute with the second (Unix time) at which an item expires; undefined when items do not. */
export const ${role}TimeToLive: string | undefined = ${literal(annotations2[timeToLive])};
`;
function keyType({ shape }) {
  if (shape.kind === "string") return shape.base64 ? "B" : "S";
  return "N";
}

// contract/targets/openapi/json-schema.ts
function objectSchema(fields) {
  const required2 = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: "object",
    ...required2.length > 0 ? { required: required2 } : {},
    properties: Object.fromEntries(
      fields.map(({ name, shape, description }) => [
        name,
        { ...schemaOf(shape), ...description ? { description } : {} }
      ])
    )
  };
}
function schemaOf(shape) {
  const schema = innerSchema(shape);
  if (!shape.nullable) return schema;
  const values = schema["enum"];
  if (schema["type"] === void 0) return schema;
  return { ...schema, type: [schema["type"], "null"], ...values ? { enum: [...values, null] } : {} };
}
function innerSchema(shape) {
  switch (shape.kind) {
    case "string": {
      const { values, base64, kind: type, nullable: _, ...limits } = shape;
      return {
        type,
        ...values ? { enum: values } : {},
        ...base64 ? { contentEncoding: "base64" } : {},
        ...limits
      };
    }
    case "integer":
    case "number": {
      const { kind: type, nullable: _, values, ...limits } = shape;
      return { type, ...values ? { enum: values } : {}, ...limits };
    }
    case "boolean":
      return { type: "boolean", ...shape.values ? { enum: shape.values } : {} };
    case "array": {
      const { kind: type, nullable: _, items, ...limits } = shape;
      return { type, items: schemaOf(items), ...limits };
    }
    case "object":
      return objectSchema(shape.fields);
    case "free":
      return {};
  }
}

// contract/targets/openapi/answers.ts
function answerSchemas(contract, names2, { searchLimits }) {
  const key = new Set(contract.key);
  return {
    Item: {
      title: contract.title,
      description: "What the contract describes. The table is the truth: an item that does not keep the contract is found all the same.",
      ...objectSchema(contract.fields)
    },
    SearchResults: object({
      total: count,
      page: count,
      pageSize: count,
      items: list({
        type: "object",
        required: ["item"],
        properties: { item: { $ref: "#/components/schemas/Item" }, highlight: highlights(names2) }
      }),
      facets: facetCounts(names2, searchLimits.facetValues),
      next: {
        type: ["string", "null"],
        description: "The cursor of the items that follow; null after the last. A page whose items are large ends early: go on with it, not with page."
      }
    }),
    Suggestions: object({
      suggestions: list(object({ text, key: objectSchema(contract.fields.filter(({ name }) => key.has(name))) }))
    }),
    Refused: object({ message: text, problems: list(text) }),
    Message: object({ message: text })
  };
}
var text = { type: "string" };
var count = { type: "integer", minimum: 0 };
var highlights = ({ text: fields }) => ({
  type: "object",
  description: "The parts of the text that were found, in <em>, safe to put into HTML.",
  properties: Object.fromEntries(fields.map((field) => [field, list(text)]))
});
var facetCounts = ({ facets, filters }, maxItems) => ({
  type: "object",
  description: "Filters on a field leave its own counts as they are, so that its other values can still be offered.",
  properties: Object.fromEntries(
    Object.keys(facets).map((field) => [
      field,
      { ...list(object({ value: facetValue(filters[field]), count })), maxItems }
    ])
  )
});
function facetValue({ type }) {
  if (type === "date") return { type: "string", format: "date-time" };
  return type === "keyword" ? text : { type };
}
var list = (items) => ({ type: "array", items });
var object = (properties2) => ({
  type: "object",
  required: Object.keys(properties2),
  properties: properties2
});

// contract/targets/openapi/parameters.ts
var searchParameters = ({ text: text2, filters, facets, sort }, { searchLimits, mostWords }) => [
  ...text2.length === 0 ? [] : [
    words(
      "Words: each has to be found, in whatever field; misspellings are forgiven.",
      searchLimits,
      mostWords(text2.length, 0)
    )
  ],
  ...Object.entries(filters).flatMap(([field, { type }]) => filterParameters(field, type, searchLimits)),
  names("facets", "Fields whose values are counted, in place of all that can be; none for none of them.", [
    ...Object.keys(facets),
    "none"
  ]),
  ...Object.keys(sort).length === 0 ? [] : [
    names(
      "sort",
      "The first field counts most; - makes it descending. Then relevance, then the key.",
      Object.keys(sort).flatMap((field) => [field, `-${field}`])
    )
  ],
  parameter(
    "page",
    `No page reaches beyond the first ${searchLimits.results} results.`,
    whole({ unasked: 1, most: searchLimits.results })
  ),
  parameter("pageSize", "Items of a page, at most.", whole(searchLimits.pageSize)),
  parameter("cursor", 'Goes on where an earlier answer to the same search ended: its "next". Not with page.', {
    type: "string",
    pattern: "^[0-9a-f]{16}-[1-9][0-9]{0,3}$"
  }),
  parameter("highlight", "Whether the parts of the text that were found are answered, too.", {
    type: "boolean",
    default: false
  })
];
var suggestParameters = ({ suggest }, { searchLimits, mostWords }) => [
  {
    ...words(
      "What somebody has typed so far: the last word may be a beginning.",
      searchLimits,
      mostWords(suggest.length, 0)
    ),
    required: true
  },
  parameter("limit", "Items whose texts are taken.", whole(searchLimits.suggestions))
];
var words = (description, { characters: characters2 }, most) => parameter("q", `${description} At most ${most === 1 ? "one word" : `${most} words`}.`, {
  type: "string",
  pattern: "\\S",
  maxLength: characters2
});
function filterParameters(field, type, searchLimits) {
  const name = `filter.${field}`;
  const value = valueSchema(type, searchLimits.characters);
  const equal = parameter(name, "This value; given more than once: any of them.", {
    type: "array",
    items: value,
    maxItems: searchLimits.filterValues
  });
  if (type === "keyword" || type === "boolean") return [equal];
  return [equal, parameter(`${name}.from`, "This or more.", value), parameter(`${name}.to`, "This or less.", value)];
}
function valueSchema(type, maxLength) {
  if (type === "keyword") return { type: "string", minLength: 1, maxLength };
  if (type === "date") return { type: "string", anyOf: [{ format: "date" }, { format: "date-time" }] };
  return type === "integer" ? { type, format: "int64" } : { type };
}
var names = (name, description, values) => ({
  ...parameter(name, description, { type: "array", items: { type: "string", enum: values } }),
  style: "form",
  explode: false
});
var parameter = (name, description, schema) => ({
  name,
  in: "query",
  description,
  schema
});
var whole = ({ unasked, most }) => ({
  type: "integer",
  minimum: 1,
  maximum: most,
  default: unasked
});

// contract/targets/opensearch/search-uses.ts
var searchAnnotation = "x-stream-search";
var allUses = ["text", "facet", "suggest", "none"];
function searchUses({ shape, annotations: annotations2 }) {
  const single = innermost(shape);
  if (single.kind === "free") return ["none"];
  const given = annotations2[searchAnnotation];
  if (given === void 0) return fitting(single);
  const uses = [given].flat();
  return uses.includes("none") ? ["none"] : uses;
}
function searchProblem({ shape, annotations: annotations2 }) {
  const single = innermost(shape);
  const given = annotations2[searchAnnotation];
  if (given === void 0 || single.kind === "free") return void 0;
  const uses = [given].flat();
  const unknown = uses.find((use) => !allUses.includes(use));
  const told = `"${searchAnnotation}":`;
  if (unknown !== void 0)
    return `${told} ${JSON.stringify(unknown)} is not supported; expected ${allUses.join(", ")}`;
  const textual = single.kind === "string" && !single.base64 && !isDate(single.format);
  if (single.kind === "object" && uses.some((use) => use !== "none"))
    return `${told} set it on the fields of an object, not on the object`;
  if (!textual && (uses.includes("text") || uses.includes("suggest")))
    return `${told} only text can be "text" or "suggest"`;
  return void 0;
}
var innermost = (shape) => shape.kind === "array" ? shape.items : shape;
function fitting(shape) {
  if (shape.kind === "boolean") return ["facet"];
  if (shape.kind === "integer" || shape.kind === "number") return shape.values ? ["facet"] : [];
  if (shape.kind !== "string") return [];
  if (shape.values) return ["facet"];
  return shape.base64 ? ["none"] : isDate(shape.format) ? [] : ["text"];
}
var isText = (uses) => uses.includes("text") || uses.includes("suggest");
var isDate = (format) => format === "date" || format === "date-time";

// contract/targets/opensearch/exact-text.ts
var mostFields = 1e3;
function exactTexts(contract) {
  const all = () => true;
  return fieldCount(contract, all) <= mostFields ? all : (uses) => uses.includes("facet");
}
var fieldCount = ({ fields, key }, hasExact) => ownFields + countOf(fields, key, hasExact);
var ownFields = 5;
function countOf(fields, keys, hasExact) {
  return fields.reduce((count2, field) => {
    const single = field.shape.kind === "array" ? field.shape.items : field.shape;
    if (single.kind === "object") return count2 + 1 + countOf(single.fields, [], hasExact);
    const uses = searchUses(field);
    const isWords = single.kind === "string" && !isDate(single.format) && isText(uses) && !keys.includes(field.name);
    return count2 + (isWords && hasExact(uses) ? 2 : 1);
  }, 0);
}

// contract/targets/opensearch/search-names.ts
function searchNames(contract) {
  const names2 = {
    key: contract.key,
    text: [],
    suggest: [],
    facets: {},
    filters: {},
    sort: {}
  };
  collect(contract.fields, "", new Set(names2.key), exactTexts(contract), names2);
  return names2;
}
function collect(fields, prefix, keys, hasExact, model) {
  for (const field of fields) {
    const { name, shape } = field;
    const search = searchUses(field);
    const path = prefix + name;
    const single = shape.kind === "array" ? shape.items : shape;
    if (single.kind === "object") collect(single.fields, `${path}.`, /* @__PURE__ */ new Set(), hasExact, model);
    if (single.kind === "object" || single.kind === "array" || single.kind === "free" || search.includes("none"))
      continue;
    const isKey = keys.has(path);
    const text2 = isText(search) && !isKey;
    if (text2) model.text.push(path);
    if (search.includes("suggest") && !isKey) model.suggest.push(path);
    const type = single.kind === "string" ? isDate(single.format) ? "date" : "keyword" : single.kind;
    if (single.kind === "string" && single.base64) continue;
    if (text2 && !hasExact(search)) continue;
    const exact = text2 ? `${path}.keyword` : path;
    model.filters[path] = { field: exact, type };
    if (shape.kind !== "array") model.sort[path] = exact;
    if (search.includes("facet")) model.facets[path] = exact;
  }
}

// contract/targets/openapi/definition.ts
function definition(contract, { scheme, refusals }, limits) {
  const names2 = searchNames(contract);
  const otherwise = {
    "400": response("Refused"),
    ...Object.fromEntries(Object.entries(refusals).map(([status, when]) => [status, answer(when, "Message")])),
    "429": response("TooMany"),
    "500": response("Failed"),
    "503": response("Unavailable")
  };
  const search = {
    operationId: "search",
    summary: "Finds items, and counts values among them.",
    parameters: searchParameters(names2, limits),
    responses: { "200": answer("What was found, if anything.", "SearchResults"), ...otherwise }
  };
  const suggest = {
    operationId: "suggest",
    summary: "Completes what somebody types.",
    parameters: suggestParameters(names2, limits),
    responses: { "200": answer("Texts that complete it, if any.", "Suggestions"), ...otherwise }
  };
  return {
    openapi: "3.1.0",
    info: {
      title: `${contract.title} search`,
      version: "1.0.0",
      description: `Full text, filters, facets, sorting, paging and completion. ${contract.description ?? ""}`.trim()
    },
    servers: [
      {
        url: "{searchUrl}",
        variables: {
          searchUrl: { default: "https://search.example.com", description: "The output SearchUrl of the stack." }
        }
      }
    ],
    security: [{ caller: [] }],
    paths: {
      "/search": { get: search },
      // where no field is completed, every request would be refused
      ...names2.suggest.length > 0 ? { "/suggest": { get: suggest } } : {}
    },
    components: {
      securitySchemes: { caller: scheme },
      schemas: answerSchemas(contract, names2, limits),
      responses: {
        Refused: answer("The request cannot be understood: all the reasons.", "Refused"),
        TooMany: answer("More requests than the API takes at once.", "Message"),
        Failed: answer("It failed, and not because of the request.", "Message"),
        Unavailable: {
          ...answer("The engine cannot answer now, or took too long.", "Message"),
          headers: { "Retry-After": { description: "Come back after so many seconds.", schema: { type: "integer" } } }
        }
      }
    }
  };
}
var response = (name) => ({ $ref: `#/components/responses/${name}` });
var answer = (description, schema) => ({
  description,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } }
});

// contract/targets/openapi.ts
var openapi = {
  library: ["search-limits.ts"],
  reads: [],
  demands: {},
  derive({ role, contract }, settings, library) {
    if (!isCallers(settings))
      return {
        problems: [
          'its target "openapi" in contract/index.json needs "scheme", a security scheme of OpenAPI, and "refusals", which says when a caller is answered with which status'
        ]
      };
    return {
      files: [
        {
          path: derivedPath(role, "-openapi.json"),
          text: json(definition(contract, settings, library.searchLimits()))
        }
      ],
      notes: []
    };
  }
};
var isCallers = (settings) => ["scheme", "refusals"].every((name) => {
  const value = settings?.[name];
  return typeof value === "object" && value !== null;
});

// contract/targets/opensearch/field-name.ts
var metadata = "_id _index _source _version _routing _type _ignored _field_names _nested_path _doc_count _size _tier _seq_no _primary_term _feature _data_stream_timestamp".split(" ");
var fitting2 = /^[\p{L}\p{N}_@$#%&+/():'-](?:[\p{L}\p{M}\p{N}_@$#%&+/():' -]*[\p{L}\p{M}\p{N}_@$#%&+/():'-])?$/u;
var longest = 100;
function nameProblem(name, isAtRoot) {
  const leaveOut = "Leave the field out of the contract: it is still stored and returned";
  if (name === "__proto__") return `"__proto__" is reserved in JavaScript. ${leaveOut}`;
  if (isAtRoot && metadata.includes(name))
    return `"${name}" is reserved: OpenSearch rejects documents that contain it. ${leaveOut}`;
  if (isAtRoot && name === "stream")
    return `"stream" is reserved: the index stores its own data about each document there. Rename the field`;
  if (isAtRoot && name.startsWith("-")) return `a search reads a leading hyphen as descending order. ${leaveOut}`;
  if (name.includes(".")) return `OpenSearch reads a dot as a path into an object. ${leaveOut}`;
  if ([...name].length > longest) return `a field name has at most ${longest} characters. ${leaveOut}`;
  if (!fitting2.test(name))
    return `a field name consists of letters and digits of any language, spaces between them, and the signs _ - @ $ # % & + / ( ) : '. ` + leaveOut;
  return void 0;
}

// contract/targets/opensearch/mapping.ts
function opensearchMapping(contract) {
  return {
    dynamic: false,
    properties: {
      ...properties(contract.fields, new Set(contract.key), exactTexts(contract)),
      // the index's own data about a document: see processors/indexer/document.ts
      stream: {
        properties: {
          deleted: { type: "boolean" },
          malformed: { type: "keyword" },
          unindexed: { type: "object", enabled: false },
          version: { type: "long" }
        }
      }
    }
  };
}
function properties(fields, keys, hasExact) {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      keys.has(field.name) && field.shape.kind === "string" ? keyword : fieldMapping(field.shape, searchUses(field), hasExact)
    ])
  );
}
var keyword = { type: "keyword", ignore_above: 1024 };
function fieldMapping(shape, search, hasExact) {
  switch (shape.kind) {
    case "array":
      return fieldMapping(shape.items, search, hasExact);
    case "object":
      return { properties: properties(shape.fields, /* @__PURE__ */ new Set(), hasExact) };
    case "free":
      return { type: "object", enabled: false };
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return { type: "long" };
    case "number":
      return { type: "double" };
    case "string":
      if (shape.base64) return { type: "binary" };
      if (isDate(shape.format)) return { type: "date" };
      if (search.includes("none")) return { type: "keyword", index: false, doc_values: false };
      if (!isText(search)) return keyword;
      return hasExact(search) ? { type: "text", fields: { keyword } } : { type: "text" };
  }
}

// contract/targets/opensearch.ts
var opensearch = {
  library: ["search-model.ts"],
  reads: [searchAnnotation],
  demands: { [keyAnnotation]: "the ids of the OpenSearch documents" },
  withFreeParts: "not searched",
  derive({ role, schemaFile, contract }) {
    const problems = problemsOf(contract);
    if (problems.length > 0) return { problems };
    return {
      files: [
        { path: derivedPath(role, "-search.ts"), text: searchModel(contract, role, schemaFile) },
        { path: derivedPath(role, "-mapping.json"), text: json(opensearchMapping(contract)) }
      ],
      notes: notesOf(contract)
    };
  }
};
function notesOf(contract) {
  const hasExact = exactTexts(contract);
  if (hasExact([])) return [];
  return [
    `an OpenSearch index has at most ${mostFields} fields: texts are found by their words, and only those with "${searchAnnotation}": ["text", "facet"] are filtered and sorted by, too`
  ];
}
function problemsOf(contract) {
  const { fields, key } = contract;
  const count2 = fieldCount(contract, exactTexts(contract));
  const isSearchable = fields.some(({ name, shape }) => !key.includes(name) && holdsValues(shape));
  return [
    ...fieldProblems(fields, ""),
    ...count2 > mostFields ? [
      `its index would have ${count2} fields, and an OpenSearch index has at most ${mostFields}. Leave fields that nobody searches out of the contract: they are stored and returned all the same`
    ] : [],
    ...isSearchable ? [] : ["there is nothing to search: no field outside the key holds a value that OpenSearch can index. Describe one"]
  ];
}
var fieldProblems = (fields, path) => fields.flatMap((field) => {
  const at = path + field.name;
  const single = field.shape.kind === "array" ? field.shape.items : field.shape;
  const problems = [nameProblem(field.name, path === ""), searchProblem(field)].filter((each) => each !== void 0);
  return [
    ...problems.map((problem) => at === "" ? problem : `${at}: ${problem}`),
    ...single.kind === "object" ? fieldProblems(single.fields, `${at}/`) : []
  ];
});
var holdsValues = (shape) => shape.kind === "object" ? shape.fields.some((field) => holdsValues(field.shape)) : shape.kind !== "free";
var searchModel = (contract, role, schemaFile) => `${derivedNote(schemaFile)}
import type { SearchModel } from '../search-model.ts';

/** What a search for a ${contract.title} may name. */
export const ${role}Search: SearchModel = ${JSON.stringify(searchNames(contract), null, 2)};
`;

// contract/targets/personal.ts
var mark = "x-stream-personal";
var kinds = ["identifier", "text"];
var hashLength = 22;
var personal = {
  library: [],
  reads: [mark],
  demands: {},
  derive({ role, schemaFile, contract }, settings) {
    const { leaveOut, hash } = settings;
    const marked = contract.fields.filter(({ annotations: annotations2 }) => annotations2[mark] !== void 0);
    const changed = marked.filter(({ name }) => !((leaveOut ?? hash)?.but ?? [name]).includes(name));
    const hashed = hash ? changed.filter(mayHash) : [];
    const left = changed.filter((field) => !hashed.includes(field));
    const problems = [...marked.flatMap(wrongMark), ...left.filter(({ required: required2 }) => required2).map(needed)];
    if (problems.length > 0) return { problems };
    if (!leaveOut && !hash) return { files: [], notes: [] };
    const listOf = (fields) => literal(fields.map(({ name }) => name));
    const text2 = `${derivedNote(schemaFile)}

/** Fields with personal data that are left out of every event. */
export const ${role}LeftOut: readonly string[] = ${listOf(left)};
${hash ? `
/** Fields that tell people apart: each is replaced by a keyed hash. */
export const ${role}Hashed: readonly string[] = ${listOf(hashed)};
` : ""}`;
    return { files: [{ path: derivedPath(role, "-personal.ts"), text: text2 }], notes: [] };
  }
};
function mayHash({ annotations: annotations2, shape }) {
  if (annotations2[mark] !== "identifier" || shape.kind !== "string" || shape.base64) return false;
  const { values, format, pattern, minLength = 0, maxLength = Infinity } = shape;
  const isFree = [values, format, pattern].every((rule) => rule === void 0);
  return isFree && minLength <= hashLength && hashLength <= maxLength;
}
var wrongMark = ({ name, annotations: annotations2 }) => kinds.includes(annotations2[mark]) ? [] : [
  `${name}: "${mark}" is ${JSON.stringify(annotations2[mark])}; write ${kinds.map((kind) => `"${kind}"`).join(" or ")}`
];
var needed = ({ name }) => `${name}: "${mark}" marks a field that every event has to have, and marked fields are left out; take it from "required", or choose personalData "plain"`;

// contract/targets/redshift/columns.ts
var columnsOf = (fields, event) => fields.map(({ name, shape }) => ({ name, value: valueOf(pathTo(name, event), shape, event.encoding) }));
var pathTo = (name, { path: [column, ...members2] }) => [column, ...[...members2, name].map((member) => `"${member.replaceAll('"', '""')}"`)].join(".");
function valueOf(path, shape, encoding) {
  const typed = (descriptor) => encoding === "dynamodb" ? `${path}."${descriptor}"` : path;
  switch (shape.kind) {
    case "string":
      return `${typed(shape.base64 ? "B" : "S")}::VARCHAR(65535)`;
    case "boolean":
      return `${typed("BOOL")}::BOOLEAN`;
    case "integer":
      return encoding === "dynamodb" ? integerOf(`${typed("N")}::VARCHAR(64)`) : `${path}::BIGINT`;
    case "number":
      return encoding === "dynamodb" ? `CAST(${typed("N")}::VARCHAR(64) AS DOUBLE PRECISION)` : `${path}::DOUBLE PRECISION`;
    default:
      return path;
  }
}
var integerOf = (text2) => `CASE WHEN ${text2} ~ '^-?[0-9]{1,18}$' THEN CAST(${text2} AS BIGINT) END`;

// contract/targets/redshift/problems.ts
var longestName = 127;
var mostColumns = 1600;
function columnProblems(names2) {
  const byFolded = Map.groupBy(names2, (name) => name.toLowerCase());
  const alike = [...byFolded.values()].filter((group) => group.length > 1);
  return [
    ...names2.filter((name) => Buffer.byteLength(name) > longestName).map((name) => `${name}: the name of a column in Redshift has at most ${longestName} bytes. Rename the field`),
    ...names2.filter((name) => /["\\]/.test(name)).map(
      (name) => `${name}: a column in Redshift with a quotation mark or a backslash cannot be named. Rename the field`
    ),
    ...alike.map(
      (group) => `${group.join(" and ")} are the same column where names have no case. Rename one of the fields`
    ),
    ...names2.length > mostColumns ? [
      `a view in Redshift has at most ${mostColumns} columns, and there would be ${names2.length}. Put fields into an object`
    ] : []
  ];
}

// contract/targets/redshift.ts
var redshift = {
  library: [],
  reads: [],
  demands: {},
  withFreeParts: "one column of type SUPER",
  derive({ role, schemaFile, contract }, settings) {
    const { from, view, event, columns: ofRecord = [] } = settings;
    const columns = [...streamColumns, ...ofRecord, ...columnsOf(contract.fields, event)];
    const problems = columnProblems(columns.map(({ name }) => name));
    if (problems.length > 0) return { problems };
    return {
      files: [
        { path: derivedPath(role, "-warehouse.ts"), text: textOf(role, schemaFile, statementsOf(view, from, columns)) }
      ],
      notes: []
    };
  }
};
var streamColumns = [
  { name: "stream_sequence_number", value: "sequence_number" },
  { name: "stream_arrived_at", value: "approximate_arrival_timestamp" }
];
var textOf = (role, schemaFile, statements) => `// Derived from contract/${schemaFile} by \`npm run contract\`: change the contract, not this file.

/** SQL for Redshift: the view with a column for each field. It may run any number of times. */
export const ${role}Warehouse: readonly string[] = [
${statements.map((sql) => `  ${quoted(sql)},
`).join("")}];
`;
var statementsOf = (view, from, columns) => [
  `DROP VIEW IF EXISTS ${view}`,
  `CREATE VIEW ${view} AS
SELECT
${columns.map(({ name, value }) => `  ${value} AS "${name}"`).join(",\n")}
FROM ${from}`
];
var quoted = (text2) => text2.includes("\n") || text2.includes("'") ? `\`${text2.replaceAll(/[\\`]|\$\{/g, (each) => `\\${each}`)}\`` : `'${text2}'`;

// templates/project/contract/check.ts
var nothing = [];
var required = (check) => ({ check, required: true });
var optional = (check) => ({ check, required: false });
var nullable = (check) => (value, path) => value === null ? nothing : check(value, path);
var string = (limits = {}) => (value, path = "") => {
  if (typeof value !== "string") return [`${path}: expected text`];
  const { minLength = 0, maxLength = Infinity } = limits;
  if (value.length < 2 * minLength && characters(value) < minLength)
    return [`${path}: expected at least ${minLength} characters`];
  if (value.length > maxLength && characters(value) > maxLength)
    return [`${path}: expected at most ${maxLength} characters`];
  if (limits.values && !limits.values.includes(value))
    return [`${path}: expected one of ${limits.values.join(", ")}`];
  if (limits.pattern && !limits.pattern.test(value)) return [`${path}: expected text that matches ${limits.pattern}`];
  if (limits.format && !hasFormat(limits.format, value)) return [`${path}: expected the format ${limits.format}`];
  return nothing;
};
var characters = (text2) => [...text2].length;
var number = (limits = {}) => (value, path = "") => {
  const amount = isDigits(value) ? Number(value.rawJSON) : value;
  if (typeof amount !== "number" || Number.isNaN(amount)) return [`${path}: expected a number`];
  const { values, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  if (limits.integer && !Number.isInteger(amount)) return [`${path}: expected a whole number`];
  if (values && !values.includes(amount)) return [`${path}: expected one of ${values.join(", ")}`];
  if (amount < (minimum ?? -Infinity)) return [`${path}: expected at least ${minimum}`];
  if (amount > (maximum ?? Infinity)) return [`${path}: expected at most ${maximum}`];
  if (exclusiveMinimum !== void 0 && amount <= exclusiveMinimum)
    return [`${path}: expected more than ${exclusiveMinimum}`];
  if (exclusiveMaximum !== void 0 && amount >= exclusiveMaximum)
    return [`${path}: expected less than ${exclusiveMaximum}`];
  if (multipleOf !== void 0 && !isMultiple(amount, multipleOf))
    return [`${path}: expected a multiple of ${multipleOf}`];
  return nothing;
};
function isMultiple(amount, of) {
  const times = amount / of;
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times));
}
var isDigits = (value) => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null && "rawJSON" in value;
var boolean = (limits = {}) => (value, path = "") => {
  if (typeof value !== "boolean") return [`${path}: expected true or false`];
  if (limits.values && !limits.values.includes(value)) return [`${path}: expected ${limits.values.join(" or ")}`];
  return nothing;
};
var anything = () => nothing;
var array = (items, limits = {}) => (value, path = "") => {
  if (!Array.isArray(value)) return [`${path}: expected a list`];
  if (value.length < (limits.minItems ?? 0)) return [`${path}: expected at least ${limits.minItems} entries`];
  if (value.length > (limits.maxItems ?? Infinity)) return [`${path}: expected at most ${limits.maxItems} entries`];
  if (limits.uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length)
    return [`${path}: expected entries that all differ`];
  let problems = nothing;
  for (const [at, item] of value.entries()) problems = joined(problems, items(item, `${path}[${at}]`));
  return problems;
};
var object2 = (members2, limits = {}) => {
  const known = Object.entries(members2).map(([name, member]) => ({ name, ...member, inherited: name in {} }));
  return (value, path = "") => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return [`${path || "value"}: expected an object`];
    const at = (name) => path ? `${path}.${name}` : name;
    const strangers = limits.closed ? Object.keys(value).filter((name) => !Object.hasOwn(members2, name)) : nothing;
    let problems = strangers.map((name) => `${at(name)}: is not a field of the contract`);
    for (const { name, check, required: required2, inherited } of known) {
      const own = inherited && !Object.hasOwn(value, name) ? void 0 : value[name];
      if (own !== void 0) problems = joined(problems, check(own, at(name)));
      else if (required2) problems = [...problems, `${at(name)}: is missing`];
    }
    return problems;
  };
};
var joined = (some, more) => more.length === 0 ? some : [...some, ...more];

// contract/check-of.ts
var checkOfFields = (fields, closed) => object2(
  Object.fromEntries(
    fields.map(({ name, required: required2, shape }) => [
      name,
      (required2 ? required : optional)(checkOfShape(shape))
    ])
  ),
  { closed }
);
function checkOfShape(shape) {
  const inner = innerCheck(shape);
  return shape.nullable ? nullable(inner) : inner;
}
function innerCheck(shape) {
  switch (shape.kind) {
    case "string": {
      const { pattern, ...limits } = shape;
      return string({ ...limits, ...pattern === void 0 ? {} : { pattern: compiledPattern(pattern) } });
    }
    case "integer":
    case "number":
      return number({ ...shape, integer: shape.kind === "integer" });
    case "boolean":
      return boolean(shape);
    case "array":
      return array(checkOfShape(shape.items), shape);
    case "object":
      return checkOfFields(shape.fields, shape.closed);
    case "free":
      return anything;
  }
}

// contract/seeded-random.ts
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = state + 1831565813 | 0;
    let t = Math.imul(state ^ state >>> 15, 1 | state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
}
var seededRandom = (seed) => numbersFrom([...seed].reduce((hash, c) => Math.imul(hash ^ c.codePointAt(0), 16777619), 2166136261));
var pick = (values, random) => values[Math.floor(random() * values.length)];

// contract/sample-of-pattern.ts
var attempts = 40;
var enough = 4;
function sampleOfPattern(pattern, { minLength = 0, maxLength = Infinity }, random) {
  const compiled = compiledPattern(pattern);
  if (!compiled) return void 0;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text2 = new Writer(pattern, random, attempt).text();
    const { length } = [...text2 ?? ""];
    if (text2 !== void 0 && compiled.test(text2) && length >= minLength && length <= maxLength) return text2;
  }
  return void 0;
}
var letters = "abcdefghijklmnopqrstuvwxyz";
var classes = {
  d: "0123456789",
  w: `${letters}${letters.toUpperCase()}0123456789_`,
  s: " ",
  D: letters,
  W: " -.",
  S: letters,
  t: "	",
  n: "\n",
  r: "\r"
};
var Writer = class {
  #signs;
  #random;
  /** Later attempts repeat more often: the text may be too short. */
  #more;
  #at = 0;
  constructor(pattern, random, attempt) {
    this.#signs = [...pattern];
    this.#random = random;
    this.#more = Math.floor(attempt / 4);
  }
  text() {
    const text2 = this.#alternatives();
    return this.#at === this.#signs.length ? text2 : void 0;
  }
  #alternatives() {
    const all = [this.#sequence()];
    while (this.#signs[this.#at] === "|") {
      this.#at++;
      all.push(this.#sequence());
    }
    return pick(all, this.#random);
  }
  #sequence() {
    let text2 = "";
    while (this.#at < this.#signs.length && !"|)".includes(this.#signs[this.#at])) {
      const from = this.#at;
      const once = this.#atom();
      const to = this.#at;
      const times = this.#times();
      const after = this.#at;
      let repeated = times === 0 ? "" : once;
      for (let nth = 1; nth < times; nth++) {
        this.#at = from;
        repeated += this.#atom();
      }
      this.#at = Math.max(after, to);
      text2 += repeated;
    }
    return text2;
  }
  #atom() {
    const sign = this.#signs[this.#at++];
    if (sign === "^" || sign === "$") return "";
    if (sign === ".") return pick([...letters], this.#random);
    if (sign === "[") return pick(this.#class(), this.#random) ?? "";
    if (sign === "\\") return this.#escaped();
    if (sign !== "(") return sign;
    const ahead = this.#groupKind();
    const inner = this.#alternatives();
    this.#at++;
    return ahead ? "" : inner;
  }
  /** Behind an opening bracket: whether the group only looks ahead or behind. */
  #groupKind() {
    const rest = this.#signs.slice(this.#at, this.#at + 40).join("");
    const [head = "", kind = ""] = /^\?(:|=|!|<=|<!|<\w+>)/.exec(rest) ?? [];
    this.#at += [...head].length;
    return ["=", "!", "<=", "<!"].includes(kind);
  }
  #escaped() {
    const sign = this.#signs[this.#at++] ?? "";
    if (sign === "b" || sign === "B") return "";
    return pick(this.#escapedSigns(sign), this.#random);
  }
  /** The signs that an escape stands for. */
  #escapedSigns(sign) {
    if ((sign === "p" || sign === "P") && this.#signs[this.#at] === "{") {
      const end = this.#signs.indexOf("}", this.#at);
      const name = this.#signs.slice(this.#at + 1, end).join("");
      this.#at = end + 1;
      return [.../^(N|Nd|Number)/.test(name) ? classes["d"] : name.includes("Lu") ? letters.toUpperCase() : letters];
    }
    const hex = { x: 2, u: 4 }[sign];
    if (hex) {
      const code = this.#signs.slice(this.#at, this.#at + hex).join("");
      if (/^[\da-f]+$/i.test(code) && code.length === hex) {
        this.#at += hex;
        return [String.fromCharCode(Number.parseInt(code, 16))];
      }
    }
    return [...classes[sign] ?? sign];
  }
  #class() {
    const isNegated = this.#signs[this.#at] === "^";
    if (isNegated) this.#at++;
    const signs = [];
    while (this.#at < this.#signs.length && this.#signs[this.#at] !== "]") {
      const sign = this.#signs[this.#at++];
      const first = sign === "\\" ? this.#escapedSigns(this.#signs[this.#at++] ?? "") : [sign];
      const isRange = this.#signs[this.#at] === "-" && !["]", void 0].includes(this.#signs[this.#at + 1]);
      if (!isRange || first.length !== 1) {
        signs.push(...first);
        continue;
      }
      this.#at++;
      const next = this.#signs[this.#at++];
      const [last] = next === "\\" ? this.#escapedSigns(this.#signs[this.#at++] ?? "") : [next];
      const [from, to] = [first[0].codePointAt(0), last.codePointAt(0)];
      const count2 = Math.min(Math.max(to - from + 1, 1), 100);
      signs.push(...Array.from({ length: count2 }, (_, nth) => String.fromCodePoint(from + nth)));
    }
    this.#at++;
    if (!isNegated) return signs;
    return [...`${classes["w"]} -`].filter((sign) => !signs.includes(sign));
  }
  #times() {
    const rest = this.#signs.slice(this.#at, this.#at + 20).join("");
    const [whole2 = "", sign, least, comma, most] = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [];
    this.#at += whole2.length;
    if (whole2 === "") return 1;
    const from = sign === "+" ? 1 : sign ? 0 : Number(least);
    const to = sign === "?" ? 1 : sign ? from + enough : !comma ? from : most ? Number(most) : from + enough;
    const usual = Math.min(from + enough, to);
    const upTo = Math.min(to, Math.max(usual, from + this.#more * enough));
    return from + Math.floor(this.#random() * (upTo - from + 1));
  }
};

// contract/sample-text.ts
var words2 = [
  "amber",
  "birch",
  "cobalt",
  "delta",
  "ember",
  "fjord",
  "garnet",
  "harbor",
  "indigo",
  "juniper",
  "kestrel",
  "lagoon"
];
function sampleText(shape, name, random) {
  if (shape.values) return pick(shape.values, random);
  const formatted = byFormat[shape.format ?? ""]?.(random);
  const text2 = formatted ?? fitted(`${pick(words2, random)} ${pick(words2, random)} ${name.toLowerCase()}`, shape);
  if (shape.pattern !== void 0 && !compiledPattern(shape.pattern)?.test(text2))
    return sampleOfPattern(shape.pattern, shape, random) ?? text2;
  return shape.base64 ? btoa(text2) : text2;
}
var fitted = (text2, { minLength = 0, maxLength = 80 }) => text2.padEnd(minLength, "-").slice(0, Math.max(maxLength, minLength));
function instant(random) {
  const second = Math.floor(Date.UTC(2026, 0, 1) / 1e3 + random() * 2e7);
  return new Date(second * 1e3).toISOString();
}
var digits = (random, count2) => Array.from({ length: count2 }, () => Math.floor(random() * 16).toString(16)).join("");
var byFormat = {
  "date-time": instant,
  date: (random) => instant(random).slice(0, 10),
  time: (random) => instant(random).slice(11),
  email: (random) => `${pick(words2, random)}@example.com`,
  uri: (random) => `https://example.com/${pick(words2, random)}`,
  url: (random) => `https://example.com/${pick(words2, random)}`,
  "uri-reference": (random) => `/${pick(words2, random)}`,
  hostname: (random) => `${pick(words2, random)}.example.com`,
  ipv4: (random) => `192.0.2.${1 + Math.floor(random() * 254)}`,
  ipv6: (random) => `2001:db8::${digits(random, 4)}`,
  uuid: (random) => `${digits(random, 8)}-${digits(random, 4)}-4${digits(random, 3)}-a${digits(random, 3)}-${digits(random, 12)}`
};

// contract/make-samples.ts
var leastSamples = 8;
function makeSamples(contract, most) {
  const keys = contract.key.map((key) => contract.fields.find(({ name }) => name === key));
  const made = /* @__PURE__ */ new Map();
  for (let nth = 0; made.size < most && nth < most * 5; nth++) {
    const key = keys.map((field) => [field.name, keyValue(field, contract.name, nth, keys.length > 1)]);
    if (key.some(([, value]) => value === void 0)) break;
    const id = keys.length > 0 ? JSON.stringify(key) : `${nth}`;
    if (!made.has(id)) made.set(id, { ...sampleObject(contract.fields, `${nth}`), ...Object.fromEntries(key) });
  }
  return [...made.values()];
}
function keyValue({ name, shape, examples }, event, nth, isOneOfTwo) {
  if (nth < examples.length || examples.length >= leastSamples) return examples[nth];
  const values = "values" in shape ? shape.values : void 0;
  if (values) return values[isOneOfTwo ? nth % values.length : nth];
  if (shape.kind === "integer" || shape.kind === "number") {
    const { from, to, step } = rangeOf(shape, 1001);
    const value = from + nth * step;
    return value > to ? void 0 : rounded(value, step);
  }
  if (shape.kind !== "string") return void 0;
  const text2 = `${event}-${1001 + nth}`;
  const { format, pattern, minLength = 0, maxLength = Infinity } = shape;
  if (format === void 0 && pattern === void 0 && text2.length <= maxLength) {
    const padded = text2.padEnd(minLength, "-");
    return shape.base64 ? btoa(padded) : padded;
  }
  return sampleText(shape, name, seededRandom(`key/${name}/${nth}`));
}
function sampleObject(fields, path) {
  return Object.fromEntries(
    fields.flatMap(({ name, required: required2, shape, examples }) => {
      const at = `${path}/${name}`;
      const random = seededRandom(at);
      if (!required2 && random() >= 0.85) return [];
      return [[name, examples.length > 0 ? pick(examples, random) : sample(shape, name, at, random)]];
    })
  );
}
function sample(shape, name, path, random) {
  switch (shape.kind) {
    case "boolean":
      return shape.values ? pick(shape.values, random) : random() < 0.7;
    case "integer":
    case "number":
      return shape.values ? pick(shape.values, random) : sampleNumber(shape, random);
    case "array": {
      const { items, minItems = 0, maxItems = Infinity, uniqueItems = false } = shape;
      const count2 = Math.min(Math.max(minItems, 1 + Math.floor(random() * 3)), maxItems);
      const list2 = Array.from({ length: count2 }, (_, nth) => sample(items, name, `${path}/${nth}`, random));
      return uniqueItems ? distinct(list2) : list2;
    }
    case "object":
      return sampleObject(shape.fields, path);
    case "string":
      return sampleText(shape, name, random);
    case "free":
      if (shape.values) return pick(shape.values, random);
      return shape.like ? sample(shape.like, name, path, random) : { note: pick(words2, random) };
  }
}
var distinct = (list2) => [
  ...new Map(list2.map((entry) => [JSON.stringify(entry), entry])).values()
];
function sampleNumber(shape, random) {
  const { from, to, step } = rangeOf(shape, 0);
  const value = from + random() * (to - from);
  if (shape.multipleOf !== void 0) return rounded(from + Math.floor((value - from) / step) * step, step);
  return shape.kind === "integer" ? Math.floor(value) : Math.min(Math.max(Math.round(value * 100) / 100, from), to);
}
function rangeOf(shape, unasked) {
  const { kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = shape;
  const step = multipleOf ?? (kind === "integer" ? 1 : 0.01);
  const least = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const most = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity, Number.MAX_SAFE_INTEGER);
  const span = 1e3 * Math.max(step, 1);
  const begin = least > -Infinity ? least : Math.min(unasked, most - span);
  const onStep = kind === "integer" || multipleOf !== void 0 ? rounded(Math.ceil(begin / step - 1e-9) * step, step) : begin;
  const from = onStep === exclusiveMinimum ? onStep + step : onStep;
  const isBounded = maximum !== void 0 || exclusiveMaximum !== void 0;
  const end = isBounded ? most : Math.min(from + span, most);
  return { from, to: Math.max(from, end === exclusiveMaximum ? end - step : end), step };
}
function rounded(value, step) {
  const [, fraction = "", exponent = "0"] = /(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(step)) ?? [];
  return Number(value.toFixed(Math.min(20, fraction.length + Number(exponent))));
}

// contract/targets/samples.ts
var sampleCount = 40;
var samples = {
  library: [],
  reads: [],
  demands: {},
  derive({ role, contract }) {
    const made = makeSamples(contract, sampleCount);
    if (made.length < leastSamples)
      return {
        problems: [`its key gives ${made.length} different values, but the tests of a project need ${leastSamples}`]
      };
    const wrong = contract.fields.flatMap((field) => {
      const [problem] = problemsOf2(field, made);
      return problem === void 0 ? [] : [{ field, problem }];
    });
    const needed2 = wrong.filter(({ field }) => field.required);
    if (needed2.length > 0)
      return {
        problems: needed2.map(
          ({ problem }) => `${problem}; generated samples do not satisfy this: add "examples" to the field`
        )
      };
    const left = wrong.map(({ field }) => field.name);
    return {
      files: [{ path: derivedPath(role, "-samples.json"), text: json(sampleEvents(contract, left)) }],
      notes: notesOf2(contract, left)
    };
  }
};
function sampleEvents(contract, without) {
  return makeSamples(
    { ...contract, fields: contract.fields.filter(({ name }) => !without.includes(name)) },
    sampleCount
  );
}
var problemsOf2 = ({ name, shape }, made) => made.flatMap((sample2) => Object.hasOwn(sample2, name) ? checkOfShape(shape)(sample2[name], name) : []);
var notesOf2 = ({ inexactExamples }, left) => [
  ...inexactExamples.length > 0 ? [`examples with numbers that JavaScript cannot read exactly are left out: ${inexactExamples.join(", ")}`] : [],
  ...left.length > 0 ? [`fields without samples, until they have "examples": ${left.join(", ")}`] : []
];

// contract/targets.ts
var targets = {
  dynamodb,
  openapi,
  opensearch,
  personal,
  redshift,
  samples
};

// contract/targets/types.ts
var types2 = {
  library: [],
  reads: [],
  demands: {},
  withFreeParts: "not checked",
  derive: ({ role, schemaFile, contract }) => ({
    files: [{ path: derivedPath(role, ".ts"), text: typescript2(contract, role, schemaFile) }],
    notes: uncheckedNotes(contract)
  })
};
function uncheckedNotes({ unchecked }) {
  if (unchecked.size === 0) return [];
  const parts = [...unchecked].map(([path, keywords]) => `${path || "the event"} (${keywords.join(", ")})`);
  return [`keywords that the check of an event does not know: ${parts.join(", ")}`];
}
function typescript2(contract, role, schemaFile) {
  const type = pascal(role);
  return `${derivedNote(schemaFile)}
import * as check from '../check.ts';

${comment(contract.description ?? contract.title, "")}export interface ${type} {
${members(contract.fields, "  ")}}

/** The name of the event. */
export const ${role}Name = ${literal(contract.name)};

/** What keeps a value from being a ${contract.title}: one sentence a field, without its value. */
export const ${role}Problems = ${objectCheck(contract, "")};
`;
}
var pascal = (name) => name[0].toUpperCase() + name.slice(1);
var property = (name) => /^[A-Za-z_]\w*$/.test(name) ? name : literal(name);
var comment = (text2, indent) => `${indent}/** ${text2.replaceAll("*/", "*​/").replace(/\s+/g, " ").trim()} */
`;
function members(fields, indent) {
  return fields.map(
    ({ name, required: required2, shape, description }) => `${description ? comment(description, indent) : ""}${indent}${property(name)}${required2 ? "" : "?"}: ${typeOf2(shape, indent)};
`
  ).join("");
}
function typeOf2(shape, indent) {
  const type = innerType(shape, indent);
  return shape.nullable && shape.kind !== "free" ? `${type} | null` : type;
}
function innerType(shape, indent) {
  switch (shape.kind) {
    case "string":
      return shape.values ? shape.values.map(literal).join(" | ") : "string";
    case "integer":
    case "number":
    case "boolean":
      return shape.values ? shape.values.map(String).join(" | ") : shape.kind === "boolean" ? "boolean" : "number";
    case "free":
      return "unknown";
    case "array": {
      const items = typeOf2(shape.items, indent);
      return isUnion(shape.items) ? `(${items})[]` : `${items}[]`;
    }
    case "object":
      return `{
${members(shape.fields, `${indent}  `)}${indent}}`;
  }
}
var isUnion = (shape) => shape.nullable && shape.kind !== "free" || "values" in shape && shape.values !== void 0 && shape.values.length > 1;
function objectCheck({ fields, closed }, indent) {
  const lines = fields.map(
    ({ name, required: required2, shape }) => `${indent}  ${property(name)}: check.${required2 ? "required" : "optional"}(${checkOf(shape, `${indent}  `)}),
`
  );
  return `check.object({
${lines.join("")}${indent}}${closed ? ", { closed: true }" : ""})`;
}
function checkOf(shape, indent) {
  const inner = innerCheck2(shape, indent);
  return shape.nullable ? `check.nullable(${inner})` : inner;
}
function innerCheck2(shape, indent) {
  switch (shape.kind) {
    case "string": {
      const { values, format, minLength, maxLength, pattern } = shape;
      const limits = { values, format, minLength, maxLength };
      return `check.string(${argument(limits, pattern === void 0 ? [] : [`pattern: ${regExp(pattern)}`])})`;
    }
    case "integer":
    case "number": {
      const { kind, nullable: _, ...limits } = shape;
      return `check.number(${argument({ integer: kind === "integer" || void 0, ...limits })})`;
    }
    case "boolean":
      return `check.boolean(${argument({ values: shape.values })})`;
    case "free":
      return "check.anything";
    case "array": {
      const limits = argument({ minItems: shape.minItems, maxItems: shape.maxItems, uniqueItems: shape.uniqueItems });
      return `check.array(${checkOf(shape.items, indent)}${limits && `, ${limits}`})`;
    }
    case "object":
      return objectCheck(shape, indent);
  }
}
function argument(limits, more = []) {
  const set = Object.entries(limits).filter(([, limit]) => limit !== void 0);
  const parts = [...set.map(([name, limit]) => `${name}: ${literal(limit)}`), ...more];
  return parts.length === 0 ? "" : `{ ${parts.join(", ")} }`;
}
function regExp(pattern) {
  const { flags } = compiledPattern(pattern);
  return `new RegExp(${literal(pattern)}${flags && `, '${flags}'`})`;
}

// contract/derive-event.ts
function deriveEvent(schema, { role, schemaFile, asked }, library) {
  const read = readContract(schema);
  const contract = "problems" in read ? read.sound : read;
  const problems = "problems" in read ? read.problems : [];
  if (!contract) return { problems };
  const event = { role, schemaFile: schemaFile ?? `${contract.name}.schema.json`, contract };
  const chosen = Object.entries(asked).map(([id, settings]) => ({ target: targets[id], settings }));
  problems.push(
    ...missing(
      contract,
      chosen.map(({ target }) => target)
    )
  );
  const derived = [{ target: types2, settings: {} }, ...chosen].map(
    ({ target, settings }) => target.derive(event, settings, library)
  );
  problems.push(...derived.flatMap((each) => "problems" in each ? each.problems : []));
  if (problems.length > 0) return { problems };
  const made = derived.filter((each) => "files" in each);
  const all = [types2, ...chosen.map(({ target }) => target)];
  return {
    ...event,
    files: made.flatMap(({ files }) => files),
    notes: [
      ...contract.notes,
      ...freeParts(contract, all),
      ...made.flatMap(({ notes }) => notes),
      ...unread(contract, all)
    ]
  };
}
function missing({ annotations: annotations2, fields }, targets2) {
  const demands = Map.groupBy(
    targets2.flatMap((target) => Object.entries(target.demands)).filter(([name]) => annotations2[name] === void 0),
    ([name]) => name
  );
  return [...demands].map(([name, reasons]) => {
    const needed2 = `"${name}" is missing; it is needed for ${inWords(reasons.map(([, what]) => what))}`;
    return name === keyAnnotation ? `${needed2}. Name the fields that identify an event, for example ${keyHelp(fields)}` : needed2;
  });
}
function freeParts({ free }, targets2) {
  if (free.size === 0) return [];
  const not = inWords(targets2.flatMap(({ withFreeParts }) => withFreeParts ?? []));
  return [`kept as they are, but ${not}: ${[...free].map(([path, why]) => `${path} (${why})`).join(", ")}`];
}
function unread(contract, targets2) {
  const read = /* @__PURE__ */ new Set([keyAnnotation, ...targets2.flatMap(({ reads }) => reads)]);
  const strange = annotationsIn(contract.fields, "").concat(Object.keys(contract.annotations).map((name) => [name, "the event"])).filter(([name]) => !read.has(name));
  const places = Map.groupBy(strange, ([name]) => name);
  return [...places].map(
    ([name, at]) => `"${name}" means nothing to this event: ${at.map(([, path]) => path).join(", ")}`
  );
}
var annotationsIn = (fields, path) => fields.flatMap(({ name, annotations: annotations2, shape }) => {
  const at = path + name;
  const single = shape.kind === "array" ? shape.items : shape;
  return [
    ...Object.keys(annotations2).map((each) => [each, at]),
    ...single.kind === "object" ? annotationsIn(single.fields, `${at}/`) : []
  ];
});
function inWords(parts) {
  const [last, ...others] = [...new Set(parts)].toReversed();
  return others.length === 0 ? last ?? "" : `${others.toReversed().join(", ")} and ${last}`;
}

// contract/library.ts
var import_node_module = require("node:module");
var import_node_path = require("node:path");
function libraryOf(project) {
  const load = (0, import_node_module.createRequire)((0, import_node_path.join)(project, "contract", "index.json"));
  return { searchLimits: () => load("./search-limits.ts") };
}

// contract/events.ts
function eventsOf(project) {
  const index = readJson(project, "index.json");
  const problems = indexProblems(index, project);
  if (problems.length > 0) throw new Error(`contract/index.json:
  ${problems.join("\n  ")}`);
  const library = libraryOf(project);
  const events = Object.entries(index).map(([role, { schema, targets: asked }]) => {
    const event = deriveEvent(readJson(project, schema), { role, schemaFile: schema, asked }, library);
    return { schema, event };
  });
  const refused = events.flatMap(
    ({ schema, event }) => "problems" in event ? [`contract/${schema}:
  ${event.problems.join("\n  ")}`] : []
  );
  if (refused.length > 0) throw new Error(refused.join("\n"));
  return events.flatMap(({ event }) => "files" in event ? [event] : []);
}
function indexProblems(index, project) {
  if (!isObject(index) || Object.keys(index).length === 0)
    return [
      'expected an object of events, for example { "item": { "kind": "source", "schema": "item.schema.json", "targets": {} } }'
    ];
  return Object.entries(index).flatMap(([role, entry]) => {
    const told = (problem) => `${role}: ${problem}`;
    if (!/^[a-z][A-Za-z\d]*$/.test(role))
      return [told("the name of an event is a name in code: a small letter, then letters and digits")];
    if (!isObject(entry)) return [told('expected an object with "kind", "schema" and "targets"')];
    const { kind, of = [], schema, targets: asked } = entry;
    const ids = isObject(asked) ? Object.keys(asked) : [];
    const strangers = ids.filter((id) => !Object.hasOwn(targets, id));
    const lacking = ids.flatMap((id) => (targets[id]?.library ?? []).map((file) => ({ id, file }))).filter(({ file }) => !(0, import_node_fs.existsSync)((0, import_node_path2.join)(project, "contract", file)));
    const unknown = Array.isArray(of) ? of.filter((name) => !Object.hasOwn(index, String(name))) : [];
    return [
      ...kind === "source" || kind === "derived" ? [] : [told('"kind": expected "source" or "derived"')],
      ...typeof schema === "string" ? [] : [told('"schema": expected the name of a file in contract/')],
      ...isObject(asked) ? [] : [told('"targets": expected an object of targets with their settings, for example { "samples": {} }')],
      ...kind === "source" || Array.isArray(of) && of.length > 0 ? [] : [told('"of": expected the names of the events that it is derived from')],
      ...unknown.map((name) => told(`"of": ${JSON.stringify(name)} is not an event of this file`)),
      ...strangers.map(
        (id) => told(`"targets": ${JSON.stringify(id)} is not a target; those are ${Object.keys(targets).join(", ")}`)
      ),
      ...lacking.map(
        ({ id, file }) => told(`"targets": ${JSON.stringify(id)} needs contract/${file}, which this project does not have`)
      )
    ];
  });
}
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function readJson(project, file) {
  try {
    return JSON.parse((0, import_node_fs.readFileSync)((0, import_node_path2.join)(project, "contract", file), "utf8"));
  } catch (error) {
    throw new Error(`contract/${file}: ${error.message}`, { cause: error });
  }
}

// contract/deriver.ts
var contractEvents = (project) => eventsOf(project).map(({ role, schemaFile, contract, files, notes }) => ({
  role,
  schemaFile,
  required: contract.fields.filter((field) => field.required).map(({ name }) => name),
  files: files.map(({ path, text: text2 }) => ({ path, text: text2, stale: readIfThere((0, import_node_path3.join)(project, path)) !== text2 })),
  notes
}));
function writeDerived(project, tell) {
  const events = contractEvents(project);
  for (const { path, text: text2, stale } of events.flatMap(({ files }) => files)) {
    const file = (0, import_node_path3.join)(project, path);
    (0, import_node_fs2.mkdirSync)((0, import_node_path3.dirname)(file), { recursive: true });
    if (stale) (0, import_node_fs2.writeFileSync)(file, text2);
    tell(`${stale ? "written  " : "unchanged"} ${path}`);
  }
  for (const { schemaFile, notes } of events) for (const note of notes) tell(`Note: contract/${schemaFile}: ${note}.`);
}
function readIfThere(file) {
  try {
    return (0, import_node_fs2.readFileSync)(file, "utf8");
  } catch {
    return void 0;
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  contractEvents,
  writeDerived
});
