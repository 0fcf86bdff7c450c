// What certainly fails in a system when it is read, beside definitions that do not merge: its modules, its sets
// of options, values of options.

import { memo, memoOf } from '../../base/memo';
import type { Location, Span } from '../../base/span';
import { UnlikelyAttribute } from '../../eval/errors';
import { isMadeUp } from '../../eval/paths';
import type { Site } from '../../eval/site';
import type { Entry, ErrorValue, Slot } from '../../eval/values';
import type { RawDefinition } from '../../modules/definition';
import type { Evaluation } from '../../modules/evaluation';
import { failureOf } from '../../modules/merge/merged-value';
import type { Merged } from '../../modules/merge/outcome';
import type { DefinedOption } from '../../modules/option-walk';
import type { System } from '../../modules/system';
import { type Proof, proofOf } from '../conflicts';
import { isOwnSystem, optionsOf } from '../merge-points';
import { isComputed, isError, isRecursion, mayFail } from './may-fail';
import { type NeededFile, neededFiles } from './needed-files';
import { sameInBase } from './same-in-base';

export interface Broken {
  readonly system: System;
  readonly error: ErrorValue;
  /**
   * The option that has no value, from the root of the system; undefined where modules or sets of options
   * fail, and all options with them.
   */
  readonly path: readonly string[] | undefined;
  /** Where what fails is taken in or defined, as far as that is known. */
  readonly place: Location | undefined;
  /** The value of that definition, where it is one. */
  readonly value?: Span | undefined;
  /** Whether the modules declare the option themselves: then it may be that nobody reads it. */
  readonly declared: boolean;
  readonly proof: Exclude<Proof, 'possible'>;
}

/** An option whose value needs a file. */
export interface Needing extends Pick<Broken, 'system' | 'declared' | 'proof'> {
  readonly path: readonly string[];
  readonly file: NeededFile;
}

/** The options of a base system, or of what a specialisation adds to it, that need files. */
export const needingIn = (system: System): readonly Needing[] => searched(system).needing;

/** What is broken in a base system, or by what a specialisation adds to it. */
export const brokenIn = (system: System): readonly Broken[] => searched(system).broken;

const searched: (system: System) => FailureSearch = memoOf((system) => new FailureSearch(system, false));

/**
 * The same, and looking also at what is written out: for systems nobody has asked anything yet, so
 * that each question is the first.
 */
export const allBrokenIn = (system: System): readonly Broken[] => new FailureSearch(system, true).broken;

class FailureSearch {
  readonly broken: Broken[] = [];
  readonly needing: Needing[] = [];
  /** The options that were looked at and whose values do not stand there as they are, by path. */
  private readonly computed = new Map<string, DefinedOption>();
  /** Those of them that may be something else in a specialisation. */
  private readonly varying = memo(() =>
    [...this.computed].filter(([, { raws }]) => !raws.every(sameInBase(this.system))),
  );
  private readonly conditions = new Set<Slot>();

  constructor(
    private readonly system: System,
    private readonly isThorough: boolean,
  ) {
    // It is not sure that a doubtful specialisation exists, nor what is in it.
    if (system.entry?.doubt !== undefined || system.entry?.inheritParentConfig === null) return;
    this.modules(system.evaluation);
    const { base } = system;
    const isSame = base && !isThorough ? sameInBase(base) : () => false;
    for (const { failure } of system.evaluation.brokenLevels((raws) => raws.every(isSame)))
      this.add(failure, undefined, undefined, { declared: false, proof: 'certain' });
    this.options(optionsOf(system), system.evaluation, false);
    if (base === undefined) this.types(system.evaluation, []);
    else if (system.entry?.inheritParentConfig === true) this.again(searched(base));
  }

  /** What the base system says may fail in the specialisation only. */
  private again(inBase: FailureSearch): void {
    const { evaluation } = this.system;
    for (const [key, { path }] of this.isThorough ? inBase.computed : inBase.varying())
      if (!this.computed.has(key) && (this.isThorough || evaluation.raws(path).some((raw) => this.mayFail(raw))))
        this.probe(path, evaluation, false);
  }

  private modules({ collection }: Evaluation): void {
    for (const { error, imports, takenIn } of collection.failures)
      this.add(
        error,
        undefined,
        takenIn !== undefined && 'expr' in takenIn ? sitePlace(takenIn) : placeOf(imports ?? takenIn),
        {
          declared: false,
          proof: 'certain',
        },
      );
  }

  /** Options that have no value because they have no type, whoever defines them. */
  private types(evaluation: Evaluation, path: readonly string[]): void {
    for (const name of evaluation.namesAt(path)) {
      const at = [...path, name];
      const failure = evaluation.declarationAt(at)?.failure;
      if (failure !== undefined) this.add(failure, at, undefined, { declared: !this.isKnown(at), proof: 'certain' });
      else if (path.length < DEEPEST_OPTION) this.types(evaluation, at);
    }
  }

