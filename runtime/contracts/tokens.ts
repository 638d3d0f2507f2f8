export type Claims = Readonly<Record<string, unknown>>;

export interface TokenIdentity {
  readonly username: string;
  readonly clientId: string;
  /** As the authorizer of the API has it: `https://cognito-idp.REGION.amazonaws.com/POOL`. */
  readonly issuer: string;
}

/** Signs tokens, and knows its own. */
export interface TokenIssuer {
  /** A token as somebody gets it who signs in. `more` adds claims, or replaces them. */
  idToken(identity: TokenIdentity, more?: Claims): string;
  /** The claims of a token that this issuer signed, whatever they say; undefined for any other text. */
  verify(token: string): Claims | undefined;
}
