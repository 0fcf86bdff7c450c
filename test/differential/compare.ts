// Our answers beside real Nix's.
import type { JsonResult } from '../../server/src/eval/builtins/json-print';
import type { NixResult } from '../support/nix';

/** What differs between the two answers to one program; undefined when they agree. */
export function difference(ours: JsonResult, theirs: NixResult): string | undefined {
  if ('unknown' in ours) return `not known here (${ours.unknown.code}: ${ours.unknown.detail}), Nix: ${show(theirs)}`;
  if ('error' in ours)
    return 'error' in theirs ? undefined : `fails here (${ours.error.message}), Nix: ${show(theirs)}`;
  if ('error' in theirs) return `here: ${text(ours.ok)}, Nix: ${show(theirs)}`;
  return same(ours.ok, theirs.ok) ? undefined : `here: ${text(ours.ok)}, Nix: ${show(theirs)}`;
}

/**
 * Answers that cannot be compared: old versions of Nix let integers overflow in silence, half a character is no text
 * here, and what depends on more than the program.
 */
export function isIncomparable(program: string, ours: JsonResult, theirs: NixResult): boolean {
  if ('error' in ours && ours.error.message.includes('integer overflow')) return true;
  if ('error' in theirs && theirs.error.includes('stack overflow')) return true;
  if ('unknown' in ours && ours.unknown.code === 'order') return true;
  return 'unknown' in ours && /[^\u0000-\u007f]/.test(program);
}

/**
 * What takes too long or grows too large here does so in Nix too: regular expressions of
 * exponential time, lists of millions.
 */
export const isTooMuch = (ours: JsonResult): boolean =>
  'unknown' in ours && (ours.unknown.code === 'fuel' || ours.unknown.code === 'size');

/**
 * Whether a program that was made smaller lost what binds one of its variables: Nix looks for them
 * before it evaluates anything.
 */
export const hasLostVariable = (what: string): boolean => /undefined variable 'v\d+'/.test(what);

/** The program without the text of its JSON, which old versions of Nix print with other floats. */
export const withoutJsonText = (program: string): string =>
  program.replaceAll('builtins.toJSON', '(j: let t = builtins.toJSON j; in builtins.seq (t + "") "{}")');

/** Older Nix prints floats with six digits, halves rounded to even. */
const isRounded = (ours: number, theirs: number): boolean =>
  Math.abs(ours - theirs) <= 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(ours))) - 5) * (1 + 1e-9) &&
  Number(theirs.toPrecision(6)) === theirs;

function same(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number') return ours === theirs || isRounded(ours, theirs);
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null)
    return ours === theirs;
  if (Array.isArray(ours) !== Array.isArray(theirs)) return false;
  const keys = Object.keys(ours);
  const others = new Map(Object.entries(theirs));
  return (
    keys.length === others.size &&
    Object.entries(ours).every(([key, value]) => others.has(key) && same(value, others.get(key)))
  );
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner)).slice(0, 500);
const show = (theirs: NixResult): string =>
  'ok' in theirs ? text(theirs.ok) : theirs.error.trim().split('\n').slice(0, 4).join(' | ');