  private options(options: readonly DefinedOption[], evaluation: Evaluation, isInside: boolean): void {
    for (const option of options) {
      const { path, raws } = option;
      if (!isInside && isOwnSystem(path) && path[0] !== 'specialisation') continue;
      if (!isInside && raws.some(({ entry: { origin } }) => origin === undefined || isComputed(origin.value)))
        this.computed.set(JSON.stringify(path), option);
      // What packages are made of must not be looked at before it is asked for: a look at packages would not fail.
      const isAsked = this.isThorough || (!isInside && path[0] === 'nixpkgs');
      if (!isAsked && !raws.some((raw) => this.mayFail(raw))) continue;
      this.probe(path, evaluation, isInside);
    }
  }

  private probe(path: readonly string[], evaluation: Evaluation, isInside: boolean): void {
    const error = evaluation.failure(path);
    const merged = evaluation.merged(path);
    const declared =
      merged.declaration !== undefined && merged.declaration.files.length > 0 && !this.isKnown(merged.path);
    if (error !== undefined) this.option(merged, error, declared);
    // Specialisations are looked at as the systems they are.
    else if (this.wants(merged, declared, evaluation.raws([...path.slice(0, -1), 'enable']).length > 0)) return;
    else if (isInside || path[0] !== 'specialisation') this.inside(merged, declared);
  }

  /** What stands in sets that merge per key, and in submodules. */
  private inside(merged: Merged, declared: boolean): void {
    const { outcome } = merged;
    if (outcome.kind === 'submodule') this.options(outcome.evaluation.defined(), outcome.evaluation, true);
    if (outcome.kind !== 'keys') return;
    for (const key of outcome.keys.values()) {
      if (!(this.isThorough || key.definitions.some(({ entry }) => mayFail(entry)))) continue;
      const error = failureOf(key);
      if (error !== undefined) this.option(key, error, declared);
      else if (!this.wants(key, declared, false)) this.inside(key, declared);
    }
  }

  /** Whether an option's value needs files. @param isSwitched whether something else decides if it counts. */
  private wants(merged: Merged, declared: boolean, isSwitched: boolean): boolean {
    const files = neededFiles(merged, isSwitched);
    if (files.length === 0) return false;
    const { proof } = proofOf(merged, this.system);
    if (proof !== 'possible' && merged.possible.length === 0)
      for (const file of files) this.needing.push({ system: this.system, path: merged.path, file, declared, proof });
    return true;
  }

  private option(merged: Merged, error: ErrorValue, declared: boolean): void {
    const { proof } = proofOf(merged, this.system);
    // A type that nobody sees may make a list of a text, never a text of a function.
    if (error.code === 'type' && !/ a lambda$/.test(error.message) && !this.isOfItself(merged.path)) return;
    // What fails before the definitions are known fails whatever else defines the option.
    const isEarly = merged.onTheWay !== undefined;
    if (proof === 'possible' && !isEarly) return;
    const failing = merged.winners.find(({ slot }) => isError(slot)) ?? merged.definitions[0];
    this.add(error, merged.path, failing && placeOf(failing.entry), {
      value: failing?.entry.origin?.value,
      declared,
      proof: isEarly || proof === 'possible' ? (this.isOfItself(merged.path) ? 'certain' : 'likely') : proof,
    });
  }

  /**
   * Whether modules that are not seen change nothing of what stands in the definitions: they may give other values to
   * options that those read, or declare them, with a type that makes something else of a value.
   */
  private isOfItself(path: readonly string[]): boolean {
    const { base, evaluation, unread } = this.system;
    return unread.length === 0 || evaluation.raws(path).every(sameInBase(base ?? this.system));
  }

  /** Whether NixOS or Home Manager has the option, too, and so somebody who reads it. */
  private isKnown(path: readonly string[]): boolean {
    return this.system.evaluation.input.facts.at(path).fact.kind === 'option';
  }

  /** What stands under one condition that fails fails with it: one of all that is enough. */
  private mayFail({ entry, wrappers }: RawDefinition): boolean {
    const failing = wrappers.flatMap((wrapper) =>
      wrapper.kind === 'if' && isError(wrapper.condition) ? [wrapper.condition] : [],
    );
    if (failing.length === 0) return mayFail(entry);
    const isNew = failing.some((condition) => !this.conditions.has(condition) || isRecursion(condition));
    for (const condition of failing) this.conditions.add(condition);
    return isNew;
  }

  private add(
    error: ErrorValue,
    path: Broken['path'],
    place: Broken['place'],
    how: Pick<Broken, 'value' | 'declared' | 'proof'>,
  ): void {
    const proof = error instanceof UnlikelyAttribute ? 'likely' : how.proof;
    this.broken.push({ system: this.system, error, path, place, ...how, proof });
  }
}

/** Paths of declared options longer than this are taken for endless ones. */
const DEEPEST_OPTION = 16;

function placeOf(entry: Entry | undefined): Location | undefined {
  const origin = entry?.origin;
  return origin === undefined || isMadeUp(origin.file)
    ? undefined
    : { file: origin.file, start: origin.key.start, end: origin.key.end };
}

/** The place of an expression; undefined for what stands in no file. */
export function sitePlace(site: Site | undefined): Location | undefined {
  if (site === undefined || site.expr.kind === 'error' || isMadeUp(site.unit.file)) return undefined;
  return { file: site.unit.file, start: site.expr.start, end: site.expr.end };
}
