// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.camellowdefy.stripe.consumer.webhook.WebhookService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Producer;
import org.junit.jupiter.api.Test;

/** The rooms of the component, and which way knowledge flows between them. */
class ArchitectureTest {

    private static final String ROOT = StripeComponent.class.getPackageName();

    /** From the top down: a room knows those below it. */
    private static final List<String> ROOMS =
            List.of(
                    "lowdefy",
                    "lowdefy.expression",
                    "lowdefy.javascript",
                    "lowdefy.yaml",
                    "",
                    "producer",
                    "producer.idempotency",
                    "consumer.webhook",
                    "consumer",
                    "connection",
                    "option",
                    "client",
                    "client.page",
                    "client.answer",
                    "client.budget",
                    "client.http",
                    "client.encode",
                    "client.settings",
                    "event.poll",
                    "event",
                    "signature",
                    "call",
                    "call.body",
                    "catalog");

    /** Names a user writes: header names, options, the choices of an option. */
    private static final Set<String> VOCABULARY =
            Set.of(
                    "StripeConstants",
                    "Acknowledge",
                    "RegisteredPayload",
                    "StripeConfiguration",
                    "StripeHttpConfiguration",
                    "StripeEventsConfiguration",
                    "StripeProducerConfiguration",
                    "StripeWebhookConfiguration");

    private static final Pattern ARROW = Pattern.compile("\\w+ --> \\w+");

    private static final int CLASSES_IN_A_ROOM = 25;

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void everyClassHasARoom() {
        assertThat(CLASSES).extracting(ArchitectureTest::room).isSubsetOf(ROOMS);
    }

    @Test
    void arrowsPointDownwards() {
        classes().should(knowOnlyRoomsBelow()).check(CLASSES);
    }

    @Test
    void theArrowsAreThoseOfThePicture() throws IOException {
        String page = Files.readString(Path.of("../src/docs/architecture.md"));
        String picture =
                page.substring(page.indexOf("## The component"), page.indexOf("## The sandbox"));

        assertThat(arrows())
                .isNotEmpty()
                .isEqualTo(
                        ARROW.matcher(picture)
                                .results()
                                .map(MatchResult::group)
                                .collect(toCollection(TreeSet::new)));
    }

    private static SortedSet<String> arrows() {
        return CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(each -> each.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(each -> !isUnderstood(each.getOriginClass(), each.getTargetClass()))
                .map(each -> wing(each.getOriginClass()) + " --> " + wing(each.getTargetClass()))
                .filter(arrow -> !arrow.matches("(\\w+) --> \\1"))
                .collect(toCollection(TreeSet::new));
    }

    /** What the page says it does not draw. */
    private static boolean isUnderstood(JavaClass from, JavaClass to) {
        return room(to).isEmpty()
                        && VOCABULARY.contains(source(to))
                        && !wing(from).equals("lowdefy")
                || isCircleOfCamel(from, to);
    }

    /** The first name of a room, which stands for it in the picture. */
    private static String wing(JavaClass type) {
        String room = room(type);
        return room.isEmpty() ? "root" : room.replaceFirst("[.].*", "");
    }

    @Test
    void aRoomIsSmallEnoughToBeLookedOver() {
        Map<String, Set<String>> sources =
                CLASSES.stream()
                        .collect(
                                groupingBy(
                                        ArchitectureTest::room,
                                        mapping(ArchitectureTest::source, toSet())));
        assertThat(sources)
                .allSatisfy(
                        (room, names) ->
                                assertThat(names)
                                        .as(room)
                                        .hasSizeLessThanOrEqualTo(CLASSES_IN_A_ROOM));
    }

    @Test
    void roomsThatDecideAndTheClientKnowNoCamel() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".catalog..",
                        ROOT + ".call..",
                        ROOT + ".client..",
                        ROOT + ".signature..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..")
                .check(CLASSES);
    }

    @Test
    void eventsKnowOfCamelOnlyItsRepositories() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".event..")
                .should()
                .dependOnClassesThat(
                        describe(
                                "are Camel's, but not its repositories",
                                ArchitectureTest::isCamelsButNoRepository))
                .check(CLASSES);
    }

    @Test
    void roomsThatDecideReachNoNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".catalog..",
                        ROOT + ".call..",
                        ROOT + ".signature..",
                        ROOT + ".event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels..", "org.apache.hc..")
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> knowOnlyRoomsBelow() {
        return new ArchCondition<>("know only their own room and rooms below it") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (pointsUp(type, dependency.getTargetClass())) {
                        events.add(
                                SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean pointsUp(JavaClass from, JavaClass to) {
        return to.getPackageName().startsWith(ROOT)
                && ROOMS.indexOf(room(to)) < ROOMS.indexOf(room(from))
                && !(room(to).isEmpty() && VOCABULARY.contains(source(to)))
                && !isCircleOfCamel(from, to)
                && !isExceptionOfTheSameRooms(from, to);
    }

    /**
     * A producer or consumer and its endpoint know each other in every component of Camel; the
     * service of a webhook is the part that two consumers have in common.
     */
    private static boolean isCircleOfCamel(JavaClass from, JavaClass to) {
        return to.isEquivalentTo(StripeEndpoint.class)
                && (from.isAssignableTo(Producer.class)
                        || from.isAssignableTo(Consumer.class)
                        || from.isEquivalentTo(WebhookService.class));
    }

    /** Users catch exceptions where the client or the call is: these keep their names. */
    private static boolean isExceptionOfTheSameRooms(JavaClass from, JavaClass to) {
        return room(from).startsWith(room(to) + '.') && to.isAssignableTo(Exception.class);
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    /** The file a class is written in. */
    private static String source(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    private static boolean isCamelsButNoRepository(JavaClass type) {
        return type.getPackageName().startsWith("org.apache.camel")
                && !type.getSimpleName().endsWith("Repository");
    }
}
