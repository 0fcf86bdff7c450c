// How `mkForce` is written at a place.
import type { ModulePlace } from '../../analysis/module-at';
import type { TextEdit } from '../../base/text-edit';
import { reach } from '../../edits/reach';
import { writtenIn } from '../../modules/written';
import type { SyntaxTree } from '../../syntax/ast';

export interface Forcing {
  readonly place: ModulePlace;
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxTree;
}

export interface Forced {
  /** What stands before the value. */
  readonly call: string;
  /** What it takes to have the function there. */
  readonly edits: readonly TextEdit[];
}

/** Undefined where there is no safe way, or it is written already. */
export function forcedHere({ place, file, text, tree }: Forcing): Forced | undefined {
  if (place.wrapper !== undefined) return undefined;
  const module = writtenIn(place.module, file) ?? { head: undefined, wholeFile: false };
  const found = reach(['mkForce'], { text, tree, offset: place.word.start, module });
  return found && { call: found.call('mkForce'), edits: found.edits };
}
