// A Backstage backend as a portal has it, with our module and with template synchronisation. Started by start-portal.ts with
// --config FILE.
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('backstage-plugin-scaffolder-backend-module-stream-pipeline'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage-community/plugin-catalog-backend-module-scaffolder-relation-processor'));
await backend.start();
