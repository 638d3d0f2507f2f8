/** Text in lines of at most `width` columns, all after the first indented. A word longer than a line keeps a line of its own. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const room = lines.length === 0 ? width : width - indent.length;
    if (line && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join(`\n${indent}`);
}

/** Two columns: what something is called, and what there is to say about it. */
export function twoColumns(rows: readonly (readonly [string, string])[], width: number, margin: string): string {
  const left = Math.min(26, Math.max(...rows.map(([name]) => name.length)));
  const indent = margin + ' '.repeat(left + 2);
  return rows
    .map(([name, about]) => {
      const says = wrap(about, width - indent.length, indent);
      return name.length > left ? `${margin}${name}\n${indent}${says}` : `${margin}${name.padEnd(left + 2)}${says}`;
    })
    .join('\n');
}
