// As much of what browsers have as our programs there use; the rest of this repository knows Node only.

declare class Worker extends EventTarget {
  constructor(url: string, options?: { readonly name?: string });
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: { readonly message: string }) => void) | null;
}

/** A worker itself. */
declare const self: {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  addEventListener(
    type: 'message',
    listener: (event: { readonly data: never }) => void,
    options?: { readonly once: boolean },
  ): void;
  /** Ends it, and those that it has started. */
  close(): void;
};
