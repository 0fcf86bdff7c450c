// "This specialisation evaluates" as tests: VS Code's view Testing, there as long as specialisations are.
import * as vscode from 'vscode';
import type { PartNode, SystemNode } from '../../../server/src/protocol/tree';
import type { RunContext } from '../context';
import { documentSchemes, uriOfPath } from '../folders';
import { SECTION } from '../settings';
import { inLabel } from '../shown';
import { NAMING } from '../views/naming';
import { placeArguments } from '../views/place';
import { requested, type TestedSpecialisation, type TestedSystem, testedSystems } from './items';
import { runTests } from './run';

/** Nobody without specialisations is given the view. */
export function registerTesting(ctx: RunContext): vscode.Disposable {
  let controller: vscode.TestController | undefined;
  let systems: readonly TestedSystem[] = [];
  const update = (): void => {
    systems = testedSystems(ctx.systems.known(), NAMING, isOpen);
    if (systems.length === 0) {
      controller?.dispose();
      controller = undefined;
      return;
    }
    controller ??= createController(() => systems, ctx);
    show(controller, systems);
  };
  return vscode.Disposable.from(ctx.systems.onTold(update), { dispose: () => controller?.dispose() });
}

/** Whether it is written in an opened folder, or its system is there; what is in no document cannot be shown. */
function isOpen({ path }: SystemNode, { at }: PartNode): boolean {
  const place = vscode.Uri.parse(at.uri);
  const isHere = (uri: vscode.Uri): boolean => vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return documentSchemes().has(place.scheme) && [place, uriOfPath(path)].some(isHere);
}

function createController(systems: () => readonly TestedSystem[], ctx: RunContext): vscode.TestController {
  const controller = vscode.tests.createTestController(SECTION, vscode.l10n.t('NixOS Specialisations'));
  const run = (request: vscode.TestRunRequest): Promise<void> => {
    const include = request.include && idsOf(request.include);
    return runTests(controller, request, requested(systems(), { include, exclude: idsOf(request.exclude ?? []) }), ctx);
  };
  controller.createRunProfile(vscode.l10n.t('Check with Nix'), vscode.TestRunProfileKind.Run, run, true);
  return controller;
}

const idsOf = (items: readonly vscode.TestItem[]): ReadonlySet<string> => new Set(items.map(({ id }) => id));

/** Items that are there already stay, and keep their results. */
function show(controller: vscode.TestController, systems: readonly TestedSystem[]): void {
  controller.items.replace(
    systems.map((system) => {
      const { id, label, description, specialisations } = system;
      const item = controller.items.get(id) ?? controller.createTestItem(id, inLabel(label));
      Object.assign(item, { label: inLabel(label), description });
      item.children.replace(specialisations.map((each) => itemOf(controller, item.children.get(each.id), each)));
      return item;
    }),
  );
}

function itemOf(
  controller: vscode.TestController,
  known: vscode.TestItem | undefined,
  { id, label, description, at }: TestedSpecialisation,
): vscode.TestItem {
  const [uri, { selection: range }] = placeArguments(at);
  // An item stays in one file.
  const isSame = known?.uri?.toString() === uri.toString();
  const item = isSame ? known : controller.createTestItem(id, inLabel(label), uri);
  return Object.assign(item, { label: inLabel(label), description, range });
}
