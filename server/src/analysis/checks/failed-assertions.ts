// Assertions that do not hold, or cannot be decided for a failure, in a base and in its specialisations.

import type { Location } from '../../base/span';
import { isMadeUp } from '../../eval/paths';
import { force, sourceOf } from '../../eval/thunk';
import type { Entry, ErrorValue, Slot, Value } from '../../eval/values';
import { readsWithin } from '../../lexical/config-reads';
import type { Definition } from '../../modules/definition';
import type { System } from '../../modules/system';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Analysis } from '../analysis';
import { asksForDefaults, assuming } from '../assumed';
import { mergedAt } from '../lookup';
import { sitesOf } from '../specialisation-sites';
import { type Broken, sitePlace } from './broken';

export interface FailedAssertion {
  readonly system: System;
  /** The assertion itself. */
  readonly written: Location | undefined;
  /** What a specialisation sets that breaks an assertion of the base, or else its name. */
  readonly brokenBy: Location | undefined;
  /** What it says; undefined where that is not known. */
  readonly message: string | undefined;
  /** What the condition itself fails with. */
  readonly failure: string | undefined;
  readonly proof: Broken['proof'];
}

/** Each once: what the base says already is not repeated for specialisations. */
export function failedAssertions({ base }: Analysis, sources: SourceTexts): readonly FailedAssertion[] {
  const sure = failedBelow(base, sources);
  if (!asksForDefaults(base)) return sure;
  const known = new Set(sure.map(keyOf));
  const assumed = failedBelow(assuming(base), sources).filter((failed) => !known.has(keyOf(failed)));
  return [...sure, ...assumed.map((failed): FailedAssertion => ({ ...failed, proof: 'likely' }))];
}

const keyOf = ({ system, written, message }: FailedAssertion): string =>
  JSON.stringify([system.name, written?.file, written?.start, message]);

function failedBelow(base: System, sources: SourceTexts): readonly FailedAssertion[] {
  const own = failedIn(base, sources);
  const isKnown = new Set(own.map(sameKey));
  return [
    ...own,
    ...base.specialised.flatMap((system) =>
      failedIn(system, sources).filter((failed) => !isKnown.has(sameKey(failed))),
    ),
  ];
}

const sameKey = ({ written, message }: FailedAssertion): string =>
  JSON.stringify([written?.file, written?.start, message]);

function failedIn(system: System, sources: SourceTexts): readonly FailedAssertion[] {
  const { evaluation, entry, base } = system;
  if (entry?.doubt !== undefined || entry?.inheritParentConfig === null || evaluation.raws(PATH).length === 0)
    return [];
  const merged = evaluation.merged(PATH);
  const { winners, possible } = merged;
  const isReplaced = possible.some(({ priority }) => winners.some((winner) => priority < winner.priority));
  if (merged.onTheWay !== undefined || isReplaced) return [];
  const isSeen = merged.unseen.length === 0 && system.unread.length === 0;
  const proof = isSeen ? 'certain' : 'likely';
  const [name] = entry === undefined || base === undefined ? [] : sitesOf(entry.merged);
  return winners.flatMap((definition) => {
    const value = force(definition.slot);
    const brokenBy = definition.module.scope === 'specialisation' ? undefined : name?.location;
    return value.kind === 'list'
      ? value.items.flatMap((item) => failed(item, definition, { system, brokenBy, proof }, sources))
      : [];
  });
}

const PATH = ['assertions'];

/** One element of the list, if it fails. */
function failed(
  item: Slot,
  { entry }: Definition,
  where: Pick<FailedAssertion, 'system' | 'brokenBy' | 'proof'>,
  sources: SourceTexts,
): readonly FailedAssertion[] {
  const value = force(item);
  const condition = value.kind === 'attrs' ? value.entries.get('assertion') : undefined;
  if (value.kind !== 'attrs' || condition === undefined) return [];
  const holds = force(condition.slot);
  if (holds.kind === 'error' ? isUnsure(holds, where) : !(holds.kind === 'bool' && !holds.value)) return [];
  const origin = [condition.origin, entry.origin].find((one) => one !== undefined && !isMadeUp(one.file));
  return [
    {
      ...where,
      brokenBy: where.brokenBy && (culpritOf(condition, where.system, sources) ?? where.brokenBy),
      written: origin ? { file: origin.file, start: origin.key.start, end: origin.key.end } : sitePlace(sourceOf(item)),
      message: textOf(value.get('message')),
      failure: holds.kind === 'error' ? holds.message : undefined,
    },
  ];
}

/** The only thing that the specialisation itself sets of what the condition reads. */
function culpritOf({ origin }: Entry, system: System, sources: SourceTexts): Location | undefined {
  if (origin === undefined || isMadeUp(origin.file)) return undefined;
  const { start, end } = origin.value;
  const places = readsWithin({ file: origin.file, start, end }, sources)
    .flatMap((path) => mergedAt(system, path)?.winners ?? [])
    .flatMap(({ module, entry }) =>
      module.scope !== 'specialisation' || entry.origin === undefined || isMadeUp(entry.origin.file)
        ? []
        : [{ file: entry.origin.file, start: entry.origin.key.start, end: entry.origin.key.end }],
    );
  const [first, ...others] = places;
  return others.every((other) => other.file === first?.file && other.start === first.start) ? first : undefined;
}

/**
 * Modules that are not seen may declare options that are missed, and types that make something else of a value. What a
 * text says twice is the business of another rule, which knows what some version of Nix takes.
 */
const isUnsure = ({ code }: ErrorValue, { proof }: Pick<FailedAssertion, 'proof'>): boolean =>
  code === 'syntax' || (proof !== 'certain' && (code === 'missing-attribute' || code === 'type'));

function textOf(slot: Slot | undefined): string | undefined {
  const value: Value | undefined = slot && force(slot);
  if (value?.kind === 'string') return value.text;
  return value?.kind === 'partial-string'
    ? value.pieces.map((piece) => (typeof piece === 'string' ? piece : '…')).join('')
    : undefined;
}
