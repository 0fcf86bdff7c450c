// The core as the rest of the server sees it. It works in a thread of its own; one that does not answer, or dies, is
// replaced: all it knew is made again from the texts, and what it was working on is set aside.
import type { CancellationToken } from 'vscode-languageserver';
import type { TextEdit } from '../../base/text-edit';
import type { FileNews } from '../../host/handed-files';
import type { Chosen } from '../../release/locate';
import { ruleSettings } from '../../rules/engine/settings';
import type { PartialSnapshot } from '../../service/api';
import type { CoreClientParts } from './client-parts';
import { cannotStart, stoppedForGood } from './complaints';
import type { CoreLink } from './link';
import { type Answer, type Answers, type CoreState, isAbout, type Order, type Question, type Report } from './messages';
import { OpenQuestions } from './open-questions';
import { Replica } from './replica';
import { Restarts } from './restarts';
import type { Schedule } from './schedule';
import { Watchdog } from './watchdog';
import { WorkInHand } from './work-in-hand';

/** Hears of each state; see CoreState for what is told. Over is what knows of all changes, made meanwhile or before. */
export type Listener = (partial: PartialSnapshot, sinceMs: number, isOver: boolean) => void;

const LEADING_TO_NO_STATE: ReadonlySet<Order['type']> = new Set(['ask', 'drop', 'ping', 'files']);

export class CoreClient {
  private readonly replica = new Replica();
  private readonly listeners: Listener[] = [];
  private readonly asked = new OpenQuestions();
  private readonly watchdog: Watchdog;
  private link: CoreLink | undefined;
  /** It has said something: until then it starts, which may take long on a busy machine. */
  private isUp = false;
  private seq = 0;
  /** The last order that leads to a state, and the last one after which there was nothing left to do. */
  private readonly working = { ordered: 0, done: 0 };
  /** What a new thread is told first. */
  begin: Pick<CoreClientParts, 'folders' | 'rules' | 'trusted' | 'language' | 'chosen' | 'cacheFolder'>;
  private readonly inHand = new WorkInHand();
  private readonly restarts = new Restarts();
  /** What a new thread finds out is shown when it is all there. */
  private isRecovering = false;

  constructor(private readonly parts: CoreClientParts) {
    const { folders, rules, trusted, language, chosen, cacheFolder } = parts;
    this.begin = { folders, rules, trusted, language, chosen, cacheFolder };
    this.watchdog = new Watchdog({
      ping: () => this.post({ type: 'ping' }),
      giveUp: () => this.replace('it did not answer'),
    });
    // Else once there are files to work on.
    if (parts.handed === undefined) this.start();
  }

  /** Calls back after each slice of work. */
  onState(listener: Listener): void {
    this.listeners.push(listener);
  }

  get partial(): PartialSnapshot {
    return this.replica.partial;
  }

  open(path: string, text: string, isSame: boolean): void {
    this.change({ type: 'open', path, text }, path, isSame ? [] : undefined);
  }

  edit(path: string, edits: readonly TextEdit[], work: Schedule): void {
    this.change({ type: 'edit', path, edits, work }, path, edits);
  }

  close(path: string): void {
    this.change({ type: 'close', path }, path, []);
  }

  /** Files that were handed over. Before `filesAreThere` nobody works on them. */
  files(news: FileNews): void {
    this.post({ type: 'files', news });
  }

  /** The files of the opened folders were handed over: the work begins. */
  filesAreThere(): void {
    if (this.link === undefined && this.restarts.isNone) this.start();
  }

  /** Files changed on disk, and some of them appeared or vanished; by any spelling. */
  disk(changed: readonly string[], appeared: readonly string[], vanished: readonly string[]): void {
    this.inHand.touch(changed);
    this.change({ type: 'disk', changed, appeared, vanished }, undefined, []);
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const kept = this.begin.folders.filter((folder) => !removed.includes(folder));
    this.begin = { ...this.begin, folders: [...new Set([...kept, ...added])] };
    this.change({ type: 'folders', added, removed }, undefined, []);
  }

  configure(rules: unknown): void {
    if (JSON.stringify(ruleSettings(rules)) === JSON.stringify(ruleSettings(this.begin.rules))) return;
    this.begin = { ...this.begin, rules };
    this.change({ type: 'rules', rules }, undefined, []);
  }

  trust(): void {
    this.begin = { ...this.begin, trusted: true };
    this.change({ type: 'trust' }, undefined, []);
  }

