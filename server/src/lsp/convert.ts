// From offsets and findings to what the protocol sends. The only place where spans become ranges.

import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { groupBy } from '../base/group-by';
import type { Location } from '../base/span';
import type { FileEdit } from '../base/text-edit';
import { l10n } from '../protocol/l10n';
import { visible } from '../protocol/visible';
import type { Finding, Severity } from '../rules/engine/finding';
import { worded } from '../rules/engine/wording';
import type { Positions } from '../service/positions';
import type { ClientFeatures } from './client-features';
import type { Documents } from './documents';
import { uriOfPath } from './uri';

/** What converting needs to know. */
export interface Conversion {
  readonly documents: Documents;
  readonly positions: Positions;
  readonly client: ClientFeatures;
  helpOf(code: string): string | undefined;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<NonNullable<Finding['tag']>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** The address of a file, as the editor spells it where it has the file open. */
export function toUri(file: string, { documents }: Pick<Conversion, 'documents'>): string {
  return documents.get(file)?.uri ?? uriOfPath(file);
}

export function toRange(location: Location, { positions }: Pick<Conversion, 'positions'>): Range {
  return positions.range(location);
}

/** As much as a message says, in UTF-16 units. */
const LONGEST_MESSAGE = 1000;

/** What is said of a finding, as an editor may show it: names and values in it are the configuration's. */
export function shownMessage(text: string): string {
  return visible(text, LONGEST_MESSAGE);
}

export function toDiagnostic(finding: Finding, conversion: Conversion): Diagnostic {
  const { client } = conversion;
  const href = client.codeDescription ? conversion.helpOf(finding.code) : undefined;
  const description: { codeDescription?: CodeDescription } = href === undefined ? {} : { codeDescription: { href } };
  const related = finding.related.map((place) => ({
    location: { uri: toUri(place.file, conversion), range: toRange(place, conversion) },
    message: shownMessage(place.message),
  }));
  return {
    range: toRange(finding, conversion),
    severity: finding.isOtherSide ? DiagnosticSeverity.Hint : SEVERITIES[finding.severity],
    source: 'specialisations',
    code: finding.code,
    ...description,
    ...(finding.tag === undefined ? {} : { tags: [TAGS[finding.tag]] }),
    message: shownMessage(worded(finding, (place) => toRange(place, conversion).start.line + 1)),
    ...(client.relatedInformation && related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/**
 * Edits of any number of files; with the versions they were made for where the editor can check them.
 * @param unsure those that the user is to confirm: left out where the editor cannot ask
 */
export function toWorkspaceEdit(
  edits: readonly FileEdit[],
  conversion: Conversion,
  unsure: readonly FileEdit[] = [],
): WorkspaceEdit {
  const { client, documents } = conversion;
  const asked = new Set(client.confirmsEdits ? unsure : []);
  // All of a file at once: an editor that makes one change after the other would look for the second elsewhere.
  const byFile = [...groupBy([...edits, ...asked], ({ file }) => file)].map(([file, changes]) => {
    const made = changes.map((edit) => ({
      ...toTextEdit(edit, conversion),
      ...(asked.has(edit) && { annotationId: UNSURE }),
    }));
    return [file, made] as const;
  });
  if (!client.versionedEdits) {
    return { changes: Object.fromEntries(byFile.map(([file, changes]) => [toUri(file, conversion), changes])) };
  }
  const documentChanges: TextDocumentEdit[] = byFile.map(([file, changes]) => ({
    textDocument: { uri: toUri(file, conversion), version: documents.get(file)?.version ?? null },
    edits: changes,
  }));
  if (asked.size === 0) return { documentChanges };
  const label = l10n.t('Words that may name it');
  return { documentChanges, changeAnnotations: { [UNSURE]: { label, needsConfirmation: true } } };
}

const UNSURE = 'unsure';

const toTextEdit = (edit: FileEdit, conversion: Conversion): TextEdit => ({
  range: toRange(edit, conversion),
  newText: edit.newText,
});
