// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Cause;
import io.github.camellowdefy.stripe.sandbox.store.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import org.junit.jupiter.api.Test;

class SandboxArchitectureTest {

    private static final String ROOT = "io.github.camellowdefy.stripe.sandbox";

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    private static final Pattern ARROW = Pattern.compile(" {4}(\\w+) --> (\\w+)");

    /** Most classes a package holds. */
    private static final int ROOM = 25;

    /** Packages that all may use: only the engine's arrows to them are drawn. */
    private static final Set<String> OPEN = Set.of("store", "request", "schema");

    @Test
    void theArrowsAreThoseOfThePicture() throws IOException {
        String page = Files.readString(Path.of("../docs/architecture.md"));
        String picture = page.substring(page.indexOf("## The sandbox"));
        Set<String> drawn =
                ARROW.matcher(picture).results().map(MatchResult::group).collect(toSortedSet());
        Set<String> needed =
                CLASSES.stream()
                        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                        .map(SandboxArchitectureTest::arrow)
                        .filter(arrow -> !arrow.isEmpty())
                        .collect(toSortedSet());

        assertThat(needed).isNotEmpty().isEqualTo(drawn);
    }

    @Test
    void noArrowLeadsBack() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void aPackageHasRoomForFewClasses() {
        Map<String, Long> classes =
                CLASSES.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(each -> !each.getSimpleName().equals("package-info"))
                        .collect(groupingBy(each -> room(each), counting()));

        assertThat(classes)
                .allSatisfy((room, count) -> assertThat(count).isLessThanOrEqualTo(ROOM));
    }

    private static Collector<String, ?, TreeSet<String>> toSortedSet() {
        return toCollection(TreeSet::new);
    }

    private static String arrow(Dependency dependency) {
        JavaClass target = dependency.getTargetClass();
        String from = room(dependency.getOriginClass());
        String to = room(target);
        boolean inside = target.getPackageName().startsWith(ROOT);
        boolean undrawn = OPEN.contains(to) && !OPEN.contains(from) && !from.equals("engine");
        return inside && !undrawn && !to.equals(from) ? "    " + from + " --> " + to : "";
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Test
    void ofTheComponentOnlyTheCatalogIsRead() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.(ComponentSettings(\\$.*)?|SandboxConfiguration|StripeSandbox)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.camellowdefy.stripe",
                        "io.github.camellowdefy.stripe.call..",
                        "io.github.camellowdefy.stripe.client..",
                        "io.github.camellowdefy.stripe.event..",
                        "io.github.camellowdefy.stripe.webhook..",
                        "io.github.camellowdefy.stripe.lowdefy..",
                        "com.stripe..",
                        "org.apache..")
                .check(CLASSES);
    }

    @Test
    void onlyTheEngineSeesHowObjectsAreKept() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".engine", ROOT + ".store")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".store")
                                .and(not(belongToAnyOf(Account.class, Event.class, Cause.class))))
                .check(CLASSES);
    }

    @Test
    void onlyTheWireKnowsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }
}