  choose(chosen: Chosen): void {
    this.begin = { ...this.begin, chosen };
    this.change({ type: 'chosen', chosen }, undefined, []);
  }

  /** What the thread for whole releases has found out. */
  take(found: Extract<Order, { type: 'release' | 'whole' }>): void {
    this.change(found, undefined, []);
  }

  schedule(order: Schedule): void {
    this.post({ type: 'schedule', ...order });
  }

  /** Undefined when there is no answer, or nobody waits for it any more. */
  async ask<K extends keyof Answers>(
    question: Question & { readonly about: K },
    token?: CancellationToken,
  ): Promise<Answers[K] | undefined> {
    const answer = await this.answer(question, token);
    return answer !== undefined && isAbout(answer, question.about) ? answer.of : undefined;
  }

  dispose(): void {
    this.watchdog.stop();
    this.link?.end();
    this.link = undefined;
    this.isUp = false;
    this.asked.closeAll();
  }

  private answer(question: Question, token: CancellationToken | undefined): Promise<Answer | undefined> {
    if (this.link === undefined || token?.isCancellationRequested === true) return Promise.resolve(undefined);
    const id = this.post({ type: 'ask', id: this.seq + 1, question });
    return this.asked.add(id, token, () => {
      this.post({ type: 'drop', id });
      this.answered(id, undefined);
    });
  }

  private answered(id: number, answer: Answer | undefined): void {
    this.asked.close(id, answer);
    this.rest();
  }

  private change(order: Order, path: string | undefined, edits: readonly TextEdit[] | undefined): void {
    if (path !== undefined) this.inHand.touch([path]);
    const seq = this.post(order);
    if (this.link !== undefined) this.replica.note({ seq, path, edits });
  }

  private post(order: Order): number {
    this.seq++;
    if (!LEADING_TO_NO_STATE.has(order.type)) this.working.ordered = this.seq;
    this.link?.post({ ...order, seq: this.seq });
    if (this.isUp) this.watchdog.expect();
    return this.seq;
  }

  private start(): void {
    const link = this.parts.openCore({
      // One that was ended may have said something before.
      said: (report) => (this.link === link ? this.hear(report) : undefined),
      died: (reason) => (this.link === link ? this.replace(reason) : undefined),
    });
    this.link = link;
    const { handed, documents } = this.parts;
    this.post({ type: 'start', ...this.begin, ...this.inHand.anew(), handsFiles: handed !== undefined });
    if (handed !== undefined) this.files(handed());
    for (const { path, text } of documents()) this.post({ type: 'open', path, text });
    this.post({ type: 'schedule', now: true });
  }

  private hear(report: Report): void {
    const { logger, complain } = this.parts;
    this.watchdog.heard();
    if (!this.isUp) {
      this.isUp = true;
      this.watchdog.expect();
    }
    switch (report.type) {
      case 'state':
        this.takeState(report);
        return;
      case 'answer':
        this.answered(report.id, report.answer);
        return;
      case 'log':
        logger[report.level](report.line);
        return;
      case 'work':
      case 'file':
      case 'read':
        this.inHand.hears(report);
        return;
      case 'releases':
        this.parts.onReleases(report.used, report.missing);
        return;
      case 'wanted':
        this.parts.onWanted?.(report.wanted);
        return;
      case 'pong':
        return;
      case 'broken':
        this.dispose();
        complain(cannotStart(report.message));
    }
  }

  /** Whoever has nothing to do need not be heard of. */
  private rest(): void {
    if (this.working.done >= this.working.ordered && this.asked.isEmpty) this.watchdog.stop();
  }

  private takeState(state: CoreState): void {
    if (state.isOver) {
      this.isRecovering = false;
      this.inHand.isDone();
      this.working.done = state.seq;
      this.rest();
    }
    if (this.isRecovering) return;
    this.replica.take(state);
    const { partial, isHeard } = this.replica;
    for (const listener of this.listeners) listener(partial, state.sinceMs, state.isOver && isHeard);
  }

  private replace(reason: string): void {
    const { logger, complain } = this.parts;
    const what = this.inHand.giveUp();
    logger.error(`core ended reason=${reason}${what === undefined ? '' : ` at=${what}`}`);
    this.dispose();
    this.isRecovering = this.restarts.mayBeAnother();
    if (this.isRecovering) {
      this.replica.renew();
      this.start();
    } else complain(stoppedForGood());
  }
}
