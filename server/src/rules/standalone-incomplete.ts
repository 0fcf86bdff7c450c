// standalone-incomplete: a specialisation that inherits nothing lacks what every system needs.

import type { Analysis } from '../analysis/analysis';
import type { NonEmpty } from '../base/group-by';
import { removeBinding } from '../edits/remove';
import type { Definition } from '../modules/definition';
import type { Evaluation } from '../modules/evaluation';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, capital, distinctNames, inRow, keyPlace, soleName } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/standalone-incomplete';

const CODE = 'standalone-incomplete';

/** Something every system needs, and the attributes below `at` any of which provides it. */
interface Need {
  /** As the message calls it. */
  what(): string;
  readonly at: readonly string[];
  provides(name: string): boolean;
  /** `vital`: Nix fails without. `aside`: named only beside others, as the base system's boot loader boots it too. */
  readonly weight: 'vital' | 'default' | 'aside';
  /** Settings that make it unnecessary. */
  readonly unless: readonly (readonly string[])[];
}

/** The system is a container, or boots from what is none of NixOS's business. */
const ELSEWHERE = [
  ['boot', 'isContainer'],
  ['boot', 'initrd', 'enable'],
  ['boot', 'initrd', 'systemd', 'root'],
  ['wsl'],
  ['microvm'],
  ['disko'],
];
const NOT_A_LOADER = new Set(['timeout', 'efi']);
const NEEDS: readonly Need[] = [
  {
    what: () => '`fileSystems."/"`',
    at: ['fileSystems'],
    provides: (name) => name === '/',
    weight: 'vital',
    unless: ELSEWHERE,
  },
  {
    what: () => l10n.t('a boot loader'),
    at: ['boot', 'loader'],
    provides: (name) => !NOT_A_LOADER.has(name),
    weight: 'aside',
    unless: [...ELSEWHERE, ['boot', 'lanzaboote']],
  },
  {
    what: () => '`system.stateVersion`',
    at: ['system'],
    provides: (name) => name === 'stateVersion',
    weight: 'default',
    unless: [],
  },
];
const PLATFORM_OPTIONS = new Set(['hostPlatform', 'system', 'localSystem', 'pkgs']);
/** Only where the call that makes the system does not say it. */
const PLATFORM: Need = {
  what: () => '`nixpkgs.hostPlatform`',
  at: ['nixpkgs'],
  provides: (name) => PLATFORM_OPTIONS.has(name),
  weight: 'vital',
  unless: [],
};

interface Incomplete {
  readonly name: string;
  readonly switchedOff: Definition;
  readonly missing: readonly Need[];
}

export const standaloneIncomplete: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    const needs = analysis.entryPoint.lacksPlatform ? [...NEEDS, PLATFORM] : NEEDS;
    const found = analysis.base.specialised.flatMap((specialisation) => incompleteIn(specialisation, needs));
    return byPlace(found, ({ switchedOff: { entry } }) => entry.origin && keyPlace(entry.origin)).map(({ items }) =>
      findingAt(items, analysis, sources),
    );
  },
};

function incompleteIn(specialisation: System, needs: readonly Need[]): readonly Incomplete[] {
  const { entry, name, evaluation } = specialisation;
  if (
    entry?.inheritParentConfig !== false ||
    name === null ||
    entry.doubt !== undefined ||
    !isAllRead(entry.configuration.possible, evaluation)
  )
    return [];
  const [switchedOff] = entry.evaluation.merged(['inheritParentConfig']).winners;
  // A specialisation whose system comes from elsewhere has no modules at all.
  if (switchedOff === undefined || entry.evaluation.level([]).names.has('toplevel')) return [];
  const missing = needs.filter((need) => isMissing(need, evaluation));
  return missing.every(({ weight }) => weight === 'aside') ? [] : [{ name, switchedOff, missing }];
}

const isAllRead = (possible: readonly Definition[], { collection }: Evaluation): boolean =>
  possible.length === 0 && collection.opaque.length === 0 && collection.problems.length === 0;

function isMissing({ at, provides, unless }: Need, evaluation: Evaluation): boolean {
  if (unless.some((path) => isMentioned(path, evaluation))) return false;
  return evaluation.openings([...at, '']).length === 0 && ![...evaluation.level(at).names.keys()].some(provides);
}

const isMentioned = (path: readonly string[], evaluation: Evaluation): boolean =>
  evaluation.openings(path).length > 0 || evaluation.level(path.slice(0, -1)).names.has(path.at(-1) ?? '');

function findingAt(items: NonEmpty<Incomplete>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ switchedOff, missing }] = items;
  const { origin } = switchedOff.entry;
  const place = keyPlace(origin as NonNullable<typeof origin>);
  const names = distinctNames(items.map(({ name }) => name));
  const isVital = missing.some(({ weight }) => weight === 'vital');
  return finding(place, analysis, {
    code: CODE,
    severity: isVital ? 'warning' : 'information',
    message: capital(messageOf(names, listed(missing.map(({ what }) => what())), isVital)),
    specialisation: soleName(names),
    option: 'inheritParentConfig',
    fixes: () => [inheritFix(switchedOff, sources)],
  });
}

function messageOf(names: readonly string[], what: string, isVital: boolean): string {
  if (names.length === 1) {
    const outcome = isVital ? l10n.t('it does not build') : l10n.t("NixOS's own defaults count there");
    return l10n.t(
      'specialisation {0} lacks {1}, inheriting nothing from the base system: {2}.',
      inRow(names),
      what,
      outcome,
    );
  }
  const outcome = isVital ? l10n.t('they do not build') : l10n.t("NixOS's own defaults count in them");
  return l10n.t(
    'specialisations {0} lack {1}, inheriting nothing from the base system: {2}.',
    inRow(names),
    what,
    outcome,
  );
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : l10n.t('{0} and {1}', words.slice(0, -1).join(', '), last);
}

function inheritFix({ entry: { origin } }: Definition, sources: SourceTexts): Fix | undefined {
  if (origin === undefined || origin.inherited) return undefined;
  const edit = removeBinding(keyPlace(origin), sources);
  const title = l10n.t('Inherit the base system after all');
  return edit && { title, kind: 'remove', preferred: false, edits: [edit] };
}
