package org.peftcheck.numeric.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.peftcheck.papers.Claim;

/**
 * What is to be verified.
 *
 * @param claims the claims
 * @param weights the checkpoint whose layers are to be checked, a name or a file; nothing for synthetic instances only
 * @param layers a glob over the names of its layers
 * @param rank the rank r of the targets, at least 1
 * @param seed the seed of all random instances
 * @param certificates a folder for the certificates, if they are to be kept
 */
public record VerifyRequest(
        List<Claim> claims, Optional<String> weights, String layers, int rank, long seed, Optional<Path> certificates) {

    /** Checks the rank. */
    public VerifyRequest {
        claims = List.copyOf(claims);
        if (rank < 1) {
            throw new IllegalArgumentException("rank: expected at least 1, got " + rank);
        }
    }
}
