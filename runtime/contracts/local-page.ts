import type { ViewSource } from '../view/state.ts';

export interface LocalPage {
  readonly url: string;
  /** Shows a running pipeline from now on. */
  show(source: ViewSource): void;
  close(): Promise<void>;
}
