/** What web/clicks.js uses of a browser. */
export interface Page {
  crypto: { randomUUID(): string };
  document: { title: string; referrer: string };
  localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  location: { href: string };
  fetch(url: string, request: RequestInit): Promise<{ ok: boolean; status: number }>;
  addEventListener(type: 'pagehide', listener: () => void): void;
  setTimeout(act: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
  Date: { now(): number };
  Math: { random(): number };
}

interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Clicks {
  /** What became of the events so far. */
  readonly counts: Readonly<{
    /** In the stream. */
    sent: number;
    /** Thrown away: the user had not agreed, or has withdrawn. */
    withoutConsent: number;
    /** Thrown away, from the oldest on: more than 500 waited. */
    overflowed: number;
    /** Too large, or refused by the collector for good. */
    refused: number;
    /** Not taken after eight attempts, or on the way when the page ended. */
    givenUp: number;
  }>;
  /** The purposes that the user agrees to, such as ['analytics']. An empty list withdraws: what waits is thrown away. */
  consent(purposes: readonly string[]): void;
  /** The user who is signed in; undefined for nobody. */
  identify(user: string | undefined): void;
  /** Adds an event: its type, and other fields of the contract. */
  track(type: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Sends what waits. Resolves when the collector has taken it, or never will. */
  flush(): Promise<void>;
}

export function createClicks(options: { url: string; page?: Page }): Clicks;
