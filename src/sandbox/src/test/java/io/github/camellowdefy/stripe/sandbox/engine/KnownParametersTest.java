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
package io.github.camellowdefy.stripe.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KnownParametersTest {

    private static final Route PAYMENT =
            new Route("POST", "/v1/payment_intents", Shape.CREATE, "payment_intent", null, null);

    @Test
    void whatIsDocumentedIsTaken() {
        assertThatCode(
                        () ->
                                check(
                                        PAYMENT,
                                        "amount=5&currency=usd&metadata[any]=thing&expand[]=customer"
                                                + "&shipping[address][city]=Rome&shipping[name]=Ada"
                                                + "&payment_method_options[card][anything]=1"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNotIsNamedWithItsPlace() {
        assertThatThrownBy(() -> check(PAYMENT, "amount=5&currency=usd&ammount=5"))
                .hasMessage("Received unknown parameter: ammount");
        assertThatThrownBy(() -> check(PAYMENT, "foo=1&shipping[address][town]=Rome&currency=usd"))
                .hasMessage("Received unknown parameters: foo, shipping[address][town]");
    }

    @Test
    void whatIsNeededIsDemanded() {
        assertThatThrownBy(() -> check(PAYMENT, "amount=5"))
                .hasMessage("Missing required param: currency.");
        assertThatThrownBy(() -> check(PAYMENT, "amount=5&currency=usd&shipping[name]=Ada"))
                .hasMessage("Missing required param: shipping[address].");
        assertThatThrownBy(() -> check(PAYMENT, "amount=&currency=usd"))
                .hasMessageStartingWith("You passed an empty string for 'amount'.");
    }

    @Test
    void anOperationWithoutAStateMachineTakesAnything() {
        Route route = new Route("POST", "/v1/apple_pay/domains", Shape.CREATE, "x", null, null);
        assertThatCode(() -> check(route, "whatever=1")).doesNotThrowAnyException();
    }

    private static void check(Route route, String form) {
        KnownParameters.of(route).check(new Params(FormDecoder.decode(form)));
    }
}
