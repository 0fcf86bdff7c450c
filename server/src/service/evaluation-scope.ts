// One evaluation of its own: the values of files made for it, and what was asked of the files meanwhile. It may be left
// and taken up again.
import { FileValues, type Interpreter } from '../eval/interpreter';
import { Answers } from '../project/answers';
import type { Recorder } from '../project/recorder';

export class EvaluationScope {
  private readonly values = new FileValues();

  /** @param answers those to what was asked before. */
  constructor(
    private readonly interpreter: Interpreter,
    private readonly recorder: Recorder,
    readonly answers = new Answers(),
  ) {}

  /** Runs work whose values belong to this scope; what was in force before is in force again afterwards. Not nested. */
  run<T>(work: () => T): T {
    const { recorder, interpreter } = this;
    const into = recorder.recordInto(this.answers);
    const values = interpreter.use(this.values);
    try {
      return work();
    } finally {
      interpreter.use(values);
      recorder.stopRecording(into);
    }
  }

  /** Lets go of the values; what was asked stays known. */
  end(): void {
    this.values.byPath.clear();
  }
}
