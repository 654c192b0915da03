// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command of the guide. Maven is not started from within Maven: modules, profiles, phases and
 * properties that a line names are looked up in the checkout.
 */
final class ShellLine {

    private static final Set<String> COMMANDS =
            Set.of(
                    "mvn", "java", "camel", "curl", "export", "npm", "tar", "mkdir", "cd", "stripe",
                    "unzip", "printf", "node");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=.*");
    private static final Pattern OWN_FILE = Pattern.compile("(?:src|examples)/[\\w./-]+");
    private static final Set<String> PHASES =
            Set.of(
                    "clean",
                    "compile",
                    "process-test-classes",
                    "test",
                    "package",
                    "verify",
                    "install");
    private static final Set<String> OF_PLUGINS =
            Set.of(
                    "skipTests",
                    "test",
                    "surefire.failIfNoSpecifiedTests",
                    "exec.args",
                    "exec.mainClass");
    private static final Pattern OURS =
            Pattern.compile("io\\.github\\.camellowdefy:([\\w-]+):([\\w.-]+)");
    private static final Pattern JAR =
            Pattern.compile("(camel-lowdefy-stripe[a-z-]*?)-(\\d+(?:\\.\\d+)*(?:-SNAPSHOT)?)");

    private final Checkout checkout;
    private final List<String> errors = new ArrayList<>();

    private ShellLine(Checkout checkout) {
        this.checkout = checkout;
    }

    /** What is wrong with the commands of a block. */
    static List<String> errors(String text, Checkout checkout) {
        ShellLine line = new ShellLine(checkout);
        commands(text).forEach(line::check);
        return line.errors;
    }

    static Stream<String> commands(String text) {
        return text.replaceAll("\\\\\n\\s*", " ")
                .lines()
                .map(line -> line.replaceAll("(^|\\s)#.*", "").strip())
                .flatMap(line -> Arrays.stream(line.split(" && ")))
                .filter(line -> !line.isBlank());
    }

    private void check(String command) {
        List<String> words = List.of(command.split("\\s+"));
        require(
                COMMANDS.contains(words.get(0)) || ASSIGNMENT.matcher(words.get(0)).matches(),
                "unknown command " + words.get(0));
        words.stream()
                .filter(word -> OWN_FILE.matcher(word).matches() && !word.contains("/target/"))
                .forEach(
                        file ->
                                require(
                                        Files.exists(Guide.CHECKOUT.resolve(file)),
                                        "no file " + file));
        if (words.get(0).equals("mvn")) {
            maven(words.subList(1, words.size()));
        }
        artifacts(command, OURS);
        artifacts(command, JAR);
    }

    private void artifacts(String command, Pattern pattern) {
        Matcher found = pattern.matcher(command);
        while (found.find()) {
            require(checkout.hasModule(found.group(1)), "no module " + found.group(1));
            require(
                    checkout.version().equals(found.group(2)),
                    "the version is not " + found.group(2));
        }
    }

    private void maven(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                modules(words.get(++i));
            } else if (word.startsWith("-P")) {
                Arrays.stream(word.substring(2).split(","))
                        .forEach(id -> require(checkout.hasProfile(id), "no profile " + id));
            } else if (word.startsWith("-D")) {
                property(word.substring(2).replaceAll("=.*", ""));
            } else if (!word.startsWith("-") && !word.contains(":")) {
                require(PHASES.contains(word), "no phase " + word);
            }
        }
    }

    private void modules(String list) {
        for (String module : list.split(",")) {
            require(
                    Files.exists(Guide.CHECKOUT.resolve(module).resolve("pom.xml")),
                    "no module " + module);
        }
    }

    private void property(String name) {
        require(OF_PLUGINS.contains(name) || checkout.knowsProperty(name), "no property " + name);
    }

    private void require(boolean holds, String error) {
        if (!holds) {
            errors.add(error);
        }
    }
}
