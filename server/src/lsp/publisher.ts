// Sends diagnostics, for every file that has any, and only what differs from what the editor already has.

import {
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
} from 'vscode-languageserver';
import type { SpecialisationSite } from '../analysis/specialisation-sites';
import type { Logger } from '../base/logger';
import { ANALYSED_NOTIFICATION } from '../protocol/tree';
import type { Finding } from '../rules/engine/finding';
import type { PartialSnapshot, Snapshot } from '../service/api';
import { type Conversion, toDiagnostic, toUri } from './convert';

export interface PublisherParts extends Conversion {
  readonly connection: Connection;
  readonly logger: Logger;
}

interface Published {
  readonly uri: string;
  readonly text: string;
}

export class Publisher {
  private readonly published = new Map<string, Published>();
  private systems: string | undefined;
  private inTree: Snapshot['systems'] | undefined;
  /** An editor was told of lenses before all were known. */
  owesLenses = false;
  /** Something else changed than the text that the editor asks about anyway. */
  owesShown = false;

  constructor(private readonly parts: PublisherParts) {}

  /** Lets the editor ask for lenses again, if it can. */
  refreshLenses(): void {
    const { client } = this.parts;
    if (client.refreshesLenses) this.request(CodeLensRefreshRequest.type);
  }

  /** The same for what stands in the text: a definition of one file counts or not because of another. */
  refreshShown(): void {
    const { client } = this.parts;
    if (client.refreshesHints) this.request(InlayHintRefreshRequest.type);
    if (client.refreshesTokens) this.request(SemanticTokensRefreshRequest.type);
  }

  private request(type: typeof CodeLensRefreshRequest.type): void {
    const { connection, logger } = this.parts;
    connection
      .sendRequest(type)
      .catch((error: unknown) => logger.warn(`lsp refused cause=refresh error=${String(error)}`));
  }

  /** A file is known by another path now; what the editor shows of it stays. */
  rename(path: string, now: string): void {
    const published = this.published.get(path);
    if (published === undefined) return;
    this.published.delete(path);
    this.published.set(now, published);
  }

  publish(partial: PartialSnapshot): void {
    const byFile = new Map<string, Finding[]>();
    for (const finding of partial.shown) {
      const inFile = byFile.get(finding.file);
      if (inFile === undefined) byFile.set(finding.file, [finding]);
      else inFile.push(finding);
    }
    // That a file has no problems is said when it is known.
    const open = this.parts.documents.all.map(({ path }) => path).filter((path) => partial.isSettled(path));
    for (const file of new Set([...byFile.keys(), ...open, ...this.published.keys()]))
      this.send(file, byFile.get(file) ?? []);
    if (!partial.isComplete) return;
    // Lenses of one file change with others: a host appears, a module is imported.
    const systems = lensKey(partial);
    // Also the first time: an editor may have asked while the server was starting.
    if (this.owesLenses || this.systems !== systems) this.refreshLenses();
    this.systems = systems;
    this.owesLenses = false;
    this.tellTree(partial.systems);
    if (this.owesShown) this.refreshShown();
    this.owesShown = false;
  }

  /** Lets the view of specialisations ask again: results that are others have summaries of their own. */
  private tellTree(systems: Snapshot['systems']): void {
    const { client, connection } = this.parts;
    const before = this.inTree;
    this.inTree = systems;
    const isSame = before?.length === systems.length && systems.every((each, i) => each === before[i]);
    if (client.showsTree && !isSame) void connection.sendNotification(ANALYSED_NOTIFICATION);
  }

  private send(file: string, findings: readonly Finding[]): void {
    const { documents } = this.parts;
    const uri = toUri(file, this.parts);
    const diagnostics = findings.map((finding) => toDiagnostic(finding, this.parts));
    const text = JSON.stringify(diagnostics);
    const before = this.published.get(file);
    if (before !== undefined && before.uri !== uri) this.transmit(before.uri, []);
    if (before?.uri === uri && before.text === text) return;
    this.transmit(uri, diagnostics, documents.get(file)?.version);
    if (diagnostics.length > 0 || documents.get(file) !== undefined) this.published.set(file, { uri, text });
    else this.published.delete(file);
  }

  private transmit(uri: string, diagnostics: Diagnostic[], version?: number): void {
    void this.parts.connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

/** What lenses say, and in which files; where in a file the editor asks anyway when it changes. */
function lensKey({ systems }: Snapshot): string {
  const filesOf = (sites: readonly SpecialisationSite[]): readonly string[] => [
    ...new Set(sites.map(({ location }) => location.file)),
  ];
  return JSON.stringify(
    systems.map(({ kind, host, configRoot, specialisations }) => [
      kind,
      host,
      configRoot,
      specialisations.map(({ name, sites }) => [name, filesOf(sites)]),
    ]),
  );
}
