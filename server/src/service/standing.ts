// Where things stand that an analysis speaks of, when texts are others by now that say the same.
import type { Location } from '../base/span';
import type { Sources } from '../project/sources';
import type { Expr } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import type { SourceTexts } from '../syntax/source-texts';
import type { Moves } from './moved-result';

export interface Standing {
  /** The texts of now. */
  readonly texts: SourceTexts;
  /** The offset in the text that was analysed of one in the text of now. */
  before(file: string, offset: number): number;
  /** A place of the text of now for one of the text that was analysed. */
  place<T extends Location>(place: T): T;
  /** What stands for an expression in the tree of now. */
  readonly node: <T extends Expr>(file: string, node: T) => T | undefined;
}

/** As long as nothing is another text. */
export const stillStanding = (texts: SourceTexts): Standing => ({
  texts,
  before: (_file, offset) => offset,
  place: (place) => place,
  node: (_file, node) => node,
});

/** Where something cannot be told, the answer is none. */
export class MovedStanding implements Standing {
  isLost = false;

  constructor(
    private readonly moves: Moves,
    readonly texts: Sources,
  ) {}

  before(file: string, offset: number): number {
    const rewriting = this.moves.get(file);
    return rewriting === undefined ? offset : (rewriting.back(offset) ?? this.lost(offset));
  }

  place<T extends Location>(place: T): T {
    const rewriting = this.moves.get(place.file);
    const span = rewriting?.move(place);
    if (rewriting === undefined) return place;
    return span === undefined ? this.lost(place) : { ...place, start: span.start, end: span.end };
  }

  readonly node = <T extends Expr>(file: string, node: T): T | undefined => {
    if (!this.moves.has(file)) return node;
    const { start, end } = this.place({ file, start: node.start, end: node.end });
    const tree = this.texts.parse(file);
    const isIt = (expr: Expr): expr is T => expr.kind === node.kind && expr.start === start && expr.end === end;
    return (tree && pathTo(tree.root, start).find(isIt)) ?? this.lost(undefined);
  };

  private lost<T>(otherwise: T): T {
    this.isLost = true;
    return otherwise;
  }
}
