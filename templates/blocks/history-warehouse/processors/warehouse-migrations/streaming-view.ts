/** The view over the stream, with its schema: every change that the table has made, as DynamoDB sends it. */
export const streamingView = 'history.changes';
