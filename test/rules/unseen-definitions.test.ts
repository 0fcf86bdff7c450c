// Definitions that are not seen, beside some that are: they may say something of all that lies in the same option.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

const OPTIONS = `
  imports = [ (lib.mkChangedOptionModule [ "old" ] [ "my" "list" ] (config: config.old)) ];
  options.my = {
    sets = lib.mkOption { type = with lib.types; attrsOf (attrsOf int); };
    list = lib.mkOption { type = with lib.types; listOf int; };
    lines = lib.mkOption { type = lib.types.lines; };
    one = lib.mkOption { type = lib.types.submodule { options.x = lib.mkOption { type = lib.types.int; }; }; };
  };`;

describe('a conflict is no more than likely', () => {
  test.each([
    ['of a key, beside a set that is not known', 'my.sets', 'my.sets.a.x'],
    ['of a key, beside one further out', 'my', 'my.sets.a.x'],
    ['in a submodule', 'my', 'my.one.x'],
  ])('%s', (_, unseen, option) =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, config, unseen, ... }:
{${OPTIONS}
  config = lib.mkMerge [
    { ${unseen} = unseen; }
    { ${option} = 1; }
#     ${'^'.repeat(option.length)} warning(option-conflict): is 1 here
    { ${option} = 2; }
#     ${'^'.repeat(option.length)} warning(option-conflict): is 2 here
    { networking.hostName = toString ${option.replace('my', 'config.my')}; }
  ];
}
`),
  );

  test('and certain beside what is not known elsewhere', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, config, unseen, ... }:
{${OPTIONS}
  config = lib.mkMerge [
    { my.list = unseen; my.sets.b = unseen; }
    { my.sets.a.x = 1; }
#     ^^^^^^^^^^^ error(option-conflict): is 1 here
    { my.sets.a.x = 2; }
#     ^^^^^^^^^^^ error(option-conflict): is 2 here
    { networking.hostName = toString config.my.sets.a.x; }
  ];
}
`));
});

describe('what is not seen is not missing', () => {
  const values = `
    { my.sets.a.x = 1; my.list = [ 1 ]; my.lines = "a"; my.one.x = 1; }`;
  const checked = (unseen: string, assertion: string): Promise<void> =>
    checkSilent(`
#- /configuration.nix
{ lib, config, unseen, ... }:
{${OPTIONS}
  config = lib.mkMerge [${values}
    { ${unseen} = unseen; }
    { assertions = [ { assertion = ${assertion}; message = "no"; } ]; }
  ];
}
`);
  test.each([
    ['a key', 'my.sets', 'config.my.sets ? b'],
    ['a key, further in', 'my', 'config.my.sets ? b'],
    ['a key of a key', 'my.sets', 'config.my.sets.a ? y'],
    ['an element', 'my.list', 'builtins.length config.my.list > 1'],
    ['an element, further in', 'my', 'builtins.length config.my.list > 1'],
    ['a line', 'my', 'config.my.lines != "a"'],
    ['what an old option is converted to', 'old', 'builtins.length config.my.list > 1'],
  ])('%s', (_, unseen, value) => checked(unseen, value));
});
