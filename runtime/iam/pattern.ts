/** Texts against patterns with * (any number of characters) and ? (one character). */

/** What a policy variable puts into a pattern is not a wildcard, whatever it holds. */
export const quoted = (text: string): string => text.replaceAll(/[*?]/g, '\0$&');

export const unquoted = (text: string): string => text.replaceAll('\0', '');

/** A wildcard stands for anything: StringLike, data access policies. */
export const likeText = (pattern: string, text: string): boolean => matches('text', pattern, text);

/** IAM user guide, reference_policies_elements_action: "The prefix and the action name are case insensitive." */
export const likeAction = (pattern: string, action: string): boolean => matches('action', pattern, action);

/**
 * Resource elements. IAM user guide, reference_policies_elements_resource: wildcards work "within the individual segments of an
 * ARN (the parts separated by colons)"; "if the * wildcard is the last character of a resource ARN segment, it can expand to
 * match beyond the colon boundaries". What follows the fifth colon is one segment here: object keys may contain colons.
 */
export const likeResource = (pattern: string, arn: string): boolean => matches('resource', pattern, arn);

/**
 * IAM user guide, reference_policies_elements_condition_operators, ARN condition operators: "Each of the six colon-delimited
 * components of the ARN is checked separately".
 */
export function likeArn(pattern: string, arn: string): boolean {
  const [patterns, segments] = [segmentsOf(pattern), segmentsOf(arn)];
  return (
    patterns.length === segments.length && patterns.every((segment, at) => matches('text', segment, segments[at]!))
  );
}

/** An ARN's six parts; the last one may have colons of its own. */
function segmentsOf(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const anywhere = (pattern: string): string => expressionOf(pattern, '.*', '.');
const inSegment = (pattern: string): string => expressionOf(pattern, '[^:]*', '[^:]');

const bySegment = (pattern: string): string =>
  segmentsOf(pattern)
    .map((segment, at) => {
      if (at === 5) return anywhere(segment);
      const open = segment.endsWith('*') && !segment.endsWith('\0*');
      return inSegment(open ? segment.slice(0, -1) : segment) + (open ? '.*' : '');
    })
    .join(':');

const expressionOf = (pattern: string, many: string, one: string): string =>
  pattern
    // eslint-disable-next-line no-control-regex -- the mark of `quoted`
    .split(/(\0?[*?])/)
    .map((part) => (part === '*' ? many : part === '?' ? one : literal(unquoted(part))))
    .join('');
const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const languages = {
  text: { flags: 's', translate: anywhere },
  action: { flags: 'si', translate: anywhere },
  resource: { flags: 's', translate: bySegment },
};

/** Patterns come from templates: few, and used for every call. */
const compiled = new Map<string, RegExp>();

function matches(language: keyof typeof languages, pattern: string, text: string): boolean {
  const key = `${language} ${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    const { flags, translate } = languages[language];
    expression = new RegExp(`^${translate(pattern)}$`, flags);
    compiled.set(key, expression);
  }
  return expression.test(text);
}
