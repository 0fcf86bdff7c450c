// Answers as plain data, to be kept beside what was found out by them; of texts only what they are known by. Many
// evaluations have asked the same: all answers stand in one table, and of each evaluation only what it has asked.
import { memo } from '../base/memo';
import type { SyntaxTree } from '../syntax/ast';
import { lookAtThose } from '../syntax/literals';
import { Answers } from './answers';
import { type Boundary, isOwn } from './boundary';
import type { ReadTree } from './read-tree';
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

/** Writes answers down that hold now, or do so in other words: then it is the text of now that says what was read. */
export class AnswerWriter {
  readonly table: Row[] = [];
  private readonly rows = new Map<string, Row & { readonly index: number }>();
  private readonly added = new Set<ReadTree>();

  constructor(
    private readonly files: {
      read(path: string): string | undefined;
      digest: FilesNow['digest'];
    },
  ) {}

  write(answers: Answers): Asked {
    const { files } = this;
    const short = SHORT_NAMES.map((name): readonly [Short, readonly number[]] => [
      name,
      this.all<unknown>(answers[name], (row, answer) => {
        row[name] = answer ?? null;
      }),
    ]);
    // What was looked at in another text is not known of this one.
    const trees = [...answers.trees].filter(([path]) => files.read(path) === answers.texts.get(path));
    return {
      ...(Object.fromEntries(short) as Record<Short, readonly number[]>),
      texts: this.all(answers.texts, (row) => {
        const now = row.text === undefined ? files.read(row.path) : undefined;
        row.text ??= now === undefined ? null : files.digest(now);
      }),
      trees: this.all(new Map(trees), (row, read) => {
        this.addSeen(row, read);
      }),
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

  /** One evaluation may be of this session, and another of an earlier one: each has looked at what it did. */
  private addSeen(row: Row, read: ReadTree): void {
    if (this.added.has(read)) return;
    this.added.add(read);
    const { seen } = read;
    if (seen !== undefined) row.seen = [...new Set([...(row.seen ?? []), ...seen])];
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
  private readonly trees = new Map<Row, ReadTree>();

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

  private tree(row: Row): ReadTree {
    const known = this.trees.get(row) ?? new KeptTree(this.files.sources.read(row.path), row.seen, this.files.parse);
    this.trees.set(row, known);
    return known;
  }
}

/** The tree of a text, which nobody needs before the text is another. */
class KeptTree implements ReadTree {
  private readonly parsed = memo(() => this.parsedNow());

  constructor(
    private readonly text: string | undefined,
    readonly seen: readonly number[] | undefined,
    private readonly parse: FilesNow['parse'],
  ) {}

  get tree(): SyntaxTree | undefined {
    return this.parsed();
  }

  private parsedNow(): SyntaxTree | undefined {
    // Where nobody knows what was looked at, any other text says something else.
    if (this.text === undefined || this.seen === undefined) return undefined;
    const tree = this.parse(this.text);
    lookAtThose(tree, this.seen);
    return tree;
  }
}
