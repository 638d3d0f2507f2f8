import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, settingsOf, stageNames, templateOf, templateWith } from './synthesized.ts';

it.each(stageNames)('has two routes, both for callers that are known (%s)', (stage) => {
  const routes = Object.values(templateOf(stage).findResources('AWS::ApiGatewayV2::Route')).map(
    ({ Properties }) => Properties,
  );
  expect(routes.map(({ RouteKey }) => RouteKey as string).toSorted()).toEqual(['GET /search', 'GET /suggest']);
  for (const { AuthorizationType } of routes) expect(['JWT', 'AWS_IAM']).toContain(AuthorizationType);
});

it.each(stageNames)('is what its definition says of routes and callers (%s)', (stage) => {
  const { paths, components } = JSON.parse(
    readFileSync(join(projectFolder, 'contract', 'derived', 'item-openapi.json'), 'utf8'),
  ) as { paths: object; components: { securitySchemes: { caller: { type: string } } } };
  const authorizers = { http: 'JWT', apiKey: 'AWS_IAM' } as Record<string, string>;
  for (const path of Object.keys(paths))
    templateOf(stage).hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: `GET ${path}`,
      AuthorizationType: authorizers[components.securitySchemes.caller.type],
    });
});

it.each(stageNames)('raises an alarm at the first search that fails: there may be few (%s)', (stage) => {
  const alarms = Object.values(templateOf(stage).findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties,
  );
  const failing = alarms.filter(({ AlarmDescription }) => AlarmDescription.endsWith('docs/runbook/api-failing.md'));
  expect(failing).toHaveLength(2);
  for (const alarm of failing) expect(alarm).toMatchObject({ Threshold: 0, EvaluationPeriods: 1 });
});

it.each(stageNames)('logs no query and no address of a caller (%s)', (stage) => {
  const [live] = Object.values(templateOf(stage).findResources('AWS::ApiGatewayV2::Stage'));
  expect(live!['Properties'].AccessLogSettings.Format).not.toMatch(/sourceIp|queryString|path|principal/i);
});

it.each(stageNames)('turns away more searches than it is made for (%s)', (stage) => {
  templateOf(stage).hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
  });
});

it.each(stageNames)('leaves room for other functions while an engine hangs, where its stage says so (%s)', (stage) => {
  const functions = Object.values(templateOf(stage).findResources('AWS::Lambda::Function'));
  const [api] = functions.filter(
    ({ Properties }) => Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === 'search-api',
  );
  expect(api!['Properties'].ReservedConcurrentExecutions).toBe(settingsOf(stage).searchConcurrency);
});

it('bounds the searches of prod', () => {
  expect(settingsOf('prod').searchConcurrency).toBeGreaterThan(0);
});

describe('pages in a browser', () => {
  const corsOf = (webOrigins: string[]) => {
    const [api] = Object.values(templateWith('dev', { webOrigins }).findResources('AWS::ApiGatewayV2::Api'));
    return api!['Properties'].CorsConfiguration;
  };

  it('may not call the API, unless their origin is named', () => {
    expect(corsOf([])).toBeUndefined();
  });

  it('may call it from the origins that are named, with what a caller has to send', () => {
    const cors = corsOf(['https://shop.example.com', 'http://localhost:3000']);
    expect(cors).toMatchObject({
      AllowOrigins: ['https://shop.example.com', 'http://localhost:3000'],
      AllowMethods: ['GET'],
      AllowHeaders: expect.arrayContaining(['authorization']),
      ExposeHeaders: ['retry-after'],
    });
    expect(cors.AllowCredentials ?? false).toBe(false);
  });

  it.each([
    '*',
    'shop.example.com',
    'https://shop.example.com/',
    'https://shop.example.com/app',
    'https://Shop.example.com',
  ])('have an origin, which "%s" is not', (origin) => {
    expect(() => corsOf([origin])).toThrow(`webOrigins: "${origin}" is not an origin`);
  });
});
