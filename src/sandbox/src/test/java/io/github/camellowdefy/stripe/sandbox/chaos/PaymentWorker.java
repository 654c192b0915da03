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
