import { createSign, createVerify, generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Clock } from '../../contracts/clock.ts';
import type { Claims, TokenIdentity, TokenIssuer } from '../../contracts/tokens.ts';

/** Seconds: Cognito guide, amazon-cognito-user-pools-using-the-id-token, default validity. */
const defaultValidity = 3600;

/** Stands for Cognito's user pools: signs ID tokens with a key of its own, which exists as long as it does. */
export class LocalTokenIssuer implements TokenIssuer {
  readonly #clock: Clock;
  readonly #keyId = randomUUID();
  readonly #publicKey: KeyObject;
  readonly #privateKey: KeyObject;

  constructor(clock: Clock, keys: { publicKey: KeyObject; privateKey: KeyObject }) {
    this.#clock = clock;
    this.#publicKey = keys.publicKey;
    this.#privateKey = keys.privateKey;
  }

  /** A token as somebody gets it who signs in. `more` adds claims, or replaces them. */
  idToken({ username, clientId, issuer }: TokenIdentity, more: Claims = {}): string {
    const now = Math.floor(this.#clock.now() / 1000);
    const claims = {
      sub: username,
      aud: clientId,
      iss: issuer,
      'cognito:username': username,
      token_use: 'id',
      auth_time: now,
      iat: now,
      exp: now + defaultValidity,
      jti: randomUUID(),
      ...more,
    };
    const signed = `${encoded({ kid: this.#keyId, alg: 'RS256' })}.${encoded(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(this.#privateKey, 'base64url')}`;
  }

  /** The claims of a token that this issuer signed, whatever they say; undefined for any other text. */
  verify(token: string): Claims | undefined {
    const [header = '', claims = '', signature = '', ...rest] = token.split('.');
    const { kid, alg } = (decoded(header) ?? {}) as { kid?: unknown; alg?: unknown };
    // API Gateway guide, http-api-jwt-authorizer: "only RSA-based algorithms are supported", `kid` must match
    if (rest.length > 0 || kid !== this.#keyId || alg !== 'RS256') return undefined;
    const genuine = createVerify('RSA-SHA256')
      .update(`${header}.${claims}`)
      .verify(this.#publicKey, signature, 'base64url');
    return genuine ? decoded(claims) : undefined;
  }
}

export async function createTokenIssuer(clock: Clock): Promise<TokenIssuer> {
  return new LocalTokenIssuer(clock, await promisify(generateKeyPair)('rsa', { modulusLength: 2048 }));
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function decoded(part: string): Claims | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
  } catch {
    return undefined;
  }
}
