// The side of the server that works: texts and orders come in, states of the results go out. It may take its time,
// because nobody talks to it but the other thread, which never waits.

import type { Logger } from '../../base/logger';
import { applyEdits } from '../../base/text-edit';
import type { Disk } from '../../host/disk';
import { resultCache } from '../../host/result-cache';
import { type Boundary, Reach } from '../../project/boundary';
import { namedConfiguration } from '../../project/classic';
import { Answers } from '../../project/recorder';
import type { ResultStore } from '../../project/result-store';
import { ruleSettings } from '../../rules/engine/settings';
import type { WorkspaceApi } from '../../service/api';
import { folderBuilt } from '../../service/facts';
import type { Installation } from '../../service/installation';
import { speakFrom } from '../../service/manifest';
import type { Releases } from '../../service/releases';
import { createWorkspace } from '../../service/workspace';
import type { NixParser } from '../../syntax/parser';
import { guarded } from '../guarded';
import { WorkspaceFiles } from '../workspace-files';
import { type AnswerParts, answerTo } from './answers';
import { Keeping } from './keeping';
import type { Numbered, Report } from './messages';
import { StateTeller } from './state-teller';
import { ReleaseTeller, releasesFor, type Surroundings } from './used-releases';
import { WorkLoop } from './work-loop';

export interface CoreParts {
  readonly installation: Installation;
  /** Whether the thread has a stack of some 256 MB. */
  readonly largeStack: boolean;
  readonly disk: Disk;
  readonly surroundings: Surroundings;
  say(report: Report): void;
  /** Called when there is nothing left to do. */
  rest(): void;
}

/** Waits for the parser; then gives what carries orders out. */
export async function startCore(parts: CoreParts): Promise<(order: Numbered) => void> {
  const core = new Core(parts, await parts.installation.parser);
  parts.say({ type: 'pong' });
  return (order) => core.take(order);
}

class Core {
  private readonly logger: Logger;
  private workspaceFiles: WorkspaceFiles;
  private workspace: WorkspaceApi;
  private readonly work: WorkLoop;
  /** Texts of open documents. */
  private readonly texts = new Map<string, string>();
  private readonly states: StateTeller;
  private readonly usedReleases: ReleaseTeller;
  private readonly keeping: Keeping;
  private seq = 0;
  private trusted = false;
  private readonly boundary: Boundary = {
    folders: () => this.workspaceFiles.folders,
    trusted: () => this.trusted,
  };
  private releases: Releases;

  constructor(
    private readonly parts: CoreParts,
    private readonly parser: NixParser,
  ) {
    const log = (level: 'info' | 'warn' | 'error') => (line: string) => parts.say({ type: 'log', level, line });
    this.logger = { info: log('info'), warn: log('warn'), error: log('error') };
    this.states = new StateTeller(parts.say);
    this.usedReleases = new ReleaseTeller(parts.say);
    this.workspaceFiles = new WorkspaceFiles([], this.logger);
    this.releases = releasesFor({}, undefined, { ...parts, boundary: this.boundary });
    this.workspace = this.newWorkspace({ setAside: [] });
    const advance = (until: number, focus: string | undefined): boolean => this.workspace.advance(until, focus);
    this.keeping = new Keeping(() => guarded(this.logger, 'keep', undefined, () => this.workspace.keep()));
    this.work = new WorkLoop(this.logger, {
      advance,
      onSlice: (sinceMs, isOver) => this.tellState(sinceMs, isOver),
      onAnswer: (id, answer) => parts.say({ type: 'answer', id, answer }),
      rest: parts.rest,
    });
  }

  take(order: Numbered): void {
    this.seq = order.seq;
    guarded(this.logger, order.type, undefined, () => this.carryOut(order));
  }

  private carryOut(order: Numbered): void {
    const { workspace, texts } = this;
    const { disk, say } = this.parts;
    switch (order.type) {
      case 'start':
        this.start(order);
        return;
      case 'open':
        texts.set(order.path, order.text);
        workspace.open(order.path, order.text);
        return;
      case 'edit': {
        // One after the other, each against the text left by the one before.
        const text = order.edits.reduce((before, edit) => applyEdits(before, [edit]), texts.get(order.path) ?? '');
        texts.set(order.path, text);
        workspace.edit(order.path, text, order.edits);
        return;
      }
      case 'close':
        texts.delete(order.path);
        disk.invalidate([order.path]);
        workspace.close(order.path);
        return;
      case 'disk':
        this.takeDisk(order);
        return;
      case 'folders':
        for (const folder of order.added) disk.enter(folder);
        this.workspaceFiles.change(order.added, order.removed);
        // No file changed, but which files count did.
        workspace.changed([]);
        this.refreshReleases();
        return;
      case 'rules':
        workspace.configure({ rules: ruleSettings(order.rules) });
        return;
      case 'trust':
        this.trusted = true;
        // No file changed, but what may be read of them did.
        workspace.changed([]);
        this.refreshReleases();
        return;
      case 'chosen':
      case 'whole':
      case 'release':
        this.takeWhole(order);
        return;
      case 'schedule':
        this.work.schedule(order);
        return;
      case 'ask':
        this.work.ask(order.id, answerTo(order.question, this.answerParts()));
        return;
      case 'drop':
        this.work.drop(order.id);
        return;
      case 'ping':
        say({ type: 'pong' });
    }
  }

