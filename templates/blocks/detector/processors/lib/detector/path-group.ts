/** What stands for the paths of a source that has none. */
export const noPath = '(none)';
/** What stands for groups beyond those that are kept. */
export const otherGroup = '(other)';

const segments = 2;
const longest = 40;
/** Numbers, UUIDs, hashes, tokens and file names: what differs from one request to the next. */
const varies = /^\d+$|^[\da-f]{8}-[\da-f]{4}-|^(?=.*\d)[\da-f]{8,}$|%|@|\d{4,}/i;

/** A path without what varies: /users/42/orders?page=2 -> /users/*. So few groups that each has traffic to judge. */
export function pathGroup(path: string | undefined): string {
  if (path === undefined) return noPath;
  const [plain = ''] = path.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#;]/, 1);
  const parts = plain.split('/').filter((part) => part !== '');
  if (parts.length === 0) return '/';
  const group = parts.slice(0, segments).map((part, at) => {
    const file = /^[^%@]+\.([a-z\d]{1,5})$/i.exec(part);
    if (file && at === parts.length - 1) return `*.${file[1]!.toLowerCase()}`;
    return varies.test(part) || part.length > longest ? '*' : part;
  });
  return `/${group.join('/')}`;
}
