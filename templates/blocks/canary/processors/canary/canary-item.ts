import { ownKey, type KeyContract } from '../lib/own-key.ts';

type Item = Readonly<Record<string, unknown>>;

/** An attribute that the contract does not name: the index stores it, and never searches it. */
export const canaryMark = 'streamPipelineCanary';

export interface CanaryContract extends KeyContract {
  timeToLive: string | undefined;
  samples: readonly Item[];
}

/** The item of the canary: always the same one, so that a run removes what a killed one left. */
export interface CanaryItem {
  key: Item;
  /** The item as a run writes it. `expiry`: when DynamoDB may remove it, in seconds of Unix time. */
  written(run: string, expiry: number): Item;
}

/**
 * A sample of the contract under a key of its own, the same at each call. Throws where the contract leaves no room for another
 * key.
 */
export function canaryItemOf(contract: CanaryContract): CanaryItem {
  const { timeToLive, problems, samples } = contract;
  const sample = samples[0]!;
  const key = ownKey(contract, sample, {
    mark: 'stream-pipeline-canary',
    random: fixedNumbers(),
    isTaken: (value) => samples.some((each) => contract.key.some(({ name }) => each[name] === value)),
  });
  const item = { ...sample, ...key };
  const expiring = (expiry: number) => (timeToLive === undefined ? item : { ...item, [timeToLive]: expiry });
  return {
    key,
    written: (run, expiry) => ({
      ...(problems(expiring(expiry)).length === 0 ? expiring(expiry) : item),
      [canaryMark]: { run },
    }),
  };
}

/** Numbers in [0, 1) that look like random ones: infra/ and the function have to arrive at the same key. */
function fixedNumbers(): () => number {
  const modulus = 2_147_483_647;
  let state = 20_260_101;
  return () => (state = (state * 48_271) % modulus) / modulus;
}
