// Sends diagnostics, for every file that has any, and only what differs from what the editor already has.

import {
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
  type DocumentDiagnosticReport as Report,
  SemanticTokensRefreshRequest,
} from 'vscode-languageserver';
import type { SpecialisationSite } from '../analysis/specialisation-sites';
import { groupBy } from '../base/group-by';
import type { Logger } from '../base/logger';
import { ANALYSED_NOTIFICATION } from '../protocol/tree';
import type { Finding } from '../rules/engine/finding';
import type { PartialSnapshot, Snapshot } from '../service/api';
import { type Conversion, toDiagnostic, toUri } from './convert';
import type { Document } from './documents';
import { type List, Pulls } from './pulls';

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
  readonly pulls = new Pulls();
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
    this.pulls.rename(path, now);
    const published = this.published.get(path);
    if (published === undefined) return;
    this.published.delete(path);
    this.published.set(now, published);
  }

  publish(partial: PartialSnapshot): void {
    const byFile = groupBy(partial.shown, ({ file }) => file);
    // That a file has no problems is said when it is known.
    const open = this.parts.documents.all.map(({ path }) => path).filter((path) => partial.isSettled(path));
    let owesPull = false;
    for (const file of new Set([...byFile.keys(), ...open, ...this.published.keys()])) {
      const list = this.listOf(byFile.get(file) ?? []);
      if (!this.pulls.has(file)) this.send(file, list);
      else if (isSaid(file, list, partial) && this.pulls.owes(file, list)) owesPull = true;
    }
    if (owesPull) this.request(DiagnosticRefreshRequest.type);
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

  /** Whether there is something to answer an editor that has what `previous` names, and asks for more. */
  hasNews(path: string, previous: string | undefined, partial: PartialSnapshot): boolean {
    if (partial.isSettled(path)) return true;
    const list = this.listIn(path, partial);
    return isSaid(path, list, partial) && this.pulls.isNewsTo(path, previous, list);
  }

  /**
   * The answer to an editor that asks for the findings of a document, which has to ask for them from then on. Undefined
   * as long as nothing is known of it: then they are pushed.
   */
  report({ path }: Document, previous: string | undefined, partial: PartialSnapshot): Report | undefined {
    const list = this.listIn(path, partial);
    if (!isSaid(path, list, partial)) return this.pulls.again(path, previous);
    this.takeBack(path);
    return this.pulls.report(path, previous, list);
  }

  /** A document is open by another address than before, maybe: what is asked of that has another answer. */
  opened(path: string): void {
    if (this.pulls.forget(path) !== undefined) this.request(DiagnosticRefreshRequest.type);
  }

  /** What an editor has asked of a document it forgets once that is closed, so the same is pushed. */
  closed({ path, uri }: Document): void {
    const list = this.pulls.forget(path);
    if (list === undefined || list.text === (this.published.get(path)?.text ?? NONE)) return;
    this.transmit(uri, list.diagnostics);
    this.published.set(path, { uri, text: list.text });
  }

  /**
   * What was pushed of a document goes, just before the answer: some editors keep both apart, and would show them
   * twice, others keep what they were told last, and would show nothing if it went afterwards.
   */
  private takeBack(path: string): void {
    const published = this.published.get(path);
    if (published === undefined || published.text === NONE) return;
    this.transmit(published.uri, []);
    this.published.set(path, { ...published, text: NONE });
  }

  private listIn(path: string, partial: PartialSnapshot): List {
    return this.listOf(partial.shown.filter(({ file }) => file === path));
  }

  private listOf(findings: readonly Finding[]): List {
    const diagnostics = findings.map((finding) => toDiagnostic(finding, this.parts));
    return { diagnostics, text: JSON.stringify(diagnostics) };
  }

  private send(file: string, { diagnostics, text }: List): void {
    const { documents } = this.parts;
    const uri = toUri(file, this.parts);
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

/** As one text, no findings. */
const NONE = '[]';

/** That an open document has no problems is said when it is known. */
const isSaid = (path: string, { diagnostics }: List, partial: PartialSnapshot): boolean =>
  diagnostics.length > 0 || partial.isSettled(path);

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
