// npm run test:clone: what README.md, the demo and messages tell the reader of a fresh clone to type, on an old Node.js.
import { runJest } from '../run-jest.ts';
import { findOldNode, versionOf } from './old-node.ts';

const node = findOldNode();
if (node === undefined) {
  console.log(
    'skipped: no Node.js older than this repository needs, and npm has none for this platform. Name one: SYSTEM_NODE=/path/to/node',
  );
} else {
  console.log(`Node.js ${versionOf(node)} at ${node}`);
  runJest(import.meta.dirname, { OLD_NODE: node });
}
