// What NixOS says of an option that has no value, told apart by its own words (lib/modules.nix, lib/options.nix).

export type FailureKind = 'conflict' | 'type-error' | 'read-only' | 'unset' | 'other';

/** Which failure an error text of the module system is. */
export function failureKind(message: string): FailureKind {
  if (/conflicting definition|defined multiple times|defined both null|Cannot merge definitions/.test(message))
    return 'conflict';
  if (/is not of type/.test(message)) return 'type-error';
  if (/read-only/.test(message)) return 'read-only';
  return /used but not defined|accessed but has no value/.test(message) ? 'unset' : 'other';
}
