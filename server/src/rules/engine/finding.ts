// What rules find, before any protocol.

import type { Analysis } from '../../analysis/analysis';
import { memo } from '../../base/memo';
import type { Location } from '../../base/span';
import type { FileEdit } from '../../base/text-edit';
import { isMadeUp } from '../../eval/paths';
import { isSomeones } from '../../eval/store';
import { l10n } from '../../protocol/l10n';
import { bounded, type Mention, type Quote, type Wording } from './wording';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * What a fix does, as `fix --kind` and fix-all group it: the first four choose who wins; the others mend a mistake that
 * has one good mending, by taking text away, writing it another way, giving it another name, or adding what is missing.
 */
export type FixKind = 'mkDefault' | 'mkForce' | 'mkOverride' | 'baseOnly' | 'remove' | 'rewrite' | 'rename' | 'add';

/** One way to mend a finding, complete: no later question to the server is needed to apply it. */
export interface Fix {
  readonly title: string;
  readonly kind: FixKind;
  /** At most one per finding. */
  readonly preferred: boolean;
  readonly edits: readonly FileEdit[];
}

/**
 * A diagnostic before any protocol: one place, one message, everything needed to explain and mend it.
 * Plain data, but for its fixes.
 */
export interface Finding extends Location {
  /** The rule's code, e.g. `option-conflict`. */
  readonly code: string;
  readonly severity: Severity;
  /** Without the places that it names: `worded` puts them in. */
  readonly message: string;
  readonly mentions?: readonly Mention[];
  /** Texts of the configuration that the message repeats. */
  readonly quotes?: readonly Quote[];
  /** Absolute path of the entry point of the system this was found in. */
  readonly root: string;
  readonly host: string | null;
  readonly specialisation: string | null;
  /** Dotted option path. */
  readonly option: string | null;
  /** `unnecessary`: the text has no effect and may be shown faded. `deprecated`: the name has been replaced. */
  readonly tag?: 'unnecessary' | 'deprecated';
  readonly related: readonly (Location & Pick<Wording, 'message' | 'quotes'>)[];
  /** The same problem is found, and counted, at another place, which tells of this one. */
  readonly isOtherSide?: true;
  /** Made when first asked for, from the texts of the snapshot: ask before the next change. */
  readonly fixes: () => readonly Fix[];
}

/** What a rule has to say beside where and in which configuration. */
export interface FindingParts extends Wording {
  readonly code: string;
  readonly severity: Severity;
  readonly specialisation?: string | null;
  readonly option?: string;
  readonly tag?: Finding['tag'];
  readonly related?: Finding['related'];
  readonly isOtherSide?: boolean;
  /** Called when somebody asks for the fixes: typing does not. */
  fixes?(): readonly (Fix | undefined)[];
}

/** Elsewhere nothing is mended. */

const isForSomeone = ({ edits }: Fix): boolean => edits.every(({ file }) => isSomeones(file));

/** The other files that edits change, as people write them who stand in the folder of the configuration. */
export function otherFiles(edits: readonly FileEdit[], file: string, entry: string): readonly string[] {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  const others = [...new Set(edits.map((edit) => edit.file))].filter((other) => other !== file);
  return others.map((other) => (other.startsWith(folder) ? other.slice(folder.length) : other)).sort();
}

/** Whoever looks at one file should know that another is changed. */
function sayingWhere(fix: Fix, { file }: Location, entry: string): Fix {
  const others = otherFiles(fix.edits, file, entry);
  if (others.length === 0) return fix;
  const isHere = fix.edits.some((edit) => edit.file === file);
  const where = others.join(` ${l10n.t('and')} `);
  const title = isHere ? l10n.t('{0}, here and in {1}', fix.title, where) : l10n.t('{0} in {1}', fix.title, where);
  return { ...fix, title };
}

/** A finding at a place. */
export function finding(place: Location, { entryPoint }: Pick<Analysis, 'entryPoint'>, parts: FindingParts): Finding {
  return {
    file: place.file,
    start: place.start,
    end: place.end,
    code: parts.code,
    severity: parts.severity,
    ...bounded(parts),
    root: entryPoint.entry,
    host: entryPoint.host,
    specialisation: parts.specialisation ?? null,
    option: parts.option ?? null,
    ...(parts.tag === undefined ? {} : { tag: parts.tag }),
    ...(parts.isOtherSide === true ? { isOtherSide: true } : {}),
    related: (parts.related ?? [])
      .filter(({ file }) => !isMadeUp(file))
      .map((place) => ({ ...place, ...bounded(place) })),
    fixes: memo(() => {
      const fixes = (parts.fixes?.() ?? []).filter((fix) => fix !== undefined).filter(isForSomeone);
      return fixes.map((fix) => sayingWhere(fix, place, entryPoint.entry));
    }),
  };
}
