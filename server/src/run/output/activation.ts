// What the programs that activate a system say beside errors: units that failed, checks that forbid switching, and the
// exit status that another program reports for them.
import type { Inhibitor } from '../../protocol/nix-report';

const UNITS =
  /^warning: (?:the following units failed|error\(s\) occurred while switching to the new configuration)[^:]*:\s*(.*)$/;
const CHECK = /^Pre-switch check '(.+)' failed$/;
const INHIBITORS = /^There are changes to critical components of the system:/;
const INHIBITOR = /^\s*(\S+) : (.*?) -> (.*)$/;
const STATUS = /^Command '.*switch-to-configuration.*' returned non-zero exit status (\d+)\.?$/;

const MOST = 200;

export class Activation {
  readonly units: string[] = [];
  readonly inhibitors: Inhibitor[] = [];
  readonly checks: string[] = [];
  status: number | null = null;
  private isInhibitors = false;

  push(line: string): void {
    const [, units] = UNITS.exec(line) ?? [];
    if (units !== undefined)
      add(
        this.units,
        units
          .split(',')
          .map((unit) => unit.trim())
          .filter((unit) => unit !== ''),
      );
    const [, check] = CHECK.exec(line) ?? [];
    if (check !== undefined) add(this.checks, [check]);
    const [, status] = STATUS.exec(line) ?? [];
    if (status !== undefined) this.status = Number(status);
    this.takeInhibitor(line);
  }

  private takeInhibitor(line: string): void {
    if (INHIBITORS.test(line)) {
      this.isInhibitors = true;
      return;
    }
    const [, name, before, after] = (this.isInhibitors ? INHIBITOR.exec(line) : null) ?? [];
    if (name !== undefined && before !== undefined && after !== undefined) {
      if (this.inhibitors.length < MOST) this.inhibitors.push({ name, before, after });
    } else if (line.trim() !== '') {
      this.isInhibitors = false;
    }
  }
}

function add(to: string[], found: readonly string[]): void {
  for (const each of found) if (to.length < MOST && !to.includes(each)) to.push(each);
}
