/** A record that keeps to the contract and breaks a rule of the curation: nobody knows its source. `now`: epoch milliseconds. */
export const eventOfNoSource = (now: number) => ({
  key: 'stray',
  value: JSON.stringify({
    eventId: `stray-${now}`,
    source: 'fax',
    type: 'fax.sent',
    occurredAt: new Date(now).toISOString(),
    entityId: 'stray',
    sequence: 0,
    operation: 'create',
  }),
  headers: [],
});
