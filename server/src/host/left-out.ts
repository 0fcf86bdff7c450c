// Which folders a search for Nix files passes over.

/** Whether a search for Nix files below `root` never comes to a path: something on the way is left out. */
export function isPassedOver(path: string, root: string): boolean {
  const names = path
    .slice(root.length + 1)
    .split('/')
    .slice(0, -1);
  return names.some((name, depth) => isLeftOut(name, [root, ...names.slice(0, depth)].join('/')));
}

/**
 * Configurations among the dot files of a home folder: `.config/nixos`, and nothing else of what programs keep there.
 */
const CONFIGURATIONS = /^(nix(os|pkgs)?|home-manager|flakes?)([-_.]|$)/;

/** Hidden folders that people keep their configuration in; the others hold caches, histories and the like. */
const HIDDEN_HOMES = /^\.(config|dotfiles|nixos|nix-config|flake)$/;

/** Whether a search passes over a folder of this name. */
export function isLeftOut(name: string, parent: string): boolean {
  if (parent.endsWith('/.config')) return !CONFIGURATIONS.test(name);
  return (name.startsWith('.') && !HIDDEN_HOMES.test(name)) || name === 'node_modules' || /^result(-|$)/.test(name);
}
