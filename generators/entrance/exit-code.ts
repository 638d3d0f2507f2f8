/** What a run of the command ends with. 3, an unsuitable Node.js, is given by bin/stream-pipeline.js before anything is loaded. */
export const exitCode = { done: 0, unexpected: 1, badInput: 2, interrupted: 130 } as const;
