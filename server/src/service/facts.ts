// The option tables, read when the first system asks for one.
import type { Logger } from '../base/logger';
import { catalogueFacts, type Facts, NO_FACTS } from '../modules/facts';
import type { SystemInput } from '../modules/system';
import { loadCatalogue } from '../options/load';

export class OptionFacts {
  /** Names of tables that were asked for and are not there. */
  readonly missing: string[] = [];
  readonly byKind: SystemInput['facts'] = {
    nixos: this.deferred('nixos-options.txt'),
    'home-manager': this.deferred('home-manager-options.txt'),
  };

  /** @param readData gives a bundled file by its name; undefined when it is missing. */
  constructor(
    private readonly readData: (name: string) => string | undefined,
    private readonly logger: Logger,
  ) {}

  private deferred(name: string): Facts {
    let loaded: Facts | undefined;
    const facts = (): Facts => {
      loaded ??= this.load(name);
      return loaded;
    };
    return {
      at: (path) => facts().at(path),
      oldNames: (path) => facts().oldNames(path),
      names: (path) => facts().names(path),
      inside: (path) => facts().inside(path),
    };
  }

  private load(name: string): Facts {
    const text = this.readData(name);
    if (text !== undefined) return catalogueFacts(loadCatalogue(text));
    this.logger.warn(`options missing file=${name}`);
    this.missing.push(name);
    return NO_FACTS;
  }
}
