import type { STSClient } from '@aws-sdk/client-sts';
import { unlessAborted } from '../../entrance/interruption.ts';

/** Whose credentials the AWS SDK finds. */
export interface Account {
  account: string;
  arn: string;
  /** aws, aws-cn, aws-us-gov, … */
  partition: string;
  /** The given one, else that of the environment or the profile. */
  region: string | undefined;
  client: STSClient;
}

/** Why something is not known, and what helps. */
export interface Unknown {
  unknown: string;
  remedy: string;
}

/** How long AWS is waited for. */
export interface Wait {
  /** The user's interruption, which is passed on. */
  signal: AbortSignal;
  /** When all that is asked of AWS has to be answered; what is not by then is not known. */
  deadline: AbortSignal;
}

export const fiveSeconds = (signal: AbortSignal): Wait => ({ signal, deadline: AbortSignal.timeout(4500) });

/** STS GetCallerIdentity: needs credentials and no permission. Never throws for what AWS, or the lack of it, says. */
export async function accountOf(region: string | undefined, { signal, deadline }: Wait): Promise<Account | Unknown> {
  // On networks that swallow the address of the metadata service the search for credentials would hang on it.
  process.env['AWS_EC2_METADATA_DISABLED'] ??= 'true';
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const limits = {
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1500, requestTimeout: 3000, throwOnRequestTimeout: true },
  };
  const configured = region ?? (await new STSClient(limits).config.region().catch(() => undefined));
  const client = new STSClient({ ...limits, region: configured ?? 'us-east-1' });
  const until = AbortSignal.any([signal, deadline]);
  try {
    // the search for credentials does not heed a signal
    const asked = client.send(new GetCallerIdentityCommand({}), { abortSignal: until });
    const answer = await unlessAborted(asked, until);
    const arn = answer.Arn ?? '';
    return { account: answer.Account ?? '', arn, partition: arn.split(':')[1] ?? 'aws', region: configured, client };
  } catch (error) {
    signal.throwIfAborted();
    return explained(error as Error & { code?: unknown });
  }
}

/** Why the account is unknown, and how to solve it. */
function explained({ name, message, code }: Error & { code?: unknown }): Unknown {
  if (/expired|refresh/i.test(`${name} ${message}`) && !/skew/i.test(name))
    return { unknown: 'The AWS credentials have expired', remedy: 'Sign in again, for example with: aws sso login' };
  switch (name) {
    case 'CredentialsProviderError':
      return {
        unknown: `No AWS credentials were found (${message.split('\n')[0]})`,
        remedy: 'Sign in, for example with: aws sso login (aws configure sso sets it up). Or set AWS_PROFILE',
      };
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'SignatureDoesNotMatch':
    case 'InvalidSignatureException':
    case 'AuthFailure':
      return { unknown: `AWS rejected the credentials (${name})`, remedy: 'Check AWS_PROFILE and the files in ~/.aws' };
    case 'RequestTimeTooSkewed':
      return {
        unknown: 'The clock of this machine is wrong',
        remedy: 'Set the clock; AWS accepts a difference of up to five minutes',
      };
    case 'AccessDenied':
    case 'AccessDeniedException':
      return {
        unknown: `A policy denies sts:GetCallerIdentity (${message})`,
        remedy: 'Ask the administrator of the account',
      };
    default:
      return {
        unknown: `AWS could not be reached (${typeof code === 'string' ? code : name}: ${message.split('\n')[0]})`,
        remedy: 'Check the network and proxy settings. Only deploying requires AWS',
      };
  }
}

export const otherAccountRemedy = 'Change AWS_PROFILE, or the account';

/** What is wrong when the credentials are those of another account than the one that was given. */
export function mismatch(found: Account | Unknown, devAccount: string | undefined): string | undefined {
  if (!devAccount || 'unknown' in found || found.account === devAccount) return undefined;
  return `${devAccount} given, but the AWS credentials belong to ${found.account} (${found.arn})`;
}
