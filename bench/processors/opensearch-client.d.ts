/** What of the official client the plain handlers call: it is installed for a measurement, below build/. */
declare module '@opensearch-project/opensearch' {
  export class Client {
    constructor(options: { node: string });
    bulk(request: { body: readonly object[] }): Promise<unknown>;
    search(request: { index: string; body: object }): Promise<{
      body: { hits: { total: unknown; hits: readonly { _source: object }[] }; aggregations: unknown };
    }>;
  }
}
declare module '@opensearch-project/opensearch/aws-v3' {
  export function AwsSigv4Signer(options: {
    region: string;
    service: string;
    getCredentials(): Promise<{ accessKeyId: string; secretAccessKey: string }>;
  }): object;
}
