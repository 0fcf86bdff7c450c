// What a run is called in menus, the task and its messages. Pure.
import type { RunSpec } from '../../protocol/run';
import { actionInfo } from '../actions';
import { quoted } from '../names';

/** `Switch to “work” on “laptop”` */
export function runTitle(spec: RunSpec): string {
  const info = actionInfo(spec.action);
  const part = spec.specialisation === null || info?.wholeSystem ? baseName(spec.system) : quoted(spec.specialisation);
  const what = spec.generation === undefined ? part : `${part} of generation ${spec.generation}`;
  const target = spec.host === null ? what : `${what} on ${quoted(spec.host)}`;
  return info === undefined ? target : info.title(target);
}

function baseName(system: RunSpec['system']): string {
  return system === 'nixos' ? 'the base system' : 'the base home configuration';
}
