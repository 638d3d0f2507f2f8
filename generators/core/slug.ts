/**
 * The name that a text most likely stands for: "My Shop" -> "my-shop", "Café_Crème 2" -> "cafe-creme-2". Undefined where no
 * name of the pattern and the length comes out.
 */
export function slugOf(
  text: string,
  { pattern, maxLength }: { pattern: RegExp; maxLength: number },
): string | undefined {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, maxLength)
    .replace(/-$/, '');
  return slug !== text && pattern.test(slug) ? slug : undefined;
}
