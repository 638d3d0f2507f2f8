/** What `doctor` found out about one thing. */
export interface Finding {
  what: string;
  state: 'ok' | 'missing' | 'unsuitable' | 'not checked' | 'wrong';
  /** A version, an account, or a sentence without its full stop. */
  found: string;
  neededFor: string;
  /** What to do; there is one unless all is well. */
  remedy?: string;
}
