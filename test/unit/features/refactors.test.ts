// Settings and specialisations that move.
import { describe, expect, it } from 'vitest';
import { at, configuration, offered } from '../../support/refactors';

describe('into a specialisation', () => {
  it('one setting moves', async () => {
    const text = await configuration(at('services.openssh.ena$0ble = true;'), 'Move to specialisation `gaming`');
    expect(text).not.toMatch(/^ {2}services\.openssh/m);
    expect(text).toContain('    boot.kernelParams = [ "a" ];\n    services.openssh.enable = true;\n  };');
  });

  it('a selection moves, from inside of a set under its whole path', async () => {
    const text = await configuration(at('    $[enable = true;$]'), 'Move to specialisation `gaming`');
    expect(text).toContain('    services.printing.enable = true;\n  };');
    const both = await configuration(
      at('  $[services.openssh.enable = true;\n  services.printing = {\n    enable = true;\n  };$]'),
      'Move to specialisation `gaming`',
    );
    expect(both).toContain(
      '    services.openssh.enable = true;\n    services.printing = {\n      enable = true;\n    };\n  };',
    );
    expect(both).toMatch(/^\{ lib, pkgs, \.\.\. \}:\n\{\n {2}time\.timeZone/);
  });

  it('what is remarked behind it goes with it, above it', async () => {
    const remarked = (text: string): string => `{\n  ti$0me.timeZone = "UTC"; # as at home\n  ${text}\n}\n`;
    const into = 'specialisation.x.configuration = { boot.kernelParams = [ "a" ]; };';
    expect(await configuration(remarked(into), 'Move to specialisation `x`')).toMatch(
      /# as at home\n *time\.timeZone = "UTC";/,
    );
    expect(await configuration(remarked(''), 'Move to a new specialisation')).toContain(
      '    # as at home\n    time.timeZone = "UTC";\n  };',
    );
  });

  it('a new one', async () => {
    const text = await configuration(at('time.time$0Zone = "UTC";'), 'Move to a new specialisation');
    expect(text).toContain('  specialisation.new.configuration = {\n    time.timeZone = "UTC";\n  };');
  });

  it('the setting stays, and is set otherwise there', async () => {
    const title = 'Set otherwise in specialisation `gaming`';
    expect(await configuration(at('services.openssh.ena$0ble = true;'), title)).toContain(
      '    services.openssh.enable = lib.mkForce false;\n  };',
    );
    expect(await configuration(at('time.time$0Zone = "UTC";'), title)).toContain(
      '    time.timeZone = lib.mkForce "UTC";\n  };',
    );
  });

  it('written as a path', async () => {
    const text = await configuration(
      '{ time.time$0Zone = "UTC"; specialisation.x.configuration.services.openssh.enable = true; }',
      'Move to specialisation `x`',
    );
    expect(text).toContain('specialisation.x.configuration.time.timeZone = "UTC";');
  });

  it('imports do not move, nor does a part of a list', async () => {
    expect((await offered('{ imp$0orts = [ ]; specialisation.x.configuration = { }; }')).titles).toEqual([]);
    expect((await offered(at('[ "a$0" ]'))).titles).not.toContain('Move to specialisation `gaming`');
  });
});

describe('only where it means the same', () => {
  const moves = async (fixture: string): Promise<readonly string[]> =>
    (await offered(fixture)).titles.filter((title) => title.startsWith('Move to'));
  const rest = 'specialisation.x.configuration = { networking.domain = "d"; };';

  it.each([
    ['under a condition', `{ lib, config, ... }: lib.mkIf config.a { time.time$0Zone = "UTC"; ${rest} }`],
    ['beside other settings', `{ ... }: { time.time$0Zone = "UTC"; ${rest} } // { }`],
    ['a name of the file', `let zone = "UTC"; in { } // (rec { time.time$0Zone = zone; ${rest} })`],
    ['the settings of the base', `{ config, ... }: { time.time$0Zone = config.networking.domain; ${rest} }`],
    ['all specialisations', '{ special$0isation.x.configuration = { networking.domain = "d"; }; }'],
    ['all settings', `{ con$0fig = { ${rest} }; }`],
  ])('not %s', async (_name, fixture) => expect(await moves(fixture)).toEqual([]));

  it('not where it is said already', async () => {
    const set = '{ time.time$0Zone = "UTC"; specialisation.x.configuration = { time.timeZone = "CET"; }; }';
    const path = '{ time.time$0Zone = "UTC"; specialisation.x.configuration.time = rec { timeZone = "CET"; }; }';
    for (const fixture of [set, path]) expect(await moves(fixture)).toEqual(['Move to a new specialisation']);
  });

  it('nor beside a name that is computed, which may be the same', async () => {
    const set = '{ lib, ... }: { a.b$0 = 1; specialisation.x.configuration = { ${lib.version} = { c = 2; }; }; }';
    expect(await moves(set)).toEqual(['Move to a new specialisation']);
  });

  it('beside a set that says another part of it', async () => {
    const fixture =
      '{ services.openssh.ena$0ble = true; specialisation.x.configuration = { services.openssh = { ports = [ 1 ]; }; }; }';
    expect(await moves(fixture)).toContain('Move to specialisation `x`');
  });

  it('paths lead on to the same files, and names have to be in the other file', async () => {
    const files = (head: string) => `#- /configuration.nix
{ pkgs, ... }:
{
  environment.etc.a.sou$0rce = pkgs.hello + ./a;
  imports = [ ./x/default.nix ];
}
#- /x/default.nix
${head}{
  specialisation.x.configuration = { networking.domain = "d"; };
}
`;
    const found = await offered(files('{ pkgs, ... }: '));
    expect(found.after('Move to specialisation `x`').get('/x/default.nix')).toContain('pkgs.hello + ../a;');
    const taking = (await offered(files(''))).after('Move to specialisation `x`');
    expect(taking.get('/x/default.nix')).toContain('{ pkgs, ... }:\n{');
    expect(await moves(files('let pkgs = 1; in { ... }: '))).toEqual(['Move to a new specialisation']);
  });

  it('the last setting moves, too', async () => {
    const text = await configuration('{\n  time.time$0Zone = "UTC";\n}\n', 'Move to a new specialisation');
    expect(text).toBe('{\n  specialisation.new.configuration = {\n    time.timeZone = "UTC";\n  };\n}\n');
    const crlf = await configuration('{\r\n  time.time$0Zone = "UTC";\r\n}\r\n', 'Move to a new specialisation');
    expect(crlf).toContain('specialisation.new.configuration');
  });

  it.each([
    ['one of several', '{ time.time$0Zone = "UTC"; a = 1; }', '{\n  a = 1;\n  SPEC\n}'],
    ['the last', '{ a = 1; b = 2; time.time$0Zone = "UTC"; }', '{\n  a = 1;\n  b = 2;\n  SPEC\n}'],
    ['the only one', '{ ... }: { time.time$0Zone = "UTC"; }', '{ ... }: {\n  SPEC\n}'],
    ['a part of a set', '{ time = { time$0Zone = "UTC"; x = 1; }; }', '{\n  time = { x = 1; };\n  SPEC\n}'],
    ['before a brace', '{\n  a = 1;\n  time.time$0Zone = "UTC"; }', '{\n  a = 1;\n  SPEC\n}'],
  ])('into a new one from a set on one line: %s', async (_, text, expected) => {
    const spec = 'specialisation.new.configuration = {\n    time.timeZone = "UTC";\n  };';
    const made = await configuration(text, 'Move to a new specialisation');
    expect(made.trimEnd()).toBe(expected.replace('SPEC', spec));
  });

  it('set otherwise: without the old override, and not under a condition', async () => {
    const fixture = (value: string) =>
      `{ lib, ... }: { networking.host$0Name = ${value}; specialisation.x.configuration = { }; }`;
    const title = 'Set otherwise in specialisation `x`';
    expect(await configuration(fixture('lib.mkDefault "a"'), title)).toContain('{ networking.hostName = "a"; }');
    expect((await offered(fixture('lib.mkMerge [ "a" ]'))).titles).not.toContain(title);
  });

  it('no new one beside specialisations under a condition', async () => {
    const fixture =
      '{ lib, ... }: { time.time$0Zone = "UTC"; specialisation = lib.mkIf true { x.configuration = { }; }; }';
    expect((await offered(fixture)).titles).not.toContain('Move to a new specialisation');
  });
});

describe('to the base', () => {
  it('not what another specialisation sets, nor out of one that inherits nothing', async () => {
    const other = 'specialisation.y.configuration.time.timeZone = "CET";';
    const titles = async (x: string, more: string) =>
      (await offered(`{ specialisation.x = { ${x}configuration = { time.time$0Zone = "UTC"; }; }; ${more} }`)).titles;
    expect(await titles('', '')).toContain('Move to the base');
    expect(await titles('', other)).not.toContain('Move to the base');
    expect(await titles('inheritParentConfig = false; ', '')).not.toContain('Move to the base');
  });

  it('without the override', async () => {
    const text = await configuration(at('networking.host$0Name = lib.mkForce'), 'Move to the base');
    expect(text).toContain('\n  networking.hostName = "gaming";\n  specialisation.gaming');
    expect(text).not.toContain('mkForce');
  });

  it('not what the base says itself', async () => {
    const { titles } = await offered(
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.x.configuration = { time.time$0Zone = lib.mkForce "CET"; }; }',
    );
    expect(titles).not.toContain('Move to the base');
  });
});

