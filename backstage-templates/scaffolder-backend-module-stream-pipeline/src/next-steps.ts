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
export const nextSteps = (answers: Answers): string =>
  [
    costs(answers),
    '',
    'To deploy, follow docs/first-deployment.md: bootstrap the AWS account, let GitHub sign in to it, and switch on deployments. Until then the workflow *deploy* only verifies the project.',
    '',
    'Next, in a clone of the repository, test the pipeline and run it on your machine, without AWS:',
    '',
    '```sh',
    'npm ci',
    'npm test',
    'npm run local',
    '```',
  ].join('\n');

/** The same for a project that a pull request brings into a repository that exists: nothing of the repository is set up. */
export function pullRequestSteps(answers: Answers): string {
  const environments = [...environmentsOf(answers, ''), ...environmentsOf(answers, '-lookup')];
  return [
    costs(answers),
    '',
    'Before the merge:',
    '',
    '1. Read what is replaced: files of the same paths, README.md, catalog-info.yaml and workflows among them.',
    '2. In a clone, on the branch of the pull request, test the pipeline and run it on your machine, without AWS: `npm ci`, `npm test`, `npm run local`.',
    '',
    'After the merge:',
    '',
    `1. docs/first-deployment.md: bootstrap the AWS account, let GitHub sign in to it, make the environments ${environments.map(({ name }) => `\`${name}\``).join(', ')} with their variables, protect \`main\`, and switch on deployments. The portal has done none of it.`,
    '2. Only `main` is ever deployed, and only where the repository has the variable `DEPLOY_STAGES`. What was merged into another branch has to get to `main` first.',
    '3. Register catalog-info.yaml, from the branch that was merged into, in the catalog.',
  ].join('\n');
}

function costs(answers: Answers): string {
  const blocks = findUseCase(answers.useCase)!.blocks(answers as never);
  const idle = `${usd(idleCost(blocks, 'dev'))} a month in stage dev, ${usd(idleCost(blocks, 'prod'))} in stage prod`;
  return `When nothing happens, **${answers.name}** costs ${idle}, at list prices (docs/cost.md).`;
}
