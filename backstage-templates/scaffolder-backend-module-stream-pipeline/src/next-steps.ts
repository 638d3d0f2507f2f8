import { findUseCase, idleCost, usd, type Answers } from 'generator-stream-pipeline/core';
import { deployEnvironments, lookupEnvironments } from './environments.ts';

/** What to do with a project that has just become a repository, in Markdown. */
export const nextSteps = (answers: Answers): string =>
  [
    costs(answers),
    '',
    'To deploy, follow docs/first-deployment.md: bootstrap the AWS account, let GitHub sign in to it, and switch on deployments. Until then the workflow *deploy* runs the checks and deploys nothing.',
    '',
    'Next, clone the repository, test the pipeline, and run it on your machine, without AWS:',
    '',
    '```sh',
    'npm ci',
    'npm test',
    'npm run local',
    '```',
  ].join('\n');

/** What to do with a pull request that brings the project into an existing repository, which the portal does not set up. */
export function pullRequestSteps(answers: Answers): string {
  const environments = [...deployEnvironments, ...lookupEnvironments].map((name) => `\`${name}\``).join(', ');
  return [
    costs(answers),
    '',
    'Before you merge:',
    '',
    '1. Review the files that the pull request replaces. It replaces every file with the same path, such as README.md, catalog-info.yaml and workflows.',
    '2. Check out the branch, test the pipeline, and run it on your machine, without AWS: `npm ci`, `npm test`, `npm run local`.',
    '',
    'After you merge:',
    '',
    `1. Follow docs/first-deployment.md: bootstrap the AWS account, let GitHub sign in to it, create the environments ${environments} with their variables, protect \`main\`, and switch on deployments. The portal does none of this.`,
    '2. Bring the project to `main` if you merged into another branch. Only `main` is deployed, and only if the repository has the variable `DEPLOY_STAGES`.',
    '3. Register catalog-info.yaml of that branch in the catalog.',
  ].join('\n');
}

function costs(answers: Answers): string {
  const blocks = findUseCase(answers.useCase)!.blocks(answers as never);
  const idle = `${usd(idleCost(blocks, 'dev'))} a month in stage dev and ${usd(idleCost(blocks, 'prod'))} in stage prod`;
  return `While it is idle, **${answers.name}** costs ${idle}, at list prices (docs/cost.md).`;
}
