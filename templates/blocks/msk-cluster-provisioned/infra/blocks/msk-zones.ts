/** Zones that the brokers are in, one broker in each (MSK developer guide, "Create a provisioned cluster": two or three). */
export const zones = 2;
