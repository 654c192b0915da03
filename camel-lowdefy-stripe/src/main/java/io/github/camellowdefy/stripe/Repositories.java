/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/**
 * Repositories as options name them. One that nobody has started belongs to the context from then
 * on, which stops it at its end; any other is left to its owner.
 */
final class Repositories {

    private Repositories() {}

    /**
     * The repository an option stands for.
     *
     * @param value a repository, the path of a file, or null for memory
     */
    static StateRepository<String, String> state(CamelContext context, String option, Object value)
            throws Exception {
        if (value == null) {
            return start(
                    context,
                    shared(
                            context,
                            "stripe-state-memory",
                            MemoryStateRepository.class,
                            MemoryStateRepository::new));
        }
        if (value instanceof StateRepository<?, ?> repository) {
            @SuppressWarnings("unchecked")
            StateRepository<String, String> typed = (StateRepository<String, String>) repository;
            return start(context, typed);
        }
        if (value instanceof String || value instanceof File || value instanceof Path) {
            File file = new File(value.toString());
            return start(
                    context,
                    shared(
                            context,
                            "stripe-state-file:" + file.toPath().toAbsolutePath().normalize(),
                            StateFile.class,
                            () -> new StateFile(file)));
        }
        throw new IllegalArgumentException(
                "The option %s is a %s; expected a StateRepository (#bean:name) or the path of a file."
                        .formatted(option, value.getClass().getName()));
    }

    /** Starts what nobody has started. */
    static <T extends Service> T start(CamelContext context, T repository) throws Exception {
        boolean started = repository instanceof StatefulService service && service.isStarted();
        if (!started) {
            context.addService(repository, true, true);
        }
        return repository;
    }

    /**
     * One for the context under each name: two for one file would overwrite each other's lines, and
     * what is in memory has to outlive the route that put it there.
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
