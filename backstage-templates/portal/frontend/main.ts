// The catalog and the scaffolder of Backstage: enough to fill in a template and to see what it has created.
import '@backstage/ui/css/styles.css';
import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { createRoot } from 'react-dom/client';

const baseUrl = window.location.origin;

/** The integrations of the backend, for the fields that pick a repository. */
const integrations = (await (await fetch('/integrations.json')).json()) as object;

const config = new ConfigReader({
  app: { title: 'stream-pipeline', baseUrl },
  organization: { name: 'stream-pipeline' },
  backend: { baseUrl },
  auth: { environment: 'development', providers: { guest: {} } },
  integrations,
});

const app = createApp({
  features: [catalogPlugin, scaffolderPlugin],
  advanced: { configLoader: async () => ({ config }) },
});
createRoot(document.getElementById('root')!).render(app.createRoot());
