import { nodeProblem } from '../../bin/node-version.js';

// Imported before anything that needs a current Node.js: `yo` itself runs on older ones, and would show what breaks first.
const problem = nodeProblem([]);
if (problem) throw new Error(problem);
