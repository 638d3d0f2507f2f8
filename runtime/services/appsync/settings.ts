import type { Resource } from '../../contracts/template.ts';
import type { AuthProvider } from './authorization.ts';
import type { LogConfig } from './error-log.ts';
import type { AuthMode, EventNamespaceOptions } from './types.ts';

interface Mode {
  readonly AuthType: string;
}
interface EventConfig {
  readonly AuthProviders: readonly Mode[];
  readonly ConnectionAuthModes: readonly Mode[];
  readonly DefaultPublishAuthModes: readonly Mode[];
  readonly DefaultSubscribeAuthModes: readonly Mode[];
  readonly LogConfig?: LogConfig;
}
interface NamespaceProperties {
  readonly CodeHandlers?: string;
  readonly CodeS3Location?: string;
  readonly HandlerConfigs?: object;
  readonly PublishAuthModes?: readonly Mode[];
  readonly SubscribeAuthModes?: readonly Mode[];
}

/** An Event API as the template sets it. */
export interface EventApiSettings {
  readonly providers: readonly AuthProvider[];
  readonly connect: readonly AuthMode[];
  readonly namespaces: Readonly<Record<string, EventNamespaceOptions>>;
  readonly log: LogConfig | undefined;
}

const modelled: readonly string[] = [
  'AWS_IAM',
  'AMAZON_COGNITO_USER_POOLS',
  'AWS_LAMBDA',
] satisfies readonly AuthMode[];

/** Throws for what AppSync refuses, and for what is not understood here. */
export function settingsOf(api: Resource, namespaces: readonly Resource[]): EventApiSettings {
  const config = api.properties['EventConfig'] as unknown as EventConfig;
  const providers = modesIn(config.AuthProviders, api);
  const modes = (given: readonly Mode[], of: Resource): readonly AuthMode[] => {
    const all = modesIn(given, of);
    const missing = all.find((mode) => !providers.includes(mode));
    if (missing !== undefined)
      throw new Error(`${of.id} has the authorization mode ${missing}, for which its Event API has no provider.`);
    return all;
  };
  const optionsOf = (resource: Resource): EventNamespaceOptions => {
    const given = resource.properties as unknown as NamespaceProperties;
    refuseUnknown(given, resource);
    return {
      ...(given.CodeHandlers !== undefined && { code: given.CodeHandlers }),
      publish: modes(given.PublishAuthModes ?? config.DefaultPublishAuthModes, resource),
      subscribe: modes(given.SubscribeAuthModes ?? config.DefaultSubscribeAuthModes, resource),
    };
  };
  return {
    providers: config.AuthProviders as readonly AuthProvider[],
    connect: modes(config.ConnectionAuthModes, api),
    namespaces: Object.fromEntries(namespaces.map((resource) => [resource.name, optionsOf(resource)])),
    log: config.LogConfig,
  };
}

function modesIn(given: readonly Mode[], { id }: Resource): readonly AuthMode[] {
  const modes = given.map(({ AuthType }) => AuthType);
  const strange = modes.find((mode) => !modelled.includes(mode));
  if (strange === undefined) return modes as readonly AuthMode[];
  throw new Error(
    `${id}: the authorization mode ${strange} is not modelled by the local runtime: ${modelled.join(', ')}.`,
  );
}

function refuseUnknown({ CodeS3Location, HandlerConfigs = {} }: NamespaceProperties, { id }: Resource): void {
  if (CodeS3Location !== undefined) throw new Error(`${id}: CodeS3Location is not modelled by the local runtime.`);
  if (Object.keys(HandlerConfigs).length > 0)
    throw new Error(`${id}: HandlerConfigs is not modelled by the local runtime: handlers are code.`);
}
