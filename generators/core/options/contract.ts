import { document } from '../option.ts';

/** The user's own event. Without it the project is built around the one that the use case ships. */
export const contract = document({
  title: "JSON Schema of your own event, instead of the use case's example",
  description: 'An object schema, most often with the annotation "x-stream-key"; see the guide, "Your own event".',
  expected: 'a JSON Schema of type object',
});
