// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The Java blocks of the guide as classes. A block is a whole file, or members of a configuration,
 * or a part of {@code configure()}, or statements; the rest of its class, and the imports that an
 * editor adds, are put around it.
 */
final class JavaBlocks {

    /** What a block is, by how it begins. */
    enum Kind {
        FILE(""),
        MEMBERS("public class Snippet implements CamelConfiguration {\n%s\n}\n"),
        ROUTES(
                "public class Snippet extends RouteBuilder { public void configure() throws Exception {\n%s\n} }\n"),
        STATEMENTS(
                "public class Snippet { public static void run(StripeSandbox sandbox, ProducerTemplate template, CamelContext camelContext, String endpoint) throws Exception {\n%s\n} }\n");

        private final String frame;

        Kind(String frame) {
            this.frame = frame;
        }

        static Kind of(Block block) {
            String text = block.text();
            if (FILE_START.matcher(text).find()) {
                return FILE;
            }
            if (text.startsWith("@") || text.startsWith("public ")) {
                return MEMBERS;
            }
            return ROUTE_START.matcher(text).find() ? ROUTES : STATEMENTS;
        }
    }

    private static final Pattern FILE_START =
            Pattern.compile("(?m)^(import |(public |final )*(class|record) )");
    private static final Pattern ROUTE_START =
            Pattern.compile("(?m)^(from|onException|errorHandler|restConfiguration|getContext)\\(");
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public |final )*class (\\w+)");

    private static final String IMPORTS =
            """
            import com.stripe.exception.*;
            import com.stripe.model.*;
            import com.stripe.param.*;
            import io.github.camellowdefy.stripe.*;
            import io.github.camellowdefy.stripe.client.*;
            import io.github.camellowdefy.stripe.event.*;
            import io.github.camellowdefy.stripe.sandbox.*;
            import io.github.camellowdefy.stripe.sandbox.control.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.apache.camel.*;
            import org.apache.camel.builder.*;
            import org.apache.camel.console.*;
            import org.apache.camel.support.*;
            import org.apache.camel.processor.idempotent.jdbc.*;
            import org.eclipse.jetty.io.*;
            import org.eclipse.jetty.server.handler.*;
            import org.eclipse.jetty.server.handler.EagerContentHandler.*;
            import org.h2.jdbcx.*;
            """;

    private final Map<Block, String> names = new HashMap<>();
    private final ClassLoader loader;

    private JavaBlocks(ClassLoader loader, Map<Block, String> names) {
        this.loader = loader;
        this.names.putAll(names);
    }

    /** Compiles blocks, all at once, for the compiler takes longest to start. */
    static JavaBlocks compile(List<Block> blocks) {
        Map<Block, String> names = new HashMap<>();
        List<Source> sources = new ArrayList<>();
        for (Block block : blocks) {
            String folder = "snippet" + sources.size();
            names.put(block, folder + '.' + className(block));
            sources.add(new Source(block, folder, source(block, folder)));
        }
        try {
            Path classes = Files.createTempDirectory("guide-classes");
            compile(sources, classes);
            return new JavaBlocks(
                    new URLClassLoader(
                            new java.net.URL[] {classes.toUri().toURL()},
                            JavaBlocks.class.getClassLoader()),
                    names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Class<?> type(Block block) throws ClassNotFoundException {
        return Class.forName(names.get(block), true, loader);
    }

    private static void compile(List<Source> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of(
                            "-d",
                            classes.toString(),
                            "-proc:none",
                            "-nowarn",
                            "-parameters",
                            "-classpath",
                            System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, errors, options, null, sources).call()) {
                throw new IllegalStateException(errors.getDiagnostics().toString());
            }
        }
    }

    private static String className(Block block) {
        Matcher found = CLASS.matcher(block.text());
        return Kind.of(block) == Kind.FILE && found.find() ? found.group(1) : "Snippet";
    }

    private static String source(Block block, String folder) {
        String text =
                Trial.hurried(block.text())
                        .replace("System.getenv(", Outside.class.getName() + ".getenv(");
        String head = "package " + folder + ";\n";
        return switch (Kind.of(block)) {
            case FILE -> head + text;
            case ROUTES -> head + IMPORTS + Kind.ROUTES.frame.formatted(routes(text));
            default -> head + IMPORTS + Kind.of(block).frame.formatted(text);
        };
    }

    /** Settings without a route get one, which they then are for. */
    private static String routes(String text) {
        return text.contains("from(")
                ? text
                : text + "from(\"" + Trial.PAY + "\").to(\"stripe:paymentIntents/create\");";
    }

    private static final class Source extends SimpleJavaFileObject {

        private final Block block;
        private final String code;

        private Source(Block block, String folder, String code) {
            super(
                    URI.create("string:///" + folder + "/" + className(block) + ".java"),
                    Kind.SOURCE);
            this.block = block;
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }

        @Override
        public String toString() {
            return block.toString();
        }
    }
}
