// Hosts that another thread evaluates while this one works on others. Nobody waits for it: when nothing else is left,
// what it has not found yet is worked on here as well, and what comes first counts.
import { AnswerReader, type AnswerWriter } from '../project/kept-answers';
import type { RuleSettings } from '../rules/engine/settings';
import type { SyntaxTree } from '../syntax/ast';
import type { Evaluator } from './evaluator';
import { type FoundResult, KeptForm, type KeptResult } from './kept-form';
import { leastUrgent } from './plan';
import type { Candidate, Made, Tracked } from './tracked';

/** What counts for a job beside what lies on disk. */
export interface JobState {
  /** See `Boundary`. */
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly rules: RuleSettings;
  /** Those that are open. */
  readonly documents: readonly { readonly path: string; readonly text: string }[];
}

/** A system to evaluate. Plain data, as is what comes of it. */
export interface Job {
  readonly made: Made;
  readonly state: JobState;
}

export interface Helped {
  readonly kept: KeptResult;
  /** What `kept` depends on; a text is known by itself. */
  readonly answers: AnswerWriter['table'];
}

/** What a text is known by between two threads: a hash takes longer to make than a text to copy. */
export const asIs = (text: string): string => text;

/** The other thread. It does one job after the other. */
export interface Help {
  /** @param done hears what was found: undefined where it was given up. Never, where the thread ends before. */
  evaluate(job: Job, done: (found: Helped | undefined) => void): void;
  /** There is nothing to do any more, or it is something else. */
  end(): void;
}

/** Gives what was found, as far as it holds now. */
export type ReadHelped = (candidate: Candidate) => FoundResult | undefined;

export interface HelpingParts {
  readonly help: Help;
  readonly evaluator: Evaluator;
  parse(text: string): SyntaxTree;
  onFound(key: string, read: ReadHelped): void;
}

/** With fewer hosts that are not known at all, nearly all is done before another thread is of use. */
const ENOUGH = 6;
/** The one that is evaluated, and one more: nobody has to be heard of between the two. */
const AT_ONCE = 2;

export class Helping {
  private isOn = false;
  /** What was given away and not answered, the last one last. */
  private given: readonly string[] = [];
  private readonly refused = new Set<string>();
  /** Many systems have read the same text. */
  private readonly trees = new Map<string, SyntaxTree>();

  constructor(private readonly parts: HelpingParts) {}

  /** Gives away some of what is to be done, the least urgent first, and says what is left for this thread. */
  shared(pending: readonly Tracked[], inHand: readonly string[]): readonly Tracked[] {
    this.giveAway(pending, inHand);
    const { given } = this;
    if (given.length === 0) return pending;
    const places = new Map(given.map((key, place) => [key, place]));
    const placeOf = ({ candidate: { key } }: Tracked): number => places.get(key) ?? -1;
    const own = pending.filter((tracked) => placeOf(tracked) < 0);
    // What was given away last may not have been begun there.
    return own.length > 0 ? own : [...pending].sort((a, b) => placeOf(b) - placeOf(a)).slice(0, 1);
  }

  /** Ends the thread; what it was given is found here. */
  end(): void {
    if (this.isOn) this.parts.help.end();
    this.isOn = false;
    this.given = [];
  }

  private giveAway(pending: readonly Tracked[], inHand: readonly string[]): void {
    // This is asked between any two pieces of work.
    if (this.given.length >= AT_ONCE || pending.length < (this.isOn ? 2 : ENOUGH)) return;
    const free = pending.filter((tracked) => this.isFree(tracked));
    if (!this.isOn && free.length < ENOUGH) return;
    this.isOn = true;
    // One of them is for this thread.
    while (this.given.length < Math.min(AT_ONCE, pending.length - 1)) {
      const next = leastUrgent(free, inHand);
      if (next === undefined) break;
      free.splice(free.indexOf(next), 1);
      this.give(next.candidate);
    }
    if (this.given.length === 0) this.end();
  }

  /** What was known once is evaluated faster here than a thread starts. */
  private isFree({ candidate: { key, made }, result, work }: Tracked): boolean {
    const isUnknown = result === undefined && work === undefined;
    return isUnknown && made !== undefined && !this.given.includes(key) && !this.refused.has(key);
  }

  private give({ key, made }: Candidate): void {
    if (made === undefined) return;
    this.given = [...this.given, key];
    this.parts.help.evaluate({ made, state: this.state }, (found) => {
      this.given = this.given.filter((each) => each !== key);
      if (found === undefined) this.refused.add(key);
      else this.parts.onFound(key, ({ source }) => this.read(source, found));
    });
  }

  private get state(): JobState {
    const { sources, recorder, settings } = this.parts.evaluator;
    return {
      folders: recorder.boundary.folders(),
      trusted: recorder.boundary.trusted(),
      rules: settings,
      documents: sources.openPaths.map((path) => ({ path, text: sources.read(path) ?? '' })),
    };
  }

  private read(source: string, { kept, answers }: Helped): FoundResult | undefined {
    const { evaluator } = this.parts;
    const { sources, recorder } = evaluator;
    const files = { sources, boundary: recorder.boundary, digest: asIs, parse: (text: string) => this.treeOf(text) };
    return new KeptForm(evaluator).read(source, kept, new AnswerReader(answers, files));
  }

  private treeOf(text: string): SyntaxTree {
    const tree = this.trees.get(text) ?? this.parts.parse(text);
    this.trees.set(text, tree);
    return tree;
  }
}
