/** Kafka guide, protocol, "Error Codes". Only the codes that this listener returns. */
export const errorCodes = {
  none: 0,
  corruptMessage: 2,
  unknownTopicOrPartition: 3,
  messageTooLarge: 10,
  invalidRequiredAcks: 21,
  topicAuthorizationFailed: 29,
  clusterAuthorizationFailed: 31,
  unsupportedSaslMechanism: 33,
  illegalSaslState: 34,
  unsupportedVersion: 35,
  topicAlreadyExists: 36,
  invalidPartitions: 37,
  unsupportedForMessageFormat: 43,
  outOfOrderSequence: 45,
  invalidProducerEpoch: 47,
  saslAuthenticationFailed: 58,
  unsupportedCompressionType: 76,
  invalidRecord: 87,
} as const;

export type ErrorCode = (typeof errorCodes)[keyof typeof errorCodes];

/** Why a broker does not take what a producer sends. */
export class WireError extends Error {
  readonly code: ErrorCode;

  constructor(code: keyof typeof errorCodes, message: string) {
    super(message);
    this.code = errorCodes[code];
  }
}
