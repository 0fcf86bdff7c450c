// What VS Code reads as more than text, taken from texts that a configuration gives: icons in menus and
// bars, links in messages. Pure.
import { visible } from '../../server/src/protocol/visible';

/** As much as a message takes: VS Code cuts it there, too. */
const MESSAGE = 1000;

/** `$(name)` would be drawn as an icon. */
const ICON = /\$\((?=[A-Za-z0-9-]+(?:~[A-Za-z]+)?\))/g;

/** For labels that draw icons: menus, lenses, the status bar. */
export function inLabel(text: string, longest?: number): string {
  return visible(text, longest).replace(ICON, '\\$(');
}

/**
 * For messages: `[…](command:…)` would be a link that runs a command. There is no escape, so
 * the two halves are kept apart.
 */
export function inMessage(text: string): string {
  return withoutLinks(visible(text, MESSAGE));
}

/** For the language status, which draws icons and links. */
export function inStatus(text: string): string {
  return withoutLinks(inLabel(text, MESSAGE));
}

function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
