// Where options are declared, and defined. Newer releases say where they are declared (`declarationPositions`). Of
// older ones the files are known, and where what the option says of itself is written: the binding around that is the
// option's, if it has its name or none in the file has. Else, and of definitions, it is the binding whose path goes
// furthest with the option's.

import { LineIndex } from '../base/line-index';
import type { Span } from '../base/span';
import type { FileLoader } from '../eval/loader';
import { isMadeUp } from '../eval/paths';
import type { AttrsValue, Origin, Value } from '../eval/values';
import type { Declared } from '../options/declared';
import { at, itemsOf, textOf, textsOf } from './read-value';
import { type Written, WrittenBindings } from './written-bindings';

/** What options say of themselves, the surest first: a type may come from several declarations, or from the library. */
const TOLD = ['description', 'default', 'defaultText', 'example', 'apply', 'internal', 'visible', 'readOnly', 'type'];

export class WrittenPlaces {
  private readonly read = new Map<string, WrittenBindings>();

  constructor(private readonly files: Pick<FileLoader, 'parse' | 'read'>) {}

  /** The file of a module that is imported by a path: of a folder its default.nix. */
  fileOf(module: string): string {
    return this.bindings(module).file;
  }

  /** The declarations of an option, given as the module system has it, with its location. */
  declarations(option: AttrsValue, loc: readonly string[]): readonly Declared[] {
    const told = itemsOf(at(option, 'declarationPositions')).map(placed);
    const files = textsOf(at(option, 'declarations'));
    return files.flatMap((file, index) => {
      if (file === UNKNOWN_FILE) return [];
      return this.declaredIn(file, told.length === files.length ? told[index] : undefined, option, loc);
    });
  }

  /** The key of the definition that a file has of an option, or of something around it. */
  definition(file: string, loc: readonly string[]): Span | undefined {
    const bindings = this.bindings(file);
    for (let length = loc.length; length > 0; length--) {
      const path = loc.slice(0, length);
      const found = furthest(
        bindings.named(path.at(-1) ?? '').filter(({ isDeclaration }) => !isDeclaration),
        path,
      );
      if (found !== undefined) return { start: found.start, end: found.keyEnd };
    }
    return undefined;
  }

  /** The key of the default that an option has in a file, or of the option where that is the library's. */
  byDefault(file: string, option: AttrsValue, loc: readonly string[]): Span | undefined {
    const here = this.bindings(file);
    const origin = option.entries.get('default')?.origin;
    if (origin?.file === here.file) return origin.key;
    const name = loc.at(-1) ?? '';
    const declared = here.named(name).filter(({ isDeclaration }) => isDeclaration);
    const found = this.around(here, option, name) ?? furthest(declared, loc);
    return found && { start: found.start, end: found.keyEnd };
  }

  /** @param told where the release says that it is. */
  private declaredIn(file: string, told: Position | undefined, option: AttrsValue, loc: readonly string[]): Declared {
    const here = this.bindings(file);
    const name = loc.at(-1) ?? '';
    const own = told?.file === here.file ? told.line : (this.around(here, option, name)?.line ?? here.listed(loc));
    if (own !== undefined) return { file, line: own, writtenIn: undefined };
    // Where a function of the library makes a set of a path, the release tells the place in that function.
    const named = told !== undefined && this.bindings(told.file).isNamedAt(told.line, name) ? told : undefined;
    const guessed = this.guessed(file, option, loc);
    const place = named ?? (guessed?.isInherited ? guessed : undefined) ?? this.elsewhere(option, name) ?? guessed;
    return { file, line: place?.line, writtenIn: place === undefined || place.file === file ? undefined : place.file };
  }

  /** The binding of the option's name around what it says of itself in a file. */
  private around(bindings: WrittenBindings, option: AttrsValue, name: string): Written | undefined {
    return origins(option)
      .filter(({ file }) => file === bindings.file)
      .map(({ key }) => bindings.around(key.start))
      .find((written) => written !== undefined && isNamed(written, name));
  }

  /** The same in a file that is none of the modules that declare it. */
  private elsewhere(option: AttrsValue, name: string): Position | undefined {
    const modules = textsOf(at(option, 'declarations')).map((path) => this.bindings(path).file);
    for (const { file } of origins(option)) {
      const written = modules.includes(file) ? undefined : this.around(this.bindings(file), option, name);
      if (written !== undefined) return { file, line: written.line };
    }
    return undefined;
  }

  private guessed(
    file: string,
    option: AttrsValue,
    loc: readonly string[],
  ): (Position & { readonly isInherited: boolean }) | undefined {
    const bindings = this.bindings(file);
    const [first] = origins(option).filter((origin) => origin.file === bindings.file);
    const around = first && bindings.around(first.key.start);
    const found = furthest(bindings.named(loc.at(-1) ?? ''), loc) ?? around;
    return found && { file, line: found.line, isInherited: found.isInherited };
  }

  private bindings(path: string): WrittenBindings {
    const known = this.read.get(path);
    if (known !== undefined) return known;
    // A folder is declared in by its default.nix.
    const file = this.files.read(path) === undefined ? `${path}/default.nix` : path;
    const [tree, text] = [this.files.parse(file), this.files.read(file)];
    const found = new WrittenBindings(file, tree?.root, new LineIndex(text ?? ''));
    this.read.set(path, found);
    return found;
  }
}

const UNKNOWN_FILE = '<unknown-file>';
const DYNAMIC = '<name>';

interface Position {
  readonly file: string;
  readonly line: number | undefined;
}

const isNamed = ({ reversed: [name] }: Written, last: string): boolean => name === last || name === DYNAMIC;

function placed(position: Value): Position | undefined {
  const file = textOf(at(position, 'file'));
  const line = at(position, 'line');
  return file === undefined ? undefined : { file, line: line?.kind === 'int' ? Number(line.value) : undefined };
}

/** Where an option says something of itself. */
const origins = (option: AttrsValue): readonly Origin[] =>
  TOLD.flatMap((name) => option.entries.get(name)?.origin ?? []).filter(({ file }) => !isMadeUp(file));

/** No path has so many names. */
const DEEPEST = 1000;

/**
 * Of some bindings that whose path goes furthest with the option's; the first of those that go equally far. What stands
 * below `options` is meant first.
 */
function furthest(bindings: readonly Written[], loc: readonly string[]): Written | undefined {
  let best: Written | undefined;
  let longest = 0;
  for (const candidate of bindings) {
    let length = 1;
    while (candidate.reversed[length] !== undefined && candidate.reversed[length] === loc.at(-1 - length)) length++;
    const reach = candidate.isDeclaration ? length : length / DEEPEST;
    if (reach > longest) {
      longest = reach;
      best = candidate;
    }
  }
  return best;
}
