import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';

/** Adds the action `stream-pipeline:generate` to the scaffolder: `backend.add(import('…'))`. */
declare const streamPipelineModule: BackendFeature;
export default streamPipelineModule;

export interface GenerateOptions {
  /** The policy of the organisation: the contents of a stream-pipeline.policy.json. */
  policy?: unknown;
}

/** Creates the action, for a module of your own. */
export declare function createGenerateAction(options?: GenerateOptions): TemplateAction;
