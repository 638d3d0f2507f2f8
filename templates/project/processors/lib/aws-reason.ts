/** Errors whose text may quote what was sent. */
const quoting = ['SerializationException', 'ValidationException'];
const longest = 300;

/** Why a call of an AWS SDK failed, for a log: the error's name, which is the service's code, and its text where that quotes no data. */
export function awsReason(error: unknown): string {
  if (!(error instanceof Error)) return 'no error was given';
  const { name, message } = error;
  return (quoting.includes(name) || message === '' ? name : `${name}: ${message}`).slice(0, longest);
}
