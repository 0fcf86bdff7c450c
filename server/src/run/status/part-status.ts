// What a lens or a row can say of one part of a system at a glance: whether it runs, whether it is built, and what of
// it only a reboot brings. Pure.
import { bootWord } from '../machine/boot-parts';
import type { SystemFacts } from '../machine/facts';
import { delayedOptions } from '../warnings/reboot-options';
import { rebootNeeded, whereAmI } from './where-am-i';

export interface PartStatus {
  readonly isActive: boolean;
  /** Whether the newest generation has it. */
  readonly isBuilt: boolean;
  /** What only a reboot brings, in words: exact once it is built, else by the options in which it differs. */
  readonly reboot: readonly string[];
}

/**
 * The state of a part of the machine's own system; null is the base. `changedOptions` are those in which it differs
 * from what runs, as far as that is known.
 */
export function partStatus(
  facts: SystemFacts,
  name: string | null,
  changedOptions: readonly string[] = [],
): PartStatus {
  const { active } = whereAmI(facts);
  const path = name === null ? facts.system?.path : facts.system?.specialisations.get(name);
  const booted = facts.details.get(facts.bootedSystem ?? facts.startedSystem ?? '');
  const exact = rebootNeeded(booted, facts.details.get(path ?? '')).map(bootWord);
  return {
    isActive: name === null ? active.kind === 'base' : active.names.includes(name),
    isBuilt: path !== undefined,
    reboot: path === undefined ? (delayedOptions(changedOptions).get('reboot') ?? []) : exact,
  };
}

/** `active`, `not built`, `needs reboot (kernel)`: what is worth saying, the most important first. */
export function statusWords({ isActive, isBuilt, reboot }: PartStatus): readonly string[] {
  return [
    ...(isActive ? ['active'] : []),
    ...(isBuilt ? [] : ['not built']),
    ...(reboot.length === 0 || isActive ? [] : [`${isBuilt ? 'needs' : 'may need'} reboot (${reboot[0]})`]),
  ];
}
