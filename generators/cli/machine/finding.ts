/** One thing that `doctor` checked. */
export interface Finding {
  what: string;
  state: 'ok' | 'missing' | 'unsuitable' | 'not checked' | 'wrong';
  /** A version, an account, or a sentence without its full stop. */
  found: string;
  neededFor: string;
  /** The step that does not work without it. To generate a project includes testing and running it. */
  neededTo: 'generate' | 'deploy';
  /** What to do; present unless the state is ok. */
  remedy?: string;
}
