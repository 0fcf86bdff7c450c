// Questions about analyses: asked in slices, so that others are heard meanwhile; dropping one ends it.
import type { Analysis } from '../analysis/analysis';
import { isSystemNamed, type SystemName } from '../analysis/reports/differences';
import type { SourceTexts } from '../syntax/source-texts';
import type { Evaluated, Live } from './evaluated';
import type { Evaluator } from './evaluator';
import type { Incremental } from './incremental';
import type { LiveAnalyses } from './live-analyses';
import type { MovedAnswers } from './moved-answers';
import { MovedStanding, type Standing, stillStanding } from './standing';
import type { Candidate, Tracked } from './tracked';

/** Which analyses a question is about: all, those that a file takes part in, or the one of a system. */
export interface About {
  readonly file?: string | undefined;
  readonly system?: SystemName | undefined;
  /** Whether the homes in that system are asked, too: what is written in place for one may be any of them's. */
  readonly isWithHomes?: boolean;
  /**
   * Whether somebody looks at the answer for a moment only: then those that the file took part in before the last edit
   * are asked at once, and what a new import adds is there a moment later.
   */
  readonly isFleeting?: boolean;
  /** Whether it may be asked of texts before that say the same, since it can tell where things stand now. */
  readonly takesMoved?: boolean;
}

/**
 * Gives plain data: the analysis is not kept by whoever asks. `texts` are those that were analysed.
 * @param standing where things stand now, for questions that take analyses of texts before
 */
export type Ask<T> = (analysis: Analysis, texts: SourceTexts, standing: Standing) => readonly T[];

export interface Answering<T> {
  /** Works until all is said, or `until` (as of performance.now) has passed: then undefined. */
  advance(until: number): readonly T[] | undefined;
}

export interface QuestionParts<T> {
  /** What was said before of the file that is asked about: where it stands is told as of the texts analysed. */
  readonly before?: MovedAnswers<T>;
  readonly evaluator: Evaluator;
  readonly incremental: Incremental;
  readonly live: LiveAnalyses;
}

interface Said<T> {
  readonly said: readonly T[];
  /** It may be what the texts before have said. */
  readonly isMisled: boolean;
}

/** The state of the files is the one at each slice: after a change, it starts anew. */
export class Question<T> implements Answering<T> {
  private pending: Tracked[] | undefined;
  private said: T[] = [];
  private revision = -1;

  constructor(
    private readonly parts: QuestionParts<T>,
    private readonly about: About,
    private readonly ask: Ask<T>,
  ) {}

  advance(until: number): readonly T[] | undefined {
    const { incremental } = this.parts;
    if (this.pending === undefined || this.revision !== incremental.revision) {
      const asked = this.asked(until);
      if (asked === undefined) return undefined;
      this.pending = [...asked];
      this.said = [];
      this.revision = incremental.revision;
    }
    for (let next = this.pending.shift(); next !== undefined; next = this.pending.shift()) {
      this.said.push(...this.answers(next));
      if (this.pending.length > 0 && performance.now() > until) return undefined;
    }
    return this.said;
  }

  private answers(tracked: Tracked): readonly T[] {
    const { candidate } = tracked;
    const { live, before } = this.parts;
    const { file, takesMoved = false } = this.about;
    const known = file === undefined ? undefined : before?.of(tracked, file);
    if (known !== undefined) return known;
    const found = live.asking(candidate, takesMoved);
    if (found.moves.size > 0) {
      const standing = new MovedStanding(found.moves, this.parts.evaluator.sources);
      const { said, isMisled } = this.saidBy(candidate, found.evaluated, standing);
      const told = this.told(tracked, found, said);
      if (!isMisled && !standing.isLost && told !== undefined) return told;
      live.drop(candidate);
    }
    const now = live.asking(candidate, false);
    const { said } = this.saidBy(candidate, now.evaluated, stillStanding(this.parts.evaluator.sources));
    return this.told(tracked, now, said) ?? said;
  }

  /** What was said, kept where it will be told again; undefined where its places cannot be told. */
  private told(tracked: Tracked, live: Live, said: readonly T[]): readonly T[] | undefined {
    const { before } = this.parts;
    const { file } = this.about;
    if (before === undefined || file === undefined) return said;
    before.put(tracked, file, live, said);
    return before.of(tracked, file);
  }

  private saidBy(candidate: Candidate, evaluated: Evaluated, standing: Standing): Said<T> {
    const { about, parts } = this;
    const all = evaluated.analyses.map((analysis) => {
      const question = (texts: SourceTexts): readonly T[] =>
        isAbout(analysis, about) ? this.ask(analysis, texts, standing) : [];
      return parts.evaluator.ask(candidate, evaluated, question, about.takesMoved === true);
    });
    return { said: all.flatMap(({ answer }) => answer), isMisled: all.some(({ isMisled }) => isMisled) };
  }

  /** Undefined as long as it is not known. */
  private asked(until: number): readonly Tracked[] | undefined {
    const { incremental } = this.parts;
    const { system, file, isFleeting = false } = this.about;
    const holders = (): readonly Tracked[] =>
      incremental.state.taken.filter(
        ({ result }) =>
          (system === undefined || result?.systems.some((each) => isSystemNamed(each, system))) &&
          (file === undefined || result?.files.has(file)),
      );
    // Who knows the name of a system has mostly seen it in results.
    const known = system !== undefined || (isFleeting && incremental.knowsAll(until)) ? holders() : [];
    if (known.length > 0) return known;
    return incremental.advance(until, file, true) ? holders() : undefined;
  }
}

function isAbout(analysis: Analysis, { file, system, isWithHomes = false }: About): boolean {
  const { base, entryPoint, files } = analysis;
  const inside = base.input.prefix;
  if (file !== undefined && !files.has(file)) return false;
  if (system === undefined || isSystemNamed({ ...entryPoint, inside }, system)) return true;
  return isWithHomes && inside.length > 0 && entryPoint.host === system.host && entryPoint.entry === system.entry;
}
