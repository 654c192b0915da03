// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states a file holds: lines of {@code key=value}, of which the last one of a key counts. A
 * file with any other line is refused, because the owner of a damaged state is unknown.
 *
 * @param file the file
 * @param states by their keys
 */
record StateLines(Path file, Map<String, State> states) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char NO_TEXT = '\uFFFD';

    /** A state, and the number of the line that holds it. */
    record State(String value, int line) {

        /** The value may be a secret. */
        @Override
        public String toString() {
            return "State[line " + line + ']';
        }
    }

    /**
     * Reads a file. Where its last line was cut off and an earlier line holds the same key, the
     * last one is removed from the file, unless the file is in use: its owner may be writing that
     * line.
     *
     * @param option the option that names the file
     * @return null where the file does not exist, or is in use and empty, as one just made
     * @throws IllegalArgumentException one sentence that names option, file and line
     */
    static StateLines read(String option, Path file, Charset charset, boolean inUse) {
        if (Files.isDirectory(file)) {
            throw refusal(
                    option,
                    file,
                    "is a folder; expected the path of a file, such as "
                            + file.resolve("stripe.state"));
        }
        try {
            if (Files.notExists(file) || inUse && Files.size(file) == 0) {
                return null;
            }
            return read(option, file, Files.readAllBytes(file), charset, inUse);
        } catch (IOException e) {
            throw unusable(option, file, e);
        }
    }

    static IllegalArgumentException unusable(String option, Path file, IOException e) {
        return refusal(
                option,
                file,
                "cannot be read and written (%s); expected the path of a file that can"
                        .formatted(e));
    }

    private static StateLines read(
            String option, Path file, byte[] content, Charset charset, boolean inUse)
            throws IOException {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        StateLines read = new StateLines(file, new LinkedHashMap<>());
        String[] lines = new String(content, 0, end, charset).split("\n");
        for (int i = 0; i < lines.length; i++) {
            String damage = read.add(lines[i], i + 1);
            if (damage != null) {
                throw damaged(option, file, i + 1, damage);
            }
        }
        String rest = new String(content, end, content.length - end, charset);
        if (!rest.isEmpty() && !inUse) {
            if (!read.isRepeated(rest)) {
                throw damaged(option, file, end == 0 ? 1 : lines.length + 1, "is cut off");
            }
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(end);
            }
        }
        return read;
    }

    /** Adds a line; returns its damage, or null. */
    private String add(String line, int number) {
        if (line.isBlank()) {
            return null;
        }
        if (line.charAt(0) == BYTE_ORDER_MARK) {
            return "begins with a byte order mark";
        }
        if (line.chars().anyMatch(c -> c < ' ' && c != '\r' && c != '\t' || c == NO_TEXT)) {
            return "holds what is no text";
        }
        int equals = line.indexOf('=');
        if (equals < 0) {
            return "is not key=value";
        }
        states.put(line.substring(0, equals), new State(line.substring(equals + 1), number));
        return null;
    }

    /** Whether the state of a line that was cut off is known from an earlier line. */
    private boolean isRepeated(String rest) {
        return states.keySet().stream()
                .map(key -> key + '=')
                .anyMatch(key -> key.startsWith(rest) || rest.startsWith(key));
    }

    private static IllegalArgumentException damaged(
            String option, Path file, int line, String damage) {
        return refusal(
                option,
                file,
                "cannot be read: line %d %s; restore the file, or remove what is damaged"
                        .formatted(line, damage));
    }

    private static IllegalArgumentException refusal(String option, Path file, String reason) {
        return new IllegalArgumentException(
                "The option %s is %s, which %s.".formatted(option, file, reason));
    }
}
