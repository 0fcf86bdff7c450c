// What `system.nixos.tags` and `system.nixos.label` may contain (nixos/modules/misc/label.nix): the tags are joined
// into the label, whose type allows few characters.
import type { Location } from '../../base/span';
import { force } from '../../eval/thunk';
import type { Slot } from '../../eval/values';
import type { System } from '../../modules/system';
import { type Expr, stripParens } from '../../syntax/ast';
import { proofOf } from '../conflicts';

export interface BadLabel {
  readonly system: System;
  readonly option: string;
  readonly slot: Slot;
  /** The text as it is written, where it is written out. */
  readonly expr: Expr | undefined;
  readonly place: Location;
  readonly certain: boolean;
}

const LABEL = ['system', 'nixos', 'label'] as const;
const TAGS = ['system', 'nixos', 'tags'] as const;
const ALLOWED = /^[a-zA-Z0-9:_.-]*$/;

export const mayBeTag = (text: string): boolean => ALLOWED.test(text);

/** Texts that make the label of a NixOS system fail, as far as they are known. */
export function badLabels(system: System): readonly BadLabel[] {
  const { evaluation, input } = system;
  if (input.kind !== 'nixos') return [];
  const label = evaluation.merged(LABEL);
  // NixOS's own label, made of the tags, has the priority of mkDefault.
  const isOwn = label.definitions.some(({ priority }) => priority <= 1000) || label.unseen.length > 0;
  const merged = isOwn ? label : evaluation.merged(TAGS);
  if (merged.winners.length === 0) return [];
  const { proof } = proofOf(merged, system);
  if (proof === 'possible') return [];
  const certain = proof === 'certain';
  return merged.winners.flatMap(({ entry, override, slot }): BadLabel[] => {
    const { origin } = entry;
    if (origin === undefined) return [];
    const written = stripParens(override?.content.origin?.value ?? origin.value);
    const value = force(slot);
    const whole = { file: origin.file, start: origin.key.start, end: origin.key.end };
    if (value.kind === 'string') {
      if (!isOwn || mayBeTag(value.text)) return [];
      return [{ system, option: LABEL.join('.'), slot, expr: textOf(written), place: whole, certain }];
    }
    if (isOwn || value.kind !== 'list') return [];
    return value.items.flatMap((item, i): BadLabel[] => {
      const text = force(item);
      if (text.kind !== 'string' || mayBeTag(text.text)) return [];
      const expr =
        written.kind === 'list' && written.items.length === value.items.length ? written.items[i] : undefined;
      const place = expr === undefined ? whole : { file: origin.file, start: expr.start, end: expr.end };
      return [{ system, option: TAGS.join('.'), slot: item, expr: textOf(expr), place, certain }];
    });
  });
}

/** A text without parts that are computed. */
const textOf = (expr: Expr | undefined): Expr | undefined =>
  expr?.kind === 'string' && expr.parts.every((part) => typeof part === 'string') ? expr : undefined;
