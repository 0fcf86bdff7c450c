// unknown-specialisation-key: an attribute of `specialisation.<name>` that is not one of its few options, mostly
// because `configuration` was forgotten.

import type { Analysis } from '../analysis/analysis';
import { closest } from '../base/closest';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { renameAttribute } from '../edits/names';
import { removeBinding } from '../edits/remove';
import { force } from '../eval/thunk';
import type { Origin } from '../eval/values';
import type { Unmatched } from '../modules/option-walk';
import type { SpecialisationEntry } from '../modules/specialisation-entries';
import type { SystemKind } from '../modules/system-options';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, distinctNames, entryPath, namePlace, soleName } from './engine/places';
import { reasonText } from './engine/reason-words';
import type { Rule } from './engine/rule';
import { intoConfiguration } from './fixes/into-configuration';
import { PAGE } from './pages/unknown-specialisation-key';

const CODE = 'unknown-specialisation-key';
const OPTIONS: Readonly<Record<SystemKind, readonly string[]>> = {
  nixos: ['configuration', 'inheritParentConfig'],
  'home-manager': ['configuration'],
};
/** What people write who remember the names differently. */
const REMEMBERED: ReadonlyMap<string, string> = new Map([
  ...['config', 'configs', 'conf', 'settings', 'system'].map((name) => [name, 'configuration'] as const),
  ...[
    'inherit',
    'inheritConfig',
    'inheritParent',
    'inheritParentConfiguration',
    'inheritsParentConfig',
    'inheritFromParent',
  ].map((name) => [name, 'inheritParentConfig'] as const),
]);

interface Stray {
  readonly entry: SpecialisationEntry;
  readonly name: string;
  readonly origin: Origin;
  /** All attributes of the same specialisation that are no options. */
  readonly all: readonly Unmatched[];
}

export const unknownSpecialisationKey: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) =>
    byPlace(analysis.base.specialisations.flatMap(straysOf), ({ origin }) => namePlace(origin)).map(
      ({ place, items }) => findingAt(place, items, analysis, sources),
    ),
};

function straysOf(entry: SpecialisationEntry): readonly Stray[] {
  const all = entry.evaluation.unmatched;
  return all.flatMap(({ path, raws }) =>
    raws.flatMap((raw): Stray[] => {
      const { origin } = raw.entry;
      return origin === undefined ? [] : [{ entry, name: path[0] ?? '', origin, all }];
    }),
  );
}

function findingAt(place: Location, strays: NonEmpty<Stray>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ name, origin }] = strays;
  const { kind } = analysis.entryPoint;
  const names = distinctNames(strays.map(({ entry }) => entry.name));
  const meant = meantBy(strays[0], kind);
  const { severity, consequence } = proofOf(strays, analysis);
  return finding(place, analysis, {
    code: CODE,
    severity,
    message: l10n.t('{0}: {1}.', explained(entryPath(names), name, meant, kind), consequence),
    specialisation: soleName(names),
    option: entryPath(names, name),
    fixes: () => [meant === undefined ? mend(strays, kind, sources) : renameFix(origin, name, meant, sources)],
  });
}

/** The option that was meant; not where the value holds that very option, as in `config.configuration = …`. */
function meantBy({ name, entry }: Stray, kind: SystemKind): string | undefined {
  const free = OPTIONS[kind].filter((option) => !entry.evaluation.level([]).names.has(option));
  const remembered = REMEMBERED.get(name);
  const meant = remembered !== undefined && free.includes(remembered) ? remembered : closest(name, free);
  return meant === undefined || (meant === 'configuration' && !isSettings(name, entry)) ? undefined : meant;
}

/** Whether the values of an attribute may be modules, and none has the options of a specialisation itself. */
function isSettings(name: string, { evaluation }: SpecialisationEntry): boolean {
  const values = (evaluation.level([]).names.get(name) ?? []).map((raw) => force(raw.entry.slot));
  return values.every(
    (value) =>
      (value.kind === 'attrs' && !OPTIONS.nixos.some((option) => value.entries.has(option))) ||
      value.kind === 'lambda' ||
      value.kind === 'path' ||
      value.kind === 'unknown',
  );
}

function explained(path: string, name: string, meant: string | undefined, kind: SystemKind): string {
  if (meant !== undefined) return l10n.t('`{0}` has no option `{1}`; `{2}` is probably meant', path, name, meant);
  return kind === 'home-manager' && name === 'inheritParentConfig'
    ? l10n.t('`{0}` has no option `{1}`: in Home Manager a specialisation always inherits', path, name)
    : l10n.t('`{0}` has no option `{1}`; what it configures belongs in `configuration`', path, name);
}

function proofOf(
  strays: readonly Stray[],
  { base, entryPoint }: Analysis,
): { severity: 'error' | 'warning'; consequence: string } {
  const consequence =
    entryPoint.kind === 'nixos'
      ? l10n.t('the system does not evaluate')
      : l10n.t('the home configuration does not evaluate');
  if (strays.every(({ entry }) => entry.doubt !== undefined))
    return { severity: 'warning', consequence: l10n.t('{0} where the specialisation exists', consequence) };
  const [unread] = base.evaluation.collection.opaque;
  if (unread !== undefined)
    return {
      severity: 'warning',
      consequence: l10n.t(
        '{0}, unless a module that could not be read ({1}) declares it',
        consequence,
        reasonText(unread.reason),
      ),
    };
  return { severity: entryPoint.fragment ? 'warning' : 'error', consequence };
}

function renameFix(origin: Origin, name: string, meant: string, sources: SourceTexts): Fix | undefined {
  const edits = renameAttribute([origin], name, meant, sources);
  return edits && { title: l10n.t('Rename `{0}` to `{1}`', name, meant), kind: 'rename', preferred: true, edits };
}

function mend([stray]: NonEmpty<Stray>, kind: SystemKind, sources: SourceTexts): Fix | undefined {
  if (kind === 'home-manager' && stray.name === 'inheritParentConfig') {
    const edit = removeBinding(namePlace(stray.origin), sources);
    return (
      edit && { title: l10n.t('Remove `{0}`', 'inheritParentConfig'), kind: 'remove', preferred: true, edits: [edit] }
    );
  }
  const edits = intoConfiguration(stray.entry, stray.all, sources);
  return (
    edits && {
      title: l10n.t('Move what the specialisation configures into `configuration`'),
      kind: 'add',
      preferred: true,
      edits,
    }
  );
}
