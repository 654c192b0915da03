// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the table of operations: what the stripe-java on the classpath can send, and what the Node
 * clients were recorded to send. Run by {@code mvn -Pgenerate-catalog}.
 */
public final class CatalogGenerator {

    private static final String HEAD =
            """
            # Every operation of the Stripe API, made by CatalogGenerator: see src/docs/upgrading-stripe-java.md
            # verb\tbase\tkind\tpath\tNode names\tstripe-java names
            """;

    private static final Comparator<Merged> ORDER =
            Comparator.comparing(Merged::path)
                    .thenComparing(Merged::verb)
                    .thenComparing(Merged::base);

    private CatalogGenerator() {}

    /** Writes the table to each of the files named. */
    public static void main(String[] files) throws IOException, ReflectiveOperationException {
        String table = table(StripeJavaMethods.all(), RecordedMethods.all());
        for (String file : files) {
            Files.writeString(Path.of(file), table);
        }
    }

    static String table(List<ClientMethod> stripeJava, List<ClientMethod> recorded) {
        Map<String, List<ClientMethod>> byRequest =
                Stream.concat(recorded.stream(), stripeJava.stream())
                        .collect(
                                Collectors.groupingBy(
                                        ClientMethod::request, TreeMap::new, Collectors.toList()));
        return byRequest.values().stream()
                .map(Merged::new)
                .sorted(ORDER)
                .map(Merged::line)
                .collect(Collectors.joining("", HEAD, ""));
    }

    /** One operation, of every method that sends it; where clients differ the recording counts. */
    private record Merged(List<ClientMethod> methods) {

        String verb() {
            return methods.get(0).verb();
        }

        String base() {
            return methods.get(0).base();
        }

        String kind() {
            return methods.get(0).kind();
        }

        String path() {
            return methods.get(0).path();
        }

        String line() {
            return String.join(
                            "\t",
                            verb(),
                            base(),
                            kind(),
                            path(),
                            String.join(",", nodeNames()),
                            String.join(",", javaNames()))
                    + '\n';
        }

        private Collection<String> javaNames() {
            return methods.stream()
                    .filter(ClientMethod::ofStripeJava)
                    .map(ClientMethod::name)
                    .sorted()
                    .toList();
        }

        /** First what most versions of the client call it, then where stripe-java keeps it too. */
        private Collection<String> nodeNames() {
            Set<String> homes = javaNames().stream().map(Merged::home).collect(Collectors.toSet());
            Map<String, Long> versions =
                    methods.stream()
                            .filter(method -> !method.ofStripeJava())
                            .collect(
                                    Collectors.groupingBy(
                                            ClientMethod::name,
                                            TreeMap::new,
                                            Collectors.counting()));
            return versions.keySet().stream()
                    .sorted(
                            Comparator.comparing((String name) -> -versions.get(name))
                                    .thenComparing(name -> !homes.contains(home(name))))
                    .toList();
        }

        private static String home(String name) {
            return name.substring(0, name.indexOf('.'));
        }
    }
}
