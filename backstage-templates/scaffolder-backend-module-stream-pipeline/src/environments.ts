import type { Answers } from 'generator-stream-pipeline/core';

/** The GitHub environments that workflows deploy to. */
export const deployEnvironments = ['dev', 'prod'] as const;

/** The GitHub environments from which a pull request compares itself with what is deployed. */
export const lookupEnvironments = ['dev-lookup', 'prod-lookup'] as const;

/** Environment -> the variables that follow from the answers. */
export function environmentVariables(answers: Answers): Record<string, Record<string, string>> {
  const dev = variables(answers.devAccount, answers.devRegion);
  const prod = variables(answers.prodAccount, answers.prodRegion);
  return { dev, prod, 'dev-lookup': dev, 'prod-lookup': prod };
}

const variables = (account: string | undefined, region: string | undefined) => ({
  ...(account ? { AWS_ACCOUNT_ID: account } : {}),
  ...(region ? { AWS_REGION: region } : {}),
});
