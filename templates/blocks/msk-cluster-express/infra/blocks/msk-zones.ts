/** Zones that the brokers are in, one broker in each (MSK developer guide, "Express brokers": three). */
export const zones = 3;
