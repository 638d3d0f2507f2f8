export { createGenerateAction, type GenerateOptions } from './generate-action.ts';
export { streamPipelineModule as default } from './module.ts';
