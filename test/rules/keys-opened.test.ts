// Several definitions of one key that one statement makes, whatever they are wrapped in.
import { expect, it } from 'vitest';
import { testWorkspace } from '../support/workspace';

it.each(['lib.mkMerge [ "a" "b" ]', 'lib.mkIf true (lib.mkMerge [ "a" "b" ])'])('%s', async (value) => {
  const other = '{ environment.variables.OTHER = "c"; }';
  const text = `{ lib, ... }: { imports = [ ${other} ]; environment.variables.X = ${value}; }`;
  const workspace = await testWorkspace(new Map([['/configuration.nix', text]]));
  expect(workspace.snapshot().findings.map(({ code }) => code)).toContain('option-conflict');
  workspace.dispose();
});
