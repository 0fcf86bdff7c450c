// Text that moves to another depth.

/**
 * The lines behind the first, moved from one indentation to another; as they are, where one
 * stands further left than the old.
 */
export function reindent(text: string, from: string, to: string): string {
  const [first = '', ...rest] = text.split('\n');
  if (rest.some((line) => line.trim() !== '' && !line.startsWith(from))) return text;
  return [first, ...rest.map((line) => (line.trim() === '' ? line : to + line.slice(from.length)))].join('\n');
}

/** The blanks at the start of the line of an offset. */
export function indentAt(offset: number, text: string): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}
