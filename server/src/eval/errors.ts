// What Nix fails with, where more is known of it than its message.

import type { LambdaCode } from './frame';
import type { Site } from './site';
import { type AttrsValue, ErrorValue } from './values';

/** An attribute that a set, all of whose attributes are known, does not have. */
export class MissingAttribute extends ErrorValue {
  constructor(
    readonly name: string,
    readonly set: AttrsValue,
    site: Site,
  ) {
    super('missing-attribute', `attribute '${name}' missing`, site);
  }
}

/** An attribute that something certainly does not have of which not all is known. */
export class AbsentAttribute extends MissingAttribute {}

/** A name that no function, `let` or `rec` around it binds, and none of the sets of the `with`s has. */
export class UndefinedVariable extends ErrorValue {
  constructor(
    readonly name: string,
    site: Site,
  ) {
    super('undefined-variable', `undefined variable '${name}'`, site);
  }
}

/** A call with a set that lacks an argument of the function's head, or has one that the head does not take. */
export class WrongArgument extends ErrorValue {
  constructor(
    readonly name: string,
    readonly how: 'missing' | 'unexpected',
    readonly fn: LambdaCode,
    site: Site,
  ) {
    super(
      'argument',
      `function called ${how === 'missing' ? 'without required' : 'with unexpected'} argument '${name}'`,
      site,
    );
  }
}

/** A call of what is no function. */
export class NotAFunction extends ErrorValue {
  constructor(
    readonly called: string,
    site: Site,
  ) {
    super('type', `attempt to call something which is not a function but a ${called}`, site);
  }
}
