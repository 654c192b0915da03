// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

/**
 * A process that makes a charge for every event of the account, under the event's id as idempotency
 * key, then writes the id down; it is killed while it does. Its folder keeps the cursor, and the
 * events that are done where it is told to remember them.
 */
final class EventWorker {

    static final String CURSOR = "cursor";
    static final String DONE = "done";
    static final String SEEN = "seen";

    private EventWorker() {}

    /**
     * Arguments: the folder, the secret key, the sandbox's URL, whether to remember events, and how
     * many to make a charge for before it only waits to be killed.
     */
    public static void main(String[] args) throws Exception {
        Semaphore allowed = new Semaphore(Integer.parseInt(args[4]));
        Path folder = Path.of(args[0]);
        String connection = "secretKey=%s&apiBase=%s".formatted(args[1], args[2]);
        String once = Boolean.parseBoolean(args[3]) ? "&idempotentRepository=#bean:done" : "";
        Main main = new Main();
        main.bind("done", remembering(folder.resolve(DONE)));
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                fromF(
                                                "stripe:events?%s&types=customer.created&startFrom=earliest"
                                                        + "&initialDelay=0&delay=20&offsetRepository=%s%s",
                                                connection, folder.resolve(CURSOR), once)
                                        .routeId("events")
                                        .process(exchange -> allowed.acquire())
                                        .setBody(
                                                exchange ->
                                                        PaymentRun.charge(
                                                                exchange.getMessage()
                                                                        .getHeader(
                                                                                "CamelStripeEventId")))
                                        .toF(
                                                "stripe:charges/create?%s&idempotencyKey=%s",
                                                connection, "${header.CamelStripeEventId}")
                                        .process(exchange -> writeDown(exchange, folder));
                            }
                        });
        main.run();
    }

    private static FileIdempotentRepository remembering(Path file) {
        FileIdempotentRepository repository =
                new FileIdempotentRepository() {
                    /** In one step: Camel's takes two, and a kill in between joins two lines. */
                    @Override
                    protected void appendToStore(String key) {
                        try {
                            Files.writeString(file, key + "\n", CREATE, APPEND);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };
        repository.setFileStore(file.toFile());
        repository.setCacheSize(100_000);
        repository.setMaxFileStoreSize(10_000_000);
        return repository;
    }

    private static void writeDown(Exchange exchange, Path folder) throws IOException {
        String id = exchange.getMessage().getHeader("CamelStripeEventId", String.class);
        Files.writeString(folder.resolve(SEEN), id + "\n", CREATE, APPEND);
    }
}
