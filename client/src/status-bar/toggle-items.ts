// What can be switched to on this machine: the base and the specialisations of the newest generation, and those that
// the configuration has but that are not built. Pure.

import { l10n } from '../../../server/src/protocol/l10n';
import type { BuiltState } from '../../../server/src/protocol/machine';
import type { RunAction, RunSpec } from '../../../server/src/protocol/run';
import type { SystemNode } from '../../../server/src/protocol/tree';
import type { OwnTarget } from '../machine/run-target';

export interface ToggleItem {
  readonly label: string;
  readonly description: string;
  readonly isActive: boolean;
  readonly spec: RunSpec;
}

export interface ToggleGroup {
  readonly title: string;
  readonly items: readonly ToggleItem[];
}

export interface Togglable {
  readonly built: BuiltState;
  /** What runs in words, where it is none of what could be switched to. */
  readonly other: string | undefined;
  /** Where a run starts. */
  readonly target: OwnTarget;
  /** The configuration of this machine, if it is open. */
  readonly declared: SystemNode | undefined;
}

/** The groups for a system or a home. */
export function toggleGroups(title: string, { built, other, target, declared }: Togglable): readonly ToggleGroup[] {
  const spec = (action: RunAction, specialisation: string | null): RunSpec => ({ ...target, action, specialisation });
  const item = (name: string | null): ToggleItem => ({
    label: name ?? (target.system === 'nixos' ? l10n.t('Base system') : l10n.t('Base home configuration')),
    description: stateOf(name, built),
    isActive: built.active === name,
    // What is built is activated by its own program, whatever its configuration is called.
    spec: { ...spec('switch', name), host: null },
  });
  const missing = (declared?.parts ?? []).flatMap(({ key }) => {
    const name = key.specialisation;
    return name === null || built.names.includes(name) ? [] : [name];
  });
  const rebuilds = missing.map((name) => ({
    label: name,
    description: l10n.t('rebuild and switch'),
    isActive: false,
    spec: spec('rebuild', name),
  }));
  return [
    {
      title: other === undefined ? title : l10n.t('{0}: {1} runs now', title, other),
      items: [item(null), ...[...built.names].sort().map(item)],
    },
    ...(rebuilds.length === 0 ? [] : [{ title: l10n.t('not built'), items: rebuilds }]),
  ];
}

function stateOf(name: string | null, { active, reboot }: BuiltState): string {
  const parts = name === null ? [] : (reboot[name] ?? []);
  return [
    ...(active === name ? [l10n.t('active')] : []),
    ...(parts.length === 0 ? [] : [l10n.t('needs a reboot ({0})', parts.join(', '))]),
  ].join(' · ');
}
