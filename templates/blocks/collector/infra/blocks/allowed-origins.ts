/** The origins of a stage (Fetch standard, "CORS protocol"). Throws where one is not an origin, or where there is none. */
export function originsIn(origins: readonly string[]): string[] {
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined)
    throw new Error(
      `allowedOrigins: "${wrong}" is not an origin. An origin is SCHEME://HOST or SCHEME://HOST:PORT in small letters, without a path or a slash at its end: https://shop.example.com`,
    );
  if (origins.length === 0) throw new Error('allowedOrigins: name the web pages that send events, at least one');
  return [...origins];
}
