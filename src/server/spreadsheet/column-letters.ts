/** `1` → `A`, `27` → `AA`. */
export function columnLetters(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** `A`, `A1` or `$A$1` → `1`. */
export function columnNumber(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter >= 1 && letter <= 26) column = column * 26 + letter;
  }
  return column;
}
