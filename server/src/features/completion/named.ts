// The names of specialisations where text has to name one: nh's marker, and words for rebuild commands.

import type { Analysis } from '../../analysis/analysis';
import { l10n } from '../../protocol/l10n';
import type { Completions } from './item';

/** `nixos-rebuild switch --specialisation x`, `nh os switch -s x`, `home-manager switch --specialisation x`. */
const COMMAND = /\b(?:nixos-rebuild|nh|home-manager|nixos)\b[^;&|\n]*\s(?:--speciali[sz]ation|-c|-s)[ =]["']?([\w-]*)$/;
const MARKER =
  /(?:etc\."?specialisation"?\.text|home\.file\.[^=]*specialisation[^=]*\.text)\s*=\s*[^"';]*["']+([\w-]*)$/;

/** Undefined where no name of a specialisation is to be written. */
export function specialisationNames({ base }: Analysis, text: string, offset: number): Completions | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const written = (COMMAND.exec(line) ?? MARKER.exec(line))?.[1];
  if (written === undefined) return undefined;
  const rest = /^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return {
    word: { start: offset - written.length, end: offset + rest },
    items: base.specialisations.map(({ name }) => ({
      label: name,
      kind: 'specialisation',
      detail: l10n.t('specialisation'),
      group: 0,
    })),
  };
}
