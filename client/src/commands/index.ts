// The table of commands. What fails in one is logged and told, never lost.
import * as vscode from 'vscode';
import { MORE_COMMAND, RUN_COMMAND } from '../../../server/src/protocol/requests';
import type { Context } from '../context';
import { EXPLAIN_COMMAND } from '../rule-pages';
import { SECTION } from '../settings';
import { say } from '../window';
import { backToBase } from './back-to-base';
import { checkHere, treeCheck } from './check';
import { checkWhole } from './check-whole';
import { chooseMachine } from './choose-machine';
import type { Command } from './command';
import { compareHereWithBase, compareHereWithRunning, treeCompareWithBase, treeCompareWithRunning } from './compare';
import { explainRule } from './explain-rule';
import { fixAll } from './fix-all';
import { generations } from './generations';
import { buildVm, collectGarbage, rebuildBase, rollBack } from './manage';
import { moreActions, moreActionsHere } from './more';
import { openExample } from './open-example';
import { resetAnswers } from './reset-answers';
import { restartServer } from './restart-server';
import { runLens } from './run';
import { rebuildHere, switchHere } from './run-here';
import { showLog } from './show-log';
import { showTable } from './show-matrix';
import { toggle } from './toggle';
import { treeBackToBase, treeGoToDefinition, treeMore, treeRebuild, treeSwitch } from './tree';
import { writeSpecialisation } from './write-specialisation';

const COMMANDS: Readonly<Record<string, Command>> = {
  [RUN_COMMAND]: runLens,
  [MORE_COMMAND]: moreActions,
  [`${SECTION}.switchHere`]: switchHere,
  [`${SECTION}.rebuildHere`]: rebuildHere,
  [`${SECTION}.moreHere`]: moreActionsHere,
  [`${SECTION}.backToBase`]: backToBase,
  [`${SECTION}.toggle`]: toggle,
  [`${SECTION}.rebuildBase`]: rebuildBase,
  [`${SECTION}.generations`]: generations,
  [`${SECTION}.rollBack`]: rollBack,
  [`${SECTION}.collectGarbage`]: collectGarbage,
  [`${SECTION}.buildVm`]: buildVm,
  [`${SECTION}.chooseMachine`]: chooseMachine,
  [`${SECTION}.resetAnswers`]: resetAnswers,
  [`${SECTION}.treeSwitch`]: treeSwitch,
  [`${SECTION}.treeRebuild`]: treeRebuild,
  [`${SECTION}.treeMore`]: treeMore,
  [`${SECTION}.treeGoToDefinition`]: treeGoToDefinition,
  [`${SECTION}.treeBackToBase`]: treeBackToBase,
  [`${SECTION}.checkHere`]: checkHere,
  [`${SECTION}.treeCheck`]: treeCheck,
  [`${SECTION}.checkWhole`]: checkWhole,
  [`${SECTION}.compareHereWithBase`]: compareHereWithBase,
  [`${SECTION}.compareHereWithRunning`]: compareHereWithRunning,
  [`${SECTION}.treeCompareWithBase`]: treeCompareWithBase,
  [`${SECTION}.treeCompareWithRunning`]: treeCompareWithRunning,
  [`${SECTION}.showTable`]: showTable,
  [`${SECTION}.treeShowTable`]: showTable,
  [`${SECTION}.fixAll`]: fixAll,
  [`${SECTION}.restartServer`]: restartServer,
  [`${SECTION}.openExample`]: openExample,
  [EXPLAIN_COMMAND]: explainRule,
  [`${SECTION}.showLog`]: showLog,
  [`${SECTION}.writeSpecialisation`]: writeSpecialisation,
};

/** Registers every command. */
export function registerCommands(ctx: Context): vscode.Disposable {
  const registrations = Object.entries(COMMANDS).map(([id, command]) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        await command(ctx, args);
      } catch (error) {
        ctx.log.error(`command failed id=${id} ${error instanceof Error ? error.stack : String(error)}`);
        void say.error(`NixOS Specialisations: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
