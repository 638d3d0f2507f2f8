/** The ARN of the stream of a table. DynamoDB draws its label from the time at which the stream was enabled; ours is always the same. */
export const streamArnOf = (tableArn: string): string => `${tableArn}/stream/2020-01-01T00:00:00.000`;
