// The table of overrides as data: what stands in each cell, and in which order.
import { expect, it } from 'vitest';
import { matrixOf } from '../../../server/src/analysis/reports/matrix';
import { answerOf } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

async function cells(text: string): Promise<readonly string[]> {
  const workspace = await testWorkspace(parseFixture(text));
  const [matrix] = answerOf(workspace.ask({}, (analysis) => [matrixOf(analysis)]));
  workspace.dispose();
  return (matrix?.rows ?? []).map(
    ({ option, cells: all }) => `${option}: ${all.map(({ state, shown }) => shown ?? state).join(' | ')}`,
  );
}

it('conflicts first, then what differs, and in words what has no value', async () => {
  const text = `{ config, lib, pkgs, ... }:
{
  boot.loader.timeout = "soon";
  networking.hostName = "a";
  networking.domain = config.nothing.there;
  time.timeZone = "UTC";
  i18n.defaultLocale = "a";
  services.openssh.enable = import ./unread.nix;
  specialisation.x.configuration = {
    networking.hostName = lib.mkForce "b";
    time.timeZone = "CET";
    i18n.defaultLocale = "b"; # specialisations-ignore: option-conflict
    boot.tmp.useTmpfs = true;
  };
}
`;
  expect(await cells(text)).toEqual([
    'boot.loader.timeout: invalid | invalid',
    'time.timeZone: "UTC" | conflict',
    'boot.tmp.useTmpfs: unset | true',
    'i18n.defaultLocale: "a" | ignored',
    'networking.hostName: "a" | "b"',
    'networking.domain: fails | fails',
    'services.openssh.enable: unknown | unknown',
  ]);
});
