// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import java.util.concurrent.Semaphore;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * A process that pays for every file of a folder and is killed while it does. The file's name is
 * the idempotency key: a payment that was under way is repeated under the same one.
 */
final class PaymentWorker {

    private PaymentWorker() {}

    /**
     * Arguments: the folder, the secret key, the sandbox's URL, and for how many files to pay
     * before it only waits to be killed.
     */
    public static void main(String[] args) throws Exception {
        Semaphore allowed = new Semaphore(Integer.parseInt(args[3]));
        Main main = new Main();
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("file:" + args[0] + "?delete=true&initialDelay=0&delay=20")
                                        .process(exchange -> allowed.acquire())
                                        .process(
                                                exchange ->
                                                        exchange.getMessage()
                                                                .setBody(
                                                                        PaymentRun.charge(
                                                                                exchange.getMessage()
                                                                                        .getHeader(
                                                                                                "CamelFileName"))))
                                        .toF(
                                                "stripe:charges/create?secretKey=%s&apiBase=%s"
                                                        + "&idempotencyKey=${header.CamelFileName}",
                                                args[1], args[2]);
                            }
                        });
        main.run();
    }
}
