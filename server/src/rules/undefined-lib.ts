// undefined-lib: a module uses `lib`, one of its functions, `config`, `pkgs` or another argument
// of modules without having it.

import type { Analysis } from '../analysis/analysis';
import { type UnboundIn, type UnboundName, unboundIn } from '../analysis/checks/unbound';
import { groupBy } from '../base/group-by';
import type { FileEdit } from '../base/text-edit';
import { type Around, addArguments, reach } from '../edits/reach';
import { libValue } from '../eval/lib/index';
import type { AttrsValue } from '../eval/values';
import type { Module } from '../modules/definition';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/undefined-lib';

/** What every module may ask for by name. */
const ARGUMENTS: ReadonlySet<string> = new Set(['lib', 'config', 'pkgs', 'options', 'modulesPath']);

export const undefinedLib: Rule = {
  code: 'undefined-lib',
  page: PAGE,
  check: (analysis, sources) => filesOf(analysis).flatMap((inFile) => findingsIn(inFile, analysis, sources)),
};

/** Whether a name is an argument of every module, or a function of the library. */
export const isModuleName = (name: string, library: AttrsValue): boolean =>
  ARGUMENTS.has(name) || library.entries.has(name);

/** Each file once, whatever the number of systems that have it. */
function filesOf(analysis: Analysis): readonly UnboundIn[] {
  const files = new Map(
    analysis.systems.flatMap((system) => unboundIn(system).map((inFile) => [inFile.module.file, inFile])),
  );
  return [...files.values()];
}

/** One finding for each name, at its first use: to give the name to the file mends all its uses. */
function findingsIn({ module, names }: UnboundIn, analysis: Analysis, sources: SourceTexts): readonly Finding[] {
  const uses = groupBy(names, ({ name }) => name);
  return [...uses].flatMap(([name, places]) => {
    const isArgument = ARGUMENTS.has(name);
    const [first, ...others] = places;
    if (!isModuleName(name, libValue(analysis.base.input.interpreter))) return [];
    return [
      finding({ file: module.file, ...first }, analysis, {
        code: 'undefined-lib',
        severity: analysis.entryPoint.fragment ? 'warning' : 'error',
        message: isArgument
          ? l10n.t(
              '`{0}` is used here, but this module does not take it as an argument: Nix cannot read the file.',
              name,
            )
          : l10n.t('`{0}` is not in scope here (it is `lib.{0}`): Nix cannot read the file.', name),
        related: others.map(({ start, end }) => ({ file: module.file, start, end, message: l10n.t('used here too') })),
        fixes: () =>
          isArgument ? [argumentFix(name, places, module, sources)] : [functionFix(name, places, module, sources)],
      }),
    ];
  });
}

/** `{ pkgs, ... }:` becomes `{ lib, pkgs, ... }:`; with `args:` the uses become `args.lib`. */
function argumentFix(
  name: string,
  places: readonly UnboundName[],
  module: Module,
  sources: SourceTexts,
): Fix | undefined {
  const around = aroundOf(module, places, sources);
  const added = around && addArguments([name], around);
  if (added !== undefined)
    return {
      title: l10n.t('Take `{0}` as an argument', name),
      kind: 'add',
      preferred: true,
      edits: inFile(added, module.file),
    };
  const whole = module.head?.formals === undefined ? module.head?.param?.name : undefined;
  if (whole === undefined || places.some(({ inherited }) => inherited)) return undefined;
  const edits = places.map(({ start }) => ({ start, end: start, newText: `${whole}.` }));
  const title = l10n.t('Write `{0}`', `${whole}.${name}`);
  return { title, kind: 'add', preferred: true, edits: inFile(edits, module.file) };
}

/** `lib.` before each use, and `lib` among the arguments where it is missing. */
function functionFix(
  name: string,
  places: readonly UnboundName[],
  module: Module,
  sources: SourceTexts,
): Fix | undefined {
  if (places.some(({ inherited }) => inherited)) return undefined;
  const edits: FileEdit[] = [];
  let written = `lib.${name}`;
  for (const place of places) {
    const around = aroundOf(module, [place], sources);
    const found = around && reach([name], around);
    if (found === undefined) return undefined;
    written = found.call(name);
    edits.push(...inFile([{ start: place.start, end: place.end, newText: written }], module.file));
    for (const edit of inFile(found.edits, module.file))
      if (!edits.some(({ start, end }) => start === edit.start && end === edit.end)) edits.push(edit);
  }
  return { title: l10n.t('Write `{0}`', written), kind: 'add', preferred: true, edits };
}

function aroundOf(module: Module, places: readonly UnboundName[], sources: SourceTexts): Around | undefined {
  const [text, tree, first] = [sources.read(module.file), sources.parse(module.file), places[0]];
  if (text === undefined || tree === undefined || first === undefined) return undefined;
  return { text, tree, offset: first.start, module: { head: module.head, wholeFile: true } };
}

const inFile = (edits: readonly Omit<FileEdit, 'file'>[], file: string): readonly FileEdit[] =>
  edits.map((edit) => ({ file, ...edit }));
