// What is wrong with a file as Nix, whatever it configures, other extensions see as well: where one of them tells of a
// place, ours is not shown there a second time. Its fixes are still offered. Pure.

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Whatever says so. */
export interface Said {
  readonly range: Range;
  /** As VS Code counts: 0 is an error. */
  readonly severity: number;
}

/** Rules about what is no Nix: two parsers may stop at different places of a line. */
const OF_A_LINE: ReadonlySet<string> = new Set(['syntax-error', 'duplicate-attribute']);
/** Rules about names that are not there. */
const OF_A_NAME: ReadonlySet<string> = new Set(['undefined-lib', 'missing-name']);

/**
 * Of our diagnostics those that nobody else tells of.
 * @param ruleOf the rule of one of ours
 * @param others what others say of the same file
 */
export function withoutTwins<D extends Said>(
  own: readonly D[],
  ruleOf: (diagnostic: D) => string | undefined,
  others: readonly Said[],
): readonly D[] {
  const errors = others.filter(({ severity }) => severity === 0);
  if (errors.length === 0) return own;
  return own.filter((diagnostic) => {
    const rule = ruleOf(diagnostic) ?? '';
    if (OF_A_LINE.has(rule)) return !errors.some((error) => shareLine(error.range, diagnostic.range));
    return !OF_A_NAME.has(rule) || !errors.some((error) => overlap(error.range, diagnostic.range));
  });
}

const shareLine = (a: Range, b: Range): boolean => a.start.line <= b.end.line && b.start.line <= a.end.line;

const overlap = (a: Range, b: Range): boolean => isBefore(a.start, b.end) && isBefore(b.start, a.end);

const isBefore = (a: Range['start'], b: Range['start']): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
