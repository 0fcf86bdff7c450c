// What rules find, before any protocol.
import type { Analysis } from '../analysis/analysis';
import type { Location } from '../base/span';
import type { TextEdit } from '../base/text-edit';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * What a fix does, as `fix --kind` and fix-all group it: the first four choose who wins; the others mend a mistake that has one good
 * mending, by taking text away, writing it another way, giving it another name, or adding what is missing.
 */
export type FixKind = 'mkDefault' | 'mkForce' | 'mkOverride' | 'baseOnly' | 'remove' | 'rewrite' | 'rename' | 'add';

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
  /** `unnecessary`: the text has no effect and may be shown faded. `deprecated`: the name has been replaced. */
  readonly tag?: 'unnecessary' | 'deprecated';
  readonly related: readonly (Location & { readonly message: string })[];
  /** Made when first asked for, from the texts of the snapshot: ask before the next change. */
  readonly fixes: readonly Fix[];
}

/** What a rule has to say beside where and in which configuration. */
export interface FindingParts {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly specialisation?: string | null;
  readonly option?: string;
  readonly tag?: Finding['tag'];
  readonly related?: Finding['related'];
  /** Called when somebody asks for the fixes: typing does not. */
  fixes?(): readonly (Fix | undefined)[];
}

/** A finding at a place. */
export function finding(place: Location, { entryPoint }: Pick<Analysis, 'entryPoint'>, parts: FindingParts): Finding {
  const data = {
    file: place.file,
    start: place.start,
    end: place.end,
    code: parts.code,
    severity: parts.severity,
    message: parts.message,
    root: entryPoint.entry,
    host: entryPoint.host,
    specialisation: parts.specialisation ?? null,
    option: parts.option ?? null,
    ...(parts.tag === undefined ? {} : { tag: parts.tag }),
    related: parts.related ?? [],
  };
  return withFixes(data, () => (parts.fixes?.() ?? []).filter((fix) => fix !== undefined));
}

/** A finding without its fixes. */
export type FindingData = Omit<Finding, 'fixes'>;

/** Never spread a finding: that would make its fixes, or lose them. */
export function dataOf({
  file,
  start,
  end,
  code,
  severity,
  message,
  root,
  host,
  specialisation,
  option,
  tag,
  related,
}: Finding): FindingData {
  return { file, start, end, code, severity, message, root, host, specialisation, option, ...(tag === undefined ? {} : { tag }), related };
}

/** A finding whose fixes are made when somebody asks for them. */
export function withFixes(data: FindingData, make: () => readonly Fix[]): Finding {
  return new LateFinding(data, make);
}

/** A class: of an object with its own getters, V8 makes a hidden class for each, which keeps all they see alive for long. */
class LateFinding implements Finding {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly root: string;
  readonly host: string | null;
  readonly specialisation: string | null;
  readonly option: string | null;
  readonly tag?: NonNullable<Finding['tag']>;
  readonly related: Finding['related'];
  readonly #make: () => readonly Fix[];
  #made: readonly Fix[] | undefined;

  constructor(data: FindingData, make: () => readonly Fix[]) {
    this.file = data.file;
    this.start = data.start;
    this.end = data.end;
    this.code = data.code;
    this.severity = data.severity;
    this.message = data.message;
    this.root = data.root;
    this.host = data.host;
    this.specialisation = data.specialisation;
    this.option = data.option;
    if (data.tag !== undefined) this.tag = data.tag;
    this.related = data.related;
    this.#make = make;
  }

  get fixes(): readonly Fix[] {
    this.#made ??= this.#make();
    return this.#made;
  }
}
