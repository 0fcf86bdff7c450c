// Which configuration a run is about: the one that is asked for, or the one of this machine, or the only one.
import type { SystemSummary } from '../../analysis/reports/summary';
import { parentFolder } from '../../eval/paths';
import type { ConfigRoot } from '../../protocol/run';
import type { MachineFacts } from '../../run/machine/facts';
import { quoted } from '../../run/names';
import { isOtherMachine } from '../../run/plan/remote';
import { type Environment, UserError } from '../command';
import type { Target } from '../target';

export interface RunSystem {
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  /** On the disk of this machine. */
  readonly root: ConfigRoot;
  /** As it was analysed; undefined where no analysis found it. */
  readonly summary: SystemSummary | undefined;
}

export interface Asked {
  readonly kind: RunSystem['kind'] | undefined;
  readonly host: string | null;
  /** Whether the name of the host is part of what runs. */
  readonly needsHost: boolean;
}

/** The configurations that can be run: no machines of tests, no parts, no homes that belong to a system. */
export function runnable(systems: readonly SystemSummary[]): readonly SystemSummary[] {
  return systems.filter(({ isTest, isFragment, inside }) => !isTest && !isFragment && inside.length === 0);
}

/** The configuration that is meant; fails with a message where that is not clear. */
export function systemOf(systems: readonly SystemSummary[], asked: Asked, fallback: ConfigRoot | undefined): RunSystem {
  const ofKind = (kind: RunSystem['kind']) => systems.filter((system) => system.kind === kind);
  const isHere = ({ host }: SystemSummary): boolean => asked.host === null || host === asked.host;
  const kind =
    asked.kind ?? (ofKind('nixos').some(isHere) || !ofKind('home-manager').some(isHere) ? 'nixos' : 'home-manager');
  const [summary] = ofKind(kind).filter(isHere);
  const root = summary?.configRoot ?? ofKind(kind)[0]?.configRoot ?? fallback;
  if (root === undefined) throw new UserError('no configuration was found there');
  return { kind, host: summary?.host ?? asked.host, root, summary };
}

/** The host where none is asked for: this machine's, or the only one. */
export function hostOf(systems: readonly SystemSummary[], asked: Asked, machine: MachineFacts): string | null {
  const ofKind = (kind: RunSystem['kind']) => systems.filter((system) => system.kind === kind);
  const kind = asked.kind ?? (ofKind('nixos').length > 0 ? 'nixos' : 'home-manager');
  const hosts = [...new Set(ofKind(kind).flatMap(({ host }) => host ?? []))];
  const own = hosts.filter((host) => machine.host !== undefined && !isOtherMachine({ system: kind, host }, machine));
  // Of “me” and “me@laptop” the second is the one that home-manager takes, too.
  const [local] = own.sort((a, b) => b.length - a.length);
  if (asked.host !== null || hosts.length <= 1 || local !== undefined) return asked.host ?? local ?? hosts[0] ?? null;
  if (!asked.needsHost) return null;
  throw new UserError(`no host has the name of this machine; --host must be one of: ${hosts.map(quoted).join(', ')}`);
}

/** Where nothing was analysed: a flake, or the file itself. */
export function rootAt({ base, file }: Target, { disk }: Environment): ConfigRoot | undefined {
  for (let folder = base; ; folder = parentFolder(folder)) {
    if (disk.kind(`${folder}/flake.nix`) === 'file') return { kind: 'flake', path: folder };
    if (parentFolder(folder) === folder || disk.kind(`${folder}/.git`) !== undefined) break;
  }
  const configuration = file ?? `${base}/configuration.nix`;
  return disk.kind(configuration) === 'file' ? { kind: 'classic', path: configuration } : undefined;
}
