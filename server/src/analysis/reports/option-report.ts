// What becomes of one option in the base and in each specialisation, with all that defines it.
import type { LineOfFile, Location } from '../../base/span';
import { force } from '../../eval/thunk';
import type { Declaration } from '../../modules/declarations';
import { type Fact, factOf } from '../../modules/facts';
import type { System } from '../../modules/system';
import { dotted } from '../../syntax/print';
import type { Analysis } from '../analysis';
import { describeMerging, ownWords, typeInWords } from '../describe-type';
import { type Explained, explainAt, type Verdict } from '../explain';
import { type DifferentDefinition, definitionsOf, shownValue } from './differences';
import { type Reason, whyUnknown } from './explanation';

/** The option in one system. */
export interface OptionInSystem {
  readonly host: string | null;
  /** null: the base. */
  readonly specialisation: string | null;
  readonly verdict: Verdict['verdict'];
  /** The value in short; undefined where there is none, or it is not known. */
  readonly shown: string | undefined;
  /** Why the value is not known. */
  readonly reason: Reason | undefined;
  readonly definitions: readonly DifferentDefinition[];
  /** Whether there is what it is an option of: of a set of submodules, an element of that name. */
  readonly isThere: boolean;
}

export interface OptionReport {
  /** Dotted, from the root of its system: of a user's home without the way there. */
  readonly option: string;
  /** The user whose home has it; null for what is no home inside of a system. */
  readonly user: string | null;
  /** As the manual words it, or as what the option takes. */
  readonly type: string | undefined;
  /** What becomes of several definitions, as a sentence. */
  readonly merging: string | undefined;
  /** The default as Nix text, where it is a short literal. */
  readonly default: string | undefined;
  /** As its declaration or the manual has it. */
  readonly description: string | undefined;
  /** Where it is declared, as far as that is known. */
  readonly declared: readonly (Location | LineOfFile)[];
  /** The base first. */
  readonly systems: readonly OptionInSystem[];
}

/** Undefined where the path is that of no option. @param system one of the analysis, or a home in one of them. */
export function optionReport(analysis: Analysis, system: System, path: readonly string[]): OptionReport | undefined {
  const explained = familyOf(analysis, system).map((each) => ({ each, option: explainAt(each, path) }));
  const merged = explained.find(({ option }) => option !== undefined)?.option?.merged;
  if (merged === undefined) return undefined;
  const { facts, kind } = system.input;
  const fact = factOf(facts[kind], path);
  return {
    option: dotted(path),
    user: system.input.prefix.at(-1) ?? null,
    type:
      fact.kind === 'option' && merged.declaration === undefined
        ? fact.type
        : (typeInWords(merged.class) ?? ownWords(merged.declaration)),
    merging: describeMerging(merged.class),
    default: fact.kind === 'option' ? fact.default : undefined,
    ...declarationOf(merged.declaration, fact),
    systems: explained.map(({ each, option }) => inSystem(analysis, each, option, path)),
  };
}

/** What declares it: the configuration, or else NixOS or Home Manager. */
function declarationOf(own: Declaration | undefined, fact: Fact): Pick<OptionReport, 'description' | 'declared'> {
  const told = fact.kind === 'option' ? fact : undefined;
  const lines = (told?.declared ?? []).flatMap(({ file, line }) => (line === undefined ? [] : [{ file, line }]));
  const origins = (own?.origins ?? []).map(({ file, key }) => ({ file, start: key.start, end: key.end }));
  const described = own?.description && force(own.description);
  const text = described?.kind === 'attrs' ? described.get('text') : undefined;
  const value = text === undefined ? described : force(text);
  return {
    description: value?.kind === 'string' ? value.text : told?.description,
    declared: origins.length > 0 ? origins : lines,
  };
}

/** The systems in which the option of a system stands, the base first: of a home, that home in each of them. */
function familyOf({ base, systems }: Analysis, { input: { prefix } }: System): readonly System[] {
  if (prefix.join('.') === base.input.prefix.join('.')) return systems;
  return systems.flatMap(({ homeSystems }) => homeSystems.filter(({ input }) => input.prefix.at(-1) === prefix.at(-1)));
}

function inSystem(
  { entryPoint }: Analysis,
  system: System,
  explained: Explained | undefined,
  path: readonly string[],
): OptionInSystem {
  const verdict = explained?.verdict ?? { verdict: 'unset' };
  return {
    host: entryPoint.host,
    specialisation: (system.input.within ?? system).name ?? system.name,
    verdict: verdict.verdict,
    shown: explained && shownValue(explained),
    reason: whyUnknown(verdict),
    definitions: definitionsOf(explained),
    isThere: explained !== undefined || isElementThere(system, path),
  };
}

function isElementThere(system: System, path: readonly string[]): boolean {
  const depth = path.findIndex((_, i) => i > 0 && system.evaluation.node(path.slice(0, i)).kind === 'option');
  const outer = depth < 0 ? undefined : system.evaluation.node(path.slice(0, depth));
  const isSet = outer?.kind === 'option' && outer.class.kind === 'attrs';
  return !isSet || explainAt(system, path.slice(0, depth + 1)) !== undefined;
}
