import { print, styled, type Terminal } from '../../entrance/terminal/terminal.ts';
import { wrap } from '../../entrance/terminal/wrap.ts';
import type { Finding } from './finding.ts';

/** Whether projects can be generated, tested and run, and the AWS account is not the wrong one. */
export const isReady = (findings: readonly Finding[]): boolean => !findings.some(stops);

const stops = ({ state, neededTo }: Finding) =>
  state === 'wrong' || (neededTo === 'generate' && (state === 'missing' || state === 'unsuitable'));

/** A line for each finding, what to do about it, and a verdict. */
export function reportFindings(findings: readonly Finding[], { output, width }: Terminal): void {
  const indent = '  ';
  const left = Math.max(...findings.map(({ what }) => what.length));
  for (const finding of findings) {
    const { what, state, found, neededFor, remedy } = finding;
    const mark = state === 'ok' ? styled(output, 'green', '✔') : problemMark(finding, output);
    print(output, `${mark} ${what.padEnd(left)}  ${wrap(found, width - left - 4, ' '.repeat(left + 4))}`);
    if (state === 'ok') continue;
    print(output, styled(output, 'dim', indent + wrap(`Required for ${neededFor}.`, width - 2, indent)));
    if (remedy) print(output, indent + wrap(`→ ${remedy}`, width - 2, indent));
  }
  print(output, `\n${styled(output, 'bold', wrap(verdict(findings), width, ''))}`);
}

const problemMark = (finding: Finding, output: NodeJS.WritableStream) =>
  stops(finding) ? styled(output, 'red', '✖') : styled(output, 'yellow', '!');

function verdict(findings: readonly Finding[]): string {
  const account = findings.find(({ what }) => what === 'AWS account');
  const bootstrap = findings.find(({ what }) => what === 'CDK bootstrap');
  const open = findings.filter((finding) => stops(finding) && finding.neededTo === 'generate');
  if (open.length > 0) return `Not ready. Fix first: ${open.map(({ what }) => what).join(', ')}.`;
  const ready = 'Ready to generate, test and run projects.';
  if (account?.state === 'wrong') return `${ready} Do not deploy: the AWS credentials belong to another account.`;
  if (account?.state !== 'ok') return `${ready} To deploy: sign in to AWS, for example with aws sso login.`;
  if (bootstrap?.state === 'ok') return 'Ready to generate, test, run and deploy projects.';
  return `${ready} To deploy: ${bootstrap?.state === 'not checked' ? 'check' : 'set up'} the CDK bootstrap.`;
}
