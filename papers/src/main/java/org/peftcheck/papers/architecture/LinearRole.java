package org.peftcheck.papers.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a linear layer does in its block, with the names that users type for it. */
public enum LinearRole {
    /** Query projection of an attention. */
    QUERY("q", "query", "q_proj"),
    /** Key projection of an attention. */
    KEY("k", "key", "k_proj"),
    /** Value projection of an attention. */
    VALUE("v", "value", "v_proj"),
    /** Output projection of an attention. */
    ATTENTION_OUTPUT("o", "attention_output", "o_proj"),
    /** Gate of a gated feed-forward layer. */
    GATE("gate", "gate_proj"),
    /** First linear layer of a feed-forward layer, from the hidden size up. */
    UP("up", "up_proj", "intermediate", "fc1"),
    /** Last linear layer of a feed-forward layer, back down to the hidden size. */
    DOWN("down", "down_proj", "output", "fc2"),
    /** Layer on the first token after the last block. */
    POOLER("pooler"),
    /** Layer to the vocabulary after the last block. */
    HEAD("lm_head", "head"),
    /** A layer in the blocks of a model whose architecture is known by the names of its tensors only. */
    OTHER_IN_BLOCK,
    /** A layer outside the blocks of such a model. */
    OTHER;

    private final List<String> aliases;

    LinearRole(String... aliases) {
        this.aliases = List.of(aliases);
    }

    /** The names that users type for it. */
    public List<String> aliases() {
        return aliases;
    }

    /** Whether it stands in every block. */
    public boolean isInBlock() {
        return this != POOLER && this != HEAD && this != OTHER;
    }

    /** The role of a name that users type, when it is one. */
    public static Optional<LinearRole> of(String alias) {
        return Arrays.stream(values())
                .filter(role -> role.aliases.contains(alias))
                .findFirst();
    }
}
