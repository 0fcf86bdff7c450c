// Where a module of a release defines an option: of the bindings in its file that whose path goes furthest with the
// option's. Nix says of a definition which file it is in, and no more.
import { LineIndex } from '../base/line-index';
import type { Span } from '../base/span';
import type { FileLoader } from '../eval/loader';
import { type Written, WrittenBindings } from './written-bindings';

export class DefinitionPlaces {
  private readonly read = new Map<string, WrittenBindings>();

  constructor(private readonly files: Pick<FileLoader, 'parse' | 'read'>) {}

  /** The definition that a file has of an option, of a set around it, or of something in it; undefined for none. */
  of(file: string, path: readonly string[]): Span | undefined {
    const bindings = this.bindings(file);
    for (let length = path.length; length > 0; length--) {
      const found = furthest(bindings.named(path[length - 1] ?? ''), path.slice(0, length));
      if (found !== undefined) return { start: found.start, end: found.end };
    }
    return undefined;
  }

  private bindings(file: string): WrittenBindings {
    let found = this.read.get(file);
    if (found === undefined) {
      found = new WrittenBindings(file, this.files.parse(file)?.root, new LineIndex(this.files.read(file) ?? ''));
      this.read.set(file, found);
    }
    return found;
  }
}

/** What stands below `options` declares something. */
function furthest(bindings: readonly Written[], path: readonly string[]): Written | undefined {
  let best: Written | undefined;
  let longest = 0;
  for (const candidate of bindings) {
    let length = 1;
    while (candidate.reversed[length] !== undefined && candidate.reversed[length] === path.at(-1 - length)) length++;
    if (length <= longest || candidate.reversed.includes('options')) continue;
    longest = length;
    best = candidate;
  }
  return best;
}
