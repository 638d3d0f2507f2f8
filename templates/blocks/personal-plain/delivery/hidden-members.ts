/** Members of an event that the stream does not have. */
export const hiddenMembers: readonly string[] = [];
