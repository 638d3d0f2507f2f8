import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuOf, median } from './cpu.ts';
import { emptyGenerator, unpackedPackage, yo } from './package.ts';
import { atMost, type Section } from './table.ts';

const rounds = 9;
const root = join(import.meta.dirname, '..');

interface Candidate {
  argv: string[];
  /** `yo` gives up root of its own accord; run as an ordinary user it costs what it costs its users. */
  uid?: number;
}

/** What the entrances cost, in CPU seconds, beside yardsticks that run in turn with them. */
export function entrances(): Section {
  const candidates = candidatesOf(unpackedPackage());
  for (const [name, candidate] of Object.entries(candidates))
    try {
      once(candidate); // fills the caches of the operating system
    } catch (error) {
      console.error(`left out: ${(error as Error).message}\n`);
      delete candidates[name];
    }
  const seconds: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++)
    for (const [name, candidate] of Object.entries(candidates)) (seconds[name] ??= []).push(once(candidate));

  const cost = (name: string): number => median(seconds[name] ?? [NaN]);
  const ratio = cost('new') / cost('cdk');
  const added = cost('yoOurs') - cost('yoEmpty');
  return {
    title: `Entrances: CPU time (user and system, children included), median of ${rounds} rounds in turns.`,
    unit: 'CPU',
    rows: [
      ['`node -e 0`', inSeconds(cost('bare')), ''],
      [
        '`stream-pipeline new shop --yes --no-install --no-git`',
        inSeconds(cost('new')),
        atMost(0.3, ' s', cost('new')),
      ],
      ['`cdk init app --language typescript --generate-only`', inSeconds(cost('cdk')), ''],
      ['`new` / `cdk init`', ratio.toFixed(2), atMost(0.35, '', ratio)],
      ['`stream-pipeline`, up to the first question', inSeconds(cost('prompt')), atMost(0.15, ' s', cost('prompt'))],
      ['`yo` with an empty generator', inSeconds(cost('yoEmpty')), ''],
      ['`yo stream-pipeline shop --yes`', inSeconds(cost('yoOurs')), ''],
      ['what the generator adds to `yo`', inSeconds(added), atMost(0.3, ' s', added)],
    ],
  };
}

function candidatesOf(unpacked: string): Record<string, Candidate> {
  const node = process.execPath;
  const bin = join(unpacked, 'bin', 'stream-pipeline.js');
  const stopper = join(import.meta.dirname, 'exit-at-first-prompt.mjs');
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const candidates: Record<string, Candidate> = {
    bare: { argv: [node, '-e', '0'] },
    new: { argv: [node, bin, 'new', 'shop', '--yes', '--no-install', '--no-git'] },
    prompt: { argv: [node, '--import', stopper, bin] },
    cdk: { argv: [node, cdk, 'init', 'app', '--language', 'typescript', '--generate-only'] },
  };
  const cli = yo();
  if (cli) {
    const as = process.getuid?.() === 0 ? { uid: 1000 } : {};
    candidates['yoEmpty'] = { argv: [node, cli, emptyGenerator()], ...as };
    candidates['yoOurs'] = { argv: [node, cli, join(unpacked, 'dist', 'generators', 'app'), 'shop', '--yes'], ...as };
  }
  return candidates;
}

/** One run in an empty folder, and home, of its own. */
function once({ argv, uid }: Candidate): number {
  const home = mkdtempSync(join(tmpdir(), 'stream-pipeline-bench-'));
  if (uid !== undefined) chownSync(home, uid, uid);
  const cwd = mkdtempSync(join(home, 'app-'));
  if (uid !== undefined) chownSync(cwd, uid, uid);
  // nothing that talks to the network
  const env = { HOME: home, NO_UPDATE_NOTIFIER: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' };
  try {
    return cpuOf({ argv, cwd, env, uid });
  } finally {
    rmSync(home, { recursive: true });
  }
}

const inSeconds = (value: number) => (Number.isNaN(value) ? 'not measured' : `${value.toFixed(3)} s`);
