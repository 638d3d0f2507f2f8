/** The resources of a synthesized template, as far as a drawing needs them. */
export type Resources = Record<
  string,
  { Type: string; Properties?: Record<string, unknown>; Metadata?: Record<string, unknown> }
>;
