/** What to do about an SDK error that means AWS could not be asked; undefined for other errors. */
export function accessProblem(error: Error): string | undefined {
  const advice = advices.find(([pattern]) => pattern.test(`${error.name}: ${error.message}`))?.[1];
  return advice && `${advice} (${error.message})`;
}

const signIn = 'Sign in with "aws sso login", or set AWS_PROFILE.';

const advices: readonly (readonly [RegExp, string])[] = [
  [
    /Region is missing/,
    'No AWS region is set. Set AWS_REGION, or set the account and region of the stage in infra/project.ts.',
  ],
  [/^(CredentialsProviderError|TokenProviderError)/, `No AWS credentials found. ${signIn}`],
  [/^(ExpiredToken|RequestExpired)/, `Your AWS credentials have expired. ${signIn}`],
  [/^(UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/, `AWS rejected your credentials. ${signIn}`],
  [/ENOTFOUND|ECONNREFUSED|EAI_AGAIN/, 'This machine cannot reach AWS.'],
];
