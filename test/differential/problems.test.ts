// Real Nix fails on a conflicting configuration: what it prints leads to the lines, after a run in a terminal and by
// Check with Nix.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { BUNDLE, PROGRAMS } from '../../scripts/lib/bundle.mjs';
import type { NixProblem, PlacesParams, PlacesResult } from '../../server/src/protocol/nix-report';
import { parseReport } from '../../server/src/run/output/parse-report';
import { OutputReader } from '../../server/src/run/output/reader';
import { planCheck } from '../../server/src/run/plan-check';
import { type Editor, withEditor } from '../support/lsp-pair';
import { nixVersion } from '../support/nix';
import { SMALL_NIXOS } from '../support/small-nixos';

const FILE = '/configuration.nix';

const conflicting = (value: string): string => `#- ${FILE}
{ lib, ... }:
{
  imports = [ ./desktop.nix ];
  networking.hostName = "base";
  specialisation.gaming.configuration = {
    services.openssh.enable = ${value};
  };
}
#- /desktop.nix
{
  services.openssh.enable = true;
}
${SMALL_NIXOS}`;

const spec = ({ folder }: Editor, specialisation: string | null) =>
  ({ system: 'nixos', host: null, specialisation, root: { kind: 'classic', path: folder + FILE } }) as const;

/** The command that is shown before it runs, with the environment in which our small NixOS is nixpkgs. */
function command(editor: Editor, specialisation: string | null) {
  const programs = new Map([['nix-instantiate', 0]]);
  const plan = planCheck(spec(editor, specialisation), { programs, hostName: 'here', memory: 128 });
  if (plan.kind === 'refused') throw new Error(plan.reason);
  const env = {
    ...process.env,
    NIX_PATH: `nixpkgs=${editor.folder}/nixpkgs`,
    NIX_REMOTE: 'dummy://',
    HOME: editor.folder,
  };
  return { argv: plan.argv, env };
}

/** Each place as `file:line`, from 1. */
async function linesOf(editor: Editor, problems: readonly NixProblem[]): Promise<readonly string[]> {
  const params: PlacesParams = { ...spec(editor, null), problems };
  const found = await editor.request<PlacesResult>('nixosSpecialisations/problemPlaces', params);
  return found.flat().map(({ at }) => `${at.uri.split('/').at(-1)}:${at.range.start.line + 1}`);
}

/** What Check with Nix does. */
async function check(editor: Editor, specialisation: string | null) {
  const { argv, env } = command(editor, specialisation);
  const [program = '', ...args] = argv;
  const reader = new OutputReader();
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.on('data', (chunk) => reader.push(chunk, 'stderr'));
  const [code] = await once(child, 'close');
  return { code, problems: reader.end().problems };
}

const PLACES = ['desktop.nix:2', 'configuration.nix:6'];

describe.runIf(nixVersion() !== undefined)('real Nix', () => {
  it('Check with Nix: both definitions, at their lines', () =>
    withEditor(conflicting('false'), async (editor) => {
      await editor.initialize();
      const { code, problems } = await check(editor, 'gaming');
      expect(code).toBe(1);
      expect(problems).toMatchObject([
        { kind: 'conflict', specialisation: 'gaming', option: ['services', 'openssh', 'enable'] },
      ]);
      expect(await linesOf(editor, problems)).toEqual(PLACES);
    }));

  it('the base has none, and neither has a specialisation that forces its value', () =>
    withEditor(conflicting('lib.mkForce false'), async (editor) => {
      await editor.initialize();
      expect(await check(editor, null)).toEqual({ code: 0, problems: [] });
      expect(await check(editor, 'gaming')).toEqual({ code: 0, problems: [] });
    }));

  it('what the program around a run reads leads to the same lines', () =>
    withEditor(conflicting('false'), async (editor) => {
      await editor.initialize();
      await build({ ...BUNDLE, entryPoints: [{ in: PROGRAMS.follow, out: 'follow' }], outdir: editor.folder });
      const { argv, env } = command(editor, 'gaming');
      const file = join(editor.folder, 'report.json');
      const { status } = spawnSync(process.execPath, [join(editor.folder, 'follow.js'), file, ...argv], { env });
      expect(status).toBe(1);
      const report = parseReport(readFileSync(file, 'utf8'));
      expect(await linesOf(editor, report?.problems ?? [])).toEqual(PLACES);
    }));

  it.each([
    ['a syntax error', '{ a = ; }', 'syntax', 'desktop.nix:1'],
    ['an undefined variable', '{\n  a = pkgz;\n}', 'undefined-variable', 'desktop.nix:2'],
    ['an attribute that is missing', '{\n  a = { }.b;\n}', 'missing-attribute', 'desktop.nix:2'],
    ['infinite recursion', '{\n  a = let x = x; in x;\n}', 'recursion', 'desktop.nix:2'],
    ['a file that is not there', '{\n  a = import ./gone.nix;\n}', 'missing-file', 'desktop.nix:2'],
    ['an attribute twice', '{\n  a = 1;\n  a = 2;\n}', 'syntax', 'desktop.nix:3'],
  ])('%s: at its line', (_, text, kind, line) =>
    withEditor(conflicting('true').replace('{\n  services.openssh.enable = true;\n}', text), async (editor) => {
      await editor.initialize();
      const { problems } = await check(editor, null);
      expect(problems).toMatchObject([{ kind }]);
      expect(await linesOf(editor, problems)).toEqual([line]);
    }),
  );

  it('more memory than it may take', () =>
    withEditor(
      conflicting('true').replace(
        'services.openssh.enable = true;',
        'a = builtins.deepSeq (builtins.genList (x: { a = x; b = [ x x x ]; }) 2000000) 1;',
      ),
      async (editor) => {
        await editor.initialize();
        const { code, problems } = await check(editor, 'gaming');
        expect(code).toBe(1);
        expect(problems).toMatchObject([{ kind: 'memory' }]);
      },
    ));
});
