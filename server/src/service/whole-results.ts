// What NixOS's own modules said of whole systems, kept as long as nothing that was read for it changes.

import type { SystemSummary } from '../analysis/reports/summary';
import type { Location } from '../base/span';
import type { WholeValues } from '../modules/defaults';
import type { Answers } from '../project/answers';
import { l10n } from '../protocol/l10n';
import type { CompleteReport } from '../release/complete-report';
import type { Note } from './notes';

/** A definition of an option that stands in a module of NixOS, or of Home Manager, and wins. */
export interface OwnDefinition {
  /** The file of the module. */
  readonly file: string;
  /** Undefined where the value is not written in that file. */
  readonly location: Location | undefined;
  /** The value in short. */
  readonly shown: string;
}

/** An option that NixOS itself defines, too. */
export interface OwnOption {
  readonly path: readonly string[];
  /** The value of the whole system in short; undefined where it is not known. */
  readonly shown: string | undefined;
  /** Of the definitions that win. */
  readonly priority: number;
  readonly definitions: readonly OwnDefinition[];
}

/** What one system, the base or a specialisation, has of them. */
export interface OwnOptions {
  readonly name: string | null;
  readonly options: readonly OwnOption[];
}

/** Plain data, but for the answers that it depends on. */
export interface WholeResult {
  /** See `keyOf`. */
  readonly key: string;
  /** The file that the system starts at. */
  readonly entry: string;
  /** Undefined where nothing was found out. */
  readonly reports: readonly CompleteReport[] | undefined;
  readonly own: readonly OwnOptions[];
  /** What options come to that the configuration reads and does not set. */
  readonly values: WholeValues;
  /** Modules that are not there, and were taken as empty ones. */
  readonly leftOut: readonly string[];
  /** Why nothing, or not all, was found out. */
  readonly why: string | undefined;
  /** What was read, beside the release itself. */
  readonly answers: Answers;
}

/** A system by what tells it from others. */
export const keyOf = ({ entry, host, kind }: Pick<SystemSummary, 'entry' | 'host' | 'kind'>): string =>
  `${entry}#${host ?? ''}${kind === 'nixos' ? '' : `#${kind}`}`;

export class WholeResults {
  private readonly byKey = new Map<string, WholeResult>();

  put(result: WholeResult): void {
    this.byKey.set(result.key, result);
  }

  of(key: string): WholeResult | undefined {
    return this.byKey.get(key);
  }

  /** What there is to be known of the checks of systems. */
  notesOn(systems: readonly SystemSummary[]): readonly Note[] {
    const keys = new Set(systems.filter(({ inside }) => inside.length === 0).map(keyOf));
    return [...keys].flatMap((key) => {
      const result = this.byKey.get(key);
      return result === undefined ? [] : wholeNotes(result);
    });
  }

  /** Drops what no longer holds; gives the keys. */
  revalidate(holds: (answers: Answers) => boolean): readonly string[] {
    const gone = [...this.byKey.values()].filter(({ answers }) => !holds(answers)).map(({ key }) => key);
    for (const key of gone) this.byKey.delete(key);
    return gone;
  }

  /** Drops everything: the release is another one. */
  clear(): void {
    this.byKey.clear();
  }
}

/** What is to be known of a whole system that was not, or not wholly, evaluated. */
export function wholeNotes({ leftOut, why, entry }: Pick<WholeResult, 'leftOut' | 'why' | 'entry'>): readonly Note[] {
  return [
    ...(why === undefined ? [] : [note('incomplete', l10n.t('not evaluated as a whole: {0}', why), entry)]),
    ...(leftOut.length === 0
      ? []
      : [note('left-out', l10n.t('not there, and left out: {0}', leftOut.join(', ')), entry)]),
  ];
}

const note = (code: Note['code'], message: string, file: string): Note => ({ code, message, file });
