// Whole systems of a workspace: found as the analysis finds them, evaluated by the NixOS they are built with.
import { Allowance, type Budget } from '../eval/budget';
import { createInterpreter } from '../eval/create-interpreter';
import type { Interpreter } from '../eval/interpreter';
import { force } from '../eval/thunk';
import { type AttrsValue, attrs, list, PathValue, type Slot, string, type Value } from '../eval/values';
import { NO_FACTS } from '../modules/facts';
import type { SystemKind } from '../modules/system-options';
import { flakeSystems } from '../project/flake';
import { outsideOf, type ProjectOutside } from '../project/outside';
import { realSources } from '../project/real-sources';
import type { Recorder } from '../project/recorder';
import { HOME_MANAGER, NIXPKGS } from '../project/systems';
import { l10n } from '../protocol/l10n';
import type { ConfigRoot } from '../protocol/run';
import { type Complete, classicCall, classicHomeCall, WholeSystems, withinWhole } from '../release/complete';
import type { Located } from '../release/locate';
import type { NixParser } from '../syntax/parser';

/** What a whole system may take: some ten million units, and half a gigabyte of what lists and sets take. */
const WHOLE: Budget = { fuel: 300_000_000, depth: 30_000, bytes: 8_000_000_000, milliseconds: 120_000 };
/** Of a configuration that does not say what machine it is for. */
const USUAL_PLATFORM = 'x86_64-linux';
const NO_FACTS_BY_KIND = { nixos: NO_FACTS, 'home-manager': NO_FACTS };

/** The system that is meant. */
export interface Meant {
  readonly kind: SystemKind;
  readonly configRoot: ConfigRoot;
  readonly host: string | null;
  /** The file its evaluation starts at. */
  readonly entry: string;
}

export interface Told<T> {
  readonly answer: T | undefined;
  /** Modules that are not there, and were taken as empty ones. */
  readonly leftOut: readonly string[];
  /** Why nothing, or not all, was found out. */
  readonly why: string | undefined;
}

/** The whole systems of a workspace; what those of one nixpkgs have in common is evaluated once. */
export class CompleteSystems {
  private readonly interpreter: Interpreter;
  private readonly outside: ProjectOutside;
  private readonly whole: WholeSystems;
  private leftOut = new Set<string>();

  /** @param files what may be read, nixpkgs included. */
  constructor(
    private readonly located: Located,
    files: Recorder,
    parser: NixParser,
  ) {
    const named = { nixpkgs: located.nixpkgs, 'home-manager': located.homeManager };
    const searchPath = searchPathOf(named);
    const isThere = (folder: string): boolean => files.kind(folder, 'import') === 'directory';
    const real = realSources(named, isThere, (what) => void this.leftOut.add(what));
    this.interpreter = createInterpreter(files, (made) => outsideOf(made, parser, real), { searchPath });
    this.outside = outsideOf(this.interpreter, parser, real);
    this.whole = new WholeSystems(files, parser, searchPath);
  }

  /** Asks a system and its specialisations. */
  ask<T>(meant: Meant, question: (complete: Complete) => T): Told<T> {
    const told = this.asked(meant, question, false);
    // What is not there may declare options that are missed.
    return told.leftOut.length === 0 ? told : this.asked(meant, question, true);
  }

  private asked<T>(meant: Meant, question: (complete: Complete) => T, isLenient: boolean): Told<T> {
    this.leftOut = new Set();
    let why: string | undefined;
    const answer = withinWhole(
      new Allowance(WHOLE),
      () => {
        const call = this.callOf(meant);
        if (call === undefined) return fail(l10n.t('the system was not found in the flake'));
        const nixpkgs = folderIn(call, NIXPKGS) ?? this.located.nixpkgs;
        if (nixpkgs === undefined) return fail(l10n.t('its nixpkgs is not there'));
        const homeManager = folderIn(call, HOME_MANAGER) ?? this.located.homeManager;
        const isHome = meant.kind === 'home-manager';
        if (isHome && homeManager === undefined) return fail(l10n.t('its Home Manager is not there'));
        const complete = this.whole.evaluate(isHome ? { nixpkgs, homeManager } : { nixpkgs }, call, isLenient);
        if (!('systems' in complete)) return fail(reasonOf(complete));
        const answered = question(complete);
        if (complete.failed !== undefined) why = l10n.t('its specialisations: {0}', reasonOf(complete.failed));
        return answered;
      },
      (reason) => {
        why = reason;
      },
    );
    function fail(reason: string): undefined {
      why = reason;
      return undefined;
    }
    return { answer, leftOut: [...this.leftOut].sort(), why };
  }

  /** What eval-config.nix, or Home Manager's modules/default.nix, is called with. */
  private callOf({ kind, configRoot, host, entry }: Meant): AttrsValue | undefined {
    if (configRoot.kind === 'classic' || host === null)
      return kind === 'nixos' ? classicCall(entry, USUAL_PLATFORM) : classicHomeCall(entry);
    const flake = `${configRoot.path}/flake.nix`;
    const { hosts } = flakeSystems(flake, this.interpreter, this.outside, NO_FACTS_BY_KIND);
    return hosts.find((found) => found.kind === kind && found.host === host)?.call;
  }
}

function folderIn(call: AttrsValue, name: typeof NIXPKGS | typeof HOME_MANAGER): string | undefined {
  const slot = call.get(name);
  const folder = slot && force(slot);
  return folder?.kind === 'path' ? folder.path : undefined;
}

const reasonOf = (value: Value): string =>
  value.kind === 'error' ? value.message : value.kind === 'unknown' ? value.detail : value.kind;

const searchPathOf = (folders: Readonly<Record<string, string | undefined>>): Slot =>
  list(
    Object.entries(folders).flatMap(([prefix, path]) =>
      path === undefined
        ? []
        : [
            attrs([
              ['prefix', string(prefix)],
              ['path', new PathValue(path)],
            ]),
          ],
    ),
  );
