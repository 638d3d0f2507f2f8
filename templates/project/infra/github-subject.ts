/** Where the tokens of GitHub Actions come from. */
export const githubIssuer = 'token.actions.githubusercontent.com';

/** A repository, and how the `sub` claim of its tokens can begin. */
export interface GithubSubject {
  /** OWNER/NAME */
  repository: string;
  prefixes: string[];
}

/**
 * What a repository's tokens are recognised by. GitHub writes `repo:OWNER/NAME` for repositories made before 2026-07-15 and
 * `repo:OWNER@ID/NAME@ID` for those made, renamed or transferred since; both are trusted, so that a rename does not lock the
 * workflows out.
 *
 * @param prefix - what GitHub says that the claim begins with: `sub_claim_prefix` of its REST API
 */
export function githubSubject(repository: unknown, prefix: unknown): GithubSubject {
  if (typeof repository !== 'string' || !/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(repository))
    throw new Error(
      `The GitHub repository is ${repository ?? 'not known'}: pass -c repository=OWNER/NAME, or write it into infra/project.ts`,
    );
  const [owner, name] = repository.split('/');
  const askGithub = `gh api repos/${repository}/actions/oidc/customization/sub --jq .sub_claim_prefix`;
  if (typeof prefix !== 'string')
    throw new Error(`GitHub knows how the tokens of ${repository} begin: pass -c subjectPrefix="$(${askGithub})"`);
  const withoutIds = `repo:${owner}/${name}`;
  if (
    !/^repo:[A-Za-z0-9-]+(@\d+\/[A-Za-z0-9._-]+@\d+|\/[A-Za-z0-9._-]+)$/.test(prefix) ||
    prefix.replaceAll(/@\d+/g, '') !== withoutIds
  )
    throw new Error(
      `subjectPrefix is ${prefix}; for ${repository} it is ${withoutIds} or repo:${owner}@ID/${name}@ID. GitHub tells it: ${askGithub}`,
    );
  return { repository, prefixes: [...new Set([withoutIds, prefix])] };
}
