/** What contract/index.json says of an event in Redshift. */
export interface RedshiftSettings {
  /** The view, with its schema: `history.item_changes`. */
  view: string;
  /** The streaming view that it reads: `history.changes`. */
  from: string;
  event: EventPlace;
  /** Columns before those of the fields, each with the expression that gives it. */
  columns?: readonly { name: string; value: string }[];
}

/** How the streaming view holds an event. */
export interface EventPlace {
  /** The column and the members to go through: ["payload", "dynamodb", "NewImage"]. */
  path: readonly string[];
  /** "dynamodb": each value under the descriptor of its type, numbers as texts: {"N": "1"}. */
  encoding: 'plain' | 'dynamodb';
}
