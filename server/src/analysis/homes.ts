// The homes of users that a specialisation has something to say about.
import type { Module } from '../modules/definition';
import type { System } from '../modules/system';

/** Whether a module is one that a specialisation adds. */
export const isAdded = ({ module }: { readonly module: Module }): boolean => module.scope === 'specialisation';

/** The homes that a specialisation configures itself, `home-manager.users.<name>`. */
export function homesConfiguredBy(specialisation: System): readonly System[] {
  const { names: homes } = specialisation.evaluation.level(['home-manager', 'users']);
  return specialisation.homeSystems.filter(({ input }) => homes.get(input.prefix.at(-1) ?? '')?.some(isAdded));
}
