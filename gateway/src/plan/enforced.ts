/** Directives whose purpose is SECURITY and which our policy guard enforces; exactly these, and no others. */
const ENFORCED =
  /(specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)\/v0\.1"), for: SECURITY/g

/**
 * The copy of a supergraph SDL that Apollo's gateway loads.
 *
 * It refuses a supergraph with a SECURITY feature that it does not know, which is right of it: whoever loads such a schema
 * without enforcing the feature serves protected fields. We do enforce these three (`policy/`, from the unstripped text),
 * so their purpose is taken off. Every other unknown feature still fails the boot.
 */
export const withoutEnforcedPurposes = (supergraphSdl: string): string =>
  supergraphSdl.replace(ENFORCED, '$1')
