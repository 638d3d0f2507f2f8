import type { Addresses } from '../contracts/service.ts';

/** The addresses of one run. */
export class KnownAddresses implements Addresses {
  readonly #known = new Map<string, string>();

  know(text: string, address: string): void {
    this.#known.set(text, address);
  }

  in(text: string): string {
    return [...this.#known].reduce((all, [known, address]) => all.replaceAll(known, address), text);
  }
}
