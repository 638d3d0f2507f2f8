import type { JsonSchema } from '../../generators/core/json-schema.ts';
import { choiceOf } from './field.ts';

/** What a template does with the generated files: its last page, its steps after the generation, and what it shows at the end. */
export interface Ending {
  page: JsonSchema;
  steps: JsonSchema[];
  output: JsonSchema;
}

const repoUrl = '${{ parameters.repoUrl }}';

/** OWNER/NAME of the repository: the answer `repository`. */
export const repositorySlug = '${{ parameters.repoUrl | projectSlug }}';

const repositoryPage = '${{ steps.publish.output.repoContentsUrl | replace("/blob/main", "") }}';

const textWith = (steps: string): JsonSchema[] => [
  { title: 'Next', content: steps },
  {
    title: 'To note',
    if: '${{ steps.generate.output.warnings | length }}',
    content: '${{ steps.generate.output.warnings | join("; ") }}',
  },
  {
    title: 'Generated',
    content: '${{ steps.generate.output.fileCount }} files; their git tree is ${{ steps.generate.output.treeHash }}.',
  },
];

const repositoryOn = (host: string): JsonSchema => ({
  type: 'string',
  'ui:field': 'RepoUrlPicker',
  'ui:options': { allowedHosts: [host] },
});

/** A new repository: protected, with the environments of its workflows, and in the catalog. */
export const newRepository = (host: string): Ending => ({
  page: {
    title: 'Repository',
    required: ['repoUrl', 'repoVisibility'],
    properties: {
      repoUrl: { title: 'Repository to create', description: 'Its owner is an organisation.', ...repositoryOn(host) },
      repoVisibility: {
        title: 'Visible to',
        type: 'string',
        default: 'private',
        ...choiceOf([
          ['private', 'private: whom its owner names'],
          ['public', 'public: everybody'],
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
        gitCommitMessage: 'First version',
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
      name: 'Make the environments to deploy to',
      action: 'github:environment:create',
      each: '${{ steps.generate.output.environments }}',
      input: {
        repoUrl,
        name: '${{ each.value.name }}',
        environmentVariables: '${{ each.value.variables }}',
        deploymentBranchPolicy: { protected_branches: false, custom_branch_policies: true },
        customBranchPolicyNames: ['main'],
      },
    },
    {
      id: 'lookups',
      name: 'Make the environments that pull requests look from',
      action: 'github:environment:create',
      each: '${{ steps.generate.output.lookupEnvironments }}',
      input: { repoUrl, name: '${{ each.value.name }}', environmentVariables: '${{ each.value.variables }}' },
    },
  ],
  output: {
    links: [
      { title: 'Repository', url: repositoryPage },
      { title: 'Open in catalog', icon: 'catalog', entityRef: '${{ steps.register.output.entityRef }}' },
      { title: 'First run of the checks', url: `${repositoryPage}/actions` },
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

/** A pull request into a repository that exists. */
export const pullRequest = (host: string): Ending => ({
  page: {
    title: 'Repository',
    required: ['repoUrl', 'branchName', 'targetBranchName'],
    properties: {
      repoUrl: {
        title: 'Repository that exists',
        description:
          'Files of the same paths are replaced by the pull request, catalog-info.yaml, README.md and workflows among them.',
        ...repositoryOn(host),
      },
      branchName: { title: 'Branch of the pull request', type: 'string', default: 'stream-pipeline', minLength: 1 },
      targetBranchName: {
        title: 'Branch to merge into',
        description: 'Only main is ever deployed: a merge into another branch deploys nothing.',
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
