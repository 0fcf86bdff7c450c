// The files that the editor hands over: what is asked of it, and when. All of the opened folders that a search for Nix
// files looks into is asked for at first, nearest first, within bounds; whatever else the core wants, when it does.
import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../base/logger';
import { baseName } from '../eval/paths';
import type { FileNews, HandedFiles, Wanted } from '../host/handed-files';
import { isLeftOut } from '../host/left-out';
import { folderOf } from '../project/folders';
import {
  LIST_FOLDERS_REQUEST,
  type ListFoldersResult,
  MOST_ASKED,
  READ_FILES_REQUEST,
  type ReadFilesResult,
} from '../protocol/files';
import { uriOfPath } from './uri';

export interface ClientFilesParts {
  readonly connection: Pick<Connection, 'sendRequest'>;
  readonly logger: Logger;
  readonly disk: HandedFiles;
  /** Something became known. */
  onNews(news: FileNews): void;
}

/** Each is a request to somebody's server, perhaps; what an import names beyond is asked for all the same. */
export interface HandedLimits {
  readonly folders: number;
  readonly files: number;
  readonly characters: number;
}
const LIMITS: HandedLimits = { folders: 4_000, files: 5_000, characters: 40_000_000 };

/** Read before anybody asks: what configurations are made of. */
const isOfConfigurations = (name: string): boolean => name.endsWith('.nix') || name === 'flake.lock';

export class ClientFiles {
  /** What is asked for is put in place in the order in which it was asked. */
  private last: Promise<void> = Promise.resolve();
  private left: HandedLimits;

  constructor(
    private readonly parts: ClientFilesParts,
    private readonly limits = LIMITS,
  ) {
    this.left = limits;
  }

  /** Folders were opened. Resolves once what is in them is known. */
  load(folders: readonly string[]): Promise<void> {
    return this.next(async () => {
      const start = performance.now();
      for (const folder of folders) this.parts.disk.enter(folder);
      await this.loadBelow(folders);
      const { files, folders: inside } = this.left;
      const [read, listed] = [this.limits.files - files, this.limits.folders - inside];
      this.parts.logger.info(
        `files handed over files=${read} folders=${listed} ms=${Math.round(performance.now() - start)}`,
      );
    });
  }

  /** Something happened at these paths. Resolves once it is known what is there now. */
  refresh(paths: readonly string[]): Promise<void> {
    return this.next(async () => {
      const { disk } = this.parts;
      for (let inside = paths; inside.length > 0; ) {
        const around = new Set(inside.flatMap((path) => this.listedAround(path) ?? []));
        const listed = await this.list([...around]);
        // One that is there no more has gone from the folder around it.
        inside = listed.flatMap(([path, entries]) => (entries === null ? [path] : []));
      }
      const isRead = (path: string): boolean => isOfConfigurations(baseName(path)) || disk.hasRead(path);
      await this.read(paths.filter((path) => disk.kind(path) === 'file' && isRead(path)));
      const folders = new Set(paths.flatMap((path) => this.newFolder(path) ?? []));
      await this.loadBelow([...folders]);
    });
  }

  /** The core has asked for them. */
  fetch({ folders, texts }: Wanted): Promise<void> {
    return this.next(async () => {
      await this.list(folders);
      await this.read(texts);
    });
  }

  /** The nearest folder around a path that was listed. */
  private listedAround(path: string): string | undefined {
    const { disk } = this.parts;
    let at = folderOf(path);
    while (at !== undefined && !disk.hasListed(at)) at = folderOf(at);
    return at;
  }

  /** The path, or the outermost folder around it, that is a folder to be looked into and was not yet. */
  private newFolder(path: string): string | undefined {
    const { disk } = this.parts;
    let found: string | undefined;
    for (let at: string | undefined = path; at !== undefined && !disk.hasListed(at); at = folderOf(at)) found = at;
    return found !== undefined && disk.kind(found) === 'directory' && !isLeftOutAt(found) ? found : undefined;
  }

  private next(work: () => Promise<void>): Promise<void> {
    this.last = this.last.then(work).catch((error: unknown) => {
      this.parts.logger.warn(`files not handed over error=${String(error)}`);
    });
    return this.last;
  }

  /** Folder by folder, nearest first, then the texts. */
  private async loadBelow(roots: readonly string[]): Promise<void> {
    const { disk } = this.parts;
    let level = roots;
    const files: string[] = [];
    while (level.length > 0) {
      const asked = level.slice(0, this.left.folders);
      this.spend({ folders: asked.length });
      if (asked.length < level.length) this.giveUp();
      const listed = await this.list(asked);
      const below: string[] = [];
      for (const [path, entries] of listed) {
        for (const [name, kind, isLink] of entries ?? []) {
          if (kind === 'file' && isOfConfigurations(name)) files.push(`${path}/${name}`);
          if (kind === 'directory' && !isLink && !isLeftOut(name, path)) below.push(`${path}/${name}`);
        }
      }
      level = below;
    }
    for (let at = 0; at < files.length; at += MOST_ASKED) {
      const batch = files.slice(at, at + MOST_ASKED);
      const some = this.left.characters > 0 ? batch.slice(0, this.left.files) : [];
      await this.read(some.filter((path) => !disk.hasRead(path)));
      const characters = some.reduce((sum, path) => sum + (disk.read(path)?.length ?? 0), 0);
      this.spend({ files: some.length, characters });
      if (some.length < batch.length) return this.giveUp();
    }
  }

  private async list(folders: readonly string[]): Promise<FileNews['folders']> {
    const answers = await this.ask<ListFoldersResult>(LIST_FOLDERS_REQUEST, folders);
    const listed = folders.map((path, at) => [path, answers[at] ?? null] as const);
    this.tell({ folders: listed, texts: [] });
    return listed;
  }

  private async read(files: readonly string[]): Promise<void> {
    const answers = await this.ask<ReadFilesResult>(READ_FILES_REQUEST, files);
    this.tell({ folders: [], texts: files.map((path, at) => [path, answers[at] ?? null] as const) });
  }

  /** One answer for each path. */
  private async ask<Answer extends readonly unknown[]>(
    request: string,
    paths: readonly string[],
  ): Promise<Answer[number][]> {
    const answers: Answer[number][] = [];
    for (let at = 0; at < paths.length; at += MOST_ASKED) {
      const uris = paths.slice(at, at + MOST_ASKED).map(uriOfPath);
      answers.push(...(await this.parts.connection.sendRequest<Answer>(request, { uris })));
    }
    return answers;
  }

  private tell(news: FileNews): void {
    if (news.folders.length + news.texts.length === 0) return;
    this.parts.disk.take(news);
    this.parts.onNews(news);
  }

  private spend({ folders = 0, files = 0, characters = 0 }: Partial<HandedLimits>): void {
    const { left } = this;
    this.left = {
      folders: left.folders - folders,
      files: left.files - files,
      characters: left.characters - characters,
    };
  }

  private giveUp(): void {
    const news: FileNews = { folders: [], texts: [], isComplete: false };
    this.parts.disk.take(news);
    this.parts.onNews(news);
  }
}

const isLeftOutAt = (path: string): boolean => isLeftOut(baseName(path), folderOf(path) ?? '');
