import { clientAddresses } from '../../infra/client-addresses.ts';
import { clientAddress, type ClientAddress } from '../../processors/lib/access-event/client-address.ts';

/** As ingest is deployed. */
export const addresses = async (): Promise<ClientAddress> => clientAddress(clientAddresses);

/** No form that is stated needs a key. */
export const addressKey = undefined;
