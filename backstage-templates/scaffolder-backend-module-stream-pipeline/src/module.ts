import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createGenerateAction } from './generate-action.ts';

/** Adds the action to the scaffolder, with the organisation's policy from app-config, `streamPipeline.policy`. */
export const streamPipelineModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'stream-pipeline',
  register(registration) {
    registration.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint, config: coreServices.rootConfig },
      async init({ actions, config }) {
        actions.addActions(createGenerateAction({ policy: config.getOptional('streamPipeline.policy') }));
      },
    });
  },
});
