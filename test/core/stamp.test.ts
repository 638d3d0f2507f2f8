import { describe, expect, it } from '@jest/globals';
import { renderProject } from '../../generators/core/api.ts';
import { projectFile } from '../../generators/core/render.ts';
import { pristine, stamp } from '../../generators/core/stamp.ts';
import { answersWith } from './answers-with.ts';

describe('the stamp of a project', () => {
  const files = renderProject(answersWith({}));

  it('restores the files as they were generated, but for lock file and runtime', () => {
    const restored = pristine(files);
    const expected = files.filter(({ path }) => path !== 'package-lock.json' && !path.startsWith('.stream-pipeline/'));
    expect(restored.map(({ path, mode }) => [path, mode])).toEqual(expected.map(({ path, mode }) => [path, mode]));
    expect(restored.every(({ contents }, at) => contents.equals(expected[at]!.contents))).toBe(true);
  });

  it('restores what is no text', () => {
    const bytes = projectFile('logo.png', Buffer.from([0x89, 0x50, 0xff, 0x00]));
    expect(pristine(stamp([bytes], answersWith({})))).toEqual([bytes]);
  });

  it('names the answers, their version and the generator', () => {
    const stamped = files.find(({ path }) => path === '.stream-pipeline/answers.json')!;
    expect(JSON.parse(stamped.contents.toString())).toEqual({
      generator: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      answersVersion: 1,
      answers: answersWith({}),
    });
  });

  it('costs a fraction of what it keeps', () => {
    const base = files.find(({ path }) => path === '.stream-pipeline/base.json.br')!;
    const kept = pristine(files).reduce((sum, { contents }) => sum + contents.length, 0);
    expect(base.contents.length).toBeLessThan(kept / 3);
  });
});
