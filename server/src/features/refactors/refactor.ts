// What a change of code without a problem is made of.
import type { Analysis } from '../../analysis/analysis';
import type { ModuleAround, ModulePlace } from '../../analysis/module-at';
import type { Span } from '../../base/span';
import type { FileEdit } from '../../base/text-edit';
import type { SetAround } from '../../lexical/settings-at';
import type { AttrBinding, SyntaxTree } from '../../syntax/ast';
import type { SourceTexts } from '../../syntax/source-texts';

export interface Refactor {
  readonly title: string;
  /** As editors group them. */
  readonly kind: 'extract' | 'inline' | 'move' | 'rewrite';
  readonly edits: readonly FileEdit[];
  /** A file that is made before. */
  readonly newFile?: { readonly path: string; readonly text: string };
  /** Offered only where nobody imports a file but one other, once: what is written there would be said elsewhere. */
  readonly alone?: Alone;
  /** Whether nothing is left to be said in that file. */
  readonly isEmptied?: boolean;
  /** Offered only where it changes no other system. */
  readonly across?: Across;
}

/** What is said in one file is said in another one: that concerns all systems that the two are in. */
export interface Across {
  readonly from: string;
  readonly to: string;
  /** Whether it stays where it is, too. */
  readonly stays: boolean;
}

export interface Alone {
  readonly file: string;
  readonly importedBy: string;
}

/** A selection among the settings of a module. */
export interface Selected {
  readonly analysis: Analysis;
  readonly sources: SourceTexts;
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly span: Span;
  readonly around: ModuleAround;
  /** The set that the selection is in, with its path as written in the module. */
  readonly set: SetAround;
  /** The same as the system sees it: a specialisation in its own block. */
  readonly inside: Pick<ModulePlace, 'system' | 'path'>;
  /** The statements of the set that the selection touches, all of them assignments under names that are written. */
  readonly bindings: readonly AttrBinding[];
}

/** As many specialisations as are offered, each with a line. */
export const MOST_OFFERED = 5;

/** Names by which a module is no mere set of settings. */
export const MODULE_KEYS: ReadonlySet<string> = new Set([
  'config',
  'options',
  'disabledModules',
  'freeformType',
  'key',
  'meta',
  '_class',
  '_file',
  '_module',
]);

/** The written steps of a statement; none is computed. */
export const namesOf = ({ path }: AttrBinding): readonly string[] =>
  path.flatMap((step) => (step.kind === 'static' ? [step.name] : []));
