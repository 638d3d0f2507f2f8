import type { Place, Resource, ResourceTypes } from '../contracts/template.ts';
import { Identities } from './attributes.ts';
import { Conditions } from './conditions.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { physicalName } from './names.ts';
import { parameterValues } from './parameters.ts';
import { pseudoParameters } from './place.ts';
import { TemplateError, isObject, listAt, objectAt, textAt } from './problem.ts';

interface Building {
  readonly id: string;
  readonly dependsOn: Set<string>;
  /** Where it needs the resource that is being built now. */
  at: string;
}

/** Builds each resource when it is first referred to, so that what is built has everything that it refers to. */
export class TemplateReader {
  readonly #place: Place;
  readonly #identities: Identities;
  readonly #given: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #conditions: Conditions;
  readonly #scope: Scope;
  readonly #built = new Map<string, Resource>();
  readonly #building: Building[] = [];

  constructor(template: unknown, place: Place, types: ResourceTypes) {
    this.#place = place;
    this.#identities = new Identities(types);
    this.#given = sectionsOf(template);
    this.#values = new Map<string, unknown>([
      ...parameterValues(this.#section('Parameters')),
      ...pseudoParameters(place),
    ]);
    this.#scope = {
      region: place.region,
      reference: (name, path) => (this.#values.has(name) ? this.#values.get(name) : this.#needed(name, path).ref),
      attribute: (id, attribute, path) => this.#identities.attribute({ ...this.#needed(id, path), place }, attribute),
      condition: (name, path) => this.#conditions.holds(name, path),
      mapping: (map, path) => {
        const found = this.#section('Mappings')[map];
        if (isObject(found)) return found;
        throw new TemplateError(path, `names the mapping "${map}", which the template does not define.`);
      },
    };
    this.#conditions = new Conditions(this.#section('Conditions'), {
      ...this.#scope,
      reference: (name, path) => {
        if (this.#values.has(name)) return this.#values.get(name);
        throw new TemplateError(path, `a condition cannot refer to "${name}", which is not a parameter.`);
      },
    });
  }

  read(): { resources: ReadonlyMap<string, Resource>; outputs: Readonly<Record<string, string>> } {
    const existing = Object.keys(this.#section('Resources')).filter((id) => this.#exists(id));
    const resources = new Map(existing.map((id) => [id, this.#resource(id)]));
    return { resources, outputs: this.#outputs() };
  }

  #section(name: string): Readonly<Record<string, unknown>> {
    return this.#given[name] ?? {};
  }

  #exists(id: string): boolean {
    const { Condition } = objectAt(this.#section('Resources')[id], `Resources.${id}`);
    return (
      Condition === undefined ||
      this.#conditions.holds(textAt(Condition, `Resources.${id}.Condition`), `Resources.${id}`)
    );
  }

  /** A resource that the one being built refers to. */
  #needed(id: string, path: string): Resource {
    if (!Object.hasOwn(this.#section('Resources'), id)) {
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

  #resource(id: string): Resource {
    const known = this.#built.get(id);
    if (known) return known;
    const start = this.#building.findIndex((each) => each.id === id);
    if (start >= 0) {
      const circle = this.#building.slice(start).map(({ at }) => at);
      throw new TemplateError(circle[0]!, `circular dependency: ${circle.join(' -> ')} -> ${id}.`);
    }
    const building: Building = { id, dependsOn: new Set(), at: '' };
    this.#building.push(building);
    const resource = this.#build(building);
    this.#building.pop();
    this.#built.set(id, resource);
    return resource;
  }

  #build({ id, dependsOn }: Building): Resource {
    const at = `Resources.${id}`;
    const given = objectAt(this.#section('Resources')[id], at);
    const type = textAt(given['Type'], `${at}.Type`);
    for (const other of namesIn(given['DependsOn'], `${at}.DependsOn`)) {
      if (!Object.hasOwn(this.#section('Resources'), other) || this.#exists(other))
        this.#needed(other, `${at}.DependsOn`);
    }
    const properties = resolve(given['Properties'] ?? {}, `${at}.Properties`, this.#scope);
    const own = { id, type, properties: objectAt(properties, `${at}.Properties`) };
    const name = physicalName(type, id, own.properties, this.#place, this.#identities.of(type)?.name);
    const described = { ...own, name, place: this.#place };
    const path = isObject(given['Metadata']) ? given['Metadata']['aws:cdk:path'] : undefined;
    return {
      ...own,
      component: typeof path === 'string' ? path.split('/')[1] : undefined,
      path: typeof path === 'string' ? path : undefined,
      name,
      ref: this.#identities.ref(described),
      arn: this.#identities.arn(described),
      dependsOn: [...dependsOn],
    };
  }

  #outputs(): Record<string, string> {
    const outputs: Record<string, string> = {};
    for (const [name, given] of Object.entries(this.#section('Outputs'))) {
      const at = `Outputs.${name}`;
      const { Condition, Value } = objectAt(given, at);
      if (Condition !== undefined && !this.#conditions.holds(textAt(Condition, at), at)) continue;
      outputs[name] = textAt(resolve(Value, `${at}.Value`, this.#scope), `${at}.Value`);
    }
    return outputs;
  }
}

/** The sections that matter. A macro may rewrite everything: only the one that adds functions is taken. */
function sectionsOf(template: unknown): Record<string, Record<string, unknown>> {
  const { Transform, ...given } = objectAt(template, 'template');
  for (const macro of namesIn(Transform, 'Transform')) {
    if (macro !== 'AWS::LanguageExtensions') {
      throw new TemplateError('Transform', `the macro ${macro} is not modelled by the local runtime.`);
    }
  }
  const sections = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];
  return Object.fromEntries(sections.map((name) => [name, objectAt(given[name] ?? {}, name)]));
}

function namesIn(value: unknown, path: string): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : listAt(value, path).map((each) => textAt(each, path));
}
