// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.lowdefy;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.StripeException;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.console.DevConsole;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;

/**
 * Runs the requests of {@code *.lowdefy.yaml} as they are and prints what came back: against Stripe
 * when {@code STRIPE_SECRET_KEY} is set, else against a sandbox in this process. With {@code
 * --dump} it prints the files as Camel's YAML DSL instead.
 */
public final class LowdefyFiles {

    private static final String SECRET = "LOWDEFY_SECRET_STRIPE_SECRET_KEY";
    private static final String SESSION =
            "cs_test_onpT2icY2lrSU0IgDGXEhhcOHcWeJS5BpLcQGMx0uI9TZHLMBdzvWpvx";
    private static final int LINES = 20;

    private final PrintStream out;
    private final boolean dump;

    LowdefyFiles(PrintStream out, boolean dump) {
        this.out = out;
        this.dump = dump;
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LowdefyFiles files = new LowdefyFiles(out, List.of(args).contains("--dump"));
        String key =
                Stream.of("STRIPE_SECRET_KEY", SECRET)
                        .map(System::getenv)
                        .filter(value -> value != null && !value.isBlank())
                        .findFirst()
                        .orElse(null);
        if (key == null) {
            files.runOnSandbox();
        } else {
            out.println("# Calling Stripe with STRIPE_SECRET_KEY.");
            files.run(key, new StripeConfiguration());
        }
    }

    void runOnSandbox() throws Exception {
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            fill(sandbox.engine());
            out.println("# STRIPE_SECRET_KEY is not set: calling the sandbox.");
            run(sandbox.secretKey(), sandbox.configuration());
        }
    }

    private void run(String key, StripeConfiguration stripe) throws Exception {
        Properties properties = new Properties();
        properties.setProperty(SECRET, key);
        properties.setProperty("camel.component.stripe.configuration", "#bean:account");
        Main main = new Main();
        main.bind("account", stripe);
        main.configure().setRoutesIncludePattern("classpath:*.lowdefy.yaml");
        main.setOverrideProperties(properties);
        main.start();
        try {
            if (dump) {
                out.println(yaml(main.getCamelContext()));
            } else {
                call(main.getCamelContext());
            }
        } finally {
            main.stop();
        }
    }

    private static String yaml(CamelContext context) {
        return (String)
                PluginHelper.getDevConsoleResolver(context)
                        .resolveDevConsole("lowdefy")
                        .call(DevConsole.MediaType.TEXT);
    }

    private void call(CamelContext context) throws Exception {
        Map<String, Object> requests = new LinkedHashMap<>();
        requests.put("list_customers", null);
        requests.put("create_payment_intent", null);
        requests.put("retrieve_checkout_session", null);
        requests.put(
                "pay_order",
                "{\"order\": {\"number\": 4711, \"total\": 19.99, \"currency\": \"EUR\"}}");
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (Map.Entry<String, Object> request : requests.entrySet()) {
                out.println();
                out.println("== " + request.getKey());
                out.println(answer(template, request.getKey(), request.getValue()));
            }
        }
    }

    private static String answer(ProducerTemplate template, String request, Object body)
            throws JsonProcessingException {
        try {
            return excerpt(template.requestBody("direct:" + request, body, Object.class));
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof StripeException refused) {
                return "Stripe refused it: " + refused.getMessage();
            }
            throw e;
        }
    }

    /** The first lines, without the many fields Stripe leaves null. */
    private static String excerpt(Object answer) throws JsonProcessingException {
        List<String> lines =
                new ObjectMapper()
                        .setDefaultPropertyInclusion(
                                Value.construct(Include.NON_NULL, Include.NON_NULL))
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(answer)
                        .lines()
                        .toList();
        return String.join("\n", lines.subList(0, Math.min(lines.size(), LINES)))
                + (lines.size() > LINES
                        ? "\n  ... and " + (lines.size() - LINES) + " more lines"
                        : "");
    }

    /** A few customers, and the checkout session the documentation's request asks for. */
    private static void fill(Engine stripe) {
        stripe.change(
                stripe.platform(),
                changes -> {
                    for (String name : List.of("Ada Lovelace", "Grace Hopper", "Mary Somerville")) {
                        ObjectNode customer = changes.draft("customer");
                        customer.put("name", name);
                        changes.insert(customer);
                    }
                    ObjectNode session = changes.draft("checkout.session", SESSION);
                    session.put("mode", "payment").put("status", "open");
                    session.put("amount_total", 2000).put("currency", "eur");
                    changes.insert(session);
                });
    }
}
