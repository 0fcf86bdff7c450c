// Quick fixes at a place, and the ways to fix all of a file. Everything is computed anew from the current text; nothing
// is remembered from the diagnostics.

import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  CodeActionTriggerKind,
} from 'vscode-languageserver';
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
import { askedOf, withEdit, withoutEdits } from '../deferred-edits';
import { guardAsync } from '../guard';
import { type Mended, mendedBy, withFixes } from '../mending';
import { refactorActions } from '../refactor-actions';
import type { Session } from '../session';
import type { Handler } from './handler';

export const codeActions: Handler = {
  capabilities: ({ resolvesEdits }) => ({
    codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], ...(resolvesEdits && { resolveProvider: true }) },
  }),
  register(session) {
    const { connection, logger, documents, texts, client } = session;
    const versionOf = (uri: string): number | undefined => documents.get(texts.pathOf(uri) ?? '')?.version;
    connection.onCodeAction(
      guardAsync(logger, 'codeAction', [], async (params: CodeActionParams, token): Promise<() => CodeAction[]> => {
        const actions = await actionsAt(params, session, token);
        return () => {
          const version = versionOf(params.textDocument.uri);
          return client.resolvesEdits && version !== undefined ? withoutEdits(actions(), params, version) : actions();
        };
      }),
    );
    connection.onCodeActionResolve((action, token) => {
      const resolved = async (): Promise<() => CodeAction> => {
        const asked = askedOf(action);
        // What was offered for another text would be done at another place.
        const isOfNow = (): boolean =>
          asked !== undefined && versionOf(asked.params.textDocument.uri) === asked.version;
        if (asked === undefined || !isOfNow()) return () => action;
        const actions = await actionsAt(asked.params, session, token);
        return () => (isOfNow() ? withEdit(action, actions()) : action);
      };
      return guardAsync(logger, 'codeAction/resolve', action, resolved)(action, token);
    });
  },
};

async function actionsAt(
  { textDocument, range, context: { only, triggerKind } }: CodeActionParams,
  session: Session,
  token: CancellationToken | undefined,
): Promise<() => CodeAction[]> {
  const { documents, core, work } = session;
  const { patience } = work;
  const path = session.texts.pathOf(textDocument.uri);
  const before = path === undefined ? undefined : documents.get(path);
  if (path === undefined || before === undefined) return () => [];
  const automatic = triggerKind === CodeActionTriggerKind.Automatic;
  const found = wantsRefactors(only, automatic) ? await refactorActions(path, range, only, session, token) : [];
  const refactors = (): readonly CodeAction[] => (documents.get(path) === before ? found : []);
  // As when the fixes of other tools are made while saving.
  if (!isAskedFor(QUICK_FIX, only) && fixAllKindsFor(only, automatic).length === 0) return () => [...refactors()];
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
      ...refactors(),
    ];
  };
}

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
