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
package io.github.camellowdefy.stripe.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The sandbox as a program of its own: {@code java -jar ...-standalone.jar --port 12111}. */
public final class Main {

    private static final String USAGE =
            """
            usage: java -jar camel-lowdefy-stripe-sandbox-standalone.jar [options]
              --port <n>         the port to listen on; default 12111, 0 takes any free one
              --seed <n>         the same seed gives the same ids in the same order
              --latency <ms>     how long every answer waits
              --tls [file]       serve HTTPS; write the certificate (PEM) to the file
              --snapshot <file>  load the state from the file and save it there at the end
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
            try {
                Files.writeString(certificate, sandbox.certificate());
            } catch (IOException e) {
                throw new UncheckedIOException("The certificate could not be written", e);
            }
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
        Path certificate = null;
        while (!rest.isEmpty()) {
            String option = rest.poll();
            switch (option) {
                case "--port" -> builder.port((int) number(option, rest));
                case "--seed" -> builder.seed(number(option, rest));
                case "--latency" -> builder.latency(Duration.ofMillis(number(option, rest)));
                case "--key" -> builder.secretKey(value(option, rest));
                case "--restricted-key" -> restrictedKey(builder, option, rest);
                case "--account" -> account(builder, option, rest);
                case "--requests-per-second" ->
                        builder.requestsPerSecond((int) number(option, rest));
                case "--search-lag" -> builder.searchLag(Duration.ofMillis(number(option, rest)));
                case "--snapshot" -> builder.snapshot(Path.of(value(option, rest)));
                case "--tls" -> {
                    builder.tls();
                    if (!rest.isEmpty() && !rest.peek().startsWith("--")) {
                        certificate = Path.of(rest.poll());
                    }
                }
                default ->
                        throw new IllegalArgumentException(
                                "Unknown argument \"" + option + "\"; see the options below.");
            }
        }
        return certificate;
    }

    private static void restrictedKey(
            SandboxBuilder builder, String option, ArrayDeque<String> rest) {
        String value = value(option, rest);
        int equals = value.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    option + " expects <key>=<permissions>, such as rk_test_a=customers:read.");
        }
        builder.restrictedKey(value.substring(0, equals), value.substring(equals + 1).split(","));
    }

    private static void account(SandboxBuilder builder, String option, ArrayDeque<String> rest) {
        String[] account = value(option, rest).split("=", 2);
        if (account.length == 2) {
            builder.account(account[0], account[1]);
        } else {
            builder.account(account[0]);
        }
    }

    private static long number(String option, ArrayDeque<String> rest) {
        String value = value(option, rest);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    option + " expects a whole number, read \"" + value + "\".");
        }
    }

    private static String value(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " expects a value after it.");
        }
        return rest.poll();
    }
}
