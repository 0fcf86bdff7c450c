// Evaluates entry points: the interpreter with the files it may read, the option tables, and what each may cost.
import { Analysis } from '../analysis/analysis';
import type { Logger } from '../base/logger';
import { Allowance, type Budget, LARGE_STACK, SMALL_STACK } from '../eval/budget';
import { createInterpreter } from '../eval/create-interpreter';
import type { Interpreter } from '../eval/interpreter';
import type { Answers } from '../project/answers';
import type { Boundary } from '../project/boundary';
import { baseSystem, type EntryPoint } from '../project/entry-point';
import { type FlakeSystems, flakeSystems } from '../project/flake';
import { hostSet } from '../project/host-sets';
import { outsideOf, type ProjectOutside } from '../project/outside';
import { Recorder } from '../project/recorder';
import type { Sources } from '../project/sources';
import { startsAt } from '../project/starts';
import { completeFindings, newFindings } from '../rules/complete-findings';
import type { Finding } from '../rules/engine/finding';
import { asWanted, conflictsIgnored, ruleChecks } from '../rules/engine/run';
import type { RuleSettings } from '../rules/engine/settings';
import { asking } from '../syntax/content';
import type { NixParser } from '../syntax/parser';
import type { SourceTexts } from '../syntax/source-texts';
import { type Attempt, attempting, type SetAside } from './attempt';
import { entryWork } from './entry-work';
import { type EntryWork, type Evaluated, spentOf } from './evaluated';
import { EvaluationScope } from './evaluation-scope';
import { OptionFacts, type ReleasesFor } from './facts';
import { type Note, notesAbout, type TakeNote } from './notes';
import type { Candidate } from './tracked';
import { keyOf, WholeResults } from './whole-results';

export interface EvaluatorOptions {
  readonly parser: NixParser;
  /** What evaluation may read of the files. */
  readonly boundary: Boundary;
  /** Bundled data by file name; undefined when it is missing. */
  readData(name: string): string | undefined;
  readonly logger: Logger;
  /** The releases that configurations are built with; without it the bundled tables stand for all. */
  readonly releases?: ReleasesFor;
  /** True where the JS stack is large (a worker with 256 MB): deeper programs are then evaluated. */
  readonly largeStack?: boolean;
  /** What must not be worked on before it changes. */
  readonly setAside?: readonly SetAside[];
  /** Called before each piece of work with what it is about, as `setAside` names it. */
  readonly onWork?: (what: string) => void;
  /** Called when an evaluation reads a file. */
  readonly onRead?: (path: string) => void;
  /** What the work on one thing may cost, where that is not the usual. */
  readonly budget?: Budget;
  /** Called when scopes are nested, or files are read outside of one: a mistake of this program, harmless by itself. */
  readonly onMisuse?: (message: string) => void;
}

export class Evaluator {
  readonly recorder: Recorder;
  readonly attempt: Attempt;
  readonly facts: OptionFacts;
  /** What NixOS itself says of systems. */
  readonly wholeResults = new WholeResults();
  /** The settings of the rules. */
  settings: RuleSettings = {};
  private readonly interpreter: Interpreter;
  private readonly outside: ProjectOutside;

  constructor(
    readonly sources: Sources,
    private readonly options: EvaluatorOptions,
  ) {
    const { parser, boundary, logger, readData, onRead, onMisuse } = options;
    this.recorder = new Recorder(sources, boundary, onRead, onMisuse);
    this.interpreter = createInterpreter(this.recorder, (made) => outsideOf(made, parser));
    this.outside = outsideOf(this.interpreter, parser);
    this.facts = new OptionFacts((name) => readData(name), logger, options.releases);
    this.attempt = attempting({
      logger,
      newAllowance: () => this.newAllowance(),
      setAside: options.setAside ?? [],
      onWork: (what) => options.onWork?.(what),
      dependOn: (file) => void this.recorder.evaluated.read(file),
    });
  }

  /** @param answers those that what is kept of an evaluation depends on. */
  newScope(answers?: Answers): EvaluationScope {
    return new EvaluationScope(this.interpreter, this.recorder, answers);
  }

  /** What a flake defines. To be called in a scope. */
  readFlake(flake: string): FlakeSystems {
    return flakeSystems(flake, this.interpreter, this.outside, this.facts.of({ kind: 'flake', path: flake }));
  }

