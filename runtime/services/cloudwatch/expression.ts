/**
 * The value of an expression at one point in time, given those of the other queries then and one period before; undefined where data is
 * missing.
 */
export type Expression = (
  valueOf: (id: string) => number | undefined,
  valueBefore: (id: string) => number | undefined,
) => number | undefined;

type Token = { readonly kind: 'number' | 'id' | 'sign'; readonly text: string };

const token = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z]\w*)|(<=|>=|==|!=|&&|\|\||[-+*/<>(),]))/y;

const operations: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { OR: (a, b) => Number(a !== 0 || b !== 0), '||': (a, b) => Number(a !== 0 || b !== 0) },
  { AND: (a, b) => Number(a !== 0 && b !== 0), '&&': (a, b) => Number(a !== 0 && b !== 0) },
  {
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
    '==': (a, b) => Number(a === b),
    '!=': (a, b) => Number(a !== b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
];

/**
 * CloudWatch user guide, using-metric-math: arithmetic, comparisons, AND and OR, IF(condition, then, otherwise), DIFF(metric), and
 * FILL(metric, number), which also fills a metric that has no data at all. Where an operand is missing, so is the result. Throws for
 * anything else.
 */
export function expressionOf(text: string): Expression {
  const tokens = tokensOf(text);
  const next = (): Token | undefined => tokens[0];
  const take = (...texts: readonly string[]): string | undefined => {
    const found = next();
    return found && found.kind !== 'number' && texts.includes(found.text) ? tokens.shift()!.text : undefined;
  };
  const expect = (sign: string): void => {
    if (take(sign) === undefined) throw notModelled(text);
  };
  const binary = (level: number): Expression => {
    const signs = operations[level];
    if (!signs) return single();
    let left = binary(level + 1);
    for (let sign = take(...Object.keys(signs)); sign !== undefined; sign = take(...Object.keys(signs))) {
      const [a, b, apply] = [left, binary(level + 1), signs[sign]!];
      left = (...values) => both(a(...values), b(...values), apply);
    }
    return left;
  };
  const argument = (last: boolean): Expression => {
    const value = binary(0);
    expect(last ? ')' : ',');
    return value;
  };
  const single = (): Expression => {
    if (take('(') !== undefined) return argument(true);
    if (take('-') !== undefined) {
      const positive = single();
      return (...values) => both(0, positive(...values), (zero, value) => zero - value);
    }
    const found = tokens.shift();
    if (found?.kind === 'number') return () => Number(found.text);
    if (found?.kind !== 'id') throw notModelled(text);
    if (take('(') === undefined) return (valueOf) => valueOf(found.text);
    if (found.text === 'FILL') {
      const [value, filler] = [argument(false), argument(true)];
      return (...values) => value(...values) ?? filler(...values);
    }
    if (found.text === 'IF') {
      const [condition, then, otherwise] = [argument(false), argument(false), argument(true)];
      return (...values) => {
        const holds = condition(...values);
        if (holds === undefined) return undefined;
        return holds === 0 ? otherwise(...values) : then(...values);
      };
    }
    if (found.text === 'DIFF') {
      const value = argument(true);
      return (now, before) => both(value(now, before), value(before, before), (a, b) => a - b);
    }
    throw notModelled(text);
  };
  const whole = binary(0);
  if (next()) throw notModelled(text);
  return whole;
}

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (token.lastIndex = 0; text.slice(token.lastIndex).trim() !== '';) {
    const [, number, id, sign] = token.exec(text) ?? [];
    if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (id !== undefined) found.push({ kind: 'id', text: id });
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign });
    else throw notModelled(text);
  }
  return found;
}

/** A division by zero gives no data point. */
function both(a: number | undefined, b: number | undefined, apply: (a: number, b: number) => number) {
  const result = a === undefined || b === undefined ? undefined : apply(a, b);
  return result !== undefined && Number.isFinite(result) ? result : undefined;
}

const notModelled = (text: string): Error => new Error(`the expression ${text}`);
