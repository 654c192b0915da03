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

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.YamlReader;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.annotations.RoutesLoader;
import org.apache.camel.support.RoutesBuilderLoaderSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads {@code *.lowdefy.yaml}: connections of type {@code Stripe} become {@link
 * StripeConfiguration} beans of their id, requests of type {@code StripeRequest} become routes
 * {@code direct:<id>} of their id. A file that cannot be loaded is refused whole, with file, line
 * and column.
 *
 * <p>Camel loads all files in two rounds, so a request may use a connection of another file, or a
 * bean of the application.
 */
@RoutesLoader(LowdefyRoutesBuilderLoader.EXTENSION)
public class LowdefyRoutesBuilderLoader extends RoutesBuilderLoaderSupport {

    /** The extension of Lowdefy files. */
    public static final String EXTENSION = "lowdefy.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(LowdefyRoutesBuilderLoader.class);

    /**
     * Read in the first round for the second.
     *
     * @param before what the same file was when it was loaded before, or null
     */
    private record Prepared(LowdefyDocument document, LowdefyFiles.Loaded before) {}

    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

    @Override
    public String getSupportedExtension() {
        return EXTENSION;
    }

    /** Camel's extension of {@code a.b.lowdefy.yaml} is {@code b.lowdefy.yaml}. */
    @Override
    public boolean isSupportedExtension(String extension) {
        return extension.equals(EXTENSION) || extension.endsWith('.' + EXTENSION);
    }

    /** Makes the file's connections. */
    @Override
    public void preParseRoute(Resource resource) throws Exception {
        prepared.put(resource.getLocation(), prepare(resource));
    }

    private Prepared prepare(Resource resource) throws IOException {
        LowdefyDocument document = read(resource);
        LowdefyFiles.Loaded before = LowdefyFiles.of(getCamelContext()).get(document.location());
        connect(document);
        return new Prepared(document, before);
    }

    @Override
    public RoutesBuilder loadRoutesBuilder(Resource resource) throws Exception {
        Prepared known = prepared.remove(resource.getLocation());
        Prepared file = known == null ? prepare(resource) : known;
        LowdefyDocument document = file.document();
        List<CompiledRequest> requests;
        try {
            requests = compile(document);
        } catch (LowdefyFileException e) {
            forget(file);
            throw e;
        }
        LowdefyFiles.of(getCamelContext()).put(document, requests);
        if (!document.leftAlone().isEmpty()) {
            LOG.info(
                    "{} also holds what is not for Stripe and left alone: {}",
                    document.location(),
                    String.join("; ", document.leftAlone()));
        }
        return new LowdefyRouteBuilder(getCamelContext(), resource, requests);
    }

    private List<CompiledRequest> compile(LowdefyDocument document) {
        RequestCompiler compiler =
                new RequestCompiler(new Secrets(getCamelContext()), Clock.systemUTC());
        document.requests().forEach(this::requireConnection);
        return document.requests().stream().map(compiler::compile).toList();
    }

    /** A refused file leaves no connections behind, but those it had made before. */
    private void forget(Prepared file) {
        LowdefyFiles files = LowdefyFiles.of(getCamelContext());
        files.restore(file.document().location(), file.before());
        for (ConnectionDefinition connection : file.document().connections()) {
            if (files.connection(connection.id()) == null) {
                getCamelContext().getRegistry().unbind(connection.id());
            }
        }
    }

    private LowdefyDocument read(Resource resource) throws IOException {
        Node root = YamlReader.read(resource.getLocation(), FolderFiles.text(resource));
        References references = new References(new FolderFiles(getCamelContext(), resource));
        LowdefyDocument document =
                DocumentReader.read(resource.getLocation(), references.resolve(root));
        LowdefyFiles.of(getCamelContext()).requireUnique(document);
        return document;
    }

    private void connect(LowdefyDocument document) {
        ConnectionFactory factory =
                new ConnectionFactory(getCamelContext(), new Secrets(getCamelContext()));
        Map<String, StripeConfiguration> made =
                document.connections().stream()
                        .peek(this::requireFreeName)
                        .collect(Collectors.toMap(ConnectionDefinition::id, factory::create));
        made.forEach((id, bean) -> getCamelContext().getRegistry().bind(id, bean));
        LowdefyFiles.of(getCamelContext()).put(document, List.of());
    }

    /** A bean of the application is not replaced; one this file has made before is. */
    private void requireFreeName(ConnectionDefinition connection) {
        Object bean = getCamelContext().getRegistry().lookupByName(connection.id());
        boolean ours =
                LowdefyFiles.of(getCamelContext()).connection(connection.id()) != null
                        && bean instanceof StripeConfiguration;
        if (bean != null && !ours) {
            throw new LowdefyFileException(
                    connection.place(),
                    "the connection id %s is taken by a bean of type %s; give the connection another id"
                            .formatted(connection.id(), bean.getClass().getName()));
        }
    }

    private void requireConnection(RequestDefinition request) {
        String id = request.connection().text();
        Object bean = getCamelContext().getRegistry().lookupByName(id);
        if (bean instanceof StripeConfiguration) {
            return;
        }
        String known =
                getCamelContext()
                        .getRegistry()
                        .findByTypeWithName(StripeConfiguration.class)
                        .keySet()
                        .stream()
                        .sorted()
                        .collect(Collectors.joining(", "));
        throw new LowdefyFileException(
                request.connection().place(),
                bean == null
                        ? "the request %s names the connection %s, which is unknown; %s"
                                .formatted(
                                        request.id(),
                                        id,
                                        known.isEmpty()
                                                ? "there is no connection of type Stripe"
                                                : "known are " + known)
                        : "the request %s names the connection %s, which is a bean of type %s and no connection to Stripe"
                                .formatted(request.id(), id, bean.getClass().getName()));
    }
}
