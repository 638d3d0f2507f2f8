import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '../page.ts';

/** A program that a page has started. */
export interface Call {
  line: number;
  /** aws, npm, npx, gh, git, cdk */
  program: string;
  words: readonly string[];
  /** What it was given to read, where it was told to: --input - */
  input: string | undefined;
}

/** A piece of a page for the shell. */
export interface Commands {
  line: number;
  text: string;
}

const programs = ['aws', 'gh', 'git', 'npm', 'npx'];

/** The commands of a page: its blocks for the shell, and what stands in a line of text and begins with a program. */
export const commandsOf = ({ blocks, words }: Page): Commands[] => [
  ...blocks.filter(({ language }) => language === 'sh'),
  ...words.filter(({ kind, text }) => kind === 'code' && isCommand(text)),
];

export const isCommand = (text: string): boolean => programs.some((program) => text.startsWith(`${program} `));

/** Writes down how it was called, and answers what the commands after it need to go on. */
const recorder = `#!/bin/bash
{
  printf '%s\\0' "$LINE_OF_PAGE" "\${0##*/}" "$@"
  if [[ " $* " == *" --input - "* ]]; then printf '\\2%s\\0' "$(cat)"; fi
  printf '\\1\\0'
} >> "$RECORD"
case "\${0##*/} $*" in
  'aws sts get-caller-identity'*) echo 111122223333 ;;
  'aws s3api list-object-versions'*) echo '{ "Objects": [], "Quiet": true }' ;;
  'aws cloudformation list-stack-resources'*) echo a-physical-id ;;
  'gh repo view'*) echo acme/shop ;;
  'gh api user'*) echo 42 ;;
  'gh api '*sub_claim_prefix*) echo repo:acme/shop ;;
esac
`;

/**
 * Runs commands under bash, one after the other, as a reader would: variables, pipes, heredocs and \`node\` are real. Programs that
 * reach AWS, GitHub or npm only write down how they were called. Throws where bash does not get to the end.
 *
 * @param known - variables that another page has told the reader to set
 * @param outFolder - what \`cdk synth\` has written
 */
export function callsOf(commands: readonly Commands[], known: Record<string, string>, outFolder: string): Call[] {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-'));
  try {
    const record = join(folder, 'record');
    const bin = join(folder, 'bin');
    for (const program of programs) executable(join(bin, program));
    executable(join(folder, 'project', 'node_modules', '.bin', 'cdk'));
    symlinkSync(outFolder, join(folder, 'project', 'cdk.out'));
    const script = commands.map(({ line, text }) => `LINE_OF_PAGE=${line}\n${text}\n`).join('');
    execFileSync('bash', ['-eu', '-o', 'pipefail', '-c', `export LINE_OF_PAGE\n${script}`], {
      cwd: join(folder, 'project'),
      env: { ...known, PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`, RECORD: record },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return existsSync(record) ? read(readFileSync(record, 'utf8')) : [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function executable(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, recorder);
  chmodSync(path, 0o755);
}

const read = (record: string): Call[] =>
  record
    .split('\u0001\0')
    .slice(0, -1)
    .map((call) => {
      const [line, program, ...words] = call.split('\0').slice(0, -1);
      const input = words.find((word) => word.startsWith('\u0002'));
      return {
        line: Number(line),
        program: program!,
        words: words.filter((word) => word !== input),
        input: input?.slice(1),
      };
    });
