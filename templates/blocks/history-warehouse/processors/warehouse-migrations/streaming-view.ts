/** The view over the stream, with its schema: every change that the table has made, as DynamoDB sends it. */
export const streamingView = 'history.changes';

/** Every change of both ways: what the streaming view has read, and what was copied. */
export const allChanges = 'history.all_changes';
