package org.peftcheck.papers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The claims of a paper, in the order of its file. */
public final class Claims {

    private final Map<String, Claim> byId;

    private Claims(Map<String, Claim> byId) {
        this.byId = byId;
    }

    /**
     * Reads a file of claims: a mapping with the one field {@code claims}, a list.
     *
     * @param root the root of the document
     * @return the claims
     * @throws BadDataException for an unknown, missing or ill-typed field, a duplicate id, or a claim that breaks a rule
     */
    public static Claims read(Fields root) {
        Map<String, Claim> byId = new LinkedHashMap<>();
        for (Fields entry : root.mappings("claims")) {
            Claim claim = claim(entry);
            if (byId.put(claim.id(), claim) != null) {
                throw entry.about("claim " + claim.id()).refuse("id", "given to two claims");
            }
        }
        root.end();
        return new Claims(byId);
    }

    private static Claim claim(Fields entry) {
        String id = entry.text("id");
        Fields fields = entry.about("claim " + id);
        Claim claim = new Claim(
                id,
                fields.text("place"),
                fields.choice("origin", ClaimOrigin.class),
                fields.choice("kind", ClaimKind.class),
                fields.text("statement"),
                fields.text("tex"),
                fields.optionalMappings("hypotheses").stream()
                        .map(hypothesis -> hypothesis(id, hypothesis))
                        .toList(),
                fields.optionalText("asPrinted"),
                fields.optionalText("asCorrected"),
                fields.choice("expected", ExpectedVerdict.class),
                fields.text("check"));
        fields.end();
        checkRules(fields, claim);
        return claim;
    }

    private static Hypothesis hypothesis(String id, Fields entry) {
        String name = entry.text("name");
        Fields fields = entry.about("claim " + id + ": hypothesis " + name);
        Hypothesis hypothesis = new Hypothesis(name, fields.text("tex"));
        fields.end();
        return hypothesis;
    }

    private static void checkRules(Fields fields, Claim claim) {
        if (!claim.id().matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
            throw fields.refuse("id", "expected lower-case words, digits, dots and hyphens, got `" + claim.id() + "`");
        }
        if (claim.expected() == ExpectedVerdict.REFUTED && claim.asCorrected().isEmpty()) {
            throw fields.refuse("asCorrected", "expected the corrected statement of a refuted claim, got nothing");
        }
        if (claim.origin() == ClaimOrigin.TOOLKIT && claim.asPrinted().isPresent()) {
            throw fields.refuse("asPrinted", "expected nothing, since the toolkit and not the paper says it");
        }
    }

    /** All claims. */
    public List<Claim> all() {
        return List.copyOf(byId.values());
    }

    /** All ids. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The claim of an id, when there is one. */
    public Optional<Claim> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The claim of an id.
     *
     * @param id the id
     * @return the claim
     * @throws IllegalArgumentException when there is none, with near ids
     */
    public Claim get(String id) {
        return find(id).orElseThrow(() -> unknown(id, byId.keySet()));
    }

    /**
     * The claims of some names: an id, or the beginning of ids up to a hyphen ({@code prop-3.2} is all its parts).
     *
     * @param names what the user typed
     * @return the claims, each once, in the order of the file
     * @throws IllegalArgumentException when a name fits no claim, with near ids
     */
    public List<Claim> select(Collection<String> names) {
        Set<Claim> wanted = new LinkedHashSet<>();
        for (String name : names) {
            List<Claim> found = byId.containsKey(name)
                    ? List.of(byId.get(name))
                    : all().stream()
                            .filter(claim -> claim.id().startsWith(name + "-"))
                            .toList();
            if (found.isEmpty()) {
                boolean near = !NearNames.of(name, byId.keySet()).isEmpty();
                throw unknown(name, near ? byId.keySet() : beginnings());
            }
            wanted.addAll(found);
        }
        List<Claim> ordered = new ArrayList<>(all());
        ordered.retainAll(wanted);
        return List.copyOf(ordered);
    }

    /** The ids up to a hyphen. */
    private Set<String> beginnings() {
        Set<String> names = new LinkedHashSet<>();
        for (String id : byId.keySet()) {
            for (int end = id.indexOf('-'); end >= 0; end = id.indexOf('-', end + 1)) {
                names.add(id.substring(0, end));
            }
        }
        return names;
    }

    private static IllegalArgumentException unknown(String id, Collection<String> known) {
        return new IllegalArgumentException("claim `" + id + "`: not known" + NearNames.hint(id, known));
    }

    /** The claims as a stream. */
    public Stream<Claim> stream() {
        return all().stream();
    }
}
