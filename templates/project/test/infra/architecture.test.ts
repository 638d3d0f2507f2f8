import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw } from '../../tools/architecture/draw.ts';
import { diagramOf } from '../../tools/architecture/page.ts';
import { projectFolder, templateOf } from './synthesized.ts';

it('is drawn in docs/architecture.md as it is synthesized (npm run docs draws it again)', () => {
  const page = readFileSync(join(projectFolder, 'docs', 'architecture.md'), 'utf8');
  expect(diagramOf(page)).toBe(draw(templateOf('dev').toJSON().Resources));
});
