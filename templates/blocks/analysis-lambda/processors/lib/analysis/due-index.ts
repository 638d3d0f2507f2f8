/** The index of the analysis table that finds users by the end of their session. */
export const dueIndex = 'due';

/** Parts of the index: each has its own throughput. */
export const dueSlots = 16;
