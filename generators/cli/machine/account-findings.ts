import { accountOf, fiveSeconds, mismatch, otherAccountRemedy } from './aws-account.ts';
import { bootstrapVersion } from './aws-bootstrap.ts';
import type { Finding } from './finding.ts';

/** What the CDK CLI that projects have requires of the bootstrap stack. */
const oldestBootstrap = 6;

const forDeploying = 'deploying from this machine; generating, testing and synthesizing need no account';

/** The account of the credentials, and whether the CDK can deploy to it. */
export async function findAccount(
  wanted: { account: string | undefined; region: string | undefined },
  signal: AbortSignal,
): Promise<Finding[]> {
  const wait = fiveSeconds(signal);
  const found = await accountOf(wanted.region, wait);
  const account = { what: 'AWS account', neededFor: forDeploying };
  const bootstrap = { what: 'CDK bootstrap', neededFor: forDeploying };
  if ('unknown' in found)
    return [
      { ...account, state: 'not checked', found: found.unknown, remedy: found.remedy },
      { ...bootstrap, state: 'not checked', found: 'It needs the account', remedy: 'Sign in, and run doctor again' },
    ];
  const other = mismatch(found, wanted.account);
  const region = wanted.region ?? found.region;
  return [
    other
      ? { ...account, state: 'wrong', found: other, remedy: otherAccountRemedy }
      : { ...account, state: 'ok', found: `${found.account} as ${found.arn}` },
    region
      ? { ...bootstrap, ...verdict(await bootstrapVersion(found, region, wait), found.account, region) }
      : {
          ...bootstrap,
          state: 'not checked',
          found: 'No region is known',
          remedy: 'Give --dev-region, or set AWS_REGION',
        },
  ];
}

function verdict(
  version: Awaited<ReturnType<typeof bootstrapVersion>>,
  account: string,
  region: string,
): Omit<Finding, 'what' | 'neededFor'> {
  const remedy = `npx cdk bootstrap aws://${account}/${region}`;
  if (typeof version !== 'number') return { state: 'not checked', found: version.unknown, remedy: version.remedy };
  if (version === 0) return { state: 'missing', found: `none in ${region}`, remedy };
  const found = `version ${version} in ${region}`;
  return version >= oldestBootstrap
    ? { state: 'ok', found }
    : { state: 'unsuitable', found: `${found}, needed is ${oldestBootstrap}`, remedy };
}
