import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramOf, draw, pages } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { projectFolder, templateOf } from './synthesized.ts';

it.each(pages)('is drawn in %s as it is synthesized (npm run docs draws it again)', (name) => {
  const page = readFileSync(join(projectFolder, name), 'utf8');
  expect(diagramOf(page)).toBe(draw(templateOf('dev').toJSON().Resources));
});
