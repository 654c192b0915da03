// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.util.stream.Stream;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a file fail to load: one sentence that starts with its place, and no route. */
class RefusedFilesTest {

    private final LowdefyContext lowdefy = LowdefyContext.start();

    @AfterEach
    void stop() {
        lowdefy.close();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                file("", "1:1: the file is empty, expected a map with connections and requests"),
                file(
                        "- id: x\n",
                        "1:1: the file is a list, expected a map with connections and requests"),
                file("requests: {}\n", "1:11: requests is an empty map, expected a list"),
                file("requests:\n  - x\n", "2:5: a request is text, expected a map with id"),
                file("a: [1, 2\nb: 3\n", "2:2: this is no YAML: expected ',' or ']', but got :"),
                file(
                        "a: 1\n b: 2\n",
                        "2:3: this is no YAML: mapping values are not allowed here; check the"
                                + " indentation, and quote text that holds a colon"),
                file("a: 1\na: 2\n", "2:1: the key a stands here a second time"),
                file("a: 1\n---\nb: 2\n", "2:1: a second document starts here"),
                file("a: !!java.net.URL [x]\n", "1:4: the tag tag:yaml.org,2002:java.net.URL is"),
                file("a: *b\n", "1:4: no value is anchored as b before this"),
                file("a: " + "9".repeat(1_001), "1:4: a number has more than a thousand digits"),
                file("a: 0x" + "f".repeat(1_000_000), "1:4: a number has more than a thousand"),
                file("a: 0." + "9".repeat(1_000_000), "1:4: a number has more than a thousand"),
                file("a: " + "[".repeat(200) + "]".repeat(200), "values are nested more than 100"),
                request(
                        "type: StripeRequest\n    connectionId: stripe",
                        "7:5: the request has no id"),
                request("id: 5\n    type: StripeRequest", "7:9: the id of the request is a number"),
                request("id: a\n    connectionId: stripe", "7:5: the request a has no type"),
                request(
                        "id: a\n    type: StripeRequest\n    properties: {}",
                        "7:5: the request a has no connectionId"),
                request(
                        "id: a?b\n    type: StripeRequest\n    connectionId: stripe",
                        "7:9: the request id a?b cannot become the endpoint direct:a?b"),
                request(
                        "id: a\n    type: StripeRequest\n    connectionId: stripe",
                        "7:5: the request a has no properties"),
                stripe("{}", "10:17: request a: properties is an empty map, expected a map that"),
                stripe("[]", "10:17: request a: properties is an empty list, expected a map that"),
                stripe("text", "10:17: request a: properties is text, expected a map that leads"),
                stripe(
                        "{customers: {list: []}, charges: {list: []}}",
                        "10:17: request a: The message holds 2 keys, customers and charges"),
                stripe(
                        "{customers: {create: [{email: {_payload: e}}], list: []}}",
                        "10:29: request a: a request is one call, but here are the keys create,"
                                + " list"),
                stripe(
                        "{customer: {list: {limit: {_payload: n}}}}",
                        "10:17: request a: There is no operation \"customer\"; the nearest are"
                                + " customers"),
                stripe(
                        "{customers: {lst: {limit: 1}}}",
                        "10:29: request a: There is no operation \"customers.lst\"; the nearest"
                                + " are"),
                stripe(
                        "{customers: {retrieve: []}}",
                        "10:40: request a: customers.retrieve takes the id"),
                stripe(
                        "{customers: {list: {limit: {_js: 'return 1'}}}}",
                        "10:44: the operator _js is not supported; supported are _and, _array,"),
                stripe(
                        "{customers: {list: {limit: {_state: n}}}}",
                        "10:44: the operator _state is not supported"),
                stripe(
                        "{customers: {list: {limit: {_paylod: n}}}}",
                        "_user; the nearest is _payload"),
                stripe(
                        "{customers: {list: {limit: {_function: {__payload: n}}}}}",
                        "10:44: the operator _function is not supported"),
                stripe(
                        "{customers: {create: {preferred_locales: {_array.map: [[a], {_function:"
                                + " x}]}}}}",
                        "10:58: the operator _array.map takes a function, and _function is not"),
                stripe(
                        "{customers: {create: {name: {_string.upper: x}}}}",
                        "10:45: the operator _string has no method upper; supported are charAt,"),
                stripe(
                        "{customers: {create: {name: {_string: x}}}}",
                        "10:45: the operator _string needs a method; supported are charAt"),
                stripe(
                        "{customers: {create: {name: {_payload.name: true}}}}",
                        "10:45: the operator _payload has no method name; write _payload"),
                stripe(
                        "{customers: {list: [{}, {host: evil.example}]}}",
                        "10:36: request a: The arguments of customers.list hold host, which never"),
                file(
                        "requests:\n  - id: a\n    type: StripeRequest\n    connectionId: nowhere\n"
                                + "    properties: {customers: {list: []}}\n",
                        "4:19: the request a names the connection nowhere, which is unknown; there"
                                + " is no connection of type Stripe"),
                request(
                        "id: a\n    type: StripeRequest\n    connectionId: strpe\n"
                                + "    properties: {customers: {list: []}}",
                        "9:19: the request a names the connection strpe, which is unknown; known"
                                + " are stripe"),
                file(
                        "connections:\n  - id: db\n    type: MongoDBCollection\nrequests:\n"
                                + "  - id: a\n    type: StripeRequest\n    connectionId: db\n"
                                + "    properties: {customers: {list: []}}\n",
                        "7:19: the request a names the connection db, which is of type"
                                + " MongoDBCollection (file:shop.lowdefy.yaml:3:11); expected one"
                                + " of type Stripe"),
                connection("type: Stripe", "2:5: the connection a needs properties: a map with"),
                connection(
                        "type: Stripe\n    properties: {}",
                        "4:17: the connection a has no secretKey"),
                stripe(
                        "{customers: {create: {name: {_string.touppercase: x}}}}",
                        "trimEnd, trimStart; the nearest is toUpperCase"),
                connection(
                        "type: Stripe\n    properties: {secrtKey: sk_test_1}",
                        "4:17: the connection a has no secretKey; write secretKey: {_secret:"
                                + " STRIPE_SECRET_KEY}. There is no option secrtKey; the nearest"
                                + " is secretKey"),
                connection(
                        "type: Stripe\n    properties: {secretKey: null}",
                        "4:29: the secretKey of connection a is null, expected text, such as"
                                + " {_secret: STRIPE_SECRET_KEY}"),
                connection(
                        "type: Stripe\n    properties: {secretKey: sk_test_1,"
                                + " maxConcurrentRequests: many}",
                        "4:63: connection a: The option maxConcurrentRequests"),
                connection(
                        "type: Stripe\n    properties: {secretKey: 5}",
                        "4:29: the secretKey of connection a is a number, expected text"),
                connection(
                        "type: Stripe\n    properties: {secretKey: sk_test_1, timeout: fast}",
                        "4:49: the timeout of connection a is text, expected a whole number"),
                connection(
                        "type: Stripe\n    properties: {secretKey: {_secret: NO_SUCH}}",
                        "4:29: the secret NO_SUCH for connection a is not set; set the environment"
                                + " variable LOWDEFY_SECRET_NO_SUCH, or the Camel property of"),
                connection(
                        "type: Stripe\n    properties: {secretKey: {_payload: key}}",
                        "4:29: _payload cannot stand in a connection, which is made before there"),
                connection(
                        "type: Stripe\n    properties: {secretKey: sk_test_1}\n"
                                + "  - id: a\n    type: Stripe\n    properties: {secretKey: x}",
                        "5:9: the connection id a is taken by the connection at"
                                + " file:shop.lowdefy.yaml:2:5; ids are unique"),
                file(
                        LowdefyContext.CONNECTION
                                + "pages:\n  - id: one\n    requests:\n"
                                + "      - id: a\n        type: StripeRequest\n"
                                + "        connectionId: stripe\n"
                                + "        properties: {customers: {list: []}}\n"
                                + "  - id: two\n    requests:\n"
                                + "      - id: a\n        type: StripeRequest\n"
                                + "        connectionId: stripe\n"
                                + "        properties: {charges: {list: []}}\n",
                        "15:13: the request id a is taken by the request at"
                                + " file:shop.lowdefy.yaml:9:9; ids are unique here, also across"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void areRefusedWithPlaceAndReason(String yaml, String message) {
        assertThatThrownBy(() -> lowdefy.load(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("file:shop.lowdefy.yaml:")
                .contains(message)
                .doesNotContain("sk_test_");
        assertThat(lowdefy.context().getRoutes()).isEmpty();
        assertThat(lowdefy.context().getRegistry().findByType(StripeConfiguration.class)).isEmpty();
    }

    @Test
    void aRefusedFileTakesNoIdsFromOthers() throws Exception {
        String broken =
                LowdefyContext.CONNECTION
                        + "requests: [{id: a, type: StripeRequest, connectionId: stripe,"
                        + " properties: {customers: {lst: []}}}]";
        assertThatThrownBy(() -> lowdefy.load(broken)).hasMessageContaining("customers.lst");

        lowdefy.load(
                ResourceHelper.fromString(
                        "file:other.lowdefy.yaml", broken.replace("lst", "list")));

        assertThat(lowdefy.send("direct:a", null).getException()).isNull();
    }

    @Test
    void aBeanOfTheApplicationIsNotReplaced() {
        lowdefy.context().getRegistry().bind("stripe", "something else");

        assertThatThrownBy(() -> lowdefy.load(LowdefyContext.CONNECTION))
                .isInstanceOf(LowdefyFileException.class)
                .hasMessageEndingWith(
                        "the connection id stripe is taken by a bean of type java.lang.String; give the connection another id");
    }

    private static Arguments file(String yaml, String message) {
        return Arguments.of(yaml, message);
    }

    private static Arguments request(String lines, String message) {
        return file(LowdefyContext.CONNECTION + "requests:\n  - " + lines + "\n", message);
    }

    private static Arguments stripe(String properties, String message) {
        return request(
                "id: a\n    type: StripeRequest\n    connectionId: stripe\n    properties: "
                        + properties,
                message);
    }

    private static Arguments connection(String lines, String message) {
        return file("connections:\n  - id: a\n    " + lines + "\n", message);
    }
}
