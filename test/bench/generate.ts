// Configurations of a given size, as texts by path.

/** One module of about `lines` lines; each option is defined in one place only. */
export function moduleText(seed: number, lines: number): string {
  const body = Array.from(
    { length: lines },
    (_, i) => LINES[i % LINES.length]?.replaceAll('N', `${seed}x${i}`) ?? '',
  ).join('\n');
  return `{ config, lib, pkgs, ... }:\n{\n${body}\n}\n`;
}

const LINES = [
  '  environment.variables.VAR_N = "value N";',
  '  systemd.services.unit-N.enable = lib.mkDefault true;',
  '  users.users.user-N.description = "user N";',
  '  environment.etc."file-N".text = "text of ${pkgs.hello}/bin/N";',
  '  # a remark about N, as configurations have them',
  '  programs.custom-N = { enable = true; settings = { a = 1; b = [ "x" "y" ]; }; };',
  '  networking.hosts."10.0.0.N" = lib.mkIf config.networking.enableIPv6 [ "host-N" ];',
  '  boot.kernel.sysctl."net.N" = lib.mkDefault 1;',
];

/** A configuration of about `lines` lines with three specialisations, one of which conflicts. */
export function configuration(lines: number): string {
  const text = moduleText(0, lines - 12);
  const specialisations = `
  time.timeZone = "UTC";
  specialisation.a.configuration.time.timeZone = "Asia/Tokyo";
  specialisation.b.configuration = { time.timeZone = lib.mkForce "Asia/Seoul"; environment.variables.ONLY_B = "1"; };
  specialisation.c.configuration = { config, ... }: { services.printing.enable = config.services.xserver.enable; };
}
`;
  return text.replace(/\n}\n$/, specialisations);
}

/**
 * A configuration of `count` modules without specialisations, with about ten definitions in each,
 * as public configurations have.
 */
export function modules(count: number): Map<string, string> {
  const files = folder(count, 12);
  files.set(
    '/project/configuration.nix',
    (files.get('/project/configuration.nix') ?? '').replace(/\n {2}specialisation\.[^\n]*/g, ''),
  );
  return files;
}

/** A folder of `count` modules that one configuration imports. */
export function folder(count: number, lines = 30): Map<string, string> {
  const files = new Map<string, string>();
  const names = Array.from({ length: count - 1 }, (_, i) => `/project/modules/m${i}.nix`);
  for (const [i, name] of names.entries()) files.set(name, moduleText(i + 1, lines));
  const imports = names.map((name) => `    .${name.slice('/project'.length)}`).join('\n');
  files.set(
    '/project/configuration.nix',
    configuration(60).replace('{\n  environment', `{\n  imports = [\n${imports}\n  ];\n  environment`),
  );
  return files;
}
