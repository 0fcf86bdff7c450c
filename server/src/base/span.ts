/** A half-open range of UTF-16 offsets in one text: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span together with the file that holds it (absolute path with forward slashes). */
export interface Location extends Span {
  readonly file: string;
}

/** A line of a file, counted from 1: of files that are not read to tell of them. */
export interface LineOfFile {
  readonly file: string;
  readonly line: number;
}

/** Whether `offset` lies in `span`, its end included: a cursor just behind a token touches it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `outer` covers all of `inner`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Of spans in the order of the text, none within another: the last one that starts at an offset or before. */
export function lastFrom<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}
