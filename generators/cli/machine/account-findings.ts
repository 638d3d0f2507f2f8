import { accountOf, fiveSeconds, mismatch, otherAccountRemedy } from './aws-account.ts';
import { bootstrapVersion } from './aws-bootstrap.ts';
import type { Finding } from './finding.ts';

/** The oldest bootstrap version that the CDK CLI of a generated project accepts. */
const oldestBootstrap = 6;

const forDeploying = { neededFor: 'deploying from this machine', neededTo: 'deploy' } as const;

/** The account of the credentials, and whether the CDK can deploy to it. */
export async function findAccount(
  wanted: { account: string | undefined; region: string | undefined },
  signal: AbortSignal,
): Promise<Finding[]> {
  const wait = fiveSeconds(signal);
  const found = await accountOf(wanted.region, wait);
  const account = { what: 'AWS account', ...forDeploying };
  const bootstrap = { what: 'CDK bootstrap', ...forDeploying };
  if ('unknown' in found)
    return [
      { ...account, state: 'not checked', found: found.unknown, remedy: found.remedy },
      {
        ...bootstrap,
        state: 'not checked',
        found: 'AWS credentials are required to check it',
        remedy: 'Sign in, and run doctor again',
      },
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
          found: 'No AWS Region is set',
          remedy: 'Add --dev-region, or set AWS_REGION',
        },
  ];
}

function verdict(
  version: Awaited<ReturnType<typeof bootstrapVersion>>,
  account: string,
  region: string,
): Omit<Finding, 'what' | 'neededFor' | 'neededTo'> {
  const remedy = `npx cdk bootstrap aws://${account}/${region}`;
  if (typeof version !== 'number') return { state: 'not checked', found: version.unknown, remedy: version.remedy };
  if (version === 0) return { state: 'missing', found: `not bootstrapped in ${region}`, remedy };
  const found = `version ${version} in ${region}`;
  return version >= oldestBootstrap
    ? { state: 'ok', found }
    : { state: 'unsuitable', found: `${found}; version ${oldestBootstrap} or later is required`, remedy };
}
