// What a run is called in menus, the task and its messages. Pure.
import type { RunSpec } from '../../protocol/run';
import { actionInfo } from '../actions';
import { quoted } from '../names';

/** Where a configuration with a name is activated: on its machine, or on this one although it is another's. */
export type Where = 'there' | 'here';

/** `Switch to “work” on “laptop”`; what only builds does so for a host, and never on it. */
export function runTitle(spec: RunSpec, where: Where = 'there'): string {
  const info = actionInfo(spec.action);
  const part = spec.specialisation === null || info?.wholeSystem ? baseName(spec.system) : quoted(spec.specialisation);
  const what = spec.generation === undefined ? part : `${part} of generation ${spec.generation}`;
  const link = info?.effect === 'builds' ? 'for' : where === 'here' ? 'of' : 'on';
  const target = spec.host === null ? what : `${what} ${link} ${quoted(spec.host)}`;
  const title = info === undefined ? target : info.title(target);
  return where === 'here' && spec.host !== null && link === 'of' ? `${title} on this machine` : title;
}

function baseName(system: RunSpec['system']): string {
  return system === 'nixos' ? 'the base system' : 'the base home configuration';
}
