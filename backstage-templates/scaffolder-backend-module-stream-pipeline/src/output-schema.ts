const names = (title: string) => ({ type: 'array', title, items: { type: 'string' } });
const record = (value: object) => ({ type: 'object', additionalProperties: value });

/** What later steps of a template find in `steps.ID.output`. Names are strings: the log of a step shows what it iterates over. */
export const outputSchema = {
  type: 'object',
  required: [
    'fileCount',
    'treeHash',
    'environments',
    'lookupEnvironments',
    'environmentVariables',
    'warnings',
    'nextSteps',
    'pullRequestSteps',
  ],
  properties: {
    fileCount: { type: 'integer', title: 'Number of files' },
    treeHash: {
      type: 'string',
      title: 'Git tree ID of the project. `git rev-parse HEAD^{tree}` prints it in the repository',
    },
    environments: names('GitHub environments that the workflows deploy to'),
    lookupEnvironments: names('GitHub environments that show what a pull request would change'),
    environmentVariables: { ...record(record({ type: 'string' })), title: 'Variables of each GitHub environment' },
    warnings: names('Answers that are valid but unusual'),
    nextSteps: { type: 'string', title: 'What to do with a new repository, in Markdown' },
    pullRequestSteps: { type: 'string', title: 'What to do before and after merging a pull request, in Markdown' },
  },
};
