// All conflicts of a workspace mended at once: what our client asks for.

/**
 * The kinds that can be asked for all at once. `mkOverride` is no choice of its own: it stands in where
 * the usual function would not do.
 */
export const FIX_ALL_KINDS = ['mkForce', 'mkDefault', 'baseOnly'] as const;
export type FixAllKind = (typeof FIX_ALL_KINDS)[number];

/** Request: the edits of all files, as one, that the editor shows before it makes them. */
export const FIX_ALL_REQUEST = 'nixosSpecialisations/fixAll';
export interface FixAllParams {
  readonly kind: FixAllKind;
}

/** Null where there is nothing that this kind mends. */
export type FixAllResult<Edit> = Edit | null;
