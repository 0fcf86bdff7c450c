// Quick fixes at a place, and the ways to fix all of a file. Everything is computed anew from the current text; nothing is remembered from the diagnostics.
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver/node';
import { FIX_ALL_TITLES, fixOfKind, joinFixes } from '../../features/fix-all';
import { type Finding, otherFiles } from '../../rules/finding';
import { fixAllKind, fixAllKindsFor, isAskedFor, QUICK_FIX } from '../code-action-kinds';
import { toDiagnostic, toWorkspaceEdit } from '../convert';
import { guardAsync } from '../guard';
import type { Session } from '../session';

export function codeActions(session: Session): void {
  const { connection, logger, documents, work } = session;
  connection.onCodeAction(
    guardAsync(logger, 'codeAction', [], async ({ textDocument, range, context }, token): Promise<() => CodeAction[]> => {
      const path = session.pathOf(textDocument.uri);
      if (path === undefined || documents.get(path) === undefined) return () => [];
      const { only } = context;
      const automatic = context.triggerKind === CodeActionTriggerKind.Automatic;
      // As when the fixes of other tools are made while saving.
      if (!isAskedFor(QUICK_FIX, only) && fixAllKindsFor(only, automatic).length === 0) return () => [];
      // A user who opens the menu, or saves, waits for what there is to do. The light bulb is asked for again with new diagnostics.
      const { findings } = await work.settled(path, { upTo: automatic && only === undefined ? 'brief' : 'long', token });
      return () => {
        const document = documents.get(path);
        if (document === undefined) return [];
        const inFile = findings.filter(({ file }) => file === path);
        const start = document.lines.offset(range.start);
        const end = document.lines.offset(range.end);
        const here = inFile.filter((finding) => finding.start <= end && start <= finding.end);
        const quickFixes = isAskedFor(QUICK_FIX, only) ? here.flatMap((finding) => quickFixesOf(finding, session)) : [];
        return [...quickFixes, ...fixAllActions(inFile, only, automatic, session)];
      };
    }),
  );
}

function quickFixesOf(finding: Finding, session: Session): readonly CodeAction[] {
  const diagnostics = [toDiagnostic(finding, session)];
  const fixes = finding.fixes().map(({ title, preferred, edits }) => ({
    title,
    kind: QUICK_FIX,
    diagnostics,
    ...(preferred ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(edits, session),
  }));
  const comment = session.workspace.suppression(finding);
  if (comment === undefined) return fixes;
  const title = `Ignore ${finding.code} on this line`;
  return [...fixes, { title, kind: QUICK_FIX, diagnostics, edit: toWorkspaceEdit([{ file: finding.file, ...comment }], session) }];
}

function fixAllActions(
  findings: readonly Finding[],
  only: readonly string[] | undefined,
  automatic: boolean,
  session: Session,
): readonly CodeAction[] {
  return fixAllKindsFor(only, automatic).flatMap((kind) => {
    const edits = joinFixes(findings.map((finding) => fixOfKind(finding, kind)).filter((fix) => fix !== undefined));
    const [finding] = findings;
    if (finding === undefined || edits.length === 0) return [];
    const others = otherFiles(edits, finding.file, finding.root);
    const title = `${FIX_ALL_TITLES[kind]}${others.length === 0 ? '' : `, and in ${others.join(' and ')}`}`;
    return [{ title, kind: fixAllKind(kind), edit: toWorkspaceEdit(edits, session) }];
  });
}
