import { clickEventHashed, clickEventLeftOut } from '../contract/derived/click-event-personal.ts';
import { hashedUnder } from '../processors/bridge/hashed-under.ts';

/** Members of an event that are not in the stream as their producer wrote them. */
export const changedMembers: readonly string[] = [...clickEventLeftOut, ...clickEventHashed];

/** The key that Secrets Manager holds. */
export const personalKey = { text: 'c2hvcC1kZXYtcGVyc29uYWwta2V5LW9mLWEtdGVzdC0wMTIzNDU2Nzg5YWJjZGVm' };

/** What the stream has of a value, as the bridge is deployed. */
export const saying = async (): Promise<(written: string) => string> => hashedUnder(personalKey.text);