  /** What a file that makes systems without a flake defines. To be called in a scope. */
  readHostSet(file: string): readonly EntryPoint[] {
    return hostSet(file, this.interpreter, this.facts.of({ kind: 'classic', path: file }));
  }

  /** What evaluation that starts at a file leads to. To be called in a scope. */
  readStart(file: string, isFragment: boolean): readonly EntryPoint[] {
    return startsAt(file, isFragment, {
      interpreter: this.interpreter,
      facts: this.facts.of({ kind: 'classic', path: file }),
    });
  }

  *work({ key, source, start }: Candidate, scope: EvaluationScope): EntryWork {
    const notes: Note[] = [];
    const note = notesAbout(source, notes);
    const allowance = this.newAllowance();
    const worked = yield* entryWork(
      {
        analyse: () => this.attempt(key, note, () => this.analysed(start), allowance),
        checks: (analysis) => this.checks(analysis),
        whole: (analysis, found) => this.whole(analysis, found),
        attempt: (work) => this.attempt(key, note, work, allowance),
        summarised: (work) => this.attempt(key, note, work, this.summaryAllowance()),
        isOver: () => allowance.isOver,
        notes,
      },
      scope,
    );
    // Questions have an allowance of their own: what there is to say must not depend on what the rules took.
    const evaluated = { scope, analyses: worked.analyses, allowance: this.newAllowance(), cost: spentOf(allowance) };
    return { ...worked, evaluated };
  }

  /** The whole analysis at once, to be asked questions. */
  evaluate({ key, start }: Candidate): Evaluated {
    const scope = this.newScope();
    const allowance = this.newAllowance();
    const analyses = scope.run(() => this.attempt(key, NO_NOTES, () => this.analysed(start), allowance));
    scope.answers.complete();
    return { scope, analyses, allowance, cost: 0 };
  }

  /**
   * What a question has to say of one of the analyses of an entry point; nothing when it takes too much. `isMisled`: it
   * may be what the texts before have said. @param isShowing whether the answer is made of now
   */
  ask<T>(
    { key }: Candidate,
    { scope, allowance }: Evaluated,
    question: (texts: SourceTexts) => readonly T[],
    isShowing: boolean,
  ): { readonly answer: readonly T[]; readonly isMisled: boolean } {
    const { evaluated } = this.recorder;
    return asking(isShowing, () => scope.run(() => this.attempt(key, NO_NOTES, () => question(evaluated), allowance)));
  }

  /** What NixOS itself has said of a system, as far as it was asked, and as the user wants it. */
  private whole(analysis: Analysis, found: readonly Finding[]): readonly Finding[] {
    const { entryPoint, base } = analysis;
    const result = this.wholeResults.of(keyOf(entryPoint));
    if (result?.reports === undefined || base.input.prefix.length > 0) return [];
    const said = completeFindings(analysis, result.reports, result.leftOut.length === 0);
    return newFindings(found, asWanted(said, this.recorder.evaluated, this.settings));
  }

  /** What each rule has to say of an analysis, as work to be done. */
  checks(analysis: Analysis): ReturnType<typeof ruleChecks> {
    return ruleChecks(analysis, this.recorder.evaluated, this.settings, this.options.logger);
  }

  private newAllowance(): Allowance {
    const { budget, largeStack } = this.options;
    return new Allowance(budget ?? (largeStack ? LARGE_STACK : SMALL_STACK));
  }

  /** What a summary asks has been found out, or given up. */
  private summaryAllowance(): Allowance {
    return new Allowance({ ...this.newAllowance().budget, milliseconds: SUMMARY_MS });
  }

  /** The analysis of each system that an entry point leads to, and of each Home Manager user inside it. */
  private analysed(start: Candidate['start']): readonly Analysis[] {
    const ignores = conflictsIgnored(this.recorder.evaluated, () => this.settings);
    return start().flatMap((entryPoint) => {
      const facts = this.facts.of(entryPoint.configRoot, entryPoint.madeOf);
      const base = baseSystem(entryPoint, this.interpreter, facts, this.wholeResults.of(keyOf(entryPoint))?.values);
      const users = base.homeSystems.map(
        (system) => new Analysis({ ...entryPoint, kind: 'home-manager' }, system, ignores),
      );
      return [new Analysis(entryPoint, base, ignores), ...users];
    });
  }
}

const SUMMARY_MS = 1000;

/** The snapshot has them. */
const NO_NOTES: TakeNote = () => {};
