/**
 * Services that a bundle was made without: their ids by resource type, and by the name that requests are signed for. None here:
 * scripts/vendor-runtime.ts writes those of a use case.
 */
export const leftOut: Readonly<Record<string, string>> = {};
