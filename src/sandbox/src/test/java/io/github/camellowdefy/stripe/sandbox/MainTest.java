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
        Path certificate =
                Main.parse(
                        builder,
                        "--port",
                        "12112",
                        "--latency",
                        "5",
                        "--tls",
                        "cert.pem",
                        "--seed",
                        "42",
                        "--snapshot",
                        folder.resolve("s.json").toString());
        assertThat(certificate).isEqualTo(Path.of("cert.pem"));
        assertThat(builder.port()).isEqualTo(12112);
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
                "--prot 1 | Unknown argument \"--prot\"",
                "--port | --port expects a value",
                "--port many | --port expects a whole number, read \"many\"",
                "--port 70000 | 0 to 65535, read 70000",
                "--restricted-key rk_test_a | --restricted-key expects <key>=<permissions>",
                "--key sk_live_a | starts with sk_test_",
                "12111 | Unknown argument \"12111\""
            })
    void wrongArgumentsAreNamed(String arguments, String message) {
        assertThatThrownBy(() -> Main.parse(StripeSandbox.builder(), arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
