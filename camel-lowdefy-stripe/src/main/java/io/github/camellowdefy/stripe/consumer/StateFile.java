// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * A state repository in a file that survives a kill of the process at any time: a state is appended
 * as one more line, and a file that has grown is replaced by a shorter one atomically.
 */
final class StateFile extends ServiceSupport implements StateRepository<String, String> {

    private static final long MOST = 1_000_000;

    private final String option;
    private final Path file;
    private final long most;
    private final Map<String, String> states = new LinkedHashMap<>();
    private StateLines found;
    private boolean cutOff;

    StateFile(String option, Path file) {
        this(option, file, MOST);
    }

    /**
     * A file of states.
     *
     * @param option the option that names the file
     * @param most how many bytes the file may grow to before it is replaced
     */
    StateFile(String option, Path file, long most) {
        this.option = option;
        this.file = file;
        this.most = most;
    }

    Path file() {
        return file;
    }

    /** The states of the file when it was opened; null where it did not exist. */
    synchronized StateLines found() {
        return found;
    }

    @Override
    public synchronized String getState(String key) {
        return states.get(key);
    }

    @Override
    public synchronized void setState(String key, String value) {
        if (key.matches("(?s).*[=\n].*") || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "The key %s cannot be kept in %s: it holds = or more than one line."
                            .formatted(key, file));
        }
        states.put(key, value);
        try {
            if (cutOff || Files.notExists(file) || Files.size(file) >= most) {
                replace();
            } else {
                cutOff = true;
                Files.writeString(file, line(key, value), StandardOpenOption.APPEND);
            }
            cutOff = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected synchronized void doStart() {
        found = StateLines.read(option, file, StandardCharsets.UTF_8, false);
        states.clear();
        if (found != null) {
            found.states().forEach((key, state) -> states.put(key, state.value()));
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file);
        } catch (IOException e) {
            throw StateLines.unusable(option, file, e);
        }
    }

    private void replace() throws IOException {
        Path shorter = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(shorter);
        Files.createFile(shorter);
        FileAccess.restrict(shorter);
        Files.writeString(
                shorter,
                states.entrySet().stream()
                        .map(state -> line(state.getKey(), state.getValue()))
                        .collect(Collectors.joining()));
        if (Files.exists(file)) {
            FileAccess.copy(file, shorter);
        }
        Files.move(
                shorter, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(String key, String value) {
        return key + '=' + value + '\n';
    }
}
