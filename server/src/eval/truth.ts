// What a Boolean is. Of those that are written in a file none is a constant (see written.ts), so they are asked.
import type { Value } from './values';

export const isTrue = (value: Value): boolean => value.kind === 'bool' && value.value;

export const isFalse = (value: Value): boolean => value.kind === 'bool' && !value.value;
