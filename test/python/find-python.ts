import { spawnSync } from 'node:child_process';

/** What the requirements.txt files were resolved for. */
export const leastPython = '3.11';

/** A Python of this machine that can make environments: what PYTHON names, or one on the PATH. */
export function findPython(): string | undefined {
  const { PYTHON: wished } = process.env;
  return (wished ? [wished] : ['python3', 'python']).find(isFitting);
}

function isFitting(python: string): boolean {
  const version = leastPython.replace('.', ', ');
  // Debian has Python without ensurepip, and then no environment has pip
  const asked = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${version}))`;
  return spawnSync(python, ['-c', asked]).status === 0;
}
