import { describe, expect, it } from '@jest/globals';
import { originsIn } from '../../infra/blocks/allowed-origins.ts';
import { idsOf, resourcesOf, settingsOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('the collector of stage %s', (stage) => {
  const only = (type: string) => {
    const own = Object.entries(templateOf(stage).findResources(type)).filter(([id]) => id.startsWith('Collector'));
    const [one, ...more] = own.map(([, resource]) => resource);
    expect([one === undefined, more]).toEqual([false, []]);
    return one!['Properties'];
  };

  it('has one route, which writes to the stream without a function', () => {
    const [stream] = idsOf(resourcesOf(stage), 'AWS::Kinesis::Stream');
    expect(only('AWS::ApiGatewayV2::Route').RouteKey).toBe('POST /clicks');
    expect(only('AWS::ApiGatewayV2::Integration')).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: 'Kinesis-PutRecord',
      RequestParameters: {
        StreamName: { Ref: stream },
        // a JSON path: API Gateway takes 100 KB of such a body, and up to 10 MB of any other
        Data: '$request.body.data',
        PartitionKey: '$request.header.click-user',
      },
    });
  });

  it('may put records into that stream, and nothing else', () => {
    const statements = Object.entries(templateOf(stage).findResources('AWS::IAM::Policy'))
      .filter(([id]) => id.startsWith('CollectorRole'))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string; Resource: object }[]);
    const [stream] = idsOf(resourcesOf(stage), 'AWS::Kinesis::Stream');
    expect(statements).toMatchObject([{ Action: 'kinesis:PutRecord', Resource: { 'Fn::GetAtt': [stream, 'Arn'] } }]);
  });

  it('turns away more requests than its stage says', () => {
    const { perSecond, burst } = settingsOf(stage).collectorRate;
    expect(only('AWS::ApiGatewayV2::Stage').DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: perSecond,
      ThrottlingBurstLimit: burst,
    });
  });

  it('lets browsers of the named pages send, with the header that makes them ask before', () => {
    const { AllowOrigins, AllowMethods, AllowHeaders, AllowCredentials } =
      only('AWS::ApiGatewayV2::Api').CorsConfiguration;
    expect(AllowOrigins).toEqual(settingsOf(stage).allowedOrigins);
    expect([AllowMethods, AllowHeaders, AllowCredentials]).toEqual([
      ['POST'],
      ['content-type', 'click-user'],
      undefined,
    ]);
  });

  it('logs neither events, users nor addresses', () => {
    const { Format } = only('AWS::ApiGatewayV2::Stage').AccessLogSettings as { Format: string };
    expect(Format).not.toMatch(/identity|sourceIp|request\.|header|body|userAgent/i);
  });
});

it.each(['https://shop.example/', 'shop.example', 'https://Shop.example', '*'])(
  'does not take %s for an origin',
  (origin) => {
    expect(() => originsIn([origin])).toThrow(/is not an origin/);
  },
);

it('has to know at least one origin', () => {
  expect(() => originsIn([])).toThrow(/at least one/);
});
