/** A part of a VPC that you have, in account and region of the stage. */
export interface ExistingNetwork {
  vpcId: string;
  /** Each in a zone of its own. The brokers take the first ones, as many as infra/blocks/msk-zones.ts says. */
  subnetIds: readonly string[];
}
