/** A command line, taken apart. */
export interface Options {
  /** Words that belong to no option, in their order. */
  positional: readonly string[];
  /** By name without dashes. */
  given: ReadonlyMap<string, readonly string[]>;
}

/** How many words follow an option: none, one, any number; undefined: there is no such option. */
export type Takes = 'nothing' | 'one' | 'several' | undefined;

/** Takes a command line apart. Gives a problem for an option that there is not, and for one without its value. */
export function optionsOf(words: readonly string[], takes: (option: string) => Takes): Options | { problem: string } {
  const positional: string[] = [];
  const given = new Map<string, string[]>();
  let open: { option: string; takes: Takes; values: number } | undefined;
  let empty: string | undefined;
  const close = () => {
    if (open && open.values === 0) empty ??= open.option;
    open = undefined;
  };
  for (const word of words) {
    const [, option, value] = /^--?([a-z][\w-]*)(?:=(.*))?$/i.exec(word) ?? [];
    if (option === undefined) {
      if (open && (open.takes === 'several' || open.values === 0)) {
        given.get(open.option)!.push(word);
        open.values += 1;
      } else positional.push(word);
      continue;
    }
    const how = takes(option);
    if (how === undefined) return { problem: `there is no option ${word}` };
    close();
    given.set(option, [...(given.get(option) ?? []), ...(value === undefined ? [] : [value])]);
    if (how !== 'nothing' && value === undefined) open = { option, takes: how, values: 0 };
  }
  close();
  return empty === undefined ? { positional, given } : { problem: `--${empty} has no value` };
}
