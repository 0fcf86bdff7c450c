import type { AttrsValue } from '../eval/values';
import type { ModuleRef } from '../modules/load-module';
import type { SystemKind } from '../modules/system';
import type { ConfigRoot } from '../protocol/run';

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
