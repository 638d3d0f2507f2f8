/** An HTTP API of the stack, as an observer sees it. */
export interface HttpApiTraffic {
  /** Calls the listener with every answer of an integration, an authorizer or a limit from now on. */
  onAnswer(listener: (answer: HttpApiAnswer) => void): void;
}

export interface HttpApiAnswer {
  /** `POST /clicks` */
  readonly route: string;
  /** Names of headers in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly status: number;
}

export interface ApigatewayKinds {
  httpApi: HttpApiTraffic;
}
