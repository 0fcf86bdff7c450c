import { describe, expect, test } from 'vitest';
import { KNOWN, serverOf } from '../../../client/src/known-servers';
import manifest from '../../../package.json';
import other from '../../e2e/other-extension/package.json';

const settings = (properties: object): object => ({
  activationEvents: ['onLanguage:nix'],
  contributes: { configuration: { properties } },
});

describe('other language servers for Nix', () => {
  test('by name, whatever their case; those that only format have none', () => {
    expect(serverOf('JNoortheen.nix-ide', {})).toEqual({ setting: 'nix.enableLanguageServer' });
    expect(serverOf('aaronduino.nix-lsp', {})).toEqual({ setting: null });
    expect(serverOf('kamadorueda.alejandra', settings({ 'alejandra.lsp': {} }))).toBeUndefined();
    expect(Object.keys(KNOWN)).toEqual(Object.keys(KNOWN).map((id) => id.toLowerCase()));
  });

  test('this extension is no other', () => {
    expect(serverOf(`${manifest.publisher}.${manifest.name}`, manifest)).toBeUndefined();
  });

  test.each([
    ['a path to a server', { 'some.serverPath': { type: 'string' } }, { setting: null }],
    [
      'a switch',
      { 'some.languageServerPath': {}, 'some.enableLanguageServer': { type: 'boolean' } },
      { setting: 'some.enableLanguageServer' },
    ],
    ['a formatter', { 'some.formatterPath': { type: 'string' } }, undefined],
    ['nothing', {}, undefined],
  ])('of an extension that nobody has named, by its settings: %s', (_name, properties, expected) => {
    expect(serverOf('some.nix', settings(properties))).toEqual(expected);
    const sections = { ...settings({}), contributes: { languages: [{ id: 'nix' }], configuration: [{ properties }] } };
    expect(serverOf('some.nix', sections)).toEqual(expected);
  });

  test('not of one for another language, nor of what is no manifest', () => {
    const rust = { ...settings({ 'rust.serverPath': {} }), activationEvents: ['onLanguage:rust'] };
    expect(serverOf('some.rust', rust)).toBeUndefined();
    for (const nothing of [undefined, null, 1, 'x', [], { contributes: null, activationEvents: {} }])
      expect(serverOf('some.x', nothing)).toBeUndefined();
  });

  test('the one that the tests in the window have', () =>
    expect(serverOf('another.other-nix', other)).toEqual({ setting: 'other.enableLanguageServer' }));
});
