// Compares what `explain --batch` says about a labelled configuration with its labels.
// README.md says what counts as what.

export interface Label {
  readonly verdict: string;
  readonly kind?: string;
  readonly value?: unknown;
  /** The value depends on the order in which modules are found. */
  readonly anyOrder?: boolean;
}

type Options<T> = Readonly<Record<string, T>>;

/** A line of dev.jsonl. */
export interface Vector {
  readonly id: string;
  readonly group: string;
  readonly files: Readonly<Record<string, string>>;
  readonly root: string;
  /** By system and option; `<error>` instead where the whole does not evaluate. */
  readonly expect: Options<Options<Label> | string>;
  /** Options that cannot be looked at because others fail. */
  readonly omitted?: Options<readonly string[]>;
}

/** A line that `explain --batch` prints. */
export interface Answer {
  readonly id: string;
  readonly systems?: Options<Options<{ readonly verdict: string; readonly value?: unknown }>>;
  readonly error?: string;
}

export type Judgement = 'right' | 'wrong' | 'undecided';

export interface Judged {
  readonly judgement: Judgement;
  /** What was judged, for people. */
  readonly about: string;
}

export function compareCase({ id, expect, omitted }: Vector, answer: Answer): readonly Judged[] {
  if ('<error>' in expect)
    return [{ judgement: answer.error === undefined ? 'undecided' : 'right', about: `${id}: ${expect['<error>']}` }];
  const judged: Judged[] = [];
  for (const [system, labels] of Object.entries(expect)) {
    if (typeof labels === 'string') continue;
    const given = answer.systems?.[system];
    for (const [option, label] of Object.entries(labels)) {
      const got = given?.[option];
      const judgement =
        got !== undefined
          ? judge(label, got)
          : label.verdict === 'unset' && given !== undefined
            ? 'right'
            : 'undecided';
      judged.push({ judgement, about: `${id} ${system}: ${option}: expected ${short(label)}, got ${short(got)}` });
    }
  }
  for (const [system, options] of Object.entries(answer.systems ?? {})) {
    const labels = expect[system];
    if (labels === undefined) judged.push({ judgement: 'wrong', about: `${id}: there is no system ${system}` });
    const known = [...Object.keys(labels ?? {}), ...(omitted?.[system] ?? [])];
    for (const [option, { verdict }] of Object.entries(options))
      if (verdict === 'conflict' && !known.some((path) => overlap(path, option)))
        judged.push({ judgement: 'wrong', about: `${id} ${system}: ${option}: an invented conflict` });
  }
  return judged;
}

function judge(label: Label, got: { readonly verdict: string; readonly value?: unknown }): Judgement {
  if (got.verdict === 'unknown') return 'undecided';
  // Real Nix words this kind of conflict as a type error.
  if (label.kind === 'mixed' && label.verdict === 'conflict' && got.verdict === 'type-error') return 'right';
  if (got.verdict !== label.verdict) return 'wrong';
  if (label.verdict !== 'ok' || !('value' in label)) return 'right';
  if (!('value' in got)) return 'undecided';
  const same =
    textOf(label.value) === textOf(got.value) ||
    (label.anyOrder === true && unordered(label.value) === unordered(got.value));
  return same ? 'right' : 'wrong';
}

/** JSON with the keys in order. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing';
  return `{${membersOf(value)
    .map(([name, member]) => `${JSON.stringify(name)}:${textOf(member)}`)
    .join()}}`;
}

/** The same for lists, and strings put together of pieces, that differ only in order. */
function unordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(unordered).sort().join()}]`;
  if (typeof value === 'string')
    return value
      .split(/[\n,:; -]/)
      .sort()
      .join('\n');
  if (typeof value !== 'object' || value === null) return textOf(value);
  return `{${membersOf(value)
    .map(([name, member]) => `${JSON.stringify(name)}:${unordered(member)}`)
    .join()}}`;
}

function membersOf(value: object): readonly [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function short(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 120);
}

export type Counts = Record<Judgement, number>;

export function count(judged: readonly Judged[]): Counts {
  const counts: Counts = { right: 0, wrong: 0, undecided: 0 };
  for (const { judgement } of judged) counts[judgement]++;
  return counts;
}
