/** Fields of an event that have a column of their name, by the type of the column. All others are in the line. */
const texts = [
  'event_id',
  'event_type',
  'user_id',
  'anonymous_id',
  'session_id',
  'page_url',
  'page_title',
  'referrer',
  'product_id',
  'product_category',
  'currency',
  'client_address',
  'user_agent',
] as const;
const numbers = ['price'] as const;
const integers = ['quantity'] as const;

type Event = Readonly<Record<string, unknown>>;

/** The columns of an event but for its time. A value of another type has none: Firehose would refuse the whole row. */
export const columnsOf = (event: Event): Event => ({
  ...some(event, texts, (value) => typeof value === 'string'),
  ...some(event, numbers, Number.isFinite),
  ...some(event, integers, Number.isSafeInteger),
  // one text: purposes have no comma
  ...(Array.isArray(event['consent']) ? { consent: event['consent'].join(',') } : {}),
});

const some = (event: Event, names: readonly string[], fits: (value: unknown) => boolean): Event =>
  Object.fromEntries(names.filter((name) => fits(event[name])).map((name) => [name, event[name]]));
