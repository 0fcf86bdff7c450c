// Keeps the results of all entry points up to date with as little work as possible: what asked for nothing that changed
// stays as it is.

import { memoWhile } from '../base/memo';
import type { TextEdit } from '../base/text-edit';
import type { Answers } from '../project/answers';
import type { Fix } from '../rules/engine/finding';
import { Candidates } from './candidates';
import type { EntryResult } from './entry-work';
import { Helping, type ReadHelped } from './helping';
import type { IncrementalParts, IncrementalState } from './incremental-parts';
import type { FoundResult } from './kept-form';
import { fixesIn, withFixesMade, withLazyFixes, withoutFixes } from './lazy-fixes';
import { movedResult } from './moved-result';
import { inHandBy, mostUrgent, standings } from './plan';
import { Rewritten } from './rewritten';
import { shiftChecked } from './shift-findings';
import { type Candidate, renew, type Tracked, unknownOf } from './tracked';
import { keyOf, type WholeResult } from './whole-results';

export class Incremental {
  private readonly candidates: Candidates;
  private readonly helping: Helping | undefined;
  private tracked = new Map<string, Tracked>();
  /** All candidates in order; undefined when they have to be put together anew. */
  private plan: readonly Tracked[] | undefined;
  private touched = new Set<string>();
  private isDiskChanged = false;
  /** Another number after each change. */
  revision = 0;

  constructor(private readonly parts: IncrementalParts) {
    this.candidates = new Candidates(parts);
    const { help } = parts;
    this.helping = help && new Helping({ ...parts, help, onFound: (key, read) => this.takeHelped(key, read) });
  }

  /** A document was opened, edited or closed. */
  touch(path: string): void {
    this.revision++;
    this.touched.add(path);
  }

  /** What is shown until it is replaced moves with the text. Undefined edits: the text was replaced. */
  move(path: string, edits: readonly TextEdit[] | undefined): void {
    for (const tracked of this.tracked.values()) tracked.shown = shiftChecked(tracked.shown, path, edits);
  }

  /** Files changed on disk, or other files count. */
  touchDisk(): void {
    this.revision++;
    this.helping?.end();
    this.isDiskChanged = true;
  }

  /** The rules are to have their say again. */
  checkAgain(): void {
    this.revision++;
    this.helping?.end();
    this.parts.kept?.changed();
    for (const tracked of this.tracked.values()) renew(tracked);
  }

  /** What is known of options became another. What is shown stays until it is replaced. */
  startAnew(): void {
    this.checkAgain();
    this.parts.evaluator.wholeResults.clear();
    this.candidates.forget();
    this.parts.live.forget();
    this.plan = undefined;
  }

  /**
   * Works on what is out of date until all is done or `until` has passed; what `focus` takes part in
   * first. Returns whether all is done. `keeps`: somebody will ask questions of what is evaluated.
   */
  advance(until: number, focus: string | undefined, keeps = false): boolean {
    this.revalidate();
    const isNew = this.plan === undefined;
    const plan = this.planned(until);
    if (plan === undefined) return false;
    const { foreign } = this.candidates;
    let { pending } = standings(plan, foreign);
    // Finding out may have taken all the time there was.
    if (isNew && performance.now() > until) return this.isOver(pending);
    const inHand = inHandBy(focus, pending, this.candidates);
    const mine = (): readonly Tracked[] => this.helping?.shared(pending, inHand) ?? pending;
    for (let next = mostUrgent(mine(), inHand); next !== undefined; next = mostUrgent(mine(), inHand)) {
      // Only a new result says what else is to be done.
      if (this.step(next, keeps, focus)) pending = standings(plan, foreign).pending;
      if (performance.now() > until) break;
    }
    return this.isOver(pending);
  }

  private isOver(pending: readonly Tracked[]): boolean {
    if (pending.length === 0) this.helping?.end();
    return pending.length === 0;
  }

  /** Whether something is known of each entry point, if only what was; false when `until` has passed before. */
  knowsAll(until: number): boolean {
    this.revalidate();
    return this.planned(until) !== undefined && this.state.taken.every(({ result }) => result !== undefined);
  }

  get state(): IncrementalState {
    this.revalidate();
    const { taken, pending } = standings(this.plan ?? [...this.tracked.values()], this.candidates.foreign);
    const isPlanned = this.plan !== undefined;
    return { taken, isDone: isPlanned && pending.length === 0, isPlanned, notes: this.candidates.notes };
  }

  /** Keeps all that was found for another session, once nothing is out of date. */
  keep(): void {
    if (this.state.isDone) this.parts.kept?.write([...this.tracked.values()], this.candidates.sources);
  }

  /** A piece of work; whether it was the last of an entry point. Who has a file in hand will point at it. */
  private step(tracked: Tracked, keeps: boolean, inHand: string | undefined): boolean {
    const { evaluator, live } = this.parts;
    const scope = tracked.scope ?? evaluator.newScope();
    const work = tracked.work ?? evaluator.work(tracked.candidate, scope);
    Object.assign(tracked, { scope, work });
    const { done, value } = work.next();
    if (done !== true) return false;
    tracked.work = undefined;
    scope.answers.complete();
    const { result } = value;
    // What was given up stays given up: whoever asks gets a chance of his own.
    const isInHand = inHand !== undefined && result.files.has(inHand);
    if (result.notes.length === 0) live.keep(tracked.candidate, value.evaluated, keeps, isInHand);
    else scope.end();
    const found = { ...result, notes: [...result.notes, ...evaluator.wholeResults.notesOn(result.systems)] };
    // Its fixes would keep every value of every system.
    tracked.found = withoutFixes(found);
    this.put(tracked, this.parts.makesFixes ? found : tracked.found, this.parts.makesFixes);
    return true;
  }

