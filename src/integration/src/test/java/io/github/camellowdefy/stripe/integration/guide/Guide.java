// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pages that users read: those at the top, in {@code src/docs}, and of the examples. */
final class Guide {

    static final Path CHECKOUT = Path.of("../..");

    /** The languages that routes are written in. */
    private static final Set<String> ROUTES = Set.of("yaml", "java");

    private static final String FENCE = "```";
    private static final String TRIAL = "<!-- try";
    private static final String TRIAL_END = "-->";

    private Guide() {}

    static List<Path> pages() {
        return Stream.of(".", "src/docs", "src/benchmarks", "examples")
                .flatMap(folder -> files(CHECKOUT.resolve(folder)))
                .filter(file -> file.toString().endsWith(".md"))
                .map(Path::normalize)
                .sorted()
                .toList();
    }

    /** The files of a folder, and the read-me files of the folders in it. */
    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> Files.isDirectory(file) ? file.resolve("README.md") : file)
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Block> blocks() {
        return pages().stream().flatMap(page -> blocks(page).stream());
    }

    /** The blocks of a language that are no fragments. */
    static Stream<Block> whole(String language) {
        return blocks().filter(block -> block.language().equals(language) && !block.isFragment());
    }

    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks(Path page) {
        return blocks(CHECKOUT.relativize(page).toString(), read(page).lines().toList());
    }

    static List<Block> blocks(String page, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String trial = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                int end = next(lines, i + 1, FENCE, page);
                List<String> info = words(line.substring(FENCE.length()));
                blocks.add(
                        new Block(
                                page,
                                i + 2,
                                info,
                                text(lines, i + 1, end),
                                info.stream().anyMatch(ROUTES::contains) ? trial : null));
                i = end;
            } else if (line.startsWith(TRIAL)) {
                int end = next(lines, i + 1, TRIAL_END, page);
                trial = text(lines, i + 1, end);
                i = end;
            } else if (line.startsWith("#")) {
                trial = null;
            }
        }
        return blocks;
    }

    private static int next(List<String> lines, int from, String start, String page) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new IllegalStateException(page + ':' + from + ": no line begins with " + start);
    }

    private static List<String> words(String info) {
        return Arrays.stream(info.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static String text(List<String> lines, int from, int to) {
        return String.join("\n", lines.subList(from, to)) + '\n';
    }
}
