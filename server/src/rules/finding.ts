import type { Location } from '../base/span';
import type { TextEdit } from '../base/text-edit';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a fix does, as `fix --kind` and fix-all group it. */
export type FixKind = 'mkDefault' | 'mkForce' | 'mkOverride' | 'baseOnly';

export interface FileEdit extends TextEdit {
  readonly file: string;
}

/** One way to mend a finding, complete: no later question to the server is needed to apply it. */
export interface Fix {
  readonly title: string;
  readonly kind: FixKind;
  /** At most one per finding. */
  readonly preferred: boolean;
  readonly edits: readonly FileEdit[];
}

/** A diagnostic before any protocol: one place, one message, everything needed to explain and mend it. */
export interface Finding extends Location {
  /** The rule's code, e.g. `option-conflict`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Absolute path of the entry point of the system this was found in. */
  readonly root: string;
  readonly host: string | null;
  readonly specialisation: string | null;
  /** Dotted option path. */
  readonly option: string | null;
  readonly related: readonly (Location & { readonly message: string })[];
  /** Made when first asked for, from the texts of the snapshot: ask before the next change. */
  readonly fixes: readonly Fix[];
}
