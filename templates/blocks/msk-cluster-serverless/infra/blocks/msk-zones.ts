/** Zones that the cluster is in (MSK developer guide, "Create an MSK Serverless cluster": two or more). */
export const zones = 2;
