// What Nix fails with, where more is known of it than its message.

import type { LambdaCode } from './frame';
import type { Site } from './site';
import { type AttrsValue, ErrorValue, type Value } from './values';

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

/** One that nobody is known to have put there: `otherwise` is what it is if somebody did after all. */
export class UnlikelyAttribute extends AbsentAttribute {
  constructor(
    name: string,
    set: AttrsValue,
    site: Site,
    readonly otherwise: Value,
  ) {
    super(name, set, site);
  }
}

/** For those who do not rely on it: what is read if it is there. */
export const orOtherwise = (value: Value): Value => (value instanceof UnlikelyAttribute ? value.otherwise : value);

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
    /** As Nix words it: `a string`. */
    readonly called: string,
    /** How many of the arguments that are written there were taken before. */
    readonly taken: number,
    site: Site,
  ) {
    super('type', `attempt to call something which is not a function but ${called}`, site);
  }
}
