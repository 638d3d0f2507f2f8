/** Milliseconds of a slot: a time of day that has an envelope of its own. */
export const slotLength = 30 * 60_000;
const day = 86_400_000;
export const slotsOfDay = day / slotLength;

/**
 * Days that repeat themselves, each in its own way. Where midnight is not that of UTC, part of a Monday belongs to the
 * weekend, and Saturday and Sunday do not begin alike.
 */
export type KindOfDay = 'sunday' | 'monday' | 'weekday' | 'saturday';
const kinds: readonly KindOfDay[] = ['sunday', 'monday', 'weekday', 'weekday', 'weekday', 'weekday', 'saturday'];

/** A time of day on a kind of day, in UTC. */
export interface Slot {
  kind: KindOfDay;
  /** 0 to 47. */
  index: number;
}

/** The first of January 1970 was a Thursday. */
const kindOf = (time: number): KindOfDay => kinds[(Math.floor(time / day) + 4) % 7]!;

/** The slot that an instant is in: milliseconds of Unix time. */
export const slotAt = (time: number): Slot => ({
  kind: kindOf(time),
  index: Math.floor((time % day) / slotLength),
});

export const slotKey = ({ kind, index }: Slot): string => `${kind}#${String(index).padStart(2, '0')}`;

/**
 * The slot at an instant, then the one before and the one after. What runs at night may begin a few minutes later each
 * time.
 */
export const slotsAround = (time: number): readonly [Slot, Slot, Slot] => [
  slotAt(time),
  slotAt(time - slotLength),
  slotAt(time + slotLength),
];
