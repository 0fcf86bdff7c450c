// One evaluation of its own: the values of files made for it, and what was asked of the files meanwhile. It
// may be left and taken up again.
import { FileValues, type Interpreter } from '../eval/interpreter';
import { Answers, type Recorder } from '../project/recorder';

export class EvaluationScope {
  readonly answers = new Answers();
  private readonly values = new FileValues();

  constructor(
    private readonly interpreter: Interpreter,
    private readonly recorder: Recorder,
  ) {}

  /** Runs work whose values belong to this scope. Not to be nested. */
  run<T>(work: () => T): T {
    this.interpreter.use(this.values);
    this.recorder.into = this.answers;
    return work();
  }

  /** Lets go of the values; what was asked stays known. */
  end(): void {
    this.values.byPath.clear();
  }
}
