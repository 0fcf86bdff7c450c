// Two built systems of this machine compared: what they boot, and their packages.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commandLine } from '../../../server/src/run/command-line';
import { type BootSpec, compareBoot, parseBootSpec } from '../../../server/src/run/compare/boot-spec';
import { CLOSURE_TOOLS, closureCommand } from '../../../server/src/run/compare/closures';
import type { BuiltComparison, Closures } from '../../../server/src/run/compare/document';
import { needsConfirmation } from '../../../server/src/run/confirm-policy';
import { findPrograms } from '../../../server/src/run/machine/programs';
import type { SystemRoot } from '../../../server/src/run/machine/system-root';
import { OutputLines } from '../../../server/src/run/output/lines';
import { surroundings } from '../machine/surroundings';
import { confirmSetting } from '../run-settings';
import { ask } from '../window';
import { FirstBytes, runCaptured } from './captured';

/** As much as is shown of what a program prints. */
const MOST_BYTES = 1024 * 1024;

/** Compares the systems at two real paths; `root` says whose settings decide whether to ask. */
export async function compareBuilt(before: string, after: string, root: string): Promise<BuiltComparison> {
  const around = surroundings().root;
  const [one, other] = await Promise.all([bootSpecAt(around, before), bootSpecAt(around, after)]);
  return {
    before,
    after,
    boot: one === undefined || other === undefined ? undefined : compareBoot(one, other),
    closures: before === after ? '' : await compareClosures(before, after, root),
  };
}

async function bootSpecAt(root: SystemRoot, system: string): Promise<BootSpec | undefined> {
  const text = await root.text(join(system, 'boot.json'));
  return text === undefined ? undefined : parseBootSpec(text);
}

async function compareClosures(before: string, after: string, root: string): Promise<Closures> {
  const around = surroundings();
  const programs = await findPrograms(around.root, CLOSURE_TOOLS, around.path);
  const argv = closureCommand(new Set(programs.keys()), before, after);
  if (argv === undefined) return vscode.l10n.t('None of dix, nvd and nix was found, which compare packages.');
  const plan = { effect: 'read-only', needsRoot: false, origins: [] } as const;
  if (needsConfirmation(plan, confirmSetting(root))) {
    const answer = await ask(
      vscode.l10n.t('Compare the packages?'),
      [commandLine(argv), vscode.l10n.t('It only reads the Nix store.')],
      vscode.l10n.t('Run'),
    );
    if (answer === undefined) return vscode.l10n.t('Not compared.');
  }
  const [stdout, stderr] = [new FirstBytes(MOST_BYTES), new FirstBytes(MOST_BYTES)];
  const run = (token: vscode.CancellationToken) =>
    runCaptured({ argv, cwd: '/', token, stdout: stdout.push, stderr: stderr.push });
  const title = vscode.l10n.t('Comparing packages');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const ended = await vscode.window.withProgress(options, (_, token) => run(token));
  if (ended === undefined) return vscode.l10n.t('Stopped before it was done.');
  const output =
    ended === 0 ? stdout.text : `${stdout.text}${stderr.text}\n${vscode.l10n.t('It failed ({0}).', ended)}`;
  return { argv, output: plainText(output) };
}

/** Without the colours that such programs print wherever they print to. */
function plainText(output: string): string {
  const found: string[] = [];
  const lines = new OutputLines((line) => found.push(line));
  lines.push(Buffer.from(output));
  lines.end();
  return found.join('\n');
}
