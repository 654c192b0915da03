// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's example is the test that runs, not a copy that ages. */
class GuideTest {

    private static final Path GUIDE = Path.of("../docs/testing.md");
    private static final Path SOURCE =
            Path.of("src/test/java").resolve(packagePath()).resolve("OfflineRouteTest.java");

    @Test
    void theExampleOfTheGuideIsTheOneThatRuns() throws IOException {
        String source = Files.readString(SOURCE);
        String example = source.substring(source.indexOf("import static"));
        assertThat(GUIDE).content().contains("```java\n" + example + "```");
        assertThat(example.lines().filter(line -> !line.isBlank()).count()).isLessThan(25);
    }

    private static String packagePath() {
        return GuideTest.class.getPackageName().replace('.', '/');
    }
}
