// What was found of an entry point as another session, or another thread, can take it: plain data, with what it depends
// on.
import type { AnswerReader, AnswerWriter, Asked } from '../project/kept-answers';
import type { Finding } from '../rules/engine/finding';
import type { Checked } from '../rules/engine/unanimous';
import type { EntryResult } from './entry-work';
import type { EvaluationScope } from './evaluation-scope';
import type { Evaluator } from './evaluator';
import type { Tracked } from './tracked';
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
export interface Depending {
  /** Which tables of options. */
  readonly facts: readonly string[];
  readonly asked: Asked;
}

export interface KeptResult extends Depending {
  readonly result: Plain;
}

/** As it is taken: current, and its findings have no fixes. */
export interface FoundResult {
  readonly result: EntryResult;
  readonly scope: EvaluationScope;
}

export class KeptForm {
  constructor(private readonly evaluator: Evaluator) {}

  /** Undefined where it is not to be kept: what was given up is tried again. */
  write(
    {
      candidate,
      result,
      scope,
    }: Pick<Tracked, 'result' | 'scope'> & { readonly candidate: { readonly source: string } },
    writer: AnswerWriter,
  ): KeptResult | undefined {
    if (result === undefined || scope === undefined) return undefined;
    if (result.notes.length > 0 || result.isOutOfTime || !this.isPartly(result.systems)) return undefined;
    const facts = this.factsOf(candidate.source, result.systems);
    return { facts, asked: writer.write(scope.answers), result: plain(result) };
  }

  /** The result of an entry point found in a file, if all that it depends on is as it was. */
  read(source: string, kept: KeptResult, reader: AnswerReader): FoundResult | undefined {
    const { systems } = kept.result;
    const scope = this.isPartly(systems) ? this.scopeOf(kept, this.factsOf(source, systems), reader) : undefined;
    return scope && { result: lively(kept.result), scope };
  }

  /** @param now which tables count now. */
  scopeOf({ asked, facts }: Depending, now: readonly string[], reader: AnswerReader): EvaluationScope | undefined {
    const isSame = facts.length === now.length && facts.every((each, index) => each === now[index]);
    const answers = isSame ? reader.read(asked) : undefined;
    return answers && this.evaluator.newScope(answers);
  }

  /** The tables of options that count for systems, and for the file they are found in. */
  factsOf(source: string, systems: EntryResult['systems']): readonly string[] {
    const { facts } = this.evaluator;
    return [
      facts.identity({ kind: 'classic', path: source }),
      ...systems.map(({ configRoot, madeOf }) => facts.identity(configRoot, madeOf)),
    ];
  }

  /** Whether nothing is said of systems that comes from a check of the whole, which is not kept. */
  private isPartly(systems: EntryResult['systems']): boolean {
    return systems.every((system) => this.evaluator.wholeResults.of(keyOf(system)) === undefined);
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
