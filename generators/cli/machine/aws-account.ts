import type { STSClient } from '@aws-sdk/client-sts';
import { unlessAborted } from '../interruption.ts';

/** Whose credentials the AWS SDK finds. */
export interface Account {
  account: string;
  arn: string;
  /** aws, aws-cn, aws-us-gov, … */
  partition: string;
  /** Of the profile or the environment, where none was asked for. */
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

/** What keeps the account from being known, in the words of somebody who has to solve it. */
function explained({ name, message, code }: Error & { code?: unknown }): Unknown {
  if (/expired|refresh/i.test(`${name} ${message}`) && !/skew/i.test(name))
    return { unknown: 'The AWS credentials have expired', remedy: 'Renew them, for instance with: aws sso login' };
  switch (name) {
    case 'CredentialsProviderError':
      return {
        unknown: `No AWS credentials were found (${message.split('\n')[0]})`,
        remedy: 'Sign in, for instance with: aws configure sso; or set AWS_PROFILE',
      };
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'SignatureDoesNotMatch':
    case 'InvalidSignatureException':
    case 'AuthFailure':
      return { unknown: `AWS does not accept the credentials (${name})`, remedy: 'Check AWS_PROFILE and ~/.aws' };
    case 'RequestTimeTooSkewed':
      return { unknown: 'The clock of this machine is wrong', remedy: 'Set it; AWS allows five minutes' };
    case 'AccessDenied':
    case 'AccessDeniedException':
      return { unknown: `A policy denies sts:GetCallerIdentity (${message})`, remedy: 'Ask whoever runs the account' };
    default:
      return {
        unknown: `AWS was not reached (${typeof code === 'string' ? code : name}: ${message.split('\n')[0]})`,
        remedy: 'Check the network and the proxy; everything but the account works without',
      };
  }
}

export const otherAccountRemedy = 'Change AWS_PROFILE, or the account';

/** What is wrong when the credentials are those of another account than the one that was given. */
export function mismatch(found: Account | Unknown, devAccount: string | undefined): string | undefined {
  if (!devAccount || 'unknown' in found || found.account === devAccount) return undefined;
  return `${devAccount} given, but the AWS credentials are those of ${found.account} (${found.arn})`;
}
