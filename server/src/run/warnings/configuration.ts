// What is known of the configuration itself before it is built. Pure.
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
  const what = system === 'nixos' ? 'configuration' : 'home configuration';
  const there = names.length === 0 ? 'it has none' : `it has ${names.map(quoted).join(', ')}`;
  const other = fleets?.colmena === true ? ' It is a node of colmena: the runner colmena deploys it.' : '';
  return `The flake has no ${what} ${quoted(host)}: ${there}.${other}`;
}

/**
 * Why a specialisation certainly cannot be built. Known before it runs: nixos-rebuild finds out after it has changed
 * the profile.
 */
export function undefinedSpecialisation({ spec, info, known }: PlanContext): string | undefined {
  const { specialisations: names = [], hasAllSpecialisations } = known;
  const name = spec.specialisation;
  if (info.usesBuilt || name === null || hasAllSpecialisations !== true || names.includes(name)) return undefined;
  const there = names.length === 0 ? 'it has none' : `it has ${names.map(quoted).join(', ')}`;
  return `The configuration has no specialisation ${quoted(name)}: ${there}.`;
}

function unknownName(name: string | null, { specialisations }: KnownConfiguration): readonly RunWarning[] {
  if (name === null || specialisations === undefined || specialisations.includes(name)) return [];
  const text = `No specialisation ${quoted(name)} was found in the configuration, as far as it could be read.`;
  return [warning('unknown-name', text)];
}

/** The base is built with all its specialisations, so a conflict in any of them fails the whole. */
function conflictWarnings({ conflicts = [] }: KnownConfiguration): readonly RunWarning[] {
  return conflicts
    .filter(({ count }) => count > 0)
    .map(({ specialisation, count }) => {
      const what = specialisation === null ? 'The base system' : quoted(specialisation);
      return warning('conflict', `${what} has ${count} conflict${count === 1 ? '' : 's'}: the build will fail.`);
    });
}

function unsavedWarnings({ unsaved = [] }: KnownConfiguration): readonly RunWarning[] {
  if (unsaved.length === 0) return [];
  return [warning('unsaved', `Not saved, so not built as it stands in the editor: ${listed(unsaved)}.`)];
}

function untrackedWarnings(kind: string, { untracked = [] }: KnownConfiguration): readonly RunWarning[] {
  if (kind !== 'flake' || untracked.length === 0) return [];
  return [
    warning(
      'untracked',
      `git does not know ${listed(untracked)}, so the flake does not have it: “git add -N” tells git.`,
    ),
  ];
}

function listed(files: readonly string[]): string {
  const shown = files.slice(0, NAMED).map((file) => visible(file, 80));
  return [...shown, ...(files.length > NAMED ? [`${files.length - NAMED} more`] : [])].join(', ');
}
