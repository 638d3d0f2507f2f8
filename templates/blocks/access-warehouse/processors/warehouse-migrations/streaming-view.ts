/** The view over the stream, with its schema: a row for each record, with all events of it. */
export const streamingView = 'access.records';

/** Every record of both ways: what the streaming view has read, and what was copied. */
export const allRecords = 'access.all_records';

/** A row for each event of every record. */
export const recordEvents = 'access.record_events';
