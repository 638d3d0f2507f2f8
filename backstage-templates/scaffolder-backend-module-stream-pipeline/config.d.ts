export interface Config {
  streamPipeline?: {
    /** What the organisation allows: the contents of a stream-pipeline.policy.json. */
    policy?: object;
  };
}
