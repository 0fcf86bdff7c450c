// The values that an option takes, where they are few.

import { explainAt } from '../../analysis/explain';
import type { ModulePlace } from '../../analysis/module-at';
import { shownValue } from '../../analysis/reports/differences';
import { factOf } from '../../modules/facts';
import type { MergeClass } from '../../options/merge-class';
import { l10n } from '../../protocol/l10n';
import { type Forcing, forcedHere } from './forcing';
import type { CompletionItem } from './item';
import { needsForce } from './options';

export function valuesOfOption(place: ModulePlace, forcing: Forcing): readonly CompletionItem[] {
  const { system, path } = place;
  const { facts: byKind, kind } = system.input;
  const fact = factOf(byKind[kind], path);
  const node = system.evaluation.node(path);
  const type = fact.kind === 'option' ? fact : undefined;
  const merging = node.kind === 'option' ? node.class : type?.class;
  const words = [
    ...(merging === undefined ? [] : wordsOf(merging)),
    ...(type === undefined ? [] : listedIn(type.type)),
  ];
  const inBase = system.base && explainAt(system.base, path);
  const force = inBase !== undefined && needsForce(inBase) ? forcedHere(forcing) : undefined;
  const current = inBase && shownValue(inBase);
  return [...new Set(words)].map((word) => ({
    label: word,
    kind: 'value',
    detail: detailOf(word, current),
    ...(force === undefined || word === current ? {} : { text: `${force.call} ${word}`, also: force.edits }),
    group: 0,
  }));
}

function detailOf(word: string, inBase: string | undefined): string | undefined {
  if (word === inBase) return l10n.t('as in the base');
  return inBase === undefined ? undefined : l10n.t('base: {0}', inBase);
}

function wordsOf(type: MergeClass): readonly string[] {
  switch (type.kind) {
    case 'equal':
      return type.scalar === 'bool' ? ['true', 'false'] : [];
    case 'or':
      return ['true', 'false'];
    case 'nullOr':
      return ['null', ...wordsOf(type.of)];
    case 'either':
      return type.of.flatMap(wordsOf);
    case 'coerced':
      return wordsOf(type.to);
    default:
      return [];
  }
}

/** `one of "a", "b"`, as manuals word an enumeration (lib/types.nix, enum). */
function listedIn(type: string): readonly string[] {
  const list = /one of ((?:"(?:[^"\\]|\\.)*"(?:, )?)+)/.exec(type)?.[1] ?? '';
  return [...list.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([word]) => word);
}