describe('a file of its own', () => {
  const title = 'Write the specialisation in `gaming.nix`';

  it('with the arguments it needs', async () => {
    const files = (await offered(at('specialisation.gaming.config$0uration'))).after(title);
    expect(files.get('/gaming.nix')).toBe(
      '{ lib, ... }:\n{\n  networking.hostName = lib.mkForce "gaming";\n  boot.kernelParams = [ "a" ];\n}\n',
    );
    expect(files.get('/configuration.nix')).toContain('  specialisation.gaming.configuration = ./gaming.nix;\n');
  });

  it.each([
    [
      'what it uses is bound by a let',
      '{ lib, ... }: let n = "x"; in { specialisation.gaming.config$0uration = { networking.hostName = n; }; }',
    ],
    [
      'it reads the config of the base',
      '{ config, ... }: { specialisation.gaming.config$0uration = { networking.hostName = config.x; }; }',
    ],
    ['a with is around', '{ lib, ... }: with lib; { specialisation.gaming.config$0uration = { a = mkForce 1; }; }'],
    [
      'the file is there',
      '#- /configuration.nix\n{ specialisation.gaming.config$0uration = { }; }\n#- /gaming.nix\n{ }',
    ],
  ])('not where %s', async (_name, fixture) => {
    expect((await offered(fixture)).titles).not.toContain(title);
  });
});

