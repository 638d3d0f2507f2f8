import type { RequestContext } from './request-context.ts';
import { quoted } from './pattern.ts';

/**
 * A pattern with its policy variables replaced (IAM user guide, reference_policies_variables), or undefined when the request lacks
 * one that has no default: "the entire statement might be invalid", and does not match.
 */
export function withVariables(pattern: string, context: RequestContext): string | undefined {
  if (!pattern.includes('${')) return pattern;
  let complete = true;
  const replaced = pattern.replaceAll(/\$\{([^}]*)\}/g, (_, inside: string) => {
    // "${*}, ${?}, ${$}: use where you need the character itself"
    if (['*', '?', '$'].includes(inside)) return quoted(inside);
    const [, key, otherwise] = /^\s*([^,\s]+)\s*(?:,\s*'(.*)')?\s*$/s.exec(inside) ?? [];
    const [value = otherwise] = (key && context.values(key)) || [];
    if (value === undefined) complete = false;
    return quoted(value ?? '');
  });
  return complete ? replaced : undefined;
}
