// A configuration with the places where something is typed into it, and what is typed there.

/** Stands for a place. */
const MARK = '§';

const MARKED = `{ config, lib, pkgs, ... }:

let
  §
  user = "ada";
  ports = {
    ssh = 22;§
    web = 80;
  };
  greet = name: ''
    Hello \${name},
    it's "{" here.
  '';
  §
in
{
  §
  imports = [
    §
    ./hardware.nix
    ./desktop.nix §
  ];

  # Boot
  boot = {
    loader.grub.enable = true;
    kernelParams = [ "quiet" "splash" § ];
    §
    initrd.kernelModules = lib.mkIf (user != "root") [ "dm_mod" ];
  };
  § boot.tmp.useTmpfs = true;

  # What it is called.
  §
  networking.hostName = "laptop";§
  networking.firewall = { allowedTCPPorts = [ ports.ssh ]; § };
  time.timeZone = "UTC";

  services.openssh.settings = { § };
  services.xserver = {
    enable = true;

    §
  };
  environment.etc."motd".text = ''
    \${greet user}
  '';
  users.users.\${user} = { isNormalUser = true;§ extraGroups = [ "wheel" ]; };

  specialisation.travel.configuration = { config, ... }: {
    §
    time.timeZone = "Asia/Tokyo";
    networking.hostName = lib.mkForce "travel";
    services.xserver = {
      enable = lib.mkForce false;
      §
    };
  };
  §
  specialisation.tty = {
    inheritParentConfig = false;
    §
    configuration = lib.mkMerge [
      { networking.hostName = "tty"; }
      (lib.mkIf true {
        §
        time.timeZone = "Europe/Paris";
      })
    ];
  };
  environment.systemPackages = with pkgs; [
    git
    §
    vim
  ];
  system.stateVersion = "24.05";
  §
}
`;

/** What is written already, and where something is typed: offsets. */
export const WRITTEN = MARKED.replaceAll(MARK, '');
export const PLACES: readonly number[] = MARKED.split(MARK)
  .slice(0, -1)
  .map((_, index, before) => before.slice(0, index + 1).join('').length);

/** Definitions of every kind, as one types them: line breaks come with the indentation of the line. */
export const TYPED: readonly string[] = [
  'services.openssh.enable = lib.mkForce true;',
  'imports = [ ./x.nix ];',
  'foo = "a ${b} c";',
  'specialisation.x.configuration = { networking.hostName = "x"; };',
  'specialisation.x.configuration = { config, ... }: { };',
  'inherit (lib) mkIf mkForce;',
  'inherit user;',
  'environment.systemPackages = with pkgs; [ git vim ];',
  'boot.kernelParams = [ "quiet" "a=${b}" (f x) ];',
  "script = ''a ${b} ''${c} ''';'';",
  'path = ./a/${b}/c.nix;',
  'home = ~/x;',
  'url = https://a.org/b?c=d;',
  'source = <nixpkgs/nixos>;',
  'f = { a, b ? 1, ... }@args: a: b + args.c;',
  'g = x: y: x.y or y;',
  'value = let a = 1; b = 2; in a + b;',
  'value = if a == 1 then "b" else [ ];',
  'value = if a then b else if c then { d = 1; } else e;',
  '# a comment with "quotes" and { braces',
  '/* a comment */',
  'networking = lib.mkIf config.a.enable { domain = "a"; hosts = { }; };',
  'value = lib.mkMerge [ { a = 1; } (lib.mkIf true { b = 2; }) ];',
  'a."b c".${d}.e = 1;',
  '"a.b" = 1;',
  '"${a}-b" = 1;',
  '${a} = 1;',
  'value = assert a != b; !c && d || -1 < 2 -> e;',
  'value = a // { b = 1; } ++ c;',
  'value = rec { a = 1; inherit b; };',
  'value = (import ./x.nix { inherit pkgs; }).y;',
  'value = builtins.map (x: { name = x; }) [ "a" ];',
  'value = a |> f;',
  'value = null; # why',
  'boot = {\n  loader.timeout = 1;\n  tmp.cleanOnBoot = true;\n};',
  'boot.kernelModules = [\n  a\n  (b c)\n];',
  "text = ''\n  a = 1;\n  ${b} {\n'';",
  'value =\n  a ++\n  b\n  // c;',
  'value = lib.mkIf a (\n  lib.mkForce "b"\n);',
  'value =\n  let\n    a = 1;\n  in\n  a;',
  'value =\n  if a then\n    b\n  else\n    c;',
];

/** Whether a place is between the elements of a list. */
export function isInList(place: number): boolean {
  return /\[[^\]{}]*$/.test(WRITTEN.slice(0, place));
}

/** Whether nothing else stands on the line of a place. */
export function standsAlone(place: number): boolean {
  return /^ *$/.test(lineBefore(place)) && /^ *(?:\n|$)/.test(WRITTEN.slice(place));
}

/** Whether another definition follows a place on its line. */
export function precedesDefinition(place: number): boolean {
  return /^ [\w.]+ = /.test(WRITTEN.slice(place));
}

/**
 * What stands at a place while something is typed there, character by character, its lines indented as the first:
 * of what lies in the middle of a word only the beginning, as nothing changes there.
 */
export function prefixesOf(typed: string, place: number): readonly string[] {
  const whole = typed.replaceAll('\n', `\n${/^ */.exec(lineBefore(place))?.[0] ?? ''}`);
  return [...whole]
    .map((_, index) => whole.slice(0, index + 1))
    .filter((prefix) => !(/\w{3}$/.test(prefix) && /^\w{2}/.test(whole.slice(prefix.length - 1))));
}

function lineBefore(place: number): string {
  return WRITTEN.slice(WRITTEN.lastIndexOf('\n', place - 1) + 1, place);
}
