// Which extensions run a language server on Nix files: some by name, others by what their manifest says. Pure.

/** A server, and the setting by which it is on; null where it always is. */
export interface NixServer {
  readonly setting: string | null;
}

/** By identifier in the Marketplace; null: an extension for Nix without a server, whatever its settings are called. */
export const KNOWN: Readonly<Record<string, NixServer | null>> = {
  // Starts nixd, nil or another, once its user has switched that on.
  'jnoortheen.nix-ide': { setting: 'nix.enableLanguageServer' },
  // Starts rnix-lsp whenever a Nix file is opened.
  'aaronduino.nix-lsp': { setting: null },
  // The client that comes with nixls.
  'nix-lsp.nixls-dev-client': { setting: null },
  // This one, whose server is no other.
  'nixos-specialisations.nixos-specialisations': null,
  // A grammar and nothing else.
  'bbenoist.nix': null,
  // Formatters.
  'kamadorueda.alejandra': null,
  'brettm12345.nixfmt-vscode': null,
  'b4dm4n.nixpkgs-fmt': null,
  // Environments for terminals and for other extensions' programs.
  'arrterian.nix-env-selector': null,
  'mkhl.direnv': null,
};

/** The server of an extension. @param manifest its package.json, whatever stands in it */
export function serverOf(id: string, manifest: unknown): NixServer | undefined {
  const known = KNOWN[id.toLowerCase()];
  return known === undefined ? serverIn(manifest) : (known ?? undefined);
}

/** Of those that nobody has named: what starts with Nix files, and has a setting about a language server. */
function serverIn(manifest: unknown): NixServer | undefined {
  const { activationEvents, contributes } = fields(manifest);
  const { languages, configuration } = fields(contributes);
  const isForNix =
    list(activationEvents).includes('onLanguage:nix') || list(languages).some((each) => fields(each).id === 'nix');
  if (!isForNix) return undefined;
  const sections = Array.isArray(configuration) ? list(configuration) : [configuration];
  const settings = sections.flatMap((section) => Object.entries(fields(fields(section).properties)));
  const named = settings.filter(([name]) => SERVER.test(name));
  if (named.length === 0) return undefined;
  const [setting = null] = named.find(([name, how]) => SWITCH.test(name) && fields(how).type === 'boolean') ?? [];
  return { setting };
}

const SERVER = /language-?server|serverPath|\blsp\b/i;
const SWITCH = /enable/i;

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
