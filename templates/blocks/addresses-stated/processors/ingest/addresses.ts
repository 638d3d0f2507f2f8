import { clientAddress, type ClientAddress, type StatedForm } from '../lib/access-event/client-address.ts';
import { setting } from '../lib/settings.ts';

const address = clientAddress(setting('CLIENT_ADDRESSES') as StatedForm);

/** In the form that the stack states. */
export const addresses = async (): Promise<ClientAddress> => address;