  /** What is known of whole releases and systems is another. */
  private takeWhole(order: Extract<Numbered, { type: 'chosen' | 'whole' | 'release' }>): void {
    const { workspace, releases } = this;
    if (order.type === 'whole') {
      workspace.takeWhole({ ...order.result, answers: answersIn(order.result.answers) });
      return;
    }
    if (order.type === 'chosen') releases.choose(order.chosen);
    else releases.take(order.source, order.release);
    workspace.startAnew();
  }

  private start(order: Extract<Numbered, { type: 'start' }>): void {
    speakFrom(this.parts.installation, order.language);
    for (const folder of order.folders) this.parts.disk.enter(folder);
    this.workspaceFiles = new WorkspaceFiles(order.folders, this.logger);
    this.trusted = order.trusted;
    this.releases = releasesFor(order.chosen, order.cacheFolder, { ...this.parts, boundary: this.boundary });
    this.workspace = this.newWorkspace(order, this.storeOf(order));
    this.workspace.configure({ rules: ruleSettings(order.rules) });
  }

  /** Where what is found is kept, which depends on the program and its language. */
  private storeOf({
    folders,
    cacheFolder,
    language = '',
  }: Extract<Numbered, { type: 'start' }>): ResultStore | undefined {
    const { program, cacheFolder: usual } = this.parts.surroundings;
    if (program === undefined || folders.length === 0) return undefined;
    return resultCache({ folder: cacheFolder ?? usual, folders, program: `${program} ${language}` });
  }

  private newWorkspace(
    { setAside }: Pick<Extract<Numbered, { type: 'start' }>, 'setAside'>,
    store?: ResultStore,
  ): WorkspaceApi {
    const { installation, disk, largeStack, say } = this.parts;
    return createWorkspace({
      files: disk,
      boundary: this.boundary,
      parser: this.parser,
      readData: installation.readData,
      releases: (folder, madeOf) => this.releases.kept(folder, madeOf),
      nixFiles: (until) => this.workspaceFiles.files(until),
      named: namedConfiguration(process.env),
      logger: this.logger,
      largeStack,
      setAside,
      store,
      onWork: (what) => say({ type: 'work', what }),
      onRead: (path) => say({ type: 'read', path }),
    });
  }

  /** Paths as the editor or its watcher spells them. */
  private takeDisk({ changed, appeared, vanished }: Extract<Numbered, { type: 'disk' }>): void {
    const { disk } = this.parts;
    const namesOf = (paths: readonly string[]): readonly string[] => [
      ...new Set(paths.flatMap((path) => this.workspaceFiles.namesOf(disk.spelling(path)))),
    ];
    const before = namesOf(changed);
    const gone = namesOf(vanished);
    disk.invalidate(before);
    // What appeared is spelled as it is listed now; only its case may have changed.
    const here = namesOf(appeared);
    this.workspaceFiles.update(here, gone, (path) => disk.kind(path) === 'file');
    this.workspace.changed([...new Set([...before, ...here])]);
    this.refreshReleases();
  }

  private answerParts(): AnswerParts {
    const { workspace, logger, releases, parts } = this;
    const { folders } = this.workspaceFiles;
    return {
      workspace,
      disk: parts.disk,
      folders,
      logger,
      located: (root, madeOf) => releases.locate(folderBuilt(root), madeOf),
    };
  }

  /** Other files, or other rights to read them, may lead to other releases. */
  private refreshReleases(): void {
    if (this.releases.refresh()) this.workspace.startAnew();
  }

  private tellState(sinceMs: number, isOver: boolean): void {
    const { results } = this.workspace;
    if (isOver) this.usedReleases.tell(results, this.releases);
    this.states.tell(results, { seq: this.seq, sinceMs, isOver });
    if (isOver && results.isDone) this.keeping.later();
  }
}

/** The answers as they were before they were copied. */
const answersIn = (plain: Partial<Answers>): Answers => Object.assign(new Answers(), plain, { reach: new Reach() });
