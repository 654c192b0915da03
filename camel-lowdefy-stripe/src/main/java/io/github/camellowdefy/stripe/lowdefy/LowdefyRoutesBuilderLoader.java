// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.lowdefy.yaml.FolderFiles;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.YamlReader;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Component;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.annotations.RoutesLoader;
import org.apache.camel.support.RoutesBuilderLoaderSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads {@code *.lowdefy.yaml}: connections of type {@code Stripe} become {@link
 * StripeConfiguration} beans {@code #bean:<id>}, requests of type {@code StripeRequest} become
 * routes {@code direct:<id>} of their id. A file that cannot be loaded is refused whole, with file,
 * line and column.
 *
 * <p>Camel loads all files in two rounds, so a request may use a connection of another file, or a
 * bean of the application. The path of a file, step by step:
 *
 * <ol>
 *   <li>first round: read the YAML ({@link YamlReader}),
 *   <li>put the referenced files in ({@link References}),
 *   <li>find connections and requests ({@link DocumentReader}),
 *   <li>make a {@link StripeConfiguration} of each connection ({@link ConnectionFactory}),
 *   <li>second round: compile each request ({@link RequestCompiler}),
 *   <li>make a route of each request ({@link LowdefyRouteBuilder}).
 * </ol>
 */
@RoutesLoader(LowdefyRoutesBuilderLoader.EXTENSION)
public class LowdefyRoutesBuilderLoader extends RoutesBuilderLoaderSupport {

    /** The extension of Lowdefy files. */
    public static final String EXTENSION = "lowdefy.yaml";

    private static final Pattern EXTENSIONS = Pattern.compile("(?:.*\\.)?lowdefy\\.ya?ml");

    private static final Logger LOG = LoggerFactory.getLogger(LowdefyRoutesBuilderLoader.class);

    /**
     * Read in the first round for the second.
     *
     * @param before what the same file was when it was loaded before, or null
     */
    private record Prepared(LowdefyFiles.Loaded file, LowdefyFiles.Loaded before) {}

    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

    @Override
    public String getSupportedExtension() {
        return EXTENSION;
    }

    /** Camel's extension of {@code a.b.lowdefy.yaml} is {@code b.lowdefy.yaml}. */
    @Override
    public boolean isSupportedExtension(String extension) {
        return EXTENSIONS.matcher(extension).matches();
    }

    @Override
    public void preParseRoute(Resource resource) throws Exception {
        prepared.put(resource.getLocation(), prepare(resource));
    }

    private Prepared prepare(Resource resource) throws IOException {
        LowdefyDocument document = read(resource);
        LowdefyFiles files = LowdefyFiles.of(getCamelContext());
        LowdefyFiles.Loaded before = files.get(document.location());
        LowdefyFiles.Loaded file = new LowdefyFiles.Loaded(document, connect(document), List.of());
        files.put(file);
        return new Prepared(file, before);
    }

    private LowdefyDocument read(Resource resource) throws IOException {
        Node root = YamlReader.read(resource.getLocation(), FolderFiles.text(resource));
        References references = new References(new FolderFiles(getCamelContext(), resource));
        LowdefyDocument document =
                DocumentReader.read(resource.getLocation(), references.resolve(root));
        LowdefyFiles.of(getCamelContext()).requireUnique(document);
        return document;
    }

    private Map<String, StripeConfiguration> connect(LowdefyDocument document) {
        ConnectionFactory factory =
                new ConnectionFactory(getCamelContext(), new Secrets(getCamelContext()));
        Map<String, StripeConfiguration> made = new LinkedHashMap<>();
        for (ConnectionDefinition connection : document.connections()) {
            requireFreeName(connection);
            made.put(connection.id(), factory.create(connection));
        }
        return Collections.unmodifiableMap(made);
    }

    /** A component, a data format or a language of that name is never taken for a connection. */
    private void requireFreeName(ConnectionDefinition connection) {
        Object bean = getCamelContext().getRegistry().lookupByName(connection.id());
        boolean free =
                bean == null
                        || bean instanceof Component
                        || bean instanceof DataFormat
                        || bean instanceof Language;
        if (!free) {
            throw connection
                    .place()
                    .refusal(
                            "the connection id %s is taken by a bean of type %s; give the connection another id"
                                    .formatted(connection.id(), bean.getClass().getName()));
        }
    }

    @Override
    public RoutesBuilder loadRoutesBuilder(Resource resource) throws Exception {
        Prepared known = prepared.remove(resource.getLocation());
        Prepared ready = known == null ? prepare(resource) : known;
        LowdefyDocument document = ready.file().document();
        LowdefyFiles files = LowdefyFiles.of(getCamelContext());
        List<CompiledRequest> requests;
        try {
            requests = compile(document);
        } catch (LowdefyFileException e) {
            // a refused file leaves nothing behind but what it had made before
            files.restore(document.location(), ready.before());
            throw e;
        }
        files.put(new LowdefyFiles.Loaded(document, ready.file().connections(), requests));
        report(document);
        return new LowdefyRouteBuilder(getCamelContext(), resource, requests);
    }

    private List<CompiledRequest> compile(LowdefyDocument document) {
        RequestCompiler compiler =
                new RequestCompiler(new Secrets(getCamelContext()), Clock.systemUTC());
        document.requests().forEach(request -> requireConnection(request, document));
        return document.requests().stream().map(compiler::compile).toList();
    }

    private void requireConnection(RequestDefinition request, LowdefyDocument document) {
        String id = request.connection().text();
        Object bean = LowdefyFiles.of(getCamelContext()).connection(id);
        if (bean == null) {
            bean = getCamelContext().getRegistry().lookupByName(id);
        }
        if (bean instanceof StripeConfiguration) {
            return;
        }
        if (bean == null && !document.unread().isEmpty()) {
            Unresolved unread = document.unread().get(0);
            throw unread.refusal();
        }
        Registry registry = getCamelContext().getRegistry();
        Set<String> known =
                new TreeSet<>(registry.findByTypeWithName(StripeConfiguration.class).keySet());
        throw request.connection()
                .place()
                .refusal(
                        bean == null
                                ? "the request %s names the connection %s, which is unknown; %s"
                                        .formatted(
                                                request.id(),
                                                id,
                                                known.isEmpty()
                                                        ? "there is no connection of type Stripe"
                                                        : "known are " + String.join(", ", known))
                                : "the request %s names the connection %s, which is a bean of type %s and no connection to Stripe"
                                        .formatted(request.id(), id, bean.getClass().getName()));
    }

    private static void report(LowdefyDocument document) {
        document.remainder().report(LOG, document.location());
        if (document.location().endsWith(".yml")) {
            LOG.warn(
                    "{} is loaded, but a pattern such as *.lowdefy.yaml does not find it; let its name end with .lowdefy.yaml",
                    document.location());
        }
    }
}
