// What helps the core: it evaluates one host after the other, and gives what was found in the form in which it is kept.
import type { Logger } from '../../base/logger';
import { AnswerWriter } from '../../project/kept-answers';
import { Sources } from '../../project/sources';
import { Evaluator } from '../../service/evaluator';
import { asIs, type Helped, type Job, type JobState } from '../../service/helping';
import { KeptForm } from '../../service/kept-form';
import { candidateOf } from '../../service/made';
import { speakFrom } from '../../service/manifest';
import type { NixParser } from '../../syntax/parser';
import type { CoreParts } from '../core/core-parts';
import { releasesFor } from '../core/used-releases';
import { guarded } from '../guarded';
import type { Begin, HelperOrder, HelperReport } from './messages';

export interface HelperParts extends Pick<CoreParts, 'installation' | 'budget' | 'disk' | 'surroundings'> {
  say(report: HelperReport): void;
}

/** Waits for the parser; then gives what carries orders out. */
export async function startHelper(parts: HelperParts): Promise<(order: HelperOrder) => void> {
  const parser = await parts.installation.parser;
  let helper: Helper | undefined;
  return (order) => {
    if (order.type === 'begin') helper = new Helper(parts, parser, order.begin);
    else helper?.take(order.job);
  };
}

class Helper {
  private readonly logger: Logger;
  private readonly sources: Sources;
  private readonly evaluator: Evaluator;
  /** As the job in hand has it. */
  private state: JobState = { folders: [], trusted: false, rules: {}, documents: [] };

  constructor(
    private readonly parts: HelperParts,
    parser: NixParser,
    { language, cacheFolder, chosen, setAside }: Begin,
  ) {
    const { installation, budget, disk, surroundings } = parts;
    speakFrom(installation, language);
    const log = (level: 'info' | 'warn' | 'error') => (line: string) => parts.say({ type: 'log', level, line });
    this.logger = { info: log('info'), warn: log('warn'), error: log('error') };
    const boundary = { folders: () => this.state.folders, trusted: () => this.state.trusted };
    this.sources = new Sources(disk, parser);
    this.evaluator = new Evaluator(this.sources, {
      parser,
      boundary,
      readData: installation.readData,
      releases: releasesFor(chosen, cacheFolder, { disk, surroundings, boundary }).kept,
      logger: this.logger,
      budget,
      setAside,
    });
  }

  take({ made, state }: Job): void {
    const found = guarded(this.logger, 'help', undefined, () => {
      this.enter(state);
      return this.found(made);
    });
    this.parts.say({ type: 'done', found });
  }

  /** All is as the core has it. */
  private enter(state: JobState): void {
    const { sources, evaluator, parts } = this;
    const { folders, rules, documents } = state;
    for (const folder of folders) if (!this.state.folders.includes(folder)) parts.disk.enter(folder);
    this.state = state;
    evaluator.settings = rules;
    const open = new Set(documents.map(({ path }) => path));
    for (const path of sources.openPaths) if (!open.has(path)) sources.close(path);
    for (const { path, text } of documents)
      if (!sources.isOpen(path) || sources.read(path) !== text) sources.open(path, text);
  }

  private found(made: Job['made']): Helped | undefined {
    const { sources, evaluator } = this;
    const candidate = candidateOf(made, evaluator);
    const scope = evaluator.newScope();
    const { result } = allOf(evaluator.work(candidate, scope));
    scope.answers.complete();
    scope.end();
    const writer = new AnswerWriter({ read: (path) => sources.read(path), digest: asIs });
    const kept = new KeptForm(evaluator).write({ candidate, scope, result }, writer);
    return kept && { kept, answers: writer.table };
  }
}

/** What a generator gives in the end. */
function allOf<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
