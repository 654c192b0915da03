// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The command. {@code java -jar payment-pipeline.jar instance} runs an instance against the broker,
 * the database and the Stripe account that the environment names, on as many machines as wanted.
 * Without {@code instance} it shows a whole run: it starts what the environment does not name,
 * starts instances as processes of their own, orders, and ends with a reconciliation.
 */
public final class PaymentPipeline {

    static final String INSTANCE = "instance";

    private PaymentPipeline() {}

    /** Exit code 2 for wrong arguments or a setting that is missing. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Settings settings = new Settings(System.getenv());
        List<String> arguments = Arrays.asList(args);
        try {
            if (arguments.equals(List.of(INSTANCE))) {
                endWith(System.in);
                Instance.run(settings);
            } else if (arguments.contains("--help")) {
                out.print(Options.USAGE);
            } else {
                new Demo(Options.parse(arguments), settings, out).run();
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(0);
    }

    /** An instance that was started by a launcher ends with it, however the launcher ends. */
    private static void endWith(InputStream launcher) {
        if (System.getProperty(InstanceProcess.LAUNCHED) == null) {
            return;
        }
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                launcher.transferTo(OutputStream.nullOutputStream());
                            } catch (IOException e) {
                                // gone is gone
                            }
                            System.exit(0);
                        },
                        "launcher-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
