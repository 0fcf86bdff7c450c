// syntax-error: one finding a file, where Nix stops reading; the rest of the file still counts.
import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkSilent, findingsIn } from '../support/check';
import { testWorkspace } from '../support/workspace';

describe('found', () => {
  test('at what cannot follow', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.a.configuration = {
    services.openssh.enable = lib.mkForce = false;
#                                         ^ error(syntax-error): \`=\` cannot stand here | \`;\` is missing
  };
}
`));

  test('once, at the first of several', async () => {
    const findings = await findingsIn(new Map([['/configuration.nix', '{ a = ; b = ; c = [ 1; }']]));
    expect(findings.map(({ code, start }) => [code, start])).toEqual([['syntax-error', 6]]);
  });

  test('where nothing makes sense any more, where a semicolon is missing, and what is around it stays', () =>
    checkDiagnostics(`
{
  networking.hostName = "a"
  time.timeZone = "UTC";
#               ^ error(syntax-error): \`=\` cannot stand here; perhaps \`;\` is missing before it
# ^^^^^^^^^^^^^ error(option-conflict)
  specialisation.a.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
}
`));

  test('at the end, with the bracket that is open', async () => {
    const text = '{\n  imports = [ ];\n  services = {\n    printing.enable = true;\n';
    const [finding] = await findingsIn(new Map([['/configuration.nix', text]]));
    expect(finding).toMatchObject({ code: 'syntax-error', start: text.lastIndexOf(';'), severity: 'error' });
    expect(finding?.message).toContain('it ends too early');
    expect(finding?.related).toMatchObject([
      { start: text.indexOf('{', 20), message: 'this is still open at the end of the file' },
    ]);
  });

  test('in an imported module, and in what is imported otherwise', () =>
    checkDiagnostics(`
#- /configuration.nix
{ imports = [ ./a.nix ]; networking.hostName = import ./name.nix; }
#- /a.nix
{ services.openssh.enable = true }
#                                ^ error(syntax-error): \`;\` is missing
#- /name.nix
if true then 100
#            ^^^ error(syntax-error): it ends where \`else\` should follow
`));

  test('a keyword where a name is needed, and a sign that means nothing', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  imports = [ ./a.nix ];
  networking.if = 1;
#            ^^ error(syntax-error): \`if\` cannot stand here
}
#- /a.nix
{ networking.hostName = 100%; }
#                          ^ error(syntax-error): \`%\` means nothing in Nix
`));
});

describe('silent', () => {
  test('in files that nothing needs', () =>
    checkSilent(`
#- /configuration.nix
{ networking.hostName = "a"; }
#- /template.nix
{ networking.hostName = @hostname@; }
`));

  test('about all that Nix reads, though the grammar may stumble', () =>
    checkSilent(
      `
{ lib, ... }:
{
  a.or = x: (x.or or 1) |> (y: y);
  b = [ (a//b) ./a.b/\${lib.id "c"}.nix <a/b> ~/x https://a.org/b?c=d ''
    \${"x"} ''\${ $\${ '''
  '' "$$$" ];
}
`,
      'syntax-error',
    ));
});

test('no comment silences it, and none is offered', async () => {
  const text =
    '# specialisations-ignore-file\n{\n  # specialisations-ignore: syntax-error\n  a = = 1; # specialisations-ignore\n}\n';
  const workspace = await testWorkspace(new Map([['/configuration.nix', text]]));
  const { findings } = workspace.snapshot();
  expect(findings.map(({ code }) => code)).toEqual(['syntax-error']);
  expect(findings.map((finding) => workspace.suppression(finding))).toEqual([undefined]);
  workspace.dispose();
});
