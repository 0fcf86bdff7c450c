// What analyses have said of files and may be asked again with every key, as plain data: kept as long as no edit says
// anything else, and told again where things stand by then.
import type { Answers } from '../project/answers';
import type { Move } from '../syntax/moved-text';
import type { EntryResult } from './entry-work';
import type { Live } from './evaluated';
import type { Moves } from './moved-result';
import { stayTold } from './moved-texts';
import type { Rewritten } from './rewritten';
import { NO_FILES, type Tracked } from './tracked';

/** What the analyses of one entry point have said. */
interface Kept<T> {
  /** What was found meanwhile: it is told with that, and no longer. */
  readonly found: EntryResult;
  /** What it depends on; places are those of the texts in it. */
  readonly answers: Answers;
  readonly byFile: Map<string, readonly T[]>;
  /** How to get to the places of now. */
  moves: Moves;
}

export class MovedAnswers<T> {
  private readonly kept = new Map<string, Kept<T>>();

  /** @param moved what was said at the places of now; undefined where one of them cannot be told. */
  constructor(private readonly moved: (said: T, move: Move) => T | undefined) {}

  /** What was said of a file; undefined where that has to be asked. */
  of({ candidate, found }: Tracked, file: string): readonly T[] | undefined {
    const known = this.kept.get(candidate.key);
    if (known?.found !== found) return undefined;
    const said = known?.byFile.get(file);
    const move = known?.moves.get(file)?.move;
    if (said === undefined || move === undefined) return said;
    const now = said.map((each) => this.moved(each, move)).filter((each) => each !== undefined);
    return now.length === said.length ? now : undefined;
  }

  /** @param live the analysis that said it, of its own texts. */
  put({ candidate: { key }, found }: Tracked, file: string, { evaluated, moves }: Live, said: readonly T[]): void {
    const { answers } = evaluated.scope;
    const known = this.kept.get(key);
    if (known?.answers === answers && known.found === found) known.byFile.set(file, said);
    else if (found !== undefined) this.kept.set(key, { found, answers, byFile: new Map([[file, said]]), moves });
  }

  revalidate(rewritten: Rewritten): void {
    for (const [key, known] of this.kept) {
      const moves = rewritten.movesOf(known.answers, known.moves.size === 0 ? NO_FILES : new Set(known.moves.keys()));
      if (moves === undefined || !stayTold(known.moves, moves)) this.kept.delete(key);
      else known.moves = moves;
    }
  }
}
