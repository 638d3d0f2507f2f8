// npm run deploy:github-oidc -- STACK -c subjectPrefix=… [-c repository=OWNER/NAME]: see docs/first-deployment.md
import { App } from 'aws-cdk-lib';
import { GithubOidcProviderStack } from './github-oidc-provider-stack.ts';
import { GithubOidcStack } from './github-oidc-stack.ts';
import { githubSubject } from './github-subject.ts';
import { project } from './project.ts';
import { addValidation } from './validation.ts';

const app = new App();
const context = (name: string): unknown => app.node.tryGetContext(name);
const github = githubSubject(context('repository') ?? project.repository, context('subjectPrefix'));
new GithubOidcProviderStack(app, 'github-oidc-provider');
for (const stage of ['dev', 'prod'] as const)
  new GithubOidcStack(app, `${project.name}-github-${stage}`, { stage, github });
addValidation(app);
