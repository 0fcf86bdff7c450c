// The commands that ask our analysis only: they work wherever VS Code runs.
import { SHOW_TABLE_COMMAND } from '../../../server/src/protocol/requests';
import { EXPLAIN_COMMAND } from '../rule-pages';
import { SECTION } from '../settings';
import { checkWhole } from './check-whole';
import type { Command } from './command';
import { compareHereWithBase, treeCompareWithBase } from './compare';
import { explainRule } from './explain-rule';
import { fixAll } from './fix-all';
import { openExample } from './open-example';
import { restartServer } from './restart-server';
import { showLog } from './show-log';
import { showTable } from './show-matrix';
import { treeGoToDefinition } from './tree-rows';
import { writeSpecialisation } from './write-specialisation';

export const ANYWHERE: Readonly<Record<string, Command>> = {
  [`${SECTION}.treeGoToDefinition`]: treeGoToDefinition,
  [`${SECTION}.checkWhole`]: checkWhole,
  [`${SECTION}.compareHereWithBase`]: compareHereWithBase,
  [`${SECTION}.treeCompareWithBase`]: treeCompareWithBase,
  [SHOW_TABLE_COMMAND]: showTable,
  [`${SECTION}.treeShowTable`]: showTable,
  [`${SECTION}.fixAll`]: fixAll,
  [`${SECTION}.restartServer`]: restartServer,
  [`${SECTION}.openExample`]: openExample,
  [EXPLAIN_COMMAND]: explainRule,
  [`${SECTION}.showLog`]: showLog,
  [`${SECTION}.writeSpecialisation`]: writeSpecialisation,
};
