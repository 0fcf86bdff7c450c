// Passing an argument to the modules of a system, where the call that makes the system is written out.

import type { Analysis } from '../../analysis/analysis';
import { indentAt } from '../../edits/indent';
import { isMadeUp } from '../../eval/paths';
import type { Origin } from '../../eval/values';
import { l10n } from '../../protocol/l10n';
import { type AttrsExpr, stripParens } from '../../syntax/ast';
import { scopeAt } from '../../syntax/scope';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

/**
 * `specialArgs = { inherit inputs; };` in the call, or `inherit inputs;` in the set that is there; undefined where
 * the name means nothing there.
 */
export function passArgument(name: string, { entryPoint, base }: Analysis, sources: SourceTexts): Fix | undefined {
  const { call } = entryPoint;
  if (call === undefined || base.input.within !== undefined) return undefined;
  const option = entryPoint.kind === 'nixos' ? 'specialArgs' : 'extraSpecialArgs';
  const given = call.entries.get(option);
  const origin = (given ?? call.entries.get('modules'))?.origin;
  const place = origin && placeIn(origin, given !== undefined, sources);
  if (origin === undefined || place === undefined || !isVisible(name, origin.file, place.start, sources))
    return undefined;
  const newText =
    given === undefined ? `${option} = { inherit ${name}; };${place.separator}` : `inherit ${name};${place.separator}`;
  const edit = { file: origin.file, start: place.start, end: place.start, newText };
  return { title: l10n.t('Pass `{0}` by `{1}`', name, option), kind: 'add', preferred: true, edits: [edit] };
}

interface Insertion {
  readonly start: number;
  /** What stands between what is written there and what follows. */
  readonly separator: string;
}

/** Before the modules, or before the first thing in the set that is there. */
function placeIn(origin: Origin, isSet: boolean, sources: SourceTexts): Insertion | undefined {
  const text = sources.read(origin.file);
  if (text === undefined || isMadeUp(origin.file) || origin.inherited) return undefined;
  const value = stripParens(origin.value);
  const start = isSet ? firstIn(value.kind === 'attrs' ? value : undefined) : origin.key.start;
  if (start === undefined) return undefined;
  const isAlone = /\n[ \t]*$/.test(text.slice(0, start));
  return { start, separator: isAlone ? `\n${indentAt(start, text)}` : ' ' };
}

const firstIn = (set: AttrsExpr | undefined): number | undefined => set?.bindings[0]?.start;

function isVisible(name: string, file: string, offset: number, sources: SourceTexts): boolean {
  const tree = sources.parse(file);
  return tree !== undefined && scopeAt(tree.root, offset).names.has(name);
}
