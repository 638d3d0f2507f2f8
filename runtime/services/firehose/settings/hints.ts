export interface Hints {
  readonly SizeInMBs?: number;
  readonly IntervalInSeconds?: number;
}

export const mebibyte = 1024 * 1024;
export const second = 1000;

export const unknown = (what: string): Error => new Error(`${what} is not modelled by the local runtime`);

/** Firehose API reference, BufferingHints: "If you specify a value for one of them, you must also provide a value for the other." */
export function hintsOf(
  { SizeInMBs, IntervalInSeconds }: Hints = {},
  otherwise: { readonly size: number; readonly interval: number },
) {
  if ((SizeInMBs === undefined) !== (IntervalInSeconds === undefined))
    throw new Error('BufferingHints takes SizeInMBs and IntervalInSeconds together');
  return { size: Number(SizeInMBs ?? otherwise.size), interval: Number(IntervalInSeconds ?? otherwise.interval) };
}

export function within(what: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw new Error(`${what} is ${least} to ${most}, not ${value}`);
}
