// The side of the server that works: texts and orders come in, states of the results go out. It may take its time,
// because nobody talks to it but the other thread, which never waits.

import type { Logger } from '../../base/logger';
import { applyEdits } from '../../base/text-edit';
import { HandedFiles } from '../../host/handed-files';
import type { HostFiles } from '../../host/host-files';
import type { Boundary } from '../../project/boundary';
import { ruleSettings } from '../../rules/engine/settings';
import type { WorkspaceApi } from '../../service/api';
import { folderBuilt } from '../../service/facts';
import { speakFrom } from '../../service/manifest';
import type { Releases } from '../../service/releases';
import { createWorkspace, type WorkspaceOptions } from '../../service/workspace';
import type { NixParser } from '../../syntax/parser';
import { guarded } from '../guarded';
import { HelperClient } from '../helper/client';
import type { Begin } from '../helper/messages';
import { WorkspaceFiles } from '../workspace-files';
import { type AnswerParts, answerTo } from './answers';
import type { CoreParts } from './core-parts';
import { Keeping } from './keeping';
import type { Numbered } from './messages';
import { answersIn } from './plain-answers';
import { ReadsTold } from './reads-told';
import { StateTeller } from './state-teller';
import { ReleaseTeller, releasesFor } from './used-releases';
import { WorkLoop } from './work-loop';

/** Waits for the parser; then gives what carries orders out. */
export async function startCore(parts: CoreParts): Promise<(order: Numbered) => void> {
  const core = new Core(parts, await parts.installation.parser);
  parts.say({ type: 'pong' });
  return (order) => core.take(order);
}

type NewWorkspace = Pick<WorkspaceOptions, 'setAside' | 'store' | 'help'> & Pick<Start, 'reads'>;
type Start = Extract<Numbered, { type: 'start' }>;

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
  private disk: HostFiles;
  /** What the editor has handed over, where it does. */
  private handed: HandedFiles | undefined;
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
    this.disk = parts.disk;
    this.states = new StateTeller(parts.say);
    this.usedReleases = new ReleaseTeller(parts.say);
    this.workspaceFiles = new WorkspaceFiles([], this.disk, this.logger);
    this.releases = releasesFor({}, undefined, { ...parts, disk: this.disk, boundary: this.boundary });
    this.workspace = this.newWorkspace({ setAside: [], reads: undefined });
    const advance = (until: number, focus: string | undefined): boolean => this.workspace.advance(until, focus);
    this.keeping = new Keeping(() => guarded(this.logger, 'keep', undefined, () => this.workspace.keep()));
    this.work = new WorkLoop(this.logger, {
      advance,
      onSlice: (sinceMs, isOver) => this.tellState(sinceMs, isOver),
      onAnswer: (id, answer) => parts.say({ type: 'answer', id, answer }),
      rest: () => {
        this.tellWanted();
        parts.rest();
      },
    });
  }

  take(order: Numbered): void {
    this.seq = order.seq;
    guarded(this.logger, order.type, undefined, () => this.carryOut(order));
  }

  private carryOut(order: Numbered): void {
    const { workspace, texts, disk } = this;
    const { say } = this.parts;
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
        this.work.schedule(order.work);
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
      case 'files':
        this.handed?.take(order.news);
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

  private start(order: Start): void {
    speakFrom(this.parts.installation, order.language);
    if (order.handsFiles) this.handed = new HandedFiles();
    this.disk = this.handed ?? this.disk;
    for (const folder of order.folders) this.disk.enter(folder);
    this.workspaceFiles = new WorkspaceFiles(order.folders, this.disk, this.logger);
    this.trusted = order.trusted;
    const { disk, boundary } = this;
    this.releases = releasesFor(order.chosen, order.cacheFolder, { ...this.parts, disk, boundary });
    // What is handed over is asked for anew in any case.
    const kept = this.handed === undefined ? this.parts.surroundings.kept?.(order) : undefined;
    const { language, cacheFolder, setAside, reads } = order;
    const { openHelper: open } = this.handed === undefined ? this.parts : {};
    const begin = (): Begin => ({ language, cacheFolder, setAside, chosen: this.releases.chosen });
    const help = open && new HelperClient({ logger: this.logger, open, begin });
    this.workspace = this.newWorkspace({ setAside, reads, store: kept, help });
    this.workspace.configure({ rules: ruleSettings(order.rules) });
  }

  private newWorkspace(of: NewWorkspace): WorkspaceApi {
    const { installation, budget, say } = this.parts;
    const reads = new ReadsTold(say, of.reads);
    return createWorkspace({
      ...of,
      files: this.disk,
      boundary: this.boundary,
      parser: this.parser,
      readData: installation.readData,
      releases: (folder, madeOf) => this.releases.kept(folder, madeOf),
      nixFiles: (until) => this.workspaceFiles.files(until),
      named: this.parts.surroundings.named,
      logger: this.logger,
      budget,
      onWork: (what) => reads.begins(what),
      onRead: (path) => reads.reads(path),
    });
  }

  /** Paths as the editor or its watcher spells them. */
  private takeDisk({ changed, appeared, vanished }: Extract<Numbered, { type: 'disk' }>): void {
    const { disk } = this;
    const namesOf = (paths: readonly string[]): readonly string[] => this.workspaceFiles.namesOf(paths);
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
    const { workspace, logger, releases, disk } = this;
    const { folders } = this.workspaceFiles;
    return {
      workspace,
      disk,
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
    this.tellWanted();
  }

  private tellWanted(wanted = this.handed?.takeWanted()): void {
    if (wanted !== undefined) this.parts.say({ type: 'wanted', wanted });
  }
}
