// Specialisations that are files of their own: what moves into them, out of them, and is added there.
import { describe, expect, it } from 'vitest';
import { type Offered, offered } from '../../support/refactors';

const WAYS = [
  ['as the configuration', 'specialisation.x.configuration = ./x/x.nix;'],
  ['read', 'specialisation.x.configuration = import ./x/x.nix;'],
  ['imported', 'specialisation.x.configuration = { imports = [ ./x/x.nix ]; };'],
  ['imported, as a path', 'specialisation.x = { configuration.imports = [ ./x/x.nix ]; };'],
] as const;
const [, NAMED] = WAYS[0];

const files = (settings: string, file: string, named: string = NAMED, head = '{ lib, pkgs, config, ... }:'): string =>
  `#- /configuration.nix\n${head}\n{\n  ${settings}\n  ${named}\n}\n#- /x/x.nix\n${file}\n`;
const into = 'Move to specialisation `x`';
const moves = ({ titles }: Offered): readonly string[] =>
  titles.filter((title) => title.startsWith('Move to') && title !== 'Move to a new specialisation');

describe('into it', () => {
  it.each(WAYS)('%s', async (_name, named) => {
    const after = (await offered(files('time.time$0Zone = "UTC";', '{\n  a.b = 1;\n}', named))).after(into);
    expect(after.get('/x/x.nix')).toBe('{\n  a.b = 1;\n  time.timeZone = "UTC";\n}\n');
    expect(after.get('/configuration.nix')).toBe(`{ lib, pkgs, config, ... }:\n{\n  ${named}\n}\n`);
  });

  it.each([
    ['an empty one', '{ }', '{ time.timeZone = "UTC"; }'],
    ['one with a remark only', 'rec {\n  # Mine.\n}', 'rec {\n  # Mine.\n  time.timeZone = "UTC";\n}'],
    ['among its settings where they are written out', '{ config = { a = 1; }; }', 'time.timeZone = "UTC"; }; }'],
    ['a function', '{ ... }: { a = 1; }', '{ ... }: { a = 1; time.timeZone = "UTC"; }'],
  ])('%s', async (_name, file, text) => {
    const after = (await offered(files('time.time$0Zone = "UTC";', file))).after(into);
    expect(after.get('/x/x.nix')).toContain(text);
  });

  it('several settings with their remarks, under their whole paths', async () => {
    const selected = 'services = {\n    $[a.enable = true; # why\n    b.enable = true;$]\n  };';
    const after = (await offered(files(selected, '{ pkgs, ... }:\n{\n}'))).after(into);
    expect(after.get('/x/x.nix')).toBe(
      '{ pkgs, ... }:\n{\n  # why\n  services.a.enable = true;\n  services.b.enable = true;\n}\n',
    );
  });

  it('paths lead to the same files', async () => {
    const after = (await offered(files('environment.etc.a.sou$0rce = ./a + "/b";', '{ a = 1; }'))).after(into);
    expect(after.get('/x/x.nix')).toContain('source = ../a + "/b";');
  });

  it.each([
    ['no head', '{ a = 1; }', '{ config, pkgs, ... }:\n{ a = 1;'],
    ['another head', '{ lib, ... }:\n{ a = 1; }', '{ lib, config, pkgs, ... }:\n{ a = 1;'],
    ['a head that does not say what it takes', '_: { a = 1; }', '{ config, pkgs, ... }: { a = 1;'],
  ])('arguments are brought in: %s', async (_name, file, text) => {
    const setting = 'environment.etc.a.te$0xt = pkgs.hello.name + config.networking.hostName;';
    const after = (await offered(files(setting, file))).after(into);
    expect(after.get('/x/x.nix')).toContain(text);
  });

  it.each([
    ['a name means something else there', 'a.b$0 = pkgs.hello;', 'let pkgs = { hello = 1; }; in { c = pkgs; }'],
    ['a name is used there for something else', 'a.b$0 = pkgs.hello;', '{ lib, ... }: with lib; { c = pkgs; }'],
    ['the head takes all in one', 'a.b$0 = pkgs.hello;', 'args: { c = 1; }'],
    ['it is said there', 'a.b$0 = 1;', '{ a = { b = 2; }; }'],
    ['it is half-typed', 'a.b$0 = 1;', '{ c = ; }'],
    ['it is no set', 'a.b$0 = 1;', '{ lib, ... }: lib.mkIf true { c = 1; }'],
    ['its own settings are not written out', 'a.b$0 = 1;', '{ lib, ... }: { config = lib.mkIf true { c = 1; }; }'],
  ])('not where %s', async (_name, setting, file) => {
    expect(moves(await offered(files(setting, file)))).toEqual([]);
  });

  it('a name of the file that it comes from', async () => {
    const fixture = files('a.b$0 = zone;', '{ c = 1; }', NAMED, 'let zone = "UTC"; in { pkgs, ... }:');
    expect(moves(await offered(fixture))).toEqual([]);
  });

  it.each([
    ['the base', 'imports = [ ./x/x.nix ];'],
    ['another specialisation', 'specialisation.y.configuration = ./x/x.nix;'],
    [
      'several specialisations at one place',
      'specialisation = lib.genAttrs [ "y" ] (_: { configuration = ./x/x.nix; });',
    ],
  ])('not where %s takes it in, too', async (_name, more) => {
    expect(moves(await offered(files(`a.b$0 = 1;\n  ${more}`, '{ c = 1; }')))).toEqual([]);
  });

  it('beside other settings of the block, among those', async () => {
    const block = 'specialisation.x.configuration = { imports = [ ./x/x.nix ]; d = 1; };';
    const after = (await offered(files('a.b$0 = 1;', '{ c = 1; }', block))).after(into);
    expect(after.get('/configuration.nix')).toContain('{ imports = [ ./x/x.nix ]; d = 1; a.b = 1; }');
  });
});

