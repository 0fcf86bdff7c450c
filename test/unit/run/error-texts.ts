// Every error text of the module system and of Nix that the reader knows, as the releases print it, with what it is to
// be understood as. Texts stand as they are thrown: tests print them in the ways in which Nix does.
import type { NixProblem } from '../../../server/src/protocol/nix-report';

export interface ErrorText {
  readonly name: string;
  readonly text: string;
  readonly means: Partial<NixProblem>;
}

const DEFS = "\n- In `/etc/nixos/a.nix': true\n- In `/etc/nixos/b.nix': false";
const BOTH = [
  { file: '/etc/nixos/a.nix', value: 'true' },
  { file: '/etc/nixos/b.nix', value: 'false' },
];
const FILES = [{ file: '/etc/nixos/a.nix' }, { file: '/etc/nixos/b.nix' }];
const HINT = '\nUse `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.';
const X = ['services', 'x', 'enable'];

const text = (name: string, said: string, means: Partial<NixProblem>): ErrorText => ({ name, text: said, means });

export const ERROR_TEXTS: readonly ErrorText[] = [
  text('conflict', `The option \`services.x.enable' has conflicting definition values:${DEFS}${HINT}`, {
    kind: 'conflict',
    option: X,
    specialisation: null,
    definitions: BOTH,
  }),
  text(
    'conflict before the hint (22.11)',
    `The option \`services.x.enable' has conflicting definition values:${DEFS}`,
    {
      kind: 'conflict',
      option: X,
      definitions: BOTH,
    },
  ),
  text(
    'conflict before values (20.09)',
    "The option `services.x.enable' has conflicting definitions, in `/etc/nixos/a.nix' and `/etc/nixos/b.nix'.",
    { kind: 'conflict', option: X, definitions: FILES },
  ),
  text(
    'conflict in a specialisation',
    `The option \`specialisation.gaming.configuration.services.x.enable' has conflicting definition values:${DEFS}${HINT}`,
    { kind: 'conflict', option: X, specialisation: 'gaming', definitions: BOTH },
  ),
  text(
    'conflict in a specialisation with a name in quotes',
    `The option \`specialisation."my spec".configuration.environment.etc."a.b".text' has conflicting definition values:${DEFS}${HINT}`,
    { kind: 'conflict', option: ['environment', 'etc', 'a.b', 'text'], specialisation: 'my spec', definitions: BOTH },
  ),
  text(
    'conflict in the specialisation of a home inside of NixOS',
    `The option \`home-manager.users.alice.specialisation.dark.configuration.programs.git.enable' has conflicting definition values:${DEFS}`,
    {
      kind: 'conflict',
      option: ['home-manager', 'users', 'alice', 'programs', 'git', 'enable'],
      specialisation: 'dark',
    },
  ),
  text(
    'conflict with values of several lines, one that fails, one without a file',
    "The option `services.x.enable' has conflicting definition values:\n- In `/etc/nixos/a.nix':\n    {\n      a = 1;\n    }\n- In `/etc/nixos/it's.nix'\n- In `<unknown-file>': 3",
    {
      kind: 'conflict',
      definitions: [
        { file: '/etc/nixos/a.nix', value: '{ a = 1; }' },
        { file: "/etc/nixos/it's.nix" },
        { file: '<unknown-file>', value: '3' },
      ],
    },
  ),
  text(
    'conflict by way of a deferred module',
    "The option `services.x.enable' has conflicting definition values:\n- In `/etc/nixos/a.nix, via option flake.modules.nixos.a': true\n- In `/etc/nixos/b.nix': false",
    { kind: 'conflict', definitions: BOTH },
  ),
  text(
    'unique',
    `The option \`services.x.package' is defined multiple times while it's expected to be unique.\n\nDefinition values:${DEFS}${HINT}`,
    { kind: 'not-unique', option: ['services', 'x', 'package'], definitions: BOTH },
  ),
  text(
    'unique with a message',
    `The option \`services.x.package' is defined multiple times while it's expected to be unique.\nOnly one is possible.\nDefinition values:${DEFS}${HINT}`,
    { kind: 'not-unique', definitions: BOTH },
  ),
  text(
    'unique before 23.05',
    `The unique option \`services.x.package' is defined multiple times. Definition values:${DEFS}`,
    { kind: 'not-unique', option: ['services', 'x', 'package'], definitions: BOTH },
  ),
  text(
    'type',
    "A definition for option `services.x.port' is not of type `16 bit unsigned integer; between 0 and 65535 (both inclusive)'. Definition values:\n- In `/etc/nixos/a.nix': \"80\"",
    {
      kind: 'wrong-type',
      option: ['services', 'x', 'port'],
      definitions: [{ file: '/etc/nixos/a.nix', value: '"80"' }],
    },
  ),
  text(
    'type of an element of a list',
    'A definition for option `services.x.ports."[definition 1-entry 2]"\' is not of type `signed integer\'. Definition values:\n- In `/etc/nixos/a.nix\': "80"',
    { kind: 'wrong-type', option: ['services', 'x', 'ports', '[definition 1-entry 2]'] },
  ),
  text(
    'type in the body of a function',
    "A definition for option `services.x.f.<function body>.a' is not of type `signed integer'. Definition values:\n- In `/etc/nixos/a.nix': true",
    { kind: 'wrong-type', option: ['services', 'x', 'f', '<function body>', 'a'] },
  ),
  text(
    'type v2 of a container (25.11)',
    "A definition for option `services.x.port' is not of type `list of string'. TypeError: Definition values:\n- In `/etc/nixos/a.nix': true",
    { kind: 'wrong-type', definitions: [{ file: '/etc/nixos/a.nix', value: 'true' }] },
  ),
  text(
    'type v2 of an alternative (25.11)',
    "A definition for option `services.x.port' is not of type `string or signed integer'. TypeError: The option `services.x.port` is neither a value of type `string` nor `signed integer`, Definition values: \n- In `/etc/nixos/a.nix': true",
    {
      kind: 'wrong-type',
      option: ['services', 'x', 'port'],
      definitions: [{ file: '/etc/nixos/a.nix', value: 'true' }],
    },
  ),
  text(
    'type v2 of an alternative alone (25.11)',
    "TypeError: The option `services.x.port` is neither a value of type `string` nor `signed integer`, Definition values: \n- In `/etc/nixos/a.nix': true",
    {
      kind: 'wrong-type',
      option: ['services', 'x', 'port'],
      definitions: [{ file: '/etc/nixos/a.nix', value: 'true' }],
    },
  ),
  text(
    'type before 20.09',
    "The option value `services.x.port' in `/etc/nixos/a.nix' is not of type `signed integer'.",
    { kind: 'wrong-type', option: ['services', 'x', 'port'], definitions: [{ file: '/etc/nixos/a.nix' }] },
  ),
  text('unknown', "The option `services.x.enabel' does not exist. Definition values:\n- In `/etc/nixos/a.nix': true", {
    kind: 'unknown-option',
    option: ['services', 'x', 'enabel'],
    definitions: [{ file: '/etc/nixos/a.nix', value: 'true' }],
  }),
  text(
    'unknown with a suggestion (25.11)',
    "The option `services.x.enabel' does not exist. Definition values:\n- In `/etc/nixos/a.nix': true\n\nDid you mean `services.x.enable', `services.y.enable' or `services.z.enable'?",
    { kind: 'unknown-option', definitions: [{ file: '/etc/nixos/a.nix', value: 'true' }] },
  ),
  text('unknown before 20.09', "The option `services.y' defined in `/etc/nixos/a.nix' does not exist.", {
    kind: 'unknown-option',
    option: ['services', 'y'],
    definitions: [{ file: '/etc/nixos/a.nix' }],
  }),
  text('unset', "The option `services.x.root' was accessed but has no value defined. Try setting the option.", {
    kind: 'unset-option',
    option: ['services', 'x', 'root'],
    definitions: [],
  }),
  text('unset before 24.11', "The option `services.x.root' is used but not defined.", {
    kind: 'unset-option',
    option: ['services', 'x', 'root'],
  }),
  text('readonly', `The option \`services.x.id' is read-only, but it's set multiple times. Definition values:${DEFS}`, {
    kind: 'read-only',
    option: ['services', 'x', 'id'],
    definitions: BOTH,
  }),
  text(
    'null mix',
    "The option `services.x.user` is defined both null and not null, in `/etc/nixos/a.nix' and `/etc/nixos/b.nix'.",
    { kind: 'null-mix', option: ['services', 'x', 'user'], definitions: FILES },
  ),
  text(
    'anything',
    "The option `services.x.settings.a' has conflicting option types in `/etc/nixos/a.nix' and `/etc/nixos/b.nix'",
    { kind: 'mixed-types', option: ['services', 'x', 'settings', 'a'], definitions: FILES },
  ),
  text('default merge', `Cannot merge definitions of \`services.x.a'. Definition values:${DEFS}`, {
    kind: 'cannot-merge',
    option: ['services', 'x', 'a'],
    definitions: BOTH,
  }),
  text(
    'tag (24.05)',
    "The option `services.x.a` is defined both as `tcp` and `udp`, in `/etc/nixos/a.nix' and `/etc/nixos/b.nix'.",
    { kind: 'tag-mix', option: ['services', 'x', 'a'], definitions: FILES },
  ),
  text(
    'v2 coherence (25.11)',
    "The option `services.x.a' has a type `string' that uses\nan ad-hoc `type // { check = ...; }' override, which is incompatible.",
    { kind: 'type-check', option: ['services', 'x', 'a'] },
  ),
  text('dup decl', "The option `services.x.a' in `/etc/nixos/a.nix' is already declared in `/etc/nixos/b.nix'.", {
    kind: 'declared-twice',
    option: ['services', 'x', 'a'],
    definitions: FILES,
  }),
  text(
    'parent type',
    "The option `services.x' in module `/etc/nixos/a.nix' would be a parent of the following options, but its type `string' does not support nested options.\n- option(s) with prefix `services.x.a' in module `/etc/nixos/b.nix'",
    { kind: 'no-nested-options', option: ['services', 'x'], definitions: [{ file: '/etc/nixos/a.nix' }] },
  ),
  text(
    'config mix',
    "Module `/etc/nixos/a.nix' has an unsupported attribute `services'. This is caused by introducing a top-level `config' or `options' attribute. Add configuration attributes immediately on the top level instead, or move all of them (namely: services) into the explicit `config' attribute.",
    { kind: 'unsupported-attribute', definitions: [{ file: '/etc/nixos/a.nix' }] },
  ),
  text(
    'config≠set',
    "In module `/etc/nixos/a.nix', you're trying to define a value of type `string'\nrather than an attribute set for the option\n`services.x'!\n\nThis usually happens if `services.x' has option\ndefinitions inside that are not matched.",
    { kind: 'no-set', option: ['services', 'x'], definitions: [{ file: '/etc/nixos/a.nix' }] },
  ),
  text(
    'nested list import',
    "Module imports can't be nested lists. Perhaps you meant to remove one level of lists? Definitions:\n- In `/etc/nixos/a.nix': [ ]",
    { kind: 'nested-imports', definitions: [{ file: '/etc/nixos/a.nix', value: '[ ]' }] },
  ),
  text('assertion', '\nFailed assertions:\n- You must set x.\n', {
    kind: 'assertion',
    definitions: [],
    message: 'You must set x.',
  }),
  text(
    'removed option',
    "\nFailed assertions:\n- The option definition `services.x.old' in `/etc/nixos/a.nix' no longer has any effect; please remove it.\nUse y.",
    { kind: 'removed-option', option: ['services', 'x', 'old'], definitions: [{ file: '/etc/nixos/a.nix' }] },
  ),
  text(
    'removed option, accessed',
    "The option `services.x.old' can no longer be used since it's been removed. Use y.",
    {
      kind: 'removed-option',
      option: ['services', 'x', 'old'],
    },
  ),
  text('recursion', 'infinite recursion encountered', { kind: 'recursion' }),
  text('syntax', "syntax error, unexpected ';'", { kind: 'syntax' }),
  text('syntax before 2.4', "syntax error, unexpected ';', expecting '}', at /etc/nixos/a.nix:3:14", {
    kind: 'syntax',
    place: { file: '/etc/nixos/a.nix', line: 3, column: 14 },
  }),
  text('an attribute twice', "attribute 'a.b' already defined at /etc/nixos/a.nix:1:3", { kind: 'syntax' }),
  text('undefined variable', "undefined variable 'pkgz'", { kind: 'undefined-variable' }),
  text('undefined variable before 2.4', "undefined variable 'pkgz' at /etc/nixos/a.nix:2:5", {
    kind: 'undefined-variable',
    place: { file: '/etc/nixos/a.nix', line: 2, column: 5 },
  }),
  text('attribute missing', "attribute 'firefoxx' missing", { kind: 'missing-attribute' }),
  text(
    'attribute of a flake missing',
    "flake 'git+file:///home/me/config' does not provide attribute 'nixosConfigurations.lapptop.config.system.build.toplevel'",
    { kind: 'missing-attribute' },
  ),
  text('argument missing', "function 'anonymous lambda' called without required argument 'foo'", {
    kind: 'missing-argument',
  }),
  text('argument too many', "anonymous function at /etc/nixos/a.nix:1:1 called with unexpected argument 'lib'", {
    kind: 'missing-argument',
  }),
  text('missing file in a flake', "path '/nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source/new.nix' does not exist", {
    kind: 'missing-file',
    file: '/nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source/new.nix',
  }),
  text(
    'file that git does not know (2.26)',
    'Path \'new.nix\' in the repository "/home/me/config" is not tracked by Git.\n\nTo make it visible to Nix, run:\n\ngit -C "/home/me/config" add "new.nix"',
    { kind: 'missing-file', file: 'new.nix' },
  ),
  text('missing file', "getting status of '/etc/nixos/new.nix': No such file or directory", {
    kind: 'missing-file',
    file: '/etc/nixos/new.nix',
  }),
  text('missing file, opened', "opening file '/etc/nixos/new.nix': No such file or directory", {
    kind: 'missing-file',
    file: '/etc/nixos/new.nix',
  }),
  text('search path', "file 'nixpkgs' was not found in the Nix search path (add it using $NIX_PATH or -I)", {
    kind: 'missing-file',
    file: 'nixpkgs',
  }),
  text('memory', 'out of memory', { kind: 'memory' }),
  text(
    'builder',
    "builder for '/nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-hello.drv' failed with exit code 2;\nlast 2 log lines:\n> make: *** [all] Error 2\n> error: oh no\nFor full logs, run 'nix log /nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-hello.drv'.",
    { kind: 'builder' },
  ),
  text(
    'builder (2.31)',
    "Cannot build '/nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-hello.drv'.\nReason: builder failed with exit code 2.\nOutput paths:\n  /nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-hello\nLast 1 log lines:\n> make: *** [all] Error 2",
    { kind: 'builder' },
  ),
  text('anything else', 'cannot connect to socket at /nix/var/nix/daemon-socket/socket: Connection refused', {
    kind: 'error',
  }),
];
