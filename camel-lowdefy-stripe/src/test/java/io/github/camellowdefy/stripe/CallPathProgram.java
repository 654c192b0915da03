// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.util.Map;

/** Creates a customer twice; {@link CallPathTest} watches the second call from another JVM. */
final class CallPathProgram {

    private CallPathProgram() {}

    public static void main(String[] args) throws Exception {
        try (Routes routes =
                Routes.start(
                        Reply.json("{\"id\":\"cus_1\",\"object\":\"customer\"}"),
                        context -> {},
                        builder -> builder.from("direct:in").to("stripe:customers/create"))) {
            Map<String, Object> customer = Map.of("name", "Ada", "metadata", Map.of("order", 7));
            routes.template().requestBody("direct:in", customer);
            beforeTheCall();
            routes.template().requestBody("direct:in", customer);
            afterTheCall();
        }
    }

    /** The watching JVM counts from here. */
    static void beforeTheCall() {}

    /** The watching JVM counts up to here. */
    static void afterTheCall() {}
}
