// Where each snippet belongs. A snippet is only valid Nix in its place; this table makes
// that place readable by machines.

/**
 * - `file`: a whole file
 * - `binding`: between the braces of a module
 * - `body`: between the braces of a specialisation's configuration
 * - `config`: the value of `config` in a module
 */
export type Where = 'file' | 'binding' | 'body' | 'config';

export interface SnippetPlace {
  readonly place: Where;
  readonly system: 'nixos' | 'home-manager';
}

const nixos = (place: Where): SnippetPlace => ({ place, system: 'nixos' });

/** By prefix. */
export const places: Readonly<Record<string, SnippetPlace>> = {
  spec: nixos('binding'),
  specs: nixos('binding'),
  specfile: nixos('file'),
  specalone: nixos('binding'),
  specfn: nixos('binding'),
  specimport: nixos('binding'),
  specdefault: nixos('binding'),
  specforce: nixos('body'),
  specbase: nixos('binding'),
  specbaseonly: nixos('config'),
  specnh: nixos('body'),
  spectag: nixos('body'),
  spechome: { place: 'binding', system: 'home-manager' },
  spechomeuser: nixos('binding'),
  specgen: nixos('binding'),
  specmap: nixos('binding'),
  specnvidia: nixos('binding'),
};

const HEAD = '{ config, lib, pkgs, ... }:\n';

/** The text of a module in which `code` stands in its place. */
export function asModule(place: Where, code: string): string {
  switch (place) {
    case 'file':
      return code;
    case 'binding':
      return `${HEAD}{\n${code}\n}\n`;
    case 'body':
      return `${HEAD}{\nspecialisation.name.configuration = {\n${code}\n};\n}\n`;
    case 'config':
      return `${HEAD}{\nconfig = ${code};\n}\n`;
  }
}
