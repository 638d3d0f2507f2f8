import type { JsonSchema } from '../../generators/core/json-schema.ts';
import { choiceOf } from './field.ts';

/** What a template does with the generated files: its last page, the steps after the generation, and its output. */
export interface Ending {
  page: JsonSchema;
  steps: JsonSchema[];
  output: JsonSchema;
}

const repoUrl = '${{ parameters.repoUrl }}';

/** The answer `repository`: OWNER/NAME. */
export const repositorySlug = '${{ parameters.repoUrl | projectSlug }}';

const variablesOfEach = '${{ steps.generate.output.environmentVariables[each.value] }}';

const repositoryPage = '${{ steps.publish.output.repoContentsUrl | replace("/blob/main", "") }}';

const textWith = (steps: string): JsonSchema[] => [
  { title: 'Next steps', content: steps },
  {
    title: 'Warnings',
    if: '${{ steps.generate.output.warnings | length }}',
    content: '- ${{ steps.generate.output.warnings | join("\\n- ") }}',
  },
  {
    title: 'Generated files',
    content:
      'The project has ${{ steps.generate.output.fileCount }} files. Its Git tree ID is `${{ steps.generate.output.treeHash }}`.',
  },
];

const repositoryOn = (host: string): JsonSchema => ({
  type: 'string',
  'ui:field': 'RepoUrlPicker',
  'ui:options': { allowedHosts: [host] },
});

/** Creates a repository, protects `main`, creates the environments of the workflows, and registers the project in the catalog. */
export const newRepository = (host: string): Ending => ({
  page: {
    title: 'Repository',
    required: ['repoUrl', 'repoVisibility'],
    properties: {
      repoUrl: {
        title: 'Repository to create',
        description: 'The owner must be an organisation.',
        ...repositoryOn(host),
      },
      repoVisibility: {
        title: 'Visibility',
        type: 'string',
        default: 'private',
        ...choiceOf([
          ['private', 'private: people and teams that the owner adds'],
          ['public', 'public: everyone'],
        ]),
      },
    },
  },
  steps: [
    {
      id: 'publish',
      name: 'Create the repository',
      action: 'publish:github',
      input: {
        repoUrl,
        description: '${{ parameters.description }}',
        defaultBranch: 'main',
        repoVisibility: '${{ parameters.repoVisibility }}',
        gitCommitMessage: 'Add the generated project',
        protectDefaultBranch: true,
        protectEnforceAdmins: true,
        requiredApprovingReviewCount: 1,
        requiredStatusCheckContexts: ['verify / verify'],
        deleteBranchOnMerge: true,
        topics: ['aws', 'streaming'],
      },
    },
    {
      id: 'register',
      name: 'Register in the catalog',
      action: 'catalog:register',
      input: { repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}', catalogInfoPath: '/catalog-info.yaml' },
    },
    {
      id: 'environments',
      name: 'Create the deployment environments',
      action: 'github:environment:create',
      each: '${{ steps.generate.output.environments }}',
      input: {
        repoUrl,
        name: '${{ each.value }}',
        environmentVariables: variablesOfEach,
        deploymentBranchPolicy: { protected_branches: false, custom_branch_policies: true },
        customBranchPolicyNames: ['main'],
      },
    },
    {
      id: 'lookups',
      name: 'Create the environments for pull requests',
      action: 'github:environment:create',
      each: '${{ steps.generate.output.lookupEnvironments }}',
      input: { repoUrl, name: '${{ each.value }}', environmentVariables: variablesOfEach },
    },
  ],
  output: {
    links: [
      { title: 'Repository', url: repositoryPage },
      { title: 'Open in catalog', icon: 'catalog', entityRef: '${{ steps.register.output.entityRef }}' },
      { title: 'First workflow run', url: `${repositoryPage}/actions` },
      { title: 'Documentation', icon: 'docs', url: '${{ steps.publish.output.repoContentsUrl }}/docs/index.md' },
      {
        title: 'First deployment, step by step',
        url: '${{ steps.publish.output.repoContentsUrl }}/docs/first-deployment.md',
      },
    ],
    text: textWith('${{ steps.generate.output.nextSteps }}'),
  },
});

const mergeSteps = '${{ steps.generate.output.pullRequestSteps }}';

/** Opens a pull request in an existing repository. */
export const pullRequest = (host: string): Ending => ({
  page: {
    title: 'Repository',
    required: ['repoUrl', 'branchName', 'targetBranchName'],
    properties: {
      repoUrl: {
        title: 'Existing repository',
        description:
          'The pull request replaces every file with the same path, such as README.md, catalog-info.yaml and workflows.',
        ...repositoryOn(host),
      },
      branchName: { title: 'Branch of the pull request', type: 'string', default: 'stream-pipeline', minLength: 1 },
      targetBranchName: {
        title: 'Branch to merge into',
        description: 'Only main is deployed. A merge into another branch deploys nothing.',
        type: 'string',
        default: 'main',
        minLength: 1,
      },
    },
  },
  steps: [
    {
      id: 'publish',
      name: 'Open the pull request',
      action: 'publish:github:pull-request',
      input: {
        repoUrl,
        branchName: '${{ parameters.branchName }}',
        targetBranchName: '${{ parameters.targetBranchName }}',
        title: 'Add ${{ parameters.name }}',
        description: mergeSteps,
        commitMessage: 'Add ${{ parameters.name }}',
      },
    },
  ],
  output: {
    links: [{ title: 'Pull request', url: '${{ steps.publish.output.remoteUrl }}' }],
    text: textWith(mergeSteps),
  },
});
