// Node.js 26.10 destroys what @yeoman/adapter's test adapter takes for its output (nodejs/node#62953).
import { Duplex, PassThrough } from 'node:stream';

const from = Duplex.from.bind(Duplex);
Duplex.from = (source) =>
  typeof source === 'function' && source.length === 0 ? new PassThrough().resume() : from(source);
