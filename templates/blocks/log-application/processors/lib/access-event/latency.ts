/** Milliseconds in a unit, as Go and Rust write it behind a number. */
const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000 };
const withUnit = /^(\d{1,15}(?:\.\d+)?) ?(ns|us|µs|μs|ms|s|m)$/;

/** Milliseconds of a number of `unit` milliseconds, or of a text that says its unit; a number is refused where its unit is NaN. */
export const millisecondsOf =
  (unit: number) =>
  (said: string): number | undefined => {
    const [, number, its] = withUnit.exec(said) ?? [];
    if (its) return rounded(Number(number) * units[its]!);
    return /^\d{1,15}(\.\d+)?(e-\d{1,3})?$/.test(said) && !Number.isNaN(unit)
      ? rounded(Number(said) * unit)
      : undefined;
  };

/** To nanoseconds: what a product of decimals is off by is not said. */
const rounded = (milliseconds: number): number => Math.round(milliseconds * 1e6) / 1e6;
