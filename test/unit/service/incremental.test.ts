// Invariant 3 across files: after any sequence of edits, and of files that appear, vanish and are renamed, the
// workspace says what a fresh one says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../../server/src/base/text-edit';
import type { ResultStore } from '../../../server/src/project/result-store';
import { answerOf, type WorkspaceApi } from '../../../server/src/service/api';
import { answered } from '../../support/answered';
import { parseFixture } from '../../support/fixture';
import { memoryStore } from '../../support/memory-store';
import { asData, testWorkspace } from '../../support/workspace';

const FILES = parseFixture(`
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { self, nixpkgs }: let
    inherit (nixpkgs) lib;
    names = builtins.filter (name: builtins.pathExists (./hosts + "/\${name}/default.nix")) (builtins.attrNames (builtins.readDir ./hosts));
    mkHost = import ./lib/mk-host.nix { inherit nixpkgs; };
  in { nixosConfigurations = lib.genAttrs names mkHost; };
}
#- /lib/mk-host.nix
{ nixpkgs }: name: nixpkgs.lib.nixosSystem {
  modules = [ (../hosts + "/\${name}") ../modules/common.nix { networking.hostName = name; } ];
}
#- /hosts/a/default.nix
{ config, lib, pkgs, ... }: {
  imports = [ ../../modules/desktop.nix ./absent.nix ];
  time.timeZone = "UTC";
  boot.loader.timeout = 5;
  services.openssh.ports = [ 22 2222 ];
  environment.systemPackages = with pkgs; [ hello git ];
  users.motd = "on \${config.networking.hostName}";
  specialisation.x.configuration = { time.timeZone = "CET"; services.printing.enable = false; boot.loader.timeout = 3; };
  specialisation.x.configuration.users.motd = "not \${config.networking.hostName} but \${pkgs.hello}";
}
#- /hosts/b/default.nix
{ lib, ... }: {
  imports = lib.optional (builtins.pathExists ./extra.nix) ./extra.nix;
  specialisation.y.configuration.services.openssh.enable = builtins.readFile ./flag == "on";
}
#- /hosts/b/flag
on
#- /modules/common.nix
{ lib, ... }: { services.openssh.enable = false; networking.domain = lib.mkDefault "example.org"; }
#- /modules/desktop.nix
{ services.xserver.enable = true; services.printing.enable = true; }
#- /modules/unused.nix
{ specialisation.z.configuration.services.xserver.enable = false; services.xserver.enable = true; }
`);
/** What stands in the files that may appear. */
const TEXTS = [
  '{ specialisation.w.configuration.services.openssh.enable = true; }',
  '{ services.xserver.enable = false; specialisation.x.configuration.time.timeZone = "UTC"; }',
  '{ imports = [ ./desktop.nix ../modules/unused.nix ]; specialisation.v.configuration.services.printing.enable = false; }',
  '{ lib, ... }: { imports = [ ../modules ]; networking.domain = "a"; specialisation.u.configuration.networking.domain = "b"; }',
  'off',
  '{',
];
const PATHS = [
  ...FILES.keys(),
  '/hosts/a/absent.nix',
  '/hosts/b/extra.nix',
  '/hosts/c/default.nix',
  '/modules/default.nix',
  '/configuration.nix',
  '/home.nix',
  '/modules/sub/flake.nix',
];
const PIECES = [
  '',
  ' ',
  '\n',
  '{',
  '}',
  '# ',
  'true',
  'false',
  'lib.mkForce ',
  './desktop.nix',
  '../modules/unused.nix',
  'specialisation',
  ' = 1;',
];
/** What may leave a file as it is, or say something else in it that perhaps nobody has looked at: where, and how. */
const REWRITINGS = {
  space: [/ /g, () => '\n  '],
  comment: [/ /g, () => ' /* c */ '],
  line: [/\n/g, () => '\n# c\n'],
  Boolean: [/\b(true|false)\b/g, (was: string) => String(was === 'false')],
  text: [/"[^"$\n]*"/g, (was: string) => `"x${was.slice(1)}`],
  joined: [/(?<=")[^"\n]*\$\{/g, (was: string) => `x${was}`],
  number: [/(?<= )\d+(?=[ ;])/g, (was: string) => String((Number(was) + 1) % 7)],
  package: [/\b(hello|git|cowsay)\b/g, (was: string) => (was === 'git' ? 'cowsay' : 'git')],
  added: [/\bwith pkgs; \[/g, (was: string) => `${was} cowsay`],
  removed: [/ git\b/g, () => ''],
  // What is compared becomes equal, and different again.
  equal: [/"[^"$\n]*"/g, (was: string) => (was === '"UTC"' ? '"CET"' : '"UTC"')],
  begun: [/;/g, () => '; serv'],
  more: [/\bserv\b/g, () => 'services.foo'],
} as const;

/** Neither a file nor a folder. */
const NOWHERE = '/elsewhere';

type Step =
  | {
      readonly kind: 'edit';
      readonly path: string;
      readonly at: number;
      readonly length: number;
      readonly piece: string;
    }
  | { readonly kind: 'rewrite'; readonly path: string; readonly at: number; readonly how: keyof typeof REWRITINGS }
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete' | 'open' | 'close'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'look'; readonly path: string; readonly times: number }
  /** Somebody asks about a place. */
  | { readonly kind: 'place' | 'completion'; readonly path: string; readonly at: number }
  /** What is known is kept; later somebody closes everything, and opens it again. */
  | { readonly kind: 'keep' | 'reopen' }
  | { readonly kind: 'compare' };

const path = fc.constantFrom(...PATHS);
const folder = fc.constantFrom('/hosts', '/hosts/a', '/modules', '/lib', '/hosts/c');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('edit'),
      path,
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(9),
      piece: fc.constantFrom(...PIECES),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('rewrite'),
      path,
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      how: fc.constantFrom(...(Object.keys(REWRITINGS) as (keyof typeof REWRITINGS)[])),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('write'), path, text: fc.constantFrom(...TEXTS) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('write'),
      path: fc.constant('/hosts/b/flag'),
      text: fc.constantFrom('on', 'off'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('delete', 'open', 'close'), path: fc.oneof(path, folder) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename'), path, to: path }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rename'), path: folder, to: fc.oneof(folder, fc.constant(NOWHERE)) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('look'), path, times: fc.nat(4) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('place', 'completion'),
      path,
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('compare', 'keep', 'reopen') }) },
) as fc.Arbitrary<Step>;

const placeAsked = (
  workspace: WorkspaceApi,
  about: 'place' | 'completion',
  file: string,
  text: string,
  at: number,
): unknown => answered(workspace, about, { file, offset: Math.floor(at * text.length), offersOptions: true });

/** The disk and the editor beside the workspace that hears of what happens there. */
class World {
  readonly open = new Map<string, string>();

  constructor(
    readonly disk: Map<string, string>,
    public workspace: WorkspaceApi,
    private readonly store: ResultStore,
  ) {}

  private async reopen(): Promise<void> {
    this.workspace.dispose();
    this.workspace = await testWorkspace(this.disk, { store: this.store });
    for (const [file, text] of this.open) this.workspace.open(file, text);
  }

  async compare(): Promise<void> {
    const fresh = await testWorkspace(new Map(this.disk));
    for (const [file, text] of this.open) fresh.open(file, text);
    expect(asData(this.workspace.snapshot())).toEqual(asData(fresh.snapshot()));
    for (const [file, text] of this.open) {
      expect(answerOf(this.workspace.fates(file))).toEqual(answerOf(fresh.fates(file)));
      for (const at of [0.2, 0.5, 0.8])
        for (const about of ['place', 'completion'] as const)
          expect(placeAsked(this.workspace, about, file, text, at)).toEqual(placeAsked(fresh, about, file, text, at));
    }
    fresh.dispose();
  }

  /** What an editor's watcher says: files by name; of a folder that is gone or was renamed, the folder alone. */
  private write(changes: ReadonlyMap<string, string | undefined>, told: readonly string[] = [...changes.keys()]): void {
    for (const [file, text] of changes) {
      if (text === undefined) this.disk.delete(file);
      else this.disk.set(file, text);
    }
    this.workspace.changed(told);
  }

  /** Changes a document that is open. */
  private edit(path: string, change: (before: string) => TextEdit | undefined): void {
    const before = this.open.get(path);
    const edit = before === undefined ? undefined : change(before);
    if (before === undefined || edit === undefined) return;
    const after = applyEdits(before, [edit]);
    this.open.set(path, after);
    this.workspace.edit(path, after, [edit]);
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'edit':
        this.edit(step.path, (before) => {
          const start = Math.floor(step.at * before.length);
          return { start, end: Math.min(before.length, start + step.length), newText: step.piece };
        });
        return;
      case 'rewrite':
        this.edit(step.path, (before) => {
          const [where, how] = REWRITINGS[step.how];
          const all = [...before.matchAll(where)];
          const at = all[Math.floor(step.at * all.length)];
          return at && { start: at.index, end: at.index + at[0].length, newText: how(at[0]) };
        });
        return;
      case 'write':
        this.write(new Map([[step.path, step.text]]));
        return;
      case 'open': {
        const text = this.disk.get(step.path) ?? '{ }';
        if (this.open.has(step.path) || !PATHS.includes(step.path)) return;
        this.open.set(step.path, text);
        this.workspace.open(step.path, text);
        return;
      }
      case 'close':
        if (!this.open.delete(step.path)) return;
        this.workspace.close(step.path);
        return;
      case 'delete':
      case 'rename': {
        const files = [...this.disk.keys()].filter((file) => file === step.path || file.startsWith(`${step.path}/`));
        const moves = new Map<string, string | undefined>(files.map((file) => [file, undefined]));
        const to = step.kind === 'rename' ? step.to : undefined;
        if (to !== undefined)
          for (const file of files) moves.set(to + file.slice(step.path.length), this.disk.get(file));
        const isFolder = !PATHS.includes(step.path);
        this.write(moves, isFolder ? [step.path, ...(to === undefined ? [] : [to])] : [...moves.keys()]);
        return;
      }
      case 'look':
        // A little work on what is urgent, to be interrupted by what comes next.
        for (let i = 0; i < step.times; i++) this.workspace.advance(0, step.path);
        void this.workspace.partial.shown;
        return;
      case 'place':
      case 'completion':
        placeAsked(this.workspace, step.kind, step.path, this.open.get(step.path) ?? '', step.at);
        return;
      case 'keep':
        this.workspace.keep();
        return;
      case 'reopen':
        await this.reopen();
        return;
      case 'compare':
        await this.compare();
    }
  }
}

test('random edits, new, renamed and deleted files', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const disk = new Map(FILES);
      const store = memoryStore();
      const world = new World(disk, await testWorkspace(disk, { store }), store);
      for (const one of steps) await world.take(one);
      await world.compare();
      world.workspace.dispose();
    }),
    { numRuns: 100 },
  );
});
