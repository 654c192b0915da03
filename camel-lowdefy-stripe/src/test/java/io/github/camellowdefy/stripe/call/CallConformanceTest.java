// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.Conformance;
import io.github.camellowdefy.stripe.Conformance.Encoding;
import io.github.camellowdefy.stripe.Conformance.Lowdefy;
import io.github.camellowdefy.stripe.Conformance.Method;
import io.github.camellowdefy.stripe.Conformance.Refusal;
import io.github.camellowdefy.stripe.Conformance.Wire;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallConformanceTest {

    /** What Lowdefy's handler sends although nobody can have meant it. */
    private static final Set<String> REFUSED_HERE =
            Set.of(
                    "shape/two-top-level-keys",
                    "shape/two-methods",
                    "shape/empty-string-leaf",
                    "shape/zero-leaf",
                    "shape/false-leaf",
                    "shape/trailing-string-is-a-key",
                    "shape/host-option");

    /** What Lowdefy's handler fails at although it is clear. */
    private static final Set<String> READ_HERE =
            Set.of(
                    "docs/list-customers-map-leaf",
                    "shape/string-leaf",
                    "shape/empty-map-leaf",
                    "shape/map-leaf-with-array",
                    "shape/newer-than-13",
                    "shape/v2");

    @ParameterizedTest
    @MethodSource("io.github.camellowdefy.stripe.Conformance#methods")
    void everyMethodOfTheNodeClientsReadsToItsOperation(Method row) {
        StripeCall call = Calls.read(row.request());

        assertLeadsTo(row.wire(), call);
        assertThat(call.ids()).hasSize(row.ids());
        assertThat(call.operation().kind().paged()).isEqualTo(!row.paginates().equals("none"));
        List<?> arguments = arguments(row.request(), row.path());
        assertThat(call.params())
                .isEqualTo(row.ids() < arguments.size() ? arguments.get(row.ids()) : Map.of());
    }

    @ParameterizedTest
    @MethodSource("io.github.camellowdefy.stripe.Conformance#encodings")
    void everyShapeOfArgumentsReadsToItsCall(Encoding row) {
        StripeCall call = Calls.read(row.request());

        assertLeadsTo(row.wire(), call);
        Map<String, String> headers = row.wire().headers();
        assertThat(call.options().idempotencyKey()).isEqualTo(headers.get("Idempotency-Key"));
        assertThat(call.options().stripeAccount()).isEqualTo(headers.get("Stripe-Account"));
        assertThat(call.options().stripeContext()).isEqualTo(headers.get("Stripe-Context"));
        assertThat(call.params().isEmpty()).isEqualTo(isEmpty(row));
    }

    @ParameterizedTest
    @MethodSource("io.github.camellowdefy.stripe.Conformance#refusals")
    void whatMustBeRefusedIsRefusedInOneSentence(Refusal row) {
        assertThat(Calls.refusal(row.request())).hasSizeLessThan(400);
    }

    @ParameterizedTest
    @MethodSource("lowdefyShapes")
    void whatLowdefySendsIsSentUnlessItIsUnsafe(Lowdefy row) {
        if (REFUSED_HERE.contains(row.name())
                || row.wires().isEmpty() && !READ_HERE.contains(row.name())) {
            assertThatThrownBy(() -> Calls.read(row.request()))
                    .isInstanceOf(InvalidStripeCallException.class);
            return;
        }
        StripeCall call = Calls.read(row.request());
        if (!READ_HERE.contains(row.name())) {
            assertLeadsTo(row.wires().get(0), call);
        }
    }

    static Stream<Lowdefy> lowdefyShapes() {
        return Conformance.lowdefy().stream()
                .filter(row -> Set.of("docs", "shape").contains(row.group()));
    }

    private static void assertLeadsTo(Wire wire, StripeCall call) {
        assertThat(call.operation().verb()).isEqualTo(wire.method());
        assertThat(call.operation().base().name().toLowerCase(Locale.ROOT)).isEqualTo(wire.base());
        assertThat(Calls.path(call)).isEqualTo(wire.path());
        assertThat(call.operation().kind() == OperationKind.MULTIPART)
                .isEqualTo(!wire.parts().isEmpty());
    }

    private static List<?> arguments(Object request, String path) {
        Object tree = request;
        for (String segment : path.split("\\.")) {
            tree = ((Map<?, ?>) tree).get(segment);
        }
        return (List<?>) tree;
    }

    /** Rows whose parameters are empty lists and maps send nothing, but hold keys. */
    private static boolean isEmpty(Encoding row) {
        String body = row.wire().body();
        return row.wire().query() == null
                && row.wire().parts().isEmpty()
                && (body == null || body.isEmpty() || body.equals("{}"))
                && !row.name().equals("value/only-empty-array");
    }
}
