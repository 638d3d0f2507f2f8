/** A client of an Event API over its WebSocket, as a browser has one. */
export class EventClient {
  /** Messages that nobody has asked for yet, without those that keep the connection. */
  readonly received: object[] = [];
  /** How often the server has said that it is there. */
  alive = 0;
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #headers: object;
  #came = (): void => undefined;

  private constructor(socket: WebSocket, headers: object) {
    this.#socket = socket;
    this.#headers = headers;
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as { type?: string };
      if (message.type === 'ka') this.alive++;
      else this.received.push(message);
      this.#came();
    });
    this.closed = new Promise((resolve) => socket.addEventListener('close', () => resolve()));
  }

  /** `headers`: what the client says of itself, in its second sub-protocol. */
  static async open(url: string, headers: object): Promise<EventClient> {
    const told = Buffer.from(JSON.stringify(headers)).toString('base64url');
    const socket = new WebSocket(url, ['aws-appsync-event-ws', `header-${told}`]);
    const client = new EventClient(socket, headers);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('The connection is refused.')));
    });
    return client;
  }

  async messages(count: number): Promise<object[]> {
    while (this.received.length < count) await new Promise<void>((resolve) => (this.#came = resolve));
    return this.received.splice(0, count);
  }

  async staysAlive(times: number): Promise<void> {
    while (this.alive < times) await new Promise<void>((resolve) => (this.#came = resolve));
  }

  async ask(message: object): Promise<object> {
    this.#socket.send(JSON.stringify(message));
    return (await this.messages(1))[0]!;
  }

  init(): Promise<object> {
    return this.ask({ type: 'connection_init' });
  }

  subscribe(id: string, channel: string): Promise<object> {
    return this.ask({ type: 'subscribe', id, channel, authorization: this.#headers });
  }

  unsubscribe(id: string): Promise<object> {
    return this.ask({ type: 'unsubscribe', id });
  }

  publish(id: string, channel: string, events: string[]): Promise<object> {
    return this.ask({ type: 'publish', id, channel, events, authorization: this.#headers });
  }
}
