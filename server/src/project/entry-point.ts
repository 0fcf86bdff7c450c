import type { Code } from '../eval/code';
import { selectAttr } from '../eval/select';
import { AttrsValue, attrs, type Entry } from '../eval/values';
import type { ModuleRef } from '../modules/load-module';
import type { SystemKind } from '../modules/system';
import type { ConfigRoot } from '../protocol/run';
import { MODULES_PATH } from './opaque';
import type { MadeSystem } from './systems';

/** Where the evaluation of one system starts. */
export interface EntryPoint {
  readonly kind: SystemKind;
  readonly host: string | null;
  /** The file evaluation starts at. */
  readonly entry: string;
  readonly configRoot: ConfigRoot;
  readonly roots: readonly ModuleRef[];
  readonly specialArgs: AttrsValue;
  /** True when the file is probably only a part of some system that was not found: nothing in it is certain. */
  readonly fragment: boolean;
}

/** The entry point of a system that a call makes. */
export function systemEntry(
  { kind, argument }: MadeSystem,
  host: string,
  file: string,
  configRoot: ConfigRoot,
  site: Code,
): EntryPoint | undefined {
  if (kind === 'darwin') return undefined;
  const modules = argument.get('modules');
  const given = selectAttr(argument, kind === 'nixos' ? 'specialArgs' : 'extraSpecialArgs', site);
  const entries = new Map<string, Entry>([['modulesPath', { slot: MODULES_PATH, origin: undefined }]]);
  const lib = argument.get('lib');
  if (lib !== undefined) entries.set('lib', { slot: lib, origin: undefined });
  if (given.kind === 'attrs') for (const [name, entry] of given.entries) entries.set(name, entry);
  const open = given.kind === 'attrs' ? given.open : given.kind === 'unknown' ? given : undefined;
  return {
    kind,
    host,
    entry: file,
    configRoot,
    roots: modules === undefined ? [] : [{ slot: attrs([['imports', modules]]), file, scope: 'parent' }],
    specialArgs: new AttrsValue(entries, open),
    fragment: false,
  };
}
