// Other editors, each driven without a window: diagnostics come, a fix is applied, a lens runs in a terminal.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../meta/files';
import { testBundles } from '../support/installation';
import { temporaryFolder, writeIn } from '../support/temporary-folder';

const CONFIGURATION = `
#- /configuration.nix
{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.travel.configuration = {
    services.openssh.enable = false;
  };
}`;

/** In place of our command line: it says what it was started with. */
const RUNNER = '#!/bin/sh\nprintf "%s\\n" "$@" > "$RAN.part"\nmv "$RAN.part" "$RAN"\n';

interface Driven {
  readonly diagnostics: readonly string[];
  readonly ran: readonly string[];
  readonly text: string;
}

async function drive(program: string, args: readonly string[]): Promise<Driven> {
  const { server } = await testBundles();
  const folder = temporaryFolder(CONFIGURATION);
  writeIn(folder, 'bin/nixos-specialisations', RUNNER);
  chmodSync(join(folder, 'bin/nixos-specialisations'), 0o755);
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    NODE: process.execPath,
    SERVER: server,
    RAN: join(folder, 'ran'),
    PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
  };
  const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env, timeout: 110_000 });
  const [line] = /^\{.*\}$/m.exec(stdout) ?? [];
  expect(line, stderr).toBeDefined();
  return JSON.parse(line ?? '');
}

const isThere = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const RAN = ['run', 'switch', '--specialisation=travel', '--', expect.stringMatching(/configuration\.nix$/)];

it.runIf(isThere('nvim'))('Neovim', async () => {
  const library = `set rtp+=${ROOT}/editors/nvim`;
  const args = [
    '--headless',
    '-u',
    'NONE',
    '-i',
    'NONE',
    '--cmd',
    library,
    '-c',
    `luafile ${ROOT}/test/editors/drive.lua`,
  ];
  const { diagnostics, ran, text } = await drive('nvim', args);
  expect(diagnostics).toContain('option-conflict');
  expect(ran).toEqual(RAN);
  expect(text).toContain('services.openssh.enable = lib.mkForce false;');
});

const PACKAGES = ['--batch', '--no-init-file', '--eval', '(package-initialize)'];

/** Before Emacs 29 eglot is a package, too. */
const hasPackage = (name: string): boolean =>
  isThere('emacs') && spawnSync('emacs', [...PACKAGES, '--eval', `(require '${name})`]).status === 0;

async function emacs(client: string): Promise<void> {
  const args = [...PACKAGES, '-L', `${ROOT}/editors/emacs`, '-l', `${ROOT}/test/editors/drive-${client}.el`];
  const { diagnostics, ran, text } = await drive('emacs', args);
  expect(diagnostics.join()).toContain('Conflicts with the base system');
  expect(ran).toEqual(RAN);
  expect(text).toContain('services.openssh.enable = lib.mkForce false;');
}

it.runIf(hasPackage('eglot'))('Emacs with eglot', () => emacs('eglot'));

it.runIf(hasPackage('lsp-mode'))('Emacs with lsp-mode', () => emacs('lsp-mode'));
