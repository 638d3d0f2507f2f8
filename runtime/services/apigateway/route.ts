/** A route key, taken apart: `GET /items/{id}`, `ANY /{proxy+}`, `$default`. */
export interface Route {
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
}
export interface RouteMatch<R extends Route> {
  readonly route: R;
  readonly pathParameters: Readonly<Record<string, string>>;
}

export function routeOf(key: string): Route {
  if (key === '$default') return { key, method: 'ANY', segments: ['{proxy+}'] };
  const [method = '', path = ''] = key.split(' ');
  return { key, method, segments: path.split('/').slice(1) };
}

/**
 * API Gateway guide, http-api-develop-routes: "1. Full match for a route and method. 2. Match for a route and method with a
 * greedy path variable ({proxy+}). 3. The $default route." Among full matches, a fixed segment goes before a variable.
 */
export function matchRoute<R extends Route>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> | undefined {
  const given = path.split('/').slice(1).map(decodeURIComponent);
  const matches = routes.flatMap((route) => {
    if (route.method !== 'ANY' && route.method !== method) return [];
    const pathParameters = parametersOf(route, given);
    return pathParameters ? [{ route, pathParameters }] : [];
  });
  return matches.toSorted((a, b) => compare(rankOf(a.route), rankOf(b.route)))[0];
}

function parametersOf({ key, segments }: Route, given: readonly string[]): Record<string, string> | undefined {
  if (key === '$default') return {};
  const parameters: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(segment) ?? [];
    if (name !== undefined && greedy) {
      if (given.length <= at) return undefined;
      return { ...parameters, [name]: given.slice(at).join('/') };
    }
    if (name === undefined ? given[at] !== segment : !given[at]) return undefined;
    if (name !== undefined) parameters[name] = given[at]!;
  }
  return given.length === segments.length ? parameters : undefined;
}

/** Smaller is more specific. */
function rankOf({ key, method, segments }: Route): readonly number[] {
  const kinds = segments.map((segment) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0));
  return [key === '$default' ? 1 : 0, kinds.includes(2) ? 1 : 0, ...kinds, -segments.length, method === 'ANY' ? 1 : 0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at < 0 ? 0 : a[at]! - (b[at] ?? 0);
}
