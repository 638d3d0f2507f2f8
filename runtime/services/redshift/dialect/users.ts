import { nameOf, type Dialect } from './expression.ts';
import { notRun, sqlError } from './sql-error.ts';
import { qualified, readName } from './table.ts';
import { quoted, textLiteral, type TokenReader } from './tokens.ts';

/** The users of a database are known by their names alone: whoever asks may do everything (t_Pg_user: PG_USER). */
export const usersTable = '"public"."pg_user"';

/** A statement that makes or changes something, as DuckDB takes it. */
interface Defining {
  readonly does: 'define';
  readonly sql: string;
}

const isThere = (user: string): string => `exists (select 1 from ${usersTable} where usename = ${textLiteral(user)})`;
const otherwise = (user: string, what: string): string => `error(${textLiteral(`user "${user}" ${what}`)})`;

/** r_CREATE_USER: CREATE USER name PASSWORD '…'. */
export function createUser(reader: TokenReader, dialect: Dialect): Defining {
  const user = userWithPassword(reader, dialect);
  const sql = `insert into ${usersTable} select case when ${isThere(user)} then ${otherwise(user, 'already exists')} else ${textLiteral(user)} end`;
  return { does: 'define', sql };
}

/** r_ALTER_USER: ALTER USER name PASSWORD '…'. */
export function alterUser(reader: TokenReader, dialect: Dialect): Defining {
  return { does: 'define', sql: requires(userWithPassword(reader, dialect)) };
}

/** r_GRANT: privileges on a table or a schema to one user. They have no effect here. */
export function grant(reader: TokenReader, dialect: Dialect): Defining {
  const privileges = ['insert', 'select', 'usage', 'update', 'delete'];
  do {
    const privilege = reader.identifier();
    if (!privileges.includes(privilege)) throw notRun(`GRANT ${privilege.toUpperCase()}`);
  } while (reader.takes(','));
  reader.expects('on');
  const schema = reader.takes('schema');
  if (!schema) reader.takes('table');
  const name = readName(reader, dialect);
  reader.expects('to');
  const user = nameOf(reader.next(), dialect);
  if (!reader.done) throw reader.unexpected();
  const on = schema
    ? `case when exists (select 1 from duckdb_schemas() where schema_name = ${textLiteral(name[0]!)}) then 1 else error(${textLiteral(`schema "${name[0]!}" does not exist`)}) end`
    : `(select count(*) from ${qualified(name)})`;
  return { does: 'define', sql: `${requires(user)} union all select ${on}` };
}

const requires = (user: string): string =>
  `select case when ${isThere(user)} then 1 else ${otherwise(user, 'does not exist')} end as ${quoted('user')}`;

/** Clear text has letters of both cases and digits; a digest of SHA-256 comes with its salt. */
function userWithPassword(reader: TokenReader, dialect: Dialect): string {
  const user = nameOf(reader.next(), dialect);
  reader.takes('with');
  reader.expects('password');
  const password = reader.text();
  if (!reader.done) throw reader.unexpected();
  const digest = /^(?:sha256\|[0-9a-f]{64}\|[0-9a-f]{64}|md5[0-9a-f]{32})$/.test(password);
  const clear = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[!-~]{8,64}$/.test(password) && !/["'\\/@]/.test(password);
  if (!digest && !clear)
    throw sqlError('password must contain at least one lowercase and one uppercase letter and a number');
  return user;
}
