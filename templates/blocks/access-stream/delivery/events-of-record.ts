/** The events of a record of the stream. Lines that are none are left out: somebody else may write to the stream. */
export function eventsOfRecord<Event extends { raw_id: string }>(data: Uint8Array): Event[] {
  return Buffer.from(data)
    .toString()
    .split('\n')
    .map(parsed)
    .filter((event): event is Event => typeof event === 'object' && event !== null && 'raw_id' in event);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
