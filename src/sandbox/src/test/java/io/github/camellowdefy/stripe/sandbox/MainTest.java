// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @Test
    void argumentsBecomeChoices(@TempDir Path folder) {
        SandboxBuilder builder = StripeSandbox.builder();
        String pem = folder.resolve("cert.pem").toString();
        Path certificate =
                Main.parse(
                        builder,
                        "--port",
                        "12112",
                        "--latency",
                        "5",
                        "--tls",
                        pem,
                        "--url",
                        "http://localhost:8080",
                        "--seed",
                        "42",
                        "--snapshot",
                        folder.resolve("s.json").toString());
        assertThat(certificate).isEqualTo(Path.of(pem));
        assertThat(builder.port()).isEqualTo(12112);
        assertThat(builder.urlOr("its own")).isEqualTo("http://localhost:8080");
        assertThat(builder.isTls()).isTrue();
        assertThat(builder.latency()).hasMillis(5);
        assertThat(builder.snapshot()).hasFileName("s.json");
    }

    @Test
    void keysAndAccountsAreArguments() {
        SandboxBuilder builder = StripeSandbox.builder();
        Main.parse(
                builder,
                "--key",
                "sk_test_mine",
                "--restricted-key",
                "rk_test_reader=customers:read,charges:write",
                "--account",
                "acct_own=sk_test_own",
                "--account",
                "acct_plain");
        try (StripeSandbox sandbox = builder.start()) {
            assertThat(status(sandbox, "sk_test_mine")).isEqualTo(200);
            assertThat(status(sandbox, "sk_test_own")).isEqualTo(200);
            assertThat(status(sandbox, "rk_test_reader")).isEqualTo(200);
            assertThat(status(sandbox, "sk_test_sandbox0000000000000000")).isEqualTo(401);
            assertThat(builder.accounts()).containsExactly("acct_own", "acct_plain");
        }
    }

    private static int status(StripeSandbox sandbox, String key) {
        return Clients.send(sandbox, "GET", "/v1/customers", null, "Authorization", "Bearer " + key)
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 1 | There is no option \"--prot\"; the nearest is \"--port\".",
                "12111 | There is no option \"12111\"; the nearest is",
                "--port | --port expects a value after it.",
                "--port --tls | --port expects a value after it.",
                "--port=1 | The value of --port comes after a blank, not after =",
                "--port many | --port: expected a whole number, read \"many\"",
                "--port 70000 | --port: port must be 0 to 65535, read 70000",
                "--port 4294967297 | --port: expected a number up to 2147483647, read 4294967297",
                "--port 1 --port 2 | --port is given twice",
                "--seed x | --seed: expected a whole number",
                "--latency -5 | --latency: latency must be a time from 0 to a century, read PT-0.005S",
                "--latency 9223372036854775807 | --latency: latency must be a time from 0 to a century",
                "--search-lag -1 | --search-lag: searchLag must be a time from 0 to a century",
                "--requests-per-second -1 | --requests-per-second: requestsPerSecond must be 0 or more",
                "--tls /nonexistent/x.pem | --tls: the certificate cannot be written to /nonexistent/x.pem",
                "--tls . | --tls: the certificate cannot be written to .",
                "--restricted-key rk_test_a | --restricted-key: expected <key>=<permissions>",
                "--restricted-key rk_test_a= | --restricted-key: A permission is <resource>:read",
                "--restricted-key rk_test_a=foo:read | There is no resource for a permission \"foo\"",
                "--restricted-key rk_test_a=charges:read,customer:read | the nearest is \"customers\"",
                "--restricted-key rk_test_a=customers:reed | A permission is <resource>:read or",
                "--account acme | --account: account must be an id such as acct_1, read \"acme\"",
                "--account acct_a=sk_live_a | --account: a key of the sandbox starts with sk_test_",
                "--key sk_live_a | --key: a key of the sandbox starts with sk_test_",
                "--key sk_test_ | --key: a key of the sandbox starts with sk_test_ and goes on"
            })
    void wrongArgumentsAreNamed(String arguments, String message) {
        assertThatThrownBy(() -> Main.parse(StripeSandbox.builder(), arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
