/** CloudFormation does not know the addresses of brokers: a custom resource of the stack asks for them. */
export const bootstrapBrokers = 'Custom::BootstrapBrokers';

/** Stands for the addresses until the brokers of a run listen. */
export const placeOfBrokers = (resource: string): string => `brokers-of-${resource}`;
