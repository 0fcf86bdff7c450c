// A report that another process of ours has written.
import type { NixReport } from '../../protocol/nix-report';

/** Undefined where the text is none. */
export function parseReport(text: string): NixReport | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isReport(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const LISTS = ['problems', 'units', 'inhibitors', 'checks'] as const;

/** Whoever writes it writes all of it. */
function isReport(value: unknown): value is NixReport {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return LISTS.every((name) => Array.isArray(fields.get(name))) && fields.has('status');
}
