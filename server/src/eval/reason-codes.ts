// The words for why something is not known, and for how something fails. People read them in
// reports, so they stay as they are.

export type UnknownCode =
  | 'syntax'
  | 'opaque'
  | 'unknown-name'
  | 'missing-builtin'
  | 'missing-lib'
  | 'import'
  | 'outside'
  | 'search-path'
  | 'environment'
  | 'dynamic'
  | 'open'
  | 'choice'
  | 'depth'
  | 'fuel'
  | 'size'
  | 'time'
  | 'memory'
  | 'argument'
  | 'config'
  | 'default'
  /** What the check of the whole system found out, taken as it is. */
  | 'whole'
  | 'order'
  | 'error';

export type ErrorCode =
  | 'throw'
  | 'assert'
  | 'abort'
  | 'type'
  | 'missing-attribute'
  | 'undefined-variable'
  | 'infinite-recursion'
  | 'arithmetic'
  | 'argument'
  | 'syntax'
  | 'value';
