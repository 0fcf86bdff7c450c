// Where options are declared. Newer releases say it (`declarationPositions`); of older ones the files are known, and
// the line is that of the binding whose path goes furthest with the option's.

import { LineIndex } from '../base/line-index';
import type { FileLoader } from '../eval/loader';
import type { AttrsValue, Value } from '../eval/values';
import type { Binding, Expr } from '../syntax/ast';
import { children } from '../syntax/children';
import { at, itemsOf, textOf, textsOf } from './read-value';
import type { Declared } from './release-option';

/** A binding of a file: the names on the way to it, the last first. */
interface Written {
  readonly reversed: readonly string[];
  readonly line: number;
}

export class DeclarationLines {
  private readonly written = new Map<string, ReadonlyMap<string, readonly Written[]>>();

  constructor(private readonly files: Pick<FileLoader, 'parse' | 'read'>) {}

  /** The declarations of an option, given as the module system has it, with its location. */
  of(option: AttrsValue, loc: readonly string[]): readonly Declared[] {
    const told = itemsOf(at(option, 'declarationPositions')).flatMap(placed);
    const files = textsOf(at(option, 'declarations')).filter((file) => file !== UNKNOWN_FILE);
    return files.map((file, index) => ({
      file,
      line: told[index]?.file === file ? (told[index]?.line ?? this.search(file, loc)) : this.search(file, loc),
    }));
  }

  private search(file: string, loc: readonly string[]): number | undefined {
    let best: Written | undefined;
    let longest = 0;
    for (const candidate of this.bindings(file).get(loc.at(-1) ?? '') ?? []) {
      let length = 1;
      while (candidate.reversed[length] !== undefined && candidate.reversed[length] === loc.at(-1 - length)) length++;
      if (length > longest) {
        longest = length;
        best = candidate;
      }
    }
    return best?.line;
  }

  /** The bindings of a file by their last name. */
  private bindings(path: string): ReadonlyMap<string, readonly Written[]> {
    const known = this.written.get(path);
    if (known !== undefined) return known;
    // A folder is declared in by its default.nix.
    const file = this.files.read(path) === undefined ? `${path}/default.nix` : path;
    const [tree, text] = [this.files.parse(file), this.files.read(file)];
    const found = tree === undefined || text === undefined ? new Map() : bindingsOf(tree.root, new LineIndex(text));
    this.written.set(path, found);
    return found;
  }
}

const UNKNOWN_FILE = '<unknown-file>';

function placed(position: Value): readonly Declared[] {
  const file = textOf(at(position, 'file'));
  const line = at(position, 'line');
  return file === undefined ? [] : [{ file, line: line?.kind === 'int' ? Number(line.value) : undefined }];
}

function bindingsOf(root: Expr, lines: LineIndex): ReadonlyMap<string, readonly Written[]> {
  const found = new Map<string, Written[]>();
  const open: { readonly expr: Expr; readonly reversed: readonly string[] }[] = [{ expr: root, reversed: [] }];
  const add = (binding: Binding, around: readonly string[]): void => {
    if (binding.kind !== 'binding') return;
    const names = binding.path.map((name) => (name.kind === 'static' ? name.name : '<name>'));
    const reversed = [...names.toReversed(), ...around];
    const last = reversed[0] ?? '';
    const same = found.get(last);
    const written = { reversed, line: lines.position(binding.start).line + 1 };
    if (same === undefined) found.set(last, [written]);
    else same.push(written);
    open.push({ expr: binding.value, reversed });
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { expr, reversed } = next;
    if (expr.kind === 'attrs' || expr.kind === 'let') {
      for (const binding of expr.bindings) add(binding, reversed);
      if (expr.kind === 'let') open.push({ expr: expr.body, reversed });
    } else for (const child of children(expr)) open.push({ expr: child, reversed });
  }
  return found;
}
