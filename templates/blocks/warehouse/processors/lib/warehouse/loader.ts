import { hash, randomBytes } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Deadline } from '../deadline.ts';
import type { Value } from './statements.ts';

/** A user of the database that may load one table, and do nothing else. */
export interface Loader {
  username: string;
  password: string;
}

/** The user that a secret names. */
export async function loaderIn(SecretId: string): Promise<Loader> {
  const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId }));
  return JSON.parse(SecretString ?? '{}') as Loader;
}

/**
 * Lets a user load a table: it is made where it is not there, and has the password of its secret afterwards. The database gets a digest
 * with a salt, as statements are logged (Redshift database guide, r_CREATE_USER).
 */
export async function admit(
  statements: { run(sql: string, deadline: Deadline): Promise<Value[][]> },
  { username, password }: Loader,
  table: string,
  deadline: Deadline,
  salt = randomBytes(32),
): Promise<void> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(username)) throw new Error(`"${username}" is no name for a user of the database`);
  const digest = hash('sha256', Buffer.concat([Buffer.from(password), salt]));
  const [known] = await statements.run(`SELECT usename FROM pg_user WHERE usename = '${username}'`, deadline);
  for (const sql of [
    `${known ? 'ALTER' : 'CREATE'} USER ${username} PASSWORD 'sha256|${digest}|${salt.toString('hex')}'`,
    `GRANT USAGE ON SCHEMA ${table.split('.')[0]} TO ${username}`,
    `GRANT INSERT ON TABLE ${table} TO ${username}`,
  ])
    await statements.run(sql, deadline);
}
