// What was found, kept for the next session: a project that nobody has changed since is known at once. What is read
// back depends on its files as everything else does, and on nothing but what is said here.
import { AnswerReader, AnswerWriter, type FilesNow } from '../project/kept-answers';
import type { ResultStore } from '../project/result-store';
import type { EvaluationScope } from './evaluation-scope';
import type { Evaluator } from './evaluator';
import { type Depending, type FoundResult, KeptForm, type KeptResult } from './kept-form';
import type { FoundSource, KeptSources, SourceRecord } from './source-records';
import type { Candidate, Tracked } from './tracked';

interface Written {
  /** The program, and what it was told to say. */
  readonly by: string;
  readonly answers: AnswerWriter['table'];
  readonly results: readonly (readonly [key: string, kept: KeptResult])[];
  readonly sources: readonly (readonly [file: string, kept: Depending & { readonly found: FoundSource }])[];
}

/** What was written, as it is read back. */
interface Known {
  readonly reader: AnswerReader;
  readonly results: ReadonlyMap<string, KeptResult>;
  readonly sources: ReadonlyMap<string, Depending & { readonly found: FoundSource }>;
}

export interface KeptResultsParts {
  readonly store: ResultStore;
  readonly evaluator: Evaluator;
  parse: FilesNow['parse'];
}

/** A result, and the texts that it was moved to. */
type Stand = Pick<Tracked, 'result' | 'rewritten'>;

const standOf = ({ result, rewritten }: Tracked): Stand => ({ result, rewritten });

export class KeptResults implements KeptSources {
  private known: Known | undefined;
  private isRead = false;
  private isOver = false;
  /** How many results are still right. */
  private given = 0;
  /** The results that are written down. */
  private last: readonly Stand[] | undefined;

  private readonly form: KeptForm;

  constructor(private readonly parts: KeptResultsParts) {
    this.form = new KeptForm(parts.evaluator);
  }

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
    if (isAll) this.last = tracked.map(standOf);
    this.isOver = true;
    this.changed();
  }

  /** The result of an entry point, if all that it depends on is as it was. Its findings have no fixes. */
  result({ key, source }: Candidate): FoundResult | undefined {
    const known = this.read();
    const kept = known?.results.get(key);
    const found = known && kept && this.form.read(source, kept, known.reader);
    if (found !== undefined) this.given++;
    return found;
  }

  /** What a file defines, likewise. */
  source(file: string): { readonly found: FoundSource; readonly scope: EvaluationScope } | undefined {
    const known = this.read();
    const kept = known?.sources.get(file);
    const scope = known && kept && this.form.scopeOf(kept, this.form.factsOf(file, []), known.reader);
    return kept && scope && { found: kept.found, scope };
  }

  /** Writes down what is current, if that is not what was written, or read, the last time. */
  write(tracked: readonly Tracked[], sources: ReadonlyMap<string, SourceRecord>): void {
    if (this.isWritten(tracked)) return;
    this.last = tracked.map(standOf);
    const { store, evaluator } = this.parts;
    const writer = new AnswerWriter({
      read: (path) => evaluator.sources.read(path),
      digest: (text) => store.digest(text),
    });
    const results = tracked.flatMap((each): Written['results'] => {
      const kept = each.isCurrent ? this.form.write(each, writer) : undefined;
      return kept === undefined ? [] : [[each.candidate.key, kept]];
    });
    const made = [...sources].filter(([, { notes }]) => notes.length === 0);
    const written: Written = {
      by: this.by,
      results,
      sources: made.map(([file, { scope, found }]) => [
        file,
        { facts: this.form.factsOf(file, []), asked: writer.write(scope.answers), found },
      ]),
      answers: writer.table,
    };
    store.write(JSON.stringify(written));
  }

  private isWritten(tracked: readonly Tracked[]): boolean {
    const { last } = this;
    const isLast = (each: Tracked, { result, rewritten }: Stand): boolean =>
      result === each.result && rewritten === each.rewritten;
    return last?.length === tracked.length && last.every((stand, index) => isLast(tracked[index] as Tracked, stand));
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
}
