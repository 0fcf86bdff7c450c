// Addresses and paths.
import { describe, expect, it } from 'vitest';
import { isVirtual, pathOfUri, uriOfPath } from '../../server/src/lsp/uri';
import { isUnsaved } from '../../server/src/project/folders';

describe('addresses and paths of files', () => {
  it.each([
    ['file:///etc/nixos/configuration.nix', '/etc/nixos/configuration.nix'],
    ['file:///a%20b/%C3%BC%23%3F.nix', '/a b/ü#?.nix'],
    ['file:///%F0%9F%98%80.nix', '/😀.nix'],
    ['file:///c%3A/Users/me/a.nix', 'C:/Users/me/a.nix'],
    ['file://server/share/a.nix', '//server/share/a.nix'],
  ])('%s is %s, both ways', (uri, path) => {
    expect(pathOfUri(uri)).toBe(path);
    expect(uriOfPath(path)).toBe(uri);
  });

  it.each([
    ['file:///C:/Users/a.nix', 'C:/Users/a.nix'],
    ['file://localhost/etc/a.nix', '/etc/a.nix'],
    ['file:///etc/nixos/', '/etc/nixos'],
    ['file:///', '/'],
    ['FILE:///etc', '/etc'],
    ['file:///a(b)!.nix', '/a(b)!.nix'],
  ])('%s is also understood', (uri, path) => {
    expect(pathOfUri(uri)).toBe(path);
  });
});

describe('other documents', () => {
  it('those that were never saved have a path of their own', () => {
    const path = pathOfUri('untitled:Untitled-1');
    expect(path).toMatch(/^\//);
    expect(isUnsaved(path ?? '')).toBe(true);
    expect(isUnsaved('/etc/nixos/configuration.nix')).toBe(false);
    expect(pathOfUri('untitled:/home/me/new.nix')).not.toBe(path);
  });

  it.each([
    ['memfs:/flake/a%20b.nix', '/memfs:/flake/a b.nix'],
    ['vscode-vfs://github/owner/repository/flake.nix', '/vscode-vfs:github/owner/repository/flake.nix'],
    ['vscode-remote://ssh-remote%2Bhost/etc/a.nix', '/vscode-remote:ssh-remote+host/etc/a.nix'],
  ])('%s lies on no disk, and is %s, both ways', (uri, path) => {
    expect(pathOfUri(uri)).toBe(path);
    expect(uriOfPath(path)).toBe(uri);
    expect(isVirtual(path)).toBe(true);
    expect(isVirtual('/etc/nixos/a.nix')).toBe(false);
    expect(isVirtual(pathOfUri('untitled:Untitled-1') ?? '')).toBe(false);
  });

  it('the top of one has no slash at its end', () => {
    expect(pathOfUri('memfs:/')).toBe('/memfs:');
    expect(uriOfPath('/memfs:')).toBe('memfs:/');
  });

  it.each(['a.nix', '', 'file:', 'file:///%zz'])('%s has none', (uri) => {
    expect(pathOfUri(uri)).toBeUndefined();
  });
});
