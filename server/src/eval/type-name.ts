// What the type of a value is called.
import type { Value } from './values';

/** What people call the type of a value (`builtins.typeOf` for Nix's own kinds). */
export function typeName(value: Value): string {
  switch (value.kind) {
    case 'attrs':
      return 'set';
    case 'lambda':
    case 'primop':
      return 'lambda';
    case 'partial-string':
      return 'string';
    default:
      return value.kind;
  }
}
