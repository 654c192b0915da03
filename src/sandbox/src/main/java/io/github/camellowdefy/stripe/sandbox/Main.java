// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.sandbox.control.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/** The sandbox as a program of its own: {@code java -jar ...-standalone.jar --port 12111}. */
public final class Main {

    private static final String USAGE =
            """
            usage: java -jar camel-lowdefy-stripe-sandbox-standalone.jar [options]
              --port <n>         the port to listen on; default 12111, 0 takes any free one
              --host <address>[=<name>,<name>]
                                 the address to listen on, default 127.0.0.1, and names by which
                                 clients may call besides localhost and IP addresses
              --url <base>       the URL at which browsers reach it, where that is not its own
              --seed <n>         the same seed gives the same ids in the same order
              --latency <ms>     how long every answer waits
              --tls [file]       serve HTTPS; write the certificate (PEM) to the file
              --seed-file <file> fill it by a fixture file of Stripe's command line tool, JSON or YAML
              --snapshot <file>  load the state from the file, save it there after changes and at the end
              --key <key>        the secret key, sk_test_...
              --restricted-key <key>=<permissions>
                                 a key that may do some things: rk_test_a=customers:read,charges:write
              --account <id>[=<key>]
                                 a connected account, with a key of its own or not
              --requests-per-second <n>
                                 429 beyond, per account; default no limit
              --search-lag <ms>  how far searches lag behind; default not at all
              --help             this text
            """;

    /** What each option does with its value. */
    private static final Map<String, BiConsumer<SandboxBuilder, String>> OPTIONS =
            Map.ofEntries(
                    option("--port", (builder, value) -> builder.port(whole(value))),
                    option("--host", Main::host),
                    option("--url", SandboxBuilder::url),
                    option("--seed", (builder, value) -> builder.seed(number(value))),
                    option("--latency", (builder, value) -> builder.latency(millis(value))),
                    option("--search-lag", (builder, value) -> builder.searchLag(millis(value))),
                    option(
                            "--requests-per-second",
                            (builder, value) -> builder.requestsPerSecond(whole(value))),
                    option("--key", SandboxBuilder::secretKey),
                    option("--restricted-key", Main::restrictedKey),
                    option("--account", Main::account),
                    option("--seed-file", SandboxBuilder::seedFile),
                    option("--snapshot", (builder, value) -> builder.snapshot(Path.of(value))));

    private static final Set<String> REPEATABLE = Set.of("--restricted-key", "--account");

    private Main() {}

    /** Starts a sandbox and serves until the process ends. Exit code 2 for wrong arguments. */
    public static void main(String... args) {
        // the jar brings no logging; that it does not is no news to anybody
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        if (List.of(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        try {
            run(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        } catch (IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String... args) {
        SandboxBuilder builder = StripeSandbox.builder().port(12111);
        Path certificate = parse(builder, args);
        StripeSandbox sandbox = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        if (certificate != null) {
            write(certificate, sandbox.certificate());
        }
        System.out.println("Stripe sandbox at " + sandbox.url());
        System.out.println("Secret key        " + sandbox.secretKey());
        sleepForever();
    }

    /** The sandbox's own threads do not keep a process alive. */
    private static void sleepForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Applies the arguments; gives the file for the certificate, or null. */
    static Path parse(SandboxBuilder builder, String... args) {
        ArrayDeque<String> rest = new ArrayDeque<>(List.of(args));
        Set<String> given = new HashSet<>();
        Path certificate = null;
        while (!rest.isEmpty()) {
            String option = rest.poll();
            if (!given.add(option) && !REPEATABLE.contains(option)) {
                throw new IllegalArgumentException(option + " is given twice; give it once.");
            }
            boolean valued = !rest.isEmpty() && !rest.peek().startsWith("--");
            if (option.equals("--tls")) {
                builder.tls();
                certificate = valued ? writable(rest.poll()) : null;
                continue;
            }
            BiConsumer<SandboxBuilder, String> setter = OPTIONS.get(option);
            if (setter == null) {
                throw unknown(option);
            }
            if (!valued) {
                throw new IllegalArgumentException(option + " expects a value after it.");
            }
            apply(setter, builder, option, rest.poll());
        }
        return certificate;
    }

    private static Map.Entry<String, BiConsumer<SandboxBuilder, String>> option(
            String name, BiConsumer<SandboxBuilder, String> setter) {
        return Map.entry(name, setter);
    }

    private static void apply(
            BiConsumer<SandboxBuilder, String> setter,
            SandboxBuilder builder,
            String option,
            String value) {
        try {
            setter.accept(builder, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException unknown(String option) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (OPTIONS.containsKey(name)) {
            return new IllegalArgumentException(
                    "The value of %s comes after a blank, not after =; read \"%s\"."
                            .formatted(name, option));
        }
        Set<String> names = new HashSet<>(OPTIONS.keySet());
        names.addAll(List.of("--tls", "--help"));
        return Nearest.error("option", name, names);
    }

    private static void host(SandboxBuilder builder, String value) {
        String[] parts = value.split("=", 2);
        builder.host(parts[0], parts.length == 2 ? parts[1].split(",") : new String[0]);
    }

    private static void restrictedKey(SandboxBuilder builder, String value) {
        String[] parts = value.split("=", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(
                    "expected <key>=<permissions>, such as rk_test_a=customers:read");
        }
        builder.restrictedKey(parts[0], parts[1].split(","));
    }

    private static void account(SandboxBuilder builder, String value) {
        String[] account = value.split("=", 2);
        if (account.length == 2) {
            builder.account(account[0], account[1]);
        } else {
            builder.account(account[0]);
        }
    }

    private static Duration millis(String value) {
        return Duration.ofMillis(number(value));
    }

    private static int whole(String value) {
        long number = number(value);
        if (number != (int) number) {
            throw new IllegalArgumentException(
                    "expected a number up to " + Integer.MAX_VALUE + ", read " + number);
        }
        return (int) number;
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a whole number, read \"" + value + "\"", e);
        }
    }

    /** Asked before the start, so that no sandbox runs whose certificate nobody can have. */
    private static Path writable(String value) {
        Path file = Path.of(value);
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--tls: the certificate cannot be written to %s; expected a file in a folder that is there."
                            .formatted(value));
        }
        return file;
    }

    private static void write(Path file, String certificate) {
        try {
            Files.writeString(file, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "--tls: the certificate cannot be written to %s: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
