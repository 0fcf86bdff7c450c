// Reads what Nix and the programs that rebuild print, while they print it, and says what went wrong. Pure; keeps
// little.
import type { NixReport } from '../../protocol/nix-report';
import { Activation } from './activation';
import { ErrorBlocks } from './blocks';
import { OutputLines } from './lines';
import { problemsOf } from './problems';

/** The form in which Nix tells other programs what it does (`--log-format internal-json`). */
const JSON_LINE = '@nix ';

export class OutputReader {
  private readonly blocks = new ErrorBlocks();
  private readonly activation = new Activation();
  private readonly stdout = new OutputLines((line) => this.take(line));
  private readonly stderr = new OutputLines((line) => this.take(line));

  /** Takes in what was printed next, however it was cut. */
  push(chunk: Uint8Array, stream: 'stdout' | 'stderr' = 'stdout'): void {
    this[stream].push(chunk);
  }

  /** What all of it comes down to. */
  end(): NixReport {
    this.stdout.end();
    this.stderr.end();
    const { units, inhibitors, checks, status } = this.activation;
    return { problems: problemsOf(this.blocks.end()), units, inhibitors, checks, status };
  }

  private take(line: string): void {
    if (line.startsWith(JSON_LINE)) {
      this.takeJson(line.slice(JSON_LINE.length));
      return;
    }
    this.blocks.push(line);
    this.activation.push(line);
  }

  private takeJson(text: string): void {
    const message = messageOf(text);
    if (message === undefined) return;
    // It may be coloured, and have several lines.
    const lines = new OutputLines((line) => this.blocks.push(line));
    lines.push(new TextEncoder().encode(message));
    lines.end();
  }
}

/** The report on an output that is there as a whole. */
export function reportOn(output: string): NixReport {
  const reader = new OutputReader();
  reader.push(new TextEncoder().encode(output));
  return reader.end();
}

function messageOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isMessage = typeof value === 'object' && value !== null && 'action' in value && value.action === 'msg';
    return isMessage && 'msg' in value && typeof value.msg === 'string' ? value.msg : undefined;
  } catch {
    return undefined;
  }
}
