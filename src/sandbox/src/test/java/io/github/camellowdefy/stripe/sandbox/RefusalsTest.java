// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no sense is refused in one sentence that names the nearest fix. */
class RefusalsTest {

    private static StripeSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.builder().account("acct_shop").start();
        assertThat(Clients.send(sandbox, "POST", "/v1/customers", "name=Ada").statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                row(
                        "There is no object \"customers\"; the nearest is \"customer\".",
                        s -> s.objects("customers")),
                row(
                        "There is no object \"charge \"; the nearest is \"charge\".",
                        s -> s.objects("charge ")),
                row("There is no object \"null\"", s -> s.objects(null)),
                row(
                        "There is no account \"acct_shap\"; the nearest is \"acct_shop\".",
                        s -> s.objects("acct_shap", "charge")),
                row(
                        "There is no field of a invoice \"amount_payd\"; the nearest is \"amount_paid\".",
                        s -> s.objects("invoice").sum("amount_payd")),
                row(
                        "There is no field of a charge \"statsu\"; the nearest is \"status\".",
                        s -> s.charges().with("statsu", "x")),
                row(
                        "sum expects a field of numbers; name of a customer is string, read \"Ada\".",
                        s -> s.customers().sum("name")),
                row(
                        "withMetadata expects a value, read null",
                        s -> s.charges().withMetadata("k", null)),
                row(
                        "There is no verb \"PSOT\"; the nearest is \"POST\".",
                        s -> s.journal().of("PSOT", "/v1/charges")),
                row("A path starts with /", s -> s.journal().of("POST", "v1/charges")),
                row(
                        "There is no operation (verb and path) \"PATCH foo\"",
                        s -> s.faults().next(Fault.HANG, 1, "PATCH foo")),
                row(
                        "the nearest is \"POST /v1/charges\".",
                        s -> s.faults().next(Fault.HANG, 1, "POST /v1/charge")),
                row(
                        "There is no operation",
                        s -> s.faults().next(Fault.HANG, 1, "customer.created")),
                row(
                        "There is no type of event \"POST /v1/charges\"",
                        s -> s.faults().next(Fault.DUPLICATE_DELIVERY, 1, "POST /v1/charges")),
                row(
                        "the nearest is \"customer.created\".",
                        s -> s.faults().next(Fault.REORDERED_DELIVERY, 1, "customer.craeted")),
                row("expected a fault, read null", s -> s.faults().next(null)),
                row("expected at least one time, read 0", s -> s.faults().next(Fault.HANG, 0)),
                row("a rate lies between 0 and 1", s -> s.faults().rate(1.1, Fault.HANG)),
                row(
                        "refuseFor expects a time of 0 or more",
                        s -> s.faults().refuseFor(Duration.ofSeconds(-1))),
                row(
                        "The sandbox clock only moves on",
                        s -> s.clock().advance(Duration.ofSeconds(-1))),
                row(
                        "The sandbox clock ends with the year 9999",
                        s -> s.clock().advance(Duration.ofDays(9_000_000))),
                row(
                        "rollSecret expects how long the old secret lives on",
                        s -> s.webhooks().rollSecret("we_1", Duration.ofDays(-1))),
                row("No such charge", s -> s.createDispute("ch_1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void aQuestionThatCannotBeMeantIsRefused(String sentence, Consumer<StripeSandbox> question) {
        assertThatThrownBy(() -> question.accept(sandbox)).hasMessageContaining(sentence);
        assertThat(sandbox.faults().pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "POST *",
                "* /v1/charges",
                "POST /v1/payment_intents*",
                "POST /v1/payment_intents/pi_1/confirm",
                "GET /v1/customers/*/sources/card_1",
                "POST /_sandbox/clock/advance"
            })
    void aFaultMayBePlannedForWhateverARequestCanBe(String pattern) {
        sandbox.faults().next(Fault.HANG, 1, pattern);
        sandbox.faults().clear();
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                choice("port must be 0 to 65535, read -1", b -> b.port(-1)),
                choice("latency must be a time", b -> b.latency(Duration.ofMillis(-5))),
                choice("latency must be a time", b -> b.latency(null)),
                choice("searchLag must be a time", b -> b.searchLag(Duration.ofMillis(-5))),
                choice("requestsPerSecond must be 0 or more", b -> b.requestsPerSecond(-1)),
                choice("clock must be", b -> b.clock(null)),
                choice("behaviours must be", b -> b.behaviours(null)),
                choice("snapshot must be", b -> b.snapshot(null)),
                choice("host must be an address", b -> b.host(" ")),
                choice("host must be a name", b -> b.host("0.0.0.0", "")),
                choice("account must be an id such as acct_1", b -> b.account("acct_ b")),
                choice(
                        "is given twice",
                        b -> b.account("acct_a", "sk_test_a1").account("acct_b", "sk_test_a1")),
                choice("A restricted key needs permissions", b -> b.restrictedKey("rk_test_a")),
                choice("There is no resource", b -> b.restrictedKey("rk_test_a", "foo:read")),
                choice("A permission is", b -> b.restrictedKey("rk_test_a", "charges")),
                choice("a rate lies between 0 and 1", b -> b.faults(2, Fault.HANG)),
                choice("a rate lies between 0 and 1", b -> b.faults(0.5, (Fault) null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void aChoiceThatCannotBeMeantIsRefusedBeforeTheStart(
            String sentence, Consumer<SandboxBuilder> choice) {
        assertThatThrownBy(() -> choice.accept(StripeSandbox.builder()))
                .hasMessageContaining(sentence);
    }

    @Test
    void aSnapshotThatCannotBeWrittenIsRefusedAtTheStart(@TempDir Path folder) throws IOException {
        assertRefused(folder, "it is a folder; name a file in it");
        assertRefused(folder.resolve("none/x.json"), "create it first");
        Path text = Files.writeString(folder.resolve("a.txt"), "hello");
        assertRefused(text.resolve("x.json"), "create it first");
        assertRefused(text, "is no snapshot of this sandbox");
        Path odd = Files.writeString(folder.resolve("b.json"), "{\"version\": 1, \"stored\": [5]}");
        assertRefused(odd, "is no snapshot of this sandbox");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults | fault=HANG&on=PATCH foo | on | There is no operation",
                "faults | fault=HANG&times=0 | times | Expected at least one time.",
                "faults | fault=HUNG | fault | Invalid fault: must be one of",
                "clock/advance | seconds=-1 | seconds | The sandbox clock only moves on",
                "clock/advance | seconds=9223372036854775807 | seconds | ends with the year 9999"
            })
    void otherLanguagesAreRefusedAlike(String path, String form, String param, String sentence) {
        var answer = Clients.send(sandbox, "POST", "/_sandbox/" + path, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\":\"" + param + '"').contains(sentence);
    }

    @Test
    void aFrozenClockNeedsATime() {
        ThrowingCallable frozen = () -> SandboxClock.frozenAt(null);
        assertThatThrownBy(frozen).hasMessageContaining("expected an instant, read null");
    }

    private static void assertRefused(Path snapshot, String sentence) {
        assertThatThrownBy(() -> StripeSandbox.builder().snapshot(snapshot).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining(snapshot.toString());
    }

    private static Arguments row(String sentence, Consumer<StripeSandbox> question) {
        return Arguments.of(sentence, question);
    }

    private static Arguments choice(String sentence, Consumer<SandboxBuilder> choice) {
        return Arguments.of(sentence, choice);
    }
}
