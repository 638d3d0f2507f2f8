/** What to do where AWS could not be asked, by the name or the message of the SDK's error; undefined for other errors. */
export function accessProblem(error: Error): string | undefined {
  const advice = advices.find(([pattern]) => pattern.test(`${error.name}: ${error.message}`))?.[1];
  return advice && `${advice} (${error.message})`;
}

const signIn = 'Sign in with "aws sso login", or name a profile with AWS_PROFILE.';

const advices: readonly (readonly [RegExp, string])[] = [
  [
    /Region is missing/,
    'No AWS region: name one with AWS_REGION, or give the stage its account and region in infra/project.ts.',
  ],
  [/^(CredentialsProviderError|TokenProviderError)/, `No AWS credentials. ${signIn}`],
  [/^(ExpiredToken|RequestExpired)/, `The AWS credentials have expired. ${signIn}`],
  [/^(UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch)/, `AWS refuses these credentials. ${signIn}`],
  [/ENOTFOUND|ECONNREFUSED|EAI_AGAIN/, 'AWS cannot be reached from here.'],
];
