/** A user pool of the template, as a run has it: nobody has to be created in it. */
export interface UserPool {
  /** Its id. */
  readonly name: string;
  /** The ID token that a user with this `sub` gets by signing in with the first client of the pool. It expires in an hour. */
  idToken(sub: string): string;
}

export interface CognitoKinds {
  userPool: UserPool;
}
