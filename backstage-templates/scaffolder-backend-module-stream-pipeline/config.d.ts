export interface Config {
  streamPipeline?: {
    /** The policy of the organisation: the contents of a stream-pipeline.policy.json. */
    policy?: object;
  };
}
