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
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/** The Lowdefy files a Camel context has loaded, by their location. */
final class LowdefyFiles {

    /**
     * A file and what became of it.
     *
     * @param requests empty until its routes are made
     */
    record Loaded(LowdefyDocument document, List<CompiledRequest> requests) {}

    private final Map<String, Loaded> files = new ConcurrentSkipListMap<>();

    private LowdefyFiles() {}

    /** Those of this context. */
    static LowdefyFiles of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            LowdefyFiles files = extension.getContextPlugin(LowdefyFiles.class);
            if (files == null) {
                files = new LowdefyFiles();
                extension.addContextPlugin(LowdefyFiles.class, files);
            }
            return files;
        }
    }

    Collection<Loaded> all() {
        return files.values();
    }

    /** What was loaded from a location, or null. */
    Loaded get(String location) {
        return files.get(location);
    }

    /** Takes back what was put, for what there was before, or null for nothing. */
    void restore(String location, Loaded before) {
        if (before == null) {
            files.remove(location);
        } else {
            files.put(location, before);
        }
    }

    void put(LowdefyDocument document, List<CompiledRequest> requests) {
        files.put(document.location(), new Loaded(document, List.copyOf(requests)));
    }

    /** The connection of this id in any of the files, or null. */
    ConnectionDefinition connection(String id) {
        return files.values().stream()
                .flatMap(file -> file.document().connections().stream())
                .filter(connection -> connection.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Refuses ids that another file has taken.
     *
     * @throws LowdefyFileException naming both places
     */
    void requireUnique(LowdefyDocument document) {
        for (Loaded other : files.values()) {
            if (!other.document().location().equals(document.location())) {
                requireUnique(document, other.document());
            }
        }
    }

    private static void requireUnique(LowdefyDocument document, LowdefyDocument other) {
        for (ConnectionDefinition connection : document.connections()) {
            for (ConnectionDefinition before : other.connections()) {
                if (before.id().equals(connection.id())) {
                    throw new LowdefyFileException(
                            connection.place(),
                            taken("connection", connection.id(), before.place().toString()));
                }
            }
        }
        for (RequestDefinition request : document.requests()) {
            for (RequestDefinition before : other.requests()) {
                if (before.id().equals(request.id())) {
                    throw new LowdefyFileException(
                            request.place(),
                            taken("request", request.id(), before.place().toString()));
                }
            }
        }
    }

    private static String taken(String kind, String id, String before) {
        return "the %s id %s is taken by the %s at %s; ids are unique across files"
                .formatted(kind, id, kind, before);
    }
}
