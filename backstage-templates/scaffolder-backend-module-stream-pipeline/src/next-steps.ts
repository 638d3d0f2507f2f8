import { findUseCase, idleCost, usd, type Answers } from 'generator-stream-pipeline/core';

/** A GitHub environment of the generated workflows, and what is known of its variables before the first deployment. */
export interface Environment {
  name: string;
  variables: Record<string, string>;
}

/** Those that workflows deploy to, one a stage; with `-lookup`, those that show what a pull request would change. */
export function environmentsOf(answers: Answers, suffix: '' | '-lookup'): Environment[] {
  const { devAccount, devRegion, prodAccount, prodRegion } = answers;
  return [
    { name: `dev${suffix}`, variables: variables(devAccount, devRegion) },
    { name: `prod${suffix}`, variables: variables(prodAccount, prodRegion) },
  ];
}

const variables = (account: string | undefined, region: string | undefined) => ({
  ...(account ? { AWS_ACCOUNT_ID: account } : {}),
  ...(region ? { AWS_REGION: region } : {}),
});

/** What to do next with a project that has just become a repository, in Markdown. */
export function nextSteps(answers: Answers): string {
  const blocks = findUseCase(answers.useCase)!.blocks(answers as never);
  const idle = `${usd(idleCost(blocks, 'dev'))} a month in stage dev, ${usd(idleCost(blocks, 'prod'))} in stage prod`;
  return [
    `When nothing happens, **${answers.name}** costs ${idle}, at list prices (docs/cost.md).`,
    '',
    '1. Clone the repository, then `npm ci` and `npm test`.',
    '2. `npm run local` runs it on your machine, without AWS.',
    '3. docs/first-deployment.md: bootstrap the AWS account, let GitHub sign in to it, and switch on deployments. Until then the workflow *deploy* verifies, and deploys nothing.',
  ].join('\n');
}
