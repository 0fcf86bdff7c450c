// The bundled table of option facts: one text, searched where it stands. Nothing is parsed before it is asked for.
//
// Four parts, an empty line between them (docs/options.md):
//   the title, and `TAB release` where that is known; and each distinct type on a line of its own: `description`, or
//     `description TAB wording it merges as`
//   the options, sorted: `path TAB number of the type (base 36)`, and `TAB default` when that is a short literal;
//     further cells are for those who print them (release/release-table.ts), but for the flags, of which `h` and `i`
//     hide an option
//   the renames: `from TAB to`
//   the removals: `path`, and `TAB what to use instead`
// A path never contains a tab and a tab sorts before every other character, so `path TAB` finds an option
// and `path.` what lies below it.

export interface OptionRow {
  readonly path: string;
  readonly type: number;
  readonly default: string | undefined;
  /** Where it is declared, as release/release-table.ts writes it; empty where the table does not say. */
  readonly places: string;
  readonly description: string | undefined;
}

export interface OptionTable {
  /** Whose options these are, as in "removed from NixOS". */
  readonly title: string;
  /** Of which release they are; empty where the table does not say. */
  readonly release: string;
  /** The type with a number: its description, and the wording that says how it merges. */
  type(number: number): { readonly description: string; readonly mergesAs: string };
  /** The option with exactly this path text. */
  option(path: string): OptionRow | undefined;
  /** Whether options lie below this path text. */
  hasBelow(path: string): boolean;
  /** Whether options lie below this path text under a name of their own, not only under `<name>` or `*`. */
  hasNamedBelow(path: string): boolean;
  /** The names of their own directly below a path text that ends in a dot, or is empty. */
  names(prefix: string): readonly string[];
  readonly renames: () => readonly string[];
  readonly removals: () => readonly string[];
}

/** Opens a table; an empty text is an empty table. */
export function openTable(text: string): OptionTable {
  const [types, options, renames, removals] = parts(text);
  let typeLines: readonly string[] | undefined;
  const startsAt = (prefix: string): boolean => text.startsWith(prefix, seek(text, options, prefix));
  const [head = ''] = linesOf(text, { start: types.start, end: text.indexOf('\n', types.start) });
  const [title = '', release = ''] = head.split('\t');
  return {
    title,
    release,
    type(number) {
      typeLines ??= linesOf(text, types).slice(1);
      const [description = '', mergesAs = description] = (typeLines[number] ?? '').split('\t').map(plainText);
      return { description, mergesAs };
    },
    option(path) {
      const at = seek(text, options, `${path}\t`);
      if (!text.startsWith(`${path}\t`, at)) return undefined;
      const [, type = '', literal, , places = '', , , description] = text.slice(at, lineEnd(text, at)).split('\t');
      return {
        path,
        type: Number.parseInt(type, 36),
        default: literal,
        places: plainText(places),
        description: description === undefined ? undefined : plainText(description),
      };
    },
    hasBelow: (path) => startsAt(`${path}.`),
    // The characters after `*` and `<` are `+` and `=`: names that sort before, between and after the two placeholders.
    hasNamedBelow: (path) =>
      ['', '+', '='].some((after) => {
        const at = seek(text, options, `${path}.${after}`);
        const next = text[at + path.length + 1];
        return text.startsWith(`${path}.`, at) && next !== '*' && next !== '<';
      }),
    names(prefix) {
      const names = new Set<string>();
      // What lies below a name is jumped over: `/` is the character after the dot.
      for (let at = seek(text, options, prefix); at < options.end && text.startsWith(prefix, at); ) {
        const name = /^(?:"[^"]*"|[^.\t\n]+)/.exec(text.slice(at + prefix.length, lineEnd(text, at)))?.[0];
        if (name === undefined) break;
        const behind = text[at + prefix.length + name.length];
        const isHidden = behind === '\t' && HIDDEN.test(text.slice(at, lineEnd(text, at)));
        if (name !== '*' && !name.startsWith('<') && !isHidden) names.add(name);
        const next = behind === '.' ? seek(text, options, `${prefix}${name}/`) : lineEnd(text, at) + 1;
        at = Math.max(next, lineEnd(text, at) + 1);
      }
      return [...names];
    },
    renames: () => linesOf(text, renames),
    removals: () => linesOf(text, removals),
  };
}

/** A line of an option that nobody is told of: the flags stand in the fourth cell. */
const HIDDEN = /^[^\t]*\t[^\t]*\t[^\t]*\t[a-z]*[hi]/;

const CONTROL: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** A cell as text: tabs and line ends are written `\\t`, `\\n`, `\\r`, and a backslash twice. */
export const plainText = (cell: string): string =>
  cell.includes('\\') ? cell.replace(/\\(.)/g, (_, letter: string) => CONTROL[letter] ?? letter) : cell;

interface TableLine {
  readonly start: number;
  readonly end: number;
}

function parts(text: string): readonly [TableLine, TableLine, TableLine, TableLine] {
  let start = 0;
  const next = (): TableLine => {
    const gap = text.indexOf('\n\n', start);
    const end = gap === -1 ? text.length : gap + 1;
    const part = { start: Math.min(start, text.length), end };
    start = end + 1;
    return part;
  };
  return [next(), next(), next(), next()];
}

function linesOf(text: string, part: TableLine): string[] {
  return text
    .slice(part.start, Math.max(part.start, part.end))
    .split('\n')
    .filter((line) => line !== '');
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The start of the first line of the part that does not sort before `query`. */
function seek(text: string, part: TableLine, query: string): number {
  let low = part.start;
  let high = part.end;
  while (low < high) {
    const middle = low + ((high - low) >> 1);
    const line = Math.max(part.start, text.lastIndexOf('\n', middle - 1) + 1);
    if (text.slice(line, line + query.length) < query) low = lineEnd(text, line) + 1;
    else high = line;
  }
  return Math.min(low, part.end);
}
