import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown in the portal's documentation of its actions. */
export const examples: TemplateExample[] = [
  {
    description: 'A project with the default of every option',
    example: `steps:
  - id: generate
    action: stream-pipeline:generate
    input:
      answers:
        useCase: dynamodb-search
        name: product-search
`,
  },
  {
    description: 'A project for an existing table, with an OpenSearch domain, in a folder of the workspace',
    example: `steps:
  - id: generate
    action: stream-pipeline:generate
    input:
      answers:
        useCase: dynamodb-search
        name: product-search
        owner: group:default/data-platform
        table: existing
        tableName: products
        search: domain
        devRegion: eu-west-1
      targetPath: services/product-search
`,
  },
];
