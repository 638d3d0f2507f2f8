/**
 * A view that throws where a template asks for a name that it does not have. Handlebars itself throws for `{{name}}` only, and
 * takes a name that is missing in `{{#if name}}`, `{{#unless name}}` or `{{#each name}}` for false.
 */
export const withKnownNames = <T>(view: T): T => guarded(view, '');

function guarded<T>(value: T, path: string): T {
  if (typeof value !== 'object' || value === null) return value;
  const check = (target: object, key: string | symbol) => {
    if (typeof key === 'symbol' || Object.hasOwn(target, key) || isAskedByJavaScript(target, key)) return;
    throw new Error(`there is no "${path}${key}" for templates to name. ${known(target, path)}`);
  };
  return new Proxy(value, {
    get(target, key) {
      check(target, key);
      return guarded(Reflect.get(target, key) as unknown, `${path}${String(key)}.`);
    },
    has(target, key) {
      check(target, key);
      return Reflect.has(target, key);
    },
  });
}

/** What JavaScript itself looks up: JSON.stringify a `toJSON`, and whoever goes through a list its methods. */
const isAskedByJavaScript = (target: object, key: string) =>
  key === 'toJSON' || (Array.isArray(target) && key in target);

function known(target: object, path: string): string {
  const names = Object.keys(target).join(', ');
  return path ? `${path.slice(0, -1)} has ${names}` : `The view has ${names}`;
}
