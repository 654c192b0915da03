// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a program of its own: what a kill and a small memory do to it. */
class ProgramTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A running program and where it serves. */
    private record Program(Process process, String url) implements AutoCloseable {

        static Program start(String memory, String... arguments) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(memory, "-XX:TieredStopAtLevel=1", "-cp"));
            command.add(
                    System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path")));
            command.addAll(List.of(Main.class.getName(), "--port", "0"));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String line = process.inputReader().readLine();
            return new Program(process, line.substring("Stripe sandbox at ".length()));
        }

        HttpResponse<String> send(String path, String form) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Authorization", "Bearer sk_test_sandbox0000000000000000");
            if (form != null) {
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
            }
            try {
                return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void aProgramThatIsKilledGoesOnFromItsSnapshot(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state.json");
        String customer;
        String pages;
        try (Program program = Program.start("-Xmx128m", "--snapshot", file.toString())) {
            pages = program.url();
            program.send("/_sandbox/clock/advance", "seconds=86400");
            String form = "mode=setup&currency=eur&success_url=http%3A%2F%2Fshop.example";
            assertThat(program.send("/v1/checkout/sessions", form).body()).contains(pages);
            HttpResponse<String> made = program.send("/v1/customers", "name=Ada");
            customer = new ObjectMapper().readTree(made.body()).path("id").asText();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.exists(file) && Files.readString(file).contains(customer));
            program.process().destroyForcibly().waitFor();
        }
        try (Program program = Program.start("-Xmx128m", "--snapshot", file.toString())) {
            assertThat(program.send("/v1/customers/" + customer, null).body()).contains("Ada");
            // the pages have moved with the program
            assertThat(program.send("/v1/checkout/sessions", null).body())
                    .contains(program.url() + "/pay/")
                    .doesNotContain(pages + "/pay/");
            assertThat(program.send("/v1/events?type=customer.created", null).body())
                    .contains(customer);
        }
    }

    @Test
    void aProgramThatIsFullSaysSoAndServesOn() throws Exception {
        try (Program program = Program.start("-Xmx28m")) {
            String form = "description=" + "x".repeat(5_000);
            HttpResponse<String> answer;
            do {
                answer = program.send("/v1/customers", form);
            } while (answer.statusCode() == 200);
            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(answer.body())
                    .contains("The sandbox is full", "POST /_sandbox/reset", "java -Xmx2g");
            assertThat(program.send("/v1/customers?limit=1", null).statusCode()).isEqualTo(200);
            assertThat(program.send("/_sandbox/reset", "").statusCode()).isEqualTo(200);
            assertThat(program.send("/v1/customers", form).statusCode()).isEqualTo(200);
        }
    }
}
