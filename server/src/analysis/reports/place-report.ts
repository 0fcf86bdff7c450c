// What there is to say of a place of a file, as plain data: what hover and navigation are made of.
import { memoOf } from '../../base/memo';
import { type Location, type Span, touches } from '../../base/span';
import type { Definition } from '../../modules/definition';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import type { System } from '../../modules/system';
import type { ConfigRoot } from '../../protocol/run';
import type { ChangeKind } from '../../protocol/tree';
import { type Expr, stripParens } from '../../syntax/ast';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Analysis } from '../analysis';
import { type AtOffset, atOffset } from '../at-offset';
import { type DefinitionAt, isNameless, pathFromTop, stepAt } from '../definitions-at';
import { differences } from '../differences';
import { type SpecialisationSite, sitesOf } from '../specialisation-sites';
import { type OptionReport, optionReport } from './option-report';

/** What a specialisation makes of an option, dotted. */
export interface OptionChange {
  readonly option: string;
  readonly change: ChangeKind;
}

/** A specialisation that is named at a place. */
export interface SpecialisationReport {
  readonly name: string;
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  /** Whether it is of a home that stands alone: then `host` is its name, and no machine's. */
  readonly isAlone: boolean;
  readonly root: ConfigRoot;
  /** null: could not be decided. */
  readonly inheritParentConfig: boolean | null;
  readonly changes: readonly OptionChange[];
  /** Where it is written. */
  readonly sites: readonly Location[];
}

export interface PlaceReport {
  readonly span: Span;
  readonly option: OptionReport | undefined;
  readonly specialisation: SpecialisationReport | undefined;
  /** The property whose name stands there, as the library calls it, and its priority where it has one. */
  readonly property: { readonly name: string; readonly priority: number | undefined } | undefined;
  /** Whether a name, or a path, of code stands there: where that leads others know. */
  readonly isCode: boolean;
}

/** Nothing where an analysis has nothing to say of the place. */
export function placeReport(
  analysis: Analysis,
  file: string,
  offset: number,
  sources: SourceTexts,
): readonly PlaceReport[] {
  const at = atOffset(analysis, file, offset, sources);
  if (at === undefined) return [];
  const named = specialisationAt(analysis, at);
  const specialisation = named && specialisationReport(named);
  const meant = specialisation === undefined ? meantAt(analysis, at, offset, file, sources) : undefined;
  const option = meant && !isBody(meant.path) ? optionReport(analysis, meant.system, meant.path) : undefined;
  const property = at.property && { name: at.property.name, priority: at.definitions[0]?.definition.priority };
  if (option === undefined && specialisation === undefined && property === undefined) return [];
  return [{ span: at.span, option, specialisation, property, isCode: specialisation === undefined && isCode(at) }];
}

/** `lib.mkForce`, or what a value is written as, but for what Nix calls so itself. */
function isCode({ property, argument, onStep, expr }: AtOffset): boolean {
  if (onStep || argument?.argument === 'config') return false;
  const isLiteral = expr?.kind === 'variable' && WORDS.has(expr.name);
  return property !== undefined || (!isLiteral && (expr?.kind === 'variable' || expr?.kind === 'path'));
}

const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** The option of a place; on the way there, as on `services` of `services.openssh.enable`, the one that it leads to. */
function meantAt(
  analysis: Analysis,
  at: AtOffset,
  offset: number,
  file: string,
  sources: SourceTexts,
): ReturnType<typeof optionMeant> {
  const own = optionMeant(analysis, at, offset);
  const tree = own === undefined ? sources.parse(file) : undefined;
  const step = tree && stepAt(tree, offset);
  const last = step?.binding.path.at(-1);
  if (step === undefined || last === undefined || last === step.binding.path[step.index]) return own;
  const there = atOffset(analysis, file, last.start, sources);
  // What leads to a specialisation is no option.
  return there === undefined || specialisationAt(analysis, there) !== undefined
    ? undefined
    : optionMeant(analysis, there, last.start);
}

