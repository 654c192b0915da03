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
package io.github.camellowdefy.stripe.examples.quickstart;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

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
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * Runs the three requests of {@code routes/requests.camel.yaml} and prints what came back: against
 * Stripe when {@code STRIPE_SECRET_KEY} is set, else against a sandbox in this process.
 */
public final class Quickstart {

    private static final List<String> REQUESTS =
            List.of("list-customers", "create-payment-intent", "retrieve-checkout-session");

    private static final String SESSION =
            "cs_test_onpT2icY2lrSU0IgDGXEhhcOHcWeJS5BpLcQGMx0uI9TZHLMBdzvWpvx";

    private static final int LINES = 24;

    private final PrintStream out;

    Quickstart(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String key = System.getenv("STRIPE_SECRET_KEY");
        Quickstart quickstart = new Quickstart(out);
        if (key == null || key.isBlank()) {
            quickstart.runOnSandbox();
        } else {
            out.println("Calling Stripe with STRIPE_SECRET_KEY.");
            StripeConfiguration stripe = new StripeConfiguration();
            stripe.setSecretKey(key);
            quickstart.run(stripe);
        }
    }

    void runOnSandbox() throws Exception {
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            fill(sandbox.engine());
            out.println(
                    "STRIPE_SECRET_KEY is not set: calling the sandbox at " + sandbox.url() + ".");
            run(sandbox.configuration());
        }
    }

    private void run(StripeConfiguration stripe) throws Exception {
        Main main = new Main();
        main.configure().setRoutesIncludePattern("classpath:routes/*.yaml");
        main.bind("account", stripe);
        main.addInitialProperty("camel.component.stripe.configuration", "#bean:account");
        main.start();
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            for (String request : REQUESTS) {
                out.println();
                out.println("== " + request);
                out.println(answer(template, request));
            }
        } finally {
            main.stop();
        }
    }

    private static String answer(ProducerTemplate template, String request)
            throws JsonProcessingException {
        try {
            return excerpt(template.requestBody("direct:" + request, null, Object.class));
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof StripeException refused) {
                return "Stripe refused it: " + refused.getMessage();
            }
            throw e;
        }
    }

    /** The first lines, without the many fields Stripe leaves null. */
    private static String excerpt(Object answer) throws JsonProcessingException {
        String json =
                new ObjectMapper()
                        .setDefaultPropertyInclusion(Value.construct(NON_NULL, NON_NULL))
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(answer);
        List<String> lines = json.lines().toList();
        return lines.size() <= LINES
                ? json
                : String.join("\n", lines.subList(0, LINES))
                        + "\n  ... and "
                        + (lines.size() - LINES)
                        + " more lines";
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
