// The kinds of code actions this server has, and which of them a request asks for.
import type { Refactor } from '../features/refactors/refactor';
import { FIX_ALL_KINDS, type FixAllKind } from '../protocol/fix-all';

export const QUICK_FIX = 'quickfix';
const FIX_ALL = 'source.fixAll.nixosSpecialisations';

const REFACTOR_KINDS: readonly Refactor['kind'][] = ['extract', 'inline', 'move', 'rewrite'];

/** What the server tells the editor it has. */
export const CODE_ACTION_KINDS: readonly string[] = [
  QUICK_FIX,
  FIX_ALL,
  ...FIX_ALL_KINDS.map(fixAllKind),
  ...REFACTOR_KINDS.map(refactorKind),
];

/** The protocol's name of a kind of refactor. */
export function refactorKind(kind: Refactor['kind']): string {
  return `refactor.${kind}`;
}

/** Whether a request wants refactors: never where nobody asked, or every line would have a light bulb. */
export function wantsRefactors(only: readonly string[] | undefined, automatic: boolean): boolean {
  return only === undefined ? !automatic : REFACTOR_KINDS.some((kind) => isAskedFor(refactorKind(kind), only));
}

/** The protocol's name of a way to fix all. */
export function fixAllKind(kind: FixAllKind): string {
  return `${FIX_ALL}.${kind}`;
}

/** Whether a request for `only` these kinds includes `kind`; undefined asks for all. */
export function isAskedFor(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

/**
 * The ways to fix all that a request wants. Which side yields is the user's choice, so nothing is chosen
 * where `only` does not name it:
 * run automatically (as on save), our own kind alone means "the specialisations win", and the
 * kinds of other tools mean nothing.
 */
export function fixAllKindsFor(only: readonly string[] | undefined, automatic: boolean): readonly FixAllKind[] {
  const asked = FIX_ALL_KINDS.filter((kind) => isAskedFor(fixAllKind(kind), only));
  const named = asked.filter((kind) => only?.includes(fixAllKind(kind)));
  if (named.length > 0 || !automatic) return named.length > 0 ? named : asked;
  return only?.includes(FIX_ALL) ? ['mkForce'] : [];
}
