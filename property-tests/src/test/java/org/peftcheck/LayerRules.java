package org.peftcheck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules of the layers.
 *
 * @param root the package that holds the layers
 * @param engine the packages of training engines
 */
record LayerRules(String root, String... engine) {

    private static final String EJML = "org.ejml..";
    private static final String[] ONNX = {"ai.onnx..", "onnx..", "com.google.protobuf.."};
    private static final String[] FOREIGN = {
        "org.ejml", "ai.onnx", "onnx", "com.google.protobuf", "org.nd4j", "org.deeplearning4j"
    };

    private String[] in(String... packages) {
        return Stream.of(packages).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    /** All rules, by what they say. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        layers(rules);
        libraries(rules);
        checker(rules);
        style(rules);
        return rules;
    }

    private void layers(Map<String, ArchRule> rules) {
        rules.put("papers depends on nothing of ours", never("papers", "theory", "numeric", "training", "cli"));
        rules.put("theory depends on papers only", never("theory", "numeric", "training", "cli"));
        rules.put("numeric does not depend on training", never("numeric", "training", "cli"));
        rules.put("nothing depends on the command line", never("training", "cli"));
        rules.put(
                "no cycles between packages",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
    }

    private ArchRule never(String from, String... to) {
        return noClasses().that(resideInAnyPackage(in(from))).should().dependOnClassesThat(resideInAnyPackage(in(to)));
    }

    private void libraries(Map<String, ArchRule> rules) {
        rules.put(
                "only the packages of the engine and of its device load a training engine",
                noClasses()
                        .that(resideOutsideOfPackages(with(in("training.samediff", "training.device"), engine)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(engine)));
        rules.put(
                "EJML is used by constructions and readings only",
                noClasses()
                        .that(resideOutsideOfPackages(
                                in("numeric.peanut2025", "numeric.reading", "training.reference")))
                        .should()
                        .dependOnClassesThat(resideInAPackage(EJML)));
        rules.put(
                "ONNX is used by checkpoints only",
                noClasses()
                        .that(resideOutsideOfPackages(in("numeric.checkpoint")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(ONNX)));
        rules.put(
                "no class of another library's arrays in a public signature",
                classes().that().arePublic().should(new NoForeignSignature()));
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private void checker(Map<String, ArchRule> rules) {
        rules.put(
                "the checker shares no code with what finds witnesses",
                never(
                        "numeric.check",
                        "numeric.peanut2025",
                        "numeric.exact",
                        "numeric.reading",
                        "numeric.verify",
                        "numeric.lattice",
                        "numeric.kronecker",
                        "numeric.density"));
        rules.put(
                "constructions share no code with the checker",
                noClasses()
                        .that(resideInAnyPackage(in("numeric.peanut2025", "numeric.lattice", "numeric.kronecker")))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(in("numeric.check", "numeric.interval", "numeric.verify"))));
        rules.put(
                "the checker does not use EJML",
                noClasses()
                        .that(resideInAnyPackage(in("numeric.check", "numeric.interval", "numeric.certificate")))
                        .should()
                        .dependOnClassesThat(resideInAPackage(EJML)));
    }

    private void style(Map<String, ArchRule> rules) {
        rules.put(
                "names say what a class is",
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Helpers")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager"));
        rules.put(
                "only command lines print",
                noClasses()
                        .that(resideOutsideOfPackages(in("cli", "training.benchmark")))
                        .and()
                        .doNotHaveSimpleName("SilencedOutput")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
        rules.put(
                "only the command line ends the process",
                noClasses()
                        .that(resideOutsideOfPackages(in("cli")))
                        .should()
                        .callMethod(System.class, "exit", int.class));
        rules.put(
                "what is static is final", fields().that().areStatic().should().beFinal());
    }

    /** Public and protected members of public classes name no class of a library that must stay inside its package. */
    private static final class NoForeignSignature extends ArchCondition<JavaClass> {

        NoForeignSignature() {
            super("name no class of " + List.of(FOREIGN) + " in a public signature");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (isWithinHidden(type)) {
                return;
            }
            for (JavaMember member : type.getMembers()) {
                boolean seen = member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED);
                if (!seen) {
                    continue;
                }
                for (JavaClass named : named(member)) {
                    if (isForeign(named)) {
                        String message = member.getFullName() + " names " + named.getName();
                        events.add(SimpleConditionEvent.violated(member, message));
                    }
                }
            }
        }

        /** Whether a class around it, if any, is not public: then it is not, whatever it says. */
        private static boolean isWithinHidden(JavaClass type) {
            return type.getEnclosingClass()
                    .map(around -> !around.getModifiers().contains(JavaModifier.PUBLIC) || isWithinHidden(around))
                    .orElse(false);
        }

        private static List<JavaClass> named(JavaMember member) {
            List<JavaType> types = new ArrayList<>();
            if (member instanceof JavaCodeUnit unit) {
                types.add(unit.getReturnType());
                types.addAll(unit.getParameterTypes());
            } else if (member instanceof JavaField field) {
                types.add(field.getType());
            }
            return types.stream()
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .toList();
        }

        private static boolean isForeign(JavaClass type) {
            return Stream.of(FOREIGN)
                    .anyMatch(
                            name -> type.getBaseComponentType().getPackageName().startsWith(name));
        }
    }
}
