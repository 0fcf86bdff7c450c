// The mutation check itself, on a configuration whose every outcome is known.
import { expect, test } from 'vitest';
import { testParser } from '../support/parser';
import { testWorkspace } from '../support/workspace';
import { mutate } from './mutate';

const BASE = `{ lib, flag, ... }:
{
  imports = [ ./more.nix ];
  time.timeZone = "UTC";
  networking.hostName = lib.mkDefault "a";
  environment.systemPackages = [ ];
  boot.loader.timeout = lib.mkOverride 60 5;
  i18n.defaultLocale = "C";
  services.xserver.enable = lib.mkForce true;
  specialisation.x.configuration = {
    time.timeZone = lib.mkForce "Asia/Tokyo";
    networking.hostName = "b";
    environment.systemPackages = lib.mkForce [ ];
    i18n.defaultLocale = lib.mkForce (lib.mkIf flag "D");
  };
}
`;
const MORE = `{ lib, ... }: let unused = lib.mkForce 1; in { services.xserver.enable = lib.mkDefault true; console.keyMap = lib.mkDefault "us"; }\n`;

test('each call is taken away once, and either found or accounted for', async () => {
  const files = new Map([
    ['/configuration.nix', BASE],
    ['/more.nix', MORE],
  ]);
  const workspace = await testWorkspace(files);
  const parser = await testParser();
  const mutations = mutate(workspace, { read: (path) => files.get(path), parse: (text) => parser.parse(text) });
  const lineOf = (file: string, offset: number): number => (files.get(file) ?? '').slice(0, offset).split('\n').length;
  expect(
    mutations.map(({ file, site, outcome }) => `${file}:${lineOf(file, site.start)} ${site.name}: ${outcome}`),
  ).toEqual([
    '/configuration.nix:5 mkDefault: found: error',
    '/configuration.nix:7 mkOverride 60: no other definition at that priority',
    '/configuration.nix:9 mkForce: no other definition at that priority',
    '/configuration.nix:11 mkForce: found: error',
    '/configuration.nix:13 mkForce: the definitions merge, or are equal',
    '/configuration.nix:14 mkForce: found: hint',
    '/more.nix:1 mkForce: no definition of an option is seen there',
    '/more.nix:1 mkDefault: no other definition at that priority',
    '/more.nix:1 mkDefault: no other definition at that priority',
  ]);
  expect(mutations.some(({ isMiss }) => isMiss)).toBe(false);
  // Everything is as it was.
  expect(workspace.snapshot().findings.filter(({ code }) => code === 'option-conflict')).toEqual([]);
  workspace.dispose();
});
