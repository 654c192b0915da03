// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.lowdefy.LowdefyDocument.Definition;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/**
 * The Lowdefy files a Camel context has loaded, by their location.
 *
 * <p>Also the repository of the beans made of their connections. A bean is found by its name
 * together with its type, as {@code connection=#bean:stripe} asks for it, never by its name alone:
 * Camel looks up components, data formats and languages that way, and would take the connection
 * {@code stripe} for the component {@code stripe}.
 */
final class LowdefyFiles implements BeanRepository {

    /**
     * A loaded file.
     *
     * @param connections the beans by the ids of their connections
     * @param requests empty until its routes are made
     */
    record Loaded(
            LowdefyDocument document,
            Map<String, StripeConfiguration> connections,
            List<CompiledRequest> requests) {}

    private final Map<String, Loaded> files = new ConcurrentSkipListMap<>();

    private LowdefyFiles() {}

    static LowdefyFiles of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            LowdefyFiles files = extension.getContextPlugin(LowdefyFiles.class);
            if (files == null) {
                files = new LowdefyFiles();
                extension.addContextPlugin(LowdefyFiles.class, files);
                addTo(extension, context.getRegistry(), files);
            }
            return files;
        }
    }

    /** A registry without repositories, such as a SimpleRegistry, gets one before it. */
    private static void addTo(
            ExtendedCamelContext extension, Registry registry, LowdefyFiles files) {
        if (registry instanceof DefaultRegistry extensible) {
            extensible.addBeanRepository(files);
        } else {
            DefaultRegistry extensible = new DefaultRegistry(files);
            extensible.setFallbackRegistry(registry);
            extension.setRegistry(extensible);
        }
    }

    Collection<Loaded> all() {
        return files.values();
    }

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

    void put(Loaded file) {
        files.put(file.document().location(), file);
    }

    /** The connection of this id in any of the files, or null. */
    StripeConfiguration connection(String id) {
        return connections().get(id);
    }

    private Map<String, StripeConfiguration> connections() {
        Map<String, StripeConfiguration> connections = new LinkedHashMap<>();
        files.values().forEach(file -> connections.putAll(file.connections()));
        return connections;
    }

    @Override
    public Object lookupByName(String name) {
        return null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        return type == StripeConfiguration.class ? type.cast(connection(name)) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        if (type.isAssignableFrom(StripeConfiguration.class)) {
            connections().forEach((id, connection) -> found.put(id, type.cast(connection)));
        }
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return new LinkedHashSet<>(findByTypeWithName(type).values());
    }

    /**
     * Refuses ids that another file has taken.
     *
     * @throws LowdefyFileException naming both places
     */
    void requireUnique(LowdefyDocument document) {
        for (Loaded other : files.values()) {
            LowdefyDocument before = other.document();
            if (!before.location().equals(document.location())) {
                requireUnique("connection", document.connections(), before.connections());
                requireUnique("request", document.requests(), before.requests());
            }
        }
    }

    private static void requireUnique(
            String kind,
            List<? extends Definition> definitions,
            List<? extends Definition> others) {
        for (Definition definition : definitions) {
            for (Definition before : others) {
                if (before.id().equals(definition.id())) {
                    throw definition
                            .place()
                            .refusal(
                                    "the %s id %s is taken by the %s at %s; ids are unique across files"
                                            .formatted(
                                                    kind, definition.id(), kind, before.place()));
                }
            }
        }
    }
}
