// Which options the modules of a configuration define, as plain data.
import type { System } from '../../modules/system';
import type { Analysis } from '../analysis';
import { optionsOf } from '../merge-points';

/** The options that a base or one of its specialisations defines; the specialisation's name is null for the base. */
export interface DefinedOptions {
  readonly name: string | null;
  readonly paths: readonly (readonly string[])[];
}

/** Nobody writes more, and each is asked for. */
const MOST = 5_000;

export function definedOptions({ base }: Analysis): readonly DefinedOptions[] {
  const ofSystem = (system: System): DefinedOptions => ({
    name: system.name,
    paths: optionsOf(system)
      .map(({ path }) => path)
      .filter(([first]) => first !== 'specialisation')
      .slice(0, MOST),
  });
  return [base, ...base.specialised].map(ofSystem);
}
