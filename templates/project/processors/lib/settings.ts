/** A setting that the stack gives its functions. A function that lacks one fails when it starts, not in the middle of a batch. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`The environment variable ${name} is not set; infra/ gives it to every function that needs it`);
  return value;
}
