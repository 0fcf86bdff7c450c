// This machine in this window: what it is looked at with, and when.
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ConfigRoot } from '../../../server/src/protocol/run';
import { detectMachine } from '../../../server/src/run/machine/detect';
import { builtRevision } from '../../../server/src/run/machine/revision';
import { whereAmI } from '../../../server/src/run/status/where-am-i';
import { openFolders } from '../folders';
import type { Log } from '../log';
import type { Memory } from '../memory';
import { runSettings } from '../run-settings';
import { SECTION } from '../settings';
import { createMachine, type Looked, type Machine } from './machine';
import { surroundings } from './surroundings';
import { placesToWatch, type Watched, watchLinks } from './watch';

/** Makes the machine, which is looked at when `refresh` is called for the first time. */
export function createThisMachine(memory: Memory, log: Log): Machine & vscode.Disposable {
  const settings = () => runSettings(anyRoot().path);
  const machine = createMachine({ look, watch, memory, log, hosts: () => settings().hosts });
  const subscriptions = [
    // What a window does not see while it has no focus it looks at when it gets it.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && machine.looked() !== undefined) void machine.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION) && machine.looked() !== undefined) void machine.refresh();
    }),
  ];
  return { ...machine, dispose: () => vscode.Disposable.from(machine, ...subscriptions).dispose() };
}

/** What is true of the machine whichever configuration it is about. */
function anyRoot(): ConfigRoot {
  return { kind: 'flake', path: openFolders()[0] ?? '/etc/nixos' };
}

async function look(): Promise<Omit<Looked, 'where'>> {
  const around = surroundings();
  const facts = await detectMachine(anyRoot(), runSettings(anyRoot().path), around);
  const { generation } = whereAmI(facts).active;
  const base = facts.generations.find(({ number, profile }) => number === generation && profile === 'system')?.path;
  const system = base ?? facts.runningSystem;
  return { facts, built: system === undefined ? undefined : await builtRevision(around.root, system) };
}

function watch(onChange: () => void): Watched {
  const { root, stateHome, home } = surroundings();
  const state = stateHome || join(home, '.local/state');
  const places = placesToWatch(
    root.place('/run/current-system'),
    root.place('/run/booted-system'),
    root.place(runSettings(anyRoot().path).systemProfile),
    root.place(join(state, 'home-manager/gcroots/current-home')),
  );
  return watchLinks(places, onChange);
}
