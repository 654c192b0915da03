// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import io.github.camellowdefy.stripe.client.encode.RequestNotSentException;
import io.github.camellowdefy.stripe.client.encode.UnreadableBodyException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRuleTest {

    private static final Map<String, String> NO_HEADERS = Map.of();

    private final RetryRule rule = new RetryRule(false, () -> 0.5);
    private final RetryRule budgeted = new RetryRule(true, () -> 0.5);

    @ParameterizedTest
    @CsvSource({
        "400,,",
        "401,,",
        "402,card_declined,",
        "403,,",
        "404,,",
        "409,,CONFLICT",
        "429,,",
        "429,rate_limit,",
        "429,lock_timeout,LOCK_TIMEOUT",
        "500,,SERVER_ERROR",
        "503,,SERVER_ERROR",
        "599,,SERVER_ERROR",
        "307,,"
    })
    void theStatusDecides(int status, String code, RetryCause cause) {
        assertThat(rule.cause(status, NO_HEADERS, code)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "true,400,,ADVISED",
        "true,429,,RATE_LIMIT",
        "true,409,,CONFLICT",
        "false,409,,",
        "false,429,lock_timeout,",
        "false,500,,",
        "perhaps,500,,SERVER_ERROR"
    })
    void advicePrecedesTheStatus(String advice, int status, String code, RetryCause cause) {
        assertThat(rule.cause(status, Map.of("stripe-should-retry", advice), code))
                .isEqualTo(cause);
    }

    @Test
    void withABudgetAPlain429IsRepeated() {
        assertThat(budgeted.cause(429, NO_HEADERS, "rate_limit")).isEqualTo(RetryCause.RATE_LIMIT);
        assertThat(budgeted.cause(429, Map.of("stripe-should-retry", "false"), null)).isNull();
    }

    @Test
    void failuresWithoutAnAnswerAreToldApart() {
        IOException lost = new IOException("reset");

        assertThat(rule.cause(lost)).isEqualTo(RetryCause.CONNECTION_LOST);
        assertThat(rule.cause(new SocketTimeoutException())).isEqualTo(RetryCause.TIMEOUT);
        assertThat(rule.cause(new RequestNotSentException("refused", lost)))
                .isEqualTo(RetryCause.NOT_SENT);
        assertThat(rule.cause(new UnreadableAnswerException("no JSON")))
                .isEqualTo(RetryCause.UNREADABLE);
        assertThat(rule.cause(new UnreadableBodyException(lost))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "7,7", "60,60"})
    void retryAfterIsKeptToTheLetter(String header, long seconds) {
        assertThat(rule.waitAfter(1, Map.of("retry-after", header)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"61", "99999999999999", "-1", "soon", "", "Wed, 21 Oct 2026 07:28:00 GMT"})
    void anyOtherRetryAfterIsIgnored(String header) {
        assertThat(rule.waitAfter(1, Map.of("retry-after", header)))
                .isEqualTo(Duration.ofMillis(750));
    }

    @ParameterizedTest
    @CsvSource({
        "1,500,1000",
        "2,1000,2000",
        "3,2000,4000",
        "4,2500,5000",
        "40,2500,5000",
        "2147483647,2500,5000"
    })
    void theWaitDoublesUpToFiveSecondsWithJitter(int attempts, long least, long most) {
        assertThat(new RetryRule(false, () -> 0).waitAfter(attempts, NO_HEADERS))
                .isEqualTo(Duration.ofMillis(least));
        assertThat(new RetryRule(false, () -> 1).waitAfter(attempts, NO_HEADERS))
                .isEqualTo(Duration.ofMillis(most));
    }
}
