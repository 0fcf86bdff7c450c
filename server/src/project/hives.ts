// Hives of colmena: the output of a flake, what `makeHive` makes of it, or a file `hive.nix`.
import { apply } from '../eval/apply';
import type { Interpreter } from '../eval/interpreter';
import { baseName } from '../eval/paths';
import { selectAttr } from '../eval/select';
import type { Site } from '../eval/site';
import { AttrsValue, EMPTY_ATTRS, type Value } from '../eval/values';
import { HIVE } from './text-scan';

/** The nodes of a hive by name, each a system; nothing for other values. */
export function hiveNodes(hive: Value, interpreter: Interpreter, site: Site): Value {
  if (hive.kind !== 'attrs') return EMPTY_ATTRS;
  if (hive.entries.has('__schema')) return selectAttr(hive, 'nodes', site);
  const library = interpreter.outside()?.library('colmena') ?? EMPTY_ATTRS;
  const makeHive = selectAttr(selectAttr(library, 'lib', site), 'makeHive', site);
  const written = new AttrsValue(new Map([...hive.entries].filter(([name]) => !name.startsWith('_'))), hive.open);
  return selectAttr(apply(makeHive, written, site), 'nodes', site);
}

/** Whether a file is a hive by itself. */
export const isHiveFile = (file: string): boolean => baseName(file) === HIVE;
