/** Zones that functions of the stack are in. The cluster may be in more: a function reaches brokers in all zones of the VPC. */
export const zones = 2;
