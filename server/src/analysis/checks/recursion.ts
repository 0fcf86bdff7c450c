// Questions that need their own answers: options defined by their own values, imports and names of options
// that depend on the configuration.
// Each is asked once more of a system that has been asked nothing else, so that the answer is no
// leftover of another question.
import { memoOf } from '../../base/memo';
import type { ErrorValue } from '../../eval/values';
import type { Definition } from '../../modules/definition';
import type { Evaluation } from '../../modules/evaluation';
import type { Merged } from '../../modules/merge/outcome';
import { EndlessRecursion, type Question } from '../../modules/question';
import { System } from '../../modules/system';
import { proofOf } from '../conflicts';
import { mergedAt } from '../lookup';
import { allBrokenIn, type Broken, brokenIn } from './broken';
import { type Switched, switchedAt } from './switches';

export interface Recursion {
  readonly system: System;
  /** What needs itself, and the way: the first step is the question itself. */
  readonly error: EndlessRecursion;
  /** The failure as a whole. */
  readonly place: Broken['place'];
  readonly proof: Broken['proof'];
  /** Whether it is sure that somebody asks. */
  readonly isRead: boolean;
}

/** How many different ones are looked into: of more than these, hardly anybody wants to know at once. */
const MOST = 8;

/** Endless recursion in a base system or a specialisation, each circle once. */
export const recursionsIn: (system: System) => readonly Recursion[] = memoOf((system) =>
  brokenIn(system).some(({ error }) => error.code === 'infinite-recursion' && !isElsewhere(error, system))
    ? search(system)
    : [],
);

/** Whether it is an evaluation beside the system that recurses, as a flake's own. */
function isElsewhere(error: ErrorValue, { evaluation }: System): boolean {
  const of = error instanceof EndlessRecursion ? error.steps[0]?.question.of : undefined;
  return of !== undefined && of !== evaluation && of.input.prefix.length === 0;
}

function search(system: System): readonly Recursion[] {
  const fresh = refreshed(system);
  const broken = fresh === undefined ? [] : allBrokenIn(fresh);
  const circles = new Map<string, { readonly question: Question; readonly found: Broken[] }>();
  const own = broken.filter(({ error }) => fresh !== undefined && !isElsewhere(error, fresh));
  for (const one of [...own, ...askedAlone(own, system)]) {
    const question = one.error instanceof EndlessRecursion ? one.error.steps[0]?.question : undefined;
    if (question === undefined) continue;
    const known = circles.get(keyOf(question));
    if (known === undefined) circles.set(keyOf(question), { question, found: [one] });
    else known.found.push(one);
  }
  return [...circles.values()].slice(0, MOST).flatMap(({ question, found }) => confirmed(question, found, system));
}

/** Of options whose values recurse, each with a system of its own, so many are asked at most. */
const MOST_ASKED = 32;

/**
 * Where several options stand under one condition, the first that was asked has met the circle from outside. Of each
 * such place the options are asked alone, until one is in the circle.
 */
function askedAlone(broken: readonly Broken[], system: System): readonly Broken[] {
  const found: Broken[] = [];
  const known = new Set<ErrorValue['site']>();
  const candidates = broken.filter(
    ({ error, path }) =>
      path !== undefined && error.code === 'infinite-recursion' && !(error instanceof EndlessRecursion),
  );
  for (const one of candidates.slice(0, MOST_ASKED)) {
    if (known.has(one.error.site)) continue;
    const fresh = refreshed(system);
    const error = one.path && fresh?.evaluation.failure(one.path);
    if (fresh === undefined || !(error instanceof EndlessRecursion) || isElsewhere(error, fresh)) continue;
    known.add(one.error.site);
    found.push(...candidates.filter(({ error: { site } }) => site === one.error.site).map((at) => ({ ...at, error })));
  }
  return found;
}

