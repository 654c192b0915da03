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

    private static final String FILE = "stripe-state-file:";

    private Repositories() {}

    /**
     * The repository an option stands for.
     *
     * @param value a repository, the path of a file, or null for memory
     */
    static StateRepository<String, String> state(CamelContext context, String option, Object value)
            throws Exception {
        if (value == null) {
            return start(context, new MemoryStateRepository());
        }
        if (value instanceof StateRepository<?, ?> repository) {
            @SuppressWarnings("unchecked")
            StateRepository<String, String> typed = (StateRepository<String, String>) repository;
            return start(context, typed);
        }
        if (value instanceof String || value instanceof File || value instanceof Path) {
            return start(context, file(context, new File(value.toString())));
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

    /** One repository for one file, whoever names it: two would overwrite each other's lines. */
    private static StateFile file(CamelContext context, File file) {
        synchronized (context) {
            String name = FILE + file.getAbsoluteFile().toPath().normalize();
            StateFile known = context.getRegistry().lookupByNameAndType(name, StateFile.class);
            if (known == null) {
                known = new StateFile(file);
                context.getRegistry().bind(name, known);
            }
            return known;
        }
    }
}
