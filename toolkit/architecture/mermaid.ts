/** A way between two components: what goes along it. */
export interface Edge {
  from: string;
  to: string;
  label: string;
}

/** Components and the ways between them as a Mermaid flowchart. The order of the input is irrelevant. */
export function mermaid(nodes: Readonly<Record<string, string>>, edges: readonly Edge[]): string {
  const boxes = Object.entries(nodes).map(([name, what]) => `  ${name}["${name}<br/>${what}"]`);
  const ways = edges.map(({ from, to, label }) => `  ${from} -- ${label} --> ${to}`);
  return ['flowchart LR', ...boxes.toSorted(), ...ways.toSorted()].join('\n');
}
