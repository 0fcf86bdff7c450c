// What was found, kept for the next session: a project that nobody has changed since is known at once. What is read
// back depends on its files as everything else does, and on nothing but what is said here.
import { AnswerReader, AnswerWriter, type Asked, type FilesNow } from '../project/kept-answers';
import type { ResultStore } from '../project/result-store';
import type { Finding } from '../rules/engine/finding';
import type { Checked } from '../rules/engine/unanimous';
import type { EntryResult } from './entry-work';
import type { EvaluationScope } from './evaluation-scope';
import type { Evaluator } from './evaluator';
import type { FoundSource, KeptSources, SourceRecord } from './source-records';
import type { Candidate, Tracked } from './tracked';
import { keyOf } from './whole-results';

/** A result as plain data. */
interface Plain extends Omit<EntryResult, 'files' | 'checked'> {
  readonly files: readonly string[];
  readonly checked: readonly (Pick<Checked, 'kind'> & {
    readonly files: readonly string[];
    readonly findings: readonly Omit<Finding, 'fixes'>[];
  })[];
}

/** What something depends on. */
interface Depending {
  /** Which tables of options. */
  readonly facts: readonly string[];
  readonly asked: Asked;
}

interface Written {
  /** The program, and what it was told to say. */
  readonly by: string;
  readonly answers: AnswerWriter['table'];
  readonly results: readonly (readonly [key: string, kept: Depending & { readonly result: Plain }])[];
  readonly sources: readonly (readonly [file: string, kept: Depending & { readonly found: FoundSource }])[];
}

/** What was written, as it is read back. */
interface Known {
  readonly reader: AnswerReader;
  readonly results: ReadonlyMap<string, Depending & { readonly result: Plain }>;
  readonly sources: ReadonlyMap<string, Depending & { readonly found: FoundSource }>;
}

export interface KeptResultsParts {
  readonly store: ResultStore;
  readonly evaluator: Evaluator;
  parse: FilesNow['parse'];
}

export class KeptResults implements KeptSources {
  private known: Known | undefined;
  private isRead = false;
  private isOver = false;
  /** How many results are still right. */
  private given = 0;
  /** The results that are written down. */
  private last: readonly (EntryResult | undefined)[] | undefined;

  constructor(private readonly parts: KeptResultsParts) {}

  /** Files, or what is wanted, are others: what was read has to be compared anew. */
  changed(): void {
    this.isRead = this.isOver;
    this.known = undefined;
    this.given = 0;
  }

  /** All there is was asked for; whatever comes from now on was not there in an earlier session. */
  end(tracked: readonly Tracked[]): void {
    if (this.isOver) return;
    const isAll = this.known !== undefined && this.given === this.known.results.size;
    if (isAll) this.last = tracked.map(({ result }) => result);
    this.isOver = true;
    this.changed();
  }

  /** The result of an entry point, if all that it depends on is as it was. Its findings have no fixes. */
  result({ key, source }: Candidate): { readonly result: EntryResult; readonly scope: EvaluationScope } | undefined {
    const kept = this.read()?.results.get(key);
    if (kept === undefined || !this.isPartly(kept.result.systems)) return undefined;
    const scope = this.scopeOf(kept, this.factsOf(source, kept.result.systems));
    if (scope === undefined) return undefined;
    this.given++;
    return { result: lively(kept.result), scope };
  }

  /** What a file defines, likewise. */
  source(file: string): { readonly found: FoundSource; readonly scope: EvaluationScope } | undefined {
    const kept = this.read()?.sources.get(file);
    const scope = kept && this.scopeOf(kept, this.factsOf(file, []));
    return kept && scope && { found: kept.found, scope };
  }

  /** Writes down what is current, if that is not what was written, or read, the last time. */
  write(tracked: readonly Tracked[], sources: ReadonlyMap<string, SourceRecord>): void {
    if (this.isWritten(tracked)) return;
    this.last = tracked.map(({ result }) => result);
    const { store, evaluator } = this.parts;
    const writer = new AnswerWriter({
      read: (path) => evaluator.sources.read(path),
      digest: (text) => store.digest(text),
    });
    const results: Written['results'][number][] = [];
    for (const { candidate, result, scope, isCurrent } of tracked) {
      if (!isCurrent || result === undefined || scope === undefined) continue;
      // What was given up is tried again.
      if (result.notes.length > 0 || result.isOutOfTime || !this.isPartly(result.systems)) continue;
      const facts = this.factsOf(candidate.source, result.systems);
      results.push([candidate.key, { facts, asked: writer.write(scope.answers), result: plain(result) }]);
    }
    const made = [...sources].filter(([, { notes }]) => notes.length === 0);
    const written: Written = {
      by: this.by,
      results,
      sources: made.map(([file, { scope, found }]) => [
        file,
        { facts: this.factsOf(file, []), asked: writer.write(scope.answers), found },
      ]),
      answers: writer.table,
    };
    store.write(JSON.stringify(written));
  }

  private isWritten(tracked: readonly Tracked[]): boolean {
    const { last } = this;
    return last?.length === tracked.length && tracked.every(({ result }, index) => result === last[index]);
  }

  private get by(): string {
    return JSON.stringify([this.parts.store.program, this.parts.evaluator.settings]);
  }

  private read(): Known | undefined {
    if (!this.isRead) this.known = this.readNow();
    this.isRead = true;
    return this.known;
  }

  private readNow(): Known | undefined {
    const { store, evaluator, parse } = this.parts;
    const text = store.read();
    const written: Written | undefined = text === undefined ? undefined : JSON.parse(text);
    if (written?.by !== this.by) return undefined;
    const { sources, recorder } = evaluator;
    const files: FilesNow = { sources, boundary: recorder.boundary, digest: (each) => store.digest(each), parse };
    return {
      reader: new AnswerReader(written.answers, files),
      results: new Map(written.results),
      sources: new Map(written.sources),
    };
  }

  private scopeOf({ asked, facts }: Depending, now: readonly string[]): EvaluationScope | undefined {
    const isSame = facts.length === now.length && facts.every((each, index) => each === now[index]);
    const answers = isSame ? this.read()?.reader.read(asked) : undefined;
    return answers && this.parts.evaluator.newScope(answers);
  }

  /** Whether nothing is said of systems that comes from a check of the whole, which is not kept. */
  private isPartly(systems: EntryResult['systems']): boolean {
    return systems.every((system) => this.parts.evaluator.wholeResults.of(keyOf(system)) === undefined);
  }

  private factsOf(source: string, systems: EntryResult['systems']): readonly string[] {
    const { facts } = this.parts.evaluator;
    return [
      facts.identity({ kind: 'classic', path: source }),
      ...systems.map(({ configRoot, madeOf }) => facts.identity(configRoot, madeOf)),
    ];
  }
}

const plain = ({ checked, files, ...more }: EntryResult): Plain => ({
  ...more,
  files: [...files],
  checked: checked.map((each) => ({
    kind: each.kind,
    files: [...each.files],
    findings: each.findings.map(({ fixes: _, ...finding }) => finding),
  })),
});

const lively = ({ checked, files, ...more }: Plain): EntryResult => ({
  ...more,
  files: new Set(files),
  checked: checked.map((each) => ({
    kind: each.kind,
    files: new Set(each.files),
    findings: each.findings.map((finding) => ({ ...finding, fixes: () => [] })),
  })),
});
