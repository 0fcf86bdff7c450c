// misplaced-property: nestings that the module system does not open. What fails and what does not
// was seen with real evalModules.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

const OPTIONS = `
#- /options.nix
{ lib, ... }:
{
  options.my = {
    flag = lib.mkOption { type = lib.types.bool; };
    list = lib.mkOption { type = lib.types.listOf lib.types.int; };
    numbers = lib.mkOption { type = lib.types.attrsOf lib.types.int; };
    loose = lib.mkOption { type = lib.types.attrs; };
    any = lib.mkOption { type = lib.types.anything; };
    part = lib.mkOption { type = lib.types.submodule { options.x = lib.mkOption { type = lib.types.int; }; }; };
    tree.a = lib.mkOption { type = lib.types.bool; };
  };
}
`;
const host = (lines: string): string => `
#- /configuration.nix
{ lib, ... }:
{
  imports = [ ./options.nix ];
${lines}
}${OPTIONS}`;

describe('fails', () => {
  const cases: Record<string, string> = {
    'mkIf in mkForce': `
  my.flag = lib.mkForce (lib.mkIf true true);
#                        ^^^^^^^^ error(misplaced-property): \`mkIf\` inside \`mkForce\` | \`my.flag\` gets the call itself | the system will not evaluate`,
    'mkMerge in mkForce': `
  my.list = lib.mkForce (lib.mkMerge [ [ 1 ] ]);
#                        ^^^^^^^^^^^ error(misplaced-property): \`mkMerge\` inside \`mkForce\``,
    'mkDefault in mkForce': `
  my.flag = lib.mkForce (lib.mkDefault true);
#                        ^^^^^^^^^^^^^ error(misplaced-property): \`mkDefault\` inside \`mkForce\``,
    'mkForce in mkBefore': `
  my.list = lib.mkBefore (lib.mkForce [ 1 ]);
#                         ^^^^^^^^^^^ error(misplaced-property): \`mkForce\` inside \`mkBefore\``,
    'mkIf in mkBefore': `
  my.list = lib.mkBefore (lib.mkIf true [ 1 ]);
#                         ^^^^^^^^ error(misplaced-property): \`mkIf\` inside \`mkBefore\``,
    'mkAfter in mkBefore': `
  my.list = lib.mkBefore (lib.mkAfter [ 1 ]);
#                         ^^^^^^^^^^^ error(misplaced-property): \`mkAfter\` inside \`mkBefore\``,
    'a forced set of options with a default in it': `
  my.tree = lib.mkForce { a = lib.mkDefault true; };
#                             ^^^^^^^^^^^^^ error(misplaced-property): \`my.tree.a\``,
    'a forced set of options with a condition in it': `
  my.tree = lib.mkForce { a = lib.mkIf true true; };
#                             ^^^^^^^^ error(misplaced-property): \`my.tree.a\``,
    'a forced condition around options': `
  my.tree = lib.mkForce (lib.mkIf true { a = true; });
#                        ^^^^^^^^ error(misplaced-property): \`my.tree.a\``,
    'even where the condition is false': `
  my.tree = lib.mkForce (lib.mkIf (1 == 2) { a = true; });
#                        ^^^^^^^^ error(misplaced-property): \`my.tree.a\``,
    'a condition in a forced set that merges per key': `
  my.numbers = lib.mkForce (lib.mkIf true { a = 1; });
#                           ^^^^^^^^ error(misplaced-property): \`my.numbers\``,
    'an order of a set of options': `
  services = lib.mkBefore { openssh.enable = true; };
#            ^^^^^^^^^^^^ error(misplaced-property): \`services\` is a set of options | will not evaluate`,
    'inside a specialisation': `
  specialisation.x.configuration.my.flag = lib.mkForce (lib.mkIf true true);
#                                                       ^^^^^^^^ error(misplaced-property): specialisation \`x\` will not evaluate`,
    'inside mkIf and mkMerge': `
  my = lib.mkMerge [ { flag = lib.mkIf true (lib.mkForce (lib.mkDefault true)); } ];
#                                                         ^^^^^^^^^^^^^ error(misplaced-property): \`my.flag\``,
  };
  for (const [name, lines] of Object.entries(cases)) test(name, () => checkDiagnostics(host(lines)));
});

describe('ends up in the value', () => {
  const cases: Record<string, string> = {
    'types.attrs': `
  my.loose = lib.mkForce (lib.mkDefault { a = 1; });
#                         ^^^^^^^^^^^^^ warning(misplaced-property): gets the call itself as its value.`,
    'types.anything': `
  my.any = lib.mkForce (lib.mkIf true { a = 1; });
#                       ^^^^^^^^ warning(misplaced-property): gets the call itself as its value.`,
  };
  for (const [name, lines] of Object.entries(cases)) test(name, () => checkDiagnostics(host(lines)));
});

