import { execFileSync } from 'node:child_process';

/** Runs git in a bare repository and gives what it printed. */
export const git = (repository: string, args: readonly string[], input?: string | Buffer): Buffer =>
  execFileSync('git', ['-C', repository, ...args], {
    input,
    maxBuffer: 100_000_000,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: 'Portal',
      GIT_AUTHOR_EMAIL: 'portal@localhost',
      GIT_COMMITTER_NAME: 'Portal',
      GIT_COMMITTER_EMAIL: 'portal@localhost',
    },
  });

/** The same, as a line. */
export const gitLine = (repository: string, args: readonly string[], input?: string): string =>
  git(repository, args, input).toString().trim();
