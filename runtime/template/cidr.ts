/**
 * What Fn::Cidr gives (CloudFormation guide, intrinsic-function-reference-cidr): `count` blocks of 2^`bits` addresses each, from
 * the start of the block. No local service looks at addresses: a block that is not IPv4 gives placeholders.
 */
export function cidrBlocks(block: string, count: number, bits: number): string[] {
  const start = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+$/.exec(block);
  const blocks = Array.from({ length: count }, (_, at) => at);
  if (!start) return blocks.map((at) => `${block}#${at}`);
  const first = start.slice(1).reduce((address, part) => address * 256 + Number(part), 0);
  return blocks.map((at) => `${dotted(first + at * 2 ** bits)}/${32 - bits}`);
}

const dotted = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
