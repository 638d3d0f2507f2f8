/** One output, or an error that says what is missing. */
export function output(outputs: Readonly<Record<string, string>>, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`The stack has no output ${name}. Deploy the current version first`);
  return value;
}