describe('out of it', () => {
  const outOf = (file: string, more = ''): Promise<Offered> => offered(files(more, file));

  it('in front of the specialisation, with paths and arguments', async () => {
    const fixture = files(
      '',
      '{ pkgs, lib, ... }:\n{\n  a.b$0 = lib.mkForce (pkgs.hello + ./y);\n}',
      NAMED,
      '{ lib, ... }:',
    );
    const after = (await offered(fixture)).after('Move to the base');
    expect(after.get('/configuration.nix')).toContain(`a.b = pkgs.hello + ./x/y;\n  ${NAMED}`);
    expect(after.get('/configuration.nix')).toContain('{ lib, pkgs, ... }:');
    expect(after.get('/x/x.nix')).toBe('{ pkgs, lib, ... }:\n{\n}\n');
  });

  it('not what the base says, nor where somebody else takes the file in', async () => {
    expect((await outOf('{ a.b$0 = 1; }')).titles).toContain('Move to the base');
    expect((await outOf('{ a.b$0 = 1; }', 'a.b = 2;')).titles).not.toContain('Move to the base');
    const twice = 'specialisation.y.configuration = ./x/x.nix;';
    expect((await outOf('{ a.b$0 = 1; }', twice)).titles).not.toContain('Move to the base');
  });
});

describe('what is added stands there', () => {
  it('another value, with what it needs', async () => {
    const title = 'Set otherwise in specialisation `x`';
    const plain = (await offered(files('networking.host$0Name = "a";', '{ c = 1; }'))).after(title);
    expect(plain.get('/x/x.nix')).toBe('{ lib, ... }:\n{ c = 1; networking.hostName = lib.mkForce "a"; }\n');
    const both = (await offered(files('networking.host$0Name = pkgs.hello.name;', '{ c = 1; }'))).after(title);
    expect(both.get('/x/x.nix')).toBe(
      '{ lib, pkgs, ... }:\n{ c = 1; networking.hostName = lib.mkForce pkgs.hello.name; }\n',
    );
  });

  it('a tag, and the name for nh', async () => {
    const found = await offered(files('', '{ c = 1; }', NAMED.replace('.x.', '.x$0.')));
    const fileAfter = (title: string): string | undefined => found.after(title).get('/x/x.nix');
    expect(fileAfter('Add a tag for the boot menu')).toContain('c = 1; system.nixos.tags = [ "x" ];');
    expect(fileAfter('Write the name for `nh` (environment.etc)')).toContain('.text = "x";');
  });
});
