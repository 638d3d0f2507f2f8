import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';

/** Adds the action `stream-pipeline:generate` to the scaffolder: `backend.add(import('…'))`. */
declare const streamPipelineModule: BackendFeature;
export default streamPipelineModule;

export interface GenerateOptions {
  /** What the organisation allows: the contents of a stream-pipeline.policy.json. */
  policy?: unknown;
}

/** The action by itself, for a module of your own. */
export declare function createGenerateAction(options?: GenerateOptions): TemplateAction;
