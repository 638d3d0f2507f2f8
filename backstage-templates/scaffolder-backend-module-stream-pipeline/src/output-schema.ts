const environments = (title: string) => ({
  type: 'array',
  title,
  items: {
    type: 'object',
    required: ['name', 'variables'],
    properties: { name: { type: 'string' }, variables: { type: 'object', additionalProperties: { type: 'string' } } },
  },
});

/** What later steps of a template find in `steps.ID.output`. */
export const outputSchema = {
  type: 'object',
  required: [
    'fileCount',
    'treeHash',
    'environments',
    'lookupEnvironments',
    'warnings',
    'nextSteps',
    'pullRequestSteps',
  ],
  properties: {
    fileCount: { type: 'integer', title: 'Number of files' },
    treeHash: {
      type: 'string',
      title: 'The id that git gives the project: `git rev-parse HEAD^{tree}` prints it in the repository',
    },
    environments: environments('GitHub environments that the workflows deploy to, with their variables'),
    lookupEnvironments: environments('GitHub environments that show what a pull request would change'),
    warnings: { type: 'array', items: { type: 'string' }, title: 'What is odd about the answers, and not wrong' },
    nextSteps: { type: 'string', title: 'What to do next with a new repository, in Markdown' },
    pullRequestSteps: { type: 'string', title: 'What to do before and after the merge of a pull request, in Markdown' },
  },
};
