// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the repositories that options name. A repository that is not started yet is started and
 * belongs to the context, which stops it; any other is left to its owner.
 */
public final class Repositories {

    private static final Logger LOG = LoggerFactory.getLogger(Repositories.class);

    private Repositories() {}

    /**
     * A repository of states.
     *
     * @param found the states of its file before this context used it; null where there was no
     *     file, or the repository has none
     */
    public record States(StateRepository<String, String> repository, StateLines found) {

        /** The place of a state, to follow its name in a sentence; empty where it is unknown. */
        String place(String key) {
            return found == null || !found.states().containsKey(key)
                    ? ""
                    : " in line %d of %s".formatted(found.states().get(key).line(), found.file());
        }
    }

    /**
     * The repository an option stands for.
     *
     * @param value a repository, the path of a file, or null for memory
     * @throws IllegalArgumentException when it is neither, or its file is damaged
     */
    public static States states(CamelContext context, String option, Object value)
            throws Exception {
        if (value == null) {
            MemoryStateRepository memory =
                    shared(
                            context,
                            "stripe-state-memory",
                            MemoryStateRepository.class,
                            MemoryStateRepository::new);
            return new States(start(context, memory), null);
        }
        if (value instanceof StateRepository<?, ?> repository) {
            @SuppressWarnings("unchecked")
            StateRepository<String, String> typed = (StateRepository<String, String>) repository;
            Optional<StateLines> found =
                    repository instanceof FileStateRepository file
                            ? found(context, option, file)
                            : Optional.empty();
            return new States(start(context, typed), found.orElse(null));
        }
        if (value instanceof String || value instanceof File || value instanceof Path) {
            Path path = value instanceof Path given ? given : Path.of(value.toString());
            String name = "stripe-state-file:" + path.toAbsolutePath().normalize();
            StateFile file =
                    shared(context, name, StateFile.class, () -> new StateFile(option, path));
            return new States(start(context, file), file.found());
        }
        throw new IllegalArgumentException(
                "The option %s is a %s; expected a StateRepository (#bean:name) or the path of a file."
                        .formatted(option, value.getClass().getName()));
    }

    /**
     * A repository for states that are secrets: a file of it is left to its owner alone.
     *
     * @throws IllegalArgumentException when the option stands for none, or its file is damaged
     */
    public static StateRepository<String, String> secrets(
            CamelContext context, String option, Object value) throws Exception {
        StateRepository<String, String> repository = states(context, option, value).repository();
        Path file =
                repository instanceof StateFile own
                        ? own.file()
                        : repository instanceof FileStateRepository camels
                                ? camels.getFileStore().toPath()
                                : null;
        if (file != null) {
            try {
                FileAccess.restrict(file);
            } catch (IOException e) {
                LOG.warn(
                        "{} keeps signing secrets, and others may read it, because its permissions cannot be changed: {}",
                        file,
                        e.toString());
            }
        }
        return repository;
    }

    /** Read once for each context: from then on this context writes the file. */
    @SuppressWarnings("unchecked")
    private static Optional<StateLines> found(
            CamelContext context, String option, FileStateRepository repository) {
        Path file = repository.getFileStore().toPath();
        return shared(
                context,
                "stripe-state-found:" + file.toAbsolutePath().normalize(),
                Optional.class,
                () ->
                        Optional.ofNullable(
                                StateLines.read(
                                        option,
                                        file,
                                        Charset.defaultCharset(),
                                        repository.isStarted())));
    }

    public static <T extends Service> T start(CamelContext context, T repository) throws Exception {
        boolean started = repository instanceof StatefulService service && service.isStarted();
        if (!started) {
            context.addService(repository, true, true);
        }
        return repository;
    }

    /**
     * One for the context under each name: two for one file would overwrite each other's lines, and
     * states in memory have to outlive their route.
     */
    private static <T> T shared(
            CamelContext context, String name, Class<T> type, Supplier<T> factory) {
        synchronized (context) {
            T known = context.getRegistry().lookupByNameAndType(name, type);
            if (known == null) {
                known = factory.get();
                context.getRegistry().bind(name, known);
            }
            return known;
        }
    }
}
