// The check of a whole system: its assertions and warnings, and NixOS's own definitions of the options that it sets.
import type { Analysis } from '../analysis/analysis';
import { describeValue } from '../analysis/describe';
import { explain } from '../analysis/explain';
import type { DefinedOptions } from '../analysis/reports/defined-options';
import { inShare } from '../eval/budget';
import { printLiteral } from '../eval/print-value';
import { isInStore } from '../eval/store';
import type { WholeValues } from '../modules/defaults';
import { splitPath } from '../options/option-path';
import { Answers } from '../project/answers';
import { isWithin } from '../project/folders';
import type { Recorder } from '../project/recorder';
import type { Complete, CompleteSystem } from '../release/complete';
import { winnersOf } from '../release/complete-options';
import { completeReport } from '../release/complete-report';
import type { Located } from '../release/locate';
import { at } from '../release/read-value';
import { WrittenPlaces } from '../release/written-places';
import type { NixParser } from '../syntax/parser';
import { CompleteSystems, type Meant } from './complete';
import { keyOf, type OwnOption, type OwnOptions, type WholeResult } from './whole-results';

/** A system that is checked as a whole. Plain data. */
export interface WholeSubject extends Meant {
  readonly key: string;
  readonly located: Located & { readonly nixpkgs: string };
  /** The options that its base and each specialisation set. */
  readonly options: readonly DefinedOptions[];
  /** The options that it reads and does not set. */
  readonly read: readonly string[];
}

/** The system of an analysis; none for fragments and the machines of tests, which nobody builds. */
export function wholeSystem({ entryPoint, base }: Analysis): readonly (Meant & { readonly key: string })[] {
  const { kind, fragment, isTest, configRoot, host, entry } = entryPoint;
  if (fragment || isTest === true || base.input.prefix.length > 0) return [];
  return [{ kind, configRoot, host, entry, key: keyOf({ entry, host, kind }) }];
}

/** Nothing without a nixpkgs. */
export function wholeSubject(analysis: Analysis, located: Located): readonly WholeSubject[] {
  const { nixpkgs } = located;
  if (nixpkgs === undefined) return [];
  const options = [analysis.base, ...analysis.base.specialised].map((system) => ({
    name: system.name,
    paths: explain(system).map(({ path }) => path),
  }));
  return wholeSystem(analysis).map((system) => ({
    ...system,
    located: { ...located, nixpkgs },
    options,
    read: [...(analysis.base.input.defaults?.read ?? [])],
  }));
}

/** What is read goes into the answers of the result. */
export function checkWhole(subject: WholeSubject, files: Recorder, parser: NixParser): WholeResult {
  const { located, key, entry } = subject;
  const answers = new Answers();
  const before = files.recordInto(answers);
  try {
    const systems = new CompleteSystems(located, files, parser);
    const { answer, leftOut, why } = systems.ask(subject, (complete) => ({
      reports: complete.systems.map((system) => completeReport(system, files.evaluated, pathsOf(subject, system.name))),
      own: complete.systems.map((system) => ownOptions(system, subject, new WrittenPlaces(files.evaluated))),
      values: wholeValues(complete, subject.read),
    }));
    const beside = answersBeside(answers, located);
    return {
      key,
      entry,
      reports: answer?.reports,
      own: answer?.own ?? [],
      values: answer?.values ?? new Map(),
      leftOut,
      why,
      answers: beside,
    };
  } finally {
    files.stopRecording(before);
  }
}

/** Plain values, as far as the base and all specialisations agree on them. */
export function wholeValues({ systems }: Complete, read: readonly string[]): WholeValues {
  const found = read.flatMap((name): readonly (readonly [string, string])[] => {
    const texts = systems.map(({ config }) => {
      const value = inShare(() => at(config, ...splitPath(name)));
      return value && printLiteral(value, SCALAR);
    });
    const [first] = texts;
    return first !== undefined && texts.every((text) => text === first) ? [[name, first]] : [];
  });
  return new Map(found);
}

/** No lists, no sets. */
const SCALAR = { depth: 0, parts: 0 };

const pathsOf = ({ options }: WholeSubject, name: string | null): readonly (readonly string[])[] =>
  options.find((each) => each.name === name)?.paths ?? [];

function ownOptions(system: CompleteSystem, subject: WholeSubject, places: WrittenPlaces): OwnOptions {
  const isOwn = (file: string): boolean => isOfRelease(file, subject.located);
  return {
    name: system.name,
    options: pathsOf(subject, system.name).flatMap((path): readonly OwnOption[] => {
      const { priority, winners } = winnersOf(system, path, places);
      const own = winners.filter(({ file }) => isOwn(file));
      if (own.length === 0 || priority === undefined) return [];
      const value = inShare(() => at(system.config, ...path));
      const shown = value === undefined || value.kind === 'error' ? undefined : inShare(() => describeValue(value));
      const definitions = own.map(({ file, location, value: defined }) => ({
        file,
        location,
        shown: inShare(() => describeValue(defined)),
      }));
      return [{ path, shown, priority, definitions }];
    }),
  };
}

const isOfRelease = (file: string, { nixpkgs, homeManager }: Located): boolean =>
  [nixpkgs, homeManager].some((folder) => folder !== undefined && isWithin(file, folder));

/** What never changes is not asked again, nor what changes with the release. */
function answersBeside(answers: Answers, located: Located): Answers {
  const beside = new Answers();
  const isBeside = (path: string): boolean => !isInStore(path) && !isOfRelease(path, located);
  const take = <V>(from: ReadonlyMap<string, V>, into: Map<string, V>): void => {
    for (const [path, answer] of from) if (isBeside(path)) into.set(path, answer);
  };
  take(answers.texts, beside.texts);
  take(answers.kinds, beside.kinds);
  take(answers.lists, beside.lists);
  take(answers.spellings, beside.spellings);
  take(answers.places, beside.places);
  take(answers.own, beside.own);
  take(answers.open, beside.open);
  return beside;
}
