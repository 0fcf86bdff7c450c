// Invariant 3: whatever was typed, the findings are those of a fresh workspace with the same texts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/text-edit';
import { parseFixture } from '../support/fixture';
import { asData, testWorkspace } from '../support/workspace';

const FILES = parseFixture(`
#- /configuration.nix
{ config, lib, pkgs, ... }:
{
  imports = [ ./desktop.nix ./mistakes.nix ];
  time.timeZone = "UTC";
  networking.hostName = lib.mkDefault "a";
  specialisation.x.configuration = {
    time.timeZone = lib.mkForce "Asia/Tokyo";
    services.xserver.enable = false;
    networking.hostName = "b";
  };
  specialisation.y = { inheritParentConfig = false; configuration = { }; };
}
#- /desktop.nix
{ lib, ... }:
{
  services.xserver.enable = lib.mkIf true true;
  services.printing.enable = true;
}
#- /mistakes.nix
{ config, lib, ... }:
{
  environment = { variables.A = "1"; } // lib.mkIf true { variables.B = "2"; };
  networking.domain = lib.mkForce (lib.mkDefault "a");
  boot.kernelParams = lib.mkIf (config.specialisation == "x") [ "quiet" ];
  nixpkgs.overlays = [ (final: prev: { }) ];
  specialisation.w.configuration = lib.mkIf config.my.on {
    networking.domain = lib.mkDefault "b";
    nixpkgs.overlays = [ (final: prev: { }) ];
  };
}
`);
const NAMES = [...FILES.keys()];
/** What people type, and what breaks things. */
const PIECES = [
  '',
  ' ',
  '\n',
  '{',
  '}',
  '"',
  "''",
  ';',
  'x',
  'true',
  'false',
  'lib.mkForce ',
  'lib.mkDefault ',
  'lib.mkIf true ',
  ' // ',
  '# ',
  '/* ',
  ' = 1;',
  './desktop.nix',
  'specialisation.z.configuration.time.timeZone = "CET";',
];

const edit = fc.record({
  file: fc.nat(NAMES.length - 1),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  piece: fc.constantFrom(...PIECES),
});

test('random edits', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      const texts = new Map(FILES);
      const workspace = await testWorkspace(texts);
      for (const [path, text] of FILES) workspace.open(path, text);
      for (const { file, at, length, piece } of edits) {
        const path = NAMES[file] ?? '';
        const before = texts.get(path) ?? '';
        const start = Math.floor(at * before.length);
        const change = { start, end: Math.min(before.length, start + length), newText: piece };
        const after = applyEdits(before, [change]);
        texts.set(path, after);
        workspace.edit(path, after, [change]);
        workspace.snapshot();
      }
      const fresh = await testWorkspace(new Map(texts));
      expect(asData(workspace.snapshot())).toEqual(asData(fresh.snapshot()));
      workspace.dispose();
      fresh.dispose();
    }),
    { numRuns: 60 },
  );
});
