import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createGenerateAction } from './generate-action.ts';

/** Adds the action to the scaffolder, with the policy from `streamPipeline.policy` of the app-config. */
export const streamPipelineModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'stream-pipeline',
  register(registration) {
    registration.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint, config: coreServices.rootConfig },
      async init({ actions, config }) {
        actions.addActions(createGenerateAction({ policy: policyIn(config.getOptional('streamPipeline')) }));
      },
    });
  },
});

/** Refuses unknown keys: a misspelt key or a wrong indent would leave projects without a policy, unnoticed. */
function policyIn(settings: unknown): unknown {
  if (settings === undefined) return undefined;
  const { policy = null, ...others } = (settings ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(others);
  if (policy !== null && unknown.length === 0) return policy;
  const seen = unknown.length > 0 ? `unknown key ${unknown.join(', ')}` : 'policy is missing';
  throw new Error(`streamPipeline: ${seen}. The only key is policy`);
}
