package org.peftcheck.theory.proof.identity;

/** What a test of a rational identity can end with. Both kinds check themselves when they are made. */
public sealed interface IdentityVerdict permits ProbableIdentity, RefutedIdentity {

    /**
     * The identity tested.
     *
     * @return the identity
     */
    RationalIdentity identity();
}
