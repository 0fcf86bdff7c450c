// What a run is called in menus, the task and its messages. Pure.
import { l10n } from '../../protocol/l10n';
import type { RunSpec } from '../../protocol/run';
import { actionInfo } from '../actions';
import { quoted } from '../names';

/** Where a configuration with a name is activated: on its machine, or on this one although it is another's. */
export type Where = 'there' | 'here';

/** `Switch to “work” on “laptop”`; what only builds does so for a host, and never on it. A home is no place. */
export function runTitle(spec: RunSpec, where: Where = 'there'): string {
  const info = actionInfo(spec.action);
  const part = spec.specialisation === null || info?.wholeSystem ? baseName(spec.system) : quoted(spec.specialisation);
  const what = spec.generation === undefined ? part : l10n.t('{0} of generation {1}', part, spec.generation);
  const isBuilt = info?.effect === 'builds';
  const isNamed = where === 'here' || spec.system === 'home-manager';
  const target = spec.host === null ? what : ofHost(what, quoted(spec.host), isBuilt, isNamed);
  const title = info === undefined ? target : info.title(target);
  return where === 'here' && spec.host !== null && !isBuilt ? l10n.t('{0} on this machine', title) : title;
}

function ofHost(what: string, host: string, isBuilt: boolean, isNamed: boolean): string {
  if (isBuilt) return l10n.t('{0} for {1}', what, host);
  return isNamed ? l10n.t('{0} of {1}', what, host) : l10n.t('{0} on {1}', what, host);
}

function baseName(system: RunSpec['system']): string {
  return system === 'nixos' ? l10n.t('the base system') : l10n.t('the base home configuration');
}
