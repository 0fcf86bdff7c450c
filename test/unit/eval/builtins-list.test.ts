// Every built-in name of Nix 2.28 is here: evaluated, or not known on purpose.
import { describe, expect, test } from 'vitest';
import { evalJson, evalText } from '../../support/eval';

/** Evaluated; the other test files of this folder say what to. */
const EVALUATED = `
  abort add addDrvOutputDependencies addErrorContext all any appendContext attrNames attrValues baseNameOf bitAnd bitOr bitXor break builtins
  catAttrs ceil compareVersions concatLists concatMap concatStringsSep convertHash deepSeq derivation dirOf div elem elemAt false filter findFile
  floor foldl' fromJSON fromTOML functionArgs genList genericClosure getAttr getContext groupBy hasAttr hasContext hashFile hashString head import
  intersectAttrs isAttrs isBool isFloat isFunction isInt isList isNull isPath isString langVersion length lessThan listToAttrs map mapAttrs match
  mul null parseDrvName partition pathExists placeholder readDir readFile readFileType removeAttrs replaceStrings scopedImport seq sort split
  splitVersion stringLength sub substring tail throw toJSON toPath toString toXML trace traceVerbose true tryEval typeOf
  unsafeDiscardOutputDependency unsafeDiscardStringContext unsafeGetAttrPos warn zipAttrsWith
`;

/** Not known, each with an application and its reason: what they ask for is not in the text. */
const HIDDEN: readonly (readonly [name: string, application: string, reason: string])[] = [
  ['currentSystem', 'builtins.currentSystem', 'environment: builtins.currentSystem'],
  ['currentTime', 'builtins.currentTime', 'environment: builtins.currentTime'],
  ['flakeRefToString', 'builtins.flakeRefToString { type = "path"; }', 'environment: builtins.flakeRefToString'],
  ['getEnv', 'builtins.getEnv "HOME"', 'environment: builtins.getEnv'],
  ['nixPath', 'builtins.nixPath', 'environment: builtins.nixPath'],
  ['nixVersion', 'builtins.nixVersion', 'environment: builtins.nixVersion'],
  ['parseFlakeRef', 'builtins.parseFlakeRef "nixpkgs"', 'environment: builtins.parseFlakeRef'],
  ['storeDir', 'builtins.storeDir', 'environment: builtins.storeDir'],
];

/** The store and the network: the same arguments give the same thing, of which nothing else is known. */
const OPAQUE: readonly (readonly [name: string, application: string])[] = [
  ['derivationStrict', 'builtins.derivationStrict { name = "x"; }'],
  ['fetchClosure', 'builtins.fetchClosure { fromStore = "x"; }'],
  ['fetchGit', 'builtins.fetchGit "x"'],
  ['fetchMercurial', 'builtins.fetchMercurial "x"'],
  ['fetchTarball', 'builtins.fetchTarball "x"'],
  ['fetchTree', 'builtins.fetchTree { type = "git"; }'],
  ['fetchurl', 'builtins.fetchurl "x"'],
  ['filterSource', 'builtins.filterSource null ./x'],
  ['getFlake', 'builtins.getFlake "x"'],
  ['outputOf', 'builtins.outputOf "x" "out"'],
  ['path', 'builtins.path { path = ./x; }'],
  ['storePath', 'builtins.storePath ./x'],
  ['toFile', 'builtins.toFile "a" "b"'],
];

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

describe('names', () => {
  test.each([...names(EVALUATED), ...HIDDEN.map(([name]) => name), ...OPAQUE.map(([name]) => name)])(
    'builtins.%s is there',
    async (name) => {
      expect(await evalJson(`builtins ? ${name}`)).toEqual({ ok: true });
    },
  );

  test('there are no others', async () => {
    const value = await evalText('builtins');
    const all = value.kind === 'attrs' ? [...value.entries.keys()] : [];
    expect(all.sort()).toEqual(
      [...names(EVALUATED), ...HIDDEN.map(([name]) => name), ...OPAQUE.map(([name]) => name)].sort(),
    );
  });
});

describe('not known on purpose', () => {
  test.each(HIDDEN)('%s', async (_name, application, reason) => {
    const value = await evalText(application);
    expect(value.kind === 'unknown' && `${value.code}: ${value.detail}`).toBe(reason);
  });

  test.each(OPAQUE)('%s is itself', async (_name, application) => {
    expect((await evalText(application)).kind).toBe('opaque');
    expect(await evalJson(`${application} == ${application}`)).toEqual({ ok: true });
    expect(await evalJson(`${application} == builtins.fetchTarball "other"`)).toHaveProperty('unknown');
  });
});

