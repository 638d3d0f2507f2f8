import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramOf, draw, pages } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { projectFolder, templateOf } from './synthesized.ts';

/**
 * Two things may be out of date. Something that the template has lost is to be put back in infra/; only where the stack is meant to be
 * so does `npm run docs` draw the pages again.
 */
it.each(pages)('the stack has the components and connections that %s shows', (name) => {
  const page = readFileSync(join(projectFolder, name), 'utf8');
  expect(draw(templateOf('dev').toJSON().Resources)).toBe(diagramOf(page));
});