  private put(tracked: Tracked, found: EntryResult, makesFixes = false): void {
    // They are of the texts of one moment; where the findings stand may be the same in others.
    const fixes = memoWhile(
      () => tracked.rewritten,
      () => this.fixesOf(tracked, result),
    );
    const result: EntryResult = makesFixes ? withFixesMade(found) : withLazyFixes(found, fixes);
    tracked.result = result;
    tracked.placed = makesFixes ? undefined : found;
    tracked.shown = result.checked;
    tracked.isCurrent = true;
  }

  /** Another thread has found something; it counts as long as that is not known here, and nothing is different. */
  private takeHelped(key: string, read: ReadHelped): void {
    this.revalidate();
    const tracked = this.tracked.get(key);
    if (tracked?.isCurrent === false) this.takeFound(tracked, read(tracked.candidate));
  }

  /** A whole system was checked; it counts as long as everything that it read is as it was. */
  takeWhole(result: WholeResult): void {
    const { sources, recorder, wholeResults } = this.parts.evaluator;
    this.revalidate();
    if (!result.answers.hold(sources, recorder.boundary)) return;
    wholeResults.put(result);
    this.revision++;
    this.findAgain([result.key]);
  }

  private findAgain(keys: readonly string[]): void {
    if (keys.length === 0) return;
    for (const tracked of this.tracked.values())
      if (tracked.result?.systems.some((system) => keys.includes(keyOf(system)))) renew(tracked);
  }

  /** The fixes of all findings of a result, in order; none when it is no longer current. */
  private fixesOf(tracked: Tracked, result: EntryResult): readonly (readonly (readonly Fix[])[])[] {
    this.revalidate();
    if (tracked.result !== result || !tracked.isCurrent || result.isOutOfTime) return [];
    const { evaluator, live } = this.parts;
    return fixesIn(live.of(tracked.candidate), tracked.candidate, evaluator);
  }

  /** Finds out what the changes since the last time mean. */
  private revalidate(): void {
    const { touched, isDiskChanged, parts } = this;
    if (!isDiskChanged && touched.size === 0) return;
    parts.kept?.changed();
    this.touched = new Set();
    this.isDiskChanged = false;
    const holds = (answers: Answers): boolean =>
      isDiskChanged
        ? answers.hold(parts.evaluator.sources, parts.evaluator.recorder.boundary)
        : answers.holdFor(touched, parts.evaluator.sources);
    const rewritten = new Rewritten(parts.evaluator, isDiskChanged ? undefined : touched);
    parts.live.revalidate(rewritten);
    this.findAgain(parts.evaluator.wholeResults.revalidate(holds));
    this.candidates.revalidate((answers) => rewritten.saysTheSame(answers), isDiskChanged ? undefined : touched);
    for (const tracked of this.tracked.values()) this.follow(tracked, rewritten);
    this.plan = undefined;
  }

  /** Takes a result to the places of now, where no more than these is different; else it has to be found again. */
  private follow(tracked: Tracked, rewritten: Rewritten): void {
    const { scope, found, isCurrent } = tracked;
    const moves = scope && rewritten.movesOf(scope.answers, tracked.rewritten);
    if (moves?.size === 0 && tracked.rewritten.size === 0) return;
    // What is under way has read the one text, and would go on with the other.
    const isDone = isCurrent && found?.notes.length === 0 && !found.isOutOfTime;
    const moved = isDone && moves !== undefined ? movedResult(found, moves, this.parts.evaluator.settings) : undefined;
    if (moved === undefined || moves === undefined) {
      if (scope !== undefined) renew(tracked);
      return;
    }
    tracked.rewritten = new Set(moves.keys());
    if (moved === tracked.placed && tracked.result !== undefined) tracked.shown = tracked.result.checked;
    else this.put(tracked, moved);
  }

  /** Of an entry point that is new: what is known of it from an earlier session, if anything is. */
  private asKept(candidate: Candidate): Tracked {
    return this.takeFound(unknownOf(candidate), this.parts.kept?.result(candidate));
  }

  private takeFound(tracked: Tracked, found: FoundResult | undefined): Tracked {
    if (found === undefined) return tracked;
    renew(tracked);
    Object.assign(tracked, { scope: found.scope, found: found.result });
    this.put(tracked, found.result);
    return tracked;
  }

  private planned(until: number): readonly Tracked[] | undefined {
    if (this.plan !== undefined) return this.plan;
    const candidates = this.candidates.find(until);
    if (candidates === undefined) return undefined;
    const tracked = new Map<string, Tracked>();
    for (const candidate of candidates) {
      const known = this.tracked.get(candidate.key);
      // What it counts as may have changed without its own files.
      if (known !== undefined) known.candidate = candidate;
      tracked.set(candidate.key, known ?? this.asKept(candidate));
    }
    this.tracked = tracked;
    this.plan = [...tracked.values()];
    this.parts.kept?.end(this.plan);
    return this.plan;
  }
}