test('a warning where a module that cannot be read may override it', () =>
  checkDiagnostics(`
{ lib, inputs, ... }:
{
  imports = [ inputs.some.nixosModules.thing ];
  services.openssh.enable = lib.mkForce (lib.mkIf true true);
#                                        ^^^^^^^^ warning(misplaced-property): may not evaluate
}
`));

test('a whole module in mkForce, whichever specialisations import it', () =>
  checkDiagnostics(`
#- /configuration.nix
{
  specialisation.a.configuration.imports = [ ./forced.nix ];
  specialisation.b.configuration = ./forced.nix;
}
#- /forced.nix
{ lib, ... }:
lib.mkForce {
  services.openssh.enable = lib.mkDefault true;
#                           ^^^^^^^^^^^^^ error(misplaced-property): \`mkDefault\` inside \`mkForce\` | specialisations \`a\`, \`b\` will not evaluate
  services.printing.enable = true;
}
`));

describe('silent', () => {
  const cases: Record<string, string> = {
    'the legal order': 'my.list = lib.mkIf true (lib.mkForce (lib.mkBefore [ 1 ]));',
    'mkMerge in mkForce around options': 'my.tree = lib.mkForce (lib.mkMerge [ { a = true; } ]);',
    'attributes of a set that merges per key':
      'my.numbers = lib.mkForce { a = lib.mkDefault 1; b = lib.mkIf true 2; };',
    'a submodule opens its value again': 'my.part = lib.mkForce (lib.mkIf true { x = 1; });',
    'a set that merges per key may be ordered': 'my.numbers = lib.mkBefore { a = 1; };',
    'elements of a list': 'my.list = lib.mkForce [ (lib.mkIf true 1) ];',
    'a weaker definition that nobody looks at': 'my.flag = lib.mkMerge [ true (lib.mkDefault (lib.mkIf true false)) ];',
    'a function of another library': 'my.flag = let mkForce = value: value; in mkForce (lib.mkIf true true);',
    'an option that is not known': 'unheard.of = lib.mkForce (lib.mkIf true { a = 1; });',
    'the configuration of a specialisation, which is a module':
      'specialisation.x.configuration = lib.mkForce (lib.mkIf true { my.flag = true; });',
  };
  for (const [name, lines] of Object.entries(cases))
    test(name, () => checkSilent(host(`  ${lines}`), 'misplaced-property'));
});

describe('fixes', () => {
  const cases: Record<string, readonly [string, string]> = {
    'the condition outside': [
      'my.flag = lib.mkForce (lib.mkIf (1 < 2) true);',
      'my.flag = lib.mkIf (1 < 2) (lib.mkForce true);',
    ],
    'the value keeps its parentheses': [
      'my.flag = lib.mkForce (lib.mkIf (1 < 2) (true && false));',
      'my.flag = lib.mkIf (1 < 2) (lib.mkForce (true && false));',
    ],
    'of two overrides the outer one': ['my.flag = lib.mkForce (lib.mkDefault true);', 'my.flag = lib.mkForce true;'],
    'the order inside': ['my.list = lib.mkBefore (lib.mkForce [ 1 ]);', 'my.list = lib.mkForce (lib.mkBefore [ 1 ]);'],
    'each element forced': [
      'my.list = lib.mkForce (lib.mkMerge [ [ 1 ] [ 2 ] ]);',
      'my.list = lib.mkMerge [ (lib.mkForce [ 1 ]) (lib.mkForce [ 2 ]) ];',
    ],
    'the inner override away': [
      'my.tree = lib.mkForce { a = lib.mkDefault true; };',
      'my.tree = lib.mkForce { a = true; };',
    ],
    'a condition around options': [
      'my.tree = lib.mkForce (lib.mkIf (1 < 2) { a = true; });',
      'my.tree = lib.mkIf (1 < 2) (lib.mkForce { a = true; });',
    ],
    'the order of options away': [
      'services = lib.mkBefore { openssh.enable = true; };',
      'services = { openssh.enable = true; };',
    ],
  };
  for (const [name, [before, after]] of Object.entries(cases))
    test(name, () => checkFix('rewrite', host(`  ${before}`), host(`  ${after}`)));

  test('none for a condition inside a forced set', () =>
    checkNoFix('rewrite', host('  my.tree = lib.mkForce { a = lib.mkIf true true; };')));
});
