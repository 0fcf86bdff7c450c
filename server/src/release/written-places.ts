// Where options are declared, and defined. Newer releases say where they are declared (`declarationPositions`); of
// older ones, and of definitions, the files are known, and the place is that of the binding whose path goes furthest
// with the option's.

import { LineIndex } from '../base/line-index';
import type { Span } from '../base/span';
import type { FileLoader } from '../eval/loader';
import type { AttrsValue, Value } from '../eval/values';
import type { Binding, Expr } from '../syntax/ast';
import { children } from '../syntax/children';
import { at, itemsOf, textOf, textsOf } from './read-value';
import type { Declared } from './release-option';

/** A binding of a file: the names on the way to it, the last first. */
interface Written extends Span {
  readonly reversed: readonly string[];
  /** It stands below `options`. */
  readonly isDeclaration: boolean;
}

/** The bindings of a file by their last name. */
interface WrittenIn {
  readonly byName: ReadonlyMap<string, readonly Written[]>;
  readonly lines: LineIndex;
}

export class WrittenPlaces {
  private readonly written = new Map<string, WrittenIn>();

  constructor(private readonly files: Pick<FileLoader, 'parse' | 'read'>) {}

  /** The declarations of an option, given as the module system has it, with its location. */
  declarations(option: AttrsValue, loc: readonly string[]): readonly Declared[] {
    const told = itemsOf(at(option, 'declarationPositions')).flatMap(placed);
    const files = textsOf(at(option, 'declarations')).filter((file) => file !== UNKNOWN_FILE);
    return files.map((file, index) => ({
      file,
      line: (told[index]?.file === file ? told[index]?.line : undefined) ?? this.line(file, loc),
    }));
  }

  /** The key of the definition that a file has of an option, or of something in it. */
  definition(file: string, loc: readonly string[]): Span | undefined {
    for (let length = loc.length; length > 0; length--) {
      const found = this.search(file, loc.slice(0, length), false);
      if (found !== undefined) return { start: found.start, end: found.end };
    }
    return undefined;
  }

  private line(file: string, loc: readonly string[]): number | undefined {
    const found = this.search(file, loc, true) ?? this.search(file, loc, false);
    return found && this.bindings(file).lines.position(found.start).line + 1;
  }

  private search(file: string, loc: readonly string[], isDeclaration: boolean): Written | undefined {
    let best: Written | undefined;
    let longest = 0;
    for (const candidate of this.bindings(file).byName.get(loc.at(-1) ?? '') ?? []) {
      if (candidate.isDeclaration !== isDeclaration) continue;
      let length = 1;
      while (candidate.reversed[length] !== undefined && candidate.reversed[length] === loc.at(-1 - length)) length++;
      if (length > longest) {
        longest = length;
        best = candidate;
      }
    }
    return best;
  }

  /** The bindings of a file by their last name. */
  private bindings(path: string): WrittenIn {
    const known = this.written.get(path);
    if (known !== undefined) return known;
    // A folder is declared in by its default.nix.
    const file = this.files.read(path) === undefined ? `${path}/default.nix` : path;
    const [tree, text] = [this.files.parse(file), this.files.read(file)];
    const found = { byName: tree === undefined ? new Map() : bindingsOf(tree.root), lines: new LineIndex(text ?? '') };
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

function bindingsOf(root: Expr): ReadonlyMap<string, readonly Written[]> {
  const found = new Map<string, Written[]>();
  const open: { readonly expr: Expr; readonly reversed: readonly string[] }[] = [{ expr: root, reversed: [] }];
  const add = (binding: Binding, around: readonly string[]): void => {
    if (binding.kind !== 'binding') return;
    const names = binding.path.map((name) => (name.kind === 'static' ? name.name : '<name>'));
    const reversed = [...names.toReversed(), ...around];
    const last = reversed[0] ?? '';
    const same = found.get(last);
    const { start, end } = { start: binding.start, end: binding.path.at(-1)?.end ?? binding.start };
    const written = { reversed, start, end, isDeclaration: reversed.includes('options') };
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
