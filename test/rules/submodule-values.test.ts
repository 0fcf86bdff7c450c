// The values of submodules: sets that modules read as they are. Each was compared with real evalModules.
import { describe, test } from 'vitest';
import { checkDiagnostics } from '../support/check';

/** A conflict tells what a value is. */
const says = (options: string, read: string, value: string): Promise<void> =>
  checkDiagnostics(`
{ config, lib, ... }:
let inherit (lib) mkOption mkAliasOptionModule mkRenamedOptionModule types; raw = mkOption { type = types.raw; };
in
{
  imports = [ ${options} ];
  networking.hostName = ${read};
# ^^^^^^^^^^^^^^^^^^^ error(option-conflict): hostName\` is ${value} here
  specialisation.a.configuration.networking.hostName = "other";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
}
`);

describe('under the old name of an option stands the value of the new one', () => {
  const renamed = (how: string): string =>
    `{ options.my.a = mkOption { type = types.submodule { imports = [ (${how}) ]; options.new = raw; }; }; config.my.a.new = "x"; }`;

  test.each([
    ['an alias', 'mkAliasOptionModule [ "old" ] [ "new" ]', 'config.my.a.old', '"x"'],
    ['a renamed option', 'mkRenamedOptionModule [ "old" ] [ "new" ]', 'config.my.a.old', '"x"'],
    ['one deeper', 'mkRenamedOptionModule [ "very" "old" ] [ "new" ]', 'config.my.a.very.old', '"x"'],
    [
      'its name is one of the set',
      'mkAliasOptionModule [ "old" ] [ "new" ]',
      'toString (lib.attrNames config.my.a)',
      '"new old"',
    ],
  ])('%s', (_title, how, read, value) => says(renamed(how), read, value));

  test('in an evaluation of its own', () =>
    says(
      '',
      '(lib.evalModules { modules = [ (mkAliasOptionModule [ "old" ] [ "new" ]) { options.new = raw; config.new = "x"; } ]; }).config.old',
      '"x"',
    ));
});

describe('the type of an option may need what lies beside it', () => {
  const VALUES = 'config.my.a = { kinds.text = types.str; name = "x"; };';
  const NAME = 'name = mkOption { type = config.my.a.kinds.text; };';

  test.each([
    ['in a submodule', `options.my.a = mkOption { type = types.submodule { options = { kinds = raw; ${NAME} }; }; };`],
    [
      'declared inside of one',
      `imports = [ { options.my.a = { kinds = raw; ${NAME} }; } ]; options.my.a = mkOption { type = types.submodule { }; };`,
    ],
    ['declared without one', `options.my.a = { kinds = raw; ${NAME} };`],
  ])('%s', (_title, options) => says(`{ ${options} ${VALUES} }`, 'config.my.a.name', '"x"'));
});
