/** runtime/services/registry.ts with these services alone. */
export const registryOf = (services: readonly string[]): string =>
  services.map((service) => `export { ${service} } from './${service}/service.ts';\n`).join('');

/** The text of a file without the lines that export what other services offer. */
export const withoutOthers = (text: string, services: readonly string[]): string =>
  text.replaceAll(/^export \* from '\.\/services\/([\w-]+)\/door\.ts';\n/gm, (line, service: string) =>
    services.includes(service) ? line : '',
  );
