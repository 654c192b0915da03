// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments from a folder of files, while the process that makes them is killed again and again. */
class KilledProcessTest {

    private static final int PAYMENTS = 1_000;
    private static final int KILLS = Scale.of(2, 20);

    @TempDir Path folder;

    @Test
    void everyPaymentIsMadeOnceHoweverOftenTheProcessIsKilled() throws Exception {
        Random random = new Random(20_261_122);
        try (StripeSandbox sandbox = StripeSandbox.start()) {
            for (int order = 0; order < PAYMENTS; order++) {
                Files.writeString(folder.resolve("order-" + order), "");
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                Process worker = start(sandbox, PAYMENTS - 1 - sandbox.charges().count());
                int enough = PAYMENTS * kill / (KILLS + 2) + random.nextInt(PAYMENTS / (KILLS * 4));
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> sandbox.charges().count() >= enough);
                worker.destroyForcibly().waitFor();
            }
            assertThat(sandbox.charges().count())
                    .as("paid before the last start")
                    .isLessThan(PAYMENTS);

            Process worker = start(sandbox, Integer.MAX_VALUE);
            await().atMost(Duration.ofMinutes(5)).until(() -> left() == 0);
            worker.destroyForcibly().waitFor();

            assertThat(sandbox.charges().count()).isEqualTo(PAYMENTS);
            assertThat(sandbox.charges().list())
                    .extracting(charge -> charge.get("metadata"))
                    .doesNotHaveDuplicates();
        }
    }

    private Process start(StripeSandbox sandbox, int most) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        PaymentWorker.class.getName(),
                        folder.toString(),
                        sandbox.secretKey(),
                        sandbox.url(),
                        Integer.toString(most))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private int left() {
        File[] files = folder.toFile().listFiles(File::isFile);
        return files == null ? 0 : files.length;
    }
}
