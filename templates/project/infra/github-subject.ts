/** Who issues the tokens of GitHub Actions, and whom they are for. */
export const githubIssuer = 'token.actions.githubusercontent.com';
export const stsAudience = 'sts.amazonaws.com';

/** A repository, and how the `sub` claim of its tokens begins. */
export interface GithubSubject {
  /** OWNER/NAME */
  repository: string;
  prefixes: readonly string[];
}

/**
 * What the tokens of a repository are recognised by. They begin with repo:OWNER/NAME where the repository is older than
 * 2026-07-15, and with repo:OWNER@ID/NAME@ID where it was made, renamed or transferred later (GitHub docs, "OpenID Connect
 * reference"). Both are trusted: a rename must not lock the workflows out.
 *
 * @param repository - OWNER/NAME
 * @param prefix - `sub_claim_prefix`, as GitHub's REST API gives it
 */
export function githubSubject(repository: unknown, prefix: unknown): GithubSubject {
  if (typeof repository !== 'string')
    throw new Error('Which GitHub repository is it? Pass -c repository=OWNER/NAME, or write it into infra/project.ts');
  const [, owner, name] = /^([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+)$/.exec(repository) ?? [];
  if (!owner || !name) throw new Error(`repository: "${repository}" is not OWNER/NAME, such as acme/product-search`);

  const question = `gh api repos/${repository}/actions/oidc/customization/sub --jq .sub_claim_prefix`;
  if (typeof prefix !== 'string')
    throw new Error(`How do the tokens of ${repository} begin? Pass -c subjectPrefix="$(${question})"`);
  const plain = `repo:${owner}/${name}`;
  const [, ownerId, nameId] = /^repo:[^/@]+(@\d+)?\/[^/@]+(@\d+)?$/.exec(prefix) ?? [];
  if (prefix !== plain && !(ownerId && nameId && prefix === `repo:${owner}${ownerId}/${name}${nameId}`))
    throw new Error(
      `subjectPrefix: "${prefix}" is neither ${plain} nor repo:${owner}@ID/${name}@ID. What it is, says: ${question}`,
    );
  return { repository, prefixes: [...new Set([plain, prefix])] };
}
