import { join } from 'node:path';

interface Given {
  port: number;
  gitHost: { name: string; origin: string };
  /** The address of the file that registers the templates. */
  templates: string;
}

/** Notifies the owners of projects when their template has a new version. */
export const templateUpdate = {
  enabled: true,
  message: {
    title: 'The template of $ENTITY_DISPLAY_NAME has a new version',
    description:
      'See "Template synchronisation" in the Backstage page of stream-pipeline for how to update the project.',
  },
};

/** The app-config of the local portal: an in-memory database, guests, and the stand-in for GitHub as the only integration. */
export const portalConfig = ({ port, gitHost, templates }: Given) => {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { title: 'stream-pipeline', baseUrl },
    organization: { name: 'stream-pipeline' },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      environment: 'development',
      providers: { guest: { userEntityRef: 'user:default/guest', dangerouslyAllowOutsideDevelopment: true } },
    },
    catalog: {
      rules: [{ allow: ['Component', 'System', 'API', 'Resource', 'Location'] }],
      locations: [
        { type: 'url', target: templates, rules: [{ allow: ['Template'] }] },
        {
          type: 'file',
          target: join(import.meta.dirname, 'organisation.yaml'),
          rules: [{ allow: ['Group', 'User'] }],
        },
      ],
    },
    scaffolder: { notifications: { templateUpdate } },
    integrations: { github: [{ host: gitHost.name, apiBaseUrl: `${gitHost.origin}/api/v3`, token: 'none' }] },
  };
};
