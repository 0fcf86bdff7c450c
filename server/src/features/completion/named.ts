// The names of specialisations where text has to name one: nh's marker, and words for rebuild commands.

import type { Analysis } from '../../analysis/analysis';
import { MARKER_PATH } from '../../analysis/checks/marker';
import type { ModulePlace } from '../../analysis/module-at';
import type { Span } from '../../base/span';
import type { System } from '../../modules/system';
import { l10n } from '../../protocol/l10n';
import type { SyntaxTree } from '../../syntax/ast';
import { pathTo } from '../../syntax/locate';
import { printName, printString } from '../../syntax/print';
import { commandWord, isBareWord, nameBegun } from '../rename/in-texts';
import type { Completions } from './item';

/** The marker between quotes of any kind. */
const MARKER = /(?:etc|dataFile|home\.file)\.[^=]*specialisation"?\.text\s*=\s*[^"';]*["']+([\w-]*)$/;
const READ = /\bconfig\.specialisation\.([\w-]*)$/;

/** Undefined where no name of a specialisation is to be written. */
export function specialisationNames(
  { base }: Analysis,
  { text, tree }: { readonly text: string; readonly tree: SyntaxTree },
  offset: number,
): Completions | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const inCommand = nameBegun(text, offset);
  const inText = inCommand ?? MARKER.exec(line)?.[1];
  const written = inText ?? READ.exec(line)?.[1];
  if (written === undefined) return undefined;
  const rest = /^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const word = { start: offset - written.length, end: offset + rest };
  if (inText === undefined) return namesOf(base, word, printName);
  const around = pathTo(tree.root, offset).findLast(({ kind }) => kind === 'string');
  const quote = around?.kind === 'string' && around.style === 'indented' ? '"' : "'";
  const isBare = inCommand !== undefined && isBareWord(word.start, text);
  return namesOf(base, word, isBare ? (name) => commandWord(name, quote) : undefined);
}

/** The same where the option of the marker gets its value. */
export function markerNames({ kind, path, system, word }: ModulePlace): Completions | undefined {
  const marker = MARKER_PATH[system.input.kind];
  return kind === 'value' && path.length === marker.length && path.every((step, i) => step === marker[i])
    ? namesOf(system.base ?? system, word, printString)
    : undefined;
}

/** @param write how a name is written there, where that is not as itself */
const namesOf = ({ specialisations }: System, word: Span, write?: (name: string) => string): Completions => ({
  word,
  items: specialisations.map(({ name }) => ({
    label: name,
    kind: 'specialisation',
    detail: l10n.t('specialisation'),
    ...(write === undefined || write(name) === name ? {} : { text: write(name) }),
    group: 0,
  })),
});
