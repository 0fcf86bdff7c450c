// How options and attribute paths are written for people.
import { isPlainName } from '../../syntax/print';
import { expectStrings } from '../primop';
import type { Site } from '../site';
import { type Slot, string, type Value } from '../values';

/** Text as a Nix string literal, as `lib.strings.escapeNixString` writes it. */
export const nixString = (text: string): string => JSON.stringify(text).replaceAll('$', '\\$');

/** An attribute name as it may stand in a path: quoted where it must be. */
export const nixIdentifier = (name: string): string => (isPlainName(name) ? name : nixString(name));

const optionPart = (part: string): string =>
  part === '*' || (part.startsWith('<') && part.endsWith('>')) ? part : nixIdentifier(part);

/** `users.users."a b".uid` */
export const showOption = (path: Slot, site: Site): Value =>
  expectStrings(path, site, (parts) => string(parts.map(optionPart).join('.')));

export const showAttrPath = (path: Slot, site: Site): Value =>
  expectStrings(path, site, (parts) =>
    string(parts.length === 0 ? '<root attribute path>' : parts.map(nixIdentifier).join('.')),
  );
