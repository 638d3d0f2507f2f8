import { expect } from '@jest/globals';
import type { LocalProject } from '../../local/local-project.ts';

/** `npm run local` with this ends with an account of some hundred records. */
export const landingCheck = ['local', '--check', '--events', '800'] as const;

/** A check accounts for every record, and the roles on the way into the raw zone have no permission that nothing uses. */
export async function expectNothingLost(project: LocalProject): Promise<void> {
  const { code, out } = await project.run(...landingCheck, '--verbose');
  expect([code, out]).toEqual([0, expect.stringMatching(/^PASSED: [\d,]+ accepted, 0 lost$/m)]);
  expect(out).toMatch(/^ {4}planted +[1-9]/m);
  expect(out).toMatch(/^ {2}dropped +[1-9]/m);
  expect(out).not.toMatch(/^ {2}(Landing|Raw): \w+:/m);
}
