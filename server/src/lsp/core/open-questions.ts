// What the core was asked and has not answered yet.
import type { CancellationToken } from 'vscode-languageserver';
import type { Answer } from './messages';

export class OpenQuestions {
  private readonly open = new Map<number, (answer: Answer | undefined) => void>();

  get isEmpty(): boolean {
    return this.open.size === 0;
  }

  /** Resolves once `close` is called. @param onCancel called when nobody waits for the answer any more. */
  add(id: number, token: CancellationToken | undefined, onCancel: () => void): Promise<Answer | undefined> {
    return new Promise((done) => {
      const cancelled = token?.onCancellationRequested(onCancel);
      this.open.set(id, (answer) => {
        cancelled?.dispose();
        done(answer);
      });
    });
  }

  /** @param answer undefined where there is none. */
  close(id: number, answer: Answer | undefined): void {
    this.open.get(id)?.(answer);
    this.open.delete(id);
  }

  closeAll(): void {
    for (const id of [...this.open.keys()]) this.close(id, undefined);
  }
}
