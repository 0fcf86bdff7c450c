// Things from outside the workspace that configurations use by name: the packages, NixOS's own modules.
import type { Interpreter } from '../eval/interpreter';
import { libValue } from '../eval/lib/index';
import { formatType } from '../eval/lib/types';
import { primop } from '../eval/primop';
import { attrs, OpaqueValue, type Slot } from '../eval/values';

/** `pkgs`, whose `lib` is the library. */
export function packages(interpreter: Interpreter, path = 'pkgs'): OpaqueValue {
  const known = new Map<string, () => Slot>([
    ['lib', () => libValue(interpreter)],
    ['pkgs', () => packages(interpreter, path)],
    ['formats', () => formats(path)],
  ]);
  return new OpaqueValue(path, 'package', (name) => known.get(name)?.());
}

/** The formats whose values are sets, lists and scalars (pkgs/pkgs-lib/formats.nix). */
const FORMATS: ReadonlySet<string> = new Set(['json', 'yaml', 'yaml_1_1', 'toml', 'ini', 'keyValue']);

/** `pkgs.formats`: `(pkgs.formats.json { }).type` is how options of free settings are declared. */
function formats(path: string): OpaqueValue {
  return new OpaqueValue(`${path}.formats`, 'plain', (name) =>
    FORMATS.has(name)
      ? primop(name, 1, () =>
          attrs([
            ['type', formatType(name)],
            ['generate', new OpaqueValue(`${path}.formats.${name}.generate`, 'package')],
          ]),
        )
      : undefined,
  );
}

/** `modulesPath`: NixOS's own modules, known by name only. */
export const MODULES_PATH = new OpaqueValue('modulesPath', 'module');