describe('newer than the Nix of the comparison', () => {
  const SRI = 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=';
  const NIX32 = '1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s';
  const BASE16 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  test.each([
    [`{ hash = "${SRI}"; toHashFormat = "nix32"; }`, NIX32],
    [`{ hash = "${SRI}"; toHashFormat = "base32"; }`, NIX32],
    [`{ hash = "${SRI}"; toHashFormat = "base16"; }`, BASE16],
    [`{ hash = "${SRI}"; toHashFormat = "base64"; }`, SRI.slice(7)],
    [`{ hash = "${NIX32}"; hashAlgo = "sha256"; toHashFormat = "sri"; }`, SRI],
    [`{ hash = "sha256:${BASE16}"; toHashFormat = "sri"; }`, SRI],
    [
      '{ hash = "800d59cfcd3c05e900cb4e214be48f6b886a08df"; hashAlgo = "sha1"; toHashFormat = "nix32"; }',
      'vw46m23bizj4n8afrc0fj19wrp7mj3c0',
    ],
    [
      '{ hash = "800d59cfcd3c05e900cb4e214be48f6b886a08df"; hashAlgo = "sha1"; toHashFormat = "sri"; }',
      'sha1-gA1Zz808BekAy04hS+SPa4hqCN8=',
    ],
    // What `nix hash to-base16` of the comparison says of these, too: a digest ends at the first `=`,
    // and line breaks do not count.
    ['{ hash = "md5-47DEQpj8HBSa+/TImW+5JC=x"; toHashFormat = "base16"; }', 'e3b0c44298fc1c149afbf4c8996fb924'],
    ['{ hash = "md5-47DEQpj8HBSa+/TImW+5JC=\\n"; toHashFormat = "base16"; }', 'e3b0c44298fc1c149afbf4c8996fb924'],
    ['{ hash = "md5-47DEQpj8HBSa+/TImW+5JC=="; toHashFormat = "base64"; }', '47DEQpj8HBSa+/TImW+5JA=='],
  ])('convertHash %s', async (argument, text) => {
    expect(await evalJson(`builtins.convertHash ${argument}`)).toEqual({ ok: text });
  });

  test.each([
    [`{ hash = "${NIX32}"; toHashFormat = "sri"; }`, 'value'],
    [`{ hash = "${NIX32}"; hashAlgo = "sha1"; toHashFormat = "sri"; }`, 'value'],
    [`{ hash = "sha256-${BASE16}"; toHashFormat = "sri"; }`, 'value'],
    [`{ hash = "${SRI}"; toHashFormat = "roman"; }`, 'value'],
    ['{ hash = "md5-47DEQpj8HBSa-_TImW+5JC=="; toHashFormat = "base16"; }', 'value'],
    ['{ hash = "md5-47DEQpj8HBSa=/TImW+5JC=="; toHashFormat = "base16"; }', 'value'],
    ['{ hash = "md5-47DEQpj8HBSa*/TImW+5JC=="; toHashFormat = "base16"; }', 'value'],
    ['{ hash = "md5-47DEQpj8HBSa+/TImW+5JCxx"; toHashFormat = "base16"; }', 'value'],
    [`{ hash = "${SRI}"; }`, 'missing-attribute'],
  ])('convertHash %s fails', async (argument, code) => {
    expect(await evalJson(`builtins.convertHash ${argument}`)).toMatchObject({ error: { code } });
  });
});

describe('files', () => {
  const FILES = {
    '/project/a.nix': '{\n  "é".x = 1; "b" = 2;\n  inherit ({ c = 1; }) c;\n}',
    '/project/lib/x.nix': '1',
    '/project/pairs.nix': `{
  pair = builtins.listToAttrs [ { name = "x"; value = 1; } ];
  mapped = builtins.mapAttrs (_: v: v) { x = 1; };
  zipped = builtins.zipAttrsWith (_: v: v) [ { x = 1; } ];
  pairOfMapped = builtins.listToAttrs [ (builtins.mapAttrs (_: v: v) { name = "x"; value = 1; }) ];
}`,
  };
  test.each([
    ['builtins.unsafeGetAttrPos "b" (import ./a.nix)', { file: '/project/a.nix', line: 2, column: 15 }],
    ['builtins.unsafeGetAttrPos "c" (import ./a.nix)', { file: '/project/a.nix', line: 3, column: 24 }],
    ['builtins.unsafeGetAttrPos "none" (import ./a.nix)', null],
    // Of what built-ins make, the place is that of the `value` of a pair; of what they compute there is none.
    ['builtins.unsafeGetAttrPos "x" (import ./pairs.nix).pair', { file: '/project/pairs.nix', line: 2, column: 47 }],
    ['builtins.unsafeGetAttrPos "x" (import ./pairs.nix).mapped', null],
    ['builtins.unsafeGetAttrPos "x" (import ./pairs.nix).zipped', null],
    ['builtins.unsafeGetAttrPos "x" (import ./pairs.nix).pairOfMapped', null],
    ['toString (builtins.findFile [ { prefix = "p"; path = ./lib; } ] "p/x.nix")', '/project/lib/x.nix'],
    ['toString (builtins.findFile [ { prefix = ""; path = ./.; } ] "lib/x.nix")', '/project/lib/x.nix'],
    ['toString (builtins.findFile [ { prefix = "q"; path = ./.; } { path = ./lib; } ] "x.nix")', '/project/lib/x.nix'],
    ['(builtins.tryEval (builtins.findFile [ ] "x")).success', false],
    ['let __findFile = path: name: name; in <a/b>', 'a/b'],
    ['let __nixPath = [ { prefix = "p"; path = ./lib; } ]; in import <p/x.nix>', 1],
  ])('%s', async (text, value) => {
    expect(await evalJson(text, FILES)).toEqual({ ok: value });
  });

  test.each([
    '<nixpkgs>',
    'builtins.findFile [ { path = /elsewhere; } ] "x"',
    'builtins.findFile builtins.nixPath "x"',
  ])('%s is not known', async (text) => {
    expect(await evalJson(text, FILES)).toHaveProperty('unknown');
  });
});
