/** Names of condition keys are not case-sensitive (IAM user guide, reference_policies_elements_condition). */
export class RequestContext {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(...given: readonly Readonly<Record<string, string | readonly string[]>>[]) {
    const entries = given.flatMap((each) => Object.entries(each));
    this.#values = new Map(entries.map(([key, value]) => [key.toLowerCase(), [value].flat()]));
  }

  /** Undefined when the request does not have this key. */
  values(key: string): readonly string[] | undefined {
    return this.#values.get(key.toLowerCase());
  }
}
