// Generated files as large as nobody writes them: what is found in one of them costs no walk through all of it, and
// everything else is found as if it were not there. Each took minutes when it was quadratic, or longer.
import { expect, test } from 'vitest';
import { parseFixture } from '../support/fixture';
import { testWorkspace } from '../support/workspace';

const each = (count: number, write: (index: number) => string, separator = ' '): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(separator);

const LARGE: Readonly<Record<string, string>> = {
  'imports that lead nowhere': `{ imports = [ ${each(5000, (i) => `./p${i}.nix`)} ]; }`,
  'an import with a long path': `{ imports = [ ./${'a/'.repeat(30_000)}b ]; }`,
  updates: `{ lib, ... }: { environment.variables = ${each(20_000, (i) => `{ a${i} = "1"; }`, ' // ')}; }`,
  concatenations: `{ ... }: { networking.firewall.allowedTCPPorts = ${each(20_000, () => '[ 1 ]', ' ++ ')}; }`,
  'attributes given twice': `{ ${'a.b.c = 1; '.repeat(10_000)} }`,
  'attribute paths': `{ ${each(10_000, (i) => `a.b.c${i}.d = ${i};`)} }`,
  'text that is no Nix': '{ a = 3" ; ] '.repeat(15_000),
  'brackets that nothing closes': 'let x = in ( '.repeat(15_000),
  'lists that have nothing in common': `{ lib, ... }: let from = n: builtins.genList (i: toString (i + n)) 150000; in
    { networking.nameservers = from 0; specialisation.b.configuration.networking.nameservers = lib.mkForce (from 200000); }`,
  'maps of maps': `{ lib, ... }: let f = n: if n == 0 then { a.b = 1; } else lib.mapAttrsRecursive (p: v: v) (f (n - 1)); in { environment.etc = f 40; }`,
};

const CONFLICT = `{ imports = [ ./large.nix ]; services.openssh.enable = true;
  specialisation.a.configuration.services.openssh.enable = false; }`;

test.each(Object.entries(LARGE))(
  '%s',
  async (_name, text) => {
    const files = parseFixture(`#- /home/configuration.nix\n${CONFLICT}\n#- /home/large.nix\n${text}\n`);
    const workspace = await testWorkspace(files);
    const { findings } = workspace.snapshot();
    workspace.dispose();
    expect(
      findings.filter(({ code, file }) => code === 'option-conflict' && file === '/home/configuration.nix').length,
    ).toBe(2);
  },
  60_000,
);