/** The option that the place is about: the one defined there, or the one read. */
function optionMeant(
  { base }: Analysis,
  { definitions, argument, property, span }: AtOffset,
  offset: number,
): { readonly system: System; readonly path: readonly string[] } | undefined {
  if (argument?.argument === 'config' && argument.path.length > 0) return { system: base, path: argument.path };
  // Where the path to the specialisation is written as well, its own definition also is the specialisation's.
  const [first] = [...definitions].sort((a, b) => pathFromTop(b).length - pathFromTop(a).length);
  if (first === undefined) return undefined;
  const isMeant = property !== undefined || isOnName(first, offset) || isWholeValue(first, span);
  return isMeant ? { system: first.system, path: first.path } : undefined;
}

const isOnName = ({ definition: { entry } }: DefinitionAt, offset: number): boolean =>
  entry.origin !== undefined && !isNameless(entry.origin) && touches(entry.origin.key, offset);

/** Whether the place is the value as a whole, as long as that is one word: `true`, `"UTC"`. */
function isWholeValue({ definition: { entry } }: DefinitionAt, span: Span): boolean {
  const value = entry.origin?.value;
  return value !== undefined && isWord(value) && value.start <= span.start && span.end <= value.end;
}

function isWord(expr: Expr): boolean {
  const { kind } = stripParens(expr);
  return kind === 'int' || kind === 'float' || kind === 'string' || kind === 'path' || kind === 'variable';
}

/** Whether an option is what a specialisation consists of: the modules there are no value to tell of. */
export const isBody = (path: readonly string[]): boolean =>
  path.at(-1) === 'configuration' && path.at(-3) === 'specialisation';

/** A specialisation with the analysis of the system that has it: the one that was asked, or the one around a home. */
export interface NamedSpecialisation {
  readonly owner: Analysis;
  readonly entry: SpecialisationEntry;
}

/** The specialisation whose name a place is on: where it is written, or where `config.specialisation` is read. */
export function specialisationAt(analysis: Analysis, at: AtOffset): NamedSpecialisation | undefined {
  const { file, span, named } = at;
  if (span.end === span.start) return undefined;
  const inPath = at.onStep && at.option !== undefined ? nameIn(at.option, analysis.base.input.prefix) : undefined;
  const owner = inPath === undefined && named?.of === 'system' ? analysis.around : analysis;
  const wanted = inPath ?? named?.name;
  // One that a function makes is named by a text, if at all.
  const isWritten = ({ location }: SpecialisationSite): boolean =>
    location.file === file && location.start === span.start && location.end === span.end;
  const entry =
    owner?.base.specialisations.find(({ name }) => name === wanted) ??
    owner?.base.specialisations.find(({ merged }) => sitesOf(merged).some(isWritten));
  return owner && entry && { owner, entry };
}

function specialisationReport({ owner, entry }: NamedSpecialisation): SpecialisationReport {
  const { name, inheritParentConfig, merged } = entry;
  const { kind, host, configRoot: root } = owner.entryPoint;
  const sites = sitesOf(merged).map(({ location }) => location);
  const isAlone = kind === 'home-manager' && owner.base.input.prefix.length === 0;
  return { name, kind, host, isAlone, root, inheritParentConfig, changes: changesBy(entry, owner), sites };
}

/** All options of two systems are compared for it, of each host. */
function changesBy(entry: SpecialisationEntry, analysis: Analysis): readonly OptionChange[] {
  const known = knownChanges(analysis);
  const system = analysis.base.specialised.find((each) => each.entry === entry);
  const found =
    known.get(entry) ??
    (system === undefined
      ? []
      : differences(analysis, system).map(({ option, change, conflict }) => ({
          option,
          change,
          culprits: conflict?.culprits ?? [],
        })));
  known.set(entry, found);
  return found
    .filter(({ culprits }) => !analysis.ignoresConflictOf(culprits))
    .map(({ option, change }) => ({ option, change }));
}

const knownChanges = memoOf((_analysis: Analysis) => new Map<SpecialisationEntry, readonly KnownChange[]>());

interface KnownChange extends OptionChange {
  /** Of a conflict: what does not merge. */
  readonly culprits: readonly Definition[];
}

/** `specialisation.<name>` below a prefix. */
function nameIn(path: readonly string[], prefix: readonly string[]): string | undefined {
  const isThere = path.length === prefix.length + 2 && prefix.every((segment, i) => path[i] === segment);
  return isThere && path.at(-2) === 'specialisation' ? path.at(-1) : undefined;
}
