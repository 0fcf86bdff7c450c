// What is known of the configuration itself before it is built. Pure.
import { l10n } from '../../protocol/l10n';
import { visible } from '../../protocol/visible';
import { quoted } from '../names';
import type { PlanContext } from '../plan/context';
import type { KnownConfiguration } from './known';
import { type RunWarning, warning } from './warning';

/** As many files as a warning names. */
const NAMED = 3;

/** Of a run that builds; what is built already does not depend on it. */
export function configurationWarnings({ spec, info, known }: PlanContext): readonly RunWarning[] {
  if (info.usesBuilt) return [];
  return [
    ...conflictWarnings(known),
    ...unknownName(spec.specialisation, known),
    ...unsavedWarnings(known),
    ...untrackedWarnings(spec.root.kind, known),
  ];
}

/** Why there certainly is no such configuration. One without a name is not looked for by name. */
export function undefinedConfiguration({ spec, known, settings }: PlanContext): string | undefined {
  const { configurations: names, fleets } = known;
  const { host, root, system } = spec;
  if (root.kind !== 'flake' || host === null || names === undefined || names.includes(host)) return undefined;
  // What deploys a fleet has hosts of its own.
  if (settings.runner === 'colmena' || settings.runner === 'deploy-rs') return undefined;
  const none =
    system === 'nixos'
      ? l10n.t('The flake has no configuration {0}: {1}.', quoted(host), thereAre(names))
      : l10n.t('The flake has no home configuration {0}: {1}.', quoted(host), thereAre(names));
  if (fleets?.colmena !== true) return none;
  return `${none} ${l10n.t('It is a node of colmena: the runner colmena deploys it.')}`;
}

/**
 * Why a specialisation certainly cannot be built. Known before it runs: nixos-rebuild finds out after it has changed
 * the profile.
 */
export function undefinedSpecialisation({ spec, info, known }: PlanContext): string | undefined {
  const { specialisations: names = [], hasAllSpecialisations } = known;
  const name = spec.specialisation;
  if (info.usesBuilt || name === null || hasAllSpecialisations !== true || names.includes(name)) return undefined;
  return l10n.t('The configuration has no specialisation {0}: {1}.', quoted(name), thereAre(names));
}

const thereAre = (names: readonly string[]): string =>
  names.length === 0 ? l10n.t('it has none') : l10n.t('it has {0}', names.map(quoted).join(', '));

function unknownName(name: string | null, { specialisations }: KnownConfiguration): readonly RunWarning[] {
  if (name === null || specialisations === undefined || specialisations.includes(name)) return [];
  const text = l10n.t(
    'No specialisation {0} was found in the configuration, as far as it could be read.',
    quoted(name),
  );
  return [warning('unknown-name', text)];
}

/** The base is built with all its specialisations, so a conflict in any of them fails the whole. */
function conflictWarnings({ conflicts = [] }: KnownConfiguration): readonly RunWarning[] {
  return conflicts
    .filter(({ count }) => count > 0)
    .map(({ specialisation, count }) => {
      const what = specialisation === null ? l10n.t('The base system') : quoted(specialisation);
      const text =
        count === 1
          ? l10n.t('{0} has 1 conflict: the build will fail.', what)
          : l10n.t('{0} has {1} conflicts: the build will fail.', what, count);
      return warning('conflict', text);
    });
}

function unsavedWarnings({ unsaved = [] }: KnownConfiguration): readonly RunWarning[] {
  if (unsaved.length === 0) return [];
  return [warning('unsaved', l10n.t('Not saved, so not built as it stands in the editor: {0}.', listed(unsaved)))];
}

function untrackedWarnings(kind: string, { untracked = [] }: KnownConfiguration): readonly RunWarning[] {
  if (kind !== 'flake' || untracked.length === 0) return [];
  return [
    warning(
      'untracked',
      l10n.t('git does not know {0}, so the flake does not have it: “git add -N” tells git.', listed(untracked)),
    ),
  ];
}

function listed(files: readonly string[]): string {
  const shown = files.slice(0, NAMED).map((file) => visible(file, 80));
  return [...shown, ...(files.length > NAMED ? [l10n.t('{0} more', files.length - NAMED)] : [])].join(', ');
}