function confirmed(question: Question, found: readonly Broken[], system: System): readonly Recursion[] {
  const fresh = refreshed(system);
  const again = fresh && askAgain(fresh, question);
  if (fresh === undefined || again === undefined) return [];
  const { error, place, asked } = again;
  if (!(error instanceof EndlessRecursion) || keyOf(error.steps[0]?.question) !== keyOf(asked)) return [];
  const questions = error.steps.map(({ question: step }) => step);
  const values = questions.filter(({ kind }) => kind === 'value');
  // Which modules and names there are has to be known whatever defines an option.
  const proofs = values
    .filter((step) => nextOf(step, questions).kind === 'value')
    .map((step) => proofOfStep(step, fresh));
  if (proofs.includes('possible')) return [];
  const switched = values.length < questions.length ? 'on' : askedOf(found, values);
  const isLikely = proofs.includes('likely') || switched === 'maybe';
  return [{ system, error, place, proof: isLikely ? 'likely' : 'certain', isRead: switched !== 'off' }];
}

/** Whether anybody asks for an option that fails by a circle: not for what is off, nor for each of the user's own. */
function askedOf(found: readonly Broken[], circle: readonly Question[]): Switched {
  const isTheirs = circle.some((step) => !isOwn(step));
  const asked = found.flatMap(({ declared, path, system }) =>
    declared && !isTheirs ? [] : [path === undefined ? 'on' : switchedAt(path, system)],
  );
  return asked.includes('on') ? 'on' : asked.includes('maybe') ? 'maybe' : 'off';
}

interface Again {
  readonly error: unknown;
  readonly place: Broken['place'];
  readonly asked: Question;
}

function askAgain(fresh: System, { kind, path, of }: Question): Again | undefined {
  const evaluation = evaluationAt(fresh, of.input.prefix);
  if (evaluation === undefined) return undefined;
  const asked: Question = evaluation.question(kind, path);
  if (kind === 'value') return { error: evaluation.failure(path), place: undefined, asked };
  if (kind === 'names') return { error: evaluation.level(path).failure, place: undefined, asked };
  const [failure] = evaluation.collection.failures.filter(({ error }) => error instanceof EndlessRecursion);
  const origin = failure?.imports?.origin;
  const place = origin && { file: origin.file, start: origin.key.start, end: origin.key.end };
  return failure && { error: failure.error, place, asked };
}

/** The evaluation whose options stand below a path: that of the system, or of a submodule in it. */
function evaluationAt(system: System, prefix: readonly string[]): Evaluation | undefined {
  if (prefix.length === 0) return system.evaluation;
  const outcome = mergedAt(system, prefix)?.outcome;
  return outcome?.kind === 'submodule' ? outcome.evaluation : undefined;
}

/** The same system, which nobody has asked anything. */
export function refreshed({ input, base, entry }: System): System | undefined {
  if (base === undefined) return new System(input, undefined, undefined);
  return refreshed(base)?.specialised.find(({ name }) => name === entry?.name);
}

const keyOf = (question: Question | undefined): string =>
  question === undefined ? '' : JSON.stringify([question.kind, question.of.input.prefix, question.path]);

const nextOf = (step: Question, circle: readonly Question[]): Question =>
  circle[(circle.indexOf(step) + 1) % circle.length] ?? step;

/** How sure it is that what is read is the definitions in the circle: a stronger one, not seen here, would end it. */
function proofOfStep({ of, path }: Question, system: System): 'certain' | 'likely' | 'possible' {
  const merged = of.merged(path);
  return merged.onTheWay === undefined ? proofOf(merged, system).proof : 'certain';
}

/** An option that the modules declare themselves: it may be that nobody reads it. */
function isOwn({ of, path }: Question): boolean {
  const { declaration } = of.merged(path);
  return declaration !== undefined && declaration.files.length > 0 && of.input.facts.at(path).fact.kind !== 'option';
}

/** What defines the option of a question. */
export const definitionsOf = ({ of, path }: Question): readonly Definition[] =>
  (of.merged(path) satisfies Merged).definitions;
