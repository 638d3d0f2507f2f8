import { createContext, Script, type Context } from 'node:vm';
import { scriptOf } from './handler-code.ts';

/** What a handler has come to. */
export type HandlerOutcome =
  | { readonly result: unknown; readonly logged: readonly string[] }
  | { readonly error: { readonly type: string; readonly message: string }; readonly logged: readonly string[] };

export type HandlerName = 'onPublish' | 'onSubscribe';

/** Milliseconds of this machine. AppSync gives 30 s (quotas), and its functions have no loops to use them. */
const longest = 1000;

/** What AppSync gives to its functions, as far as it is understood here: everything else says so. */
const prelude = `
const logged = [];
const console = { log: (...all) => void logged.push(all.map((each) => typeof each === 'string' ? each : JSON.stringify(each)).join(' ')) };
console.error = console.log;
const failure = (type, message) => ({ appsync: { type, message: String(message) } });
const util = new Proxy({
  unauthorized: () => { throw failure('Unauthorized', 'Unauthorized'); },
  error: (message, type) => { throw failure(type === undefined ? 'Custom' : String(type), message); },
}, {
  get: (all, name) => all[name] ?? (() => { throw failure('NotModelled', 'util.' + String(name) + ' is not modelled by the local runtime'); })(),
});
`;

/** JSON goes in, and JSON comes out: the code never holds an object of this process. */
const calling = `
const __handlers = {
  onPublish: typeof onPublish === 'undefined' ? undefined : onPublish,
  onSubscribe: typeof onSubscribe === 'undefined' ? undefined : onSubscribe,
};
globalThis.kinds = JSON.stringify({ onPublish: typeof __handlers.onPublish, onSubscribe: typeof __handlers.onSubscribe });
globalThis.call = (name, input) => {
  logged.length = 0;
  try {
    const result = __handlers[name](JSON.parse(input));
    return JSON.stringify({ result: result ?? null, logged });
  } catch (error) {
    return JSON.stringify({ error: error.appsync ?? { type: 'HandlerError', message: String(error) }, logged });
  }
};
`;

/** The functions of a channel namespace, apart from everything else of this process. */
export class Handlers {
  readonly #context: Context;
  readonly #names: readonly HandlerName[];

  /** Throws for code that AppSync does not accept, or that is not understood here. */
  constructor(code: string, namespace: string) {
    const sandbox = Object.create(null) as { kinds: string };
    this.#context = createContext(sandbox, { codeGeneration: { strings: false, wasm: false } });
    const script = scriptOf(code, namespace);
    new Script(`'use strict'; {${prelude}{${script}\n${calling}}}`, { filename: `${namespace}.js` }).runInContext(
      this.#context,
      { timeout: longest },
    );
    const kinds = Object.entries(JSON.parse(sandbox.kinds) as Record<HandlerName, string>);
    const strange = kinds.find(([, kind]) => kind !== 'function' && kind !== 'undefined');
    if (strange)
      throw new Error(
        `The handlers of the channel namespace ${namespace}: ${strange[0]} with a data source is not modelled by the local runtime.`,
      );
    this.#names = kinds.filter(([, kind]) => kind === 'function').map(([name]) => name as HandlerName);
  }

  has(name: HandlerName): boolean {
    return this.#names.includes(name);
  }

  /** Runs one. What it throws is an outcome. */
  run(name: HandlerName, context: object): HandlerOutcome {
    const input = JSON.stringify(JSON.stringify(context));
    try {
      const text = new Script(`call('${name}', ${input})`).runInContext(this.#context, { timeout: longest }) as string;
      return JSON.parse(text) as HandlerOutcome;
    } catch (error) {
      return { error: { type: 'HandlerError', message: (error as Error).message }, logged: [] };
    }
  }
}
