// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A link of the guide leads to a file that is there, and to a heading of it. */
class LinksTest {

    private static final Pattern LINK =
            Pattern.compile("]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
    private static final Path README = Guide.CHECKOUT.resolve("README.md");

    static List<Path> pages() {
        return Guide.pages();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        assertThat(links(page).filter(link -> !leads(page, link))).isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        Set<Path> reached = new HashSet<>();
        reach(README.normalize(), reached);

        assertThat(reached).containsAll(Guide.pages().stream().map(Path::normalize).toList());
    }

    private static void reach(Path page, Set<Path> reached) {
        if (page.toString().endsWith(".md") && Files.exists(page) && reached.add(page)) {
            links(page)
                    .map(link -> page.resolveSibling(link.replaceAll("#.*", "")).normalize())
                    .forEach(next -> reach(next, reached));
        }
    }

    @Test
    void theReadmeHasTwoHundredLinesAtMost() {
        assertThat(Guide.read(README).lines()).hasSizeLessThanOrEqualTo(200);
    }

    private static Stream<String> links(Path page) {
        return LINK.matcher(Guide.read(page).replaceAll("(?s)```.*?```", ""))
                .results()
                .map(LinksTest::target)
                .filter(link -> !link.startsWith("http"));
    }

    private static String target(MatchResult link) {
        return link.group(1) == null ? link.group(2) : link.group(1);
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return Guide.read(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
