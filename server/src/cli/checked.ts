// What a check looks at, opened: a workspace for each folder, and what is asked of it. It can be asked again after
// files have changed.
import { listNixFiles } from '../host/walk';
import type { RuleSettings } from '../rules/engine/settings';
import type { Snapshot } from '../service/api';
import { distinctNotes } from '../service/notes';
import { Positions } from '../service/positions';
import type { Environment } from './command';
import { checkWhole } from './complete-check';
import { type Names, namesIn } from './names';
import { hostlessNote, notesOf, type OpenedWorkspace, openWorkspace, sayNotes } from './open';
import { releaseNotes, sourcesOf } from './release';
import { type Draft, draftOf } from './report';
import { shownPart, type Target } from './target';

export interface CheckSettings {
  readonly rules: RuleSettings;
  /** Whether NixOS's own modules take part. */
  readonly isComplete: boolean;
  readonly hasFixes: boolean;
  /** What files are called; without, they are relative to the folder of the target. */
  readonly names: Names | undefined;
  /** A file that somebody is editing, and its text. */
  readonly buffer: { readonly path: string; readonly text: string } | undefined;
}

/** What was found in a folder. */
export interface Part {
  readonly draft: Draft;
  readonly names: Names;
  readonly texts: (path: string) => string | undefined;
}

export class CheckedFolder {
  private constructor(
    private readonly targets: readonly Target[],
    private readonly workspace: OpenedWorkspace,
    private readonly environment: Environment,
    private readonly settings: CheckSettings,
    private readonly nixFiles: { current: readonly string[] },
  ) {}

  /** @param targets of one folder: it, or files in it. */
  static async open(
    targets: readonly [Target, ...Target[]],
    environment: Environment,
    settings: CheckSettings,
  ): Promise<CheckedFolder> {
    const [target] = targets;
    const nixFiles = { current: [...new Set(targets.flatMap((one) => one.nixFiles))].sort() };
    const opened: Target = {
      ...target,
      get nixFiles() {
        return nixFiles.current;
      },
    };
    const workspace = await openWorkspace(opened, environment, settings.rules, settings.hasFixes);
    const { buffer } = settings;
    if (buffer !== undefined) {
      workspace.open(buffer.path, buffer.text);
      // Whole systems are read by themselves.
      if (settings.isComplete) (await sourcesOf(environment)).open(buffer.path, buffer.text);
    }
    return new CheckedFolder(targets, workspace, environment, settings, nixFiles);
  }

  get folder(): string {
    return this.targets[0]?.base ?? '';
  }

  /** What is so now, for each of the targets. Notes are said on the error output, too. */
  async parts(): Promise<readonly Part[]> {
    const { workspace, environment, settings } = this;
    const texts = (path: string): string | undefined => workspace.texts.read(path) ?? environment.disk.read(path);
    const positions = new Positions(texts);
    const parts: Part[] = [];
    for (const target of this.targets) {
      const names = settings.names ?? namesIn(target.base, false);
      const snapshot = await this.snapshot(target);
      sayNotes(snapshot.notes, target, environment);
      const draft = draftOf(snapshot, names, positions, settings.hasFixes);
      parts.push({ draft, names, texts });
    }
    return parts;
  }

  private async snapshot(target: Target): Promise<Snapshot> {
    const { workspace, environment, settings } = this;
    // Which systems there are is known once everything was found.
    if (settings.isComplete) workspace.snapshot();
    const whole = settings.isComplete ? await checkWhole(workspace, target, environment) : [];
    const { systems, findings } = shownPart(workspace.snapshot(), target);
    const used = distinctNotes(releaseNotes(systems, workspace.releases));
    return {
      systems,
      findings,
      notes: [...notesOf(workspace, systems, target), ...hostlessNote(systems, target), ...used, ...whole],
    };
  }

  /** Something happened to these files on disk. */
  async changed(paths: readonly string[]): Promise<void> {
    this.environment.disk.invalidate(paths);
    (await sourcesOf(this.environment)).changed(paths);
    const { files } = listNixFiles(this.folder);
    this.nixFiles.current = [...new Set([...files, ...this.targets.flatMap(({ file }) => file ?? [])])].sort();
    this.workspace.changed(paths);
  }

  dispose(): void {
    this.workspace.dispose();
  }
}