describe('a file in place', () => {
  const title = 'Write `gaming.nix` in place';
  const block = '{ imports = [ ./gaming.nix ]; }';
  const inPlace = async (value: string, file: string, head = '{ lib, ... }:'): Promise<string> => {
    const fixture = `#- /configuration.nix\n${head}\n{\n  specialisation.gaming.config$0uration = ${value};\n}\n#- /gaming.nix\n${file}\n`;
    const text = await configuration(fixture, title);
    return text.slice(text.indexOf('configuration = ') + 'configuration = '.length, text.lastIndexOf(';'));
  };

  it.each([
    ['imported', block],
    ['as the configuration', './gaming.nix'],
    ['read', 'import ./gaming.nix'],
    ['read in a list', '{ imports = [ (import ./gaming.nix) ]; }'],
  ])('%s', async (_name, value) => {
    expect(await inPlace(value, '{\n  a = 1;\n\n  b = 2;\n}')).toBe('{\n    a = 1;\n\n    b = 2;\n  }');
  });

  it('among other settings, in the place of its import', async () => {
    const among = '{\n    imports = [ ./gaming.nix ];\n\n    # Mine.\n    networking.hostName = "x";\n  }';
    const file = '{ lib, ... }:\n{\n  # One.\n  a.b = lib.mkForce 1;\n  networking.domain = "d"; # two\n}';
    expect(await inPlace(among, file)).toBe(
      '{\n    # One.\n    a.b = lib.mkForce 1;\n    networking.domain = "d"; # two\n\n    # Mine.\n    networking.hostName = "x";\n  }',
    );
    expect(await inPlace('{ imports = [ ./gaming.nix ]; c = 1; }', '{ imports = [ ./gaming.nix ]; a = 1; }')).toBe(
      '{ imports = [ ./gaming.nix ]; a = 1; c = 1; }',
    );
  });

  it('of several files the one under the cursor, behind the list', async () => {
    const fixture = (value: string, file = '{ a = 1; }'): string =>
      `#- /configuration.nix\n{ lib, ... }:\n{\n  specialisation.gaming.configuration = ${value};\n}\n#- /gaming.nix\n${file}\n#- /other.nix\n{ }\n`;
    expect(await configuration(fixture('{ imports = [ ./gam$0ing.nix ./other.nix ]; b = 2; }'), title)).toContain(
      '{ imports = [ ./other.nix ]; a = 1; b = 2; }',
    );
    const lines = '{\n    imports = [\n      ./other.nix\n      ./gam$0ing.nix\n    ];\n  }';
    expect(await configuration(fixture(lines), title)).toContain(
      '{\n    imports = [\n      ./other.nix\n    ];\n    a = 1;\n  }',
    );
    for (const value of [
      '{ imp$0orts = [ ./gaming.nix ./other.nix ]; }',
      '{ imports = [ ./gaming.nix ./oth$0er.nix ]; }',
    ])
      expect((await offered(fixture(value))).titles).not.toContain(title);
    // Its own imports stand beside those of the block.
    const importing = fixture('{ imports = [ ./gam$0ing.nix ./other.nix ]; }', '{ imports = [ ./other.nix ]; a = 1; }');
    expect((await offered(importing)).titles).not.toContain(title);
  });

  it.each([
    ['the same setting', '{ a.b = 2; }'],
    ['a set and a setting in it', '{ a = { c = 2; }; }'],
    ['a module that is more than settings', '{ config.b = 1; }'],
    ['a set that refers to itself', 'rec { b = 1; c = b; }'],
    ['a head with a name that is another one around the block', '{ config, ... }: { c = config.d; }'],
    ['a computed name', '{ lib, ... }: { ${lib.version} = 1; }'],
    ['comments around it', '# All.\n{ c = 1; }'],
  ])('among other settings not: %s', async (_name, file) => {
    const value = '{ imports = [ ./gaming.nix ]; a.b = 1; }';
    const { titles } = await offered(
      `#- /configuration.nix\n{ config, lib, ... }:\n{\n  specialisation.gaming.config$0uration = ${value};\n}\n#- /gaming.nix\n${file}\n`,
    );
    expect(titles).not.toContain(title);
  });

  it('the head goes where its names are the same', async () => {
    const file = '{ lib, ... }:\n{\n  a = lib.mkForce 1;\n}';
    expect(await inPlace(block, file)).toBe('{\n    a = lib.mkForce 1;\n  }');
    expect(await inPlace(block, file, '{ pkgs, ... }:')).toBe('{ lib, ... }:\n  {\n    a = lib.mkForce 1;\n  }');
    expect(await inPlace(block, '{ config, lib, ... }: { a = config.b; }', '{ config, lib, ... }:')).toBe(
      '{ config, lib, ... }: { a = config.b; }',
    );
  });

  it('comments are kept', async () => {
    expect(await inPlace(block, '# For games.\n{ lib, ... }: # all\n{\n  # One.\n  a = 1;\n}\n# End.')).toBe(
      '{\n    # For games.\n    # all\n    # End.\n    # One.\n    a = 1;\n  }',
    );
    expect(await inPlace(block, '# For games.\n{ a = 1; }')).toBe('{\n    # For games.\n    a = 1; }');
  });

  it('paths lead to the same places', async () => {
    const text = await configuration(
      `#- /hosts/configuration.nix
{ specialisation.gaming.configuration = { imports = [ ../modules/gam$0ing.nix ]; }; }
#- /modules/gaming.nix
{ imports = [ ./steam.nix ../hosts/x.nix ]; a = ./. + "/b"; c = ./\${"d"}/e.nix; f = /etc/g; h = ./i/j/k; }
#- /modules/steam.nix
{ }
#- /hosts/x.nix
{ }
`
        .replace('/hosts/configuration.nix', '/configuration.nix')
        .replace('../modules', './modules'),
      title,
    );
    expect(text).toContain('imports = [ ./modules/steam.nix ./hosts/x.nix ];');
    expect(text).toContain('a = ./modules/. + "/b"; c = ./modules/${"d"}/e.nix; f = /etc/g; h = ./modules/i/j/k;');
  });

  it('strings say what they said', async () => {
    const file = "{\n  a = \"x\n  y\";\n  b = ''z\n    w'';\n  c = ''\n    v\n  '';\n}";
    expect(await inPlace(block, file)).toBe(
      "{\n    a = \"x\n  y\";\n    b = ''z\n    w'';\n    c = ''\n      v\n    '';\n  }",
    );
  });

  it.each([
    ['a name would be another one', block, '{ a = map; }', '{ map, ... }:'],
    ['more is imported', '{ imports = [ ./gaming.nix ./steam.nix ]; x = 1; }', '{ a = 1; }', '{ ... }:'],
    ['the block has a comment', '{ /* why */ imports = [ ./gaming.nix ]; }', '{ a = 1; }', '{ ... }:'],
    ['the file is half-typed', block, '{ a = 1; b = ', '{ ... }:'],
    ['it is no module but a function that makes one', 'import ./gaming.nix { }', '{ }: { a = 1; }', '{ ... }:'],
  ])('not where %s', async (_name, value, file, head) => {
    await expect(inPlace(value, file, head)).rejects.toThrow('not offered');
  });
});

it('nothing is moved into what Nix has fetched', async () => {
  const { titles } = await offered(`#- /configuration.nix
{ imports = [ /nix/store/0123-source/x.nix ]; time.time$0Zone = "UTC"; }
#- /nix/store/0123-source/x.nix
{ specialisation.x.configuration = { services.openssh.enable = true; }; }`);
  expect(titles).toEqual(['Move to a new specialisation', 'Write `time` as one set']);
});
