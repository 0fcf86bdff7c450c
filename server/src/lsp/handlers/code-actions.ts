// Quick fixes at a place, and the ways to fix all of a file. Everything is computed anew from the current text; nothing
// is remembered from the diagnostics.

import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver';
import { fixAllTitle, fixesOfKind } from '../../features/fix-all';
import { l10n } from '../../protocol/l10n';
import { type Finding, otherFiles } from '../../rules/engine/finding';
import {
  CODE_ACTION_KINDS,
  fixAllKind,
  fixAllKindsFor,
  isAskedFor,
  QUICK_FIX,
  wantsRefactors,
} from '../code-action-kinds';
import { shownMessage, toDiagnostic, toWorkspaceEdit } from '../convert';
import { guardAsync } from '../guard';
import { type Mended, mendedBy, withFixes } from '../mending';
import { refactorActions } from '../refactor-actions';
import type { Session } from '../session';
import type { Handler } from './handler';

export const codeActions: Handler = {
  capabilities: { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] } },
  register(session) {
    const { connection, logger, documents, core, work } = session;
    const { patience } = work;
    connection.onCodeAction(
      guardAsync(
        logger,
        'codeAction',
        [],
        async ({ textDocument, range, context }, token): Promise<() => CodeAction[]> => {
          const path = session.texts.pathOf(textDocument.uri);
          if (path === undefined || documents.get(path) === undefined) return () => [];
          const { only } = context;
          const automatic = context.triggerKind === CodeActionTriggerKind.Automatic;
          const refactors = wantsRefactors(only, automatic)
            ? await refactorActions(path, range, only, session, token)
            : [];
          // As when the fixes of other tools are made while saving.
          if (!isAskedFor(QUICK_FIX, only) && fixAllKindsFor(only, automatic).length === 0) return () => [...refactors];
          // A user who opens the menu, or saves, waits for what there is to do. The light bulb is asked
          // for again with new diagnostics.
          const { findings } = await work.settled(path, {
            upTo: automatic && only === undefined ? 'brief' : 'long',
            token,
          });
          const document = documents.get(path);
          if (document === undefined) return () => [];
          const inFile = findings.filter(({ file }) => file === path);
          const start = document.lines.offset(range.start);
          const end = document.lines.offset(range.end);
          const isHere = (finding: Finding): boolean => finding.start <= end && start <= finding.end;
          // All are asked for only where all may be mended.
          const kinds = fixAllKindsFor(only, automatic);
          const wanted = kinds.length === 0 ? inFile.filter(isHere) : inFile;
          const mended = await mendedBy(core, wanted, patience.long, token);
          return () => {
            // What was made for another text is of no use.
            if (documents.get(path) !== document) return [];
            const here = isAskedFor(QUICK_FIX, only) ? mended.filter(({ finding }) => isHere(finding)) : [];
            const all = mended.map(withFixes);
            return [
              ...here.flatMap((each) => quickFixesOf(each, session)),
              ...fixAllActions(all, kinds, session),
              ...refactors,
            ];
          };
        },
      ),
    );
  },
};

function quickFixesOf({ finding, mending }: Mended, session: Session): readonly CodeAction[] {
  const diagnostics = [toDiagnostic(finding, session)];
  const fixes = mending.fixes.map(({ title, preferred, edits }) => ({
    title: shownMessage(title),
    kind: QUICK_FIX,
    diagnostics,
    ...(preferred ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(edits, session),
  }));
  const { suppression } = mending;
  if (suppression === undefined) return fixes;
  const title = l10n.t('Ignore {0} on this line', finding.code);
  return [
    ...fixes,
    { title, kind: QUICK_FIX, diagnostics, edit: toWorkspaceEdit([{ file: finding.file, ...suppression }], session) },
  ];
}

function fixAllActions(
  findings: readonly Finding[],
  kinds: ReturnType<typeof fixAllKindsFor>,
  session: Session,
): readonly CodeAction[] {
  return kinds.flatMap((kind) => {
    const edits = fixesOfKind(findings, kind);
    const [finding] = findings;
    if (finding === undefined || edits.length === 0) return [];
    const others = otherFiles(edits, finding.file, finding.root);
    const own = fixAllTitle(kind);
    const title = others.length === 0 ? own : l10n.t('{0}, and in {1}', own, others.join(` ${l10n.t('and')} `));
    return [{ title, kind: fixAllKind(kind), edit: toWorkspaceEdit(edits, session) }];
  });
}
