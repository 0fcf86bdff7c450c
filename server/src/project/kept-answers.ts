// Answers as plain data, to be kept beside what was found out by them; of texts only what they are known by. Many
// evaluations have asked the same: all answers stand in one table, and of each evaluation only what it has asked.
import { memo } from '../base/memo';
import type { SyntaxTree } from '../syntax/ast';
import { lookAtThose, seenIn } from '../syntax/literals';
import { type Boundary, isOwn } from './boundary';
import { Answers } from './recorder';
import type { Sources } from './sources';

/** What the answers are compared with. */
export interface FilesNow {
  readonly sources: Sources;
  readonly boundary: Boundary;
  /** What a text is known by: of two texts that differ it is never the same. */
  digest(text: string): string;
  parse(text: string): SyntaxTree;
}

/** The questions whose answers are short, and how they are answered now; null is "not there". */
const SHORT = {
  kinds: (path, { sources }) => sources.kind(path) ?? null,
  lists: (path, { sources }) => sources.list(path) ?? null,
  spellings: (path, { sources }) => sources.spelling(path),
  places: (path, { sources }) => sources.place(path),
  own: (place, { sources, boundary }) => isOwn(place, boundary, sources),
  open: (path, { sources }) => sources.isOpen(path),
} as const satisfies Readonly<Record<string, (path: string, files: FilesNow) => unknown>>;

type Short = keyof typeof SHORT;
const SHORT_NAMES = Object.keys(SHORT) as readonly Short[];

/** What was answered about a path. */
interface Row extends Partial<Record<Short, unknown>> {
  readonly path: string;
  /** What its text is known by; null where there is none. */
  text?: string | null;
  /** Where the literals begin that somebody has looked at. */
  seen?: readonly number[];
}

/** The questions of one evaluation, as places in the table. */
export interface Asked extends Readonly<Record<Short, readonly number[]>> {
  readonly texts: readonly number[];
  readonly trees: readonly number[];
  readonly exact: readonly number[];
  readonly said: readonly (readonly [row: number, source: string, flags: string, isThere: boolean])[];
}

/** Writes answers down that hold now. */
export class AnswerWriter {
  readonly table: Row[] = [];
  private readonly rows = new Map<string, Row & { readonly index: number }>();

  constructor(private readonly digest: FilesNow['digest']) {}

  /** @param rewritten by file, the text that says now in other words what was read there. */
  write(answers: Answers, rewritten: ReadonlyMap<string, string>): Asked {
    const short = SHORT_NAMES.map((name): readonly [Short, readonly number[]] => [
      name,
      this.all<unknown>(answers[name], (row, answer) => {
        row[name] = answer ?? null;
      }),
    ]);
    return {
      ...(Object.fromEntries(short) as Record<Short, readonly number[]>),
      texts: this.all(answers.texts, (row, text) => {
        const now = rewritten.get(row.path) ?? text;
        row.text ??= now === undefined ? null : this.digest(now);
      }),
      trees: this.all(answers.trees, (row, tree) => this.addSeen(row, tree())).filter(
        (index) => !rewritten.has(this.table[index]?.path ?? ''),
      ),
      exact: [...answers.exact].map((path) => this.row(path).index),
      said: [...answers.said].flatMap(([path, known]) =>
        [...known].map(([{ source, flags }, isThere]) => [this.row(path).index, source, flags, isThere] as const),
      ),
    };
  }

  private all<T>(known: ReadonlyMap<string, T>, fill: (row: Row, answer: T) => void): readonly number[] {
    return [...known].map(([path, answer]) => {
      const row = this.row(path);
      fill(row, answer);
      return row.index;
    });
  }

  private addSeen(row: Row, tree: SyntaxTree | undefined): void {
    const seen = tree && row.seen === undefined ? seenIn(tree) : undefined;
    if (seen !== undefined) row.seen = seen;
  }

  private row(path: string): Row & { readonly index: number } {
    let row = this.rows.get(path);
    if (row === undefined) {
      row = { path, index: this.table.length };
      this.rows.set(path, row);
      this.table.push(row);
    }
    return row;
  }
}

/** Reads answers that were written down, as far as they hold now. */
export class AnswerReader {
  /** Whether the answers to a question about a row still hold, by name of the question. */
  private readonly holding = new Map<string, boolean>();
  private readonly trees = new Map<Row, () => SyntaxTree | undefined>();

  constructor(
    private readonly table: readonly Row[],
    private readonly files: FilesNow,
  ) {}

  /** Undefined where one of the questions would be answered otherwise now. */
  read(asked: Asked): Answers | undefined {
    const answers = new Answers();
    const { texts, trees, exact, said } = answers;
    const rows = (indices: readonly number[]): readonly Row[] => indices.flatMap((index) => this.table[index] ?? []);
    for (const row of rows(asked.texts)) {
      if (!this.holds(row, 'texts')) return undefined;
      texts.set(row.path, this.files.sources.read(row.path));
    }
    for (const name of SHORT_NAMES)
      for (const row of rows(asked[name])) {
        if (!this.holds(row, name)) return undefined;
        (answers[name] as Map<string, unknown>).set(row.path, row[name] ?? undefined);
      }
    for (const row of rows(asked.trees)) trees.set(row.path, this.tree(row));
    for (const row of rows(asked.exact)) exact.add(row.path);
    for (const [index, source, flags, isThere] of asked.said)
      for (const { path } of rows([index]))
        said.set(path, (said.get(path) ?? new Map<RegExp, boolean>()).set(new RegExp(source, flags), isThere));
    answers.complete();
    return answers;
  }

  private holds(row: Row, name: Short | 'texts'): boolean {
    const key = `${name} ${row.path}`;
    const known = this.holding.get(key) ?? this.isSame(row, name);
    this.holding.set(key, known);
    return known;
  }

  private isSame(row: Row, name: Short | 'texts'): boolean {
    const { files } = this;
    if (name !== 'texts') return JSON.stringify(SHORT[name](row.path, files)) === JSON.stringify(row[name]);
    const text = files.sources.read(row.path);
    return (text === undefined ? null : files.digest(text)) === row.text;
  }

  /** The tree of a text, which nobody needs before the text is another. */
  private tree(row: Row): () => SyntaxTree | undefined {
    const known = this.trees.get(row);
    if (known !== undefined) return known;
    const text = this.files.sources.read(row.path);
    const tree = memo(() => {
      if (text === undefined || row.seen === undefined) return undefined;
      const parsed = this.files.parse(text);
      lookAtThose(parsed, row.seen);
      return parsed;
    });
    this.trees.set(row, tree);
    return tree;
  }
}
